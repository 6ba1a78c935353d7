//! Whether there are graphs, and whether their inputs and outputs exist.

use super::{Check, fail, graph_place, in_range};
use crate::error::InvalidModelKind;
use crate::reader::{ModelView, SubgraphView};
use crate::schema::{Scalars, SubGraph};

/// The runtimes use the lists of graphs, tensors and buffers without looking whether they are
/// there.
pub(super) fn check(model: ModelView<'_>) -> Check {
    if model.subgraph_count() == 0 {
        return fail(
            InvalidModelKind::Subgraph,
            "",
            "the model has no graph that could be run",
        );
    }
    if model.root().buffers().is_none() {
        return fail(
            InvalidModelKind::Buffer,
            "",
            "the model has no list of buffers",
        );
    }
    for graph in model.subgraphs() {
        if graph.table().and_then(SubGraph::tensors).is_none() {
            let place = graph_place(graph);
            return fail(
                InvalidModelKind::Subgraph,
                place,
                "the graph has no list of tensors",
            );
        }
    }
    Ok(())
}

/// Whether the inputs and outputs of a graph name tensors.
pub(super) fn interface(graph: SubgraphView<'_>) -> Check {
    let count = graph.tensor_count();
    let lists = [
        ("input", graph.table().and_then(SubGraph::inputs)),
        ("output", graph.table().and_then(SubGraph::outputs)),
    ];
    for (role, indices) in lists {
        for (position, index) in indices.into_iter().flat_map(Scalars::iter).enumerate() {
            // Operators may leave an input out and say so with −1. A graph may not: the runtime
            // uses these indices without a look.
            if !in_range(i64::from(index), count) {
                return fail(
                    InvalidModelKind::Subgraph,
                    graph_place(graph),
                    format!(
                        "{role} {position} is tensor {index}, but the number of tensors is {count}"
                    ),
                );
            }
        }
    }
    Ok(())
}
