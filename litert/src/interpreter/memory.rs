//! Inputs and outputs in memory of the caller's: nothing is copied on the way in or out.

use std::fmt;
use std::mem;

use litert_sys::{Family, tflite};

use super::Interpreter;
use super::graph::{self, Access, State};
use crate::aligned::{AlignedBuffer, TAIL};
use crate::error::{Error, Result, family_needs};
use crate::model::shape_infer;
use crate::tensor::{Slot, Tensor, TensorKey, TensorMut};
use crate::types::{ElementType, Shape};

/// Memory that the runtime was told to use for a tensor.
pub(super) struct Placed {
    /// Whether it is an input, and its position among the inputs or outputs of the default
    /// signature.
    pub(super) is_input: bool,
    pub(super) position: usize,
    memory: AlignedBuffer,
}

impl Interpreter {
    /// How many bytes of memory [`place_input`](Self::place_input) takes for an input of the shape
    /// that it has now: those of the tensor, and some more that kernels may read.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::Unsupported`] for strings.
    pub fn input_memory_len(&self, input: impl TensorKey) -> Result<usize> {
        let slot = graph::find("input", self.inputs(), input)?;
        let shape = self.shape_now(slot, true)?;
        Ok(packed_len(slot, shape)? + TAIL)
    }

    /// The same for [`place_output`](Self::place_output).
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such output, [`Error::Unsupported`] for strings and for
    /// outputs whose size is known only after a run.
    pub fn output_memory_len(&mut self, output: impl TensorKey) -> Result<usize> {
        self.allocate()?;
        let slot = graph::find("output", self.outputs(), output)?;
        let shape = self.shape_now(slot, false)?;
        Ok(packed_len(slot, shape)? + TAIL)
    }

