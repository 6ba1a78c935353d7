//! Inputs and outputs of one signature of a compiled model.

use litert_sys::litert;

use super::ENGINE;
use super::buffer::{HostBuffer, shape_of};
use super::handle::Handle;
use super::memory_in_use::MemoryInUse;
use super::output_shapes::{self, PlannedOutput};
use crate::engine::{checked_shape, expect_sound};
use crate::error::{Error, Result};
use crate::model::TensorInfo;
use crate::tensor::{Slot, Tensor, TensorKey, TensorMut};
use crate::types::Shape;
use crate::value_guards::ValueGuards;

/// Inputs or outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Input,
    Output,
}

impl Side {
    pub(super) fn what(self) -> &'static str {
        match self {
            Side::Input => "input",
            Side::Output => "output",
        }
    }
}

/// The shapes and buffers of one signature, found and made when they are first needed.
pub(super) struct Io {
    /// Which of the model's signatures; the C side counts them alike.
    pub(super) signature: usize,
    /// The shapes that inputs have now.
    pub(super) shapes: Vec<Shape>,
    /// The shapes that outputs get from them.
    pub(super) planned_outputs: Vec<PlannedOutput>,
    /// True if another graph of the model calls this one.
    pub(super) called: bool,
    /// True if truth values are among the inputs: they are looked at before each run.
    takes_bools: bool,
    /// Values that kernels would end the process for.
    pub(super) guards: ValueGuards,
    /// The kinds of memory that runs have used so far.
    pub(super) memory: MemoryInUse,
    /// The buffers of a run with the caller's: kept, so that runs allocate nothing.
    pub(super) bound_inputs: Vec<litert::LiteRtTensorBuffer>,
    pub(super) bound_outputs: Vec<litert::LiteRtTensorBuffer>,
    /// What such a run writes to instead of the caller's outputs at these positions.
    pub(super) stand_ins: Vec<StandIn>,
    inputs: Vec<HostBuffer>,
    outputs: Vec<HostBuffer>,
    raw_inputs: Vec<litert::LiteRtTensorBuffer>,
    raw_outputs: Vec<litert::LiteRtTensorBuffer>,
    /// Buffers of the shapes before a resize. The runtime keeps the addresses of the last run until
    /// the next one replaces them.
    pub(super) retired: Vec<HostBuffer>,
    planned: bool,
    ready: bool,
    has_run: bool,
}

/// A buffer that a run writes to instead of the caller's.
pub(super) struct StandIn {
    pub(super) position: usize,
    /// The caller's.
    pub(super) of: litert::LiteRtTensorBuffer,
    pub(super) buffer: HostBuffer,
}

// SAFETY: the raw handles are those of the buffers beside them, which are `Send`, or, in `bound_inputs`
// and `bound_outputs`, of buffers that a caller passed to a run; those are used within that call only,
// and written anew before the next.
unsafe impl Send for Io {}

