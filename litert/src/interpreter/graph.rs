//! One runnable graph of an interpreter: the main one, or that of a signature on another subgraph.

use std::ffi::CStr;

use super::handle::{Handle, RawTensor, c_dims};
use super::native_runner::Runner;
use super::refusal;
use crate::error::{Error, Result};
use crate::model::{SignatureInfo, TensorInfo};
use crate::tensor::{Slot, Tensor, TensorKey, TensorMut};
use crate::types::{ElementType, Shape};
use crate::value_guards::ValueGuards;

/// How far a graph has come. Only forward steps make memory readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Tensors have no memory, or memory of an old shape.
    Unallocated,
    /// Inputs can be written.
    Allocated,
    /// Outputs can be read.
    Invoked,
}

/// How the C API reaches a graph.
pub(super) enum Access {
    /// Subgraph 0, by position. The number is the position among the subgraph's own inputs or
    /// outputs, of which a signature may list only some, in its order.
    Main { inputs: Vec<i32>, outputs: Vec<i32> },
    /// Any other subgraph, by name.
    Runner(Runner),
}

/// A graph with its state.
pub(super) struct Graph {
    pub(super) access: Access,
    pub(super) state: State,
    /// Which of the model's signatures.
    pub(super) signature: usize,
    /// Which subgraph that runs; graphs of one subgraph share its tensors.
    pub(super) subgraph: usize,
    /// True if strings are among the inputs.
    reads_strings: bool,
    /// True if strings or truth values are: they are looked at before each run.
    looks_at_values: bool,
    /// Values that kernels would end the process for.
    pub(super) guards: ValueGuards,
    /// True if the runtime takes its tensors for allocated, and they have no memory.
    without_memory: bool,
}

impl Graph {
    pub(super) fn new(
        access: Access,
        state: State,
        signature: usize,
        info: &SignatureInfo,
        guards: ValueGuards,
    ) -> Self {
        let reads = |ty: ElementType| info.inputs().iter().any(|it| it.element_type() == ty);
        Self {
            reads_strings: reads(ElementType::String),
            looks_at_values: reads(ElementType::String) || reads(ElementType::Bool),
            without_memory: false,
            guards,
            access,
            state,
            signature,
            subgraph: info.subgraph_index(),
        }
    }

    /// True if it is subgraph 0.
    pub(super) fn is_main(&self) -> bool {
        matches!(self.access, Access::Main { .. })
    }

    pub(super) fn raw_input(&self, handle: &Handle, slot: Slot<'_>) -> Result<RawTensor> {
        let (call, tensor) = match &self.access {
            Access::Main { inputs, .. } => {
                // SAFETY: the position was computed from the subgraph's own list of inputs, whose
                // length was compared with the interpreter's: the C function checks nothing.
                let tensor = unsafe {
                    (handle.api.interpreter.TfLiteInterpreterGetInputTensor)(
                        handle.as_ptr(),
                        inputs[slot.position],
                    )
                };
                ("TfLiteInterpreterGetInputTensor", tensor)
            }
            Access::Runner(runner) => {
                // SAFETY: runner and interpreter are alive and the name is NUL-terminated.
                let tensor = unsafe {
                    (runner.functions.TfLiteSignatureRunnerGetInputTensor)(
                        runner.pointer.as_ptr(),
                        runner.inputs[slot.position].as_ptr(),
                    )
                };
                ("TfLiteSignatureRunnerGetInputTensor", tensor)
            }
        };
        RawTensor::new(tensor, call, slot)
    }

    pub(super) fn raw_output(&self, handle: &Handle, slot: Slot<'_>) -> Result<RawTensor> {
        let (call, tensor) = match &self.access {
            Access::Main { outputs, .. } => {
                // SAFETY: as for `raw_input`.
                let tensor = unsafe {
                    (handle.api.interpreter.TfLiteInterpreterGetOutputTensor)(
                        handle.as_ptr(),
                        outputs[slot.position],
                    )
                };
                ("TfLiteInterpreterGetOutputTensor", tensor)
            }
            Access::Runner(runner) => {
                // SAFETY: as for `raw_input`.
                let tensor = unsafe {
                    (runner.functions.TfLiteSignatureRunnerGetOutputTensor)(
                        runner.pointer.as_ptr(),
                        runner.outputs[slot.position].as_ptr(),
                    )
                };
                ("TfLiteSignatureRunnerGetOutputTensor", tensor)
            }
        };
        RawTensor::new(tensor, call, slot)
    }

