//! The shapes that tensors have when the graph runs.
//!
//! Kernels work out the shapes of what they give, whatever the file declares; so what a file says
//! about a computed tensor is no more than a claim.

use std::cell::OnceCell;

use crate::model::reader::{SubgraphView, TensorView};
use crate::model::shape_infer;
use crate::types::Shape;

/// The shapes of a graph's tensors, with inputs as the file declares them. They are worked out when
/// the first one is asked for; few models have an operator for which they matter.
pub(super) struct Shapes<'a> {
    graph: SubgraphView<'a>,
    found: OnceCell<Vec<Option<Shape>>>,
}

impl<'a> Shapes<'a> {
    pub(super) fn of(graph: SubgraphView<'a>) -> Self {
        Self {
            graph,
            found: OnceCell::new(),
        }
    }

    /// The shape that a tensor of the graph has for the kernels behind the one that writes it, if
    /// that follows from the inputs; else what the file declares.
    pub(super) fn when_run(&self, tensor: TensorView<'_>) -> Shape {
        let found = self.found.get_or_init(|| {
            let inputs: Vec<Shape> = self.graph.inputs().map(TensorView::shape).collect();
            shape_infer::tensor_shapes(self.graph.model(), self.graph.index(), &inputs)
        });
        let found = found.get(tensor.index()).copied().flatten();
        found.unwrap_or_else(|| tensor.shape())
    }
}