impl Io {
    pub(super) fn new(handle: &Handle, signature: usize) -> Result<Self> {
        let info = &handle.model.signatures()[signature];
        let shapes = (0..info.inputs().len())
            .map(|input| initial_shape(handle, signature, input))
            .collect::<Result<_>>()?;
        let called = handle.calls.is_called(info.subgraph_index());
        Ok(Self {
            signature,
            shapes,
            planned_outputs: Vec::new(),
            called,
            takes_bools: info.takes_bools(),
            guards: ValueGuards::new(&handle.model, signature, handle.library()),
            memory: MemoryInUse::new(info.inputs().len(), info.outputs().len()),
            bound_inputs: Vec::new(),
            bound_outputs: Vec::new(),
            stand_ins: Vec::new(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            raw_inputs: Vec::new(),
            raw_outputs: Vec::new(),
            retired: Vec::new(),
            planned: false,
            ready: false,
            has_run: false,
        })
    }

    /// Makes the buffers, unless they are there for the shapes that the inputs have now.
    pub(super) fn prepare(&mut self, handle: &Handle) -> Result<()> {
        if self.is_ready(handle) {
            return Ok(());
        }
        self.plan(handle)?;
        let api = handle.api();
        let info = &handle.model.signatures()[self.signature];
        let inputs = (0..)
            .zip(info.inputs())
            .zip(&self.shapes)
            .map(|((position, info), shape)| {
                let slot = slot_of(Side::Input, position, info);
                HostBuffer::new(api, slot, *shape, 0)
            })
            .collect::<Result<Vec<_>>>()?;
        let outputs = (0..)
            .zip(info.outputs())
            .zip(&self.planned_outputs)
            .map(|((position, info), planned)| {
                let slot = slot_of(Side::Output, position, info);
                HostBuffer::new(api, slot, planned.shape, planned.buffer_len)
            })
            .collect::<Result<Vec<_>>>()?;
        self.retired.append(&mut self.inputs);
        self.retired.append(&mut self.outputs);
        self.raw_inputs = inputs.iter().map(HostBuffer::as_ptr).collect();
        self.raw_outputs = outputs.iter().map(HostBuffer::as_ptr).collect();
        self.inputs = inputs;
        self.outputs = outputs;
        self.ready = true;
        self.has_run = false;
        Ok(())
    }

    /// True if there are buffers, and the tensors do not belong to a graph that calls this one.
    fn is_ready(&self, handle: &Handle) -> bool {
        self.ready && !(self.called && self.expect_own(handle).is_err())
    }

    fn expect_own(&self, handle: &Handle) -> Result<()> {
        let info = &handle.model.signatures()[self.signature];
        handle.calls.expect_own(ENGINE, info)
    }

    /// Finds the shapes of the outputs, unless they are known for the shapes that the inputs have
    /// now.
    pub(super) fn plan(&mut self, handle: &Handle) -> Result<()> {
        if self.called {
            self.expect_own(handle)?;
        }
        if !self.planned {
            let info = &handle.model.signatures()[self.signature];
            handle.calls.take(ENGINE, info)?;
            self.planned_outputs = output_shapes::plan(handle, self.signature, &self.shapes)?;
            self.planned = true;
        }
        Ok(())
    }

    /// An input or output, as messages name it.
    pub(super) fn slot<'a>(
        &self,
        handle: &'a Handle,
        side: Side,
        key: impl TensorKey,
    ) -> Result<Slot<'a>> {
        let info = &handle.model.signatures()[self.signature];
        let tensors = match side {
            Side::Input => info.inputs(),
            Side::Output => info.outputs(),
        };
        let position = key.position(side.what(), tensors)?;
        Ok(Slot {
            what: side.what(),
            position,
            info: &tensors[position],
        })
    }

    pub(super) fn resize(
        &mut self,
        handle: &Handle,
        input: impl TensorKey,
        shape: &[i32],
    ) -> Result<()> {
        let info = &handle.model.signatures()[self.signature];
        let position = input.position("input", info.inputs())?;
        let slot = Slot {
            what: "input",
            position,
            info: &info.inputs()[position],
        };
        let shape = checked_shape(slot, shape)?;
        self.set_shape(handle, slot, shape)
    }

    /// Gives an input a shape that was checked.
    pub(super) fn set_shape(
        &mut self,
        handle: &Handle,
        slot: Slot<'_>,
        shape: Shape,
    ) -> Result<()> {
        if self.called {
            self.expect_own(handle)?;
        }
        if self.shapes[slot.position] != shape {
            handle.check_resizable(&slot.to_string())?;
            let info = &handle.model.signatures()[self.signature];
            handle.calls.resize(ENGINE, info)?;
            let inputs = handle.model.signatures()[self.signature].inputs();
            let shapes = self.shapes.iter().copied().map(Ok);
            expect_sound(&handle.model, inputs, shapes, slot, &shape)?;
        }
        resize(handle, self.signature, slot, &shape)?;
        self.shapes[slot.position] = shape;
        self.planned = false;
        self.ready = false;
        Ok(())
    }

    pub(super) fn run(&mut self, handle: &Handle) -> Result<()> {
        self.prepare(handle)?;
        // Outputs of a failed run must not be readable.
        self.has_run = false;
        if self.takes_bools {
            for input in 0..self.inputs.len() {
                self.input(handle, input)?.expect_bools()?;
            }
        }
        if !self.guards.is_empty() {
            self.guards
                .check(&handle.model, |input| self.input(handle, input).ok())?;
        }
        self.memory.all_host(handle, self.signature)?;
        // SAFETY: the arrays hold the handles of live buffers, one for each input and output, of the
        // right types, with the shapes that were agreed on. Nothing else reads or writes their
        // memory meanwhile: views of it borrow the compiled model.
        unsafe { handle.run(self.signature, &mut self.raw_inputs, &mut self.raw_outputs) }?;
        self.has_run = true;
        if !self.retired.is_empty() {
            self.retired.clear();
        }
        Ok(())
    }

    pub(super) fn input_mut<'a>(
        &'a mut self,
        handle: &'a Handle,
        input: impl TensorKey,
    ) -> Result<TensorMut<'a>> {
        let info = &handle.model.signatures()[self.signature];
        let position = input.position("input", info.inputs())?;
        self.prepare(handle)?;
        let slot = Slot {
            what: "input",
            position,
            info: &info.inputs()[position],
        };
        let buffer = &mut self.inputs[position];
        Ok(TensorMut::new(slot, buffer.shape(), buffer.bytes_mut()))
    }

    pub(super) fn input<'a>(
        &'a self,
        handle: &'a Handle,
        input: impl TensorKey,
    ) -> Result<Tensor<'a>> {
        let info = &handle.model.signatures()[self.signature];
        let position = input.position("input", info.inputs())?;
        let slot = Slot {
            what: "input",
            position,
            info: &info.inputs()[position],
        };
        if !self.is_ready(handle) {
            return Err(Error::invalid_argument(format!(
                "{slot} has no memory yet; call allocate() or write an input first"
            )));
        }
        let buffer = &self.inputs[position];
        Ok(Tensor::new(slot, buffer.shape(), buffer.bytes()))
    }

    pub(super) fn output<'a>(
        &'a self,
        handle: &'a Handle,
        output: impl TensorKey,
    ) -> Result<Tensor<'a>> {
        let info = &handle.model.signatures()[self.signature];
        let position = output.position("output", info.outputs())?;
        let slot = Slot {
            what: "output",
            position,
            info: &info.outputs()[position],
        };
        if !(self.has_run && self.is_ready(handle)) {
            return Err(Error::invalid_argument(format!(
                "{slot} has no value yet: call run() first, and again after a resize or a failed \
                 run"
            )));
        }
        let buffer = &self.outputs[position];
        Ok(Tensor::new(slot, buffer.shape(), buffer.bytes()))
    }
}