    /// Which of the main graph's inputs stands at `position`; `None` in another graph.
    pub(super) fn main_input(&self, position: usize) -> Option<i32> {
        match &self.access {
            Access::Main { inputs, .. } => inputs.get(position).copied(),
            Access::Runner(_) => None,
        }
    }

    pub(super) fn resize(&mut self, handle: &Handle, slot: Slot<'_>, shape: &Shape) -> Result<()> {
        let (dims, rank) = c_dims(shape);
        self.state = State::Unallocated;
        match &self.access {
            Access::Main { inputs, .. } => {
                // SAFETY: the position is one of the interpreter's own, and `dims` holds `rank`
                // numbers.
                let status = unsafe {
                    (handle.api.interpreter.TfLiteInterpreterResizeInputTensor)(
                        handle.as_ptr(),
                        inputs[slot.position],
                        dims,
                        rank,
                    )
                };
                handle.check("TfLiteInterpreterResizeInputTensor", status)
            }
            Access::Runner(runner) => {
                let name: &CStr = &runner.inputs[slot.position];
                // SAFETY: runner and interpreter are alive, the name is NUL-terminated, and `dims`
                // holds `rank` numbers.
                let status = unsafe {
                    (runner.functions.TfLiteSignatureRunnerResizeInputTensor)(
                        runner.pointer.as_ptr(),
                        name.as_ptr(),
                        dims,
                        rank,
                    )
                };
                handle.check("TfLiteSignatureRunnerResizeInputTensor", status)
            }
        }
    }

    /// Gives every tensor memory, unless it has some of the right size already.
    ///
    /// Inputs start as zeros, but for those tensors, by their index, that are `holding` a value.
    pub(super) fn allocate(
        &mut self,
        handle: &Handle,
        signature: &SignatureInfo,
        holding: &[usize],
    ) -> Result<()> {
        if self.state != State::Unallocated {
            return Ok(());
        }
        self.expect_room(handle, signature, holding)?;
        self.allocate_tensors(handle, signature)?;
        self.zero_inputs(handle, signature, holding)?;
        self.state = State::Allocated;
        Ok(())
    }

    /// Has the runtime look at its tensors again. Inputs keep their values, outputs lose theirs.
    pub(super) fn reallocate(&mut self, handle: &Handle, signature: &SignatureInfo) -> Result<()> {
        // Nothing moves unless an input is dynamic, and strings are.
        let kept = if self.reads_strings {
            self.keep_inputs(handle, signature)?
        } else {
            Vec::new()
        };
        self.state = State::Unallocated;
        self.allocate_tensors(handle, signature)?;
        self.state = State::Allocated;
        self.restore_inputs(handle, signature, &kept)
    }

    fn allocate_tensors(&mut self, handle: &Handle, signature: &SignatureInfo) -> Result<()> {
        if self.without_memory {
            // It would copy from there.
            return Err(Error::invalid_argument(
                "this interpreter found no memory for its tensors before; make a new one",
            ));
        }
        // Delegates may be applied anew, and pack weights again.
        let _held = handle.delegates().hold_caches()?;
        match &self.access {
            Access::Main { .. } => {
                // SAFETY: the interpreter is alive; callers hold a `&mut Interpreter`,
                // so no view of its tensors exists.
                let status = unsafe {
                    (handle.api.interpreter.TfLiteInterpreterAllocateTensors)(handle.as_ptr())
                };
                let checked = handle.check("TfLiteInterpreterAllocateTensors", status);
                checked.map_err(|error| refusal::explained(self, handle, signature, error))
            }
            Access::Runner(runner) => {
                // SAFETY: as above.
                let status = unsafe {
                    (runner.functions.TfLiteSignatureRunnerAllocateTensors)(runner.pointer.as_ptr())
                };
                handle.check("TfLiteSignatureRunnerAllocateTensors", status)
            }
        }?;
        let found = self.expect_memory(handle, signature);
        self.without_memory = found.is_err();
        found
    }

