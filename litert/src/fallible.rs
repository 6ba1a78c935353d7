//! Memory whose size a file or a caller decides: if there is none, that is an error.
//!
//! What is small is allocated as everywhere in Rust, where a failure ends the process.

use std::fmt::Display;

use crate::aligned::AlignedBuffer;
use crate::error::{Error, OutOfMemory, Result};

/// An empty vector with room for `len` elements. `what` names what they are for.
pub(crate) fn with_capacity<T>(len: usize, what: impl Display) -> Result<Vec<T>> {
    let mut vec = Vec::new();
    match vec.try_reserve_exact(len) {
        Ok(()) => Ok(vec),
        Err(_) => Err(out_of_memory(len.saturating_mul(size_of::<T>()), what)),
    }
}

/// A vector of `len` times `value`.
pub(crate) fn filled<T: Copy>(value: T, len: usize, what: impl Display) -> Result<Vec<T>> {
    let mut vec = with_capacity(len, what)?;
    vec.resize(len, value);
    Ok(vec)
}

/// A copy of `values`.
pub(crate) fn copied<T: Copy>(values: &[T], what: impl Display) -> Result<Vec<T>> {
    let mut vec = with_capacity(values.len(), what)?;
    vec.extend_from_slice(values);
    Ok(vec)
}

/// The elements that `values` yields, which knows how many there are.
pub(crate) fn collected<T>(
    values: impl ExactSizeIterator<Item = T>,
    what: impl Display,
) -> Result<Vec<T>> {
    let mut vec = with_capacity(values.len(), what)?;
    vec.extend(values);
    Ok(vec)
}

/// Aligned memory of `len` bytes, all zero.
pub(crate) fn zeroed(len: usize, what: impl Display) -> Result<AlignedBuffer> {
    AlignedBuffer::try_zeroed(len).ok_or_else(|| out_of_memory(len, what))
}

/// Whether there is memory for `len` bytes at this moment; an error if not.
///
/// For native code that ends the process where it finds none. Nothing keeps others from taking the
/// memory in between, so this makes such an end rare and not impossible.
pub(crate) fn expect_room(len: usize, what: impl Display) -> Result<()> {
    with_capacity::<u8>(len, what).map(drop)
}

#[cold]
fn out_of_memory(bytes: usize, what: impl Display) -> Error {
    Error::OutOfMemory(Box::new(OutOfMemory {
        bytes,
        purpose: what.to_string(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_had_is_an_error_with_its_size() {
        let sizes = [
            with_capacity::<u64>(usize::MAX / 8, "this").map(drop),
            filled(0_u8, usize::MAX, "this").map(drop),
            zeroed(usize::MAX, "this").map(drop),
            expect_room(usize::MAX, "this"),
        ];
        for found in sizes {
            let error = found.unwrap_err();
            let Error::OutOfMemory(inner) = &error else {
                panic!("{error:?}");
            };
            assert!(inner.bytes > usize::MAX / 2);
            assert!(error.to_string().contains(" bytes for this"), "{error}");
        }
    }

    #[test]
    fn what_can_be_had_is_exact() {
        assert_eq!(filled(7_i8, 3, "").unwrap(), [7; 3]);
        let copy = copied(&[1_u16, 2], "").unwrap();
        assert_eq!((copy.capacity(), &copy[..]), (2, &[1, 2][..]));
        assert_eq!(collected([1, 2].into_iter(), "").unwrap(), [1, 2]);
        assert_eq!(&zeroed(2, "").unwrap()[..], [0, 0]);
    }
}
