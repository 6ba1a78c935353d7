//! An options struct as a library fills it in, and how much of it the library has.

use std::ffi::c_void;
use std::mem::size_of;
use std::ptr::NonNull;

use litert_sys::by_value;

/// Larger than any version of any options struct, by far.
pub(crate) const ROOM: usize = 256;

/// Storage for an options struct. What the library did not write is zero.
#[repr(C, align(16))]
pub(crate) struct Options {
    bytes: [u8; ROOM],
    /// Up to where the library wrote.
    extent: usize,
}

impl Options {
    /// All zeros.
    pub(crate) fn zeroed() -> Self {
        Self {
            bytes: [0; ROOM],
            extent: 0,
        }
    }

    /// What the function at `address` returns; `None` on an architecture where it cannot be
    /// received in storage of our own.
    ///
    /// # Safety
    /// The function takes no arguments and returns a struct of 17 to 256 bytes by value, or of 5 to
    /// 256 bytes on 32-bit ARM.
    pub(crate) unsafe fn of(address: *mut c_void) -> Option<Self> {
        let address = NonNull::new(address)?;
        let fill = |poison: u8| {
            let mut options = Self {
                bytes: [poison; ROOM],
                extent: 0,
            };
            // SAFETY: the caller vouches for the function; the storage is large enough, and
            // aligned for whatever C puts into a struct.
            unsafe { by_value::receive(address, options.bytes.as_mut_ptr()) }.then_some(options)
        };
        let (first, mut options) = (fill(0xA5)?, fill(0x5A)?);
        // What is the same in both was written by the library.
        for (index, byte) in options.bytes.iter_mut().enumerate() {
            if *byte == first.bytes[index] {
                options.extent = index + 1;
            } else {
                *byte = 0;
            }
        }
        Some(options)
    }

    /// Up to where the library wrote: its struct is at least this long, without padding.
    pub(crate) fn extent(&self) -> usize {
        self.extent
    }

    /// Writes one field.
    pub(crate) fn set<T: Field>(&mut self, offset: usize, value: T) {
        if offset + size_of::<T>() <= ROOM {
            // SAFETY: inside the storage, by the check above.
            unsafe {
                self.bytes
                    .as_mut_ptr()
                    .add(offset)
                    .cast::<T>()
                    .write_unaligned(value);
            }
        }
    }

    /// Reads a number.
    pub(crate) fn get_u32(&self, offset: usize) -> u32 {
        let mut number = [0; 4];
        if let Some(bytes) = self.bytes.get(offset..offset + 4) {
            number.copy_from_slice(bytes);
        }
        u32::from_ne_bytes(number)
    }

    /// The arguments of the library's functions.
    pub(crate) fn as_ptr<T>(&self) -> *const T {
        self.bytes.as_ptr().cast()
    }
}

/// What fields consist of: types without padding that C has too.
pub(crate) trait Field: Copy {}
impl Field for i32 {}
impl Field for u32 {}
impl Field for i64 {}
impl Field for bool {}
impl<T> Field for *const T {}
impl<T> Field for *mut T {}

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(C)]
    struct Three {
        first: u32,
        second: u64,
        third: u32,
    }

    extern "C" fn three() -> Three {
        Three {
            first: 1,
            second: 2,
            third: 3,
        }
    }

    #[test]
    fn the_extent_is_what_the_function_wrote() {
        if !by_value::SUPPORTED {
            return;
        }
        // SAFETY: no arguments, 24 bytes by value.
        let mut options = unsafe { Options::of(three as *mut c_void) }.unwrap();
        assert!(
            (20..=24).contains(&options.extent()),
            "{}",
            options.extent()
        );
        assert_eq!((options.get_u32(0), options.get_u32(16)), (1, 3));
        options.set(16, 7_u32);
        assert_eq!(options.get_u32(16), 7);
        // Outside, nothing happens.
        options.set(ROOM - 2, 7_u32);
        assert_eq!(options.get_u32(ROOM), 0);
    }
}
