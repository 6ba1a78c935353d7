//! Limits of a worker process.

use crate::error::{Error, Result};

/// How much memory a worker may take unless told.
const DEFAULT_MEMORY: u64 = 1 << 30;

/// The limit that a worker is told.
///
/// # Errors
/// [`Error::Unsupported`] where there can be none, but one was asked for.
pub(super) fn memory(asked: Option<u64>) -> Result<Option<u64>> {
    if cfg!(target_os = "linux") {
        return Ok(Some(asked.unwrap_or(DEFAULT_MEMORY)));
    }
    match asked {
        None => Ok(None),
        Some(_) => Err(Error::unsupported(
            "a limit of the memory of a worker process",
            "this operating system",
            "leave the limit out, or have something else limit the process, with `command`",
        )),
    }
}

/// Takes the way to privileges from this thread, and from those that it starts.
pub(super) fn drop_privileges() {
    #[cfg(target_os = "linux")]
    // SAFETY: the option takes plain numbers.
    unsafe {
        system::prctl(
            system::PR_SET_NO_NEW_PRIVS,
            1_usize,
            0_usize,
            0_usize,
            0_usize,
        );
    }
}

/// Sets the limits for this process, which is a worker: the given bytes of memory on top of what it
/// has, no files, no core dumps.
///
/// # Errors
/// A limit that could not be set.
#[cfg(unix)]
pub(super) fn set(memory: Option<u64>) -> Result<(), String> {
    use system::{RLIMIT_CORE, RLIMIT_FSIZE, SIG_IGN, SIGXFSZ, signal};

    // SAFETY: ignoring a signal runs no code of ours. Too large a file is then an error of the call.
    unsafe { signal(SIGXFSZ, SIG_IGN) };
    limit("the size of files", RLIMIT_FSIZE, 0)?;
    limit("core dumps", RLIMIT_CORE, 0)?;
    #[cfg(target_os = "linux")]
    {
        if let Some(memory) = memory {
            let taken = std::fs::read_to_string("/proc/self/statm")
                .map_err(|error| format!("/proc/self/statm: {error}"))?;
            let pages = taken.split(' ').next().and_then(|pages| pages.parse().ok());
            // SAFETY: no preconditions.
            let page = unsafe { system::sysconf(system::SC_PAGESIZE) };
            let taken = pages.unwrap_or(0_u64) * u64::try_from(page).unwrap_or(4096);
            limit("memory", system::RLIMIT_AS, taken.saturating_add(memory))?;
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = memory;
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn set(_: Option<u64>) -> Result<(), String> {
    Ok(())
}

#[cfg(unix)]
fn limit(what: &str, resource: std::ffi::c_int, most: u64) -> Result<(), String> {
    let most = system::Limit {
        current: system::Number::try_from(most).unwrap_or(system::Number::MAX),
        most: system::Number::try_from(most).unwrap_or(system::Number::MAX),
    };
    // SAFETY: the struct is what the C library of this system declares, see below.
    if unsafe { system::setrlimit(resource, &raw const most) } == 0 {
        return Ok(());
    }
    let error = std::io::Error::last_os_error();
    Err(format!("{what} could not be limited: {error}"))
}

#[cfg(unix)]
mod system {
    use std::ffi::c_int;

    /// `rlim_t`: as wide as an address with glibc, unless the program asks for more, and 64 bits
    /// elsewhere.
    #[cfg(target_env = "gnu")]
    pub(super) type Number = std::ffi::c_ulong;
    #[cfg(not(target_env = "gnu"))]
    pub(super) type Number = u64;

    /// `struct rlimit`.
    #[repr(C)]
    pub(super) struct Limit {
        pub(super) current: Number,
        pub(super) most: Number,
    }

    pub(super) const RLIMIT_FSIZE: c_int = 1;
    pub(super) const RLIMIT_CORE: c_int = 4;
    #[cfg(target_os = "linux")]
    pub(super) const RLIMIT_AS: c_int = 9;
    #[cfg(target_os = "linux")]
    pub(super) const PR_SET_NO_NEW_PRIVS: c_int = 38;
    #[cfg(target_os = "linux")]
    pub(super) const SC_PAGESIZE: c_int = 30;
    pub(super) const SIGXFSZ: c_int = 25;
    pub(super) const SIG_IGN: usize = 1;

    unsafe extern "C" {
        pub(super) fn setrlimit(resource: c_int, limit: *const Limit) -> c_int;
        pub(super) fn signal(signal: c_int, handler: usize) -> usize;
        #[cfg(target_os = "linux")]
        pub(super) fn prctl(option: c_int, ...) -> c_int;
        #[cfg(target_os = "linux")]
        pub(super) fn sysconf(name: c_int) -> std::ffi::c_long;
    }
}
