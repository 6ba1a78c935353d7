//! One graph of an interpreter, its own or a signature's: how it is found, gets memory and shapes, and
//! runs.

use std::ffi::c_char;
use std::ptr::NonNull;

use litert_sys::Family;

use super::graph::{self, Access, Graph, State};
use super::handle::RawTensor;
use super::native_runner::Runner;
use super::{ENGINE, Interpreter};
use crate::engine::{checked_shape, expect_sound};
use crate::error::{Error, NotFound, Result};
use crate::fallible;
use crate::model::reader::TensorView;
use crate::model::{SignatureInfo, TensorInfo};
use crate::tensor::{Slot, Tensor, TensorKey, TensorMut, bytes_of_each, encoded_strings_len};
use crate::types::Shape;
use crate::value_guards::ValueGuards;

impl Interpreter {
    pub(super) fn allocate_of(&mut self, index: usize) -> Result<()> {
        if self.graphs[index].state != State::Unallocated {
            return Ok(());
        }
        if self.memory.broken {
            return Err(Error::invalid_argument(
                "borrowed memory could not be taken back from this interpreter; make a new one",
            ));
        }
        self.take(index)?;
        let model = self.handle.model.clone();
        let info = &model.signatures()[self.graphs[index].signature];
        let on_main = self.graphs[index].is_main();
        if on_main && self.memory.is_given() {
            self.fit_memory(false)?;
        }
        loop {
            let holding = if on_main && self.memory.is_given() {
                self.memory.holding()
            } else {
                Vec::new()
            };
            let done = self.graphs[index].allocate(&self.handle, info, &holding);
            if self.graphs.len() > 1 {
                self.follow(index);
            }
            if !on_main || !self.memory.is_given() {
                return done;
            }
            // The sizes of all outputs are known now. Memory of the caller's that is too short may be the
            // reason of an error, so it is replaced before the error is returned.
            match self.fit_memory(true) {
                Ok(true) => {}
                Ok(false) => return done,
                Err(error) => {
                    self.forget_allocation(index);
                    return Err(done.err().unwrap_or(error));
                }
            }
        }
    }

