//! Reading tensors.

use std::fmt;

use super::{Slot, Strings, packed};
use crate::element::{self, Element};
use crate::error::{Error, Result};
use crate::fallible;
use crate::types::{ElementType, QuantParams, Quantization, Shape};

/// A tensor's values, borrowed from an engine.
///
/// The view lives as long as the borrow of the engine: while it exists the engine can neither run
/// nor be resized.
///
/// ```compile_fail,E0502
/// # fn f(mut interpreter: litert::Interpreter) -> litert::Result<()> {
/// let scores = interpreter.output(0)?;
/// interpreter.run()?; // would overwrite what `scores` sees
/// println!("{:?}", scores.as_slice::<f32>()?);
/// # Ok(())
/// # }
/// ```
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// let mut interpreter = litert::Interpreter::new(&model)?;
/// interpreter.input_mut("image")?.fill_zero();
/// interpreter.run()?;
///
/// let scores = interpreter.output(0)?;
/// println!("{}: {} {}", scores.name(), scores.element_type(), scores.shape());
/// let stored: &[i8] = scores.as_slice()?; // where they lie
/// let real: Vec<f32> = scores.to_f32()?; // dequantized
/// assert_eq!((stored.len(), real.len()), (10, 10));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Tensor<'a> {
    slot: Slot<'a>,
    shape: Shape,
    data: &'a [u8],
}

impl<'a> Tensor<'a> {
    pub(crate) fn new(slot: Slot<'a>, shape: Shape, data: &'a [u8]) -> Self {
        Self { slot, shape, data }
    }

