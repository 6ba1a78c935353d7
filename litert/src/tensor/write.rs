//! Writing tensors.

use std::fmt;

use super::{Slot, Tensor, packed};
use crate::element::{self, Element};
use crate::error::{Error, Result};
use crate::types::{ElementType, QuantParams, Quantization, QuantizedElement, Shape};

/// An input tensor's memory, borrowed from an engine for writing.
///
/// ```compile_fail,E0499
/// # fn f(mut interpreter: litert::Interpreter) -> litert::Result<()> {
/// let mut image = interpreter.input_mut(0)?;
/// interpreter.resize_input(0, &[2, 224, 224, 3])?; // would move what `image` points to
/// image.copy_from_slice(&[0_u8; 3])?;
/// # Ok(())
/// # }
/// ```
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// let mut interpreter = litert::Interpreter::new(&model)?;
/// interpreter.input_mut("image")?.write_f32(&[0.5; 256])?; // real numbers: quantized
/// interpreter.input_mut("image")?.copy_from_slice(&[-1_i8; 256])?; // as they are stored
/// let mut image = interpreter.input_mut("image")?;
/// for (index, pixel) in image.as_mut_slice::<i8>()?.iter_mut().enumerate() {
///     *pixel = (index % 16) as i8;
/// }
/// # Ok(())
/// # }
/// ```
pub struct TensorMut<'a> {
    slot: Slot<'a>,
    shape: Shape,
    data: &'a mut [u8],
}

impl<'a> TensorMut<'a> {
    pub(crate) fn new(slot: Slot<'a>, shape: Shape, data: &'a mut [u8]) -> Self {
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

    /// The same tensor for reading.
    pub fn as_tensor(&self) -> Tensor<'_> {
        Tensor::new(self.slot, self.shape, self.data)
    }

    /// Its bytes: packed, row-major, in the machine's byte order.
    ///
    /// A bool tensor takes one byte per value, 0 or 1; a run with anything else is an error.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        self.data
    }

    /// Its elements, row-major, where they lie.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`] if it holds elements of another type.
    pub fn as_mut_slice<T: Element>(&mut self) -> Result<&mut [T]> {
        self.slot.expect_type(T::TYPE)?;
        let slot = self.slot;
        element::cast_mut(self.data).ok_or_else(|| slot.misaligned(T::TYPE))
    }

    /// Copies `values` in, row-major.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`] if it holds elements of another type, [`Error::ShapeMismatch`] if
    /// it holds another number of them.
    pub fn copy_from_slice<T: Element>(&mut self, values: &[T]) -> Result<()> {
        self.slot.expect_type(T::TYPE)?;
        let expected = self.data.len() / std::mem::size_of::<T>();
        self.slot.expect_len(self.shape, values.len(), expected)?;
        self.data.copy_from_slice(element::bytes_of(values));
        Ok(())
    }

    /// Copies packed bytes in.
    ///
    /// # Errors
    /// [`Error::ShapeMismatch`] if the tensor takes another number of bytes,
    /// [`Error::TypeMismatch`] for string tensors, whose size is not fixed.
    pub fn copy_from_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        if self.element_type() == ElementType::String {
            return Err(self.slot.type_mismatch("bytes", "; use write_strings()"));
        }
        if bytes.len() != self.data.len() {
            let message = format!(
                "it takes {} bytes, but {} were given",
                self.data.len(),
                bytes.len()
            );
            return Err(self.slot.shape_mismatch(self.shape, message));
        }
        self.data.copy_from_slice(bytes);
        Ok(())
    }

    /// Sets every byte to zero.
    pub fn fill_zero(&mut self) {
        self.data.fill(0);
    }

    /// Writes real numbers: into a float tensor as they are, into an integer tensor quantized with
    /// its parameters (rounded to nearest and clamped to what the type can hold).
    ///
    /// # Errors
    /// [`Error::ShapeMismatch`] for another number of values, [`Error::TypeMismatch`] for types
    /// that take no real numbers.
    pub fn write_f32(&mut self, values: &[f32]) -> Result<()> {
        let expected = self.shape.num_elements().unwrap_or(0);
        self.slot.expect_len(self.shape, values.len(), expected)?;
        match self.element_type() {
            ElementType::Float32 => self.copy_from_slice(values),
            ElementType::Float64 => self.convert(values, f64::from),
            #[cfg(feature = "half")]
            ElementType::Float16 => self.convert(values, half::f16::from_f32),
            #[cfg(feature = "half")]
            ElementType::BFloat16 => self.convert(values, half::bf16::from_f32),
            ElementType::Int8 => self.quantize::<i8>(values),
            ElementType::UInt8 => self.quantize::<u8>(values),
            ElementType::Int16 => self.quantize::<i16>(values),
            ElementType::Int32 => self.quantize::<i32>(values),
            #[cfg(not(feature = "half"))]
            ElementType::Float16 | ElementType::BFloat16 => Err(self
                .slot
                .type_mismatch("float32", "; enable the feature `half`")),
            _ => Err(self
                .slot
                .type_mismatch("real numbers", "; use copy_from_slice()")),
        }
    }

    fn convert<T: Element>(&mut self, values: &[f32], from_f32: impl Fn(f32) -> T) -> Result<()> {
        for (stored, value) in self.as_mut_slice::<T>()?.iter_mut().zip(values) {
            *stored = from_f32(*value);
        }
        Ok(())
    }

    fn quantize<T: Element + QuantizedElement>(&mut self, values: &[f32]) -> Result<()> {
        let (slot, shape) = (self.slot, self.shape);
        let stored = self.as_mut_slice::<T>()?;
        let done = match slot.info.quantization() {
            Quantization::PerTensor(params) => params.quantize_into(values, stored),
            Quantization::PerChannel(channels) => channels.quantize_into(&shape, values, stored),
            // Integers without quantization are the numbers themselves.
            _ => QuantParams::new(1.0, 0).quantize_into(values, stored),
        };
        done.map_err(|error| Error::invalid_argument(format!("{slot}: {error}")))
    }

    /// Writes the elements of a 4-bit or 2-bit tensor.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`] if its elements are not smaller than a byte,
    /// [`Error::ShapeMismatch`] for another number of values, [`Error::InvalidArgument`] for values
    /// that the type cannot hold.
    pub fn pack(&mut self, values: &[i8]) -> Result<()> {
        let expected = self.shape.num_elements().unwrap_or(0);
        self.slot.expect_len(self.shape, values.len(), expected)?;
        match packed::pack(self.element_type(), values, self.data) {
            Some(Ok(())) => Ok(()),
            Some(Err(value)) => Err(Error::invalid_argument(format!(
                "{} holds {}, which cannot be {value}",
                self.slot,
                self.element_type()
            ))),
            None => Err(self
                .slot
                .type_mismatch("packed 4-bit or 2-bit integers", "; use copy_from_slice()")),
        }
    }

    /// Writes truth values into a bool tensor.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`] if it holds something else, [`Error::ShapeMismatch`] for another
    /// number of values.
    pub fn write_bools(&mut self, values: &[bool]) -> Result<()> {
        self.slot.expect_type(ElementType::Bool)?;
        self.slot
            .expect_len(self.shape, values.len(), self.data.len())?;
        for (stored, value) in self.data.iter_mut().zip(values) {
            *stored = u8::from(*value);
        }
        Ok(())
    }
}

impl fmt::Debug for TensorMut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_tensor().fmt(f)
    }
}
