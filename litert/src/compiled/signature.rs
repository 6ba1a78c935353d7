//! One signature of a compiled model.

use std::fmt;

use super::CompiledModel;
use crate::error::Result;
use crate::model::{SignatureInfo, TensorInfo};
use crate::tensor::{Tensor, TensorKey, TensorMut};

/// A signature of a [`CompiledModel`], borrowed from it: [`CompiledModel::signature`] makes one.
///
/// What was written and computed stays in the compiled model, so a runner may be dropped and made
/// again between calls. It cannot outlive its compiled model:
///
/// ```compile_fail,E0515
/// fn f(mut compiled: litert::CompiledModel) -> litert::Result<litert::CompiledSignature<'static>> {
///     compiled.signature("serving_default")
/// }
/// ```
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/multi_signature.tflite")?;
/// let mut compiled = litert::CompiledModel::new(&model)?;
/// let mut subtract = compiled.signature("subtract")?;
/// subtract.input_mut("minuend")?.copy_from_slice(&[5.0_f32; 4])?;
/// subtract.input_mut("by")?.copy_from_slice(&[2.0_f32; 4])?;
/// subtract.run()?;
/// assert_eq!(subtract.output("difference")?.to_f32()?, [3.0; 4]);
/// # Ok(())
/// # }
/// ```
pub struct CompiledSignature<'a> {
    pub(super) compiled: &'a mut CompiledModel,
    pub(super) io: usize,
}

impl CompiledSignature<'_> {
    fn info(&self) -> &SignatureInfo {
        self.compiled.info(self.io)
    }

    /// The signature's name.
    pub fn key(&self) -> &str {
        self.info().key().unwrap_or_default()
    }

    /// The inputs, in the order of the graph.
    pub fn inputs(&self) -> &[TensorInfo] {
        self.info().inputs()
    }

    /// The outputs, in the order of the graph.
    pub fn outputs(&self) -> &[TensorInfo] {
        self.info().outputs()
    }

    /// See [`CompiledModel::input_mut`].
    ///
    /// # Errors
    /// As there.
    pub fn input_mut(&mut self, input: impl TensorKey) -> Result<TensorMut<'_>> {
        self.compiled.ios[self.io].input_mut(&self.compiled.handle, input)
    }

    /// See [`CompiledModel::input`].
    ///
    /// # Errors
    /// As there.
    pub fn input(&self, input: impl TensorKey) -> Result<Tensor<'_>> {
        self.compiled.ios[self.io].input(&self.compiled.handle, input)
    }

    /// See [`CompiledModel::output`].
    ///
    /// # Errors
    /// As there.
    pub fn output(&self, output: impl TensorKey) -> Result<Tensor<'_>> {
        self.compiled.ios[self.io].output(&self.compiled.handle, output)
    }

    /// See [`CompiledModel::resize_input`].
    ///
    /// # Errors
    /// As there.
    pub fn resize_input(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        self.compiled.ios[self.io].resize(&self.compiled.handle, input, shape)
    }

    /// See [`CompiledModel::allocate`].
    ///
    /// # Errors
    /// As there.
    pub fn allocate(&mut self) -> Result<()> {
        self.compiled.ios[self.io].prepare(&self.compiled.handle)
    }

    /// Runs the signature on what its inputs hold. See [`CompiledModel::run`].
    ///
    /// # Errors
    /// As there.
    pub fn run(&mut self) -> Result<()> {
        self.compiled.ios[self.io].run(&self.compiled.handle)
    }
}

impl fmt::Debug for CompiledSignature<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CompiledSignature")
            .field("key", &self.key())
            .finish_non_exhaustive()
    }
}
