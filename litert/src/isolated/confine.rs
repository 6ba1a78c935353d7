//! Restrictions of a worker that the kernel enforces: Landlock for files and connections, seccomp for system calls.
//!
//! Limits alone do not keep a process from changing files: under `RLIMIT_FSIZE` it may still write
//! through a mapping, shorten, remove and rename. Both mechanisms are Linux's own, need no privileges
//! and hold for good. Where the kernel has neither, nothing is forbidden, and the report says so.

use std::fmt;

/// The restrictions that the kernel enforces on the worker of an [`IsolatedModel`](super::IsolatedModel):
/// [`confinement`](super::IsolatedModel::confinement).
///
/// ```no_run
/// # fn main() -> litert::Result<()> {
/// use litert::isolated::IsolatedModel;
///
/// let isolated = IsolatedModel::builder().build_file("from-a-stranger.tflite")?;
/// let confinement = isolated.confinement();
/// println!("{confinement}; files are safe: {}", confinement.protects_files());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Confinement {
    /// True if system calls are filtered (seccomp): none that changes files by name, opens one for
    /// writing, makes a socket, starts a program or a process, or reaches into another process.
    pub seccomp: bool,
    /// The version of Landlock that keeps it from changing files, from version 4 on from TCP
    /// connections, and from 6 on from signals to other processes; `None` where the kernel has none.
    pub landlock: Option<u32>,
}

impl Confinement {
    /// True if files are out of reach: neither mechanism lets a worker change one.
    pub fn protects_files(&self) -> bool {
        // Before version 3 a file could be shortened.
        self.seccomp || self.landlock.is_some_and(|version| version >= 3)
    }
}

impl fmt::Display for Confinement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.seccomp, self.landlock) {
            (false, None) => f.write_str("the kernel confines it by limits alone"),
            (true, None) => f.write_str("confined by seccomp"),
            (false, Some(version)) => write!(f, "confined by Landlock {version}"),
            (true, Some(version)) => write!(f, "confined by seccomp and Landlock {version}"),
        }
    }
}

/// Confines this process as a worker is confined, for good: [`serve`](super::serve) does it before
/// anything else. Call it before there are other threads: Landlock holds for the calling thread and those
/// that it starts. Limits are not set.
#[cfg(target_os = "linux")]
pub fn confine() -> Confinement {
    // The kernel wants this first of those who have no privileges.
    super::limits::drop_privileges();
    Confinement {
        landlock: landlock::restrict(),
        seccomp: seccomp::filter(),
    }
}

/// Confines this process as a worker is confined: on this system, nothing does.
#[cfg(not(target_os = "linux"))]
pub fn confine() -> Confinement {
    Confinement::default()
}

#[cfg(target_os = "linux")]
unsafe extern "C" {
    fn syscall(number: std::ffi::c_long, ...) -> std::ffi::c_long;
}

#[cfg(target_os = "linux")]
mod landlock {
    use std::ffi::{c_int, c_long};
    use std::ptr;

    use super::syscall;

    // The same numbers on every architecture.
    const CREATE_RULESET: c_long = 444;
    const RESTRICT_SELF: c_long = 446;
    const ASK_VERSION: c_long = 1;

    /// `struct landlock_ruleset_attr`. Older kernels know its beginning.
    #[repr(C)]
    struct Ruleset {
        files: u64,
        connections: u64,
        scopes: u64,
    }

    /// Everything that changes files: writing, removing, making, and more with newer versions. Reading
    /// is not among them.
    fn ruleset(version: c_long) -> (Ruleset, usize) {
        const WRITE_FILE: u64 = 1 << 1;
        const REMOVE_AND_MAKE: u64 = 0x1ff0;
        const REFER: u64 = 1 << 13;
        const TRUNCATE: u64 = 1 << 14;
        let mut ruleset = Ruleset {
            files: WRITE_FILE | REMOVE_AND_MAKE,
            connections: 0,
            scopes: 0,
        };
        let mut size = 8;
        if version >= 2 {
            ruleset.files |= REFER;
        }
        if version >= 3 {
            ruleset.files |= TRUNCATE;
        }
        if version >= 4 {
            // Binding and connecting.
            ruleset.connections = 0b11;
            size = 16;
        }
        if version >= 6 {
            // Abstract Unix sockets and signals.
            ruleset.scopes = 0b11;
            size = 24;
        }
        (ruleset, size)
    }

    /// The version in use, if any.
    pub(super) fn restrict() -> Option<u32> {
        let nothing = ptr::null::<Ruleset>();
        // SAFETY: asks for the version; nothing is read or written.
        let version = unsafe { syscall(CREATE_RULESET, nothing, 0_usize, ASK_VERSION) };
        if version < 1 {
            return None;
        }
        let (ruleset, size) = ruleset(version);
        // SAFETY: the struct is valid for the stated size, and only read.
        let fd = unsafe { syscall(CREATE_RULESET, &raw const ruleset, size, 0 as c_long) };
        let fd = c_int::try_from(fd).ok().filter(|fd| *fd >= 0)?;
        // SAFETY: the ruleset was just made. It has no rule that allows something.
        let restricted = unsafe { syscall(RESTRICT_SELF, c_long::from(fd), 0 as c_long) } == 0;
        // SAFETY: made above, and owned by nobody else.
        drop(unsafe { <std::os::fd::OwnedFd as std::os::fd::FromRawFd>::from_raw_fd(fd) });
        restricted.then(|| u32::try_from(version).unwrap_or(u32::MAX))
    }
}

#[cfg(target_os = "linux")]
mod seccomp;
