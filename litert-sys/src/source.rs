//! Where symbols come from: a loaded library, link-time externs, or a fake made for tests.

use std::ffi::{CStr, c_void};
use std::ptr::NonNull;

/// Something that can say where a C symbol is.
///
/// # Safety
///
/// An implementor promises that every address it returns
/// - is that of the function (or data object) which the official headers declare under that
///   name, with the ABI of the version that [`crate::abi`] derives from the same source, and
/// - stays valid for the rest of the process, also after the source itself is dropped.
///
/// Everything that is called through this crate rests on these two promises.
pub unsafe trait SymbolSource: Send + Sync {
    /// The address of `name`, or `None` where this source does not have it.
    fn find(&self, name: &CStr) -> Option<NonNull<c_void>>;

    /// The name of this source in messages: a path, "the program itself", "fake runtime".
    fn describe(&self) -> String;

    /// True if what the library frees with `free` goes to the C runtime that is part of Windows, so
    /// that memory for it may come from that runtime's `malloc`.
    fn frees_with_system_heap(&self) -> bool {
        false
    }

    /// True if this source has `name`.
    fn has(&self, name: &CStr) -> bool {
        self.find(name).is_some()
    }
}