    /// Moves an input into `memory`, where the runtime then reads it: what is in there now is the
    /// input's value, and nothing is copied. Returns the memory that was placed there before.
    ///
    /// Frames can so be filled elsewhere and handed in one after the other. After a resize to a
    /// larger shape the interpreter places larger memory of its own, filled with zeros.
    ///
    /// Stands on `TfLiteInterpreterSetCustomAllocationForTensor`.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::ShapeMismatch`] for memory shorter
    /// than [`input_memory_len`](Self::input_memory_len), [`Error::Unsupported`] for strings and
    /// constants, and by libraries that cannot do this.
    ///
    /// ```
    /// use litert::{AlignedBuffer, Interpreter, Model};
    ///
    /// # fn main() -> litert::Result<()> {
    /// let model = Model::from_file("../models/digits/digits_int8.tflite")?;
    /// let mut interpreter = Interpreter::new(&model)?;
    /// let len = interpreter.input_memory_len(0)?;
    /// let mut next = AlignedBuffer::zeroed(len);
    /// for frame in 0..3_u8 {
    ///     next.fill(frame); // a camera would write here
    ///     let placed = interpreter.place_input(0, next)?;
    ///     interpreter.invoke()?;
    ///     next = placed.unwrap_or_else(|| AlignedBuffer::zeroed(len));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn place_input(
        &mut self,
        input: impl TensorKey,
        memory: AlignedBuffer,
    ) -> Result<Option<AlignedBuffer>> {
        let model = self.handle.model.clone();
        let info = &model.signatures()[self.graphs[self.main].signature];
        let slot = graph::find("input", info.inputs(), input)?;
        if slot.info.is_constant() {
            return Err(refused(slot, "because it is a constant of the model"));
        }
        let needed = self.input_memory_len(slot.position)?;
        expect_len(slot, memory.len(), needed)?;
        self.place(slot, true, memory)
    }

    /// Moves an output into `memory`, where the runtime then writes it. Returns the memory that was
    /// placed there before, with the results of the last run.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such output, [`Error::ShapeMismatch`] for memory shorter
    /// than [`output_memory_len`](Self::output_memory_len), [`Error::Unsupported`] for strings,
    /// constants and outputs whose size is known only after a run, and by libraries that cannot do
    /// this.
    pub fn place_output(
        &mut self,
        output: impl TensorKey,
        memory: AlignedBuffer,
    ) -> Result<Option<AlignedBuffer>> {
        let model = self.handle.model.clone();
        let info = &model.signatures()[self.graphs[self.main].signature];
        let slot = graph::find("output", info.outputs(), output)?;
        if slot.info.is_constant() {
            return Err(refused(slot, "because it is a constant of the model"));
        }
        let needed = self.output_memory_len(slot.position)?;
        expect_len(slot, memory.len(), needed)?;
        self.place(slot, false, memory)
    }

    /// Lends the runtime memory that the caller only borrows: each pair names an input and the
    /// bytes that are its value. They are used for as long as `work` runs, and not a moment longer:
    /// whatever becomes of `work`, the inputs then lie in memory of the interpreter's own again,
    /// filled with zeros.
    ///
    /// The bytes must begin at a multiple of 64 ([`AlignedBuffer::ALIGNMENT`]) and be at least
    /// [`input_memory_len`](Self::input_memory_len) long.
    ///
    /// # Errors
    /// As for [`place_input`](Self::place_input), and what `work` returns.
    ///
    /// ```
    /// use litert::{AlignedBuffer, Interpreter, Model};
    ///
    /// # fn main() -> litert::Result<()> {
    /// let model = Model::from_file("../models/digits/digits_int8.tflite")?;
    /// let mut interpreter = Interpreter::new(&model)?;
    /// let mut frame = AlignedBuffer::zeroed(interpreter.input_memory_len("image")?);
    /// let scores = interpreter.with_inputs(&mut [("image", &mut frame[..])], |run| {
    ///     run.invoke()?;
    ///     run.output(0)?.to_f32()
    /// })?;
    /// assert_eq!(scores.len(), 10);
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_inputs<K: TensorKey, R>(
        &mut self,
        inputs: &mut [(K, &mut [u8])],
        work: impl FnOnce(&mut Lent<'_>) -> Result<R>,
    ) -> Result<R> {
        let mut lent = Lent {
            interpreter: self,
            positions: Vec::with_capacity(inputs.len()),
        };
        for (key, bytes) in inputs {
            lent.lend(*key, bytes)?;
        }
        work(&mut lent)
        // Dropping `lent` takes the memory back, also when `work` panics.
    }

    /// Puts memory that is long enough in place of a tensor's own.
    fn place(
        &mut self,
        slot: Slot<'_>,
        is_input: bool,
        memory: AlignedBuffer,
    ) -> Result<Option<AlignedBuffer>> {
        // SAFETY: the memory does not move, and is kept beside the interpreter until other memory
        // took its place.
        unsafe { self.set_allocation(slot, memory.address(), memory.len()) }?;
        let mut known = self.placed.iter_mut();
        let position = slot.position;
        match known.find(|placed| placed.is_input == is_input && placed.position == position) {
            Some(placed) => Ok(Some(mem::replace(&mut placed.memory, memory))),
            None => {
                self.placed.push(Placed {
                    is_input,
                    position,
                    memory,
                });
                Ok(None)
            }
        }
    }

    /// # Safety
    /// The bytes are aligned to 64 and may be read and written until other memory takes their
    /// place or the interpreter is dropped.
    unsafe fn set_allocation(&mut self, slot: Slot<'_>, data: *mut u8, bytes: usize) -> Result<()> {
        let functions = self
            .handle
            .api
            .custom_allocation
            .as_ref()
            .map_err(|missing| {
                Error::missing(
                    "memory of the caller's",
                    missing,
                    family_needs(Family::TfLite),
                )
            })?;
        if !matches!(self.graphs[self.main].access, Access::Main { .. }) {
            return Err(refused(
                slot,
                "because its signature is not on the main graph",
            ));
        }
        let Ok(index) = i32::try_from(slot.info.index()) else {
            return Err(refused(slot, "because of its index"));
        };
        let allocation = tflite::TfLiteCustomAllocation {
            data: data.cast(),
            bytes,
        };
        // SAFETY: the interpreter is alive; the index is that of a tensor of its main graph, as the
        // model's reader found it: the C function checks nothing. The caller vouches for the bytes.
        let status = unsafe {
            (functions.TfLiteInterpreterSetCustomAllocationForTensor)(
                self.handle.as_ptr(),
                index,
                &raw const allocation,
                0,
            )
        };
        self.handle
            .check("TfLiteInterpreterSetCustomAllocationForTensor", status)?;
        // Memory is looked at, and laid out around it, at the next allocation.
        self.graphs[self.main].state = State::Unallocated;
        self.follow(self.main);
        Ok(())
    }

    /// Sees to it that placed memory is long enough for the shapes that inputs have now.
    pub(super) fn grow_placed(&mut self) -> Result<()> {
        if self.placed.is_empty() {
            return Ok(());
        }
        let model = self.handle.model.clone();
        let info = &model.signatures()[self.graphs[self.main].signature];
        let view = model.view()?;
        let mut shapes = Vec::with_capacity(info.inputs().len());
        for (position, info) in info.inputs().iter().enumerate() {
            shapes.push(self.shape_now(
                Slot {
                    what: "input",
                    position,
                    info,
                },
                true,
            )?);
        }
        let whole = view.main_subgraph().inputs().count() == shapes.len();
        let outputs = if whole {
            shape_infer::output_shapes(view, 0, &shapes)
        } else {
            Vec::new()
        };
        for at in 0..self.placed.len() {
            let Placed {
                is_input,
                position,
                ref memory,
            } = self.placed[at];
            if is_input && self.lent.contains(&position) {
                continue;
            }
            let (what, tensors) = if is_input {
                ("input", info.inputs())
            } else {
                ("output", info.outputs())
            };
            let slot = Slot {
                what,
                position,
                info: &tensors[position],
            };
            let shape = if is_input {
                Some(shapes[position])
            } else {
                let mut listed = view.main_subgraph().outputs();
                let at = listed.position(|tensor| tensor.index() == slot.info.index());
                at.and_then(|at| outputs.get(at).copied().flatten())
            };
            // What cannot be foreseen the runtime checks, and refuses.
            let Some(shape) = shape else { continue };
            let needed = packed_len(slot, shape)? + TAIL;
            if memory.len() >= needed {
                continue;
            }
            let larger = AlignedBuffer::try_zeroed(needed).ok_or_else(|| {
                slot.shape_mismatch(shape, format!("there is no memory for {needed} bytes"))
            })?;
            self.place(slot, is_input, larger)?;
        }
        Ok(())
    }

    /// The tensors, by their index, that lie in memory which holds an input's value already.
    pub(super) fn inputs_with_values(&self) -> Vec<usize> {
        let placed = self.placed.iter().filter(|placed| placed.is_input);
        let positions = placed
            .map(|placed| placed.position)
            .chain(self.lent.iter().copied());
        positions
            .map(|position| self.inputs()[position].index())
            .collect()
    }

    /// The shape that a tensor has now.
    fn shape_now(&self, slot: Slot<'_>, is_input: bool) -> Result<Shape> {
        let graph = &self.graphs[self.main];
        let tensor = if is_input {
            graph.raw_input(&self.handle, slot)?
        } else {
            graph.raw_output(&self.handle, slot)?
        };
        self.handle.shape_of(tensor)
    }
}