    /// The name in the signature, or of the tensor where the model has no signatures.
    pub fn name(&self) -> &'a str {
        self.slot.info.name()
    }

    /// The type of its elements.
    pub fn element_type(&self) -> ElementType {
        self.slot.info.element_type()
    }

    /// Its shape now, every dimension known.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// How its integers stand for real numbers.
    pub fn quantization(&self) -> &'a Quantization {
        self.slot.info.quantization()
    }

    /// Its bytes: packed, row-major, in the machine's byte order.
    pub fn bytes(&self) -> &'a [u8] {
        self.data
    }

    /// Its elements, row-major, where they lie.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`] if it holds elements of another type.
    pub fn as_slice<T: Element>(&self) -> Result<&'a [T]> {
        self.slot.expect_type(T::TYPE)?;
        element::cast(self.data).ok_or_else(|| self.slot.misaligned(T::TYPE))
    }

    /// A copy of its elements, row-major.
    ///
    /// # Errors
    /// As for [`Tensor::as_slice`], and [`Error::OutOfMemory`].
    pub fn to_vec<T: Element>(&self) -> Result<Vec<T>> {
        fallible::copied(self.as_slice()?, self.copy())
    }

    /// Its values as real numbers: floats as they are, quantized integers dequantized, other
    /// integers converted.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`] for types that are no real numbers (strings, complex),
    /// [`Error::OutOfMemory`].
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
    /// # let mut interpreter = litert::Interpreter::new(&model)?;
    /// interpreter.run()?;
    /// let probabilities = interpreter.output(0)?.to_f32()?;
    /// assert_eq!(probabilities.len(), 10);
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_f32(&self) -> Result<Vec<f32>> {
        let len = self.shape.num_elements().unwrap_or(0);
        let mut values = fallible::filled(0.0, len, self.copy())?;
        self.read_f32(&mut values)?;
        Ok(values)
    }

    /// Like [`Tensor::to_f32`], into memory of the caller's.
    ///
    /// # Errors
    /// As for [`Tensor::to_f32`], and [`Error::ShapeMismatch`] for a slice of another length.
    pub fn read_f32(&self, values: &mut [f32]) -> Result<()> {
        let expected = self.shape.num_elements().unwrap_or(0);
        self.slot.expect_len(self.shape, values.len(), expected)?;
        match self.element_type() {
            ElementType::Float32 => {
                values.copy_from_slice(self.as_slice::<f32>()?);
                Ok(())
            }
            ElementType::Float64 => self.convert(values, |value: f64| value as f32),
            #[cfg(feature = "half")]
            ElementType::Float16 => self.convert(values, half::f16::to_f32),
            #[cfg(feature = "half")]
            ElementType::BFloat16 => self.convert(values, half::bf16::to_f32),
            ElementType::Int8 => self.dequantize::<i8>(values),
            ElementType::UInt8 => self.dequantize::<u8>(values),
            ElementType::Int16 => self.dequantize::<i16>(values),
            ElementType::Int32 => self.dequantize::<i32>(values),
            ElementType::UInt16 => self.convert(values, |value: u16| f32::from(value)),
            ElementType::UInt32 => self.convert(values, |value: u32| value as f32),
            ElementType::Int64 => self.convert(values, |value: i64| value as f32),
            ElementType::UInt64 => self.convert(values, |value: u64| value as f32),
            ElementType::Int4 | ElementType::UInt4 | ElementType::Int2 => {
                self.dequantize_slice(&self.unpack()?, values)
            }
            #[cfg(not(feature = "half"))]
            ElementType::Float16 | ElementType::BFloat16 => Err(self
                .slot
                .type_mismatch("float32", "; enable the feature `half`")),
            _ => Err(self.slot.type_mismatch("real numbers", "; use bytes()")),
        }
    }

    fn convert<T: Element>(&self, values: &mut [f32], to_f32: impl Fn(T) -> f32) -> Result<()> {
        for (value, stored) in values.iter_mut().zip(self.as_slice::<T>()?) {
            *value = to_f32(*stored);
        }
        Ok(())
    }

    fn dequantize<T: Element + crate::types::QuantizedElement>(
        &self,
        values: &mut [f32],
    ) -> Result<()> {
        self.dequantize_slice(self.as_slice::<T>()?, values)
    }

    fn dequantize_slice<T: crate::types::QuantizedElement>(
        &self,
        stored: &[T],
        values: &mut [f32],
    ) -> Result<()> {
        let done = match self.quantization() {
            Quantization::PerTensor(params) => params.dequantize_into(stored, values),
            Quantization::PerChannel(channels) => {
                channels.dequantize_into(&self.shape, stored, values)
            }
            // Integers without quantization are the numbers themselves.
            _ => QuantParams::new(1.0, 0).dequantize_into(stored, values),
        };
        done.map_err(|error| Error::invalid_argument(format!("{}: {error}", self.slot)))
    }

    /// The elements of a 4-bit or 2-bit tensor, one by one, row-major.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`] if its elements are not smaller than a byte, [`Error::OutOfMemory`].
    pub fn unpack(&self) -> Result<Vec<i8>> {
        let len = self.shape.num_elements().unwrap_or(0);
        let mut values = fallible::filled(0, len, self.copy())?;
        match packed::unpack(self.element_type(), self.data, &mut values) {
            Some(()) => Ok(values),
            None => Err(self
                .slot
                .type_mismatch("packed 4-bit or 2-bit integers", "; use as_slice()")),
        }
    }

    /// The strings of a string tensor, row-major.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`] if it holds no strings, [`Error::InvalidArgument`] if its string
    /// table is broken.
    pub fn strings(&self) -> Result<Strings<'a>> {
        self.slot.expect_type(ElementType::String)?;
        Strings::parse(self.data)
            .map_err(|reason| Error::invalid_argument(format!("{}: {reason}", self.slot)))
    }

    /// The truth values of a bool tensor; any byte but 0 is true.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`] if it holds something else, [`Error::OutOfMemory`].
    pub fn to_bools(&self) -> Result<Vec<bool>> {
        self.slot.expect_type(ElementType::Bool)?;
        fallible::collected(self.data.iter().map(|&byte| byte != 0), self.copy())
    }

    /// Refuses to hand on what is no truth value. To C++ a bool is 0 or 1, and kernels that count them
    /// add them up.
    pub(crate) fn expect_bools(&self) -> Result<()> {
        if self.element_type() != ElementType::Bool || self.data.iter().all(|byte| *byte <= 1) {
            return Ok(());
        }
        let mut bytes = self.data.iter().copied().enumerate();
        let (at, byte) = bytes.find(|(_, byte)| *byte > 1).unwrap_or_default();
        Err(Error::invalid_argument(format!(
            "{} is bool, but byte {at} is {byte}: only 0 and 1 are values; use write_bools()",
            self.slot
        )))
    }

    /// The purpose of a copy, for messages.
    fn copy(&self) -> impl fmt::Display {
        struct Copy<'a>(Slot<'a>, Shape);
        impl fmt::Display for Copy<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a copy of {} of shape {}", self.0, self.1)
            }
        }
        Copy(self.slot, self.shape)
    }
}

impl fmt::Debug for Tensor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tensor")
            .field("name", &self.name())
            .field("element_type", &self.element_type())
            .field("shape", &self.shape)
            .finish_non_exhaustive()
    }
}
