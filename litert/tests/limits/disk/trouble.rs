//! Disks that are full, and places that cannot be written to.

use std::ffi::{OsString, c_ulong};
use std::io;
use std::path::Path;
use std::process::Command;

use litert_test_support::child::{self, Ended};

const RLIMIT_FSIZE: i32 = 1;
const SIGXFSZ: i32 = 25;
const SIG_IGN: usize = 1;

#[repr(C)]
#[derive(Clone, Copy)]
struct Limit {
    soft: c_ulong,
    hard: c_ulong,
}

unsafe extern "C" {
    fn getrlimit(resource: i32, limit: *mut Limit) -> i32;
    fn setrlimit(resource: i32, limit: *const Limit) -> i32;
    fn signal(number: i32, handler: usize) -> usize;
}

/// Runs `work` while this process may make no file longer than `len` bytes: what goes beyond fails,
/// after what went before was written, as on a disk that becomes full.
pub(crate) fn with_short_files<T>(len: usize, work: impl FnOnce() -> T) -> T {
    let mut before = Limit { soft: 0, hard: 0 };
    // SAFETY: a struct of the layout that the function fills in; the signal is ignored from now on.
    unsafe {
        signal(SIGXFSZ, SIG_IGN);
        assert_eq!(getrlimit(RLIMIT_FSIZE, &raw mut before), 0);
    }
    let set = |limit: Limit| {
        // SAFETY: a struct of the layout that the function reads.
        let status = unsafe { setrlimit(RLIMIT_FSIZE, &raw const limit) };
        assert_eq!(status, 0, "{}", io::Error::last_os_error());
    };
    set(Limit {
        soft: len as c_ulong,
        ..before
    });
    let done = work();
    set(before);
    done
}

/// Whether this process may mount file systems that nobody else sees.
pub(crate) fn may_mount() -> Result<(), String> {
    let script = "mount -t tmpfs -o size=16k litert /mnt";
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", script])
        .output()
        .map_err(|error| format!("unshare cannot be started: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!(
            "no file system can be mounted: {}",
            String::from_utf8_lossy(&output.stderr)
        )),
    }
}

/// Runs an ignored test of this program as [`child::run`] does, where `folder` is a file system of
/// `kib` kilobytes of its own, and read-only if told so.
pub(crate) fn run_on_small_disk(
    test: &str,
    folder: &Path,
    kib: usize,
    read_only: bool,
    variables: &[(&str, OsString)],
) -> Ended {
    let mount = format!("mount -t tmpfs -o size={kib}k litert \"$0\"");
    let remount = if read_only {
        " && mount -o remount,ro \"$0\""
    } else {
        ""
    };
    let mut command = Command::new("unshare");
    command
        .args(["-rm", "sh", "-c"])
        .arg(format!("{mount}{remount} && exec \"$@\""))
        .arg(folder)
        .arg(std::env::current_exe().expect("this program"))
        .args([test, "--exact", "--ignored", "--nocapture"])
        .env(child::ENV_CHILD, "1")
        .env("RUST_BACKTRACE", "0")
        .envs(variables.iter().map(|(name, value)| (name, value)));
    child::wait(command).expect("a child process")
}
