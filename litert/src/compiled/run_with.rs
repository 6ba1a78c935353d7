//! Runs on buffers that the caller owns.

use crate::types::ElementType;
use std::borrow::{Borrow, BorrowMut};

use super::buffer::HostBuffer;
use super::buffer_type::BufferType;
use super::handle::Handle;
use super::io::{Io, Side, StandIn};
use super::output_shapes::PlannedOutput;
use super::tensor_buffer::{Lock, TensorBuffer};
use super::{CompiledModel, CompiledSignature};
use crate::error::{Error, Result, TypeMismatch};
use crate::model::TensorInfo;
use crate::tensor::Slot;

impl CompiledModel {
    /// Runs the model on the caller's buffers: one per input and output, in the order of
    /// [`inputs`](CompiledModel::inputs) and [`outputs`](CompiledModel::outputs). Stands on
    /// `LiteRtRunCompiledModel`.
    ///
    /// Slices of buffers, of references to buffers, or of boxes of them will do:
    /// `run_with(&[&image], &mut [&mut scores])`.
    ///
    /// An input whose shape differs from the one the model has now resizes it, if the model leaves
    /// those dimensions open; the outputs must then have the shapes that follow. Nothing is
    /// allocated as long as shapes stay. The compiled model's own inputs and outputs are not
    /// touched.
    ///
    /// Each input and output stays with the kind of memory that its first run used, because the
    /// runtime mixes them up otherwise. [`run`](CompiledModel::run) uses host memory.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for another number of buffers, buffers of another library or
    /// environment, and one that is used twice where it is written;
    /// [`Error::TypeMismatch`] and [`Error::ShapeMismatch`] for buffers that do not fit;
    /// [`Error::Unsupported`] for another kind of memory than before;
    /// [`Error::Cancelled`]; [`Error::Status`] with the runtime's own words. After an error the
    /// contents of the outputs are unspecified.
    ///
    /// A buffer is not input and output at once:
    ///
    /// ```compile_fail,E0502
    /// # fn f(mut compiled: litert::CompiledModel) -> litert::Result<()> {
    /// let mut buffer = compiled.create_input_buffer(0)?;
    /// compiled.run_with(&[&buffer], &mut [&mut buffer])?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn run_with<'i, 'o, I, O>(&mut self, inputs: &[I], outputs: &mut [O]) -> Result<()>
    where
        I: Borrow<TensorBuffer<'i>>,
        O: BorrowMut<TensorBuffer<'o>>,
    {
        self.ios[self.main].run_with(&self.handle, inputs, outputs)
    }
}

impl CompiledSignature<'_> {
    /// See [`CompiledModel::run_with`].
    ///
    /// # Errors
    /// As there.
    pub fn run_with<'i, 'o, I, O>(&mut self, inputs: &[I], outputs: &mut [O]) -> Result<()>
    where
        I: Borrow<TensorBuffer<'i>>,
        O: BorrowMut<TensorBuffer<'o>>,
    {
        self.compiled.ios[self.io].run_with(&self.compiled.handle, inputs, outputs)
    }
}

impl Io {
    fn run_with<'i, 'o, I, O>(
        &mut self,
        handle: &Handle,
        inputs: &[I],
        outputs: &mut [O],
    ) -> Result<()>
    where
        I: Borrow<TensorBuffer<'i>>,
        O: BorrowMut<TensorBuffer<'o>>,
    {
        self.bind_inputs(handle, inputs.iter().map(Borrow::borrow))?;
        let borrowed = outputs.iter_mut().map(|output| &*output.borrow_mut());
        self.bind_outputs(handle, borrowed)?;
        // SAFETY: the arrays hold the handles of buffers that are borrowed until this function
        // returns, the outputs exclusively. There is one for each input and output, of its type and
        // shape; no output is another output or an input.
        unsafe {
            handle.run(
                self.signature,
                &mut self.bound_inputs,
                &mut self.bound_outputs,
            )
        }?;
        self.after_run(outputs)
    }

    /// Puts what was written elsewhere where it belongs, and lets go what is not needed any more.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if `BorrowMut` of a type of the caller's gives another buffer than
    /// before the run.
    pub(super) fn after_run<'o, O>(&mut self, outputs: &mut [O]) -> Result<()>
    where
        O: BorrowMut<TensorBuffer<'o>>,
    {
        for StandIn {
            position,
            of,
            buffer: stand_in,
        } in self.stand_ins.drain(..)
        {
            let output = outputs.get_mut(position).map(BorrowMut::borrow_mut);
            let same = output.filter(|output| output.as_ptr() == of);
            let Some(mut tensor) = same.and_then(TensorBuffer::as_tensor_mut) else {
                return Err(Error::invalid_argument(format!(
                    "output {position} is another buffer than before the run (BorrowMut)"
                )));
            };
            tensor.copy_from_bytes(stand_in.bytes())?;
            // From now on the runtime knows the shape, until the next resize.
            if let Some(planned) = self.planned_outputs.get_mut(position) {
                planned.buffer_len = stand_in.bytes().len();
            }
        }
        self.release_retired();
        Ok(())
    }

    /// The runtime has taken other buffers: those before a resize can go.
    pub(super) fn release_retired(&mut self) {
        if !self.retired.is_empty() {
            self.retired.clear();
        }
    }

