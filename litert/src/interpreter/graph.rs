//! One runnable graph of an interpreter: the main one, or that of a signature on another subgraph.

use std::ffi::{CStr, CString};
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::{TfLiteApi, tflite};

use super::handle::{Handle, RawTensor, c_dims};
use crate::error::{Error, Result, family_needs};
use crate::model::{SignatureInfo, TensorInfo};
use crate::tensor::{Slot, Tensor, TensorKey, TensorMut};
use crate::types::{ElementType, Shape};

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

/// A `TfLiteSignatureRunner` and the names of its inputs and outputs as C strings.
///
/// It must be deleted before its interpreter: the interpreter's field order sees to that.
pub(super) struct Runner {
    pointer: NonNull<tflite::TfLiteSignatureRunner>,
    api: Arc<TfLiteApi>,
    functions: litert_sys::groups::tflite::Signature,
    inputs: Vec<CString>,
    outputs: Vec<CString>,
}

// SAFETY: a runner is a view of its interpreter, has no thread affinity, and is only used through
// the interpreter that owns it.
unsafe impl Send for Runner {}

impl Drop for Runner {
    fn drop(&mut self) {
        // SAFETY: created by this API, deleted only here, while the interpreter is alive.
        unsafe { (self.functions.TfLiteSignatureRunnerDelete)(self.pointer.as_ptr()) };
        let _ = &self.api;
    }
}

impl Runner {
    pub(super) fn create(handle: &Handle, signature: &SignatureInfo) -> Result<Self> {
        let api = &handle.api;
        let functions = api.signature.as_ref().map_err(|missing| {
            Error::missing(
                "running a signature",
                missing,
                family_needs(litert_sys::Family::TfLite),
            )
        })?;
        let c_string = |name: &str| {
            CString::new(name).map_err(|_| {
                Error::invalid_argument(format!(
                    "the name {name:?} contains a NUL, which the C API cannot take"
                ))
            })
        };
        let key = c_string(signature.key().unwrap_or_default())?;
        let names = |tensors: &[TensorInfo]| {
            tensors
                .iter()
                .map(|tensor| c_string(tensor.name()))
                .collect::<Result<Vec<_>>>()
        };
        let (inputs, outputs) = (names(signature.inputs())?, names(signature.outputs())?);
        // SAFETY: the interpreter is alive and the key is NUL-terminated.
        let runner = unsafe {
            (functions.TfLiteInterpreterGetSignatureRunner)(handle.as_ptr(), key.as_ptr())
        };
        let pointer = NonNull::new(runner).ok_or_else(|| {
            Error::invalid_argument(format!(
                "the runtime has no signature '{}', although the model lists it: {}",
                signature.key().unwrap_or_default(),
                handle.errors.take()
            ))
        })?;
        Ok(Self {
            pointer,
            api: Arc::clone(api),
            functions: *functions,
            inputs,
            outputs,
        })
    }
}

/// A graph with its state.
pub(super) struct Graph {
    pub(super) access: Access,
    pub(super) state: State,
    /// Which of the model's signatures.
    pub(super) signature: usize,
    /// Which subgraph that runs; graphs of one subgraph share its tensors.
    pub(super) subgraph: usize,
}

impl Graph {
    pub(super) fn raw_input(&self, handle: &Handle, slot: Slot<'_>) -> Result<RawTensor> {
        let tensor = match &self.access {
            Access::Main { inputs, .. } => {
                // SAFETY: the position was computed from the subgraph's own list of inputs, whose
                // length was compared with the interpreter's: the C function checks nothing.
                unsafe {
                    (handle.api.interpreter.TfLiteInterpreterGetInputTensor)(
                        handle.as_ptr(),
                        inputs[slot.position],
                    )
                }
            }
            Access::Runner(runner) => {
                // SAFETY: runner and interpreter are alive and the name is NUL-terminated.
                unsafe {
                    (runner.functions.TfLiteSignatureRunnerGetInputTensor)(
                        runner.pointer.as_ptr(),
                        runner.inputs[slot.position].as_ptr(),
                    )
                }
            }
        };
        RawTensor::new(tensor, "an input")
    }

