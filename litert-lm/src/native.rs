//! The one way to the C functions: a status and a result, as C API 1.0 gives them, made from what
//! 0.2 gives.
//!
//! Up to 0.18 a function returns its result, null or a number for a failure, and the reason is asked
//! for afterwards, on the same thread; a success does not reset it. So it is cleared before each call
//! and read right behind it.

use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::LmApi;

use crate::error::{Code, Error, Result};
use crate::exit;

/// The functions of a library.
pub(crate) struct Native {
    pub(crate) api: LmApi,
}

impl Native {
    pub(crate) fn new(api: LmApi) -> Self {
        Self { api }
    }

    /// A call that makes an object.
    pub(crate) fn create<T>(
        self: &Arc<Self>,
        call: &'static str,
        delete: unsafe extern "C" fn(*mut T),
        make: impl FnOnce(&LmApi) -> *mut T,
    ) -> Result<Handle<T>> {
        let _entered = exit::enter()?;
        exit::register(&exit::BEFORE);
        self.clear();
        let made = make(&self.api);
        if call.ends_with("engine_create") {
            exit::register(&exit::AFTER);
        }
        match NonNull::new(made) {
            Some(pointer) => Ok(Handle {
                pointer,
                delete,
                _native: Arc::clone(self),
            }),
            None => Err(self.failure(call, 0)),
        }
    }

    /// A call that returns 0 if it worked.
    pub(crate) fn status(
        &self,
        call: &'static str,
        make: impl FnOnce(&LmApi) -> c_int,
    ) -> Result<()> {
        let _entered = exit::enter()?;
        self.clear();
        match make(&self.api) {
            0 => Ok(()),
            code => Err(self.failure(call, code)),
        }
    }

    /// A call that returns a text which something else owns. It is copied.
    pub(crate) fn text(
        &self,
        call: &'static str,
        make: impl FnOnce(&LmApi) -> *const c_char,
    ) -> Result<String> {
        let _entered = exit::enter()?;
        self.clear();
        // SAFETY: the functions that come here return null or a text with a NUL at its end, which lives
        // until the next call on the same object.
        unsafe { text(make(&self.api)) }.ok_or_else(|| self.failure(call, 0))
    }

    fn clear(&self) {
        // SAFETY: takes nothing; resets a value of this thread.
        unsafe { (self.api.error.litert_lm_clear_last_error)() };
    }

    /// Why the call that just failed on this thread failed.
    fn failure(&self, call: &'static str, returned: c_int) -> Error {
        // SAFETY: takes nothing.
        let code = unsafe { (self.api.error.litert_lm_get_last_error_code)() };
        // SAFETY: null, or a text of this thread that lives until its next failure.
        let message = unsafe { text((self.api.error.litert_lm_get_last_error_message)()) };
        let code = match (code, returned) {
            (0, returned) if returned > 0 => returned,
            (0, _) => 2,
            (code, _) => code,
        };
        let message = message.filter(|it| !it.is_empty());
        let message = message.unwrap_or_else(|| unsaid(call, code).to_owned());
        Error::Status {
            call,
            code: Code(code),
            message,
        }
    }
}

/// What is known of failures about which the library says nothing.
fn unsaid(call: &str, code: i32) -> &'static str {
    match (call, code) {
        ("engine_create", 2) => {
            "the library gives no reason; speculative decoding on a model without a drafter fails like \
             this"
        }
        ("engine_create", 12) => {
            "the library gives no reason; it was built without what was asked for"
        }
        ("embedding_engine_create", 5) => {
            "the library gives no reason; a file without an embedding model fails like this"
        }
        _ => "the library gives no reason",
    }
}

/// A text of the library, copied; not UTF-8 is replaced.
///
/// # Safety
/// `pointer` is null or points to a text with a NUL at its end.
pub(crate) unsafe fn text(pointer: *const c_char) -> Option<String> {
    if pointer.is_null() {
        return None;
    }
    // SAFETY: not null, and the caller's promise.
    let text = unsafe { CStr::from_ptr(pointer) };
    Some(text.to_string_lossy().into_owned())
}

/// A text for the library.
pub(crate) fn c_text(setting: &'static str, text: &str) -> Result<CString> {
    CString::new(text)
        .map_err(|_| Error::setting(setting, format!("{text:?}"), "without NUL bytes"))
}

/// Makes whatever holds it usable by one thread at a time: it may be sent, and not be shared. The library
/// writes results into its objects even where they are only asked.
pub(crate) type NotShared = std::marker::PhantomData<std::cell::Cell<()>>;

/// An object of the library, deleted when this is dropped.
pub(crate) struct Handle<T> {
    pointer: NonNull<T>,
    delete: unsafe extern "C" fn(*mut T),
    _native: Arc<Native>,
}

impl<T> Handle<T> {
    pub(crate) fn get(&self) -> *mut T {
        self.pointer.as_ptr()
    }
}

impl<T> Drop for Handle<T> {
    fn drop(&mut self) {
        // While the program ends, the library may already be half gone.
        let Ok(_entered) = exit::enter() else {
            return;
        };
        // SAFETY: `create` got the pointer from the function that belongs to `delete`, nobody else
        // deletes it, and this is the last use.
        unsafe { (self.delete)(self.pointer.as_ptr()) };
    }
}

// SAFETY: no object of the library is bound to the thread that made it: its own workers use them. What
// must not be used by two threads at once is only reachable through `&mut` of its owner.
unsafe impl<T> Send for Handle<T> {}
// SAFETY: `&Handle` gives only the pointer; the callers see to it that calls on it do not overlap.
unsafe impl<T> Sync for Handle<T> {}
