//! Inputs and outputs in memory of the caller's: nothing is copied on the way in or out.
//!
//! The runtime writes outputs into memory of the caller's without a look at where it ends, unless it
//! knows their shapes when tensors are allocated. Behind an operator that decides on a shape while it
//! runs it does not. So what follows from the shapes of the inputs is worked out here, and what does
//! not follow from them is refused.

use std::mem;

use litert_sys::{Family, tflite};

use super::graph::{self, Access, State};
use super::handle::RawTensor;
use super::place::{Place, refused};
use super::{ENGINE, Interpreter};
use crate::aligned::{AlignedBuffer, TAIL};
use crate::error::{Error, Result};
use crate::fallible;
use crate::model::shape_flow::{self, UnresolvedKind, UnresolvedOutput};
use crate::model::shape_infer;
use crate::tensor::{Slot, TensorKey};
use crate::types::{ElementType, Shape};

impl Interpreter {
    /// How many bytes of memory [`place_input`](Self::place_input) takes for an input of the shape
    /// that it has now: those of the tensor, and some more that kernels may read.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::Unsupported`] for strings and
    /// constants, and where [`place_input`](Self::place_input) cannot be used.
    pub fn input_memory_len(&self, input: impl TensorKey) -> Result<usize> {
        self.memory_len(self.place_of(self.main, true, input)?)
    }

    /// The same for [`place_output`](Self::place_output).
    ///
    /// # Errors
    /// As for [`input_memory_len`](Self::input_memory_len), and [`Error::Status`] if tensors cannot
    /// be allocated.
    pub fn output_memory_len(&mut self, output: impl TensorKey) -> Result<usize> {
        self.output_memory_len_of(self.main, output)
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
    /// constants, for signatures that are not on the main graph, and by libraries that cannot do
    /// this.
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
    ///     interpreter.run()?;
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
        self.place_input_of(self.main, input, memory)
    }

    /// Moves an output into `memory`, where the runtime then writes it. Returns the memory that was
    /// placed there before, with the results of the last run.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such output, [`Error::ShapeMismatch`] for memory shorter
    /// than [`output_memory_len`](Self::output_memory_len), [`Error::Unsupported`] for strings,
    /// constants and outputs whose size is known only after a run, for signatures that are not on
    /// the main graph, and by libraries that cannot do this.
    pub fn place_output(
        &mut self,
        output: impl TensorKey,
        memory: AlignedBuffer,
    ) -> Result<Option<AlignedBuffer>> {
        self.place_output_of(self.main, output, memory)
    }

    pub(super) fn output_memory_len_of(
        &mut self,
        graph: usize,
        output: impl TensorKey,
    ) -> Result<usize> {
        let place = self.place_of(graph, false, output)?;
        self.allocate_of(graph)?;
        self.memory_len(place)
    }

    pub(super) fn place_input_of(
        &mut self,
        graph: usize,
        input: impl TensorKey,
        memory: AlignedBuffer,
    ) -> Result<Option<AlignedBuffer>> {
        let place = self.place_of(graph, true, input)?;
        self.expect_len(place, memory.len())?;
        self.put(place, memory)
    }

    pub(super) fn place_output_of(
        &mut self,
        graph: usize,
        output: impl TensorKey,
        memory: AlignedBuffer,
    ) -> Result<Option<AlignedBuffer>> {
        let place = self.place_of(graph, false, output)?;
        self.allocate_of(graph)?;
        self.expect_len(place, memory.len())?;
        self.put(place, memory)
    }

