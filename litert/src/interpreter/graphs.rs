//! Which graphs an interpreter has, and how the C API reaches each.

use super::Interpreter;
use super::graph::{Access, Graph, State};
use super::runner::Runner;
use crate::error::{Error, Result};
use crate::model::reader::TensorView;
use crate::model::{SignatureInfo, TensorInfo};
use crate::value_guards::ValueGuards;

impl Interpreter {
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