    pub(super) fn input_mut_of(
        &mut self,
        index: usize,
        input: impl TensorKey,
    ) -> Result<TensorMut<'_>> {
        if self.graphs[index].state == State::Unallocated {
            self.allocate_of(index)?;
        }
        let info = &self.handle.model.signatures()[self.graphs[index].signature];
        self.graphs[index].input_mut(&self.handle, info, input)
    }

    pub(super) fn input_of(&self, index: usize, input: impl TensorKey) -> Result<Tensor<'_>> {
        self.graphs[index].input(&self.handle, self.info(index), input)
    }

    pub(super) fn output_of(&self, index: usize, output: impl TensorKey) -> Result<Tensor<'_>> {
        self.graphs[index].output(&self.handle, self.info(index), output)
    }

    pub(super) fn run_of(&mut self, index: usize) -> Result<()> {
        if self.graphs[index].state == State::Unallocated {
            self.allocate_of(index)?;
        }
        let info = &self.handle.model.signatures()[self.graphs[index].signature];
        let done = self.graphs[index].invoke(&self.handle, info);
        if self.graphs.len() > 1 {
            self.follow(index);
        }
        done
    }

    pub(super) fn resize_of(
        &mut self,
        index: usize,
        input: impl TensorKey,
        shape: &[i32],
    ) -> Result<()> {
        let info = &self.handle.model.signatures()[self.graphs[index].signature];
        let slot = graph::find("input", info.inputs(), input)?;
        let shape = checked_shape(slot, shape)?;
        self.calls.expect_own(ENGINE, info)?;
        let shapes = self.graphs[index].every_input(&self.handle, info);
        let shapes = shapes.map(|input| self.handle.shape_of(input?.1));
        expect_sound(&self.handle.model, info.inputs(), shapes, slot, &shape)?;
        let raw = self.graphs[index].raw_input(&self.handle, slot)?;
        if self.handle.shape_of(raw)? != shape {
            self.calls.resize(ENGINE, info)?;
        }
        let done = self.graphs[index].resize(&self.handle, slot, &shape);
        self.follow(index);
        done
    }

    pub(super) fn resize_strict_of(
        &mut self,
        index: usize,
        input: impl TensorKey,
        shape: &[i32],
    ) -> Result<()> {
        let slot = graph::find("input", self.info(index).inputs(), input)?;
        let asked = checked_shape(slot, shape)?;
        let open = slot.info.shape_signature();
        if !open.accepts(&asked) {
            let message = format!("{asked} changes dimensions that the model fixes");
            return Err(slot.shape_mismatch(open, message));
        }
        let position = slot.position;
        self.resize_of(index, position, shape)
    }

    /// Carries the state of one graph over to those that share its tensors, and forgets that of
    /// graphs whose tensors belong to a caller by now.
    pub(super) fn follow(&mut self, index: usize) {
        let Graph {
            state, subgraph, ..
        } = self.graphs[index];
        if self.graphs.len() == 1 {
            return;
        }
        for (other, graph) in self.graphs.iter_mut().enumerate() {
            if other == index {
                continue;
            }
            if graph.subgraph == subgraph {
                graph.state = state;
            } else if self.calls.is_taken(graph.subgraph) {
                graph.state = State::Unallocated;
            }
        }
    }

    pub(super) fn write_strings_of<S: AsRef<[u8]>>(
        &mut self,
        index: usize,
        input: impl TensorKey,
        shape: &[i32],
        strings: &[S],
    ) -> Result<()> {
        let functions = *self.handle.api.opaque_tensor.as_ref().map_err(|missing| {
            Error::missing("writing strings", missing, Family::TfLite.remedy())
        })?;
        let model = self.handle.model.clone();
        let info = &model.signatures()[self.graphs[index].signature];
        let slot = graph::find("input", info.inputs(), input)?;
        slot.expect_strings()?;
        let shape = checked_shape(slot, shape)?;
        if shape.num_elements() != Some(strings.len()) {
            let message = format!("{} strings do not fill the shape {shape}", strings.len());
            return Err(slot.shape_mismatch(slot.info.shape_signature(), message));
        }
        let what = format!("{} strings for {slot}", strings.len());
        let strings = bytes_of_each(strings, &what)?;
        // Offsets inside a string tensor have 32 bits.
        let Some(len) = encoded_strings_len(&strings) else {
            return Err(slot.shape_mismatch(shape, "the strings exceed two gigabytes".to_owned()));
        };
        let pointers = strings.iter().map(|string| string.as_ptr().cast());
        let pointers: Vec<*const c_char> = fallible::collected(pointers, &what)?;
        // Each is below the sum, which was compared with the largest `i32`.
        let lengths = strings.iter().map(|string| string.len() as i32);
        let lengths: Vec<i32> = fallible::collected(lengths, &what)?;
        // Room for other strings means new memory for every tensor. Nobody who writes one input
        // expects the others to be cleared.
        let kept = self.graphs[index].keep_inputs(&self.handle, info)?;
        self.resize_of(index, slot.position, shape.dims())?;
        self.allocate_of(index)?;
        let tensor = self.graphs[index].raw_input(&self.handle, slot)?;
        // Where it finds no memory, the runtime ends the process. It gathers text and offsets in
        // vectors, which double when they are full, and copies them into the tensor.
        fallible::expect_room(3 * len + 24 * strings.len(), &what)?;
        // SAFETY: a string tensor of this interpreter, which is alive. Both arrays were made of the
        // slices in `strings` and have as many entries as stated. The slices borrow the caller's
        // strings until this function returns, and the runtime copies what they point to.
        let status = unsafe {
            (functions.TfLiteOpaqueTensorWriteStrings)(
                tensor.0.cast(),
                pointers.as_ptr(),
                strings.len() as i32,
                lengths.as_ptr(),
            )
        };
        self.handle
            .check("TfLiteOpaqueTensorWriteStrings", status)?;
        if shape.rank() != 1 {
            // Writing made the tensor a vector; give it back its shape. The strings stay.
            self.resize_of(index, slot.position, shape.dims())?;
            self.allocate_of(index)?;
        }
        self.graphs[index].restore_inputs(&self.handle, info, &kept)
    }

    /// Every tensor of the main graph, by its index: inputs, outputs, constants, variables and what
    /// lies in between.
    pub fn tensors(&self) -> &[TensorInfo] {
        self.tensors.get_or_init(|| {
            let graph = self.handle.model.view().main_subgraph();
            graph.tensors().map(TensorInfo::unnamed).collect()
        })
    }

    /// The tensor at `index` of the main graph, as the last run left it.
    ///
    /// Operators reuse memory: an intermediate tensor may have been overwritten by a later one, and
    /// what a delegate computes on its own has no memory here at all (such a tensor is empty).
    /// Without delegates ([`xnnpack(false)`](crate::InterpreterBuilder::xnnpack)) more can be seen.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such tensor, [`Error::InvalidArgument`] before the first
    /// run, [`Error::Unsupported`] by libraries that cannot do this.
    pub fn tensor(&self, index: usize) -> Result<Tensor<'_>> {
        let tensors = self.tensors();
        let info = tensors.get(index).ok_or_else(|| {
            Error::NotFound(Box::new(NotFound {
                what: "tensor",
                name: index.to_string(),
                available: vec![format!("0 to {}", tensors.len().saturating_sub(1))],
            }))
        })?;
        let functions = self.handle.api.tensors.as_ref().map_err(|missing| {
            let needs = Family::TfLite.remedy();
            Error::missing("looking at any tensor", missing, needs)
        })?;
        let slot = Slot {
            what: "tensor",
            position: index,
            info,
        };
        if self.main_graph_state() != State::Invoked {
            return Err(Error::invalid_argument(format!(
                "{slot} has no value yet: call run() first"
            )));
        }
        let c_index = i32::try_from(index).unwrap_or(-1);
        // SAFETY: the interpreter is alive; the C function checks the index.
        let tensor =
            unsafe { (functions.TfLiteInterpreterGetTensor)(self.handle.as_ptr(), c_index) };
        let tensor = RawTensor::new(tensor, "TfLiteInterpreterGetTensor", slot)?;
        let (shape, data, len) = if self.handle.has_memory(tensor) {
            self.handle.checked_data(slot, tensor)?
        } else {
            // A delegate has it, or nobody.
            (Shape::from([0]), NonNull::<u64>::dangling().cast(), 0)
        };
        // SAFETY: as in `Graph::view`.
        let data = unsafe { std::slice::from_raw_parts(data.as_ptr(), len) };
        Ok(Tensor::new(slot, shape, data))
    }

    /// The variable tensors of the main graph, such as the state of an LSTM, by their index.
    pub fn variables(&self) -> impl Iterator<Item = &TensorInfo> + '_ {
        self.tensors().iter().filter(|tensor| tensor.is_variable())
    }

    fn main_graph_state(&self) -> State {
        let main = self.graphs.iter().find(|graph| graph.subgraph == 0);
        main.map_or(State::Unallocated, |graph| graph.state)
    }

    /// Where in `graphs` the graph of a signature is; made when it is first asked for.
    pub(super) fn graph(&mut self, signature: usize) -> Result<usize> {
        if let Some(index) = self
            .graphs
            .iter()
            .position(|graph| graph.signature == signature)
        {
            return Ok(index);
        }
        let info = &self.handle.model.signatures()[signature];
        let subgraph = info.subgraph_index();
        let access = if subgraph == 0 {
            self.main_access(info)?
        } else {
            Access::Runner(Runner::create(&self.handle, info)?)
        };
        let state = self
            .graphs
            .iter()
            .find(|graph| graph.subgraph == subgraph)
            .map_or(State::Unallocated, |graph| graph.state);
        let guards = ValueGuards::new(&self.handle.model, signature, self.handle.library());
        let graph = Graph::new(access, state, signature, info, guards);
        self.graphs.push(graph);
        Ok(self.graphs.len() - 1)
    }

    /// How to reach what a signature of subgraph 0 lists.
    fn main_access(&self, signature: &SignatureInfo) -> Result<Access> {
        let graph = self.handle.model.view().main_subgraph();
        let functions = &self.handle.api.interpreter;
        let inputs: Vec<_> = graph.inputs().collect();
        let outputs: Vec<_> = graph.outputs().collect();
        // SAFETY: the interpreter is alive.
        let counts = unsafe {
            [
                (functions.TfLiteInterpreterGetInputTensorCount)(self.handle.as_ptr()),
                (functions.TfLiteInterpreterGetOutputTensorCount)(self.handle.as_ptr()),
            ]
        };
        Ok(Access::Main {
            inputs: self.main_positions("inputs", signature.inputs(), &inputs, counts[0])?,
            outputs: self.main_positions("outputs", signature.outputs(), &outputs, counts[1])?,
        })
    }

    /// Where each of `tensors` is among those that subgraph 0 lists, of which the runtime counts
    /// as many.
    fn main_positions(
        &self,
        what: &str,
        tensors: &[TensorInfo],
        listed: &[TensorView<'_>],
        count: i32,
    ) -> Result<Vec<i32>> {
        let disagree = || {
            Error::invalid_argument(format!(
                "{}: the runtime counts {count} {what}, the file lists {}",
                self.handle.model,
                listed.len()
            ))
        };
        // The C getters check no index, so the two must agree before any is used.
        if usize::try_from(count) != Ok(listed.len()) {
            return Err(disagree());
        }
        tensors
            .iter()
            .map(|tensor| {
                let mut listed = listed.iter();
                let position = listed.position(|it| it.index() == tensor.index());
                position
                    .and_then(|p| i32::try_from(p).ok())
                    .ok_or_else(disagree)
            })
            .collect()
    }
}
