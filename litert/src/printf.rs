//! Text that C code passes as a `printf` format with its arguments.

use std::ffi::{c_char, c_int, c_void};

/// Formats like `printf` and returns how long the text is; it may have been cut.
///
/// # Safety
/// The buffer is valid for writes of `len` bytes, and the arguments belong to the format.
#[cfg(not(windows))]
pub(crate) unsafe fn format_into(
    buffer: *mut c_char,
    len: usize,
    format: *const c_char,
    arguments: *mut c_void,
) -> c_int {
    unsafe extern "C" {
        fn vsnprintf(
            buffer: *mut c_char,
            len: usize,
            format: *const c_char,
            arguments: *mut c_void,
        ) -> c_int;
    }
    // SAFETY: passed on to the caller.
    unsafe { vsnprintf(buffer, len, format, arguments) }
}

/// As above.
///
/// # Safety
/// As above.
#[cfg(windows)]
pub(crate) unsafe fn format_into(
    buffer: *mut c_char,
    len: usize,
    format: *const c_char,
    arguments: *mut c_void,
) -> c_int {
    // What `vsnprintf` is in the Windows headers: an inline call of this exported function, asking
    // for standard behaviour when the buffer is too small.
    const STANDARD_SNPRINTF_BEHAVIOR: u64 = 2;
    // Imported from the library itself: the C runtime that a toolchain links, MinGW's for instance,
    // may be one that does not have the function.
    #[link(name = "ucrtbase", kind = "raw-dylib")]
    unsafe extern "C" {
        fn __stdio_common_vsprintf(
            options: u64,
            buffer: *mut c_char,
            len: usize,
            format: *const c_char,
            locale: *mut c_void,
            arguments: *mut c_void,
        ) -> c_int;
    }
    // SAFETY: passed on to the caller; a null locale means the current one.
    unsafe {
        __stdio_common_vsprintf(
            STANDARD_SNPRINTF_BEHAVIOR,
            buffer,
            len,
            format,
            std::ptr::null_mut(),
            arguments,
        )
    }
}
