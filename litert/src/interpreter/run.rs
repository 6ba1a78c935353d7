//! What the interpreter and its signatures have in common: memory, shapes and runs of one graph.

use super::graph::{self, Graph, State};
use super::{ENGINE, Interpreter};
use crate::engine::{checked_shape, expect_sound};
use crate::error::{Error, Result};
use crate::tensor::{Tensor, TensorKey, TensorMut};

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
        if on_main {
            self.fit_memory(false)?;
        }
        loop {
            let holding = if on_main {
                self.memory.holding()
            } else {
                Vec::new()
            };
            let done = self.graphs[index].allocate(&self.handle, info, &holding);
            self.follow(index);
            if !on_main {
                return done;
            }
            // What could not be foreseen is known now. That memory was too short for it may be the
            // very reason of an error.
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
        self.allocate_of(index)?;
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
        self.allocate_of(index)?;
        let info = &self.handle.model.signatures()[self.graphs[index].signature];
        let done = self.graphs[index].invoke(&self.handle, info);
        self.follow(index);
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
}
