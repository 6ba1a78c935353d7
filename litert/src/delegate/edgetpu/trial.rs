//! The first contact of a libedgetpu with a TensorFlow Lite, tried in a child process.
//!
//! A delegate hands the runtime a struct by value that had 64 bytes for long, grew with TensorFlow
//! Lite 2.10 and has 88 today. Nothing in either library tells which one it was built for, and if
//! they disagree the process dies, or goes on with whatever lay on the stack. So the first time a
//! pair of libraries meets, a child does the same first, looks at the struct as it arrives, and
//! reports how far it got.
//!
//! The child is forked and never returns to Rust code of the application: it makes the delegate,
//! builds an interpreter and exits. A process with several threads may fork, but other threads do
//! not exist in the child, and locks that they held stay locked there. The C library takes care of
//! its own; should the child ever wait for another one, it is killed after some time and nothing
//! is concluded.

use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::io::{Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use litert_sys::{TfLiteApi, tflite};

use super::layout::proxy;
use crate::printf::format_into;

/// How far a child got, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It built an interpreter, or was refused in good order.
    Works,
    /// It could not try: the device could not be opened, or it took too long.
    Unknown(String),
    /// It passes structs as they were before TensorFlow Lite 2.13.
    OldStructs,
    /// It died.
    Crashes(Crash),
}

/// How a child died.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Crash {
    /// During what.
    pub(super) during: &'static str,
    /// `signal 11 (SIGSEGV)`, for instance.
    pub(super) how: String,
    /// The output so far.
    pub(super) said: String,
}

/// Steps that a child has behind it; each is one byte to the parent.
const OPENED: u8 = b'd';
const NOT_OPENED: u8 = b'n';
const BUILT: u8 = b'i';
const NOT_BUILT: u8 = b'r';
pub(super) const OLD_STRUCTS: u8 = b'o';
const DONE: u8 = b'.';

/// Longer than it takes to load the firmware of a USB device.
const LIMIT: Duration = Duration::from_secs(20);

/// Pairs of libraries that were tried.
static KNOWN: Mutex<Option<HashMap<(usize, usize), Verdict>>> = Mutex::new(None);

/// The verdict on a pair, unless it was not tried yet.
pub(super) fn known(pair: (usize, usize)) -> Option<Verdict> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.as_ref()?.get(&pair).cloned()
}