    /// The input or output that `key` names, if it may lie in other memory.
    pub(super) fn place_of(
        &self,
        graph: usize,
        is_input: bool,
        key: impl TensorKey,
    ) -> Result<Place> {
        let info = self.info(graph);
        let slot = if is_input {
            graph::find("input", info.inputs(), key)?
        } else {
            graph::find("output", info.outputs(), key)?
        };
        if slot.info.is_constant() {
            return Err(refused(slot, "because it is a constant of the model"));
        }
        if slot.info.element_type() == ElementType::String {
            return Err(refused(slot, "because it holds strings"));
        }
        if !matches!(self.graphs[graph].access, Access::Main { .. }) {
            let key = info.key().unwrap_or_default();
            let subgraph = info.subgraph_index();
            let reason = format!(
                "because the C API can place tensors of subgraph 0 only, and the signature '{key}' \
                 runs subgraph {subgraph}"
            );
            return Err(refused(slot, &reason));
        }
        self.calls.expect_own(ENGINE, info)?;
        let place = Place {
            graph,
            is_input,
            position: slot.position,
            tensor: slot.info.index(),
        };
        self.expect_sized(place)?;
        Ok(place)
    }

    pub(super) fn expect_len(&self, place: Place, given: usize) -> Result<()> {
        self.compare_len(place, given, self.memory_len(place)?)
    }

    fn compare_len(&self, place: Place, given: usize, needed: usize) -> Result<()> {
        if given >= needed {
            return Ok(());
        }
        let message = format!(
            "it takes {needed} bytes of memory, {TAIL} of them for kernels that read ahead, but \
             {given} were given"
        );
        let shape = self.handle.shape_of(self.raw(place)?)?;
        Err(self.slot(place).shape_mismatch(shape, message))
    }

    /// Puts memory that is long enough in place of a tensor's own.
    fn put(&mut self, place: Place, memory: AlignedBuffer) -> Result<Option<AlignedBuffer>> {
        // SAFETY: the memory does not move, and is kept beside the interpreter until other memory
        // took its place.
        unsafe { self.register(place, memory.address(), memory.len()) }?;
        let before = self.keep(place, memory);
        self.adopt(place.graph)?;
        Ok(before)
    }

    fn keep(&mut self, place: Place, memory: AlignedBuffer) -> Option<AlignedBuffer> {
        match self.memory.of(place.tensor) {
            Some((known, before)) => {
                *known = place;
                Some(mem::replace(before, memory))
            }
            None => {
                self.memory.placed.push((place, memory));
                None
            }
        }
    }

    /// Lets the runtime use borrowed memory that is long enough, until
    /// [`take_back`](Self::take_back).
    ///
    /// # Safety
    /// The bytes are aligned to 64, and may be read and written until then.
    pub(super) unsafe fn lend_to(&mut self, place: Place, bytes: &mut [u8]) -> Result<()> {
        if self.memory.is_lent(place.tensor) {
            return Err(refused(
                self.slot(place),
                "because it was lent memory already",
            ));
        }
        // Made now, because giving memory back must not fail.
        self.make_own(place)?;
        // SAFETY: the caller vouches for the bytes.
        unsafe { self.register(place, bytes.as_mut_ptr(), bytes.len()) }?;
        self.memory.lent.push((place, bytes.len()));
        self.adopt(place.graph)
    }

    /// Takes the last borrowed memory away from the runtime. `false` if there was none.
    pub(super) fn take_back(&mut self) -> bool {
        let Some((place, _)) = self.memory.lent.pop() else {
            return false;
        };
        let own = self.memory.of(place.tensor);
        let own = own.map(|(_, memory)| (memory.address(), memory.len()));
        let taken_back = own.filter(|&(data, len)| {
            // SAFETY: as in `put`.
            unsafe { self.register(place, data, len) }.is_ok()
        });
        // A resize may have come between.
        let fits = taken_back.is_some_and(|(_, len)| self.expect_len(place, len).is_ok());
        if !fits || self.adopt(place.graph).is_err() {
            self.forget_allocation(place.graph);
        }
        // If not, the runtime may still look at memory that is not ours: it must never run again.
        self.memory.broken |= taken_back.is_none();
        true
    }

