//! One signature of an interpreter.

use std::fmt;

use super::{Interpreter, Loan};
use crate::aligned::AlignedBuffer;
use crate::error::Result;
use crate::model::{SignatureInfo, TensorInfo};
use crate::tensor::{Tensor, TensorKey, TensorMut};

/// A signature of an [`Interpreter`], borrowed from it: [`Interpreter::signature`] makes one.
///
/// What was written and computed stays in the interpreter, so a runner may be dropped and made
/// again between calls. It cannot outlive its interpreter:
///
/// ```compile_fail,E0515
/// fn f(mut interpreter: litert::Interpreter) -> litert::Result<litert::SignatureRunner<'static>> {
///     interpreter.signature("serving_default")
/// }
/// ```
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/multi_signature.tflite")?;
/// let mut interpreter = litert::Interpreter::new(&model)?;
/// let mut subtract = interpreter.signature("subtract")?;
/// subtract.input_mut("minuend")?.copy_from_slice(&[5.0_f32; 4])?;
/// subtract.input_mut("by")?.copy_from_slice(&[2.0_f32; 4])?;
/// subtract.run()?;
/// assert_eq!(subtract.output("difference")?.to_f32()?, [3.0; 4]);
/// # Ok(())
/// # }
/// ```
pub struct SignatureRunner<'a> {
    pub(super) interpreter: &'a mut Interpreter,
    pub(super) graph: usize,
}

impl SignatureRunner<'_> {
    fn info(&self) -> &SignatureInfo {
        self.interpreter.info(self.graph)
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

    /// See [`Interpreter::input_mut`].
    ///
    /// # Errors
    /// As there.
    pub fn input_mut(&mut self, input: impl TensorKey) -> Result<TensorMut<'_>> {
        self.interpreter.input_mut_of(self.graph, input)
    }

    /// See [`Interpreter::input`].
    ///
    /// # Errors
    /// As there.
    pub fn input(&self, input: impl TensorKey) -> Result<Tensor<'_>> {
        self.interpreter.input_of(self.graph, input)
    }

    /// See [`Interpreter::output`].
    ///
    /// # Errors
    /// As there.
    pub fn output(&self, output: impl TensorKey) -> Result<Tensor<'_>> {
        self.interpreter.output_of(self.graph, output)
    }

    /// See [`Interpreter::write_strings`].
    ///
    /// # Errors
    /// As there.
    pub fn write_strings<S: AsRef<[u8]>>(
        &mut self,
        input: impl TensorKey,
        shape: &[i32],
        strings: &[S],
    ) -> Result<()> {
        self.interpreter
            .write_strings_of(self.graph, input, shape, strings)
    }

    /// See [`Interpreter::resize_input`].
    ///
    /// # Errors
    /// As there.
    pub fn resize_input(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        self.interpreter.resize_of(self.graph, input, shape)
    }

    /// See [`Interpreter::resize_input_strict`].
    ///
    /// # Errors
    /// As there.
    pub fn resize_input_strict(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        self.interpreter.resize_strict_of(self.graph, input, shape)
    }

    /// See [`Interpreter::input_memory_len`].
    ///
    /// # Errors
    /// As there.
    pub fn input_memory_len(&self, input: impl TensorKey) -> Result<usize> {
        let place = self.interpreter.place_of(self.graph, true, input)?;
        self.interpreter.memory_len(place)
    }

    /// See [`Interpreter::output_memory_len`].
    ///
    /// # Errors
    /// As there.
    pub fn output_memory_len(&mut self, output: impl TensorKey) -> Result<usize> {
        self.interpreter.output_memory_len_of(self.graph, output)
    }

    /// See [`Interpreter::place_input`].
    ///
    /// # Errors
    /// As there.
    pub fn place_input(
        &mut self,
        input: impl TensorKey,
        memory: AlignedBuffer,
    ) -> Result<Option<AlignedBuffer>> {
        self.interpreter.place_input_of(self.graph, input, memory)
    }

    /// See [`Interpreter::place_output`].
    ///
    /// # Errors
    /// As there.
    pub fn place_output(
        &mut self,
        output: impl TensorKey,
        memory: AlignedBuffer,
    ) -> Result<Option<AlignedBuffer>> {
        self.interpreter.place_output_of(self.graph, output, memory)
    }

    /// See [`Interpreter::lend`].
    pub fn lend(&mut self) -> Loan<'_> {
        Loan::new(self.interpreter, self.graph)
    }

    /// See [`Interpreter::allocate`].
    ///
    /// # Errors
    /// As there.
    pub fn allocate(&mut self) -> Result<()> {
        self.interpreter.allocate_of(self.graph)
    }

    /// Runs the signature on what its inputs hold. See [`Interpreter::run`].
    ///
    /// # Errors
    /// As there.
    pub fn run(&mut self) -> Result<()> {
        self.interpreter.run_of(self.graph)
    }

    /// The same as [`run`](Self::run), under the name that the C API has for it.
    ///
    /// # Errors
    /// As there.
    pub fn invoke(&mut self) -> Result<()> {
        self.run()
    }
}

impl fmt::Debug for SignatureRunner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignatureRunner")
            .field("key", &self.key())
            .finish_non_exhaustive()
    }
}
