//! The shapes that tensors have when the graph runs.
//!
//! Kernels work out the shapes of what they give, whatever the file declares; so what a file says
//! about a computed tensor is no more than a claim.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::reader::{SubgraphView, TensorView};
use crate::shape_infer::{self, Shared};
use crate::types::Shape;

/// The shapes of a graph's tensors, with inputs as the file declares them. They are worked out when
/// the first one is asked for; few models have an operator for which they matter.
pub(crate) struct Shapes<'s, 'a> {
    graph: SubgraphView<'a>,
    shared: &'s Shared<'a>,
    /// Inputs, by tensor, that need not have the shape that the file declares.
    given: HashMap<usize, Shape>,
    found: OnceCell<Vec<Option<Shape>>>,
    open: OnceCell<bool>,
}

impl<'s, 'a> Shapes<'s, 'a> {
    pub(crate) fn of(graph: SubgraphView<'a>, shared: &'s Shared<'a>) -> Self {
        Self {
            graph,
            shared,
            given: HashMap::new(),
            found: OnceCell::new(),
            open: OnceCell::new(),
        }
    }

    /// The same with these shapes of inputs, by tensor; the last one counts.
    pub(crate) fn given(
        graph: SubgraphView<'a>,
        shared: &'s Shared<'a>,
        given: impl IntoIterator<Item = (usize, Shape)>,
    ) -> Self {
        Self {
            given: given.into_iter().collect(),
            ..Self::of(graph, shared)
        }
    }

    /// Whether the file leaves dimensions of inputs open.
    pub(crate) fn are_open(&self) -> bool {
        let open = |input: TensorView<'_>| !input.shape_signature().is_static();
        *self.open.get_or_init(|| self.graph.inputs().any(open))
    }

    /// The shape of a tensor, if it follows from the inputs.
    pub(crate) fn known(&self, tensor: TensorView<'_>) -> Option<Shape> {
        let found = self.found.get_or_init(|| {
            let of = |tensor: TensorView<'_>| {
                let found = self.given.get(&tensor.index());
                found.copied().unwrap_or_else(|| tensor.shape())
            };
            let inputs: Vec<Shape> = self.graph.inputs().map(of).collect();
            shape_infer::tensor_shapes(self.shared, self.graph.index(), &inputs)
        });
        found.get(tensor.index()).copied().flatten()
    }

    /// The shape that a tensor of the graph has for the kernels behind the one that writes it, if
    /// that follows from the inputs; else what the file declares.
    pub(crate) fn when_run(&self, tensor: TensorView<'_>) -> Shape {
        self.known(tensor).unwrap_or_else(|| tensor.shape())
    }
}