    /// Sees to it that a tensor has memory of the interpreter's, with the value that it has now.
    fn make_own(&mut self, place: Place) -> Result<()> {
        if self.memory.of(place.tensor).is_some() {
            return Ok(());
        }
        let needed = self.memory_len(place)?;
        let mut own = self.zeroed(place, needed)?;
        if place.is_input && self.graphs[place.graph].state != State::Unallocated {
            let value = self.input_of(place.graph, place.position)?;
            let bytes = value.bytes();
            own[..bytes.len()].copy_from_slice(bytes);
        }
        self.put(place, own)?;
        Ok(())
    }

    /// Tells the runtime where a tensor lies from now on.
    ///
    /// # Safety
    /// The bytes are aligned to 64 and may be read and written until other memory takes their
    /// place or the interpreter is dropped.
    unsafe fn register(&mut self, place: Place, data: *mut u8, bytes: usize) -> Result<()> {
        let functions = self
            .handle
            .api
            .custom_allocation
            .as_ref()
            .map_err(|missing| {
                Error::missing("memory of the caller's", missing, Family::TfLite.remedy())
            })?;
        let slot = self.slot(place);
        let Ok(index) = i32::try_from(place.tensor) else {
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
        let done = self
            .handle
            .check("TfLiteInterpreterSetCustomAllocationForTensor", status);
        // The address is aligned and not null, so there is one reason left.
        done.map_err(|error| {
            let reason = format!("because the runtime chooses its memory while it runs ({error})");
            refused(slot, &reason)
        })
    }

    /// Has the runtime look at memory that it was told of. What inputs hold stays.
    fn adopt(&mut self, index: usize) -> Result<()> {
        if self.graphs[index].state == State::Unallocated {
            return Ok(()); // the next allocation looks
        }
        let model = self.handle.model.clone();
        let info = &model.signatures()[self.graphs[index].signature];
        let graph = &mut self.graphs[index];
        let done = graph.reallocate(&self.handle, info);
        self.follow(index);
        done
    }

    pub(super) fn forget_allocation(&mut self, index: usize) {
        self.graphs[index].state = State::Unallocated;
        self.follow(index);
    }

    /// Sees to it that memory is long enough for what tensors of the main graph take, and for
    /// kernels that read ahead. `true` if some was replaced by larger: tensors must then be
    /// allocated, again if they were `allocated`. Without, not all is known.
    pub(super) fn fit_memory(&mut self, allocated: bool) -> Result<bool> {
        for at in 0..self.memory.lent.len() {
            let (place, given) = self.memory.lent[at];
            if let Some(needed) = self.foreseen_len(place, allocated)? {
                self.compare_len(place, given, needed)?;
            }
        }
        let mut replaced = false;
        for at in 0..self.memory.placed.len() {
            let (place, ref memory) = self.memory.placed[at];
            let given = memory.len();
            let needed = match self.foreseen_len(place, allocated)? {
                Some(needed) if given < needed && !self.memory.is_lent(place.tensor) => needed,
                _ => continue,
            };
            let larger = self.zeroed(place, needed)?;
            self.forget_allocation(place.graph);
            self.put(place, larger)?;
            replaced = true;
        }
        Ok(replaced)
    }

    fn zeroed(&self, place: Place, len: usize) -> Result<AlignedBuffer> {
        fallible::zeroed(len, self.slot(place))
    }

    pub(super) fn slot(&self, place: Place) -> Slot<'_> {
        let info = self.info(place.graph);
        let (what, tensors) = if place.is_input {
            ("input", info.inputs())
        } else {
            ("output", info.outputs())
        };
        Slot {
            what,
            position: place.position,
            info: &tensors[place.position],
        }
    }

    pub(super) fn raw(&self, place: Place) -> Result<RawTensor> {
        let graph = &self.graphs[place.graph];
        let slot = self.slot(place);
        if place.is_input {
            graph.raw_input(&self.handle, slot)
        } else {
            graph.raw_output(&self.handle, slot)
        }
    }

