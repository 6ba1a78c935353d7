//! The runtime's own words: what it passes to its error reporter.

use std::ffi::{CStr, c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use crate::logging;
use crate::printf::format_into;

/// Collects what one interpreter reports. It is read, and emptied, when a call has failed.
///
/// The runtime may report from any thread that runs operators, hence the lock; nothing is taken
/// while an inference succeeds.
#[derive(Debug, Default)]
pub(crate) struct ErrorSink {
    text: Mutex<String>,
}

/// More than this is cut off: an endless loop in a model may report without end.
const LIMIT: usize = 16 * 1024;

impl ErrorSink {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    /// The reporter's user data.
    ///
    /// The pointer is good for as long as an `Arc` of this sink lives; whoever registers it keeps
    /// one and drops it after the C object that holds the pointer.
    pub(crate) fn as_user_data(self: &Arc<Self>) -> *mut c_void {
        Arc::as_ptr(self).cast_mut().cast()
    }

    /// Takes what was reported so far, one message a line.
    pub(crate) fn take(&self) -> String {
        let text = std::mem::take(&mut *self.text.lock().unwrap_or_else(PoisonError::into_inner));
        text.trim_end().to_owned()
    }

    fn push(&self, message: &str) {
        let mut text = self.text.lock().unwrap_or_else(PoisonError::into_inner);
        if text.len() + message.len() < LIMIT {
            text.push_str(message.trim_end());
            text.push('\n');
        }
    }
}

/// The reporter function itself.
///
/// # Safety
/// The runtime passes the user data it was given, a NUL-terminated `printf` format, and the
/// arguments that belong to it. A `va_list` is handed on as the pointer-sized value by which every
/// supported ABI passes it.
pub(crate) unsafe extern "C" fn report(
    user_data: *mut c_void,
    format: *const c_char,
    arguments: *mut c_void,
) {
    if user_data.is_null() || format.is_null() {
        return;
    }
    let mut buffer = [0_u8; 2048];
    // SAFETY: the buffer is as long as stated; format and arguments belong together.
    let written = unsafe {
        format_into(
            buffer.as_mut_ptr().cast::<c_char>(),
            buffer.len(),
            format,
            arguments,
        )
    };
    // A message that does not fit is cut; a negative result leaves nothing of use.
    let Some(end) = usize::try_from(written)
        .ok()
        .map(|len| len.min(buffer.len() - 1))
    else {
        return;
    };
    buffer[end] = 0;
    let message = CStr::from_bytes_until_nul(&buffer).map(CStr::to_string_lossy);
    // SAFETY: `as_user_data` made this pointer, and its owner keeps the sink alive for longer than
    // the C object that calls here.
    let sink = unsafe { &*user_data.cast::<ErrorSink>() };
    // An application's logger may panic, and a panic must not unwind through C++.
    let _ = catch_unwind(AssertUnwindSafe(|| {
        if let Ok(message) = message {
            log::debug!(target: logging::TARGET, "{}", message.trim_end());
            sink.push(&message);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_kept_until_taken_and_bounded() {
        let sink = ErrorSink::new();
        sink.push("first\n");
        sink.push("second");
        assert_eq!(sink.take(), "first\nsecond");
        assert_eq!(sink.take(), "");
        for _ in 0..10_000 {
            sink.push("again and again");
        }
        assert!(sink.take().len() <= LIMIT);
    }
}
