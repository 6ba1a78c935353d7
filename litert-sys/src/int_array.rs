//! Integer arrays for libraries that do not export how to make one.
//!
//! TensorFlow Lite takes the new shape of a tensor as an array from `TfLiteIntArrayCreate`, and frees
//! it with C's `free`. The official libraries for Windows lack that function. Where such a library
//! frees with the system's C runtime, an array from the same runtime's `malloc` is as good.

use std::ffi::{CStr, c_int, c_void};
use std::ptr::NonNull;

use crate::abi::TfLiteVersion;
use crate::source::SymbolSource;
use crate::tflite::TfLiteIntArray;

/// A source that has `TfLiteIntArrayCreate` wherever it can be had.
pub struct WithIntArrays<'a>(&'a dyn SymbolSource);

impl<'a> WithIntArrays<'a> {
    /// Adds the function to `source`, whatever its version.
    pub fn new(source: &'a dyn SymbolSource, _: &TfLiteVersion) -> Self {
        Self(source)
    }
}

// SAFETY: our function does what the headers declare, with the allocator that the library frees
// with; everything else is the inner source's promise.
unsafe impl SymbolSource for WithIntArrays<'_> {
    fn find(&self, name: &CStr) -> Option<NonNull<c_void>> {
        let found = self.0.find(name);
        if found.is_some() || name != c"TfLiteIntArrayCreate" || !self.0.frees_with_system_heap() {
            return found;
        }
        system_malloc()?;
        let create: unsafe extern "C" fn(c_int) -> *mut TfLiteIntArray = create;
        NonNull::new(create as *mut c_void)
    }

    fn describe(&self) -> String {
        self.0.describe()
    }
}

type Malloc = unsafe extern "C" fn(usize) -> *mut c_void;

/// `malloc` of the C runtime that is part of Windows.
#[cfg(windows)]
fn system_malloc() -> Option<Malloc> {
    use std::sync::OnceLock;
    static MALLOC: OnceLock<Option<Malloc>> = OnceLock::new();
    *MALLOC.get_or_init(|| {
        let runtime = libloading::os::windows::Library::open_already_loaded("ucrtbase.dll").ok()?;
        // SAFETY: the C runtime's `malloc`, which has this signature. The runtime stays loaded: the
        // library that uses it is never unloaded.
        let malloc = unsafe { runtime.get::<Malloc>(b"malloc\0") }.ok()?;
        let address = *malloc;
        std::mem::forget(runtime);
        Some(address)
    })
}

/// Elsewhere every library exports the function. This is for tests.
#[cfg(not(windows))]
fn system_malloc() -> Option<Malloc> {
    unsafe extern "C" {
        fn malloc(size: usize) -> *mut c_void;
    }
    Some(malloc)
}

/// As `TfLiteIntArrayCreate`.
///
/// # Safety
/// As for any C function; the array is to be freed with the system's `free`.
unsafe extern "C" fn create(size: c_int) -> *mut TfLiteIntArray {
    let null = std::ptr::null_mut();
    let (Some(malloc), Ok(len)) = (system_malloc(), usize::try_from(size)) else {
        return null;
    };
    let Some(bytes) = len
        .checked_mul(size_of::<c_int>())
        .and_then(|bytes| bytes.checked_add(size_of::<c_int>()))
    else {
        return null;
    };
    // The struct itself is the number of entries; they follow it.
    let bytes = bytes.max(size_of::<TfLiteIntArray>());
    // SAFETY: the C runtime's own function.
    let array = unsafe { malloc(bytes) }.cast::<TfLiteIntArray>();
    if !array.is_null() {
        // SAFETY: just allocated, with room for the struct.
        unsafe { (&raw mut (*array).size).write(size) };
    }
    array
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A library without the function.
    struct Bare {
        system_heap: bool,
    }

    // SAFETY: it has no symbol at all.
    unsafe impl SymbolSource for Bare {
        fn find(&self, _: &CStr) -> Option<NonNull<c_void>> {
            None
        }

        fn describe(&self) -> String {
            "a library".to_owned()
        }

        fn frees_with_system_heap(&self) -> bool {
            self.system_heap
        }
    }

    #[test]
    fn arrays_are_made_only_for_libraries_that_free_with_the_same_runtime() {
        let name = c"TfLiteIntArrayCreate";
        let find = |system_heap| WithIntArrays(&Bare { system_heap }).find(name);
        assert!(find(false).is_none());
        let address = find(true).expect("our function");
        // SAFETY: the function above, which has this signature.
        let create: unsafe extern "C" fn(c_int) -> *mut TfLiteIntArray =
            unsafe { std::mem::transmute(address) };
        #[cfg(not(windows))]
        unsafe extern "C" {
            fn free(pointer: *mut c_void);
        }
        for size in [0, 1, 8] {
            // SAFETY: any size may be asked for. The array is written to within its size, and freed.
            unsafe {
                let array = create(size);
                assert_eq!((*array).size, size);
                let data = (&raw mut (*array).data).cast::<c_int>();
                (0..size as usize).for_each(|at| data.add(at).write(7));
                #[cfg(not(windows))]
                free(array.cast());
            }
        }
        // SAFETY: as above.
        assert!(unsafe { create(-1) }.is_null());
    }
}