    pub(super) fn invoke(&mut self, handle: &Handle, signature: &SignatureInfo) -> Result<()> {
        // Outputs of a failed run must not be readable.
        self.state = State::Allocated;
        if self.looks_at_values {
            self.check_values(handle, signature)?;
        }
        if !self.guards.is_empty() {
            self.check_guards(handle, signature)?;
        }
        match &self.access {
            Access::Main { .. } => handle.invoke("TfLiteInterpreterInvoke", || {
                // SAFETY: tensors are allocated, and no view of them exists.
                unsafe { (handle.api.interpreter.TfLiteInterpreterInvoke)(handle.as_ptr()) }
            }),
            Access::Runner(runner) => handle.invoke("TfLiteSignatureRunnerInvoke", || {
                // SAFETY: as above.
                unsafe { (runner.functions.TfLiteSignatureRunnerInvoke)(runner.pointer.as_ptr()) }
            }),
        }?;
        self.state = State::Invoked;
        Ok(())
    }

    /// An input for writing; tensors are allocated.
    pub(super) fn input_mut<'a>(
        &'a mut self,
        handle: &'a Handle,
        signature: &'a SignatureInfo,
        key: impl TensorKey,
    ) -> Result<TensorMut<'a>> {
        let slot = find("input", signature.inputs(), key)?;
        if slot.info.is_constant() {
            return Err(Error::invalid_argument(format!(
                "{slot} is a constant of the model and cannot be written"
            )));
        }
        let tensor = self.raw_input(handle, slot)?;
        let (shape, data, len) = handle.checked_data(slot, tensor)?;
        // SAFETY: address and length were asked for just now and fit each other: of a graph that
        // another one calls they would not, but no such graph is allocated (`Calls`). The memory is the
        // runtime's or was placed by the interpreter, was zeroed or given a value since, and is not
        // read-only since the input is no constant. It stays until the next resize, allocation or
        // run of any graph, which need `&mut Interpreter`, and the returned view holds that.
        let data = unsafe { std::slice::from_raw_parts_mut(data.as_ptr(), len) };
        Ok(TensorMut::new(slot, shape, data))
    }

    /// An input for reading.
    pub(super) fn input<'a>(
        &'a self,
        handle: &'a Handle,
        signature: &'a SignatureInfo,
        key: impl TensorKey,
    ) -> Result<Tensor<'a>> {
        let slot = find("input", signature.inputs(), key)?;
        if self.state == State::Unallocated {
            return Err(Error::invalid_argument(format!(
                "{slot} has no memory yet; call allocate() or write an input first"
            )));
        }
        self.view(handle, slot, self.raw_input(handle, slot)?)
    }

    /// An output, once there is one.
    pub(super) fn output<'a>(
        &'a self,
        handle: &'a Handle,
        signature: &'a SignatureInfo,
        key: impl TensorKey,
    ) -> Result<Tensor<'a>> {
        let slot = find("output", signature.outputs(), key)?;
        if self.state != State::Invoked {
            return Err(Error::invalid_argument(format!(
                "{slot} has no value yet: call run() first, and again after a resize or a \
                 failed run"
            )));
        }
        self.view(handle, slot, self.raw_output(handle, slot)?)
    }

    pub(super) fn view<'a>(
        &'a self,
        handle: &'a Handle,
        slot: Slot<'a>,
        tensor: RawTensor,
    ) -> Result<Tensor<'a>> {
        let (shape, data, len) = handle.checked_data(slot, tensor)?;
        // SAFETY: address and length were asked for just now and fit each other, as in `input_mut`. The
        // memory stays until the next resize, allocation or run of any graph, which need
        // `&mut Interpreter`, while the view holds `&Interpreter`. Nothing writes it before.
        let data = unsafe { std::slice::from_raw_parts(data.as_ptr(), len) };
        Ok(Tensor::new(slot, shape, data))
    }
}

/// The input or output that `key` names.
pub(super) fn find<'a>(
    what: &'static str,
    tensors: &'a [TensorInfo],
    key: impl TensorKey,
) -> Result<Slot<'a>> {
    let position = key.position(what, tensors)?;
    Ok(Slot {
        what,
        position,
        info: &tensors[position],
    })
}