/// Keeps what will not change.
pub(super) fn remember(pair: (usize, usize), verdict: &Verdict) {
    if matches!(verdict, Verdict::Unknown(_)) {
        return;
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.get_or_insert_default().insert(pair, verdict.clone());
}

/// Forks, and builds an interpreter in the child with the delegate that `make` makes there.
///
/// `make` runs in the child and must not rely on other threads.
pub(super) fn run(
    api: &TfLiteApi,
    model: &[u8],
    make: impl Fn() -> *mut tflite::TfLiteDelegate,
) -> Verdict {
    let unknown = |what: &str, error: &dyn std::fmt::Display| {
        Verdict::Unknown(format!("{what} for the trial failed: {error}"))
    };
    let (steps, child_steps) = match UnixStream::pair() {
        Ok(pair) => pair,
        Err(error) => return unknown("a pipe", &error),
    };
    let (output, child_output) = match UnixStream::pair() {
        Ok(pair) => pair,
        Err(error) => return unknown("a pipe", &error),
    };
    // SAFETY: the child runs only `child`, which allocates through the C library (that survives a
    // fork) and never returns.
    let pid = unsafe { fork() };
    if pid < 0 {
        return unknown("a child process", &std::io::Error::last_os_error());
    }
    if pid == 0 {
        child(api, model, make, &child_steps, &child_output);
    }
    drop((child_steps, child_output));
    let reader = thread::spawn(move || read_all(output));
    let (trail, in_time) = follow(steps, pid);
    let status = reap(pid);
    let said = reader.join().unwrap_or_default();
    judge(&trail, in_time, status, said)
}

/// The body of the child process.
fn child(
    api: &TfLiteApi,
    model: &[u8],
    make: impl Fn() -> *mut tflite::TfLiteDelegate,
    steps: &UnixStream,
    output: &UnixStream,
) -> ! {
    let step = |step: u8| {
        let _ = (&mut &*steps).write_all(&[step]);
    };
    // SAFETY: plain system calls on values of ours; `_exit` ends the process without running
    // anything of the application's. The calls to the runtime follow its rules, and what they
    // borrow is alive until then.
    unsafe {
        // What is printed goes to the parent, a crash is the end without further ado (no handlers
        // of the application, no core file), and the child does not outlive its parent.
        for descriptor in [1, 2] {
            dup2(output.as_raw_fd(), descriptor);
        }
        for crash in CRASHES {
            signal(crash.0, 0);
        }
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
        let delegate = make();
        if delegate.is_null() {
            step(NOT_OPENED);
            _exit(0);
        }
        step(OPENED);
        let mut proxy = proxy(delegate, steps.as_raw_fd());
        let bytes = model.as_ptr().cast();
        let descriptor = output.as_raw_fd() as usize as *mut c_void;
        let c_model = (api.model.TfLiteModelCreateWithErrorReporter)(
            bytes,
            model.len(),
            Some(print),
            descriptor,
        );
        let options = (api.options.TfLiteInterpreterOptionsCreate)();
        if c_model.is_null() || options.is_null() {
            step(NOT_BUILT);
            _exit(0);
        }
        (api.options.TfLiteInterpreterOptionsSetErrorReporter)(options, Some(print), descriptor);
        (api.options.TfLiteInterpreterOptionsAddDelegate)(options, &raw mut proxy);
        let interpreter = (api.interpreter.TfLiteInterpreterCreate)(c_model, options);
        if interpreter.is_null() {
            step(NOT_BUILT);
            _exit(0);
        }
        step(BUILT);
        (api.interpreter.TfLiteInterpreterAllocateTensors)(interpreter);
        step(DONE);
        _exit(0)
    }
}

/// The error reporter of the child; its user data is a file descriptor.
unsafe extern "C" fn print(descriptor: *mut c_void, format: *const c_char, arguments: *mut c_void) {
    let mut buffer = [0_u8; 512];
    let start = buffer.as_mut_ptr();
    // SAFETY: the buffer is as long as stated; format and arguments belong together. The
    // descriptor is open for as long as the child lives.
    unsafe {
        format_into(start.cast(), buffer.len(), format, arguments);
        buffer[buffer.len() - 1] = b'\n';
        if let Ok(text) = CStr::from_bytes_until_nul(&buffer) {
            write(
                descriptor as usize as c_int,
                text.as_ptr().cast(),
                text.count_bytes(),
            );
        }
        write(descriptor as usize as c_int, c"\n".as_ptr().cast(), 1);
    }
}

/// Reads the child's steps until it is gone; kills it when it takes too long.
fn follow(mut steps: UnixStream, pid: c_int) -> (Vec<u8>, bool) {
    let begun = Instant::now();
    let mut trail = Vec::new();
    let mut byte = [0];
    loop {
        let left = LIMIT.saturating_sub(begun.elapsed());
        if left.is_zero() || steps.set_read_timeout(Some(left)).is_err() {
            // SAFETY: our own child, which was not waited for yet.
            unsafe { kill(pid, SIGKILL) };
            return (trail, false);
        }
        match steps.read(&mut byte) {
            Ok(0) => return (trail, true),
            Ok(_) => trail.extend(byte),
            // Timed out, or interrupted: the time left decides.
            Err(_) => {}
        }
    }
}

fn read_all(mut output: UnixStream) -> String {
    // Should a grandchild keep the other end open, the child's own end must do.
    let _ = output.set_read_timeout(Some(LIMIT + Duration::from_secs(5)));
    let mut bytes = Vec::new();
    let mut buffer = [0; 1024];
    while let Ok(len @ 1..) = output.read(&mut buffer) {
        if bytes.len() < 8 * 1024 {
            bytes.extend_from_slice(&buffer[..len]);
        }
    }
    String::from_utf8_lossy(&bytes).trim().to_owned()
}

/// Waits for the child; `None` if the application's own handling of children got it first.
fn reap(pid: c_int) -> Option<ExitStatus> {
    loop {
        let mut status = 0;
        // SAFETY: `status` is valid for writes.
        let found = unsafe { waitpid(pid, &raw mut status, 0) };
        if found == pid {
            return Some(ExitStatus::from_raw(status));
        }
        if std::io::Error::last_os_error().kind() != std::io::ErrorKind::Interrupted {
            return None;
        }
    }
}

fn judge(trail: &[u8], in_time: bool, status: Option<ExitStatus>, said: String) -> Verdict {
    let during = match trail.last() {
        Some(&(DONE | NOT_BUILT)) => return Verdict::Works,
        Some(&OLD_STRUCTS) => return Verdict::OldStructs,
        Some(&NOT_OPENED) => {
            return Verdict::Unknown("the trial could not open the device".to_owned());
        }
        None => "the device was opened",
        Some(&OPENED) => "the model was handed to it",
        Some(_) => "tensors were allocated",
    };
    if !in_time {
        return Verdict::Unknown(format!(
            "the trial took longer than {} seconds while {during}",
            LIMIT.as_secs()
        ));
    }
    let how = match status.and_then(|status| status.signal()) {
        Some(number) => {
            let name = CRASHES.iter().find(|(signal, _)| *signal == number);
            let name = name.map_or("", |(_, name)| name);
            format!("signal {number} {name}").trim_end().to_owned()
        }
        None => "an early end".to_owned(),
    };
    Verdict::Crashes(Crash { during, how, said })
}

/// Signals by which a process dies of itself. Linux numbers; `SIGBUS` has another one on MIPS.
const CRASHES: [(c_int, &str); 5] = [
    (4, "(SIGILL)"),
    (6, "(SIGABRT)"),
    (7, "(SIGBUS)"),
    (8, "(SIGFPE)"),
    (11, "(SIGSEGV)"),
];
const SIGKILL: c_int = 9;
const PR_SET_PDEATHSIG: c_int = 1;
const PR_SET_DUMPABLE: c_int = 4;

unsafe extern "C" {
    fn fork() -> c_int;
    pub(super) fn _exit(status: c_int) -> !;
    fn waitpid(pid: c_int, status: *mut c_int, options: c_int) -> c_int;
    fn kill(pid: c_int, signal: c_int) -> c_int;
    fn signal(signal: c_int, handler: usize) -> usize;
    fn dup2(from: c_int, to: c_int) -> c_int;
    pub(super) fn write(descriptor: c_int, buffer: *const c_void, len: usize) -> isize;
    fn prctl(option: c_int, ...) -> c_int;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_step_tells_what_a_child_died_of() {
        let segfault = Some(ExitStatus::from_raw(11));
        let died = |trail: &[u8]| match judge(trail, true, segfault, "words".to_owned()) {
            Verdict::Crashes(crash) => crash,
            other => panic!("{other:?}"),
        };
        assert_eq!(died(b"").during, "the device was opened");
        assert_eq!(died(b"d").during, "the model was handed to it");
        assert_eq!(died(b"di").during, "tensors were allocated");
        assert_eq!(died(b"d").how, "signal 11 (SIGSEGV)");
        assert_eq!(died(b"d").said, "words");
        // The end is known from the pipe alone where somebody else reaped the child.
        let Verdict::Crashes(crash) = judge(b"d", true, None, String::new()) else {
            panic!();
        };
        assert_eq!(crash.how, "an early end");
        assert_eq!(judge(b"do", true, None, String::new()), Verdict::OldStructs);
        for trail in [&b"di."[..], b"dr"] {
            assert_eq!(judge(trail, true, None, String::new()), Verdict::Works);
        }
        assert!(matches!(
            judge(b"n", true, None, String::new()),
            Verdict::Unknown(_)
        ));
        assert!(matches!(
            judge(b"d", false, segfault, String::new()),
            Verdict::Unknown(_)
        ));
    }
}
