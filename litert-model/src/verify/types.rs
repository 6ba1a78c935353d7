//! The types that tensors have when the graph runs.
//!
//! Many kernels do not compare the type that the file declares for their output with what they
//! give: they overwrite it. Files that declare another type exist, and run; but the kernels behind
//! see a type that the file does not tell.

use crate::ops::{Gives, Role};
use crate::reader::{SubgraphView, TensorView};
use crate::types::ElementType;

/// The types of a graph's tensors, after all kernels have said what they give.
pub(crate) struct Types {
    when_run: Vec<ElementType>,
    /// Which of them are values of variables.
    variables: Vec<bool>,
}

impl Types {
    pub(crate) fn of(graph: SubgraphView<'_>) -> Self {
        let declared = graph.tensors().map(TensorView::element_type);
        let mut types = Self {
            when_run: declared.collect(),
            variables: vec![false; graph.tensor_count()],
        };
        for operator in graph.operators() {
            let Some(row) = operator.row() else {
                continue;
            };
            let like = |at: usize| {
                let input = operator.inputs().nth(at).flatten();
                input.map(|input| types.when_run(input))
            };
            let (given, alike) = match row.yields {
                Gives::Declared => (None, 1),
                Gives::Like(at) => (like(at), 1),
                Gives::AllLike(at) => (like(at), usize::MAX),
                Gives::Always(ty) => (Some(ty), 1),
            };
            let is_variable = row.role == Role::ReadsVariable;
            for output in operator.outputs().take(alike) {
                if let Some(slot) = types.variables.get_mut(output.index()) {
                    *slot |= is_variable;
                }
                if let (Some(given), Some(slot)) = (given, types.when_run.get_mut(output.index())) {
                    *slot = given;
                }
            }
        }
        types
    }

    /// The type that a tensor of the graph has for the kernels behind the one that writes it.
    pub(crate) fn when_run(&self, tensor: TensorView<'_>) -> ElementType {
        let found = self.when_run.get(tensor.index()).copied();
        found.unwrap_or_else(|| tensor.element_type())
    }

    /// Whether a tensor of the graph is the value of a variable.
    pub(crate) fn is_variable(&self, tensor: TensorView<'_>) -> bool {
        self.variables.get(tensor.index()) == Some(&true)
    }
}
