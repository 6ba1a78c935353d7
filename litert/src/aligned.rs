//! Memory aligned the way the runtimes want it.

use std::alloc::{Layout, alloc_zeroed, dealloc, handle_alloc_error};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

/// Kernels may read this far behind the end of a tensor (XNNPACK's `XNN_EXTRA_BYTES` and then some);
/// the memory must be ours.
pub(crate) const TAIL: usize = 128;

/// Bytes on the heap whose address is a multiple of [`AlignedBuffer::ALIGNMENT`].
///
/// The runtimes take over memory without copying it only when it is aligned like this. The bytes
/// start as zeros; the length is fixed.
///
/// ```
/// use litert::AlignedBuffer;
///
/// let mut buffer = AlignedBuffer::zeroed(10);
/// buffer[9] = 1;
/// assert_eq!(buffer.as_ptr() as usize % AlignedBuffer::ALIGNMENT, 0);
/// assert_eq!(&buffer[8..], &[0, 1]);
/// ```
pub struct AlignedBuffer {
    data: NonNull<u8>,
    len: usize,
}

impl AlignedBuffer {
    /// The alignment in bytes: a cache line, and what LiteRT asks of host memory.
    pub const ALIGNMENT: usize = 64;

    /// `len` bytes, all zero.
    ///
    /// # Panics
    /// Like `Vec`, if `len` exceeds `isize::MAX`; like `Vec`, it aborts when memory runs out. Where
    /// the length is somebody else's to decide, use [`AlignedBuffer::try_zeroed`].
    pub fn zeroed(len: usize) -> Self {
        let Some(layout) = Self::layout(len) else {
            panic!("a buffer of {len} bytes exceeds the address space");
        };
        // SAFETY: the layout's size is not zero, see `layout`.
        let Some(data) = NonNull::new(unsafe { alloc_zeroed(layout) }) else {
            handle_alloc_error(layout);
        };
        Self { data, len }
    }

    /// Like [`AlignedBuffer::zeroed`], but `None` instead of a panic or an abort.
    pub fn try_zeroed(len: usize) -> Option<Self> {
        let layout = Self::layout(len)?;
        // SAFETY: the layout's size is not zero, see `layout`.
        let data = NonNull::new(unsafe { alloc_zeroed(layout) })?;
        Some(Self { data, len })
    }

    /// A copy of `bytes`.
    ///
    /// # Panics
    /// As for [`AlignedBuffer::zeroed`]: where memory may run out, use
    /// [`AlignedBuffer::try_copy_of`].
    pub fn copy_of(bytes: &[u8]) -> Self {
        let mut buffer = Self::zeroed(bytes.len());
        buffer.copy_from_slice(bytes);
        buffer
    }

    /// Like [`AlignedBuffer::copy_of`], but `None` when memory runs out.
    pub fn try_copy_of(bytes: &[u8]) -> Option<Self> {
        let mut buffer = Self::try_zeroed(bytes.len())?;
        buffer.copy_from_slice(bytes);
        Some(buffer)
    }

    /// Where the bytes are, for C code that keeps the address while Rust reads and writes too.
    pub(crate) fn address(&self) -> *mut u8 {
        self.data.as_ptr()
    }

    /// The layout for `len` bytes; never of size zero, so that an address always exists.
    fn layout(len: usize) -> Option<Layout> {
        Layout::from_size_align(len.max(1), Self::ALIGNMENT).ok()
    }
}

impl Deref for AlignedBuffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        // SAFETY: `data` points to `len` initialised bytes that this value owns.
        unsafe { std::slice::from_raw_parts(self.data.as_ptr(), self.len) }
    }
}

impl DerefMut for AlignedBuffer {
    fn deref_mut(&mut self) -> &mut [u8] {
        // SAFETY: as for `deref`, and `&mut self` makes the access exclusive.
        unsafe { std::slice::from_raw_parts_mut(self.data.as_ptr(), self.len) }
    }
}

impl Drop for AlignedBuffer {
    fn drop(&mut self) {
        if let Some(layout) = Self::layout(self.len) {
            // SAFETY: allocated with this very layout; the length never changes.
            unsafe { dealloc(self.data.as_ptr(), layout) }
        }
    }
}

impl Clone for AlignedBuffer {
    fn clone(&self) -> Self {
        Self::copy_of(self)
    }
}

impl fmt::Debug for AlignedBuffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AlignedBuffer")
            .field("len", &self.len)
            .finish_non_exhaustive()
    }
}

// SAFETY: the value owns its memory alone, and bytes have no thread affinity.
unsafe impl Send for AlignedBuffer {}
// SAFETY: shared access only reads.
unsafe impl Sync for AlignedBuffer {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_length_is_aligned_and_zero() {
        for len in [0, 1, 63, 64, 65, 4096] {
            let buffer = AlignedBuffer::zeroed(len);
            assert_eq!(buffer.len(), len);
            assert_eq!(buffer.as_ptr() as usize % AlignedBuffer::ALIGNMENT, 0);
            assert!(buffer.iter().all(|&byte| byte == 0));
        }
        assert!(AlignedBuffer::try_zeroed(usize::MAX).is_none());
    }

    #[test]
    fn a_clone_is_a_copy() {
        let mut first = AlignedBuffer::copy_of(&[1, 2, 3]);
        let second = first.clone();
        first[0] = 9;
        assert_eq!((&first[..], &second[..]), (&[9, 2, 3][..], &[1, 2, 3][..]));
    }
}
