//! Tensors as `ndarray` views.

use ndarray::{ArrayViewD, ArrayViewMutD, IxDyn};

use super::{Tensor, TensorMut};
use crate::element::Element;
use crate::error::{Error, Result};
use crate::types::Shape;

impl<'a> Tensor<'a> {
    /// Its elements as an array view of its shape, where they lie.
    ///
    /// # Errors
    /// As for [`Tensor::as_slice`].
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_float32.tflite")?;
    /// # let mut interpreter = litert::Interpreter::new(&model)?;
    /// interpreter.input_mut(0)?.as_array_mut::<f32>()?.fill(0.5);
    /// interpreter.run()?;
    /// let scores = interpreter.output(0)?.as_array::<f32>()?;
    /// assert_eq!(scores.shape(), [1, 10]);
    /// assert!((scores.sum() - 1.0).abs() < 1e-3);
    /// # Ok(())
    /// # }
    /// ```
    pub fn as_array<T: Element>(&self) -> Result<ArrayViewD<'a, T>> {
        ArrayViewD::from_shape(dimensions(&self.shape()), self.as_slice::<T>()?)
            .map_err(|error| Error::invalid_argument(format!("{}: {error}", self.name())))
    }
}

impl TensorMut<'_> {
    /// Its elements as an array view of its shape, where they lie.
    ///
    /// # Errors
    /// As for [`TensorMut::as_mut_slice`].
    pub fn as_array_mut<T: Element>(&mut self) -> Result<ArrayViewMutD<'_, T>> {
        let dimensions = dimensions(&self.shape());
        let name = self.name();
        ArrayViewMutD::from_shape(dimensions, self.as_mut_slice::<T>()?)
            .map_err(|error| Error::invalid_argument(format!("{name}: {error}")))
    }
}

fn dimensions(shape: &Shape) -> IxDyn {
    let dimensions: Vec<usize> = (0..shape.rank())
        .map(|axis| shape.dim(axis).unwrap_or(0))
        .collect();
    IxDyn(&dimensions)
}
