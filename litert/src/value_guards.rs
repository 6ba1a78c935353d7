//! Values of inputs that would end the process, looked at before a run.

use crate::error::{Error, Result};
use crate::model::Model;
use crate::tensor::Tensor;
use litert_model::ops::hazard::Library;
use litert_model::values::{Guard, Operand, guards};

/// The checks before runs of one signature. Empty for nearly all models.
pub(crate) struct ValueGuards {
    guards: Vec<Guard>,
    /// The position of each input of the signature, by the number of its tensor.
    inputs: Vec<(usize, usize)>,
}

impl ValueGuards {
    pub(crate) fn new(model: &Model, signature: usize, library: Library) -> Self {
        let info = &model.signatures()[signature];
        let graph = model.view().subgraph(info.subgraph_index());
        let mut guards = graph.map(guards).unwrap_or_default();
        guards.retain(|guard| guard.concerns(library) && !model.vouched().has(guard.name()));
        let inputs = match guards.is_empty() {
            true => Vec::new(),
            false => (0..)
                .zip(info.inputs())
                .map(|(position, input)| (input.index(), position))
                .collect(),
        };
        Self { guards, inputs }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.guards.is_empty()
    }

    /// Refuses values that a kernel would end the process for, or leave its memory. `input` gives the
    /// input at a position, or nothing if it cannot be looked at.
    pub(crate) fn check<'a>(
        &self,
        model: &'a Model,
        input: impl Fn(usize) -> Option<Tensor<'a>>,
    ) -> Result<()> {
        for guard in &self.guards {
            let operand = |tensor| {
                let &(_, position) = self.inputs.iter().find(|(it, _)| *it == tensor)?;
                let tensor = input(position)?;
                Some(Operand {
                    element_type: tensor.element_type(),
                    shape: tensor.shape(),
                    bytes: tensor.bytes(),
                })
            };
            guard
                .check(model.view(), operand)
                .map_err(|message| Error::invalid_argument(format!("{model}: {message}")))?;
        }
        Ok(())
    }
}
