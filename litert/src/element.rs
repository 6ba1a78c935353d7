//! Rust types that tensor elements can be read and written as.

use crate::types::ElementType;

mod sealed {
    pub trait Sealed {}
}

/// A Rust type that stands for one element of a tensor.
///
/// Sealed: a type belongs here only if every bit pattern of its size is a value of it and it has
/// no padding, for the bytes come from outside of Rust. `bool` is therefore not an element; see
/// [`Tensor::to_bools`](crate::Tensor::to_bools).
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// use litert::{Element, Tensor};
///
/// fn largest<T: Element + PartialOrd>(tensor: &Tensor<'_>) -> litert::Result<Option<T>> {
///     let values = tensor.as_slice::<T>()?;
///     Ok(values.iter().copied().reduce(|a, b| if b > a { b } else { a }))
/// }
///
/// let mut interpreter = litert::Interpreter::new(&model)?;
/// interpreter.run()?;
/// assert!(largest::<i8>(&interpreter.output(0)?)?.is_some());
/// # Ok(())
/// # }
/// ```
pub trait Element: sealed::Sealed + Copy + Send + Sync + 'static {
    /// The tensor element type that holds such values.
    const TYPE: ElementType;
}

macro_rules! elements {
    ($($rust:ty => $element:ident),* $(,)?) => {
        $(
            impl sealed::Sealed for $rust {}
            impl Element for $rust {
                const TYPE: ElementType = ElementType::$element;
            }
        )*
    };
}

elements! {
    f32 => Float32,
    f64 => Float64,
    i8 => Int8,
    u8 => UInt8,
    i16 => Int16,
    u16 => UInt16,
    i32 => Int32,
    u32 => UInt32,
    i64 => Int64,
    u64 => UInt64,
    [f32; 2] => Complex64,
    [f64; 2] => Complex128,
}

#[cfg(feature = "half")]
elements! {
    half::f16 => Float16,
    half::bf16 => BFloat16,
}

/// `bytes` as elements; `None` if the length is no multiple of the size or the address is not
/// aligned for `T`.
pub(crate) fn cast<T: Element>(bytes: &[u8]) -> Option<&[T]> {
    if bytes.is_empty() {
        return Some(&[]);
    }
    let size = std::mem::size_of::<T>();
    if bytes.len() % size != 0 || !bytes.as_ptr().cast::<T>().is_aligned() {
        return None;
    }
    // SAFETY: length and alignment were checked just now, the bytes are initialised and borrowed
    // for the result's lifetime, and `Element` is sealed over types without padding for which
    // every bit pattern is valid.
    Some(unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast::<T>(), bytes.len() / size) })
}

/// Like [`cast`], for writing.
pub(crate) fn cast_mut<T: Element>(bytes: &mut [u8]) -> Option<&mut [T]> {
    if bytes.is_empty() {
        return Some(&mut []);
    }
    let size = std::mem::size_of::<T>();
    if bytes.len() % size != 0 || !bytes.as_ptr().cast::<T>().is_aligned() {
        return None;
    }
    let len = bytes.len() / size;
    // SAFETY: as for `cast`; the borrow is exclusive, and every value of `T` is valid as bytes.
    Some(unsafe { std::slice::from_raw_parts_mut(bytes.as_mut_ptr().cast::<T>(), len) })
}

/// The bytes of `elements`.
pub(crate) fn bytes_of<T: Element>(elements: &[T]) -> &[u8] {
    // SAFETY: `Element` is sealed over types without padding, so every byte is initialised; the
    // borrow carries over.
    unsafe {
        std::slice::from_raw_parts(
            elements.as_ptr().cast::<u8>(),
            std::mem::size_of_val(elements),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_and_alignment_are_checked() {
        let buffer = crate::AlignedBuffer::copy_of(&[0, 0, 128, 63, 1, 0, 0, 0, 7]);
        assert_eq!(cast::<f32>(&buffer[..4]), Some(&[1.0][..]));
        assert_eq!(cast::<i32>(&buffer[4..8]), Some(&[1][..]));
        assert_eq!(cast::<f32>(&buffer[..5]), None, "length");
        assert_eq!(cast::<f32>(&buffer[1..5]), None, "alignment");
        assert_eq!(cast::<f64>(&[]), Some(&[][..]), "empty");
    }

    #[test]
    fn bytes_and_back() {
        let values = [1.5_f32, -2.0];
        assert_eq!(bytes_of(&values), [0, 0, 192, 63, 0, 0, 0, 192]);
    }
}