/// An interpreter that works on borrowed memory: see [`Interpreter::with_inputs`].
pub struct Lent<'a> {
    interpreter: &'a mut Interpreter,
    positions: Vec<usize>,
}

impl Lent<'_> {
    fn lend(&mut self, key: impl TensorKey, bytes: &mut [u8]) -> Result<()> {
        let interpreter = &mut *self.interpreter;
        let model = interpreter.handle.model.clone();
        let info = &model.signatures()[interpreter.graphs[interpreter.main].signature];
        let slot = graph::find("input", info.inputs(), key)?;
        if slot.info.is_constant() {
            return Err(refused(slot, "because it is a constant of the model"));
        }
        if self.positions.contains(&slot.position) {
            return Err(refused(slot, "because it was lent memory already"));
        }
        expect_len(
            slot,
            bytes.len(),
            interpreter.input_memory_len(slot.position)?,
        )?;
        if bytes.as_ptr() as usize % AlignedBuffer::ALIGNMENT != 0 {
            return Err(Error::invalid_argument(format!(
                "the memory for {slot} does not begin at a multiple of {}",
                AlignedBuffer::ALIGNMENT
            )));
        }
        self.positions.push(slot.position);
        interpreter.lent.push(slot.position);
        // SAFETY: aligned, and borrowed exclusively for as long as `with_inputs` runs; its end
        // drops this value, which puts other memory in place.
        unsafe { interpreter.set_allocation(slot, bytes.as_mut_ptr(), bytes.len()) }
    }

    /// See [`Interpreter::input_mut`].
    ///
    /// # Errors
    /// As there.
    pub fn input_mut(&mut self, input: impl TensorKey) -> Result<TensorMut<'_>> {
        self.interpreter.input_mut(input)
    }

    /// See [`Interpreter::output`].
    ///
    /// # Errors
    /// As there.
    pub fn output(&self, output: impl TensorKey) -> Result<Tensor<'_>> {
        self.interpreter.output(output)
    }

    /// See [`Interpreter::invoke`].
    ///
    /// # Errors
    /// As there.
    pub fn invoke(&mut self) -> Result<()> {
        self.interpreter.invoke()
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let model = self.interpreter.handle.model.clone();
        let main = self.interpreter.main;
        let info = &model.signatures()[self.interpreter.graphs[main].signature];
        for position in self.positions.drain(..) {
            let slot = Slot {
                what: "input",
                position,
                info: &info.inputs()[position],
            };
            self.interpreter.lent.retain(|&lent| lent != position);
            let own = self
                .interpreter
                .input_memory_len(position)
                .ok()
                .and_then(AlignedBuffer::try_zeroed);
            let taken_back = own.map(|own| self.interpreter.place(slot, true, own));
            if !matches!(taken_back, Some(Ok(_))) {
                // It may still look at memory that is not ours: it must never run again.
                self.interpreter.broken = true;
            }
        }
    }
}

impl fmt::Debug for Lent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lent")
            .field("inputs", &self.positions)
            .finish_non_exhaustive()
    }
}

fn packed_len(slot: Slot<'_>, shape: Shape) -> Result<usize> {
    if slot.info.element_type() == ElementType::String {
        return Err(refused(slot, "because it holds strings"));
    }
    let len = shape
        .num_elements()
        .and_then(|count| slot.info.element_type().byte_len(count))
        .filter(|len| i32::try_from(*len).is_ok());
    len.ok_or_else(|| slot.shape_mismatch(shape, "it has no size before a run".to_owned()))
}

fn expect_len(slot: Slot<'_>, given: usize, needed: usize) -> Result<()> {
    if given >= needed {
        return Ok(());
    }
    let message = format!(
        "it takes {needed} bytes of memory, {TAIL} of them for kernels that read ahead, but {given} \
         were given"
    );
    Err(slot.shape_mismatch(slot.info.shape_signature(), message))
}

#[cold]
fn refused(slot: Slot<'_>, reason: &str) -> Error {
    Error::unsupported(
        format!("placing {slot} in memory of the caller's"),
        format!("Interpreter, {reason}"),
        "use input_mut() and output()",
    )
}