    pub(super) fn raw_output(&self, handle: &Handle, slot: Slot<'_>) -> Result<RawTensor> {
        let tensor = match &self.access {
            Access::Main { outputs, .. } => {
                // SAFETY: as for `raw_input`.
                unsafe {
                    (handle.api.interpreter.TfLiteInterpreterGetOutputTensor)(
                        handle.as_ptr(),
                        outputs[slot.position],
                    )
                }
            }
            Access::Runner(runner) => {
                // SAFETY: as for `raw_input`.
                unsafe {
                    (runner.functions.TfLiteSignatureRunnerGetOutputTensor)(
                        runner.pointer.as_ptr(),
                        runner.outputs[slot.position].as_ptr(),
                    )
                }
            }
        };
        RawTensor::new(tensor, "an output")
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
        match &self.access {
            Access::Main { .. } => {
                // SAFETY: the interpreter is alive; `&mut self` comes from a `&mut Interpreter`,
                // so no view of its tensors exists.
                let status = unsafe {
                    (handle.api.interpreter.TfLiteInterpreterAllocateTensors)(handle.as_ptr())
                };
                handle.check("TfLiteInterpreterAllocateTensors", status)?;
            }
            Access::Runner(runner) => {
                // SAFETY: as above.
                let status = unsafe {
                    (runner.functions.TfLiteSignatureRunnerAllocateTensors)(runner.pointer.as_ptr())
                };
                handle.check("TfLiteSignatureRunnerAllocateTensors", status)?;
            }
        }
        self.zero_inputs(handle, signature, holding)?;
        self.state = State::Allocated;
        Ok(())
    }

    /// Fresh input memory holds whatever was there before; an input that the caller never writes
    /// must not let that through.
    fn zero_inputs(
        &self,
        handle: &Handle,
        signature: &SignatureInfo,
        holding: &[usize],
    ) -> Result<()> {
        for (position, info) in signature.inputs().iter().enumerate() {
            let slot = Slot {
                what: "input",
                position,
                info,
            };
            let tensor = self.raw_input(handle, slot)?;
            handle.expect_type(slot, tensor)?;
            if info.is_constant()
                || info.element_type() == ElementType::String
                || holding.contains(&info.index())
            {
                continue;
            }
            let (data, len) = handle.data_of(tensor);
            // SAFETY: the runtime just gave this tensor `len` bytes of its own, and nobody holds a
            // view of them.
            unsafe { data.as_ptr().write_bytes(0, len) };
        }
        Ok(())
    }

    /// A copy of what the inputs hold now, by position; strings and constants are left out, because
    /// an allocation does not touch them. Empty before the first allocation.
    pub(super) fn numeric_inputs(
        &self,
        handle: &Handle,
        signature: &SignatureInfo,
    ) -> Result<Vec<(usize, Vec<u8>)>> {
        if self.state == State::Unallocated {
            return Ok(Vec::new());
        }
        let numeric =
            signature.inputs().iter().enumerate().filter(|(_, info)| {
                info.element_type() != ElementType::String && !info.is_constant()
            });
        numeric
            .map(|(position, _)| {
                let bytes = self.input(handle, signature, position)?.bytes().to_vec();
                Ok((position, bytes))
            })
            .collect()
    }

    /// Kernels take as many strings from a tensor as its shape says, and read past its end if it
    /// holds fewer: if nobody wrote it, or it was resized since.
    fn check_strings(&self, handle: &Handle, signature: &SignatureInfo) -> Result<()> {
        for (position, info) in signature.inputs().iter().enumerate() {
            if info.element_type() != ElementType::String {
                continue;
            }
            let slot = Slot {
                what: "input",
                position,
                info,
            };
            let input = self.view(handle, slot, self.raw_input(handle, slot)?)?;
            let held = input.strings()?.len();
            if input.shape().num_elements() != Some(held) {
                let message = format!("it holds {held} strings; call write_strings()");
                return Err(slot.shape_mismatch(input.shape(), message));
            }
        }
        Ok(())
    }

    pub(super) fn invoke(&mut self, handle: &Handle, signature: &SignatureInfo) -> Result<()> {
        // Outputs of a failed run must not be readable.
        self.state = State::Allocated;
        self.check_strings(handle, signature)?;
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
        // SAFETY: the runtime's own memory for this tensor, zeroed when it was allocated, not
        // read-only since the input is no constant, and stable until the next resize or invoke.
        // Both need `&mut Interpreter`, which the returned view holds.
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
                "{slot} has no value yet: call invoke() first, and again after a resize or a \
                 failed invoke"
            )));
        }
        self.view(handle, slot, self.raw_output(handle, slot)?)
    }

    fn view<'a>(
        &'a self,
        handle: &'a Handle,
        slot: Slot<'a>,
        tensor: RawTensor,
    ) -> Result<Tensor<'a>> {
        let (shape, data, len) = handle.checked_data(slot, tensor)?;
        // SAFETY: the runtime's own memory for this tensor; it stays until the next resize or
        // invoke, which need `&mut Interpreter`, while the view holds `&Interpreter`.
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
