//! Delegates: other back-ends that take over parts of a model.

mod xnnpack;

use std::fmt;
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::{SymbolSource, tflite};

pub(crate) use xnnpack::create as xnnpack;

/// A delegate, and what it takes to destroy it.
///
/// The C side only borrows a delegate, so the interpreter it is given to owns this value and drops
/// it after itself.
pub(crate) struct Delegate {
    name: &'static str,
    handle: NonNull<tflite::TfLiteDelegate>,
    destroy: unsafe extern "C" fn(*mut tflite::TfLiteDelegate),
    // The destructor's code; a source is never unloaded, but a fake one is freed.
    _source: Arc<dyn SymbolSource>,
}

impl Delegate {
    pub(crate) fn as_ptr(&self) -> *mut tflite::TfLiteDelegate {
        self.handle.as_ptr()
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }
}

impl Drop for Delegate {
    fn drop(&mut self) {
        // SAFETY: created by the function that belongs to `destroy`, destroyed once, and by field
        // order of its owner after the interpreter that used it.
        unsafe { (self.destroy)(self.handle.as_ptr()) }
    }
}

impl fmt::Debug for Delegate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delegate")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

// SAFETY: a delegate has no thread affinity; it is used by one interpreter at a time, through
// `&mut`.
unsafe impl Send for Delegate {}