    /// Checks the inputs of a run and notes their handles.
    pub(super) fn bind_inputs<'b, 'i: 'b>(
        &mut self,
        handle: &Handle,
        buffers: impl ExactSizeIterator<Item = &'b TensorBuffer<'i>> + Clone,
    ) -> Result<()> {
        let given = buffers.clone();
        let info = &handle.model.signatures()[self.signature];
        if self.called {
            // A call from another graph writes to this graph's inputs, wherever they were last: by
            // then the caller's memory may be gone.
            return Err(Error::unsupported(
                format!(
                    "running a signature of {} on buffers of the caller's, although another graph \
                     calls it,",
                    handle.model
                ),
                "CompiledModel",
                "use run(), or Interpreter",
            ));
        }
        expect_count(Side::Input, info.inputs(), buffers.len())?;
        self.bound_inputs.clear();
        for ((position, buffer), info) in buffers.enumerate().zip(info.inputs()) {
            let what = Side::Input.what();
            let slot = Slot {
                what,
                position,
                info,
            };
            expect_fit(handle, slot, buffer)?;
            if info.element_type() == ElementType::Bool {
                // What devices hold they have computed.
                buffer.as_tensor().map_or(Ok(()), |it| it.expect_bools())?;
            }
            if self.shapes[position] != buffer.shape {
                let open = info.shape_signature();
                if open.is_static() || !open.accepts(&buffer.shape) {
                    return Err(slot.shape_mismatch(
                        self.shapes[position],
                        format!(
                            "the buffer has shape {}; call resize_input first if the model can \
                             take it",
                            buffer.shape
                        ),
                    ));
                }
                self.set_shape(handle, slot, buffer.shape)?;
            }
            self.memory.set(Side::Input, slot, buffer.buffer_type)?;
            self.bound_inputs.push(buffer.as_ptr());
        }
        if !self.guards.is_empty() {
            let tensor = |position| given.clone().nth(position)?.as_tensor();
            self.guards.check(&handle.model, tensor)?;
        }
        Ok(())
    }

    /// Checks the outputs of a run and notes their handles.
    pub(super) fn bind_outputs<'b, 'o: 'b>(
        &mut self,
        handle: &Handle,
        buffers: impl ExactSizeIterator<Item = &'b TensorBuffer<'o>>,
    ) -> Result<()> {
        self.plan(handle)?;
        let info = &handle.model.signatures()[self.signature];
        expect_count(Side::Output, info.outputs(), buffers.len())?;
        self.bound_outputs.clear();
        self.stand_ins.clear();
        for ((position, buffer), info) in buffers.enumerate().zip(info.outputs()) {
            let what = Side::Output.what();
            let slot = Slot {
                what,
                position,
                info,
            };
            expect_fit(handle, slot, buffer)?;
            let PlannedOutput { shape, buffer_len } = self.planned_outputs[position];
            // The runtime writes as much as it computes, wherever the buffer ends.
            if shape != buffer.shape {
                return Err(
                    slot.shape_mismatch(shape, format!("the buffer has shape {}", buffer.shape))
                );
            }
            let raw = buffer.as_ptr();
            if self.bound_inputs.contains(&raw) || self.bound_outputs.contains(&raw) {
                return Err(Error::invalid_argument(format!(
                    "the buffer for {slot} is also an input, or another output, of this run; each \
                     output needs a buffer of its own"
                )));
            }
            self.memory.set(Side::Output, slot, buffer.buffer_type)?;
            if buffer_len > buffer.len && buffer.buffer_type == BufferType::HostMemory {
                // The runtime compares with an older shape, and would refuse the caller's.
                let stand_in = HostBuffer::new(handle.api(), slot, shape, buffer_len)?;
                self.bound_outputs.push(stand_in.as_ptr());
                self.stand_ins.push(StandIn {
                    position,
                    of: raw,
                    buffer: stand_in,
                });
            } else {
                self.bound_outputs.push(raw);
            }
        }
        Ok(())
    }
}

fn expect_count(side: Side, tensors: &[TensorInfo], given: usize) -> Result<()> {
    if given == tensors.len() {
        return Ok(());
    }
    let names: Vec<String> = tensors
        .iter()
        .map(|tensor| format!("'{}'", tensor.name()))
        .collect();
    Err(Error::invalid_argument(format!(
        "{given} {} buffers were given, but the model has {}: {}",
        side.what(),
        tensors.len(),
        names.join(", ")
    )))
}

/// What C does not check: another element type would be taken for this one.
fn expect_fit(handle: &Handle, slot: Slot<'_>, buffer: &TensorBuffer<'_>) -> Result<()> {
    if buffer.element_type() != slot.info.element_type() {
        return Err(Error::TypeMismatch(Box::new(TypeMismatch {
            tensor: slot.to_string(),
            tensor_type: slot.info.element_type(),
            asked: format!("{}, which the buffer holds", buffer.element_type()),
            hint: "",
        })));
    }
    if !same_library(handle, buffer) {
        return Err(Error::invalid_argument(format!(
            "the buffer for {slot} was made by another library than {}; make it with this compiled \
             model",
            handle.model
        )));
    }
    if buffer.buffer_type != BufferType::HostMemory
        && buffer.environment.as_ptr() != handle.environment.as_ptr()
    {
        return Err(Error::invalid_argument(format!(
            "the buffer for {slot} lies in {} of another environment; compile both models in one",
            buffer.buffer_type
        )));
    }
    if buffer.lock.get() != Lock::Open {
        return Err(Error::invalid_argument(format!(
            "the buffer for {slot} is being read, or locking it failed before"
        )));
    }
    Ok(())
}

/// Handles never cross libraries. Runtimes that loaded the same one are as good as the same.
fn same_library(handle: &Handle, buffer: &TensorBuffer<'_>) -> bool {
    let destructor = |functions: &litert_sys::groups::litert::TensorBuffer| {
        functions.LiteRtDestroyTensorBuffer as *const ()
    };
    destructor(&handle.api().tensor_buffer) == destructor(&buffer.buffer.api().tensor_buffer)
}
