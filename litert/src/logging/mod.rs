//! Lines of the native libraries go to the `log` crate, and not to the standard error output.
//!
//! They print some lines to the standard error output of the process, such as `INFO: Created TensorFlow
//! Lite XNNPACK delegate for CPU.`, and what the GPU accelerator says of drivers. Unless told otherwise,
//! these lines become records of the `log` crate with the target `litert::native`, and nothing is
//! printed: with the libraries' own functions where they have one, and on Unix by leading the standard
//! error output through a thread of ours while a call runs that is known to print
//! ([`print_native_lines`]).

use std::ffi::CStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use litert_sys::SymbolSource;

#[cfg(unix)]
mod stderr;

/// Where records of the native libraries go in the `log` crate.
pub(crate) const TARGET: &str = "litert::native";

/// True if lines are left where the libraries print them.
static PRINT: AtomicBool = AtomicBool::new(false);

/// The functions that print nothing (any more), by their addresses: they have printed what they print once
/// in a process, or their library was told to be quiet.
static DONE: Mutex<Vec<usize>> = Mutex::new(Vec::new());

fn done() -> MutexGuard<'static, Vec<usize>> {
    DONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether native libraries print their lines to the standard error output. By default they do not, and
/// the lines go to the `log` crate, with the target `litert::native`.
///
/// To keep them away, the process's standard error output is led through a thread of ours while a
/// compiled model or a delegate is made for the first time, or a GPU is looked for. Lines that other
/// threads print meanwhile arrive as ever, but what is printed right before the process aborts may be lost. A
/// program that minds that, because it changes file descriptor
/// 2 itself or hands it to processes that outlive it, calls this with `true` before anything else.
/// On other systems than Unix the lines are always printed. So is one line of LiteRT 2.1.6 about OpenCL,
/// which goes to the standard output when a GPU is asked for.
pub fn print_native_lines(on: bool) {
    PRINT.store(on, Ordering::Relaxed);
}

/// TensorFlow Lite prints one line to stderr when the XNNPACK delegate is first applied. The
/// severity is not part of its C API, but a library that exports all of its symbols lets it be
/// set.
const SET_MINIMUM_LOG_SEVERITY: &CStr =
    c"_ZN6tflite16logging_internal13MinimalLogger21SetMinimumLogSeverityENS_11LogSeverityE";

/// Makes TensorFlow Lite quiet, where that is possible.
pub(crate) fn quiet_tflite(source: &dyn SymbolSource) {
    if PRINT.load(Ordering::Relaxed) {
        return;
    }
    if let Some(address) = source.find(SET_MINIMUM_LOG_SEVERITY) {
        // SAFETY: `static LogSeverity MinimalLogger::SetMinimumLogSeverity(LogSeverity)`: the
        // mangled name fixes class and parameter, and the enum is an `int`.
        unsafe {
            let set: unsafe extern "C" fn(i32) -> i32 = std::mem::transmute(address);
            set(3); // Errors only; these also reach the error reporter.
        }
        let prints = [c"TfLiteXNNPackDelegateCreate", c"LiteRtCreateCompiledModel"];
        let mut done = done();
        for function in prints.iter().filter_map(|name| source.find(name)) {
            if !done.contains(&(function.as_ptr() as usize)) {
                done.push(function.as_ptr() as usize);
            }
        }
    }
}

/// Makes a call that may print lines. `library` is the address of a function of the library that prints
/// one line in its life; `None` for a call that may print every time.
pub(crate) fn quietly<T>(library: Option<usize>, call: impl FnOnce() -> T) -> T {
    let printed = library.is_some_and(|library| done().contains(&library));
    // What a worker process prints last, before it dies of a model, must get through.
    if printed || PRINT.load(Ordering::Relaxed) || crate::isolated::is_worker() {
        return call();
    }
    #[cfg(unix)]
    {
        let (result, lines) = stderr::without_native_lines(call);
        for line in lines {
            if line.starts_with("INFO: Created TensorFlow Lite XNNPACK delegate") {
                done().extend(library);
                log::debug!(target: TARGET, "{line}");
            } else if line.starts_with(['E', 'W']) {
                log::warn!(target: TARGET, "{line}");
            } else {
                log::info!(target: TARGET, "{line}");
            }
        }
        result
    }
    #[cfg(not(unix))]
    call()
}