    /// Refuses outputs whose size nobody knows before a run.
    pub(super) fn expect_sized(&self, place: Place) -> Result<()> {
        match self.late(place)? {
            Some(late) if late.kind != UnresolvedKind::SizedLate => {
                let reason = format!("because {}", late.reason);
                Err(refused(self.slot(place), &reason))
            }
            _ => Ok(()),
        }
    }

    /// How many bytes of memory a tensor takes with the shape that it has now, and kernels may
    /// read. For outputs tensors are allocated.
    pub(super) fn memory_len(&self, place: Place) -> Result<usize> {
        let slot = self.slot(place);
        let len = packed_len(slot, self.handle.shape_of(self.raw(place)?)?)?;
        let Some(late) = self.late(place)? else {
            return Ok(len + TAIL);
        };
        match self.inferred(place)? {
            // The runtime compares with the older shape that it knows, too.
            Some(shape) => Ok(len.max(packed_len(slot, shape)?) + TAIL),
            None => {
                let reason = format!("because {}", late.reason);
                Err(refused(slot, &reason))
            }
        }
    }

    /// The same as far as it is certain, also before tensors are allocated.
    pub(super) fn foreseen_len(&self, place: Place, allocated: bool) -> Result<Option<usize>> {
        if place.is_input || allocated {
            return self.memory_len(place).map(Some);
        }
        let shape = self.inferred(place)?;
        let len = shape.map(|shape| packed_len(self.slot(place), shape));
        Ok(len.transpose()?.map(|len| len + TAIL))
    }

    /// Why the runtime does not know the size of an output in time; `None` if it does.
    fn late(&self, place: Place) -> Result<Option<&UnresolvedOutput>> {
        if place.is_input {
            return Ok(None);
        }
        let late = match self.memory.late.get() {
            Some(late) => late,
            None => {
                let found = self.find_late()?;
                self.memory.late.get_or_init(|| found)
            }
        };
        let mut late = late.iter();
        let found = late.find(|(tensor, _)| *tensor == place.tensor);
        Ok(found.map(|(_, late)| late))
    }

    fn find_late(&self) -> Result<Vec<(usize, UnresolvedOutput)>> {
        let view = self.handle.model.view();
        let mut late = shape_flow::unresolved_outputs(view, 0);
        if self.handle.ops.cover(view) {
            // The application's operators say which shapes they give before a run.
            late.retain(|late| late.kind != UnresolvedKind::UnknownOperator);
        }
        let outputs: Vec<_> = view.main_subgraph().outputs().collect();
        let named = late.into_iter().filter_map(|late| {
            let tensor = outputs.get(late.output)?.index();
            Some((tensor, late))
        });
        Ok(named.collect())
    }

    /// The shape that an output will have, if it follows from those of the inputs.
    fn inferred(&self, place: Place) -> Result<Option<Shape>> {
        let view = self.handle.model.view();
        let (graph, info) = (&self.graphs[place.graph], self.info(place.graph));
        let inputs = graph
            .every_input(&self.handle, info)
            .map(|input| self.handle.shape_of(input?.1))
            .collect::<Result<Vec<_>>>()?;
        let shapes = shape_infer::output_shapes(view, 0, &inputs);
        let outputs = view.main_subgraph().outputs();
        let mut shapes = outputs.zip(shapes);
        let found = shapes.find(|(tensor, _)| tensor.index() == place.tensor);
        Ok(found.and_then(|(_, shape)| shape))
    }
}

fn packed_len(slot: Slot<'_>, shape: Shape) -> Result<usize> {
    let len = shape
        .num_elements()
        .and_then(|count| slot.info.element_type().byte_len(count))
        .filter(|len| i32::try_from(*len).is_ok());
    len.ok_or_else(|| slot.shape_mismatch(shape, "it has no size before a run".to_owned()))
}
