//! Messages of plugins, from a callback that takes no user data.

use std::cell::RefCell;
use std::ffi::{CStr, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::logging;

thread_local! {
    /// Reports made on this thread, while somebody listens.
    static HEARD: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// More than this is cut off.
const LIMIT: usize = 8 * 1024;

/// Runs `f` and returns with its result what plugins reported meanwhile on this thread.
pub(crate) fn capture<T>(f: impl FnOnce() -> T) -> (T, String) {
    let before = HEARD.with(|heard| heard.borrow_mut().replace(String::new()));
    let result = f();
    let heard = HEARD.with(|heard| std::mem::replace(&mut *heard.borrow_mut(), before));
    (result, heard.unwrap_or_default().trim_end().to_owned())
}

/// The callback itself. A plugin may keep it and call it later, from any thread; what nobody waits
/// for is logged.
///
/// # Safety
/// `message` is null or a C string, alive during the call.
pub(crate) unsafe extern "C" fn report(message: *const c_char) {
    if message.is_null() {
        return;
    }
    // SAFETY: not null, and a C string by the contract of the plugin interface.
    let message = unsafe { CStr::from_ptr(message) };
    // A panic, of an application's logger for instance, must not unwind through C.
    let _ = catch_unwind(AssertUnwindSafe(|| {
        let message = message.to_string_lossy();
        let message = message.trim_end();
        let heard = HEARD.with(|heard| match &mut *heard.borrow_mut() {
            Some(text) => {
                if text.len() + message.len() < LIMIT {
                    text.push_str(message);
                    text.push('\n');
                }
                true
            }
            None => false,
        });
        if heard {
            log::debug!(target: logging::TARGET, "{message}");
        } else {
            log::error!(target: logging::TARGET, "a delegate reports: {message}");
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_heard_by_the_innermost_listener() {
        let say = |text: &CStr| {
            // SAFETY: a C string.
            unsafe { report(text.as_ptr()) }
        };
        say(c"into the void");
        let ((), outer) = capture(|| {
            say(c"one");
            let ((), inner) = capture(|| say(c"two"));
            assert_eq!(inner, "two");
            say(c"three\n");
        });
        assert_eq!(outer, "one\nthree");
        // SAFETY: null is allowed.
        unsafe { report(std::ptr::null()) };
    }
}
