//! Which inputs and outputs lie in memory of the caller's.

use std::cell::OnceCell;

use crate::aligned::AlignedBuffer;
use crate::error::Error;
use crate::model::shape_flow::UnresolvedOutput;
use crate::tensor::Slot;

/// An input or output of the main graph, as one of the interpreter's graphs lists it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) graph: usize,
    pub(super) is_input: bool,
    pub(super) position: usize,
    /// Its index in the main graph, which is the same for all signatures.
    pub(super) tensor: usize,
}

/// Where tensors of the main graph lie that the runtime gives no memory of its own.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) placed: Vec<(Place, AlignedBuffer)>,
    /// Outputs whose size needs a closer look, by their index, once somebody asks.
    pub(super) late: OnceCell<Vec<(usize, UnresolvedOutput)>>,
    /// What lies in borrowed memory for the moment, and how many bytes of it there are. Each has
    /// memory in `placed` to go back to.
    pub(super) lent: Vec<(Place, usize)>,
    /// Set when borrowed memory could not be taken back.
    pub(super) broken: bool,
}

impl Memory {
    /// The tensors, by their index, that lie in memory which holds an input's value already.
    pub(super) fn holding(&self) -> Vec<usize> {
        let placed = self.placed.iter().map(|(place, _)| place);
        let inputs = placed.filter(|place| place.is_input);
        inputs.map(|place| place.tensor).collect()
    }

    /// True if any tensor lies in memory of the caller's.
    pub(super) fn is_given(&self) -> bool {
        !self.placed.is_empty() || !self.lent.is_empty()
    }

    pub(super) fn of(&mut self, tensor: usize) -> Option<&mut (Place, AlignedBuffer)> {
        let mut placed = self.placed.iter_mut();
        placed.find(|(place, _)| place.tensor == tensor)
    }

    pub(super) fn is_lent(&self, tensor: usize) -> bool {
        self.lent.iter().any(|(place, _)| place.tensor == tensor)
    }
}

#[cold]
pub(super) fn refused(slot: Slot<'_>, reason: &str) -> Error {
    Error::unsupported(
        format!("placing {slot} in memory of the caller's"),
        format!("Interpreter, {reason}"),
        "use input_mut() and output()",
    )
}
