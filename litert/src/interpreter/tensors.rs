//! Tensors that are neither inputs nor outputs.

use std::ptr::NonNull;

use super::Interpreter;
use super::graph::State;
use super::handle::RawTensor;
use crate::error::{Error, NotFound, Result};
use crate::model::TensorInfo;
use crate::tensor::{Slot, Tensor, TensorKey};
use crate::types::Shape;

impl Interpreter {
    /// Like [`resize_input`](Self::resize_input), but only for dimensions that the model leaves
    /// open.
    ///
    /// # Errors
    /// As there, and [`Error::ShapeMismatch`] where a fixed dimension would change.
    pub fn resize_input_strict(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        self.resize_strict_of(self.main, input, shape)
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
            let needs = litert_sys::Family::TfLite.remedy();
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
}