/// The shape that an input has before anybody resizes it, with 1 for open dimensions.
fn initial_shape(handle: &Handle, signature: usize, input: usize) -> Result<Shape> {
    let info = &handle.model.signatures()[signature].inputs()[input];
    let slot = Slot {
        what: "input",
        position: input,
        info,
    };
    // SAFETY: plain numbers, for which zero is a value.
    let mut layout: litert::LiteRtLayout = unsafe { std::mem::zeroed() };
    // SAFETY: the compiled model is alive.
    let status = unsafe {
        (handle
            .api()
            .compiled_model
            .LiteRtGetCompiledModelInputTensorLayout)(
            handle.as_ptr(),
            signature,
            input,
            &raw mut layout,
        )
    };
    handle.check("LiteRtGetCompiledModelInputTensorLayout", status)?;
    let shape = shape_of(&layout).ok_or_else(|| {
        slot.shape_mismatch(
            info.shape_signature(),
            "the runtime gives it no shape".to_owned(),
        )
    })?;
    if shape.is_static() {
        return Ok(shape);
    }
    let dims: Vec<i32> = shape
        .iter()
        .map(|&dim| if dim < 0 { 1 } else { dim })
        .collect();
    let shape = checked_shape(slot, &dims)?;
    resize(handle, signature, slot, &shape)?;
    Ok(shape)
}

/// Tells the runtime the new shape of an input.
fn resize(handle: &Handle, signature: usize, slot: Slot<'_>, shape: &Shape) -> Result<()> {
    let functions = &handle.api().compiled_model;
    if shape.contains(&0) || shape.rank() == 0 {
        return Err(Error::unsupported(
            format!("resizing {slot} to {shape}"),
            "CompiledModel",
            "use Interpreter for empty and scalar shapes",
        ));
    }
    let model = slot.info.shape_signature();
    let (call, resize) = if !model.is_static() && model.accepts(shape) {
        (
            "LiteRtCompiledModelResizeInputTensor",
            functions.LiteRtCompiledModelResizeInputTensor,
        )
    } else {
        handle.note_free_resize();
        (
            "LiteRtCompiledModelResizeInputTensorNonStrict",
            functions.LiteRtCompiledModelResizeInputTensorNonStrict,
        )
    };
    // What a run in progress uses stays as it is.
    handle.in_flight.wait();
    // SAFETY: the compiled model is alive and the array has as many entries as stated.
    let status = unsafe {
        resize(
            handle.as_ptr(),
            signature,
            slot.position,
            shape.dims().as_ptr(),
            shape.rank(),
        )
    };
    handle.check(call, status)
}

fn slot_of(side: Side, position: usize, info: &TensorInfo) -> Slot<'_> {
    Slot {
        what: side.what(),
        position,
        info,
    }
}
