//! The arguments of C functions, as the bodies of the fake ones see them.
//!
//! A pointer becomes a [`Mut`] or a [`Const`] in one place, the macro that makes the functions. What
//! makes their methods safe to call is the promise that every caller of a C function gives there.

use std::ffi::{CStr, CString, c_char, c_void};

use litert_sys::{litert, tflite};

/// What an argument turns into.
pub(crate) trait Wrap {
    type To;

    /// # Safety
    /// A pointer is null, or good for what the header of the function says, during the call.
    unsafe fn wrap(self) -> Self::To;
}

/// Where an argument points to; 0 for what is no pointer.
pub(crate) trait Argument {
    fn address(&self) -> usize {
        0
    }
}

/// A pointer to something that may be written.
pub(crate) struct Mut<T>(*mut T);

/// A pointer to something that is only read.
pub(crate) struct Const<T>(*const T);

macro_rules! pointer {
    ($name:ident, $raw:ty) => {
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T> Argument for $name<T> {
            fn address(&self) -> usize {
                self.0 as usize
            }
        }

        impl<T> Wrap for $raw {
            type To = $name<T>;

            unsafe fn wrap(self) -> $name<T> {
                $name(self)
            }
        }

        // SAFETY: an address. What it points to is looked at when the caller of a C function, on
        // whatever thread, has promised that it may be.
        unsafe impl<T> Send for $name<T> {}
        // SAFETY: as above.
        unsafe impl<T> Sync for $name<T> {}
    };
}
pointer!(Mut, *mut T);
pointer!(Const, *const T);

macro_rules! plain {
    ($($type:ty),*) => {
        $(
            impl Wrap for $type {
                type To = Self;

                unsafe fn wrap(self) -> Self {
                    self
                }
            }

            impl Argument for $type {}
        )*
    };
}
plain!(
    bool,
    i32,
    i64,
    usize,
    litert::LiteRtTensorBufferType,
    litert::LiteRtTensorBufferLockMode,
    tflite::TfLiteBuiltinOperator
);

impl<T> Wrap for Option<T> {
    type To = Self;

    unsafe fn wrap(self) -> Self {
        self
    }
}

impl<T> Argument for Option<T> {}

impl<T> Mut<T> {
    /// Writes a result, unless the caller wants none.
    pub(crate) fn put(self, value: T) {
        if !self.0.is_null() {
            // SAFETY: not null, so it is a place for the result, as `wrap` was promised.
            unsafe { self.0.write(value) }
        }
    }

    /// Writes results into an array that the caller says is long enough.
    pub(crate) fn put_all(self, values: impl IntoIterator<Item = T>) {
        if self.0.is_null() {
            return;
        }
        for (index, value) in values.into_iter().enumerate() {
            // SAFETY: inside the array, of which the caller stated the length.
            unsafe { self.0.add(index).write(value) }
        }
    }

    pub(crate) fn as_const(self) -> Const<T> {
        Const(self.0)
    }

    pub(crate) fn raw(self) -> *mut T {
        self.0
    }
}

impl<T> Const<T> {
    pub(crate) fn raw(self) -> *const T {
        self.0
    }
}

impl<T: Copy> Const<T> {
    /// What it points to; `None` for null.
    pub(crate) fn get(self) -> Option<T> {
        // SAFETY: null, or good for reads, as `wrap` was promised.
        (!self.0.is_null()).then(|| unsafe { self.0.read() })
    }

    /// A copy of an array, of which the caller stated the length.
    pub(crate) fn copy(self, len: usize) -> Vec<T> {
        if self.0.is_null() || len == 0 {
            return Vec::new();
        }
        // SAFETY: not null, and as long as stated.
        unsafe { std::slice::from_raw_parts(self.0, len) }.to_vec()
    }
}

impl Const<u8> {
    /// The sum of all bytes: to touch them, and to notice when they are others.
    pub(crate) fn sum(self, len: usize) -> u64 {
        let weigh = |sum: u64, byte: &u8| sum.wrapping_mul(31).wrapping_add(u64::from(*byte));
        if self.0.is_null() {
            return 0;
        }
        // SAFETY: not null, and as long as stated.
        unsafe { std::slice::from_raw_parts(self.0, len) }
            .iter()
            .fold(0, weigh)
    }
}

impl Mut<c_void> {
    /// Overwrites memory from its beginning.
    pub(crate) fn write(self, bytes: &[u8]) {
        if !self.0.is_null() {
            // SAFETY: callers give at most as many bytes as the memory was said to have.
            unsafe { std::ptr::copy(bytes.as_ptr(), self.0.cast(), bytes.len()) }
        }
    }

    /// A copy of the first bytes.
    pub(crate) fn read(self, len: usize) -> Vec<u8> {
        Const(self.0.cast_const().cast::<u8>()).copy(len)
    }
}

impl Const<c_void> {
    pub(crate) fn bytes(self) -> Const<u8> {
        Const(self.0.cast())
    }
}

impl Const<c_char> {
    pub(crate) fn bytes(self) -> Const<u8> {
        Const(self.0.cast())
    }

    /// A copy of a C string; `None` for null.
    pub(crate) fn text(self) -> Option<CString> {
        if self.0.is_null() {
            return None;
        }
        // SAFETY: not null, so it is a C string, as `wrap` was promised.
        Some(unsafe { CStr::from_ptr(self.0) }.to_owned())
    }
}

/// A place for a handle, or for an address.
pub(crate) trait Place {
    /// Writes null there.
    fn put_null(self);
}

impl<T> Place for Mut<*mut T> {
    fn put_null(self) {
        self.put(std::ptr::null_mut());
    }
}

impl<T> Place for Mut<*const T> {
    fn put_null(self) {
        self.put(std::ptr::null());
    }
}
