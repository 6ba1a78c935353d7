//! Native log output: quiet, and into the `log` crate where the library lets us.

use std::ffi::CStr;
use std::sync::Once;

use litert_sys::SymbolSource;

/// Where records of the native libraries go in the `log` crate.
pub(crate) const TARGET: &str = "litert::native";

/// TensorFlow Lite prints one line to stderr when the XNNPACK delegate is first applied. The
/// severity is not part of its C API, but a library that exports all of its symbols lets it be
/// set.
const SET_MINIMUM_LOG_SEVERITY: &CStr =
    c"_ZN6tflite16logging_internal13MinimalLogger21SetMinimumLogSeverityENS_11LogSeverityE";

/// Makes TensorFlow Lite quiet, once per process, where that is possible.
pub(crate) fn quiet_tflite(source: &dyn SymbolSource) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if let Some(address) = source.find(SET_MINIMUM_LOG_SEVERITY) {
            // SAFETY: `static LogSeverity MinimalLogger::SetMinimumLogSeverity(LogSeverity)`: the
            // mangled name fixes class and parameter, and the enum is an `int`.
            unsafe {
                let set: unsafe extern "C" fn(i32) -> i32 = std::mem::transmute(address);
                set(3); // Errors only; these also reach the error reporter.
            }
        }
    });
}
