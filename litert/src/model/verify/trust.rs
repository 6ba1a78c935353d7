//! Operators that trust the shapes they meet, and what becomes of them when shapes change.
//!
//! The check of a model settles that such an operator gets what it takes for granted, for inputs as
//! the file declares them. Other shapes can come from two sides: an input that is resized, and a
//! graph that calls another one.

use super::calls::take_values;
use super::kernels::{is_recurrent, of_same_shape};
use super::variables::{ASSIGN_VARIABLE, READ_VARIABLE};
use crate::model::ModelView;
use crate::model::reader::{OperatorView, SubgraphView, TensorView};
use crate::model::shape_infer;
use crate::types::Shape;

/// What an operator trusts.
#[derive(Clone, Copy)]
enum Trust<'a> {
    /// That both are of the same shape.
    Alike(TensorView<'a>, TensorView<'a>),
    /// That this has the number of dimensions that was checked.
    Rank(TensorView<'a>),
    /// That this takes as much memory as was checked.
    Size(TensorView<'a>),
    /// That the shape of a variable never changes.
    Variable,
}

fn trust(operator: OperatorView<'_>) -> Option<Trust<'_>> {
    let code = operator.code()?.builtin_code();
    if let Some((first, second)) = of_same_shape(operator, code) {
        return Some(Trust::Alike(first, second));
    }
    match code {
        ASSIGN_VARIABLE => operator.inputs().nth(1).flatten().map(Trust::Size),
        // XNNPACK takes such variables for scalars, and a larger operand beside one is written past
        // the end.
        READ_VARIABLE if operator.outputs().any(|it| it.shape().rank() == 0) => {
            Some(Trust::Variable)
        }
        _ if is_recurrent(code) => operator.inputs().next().flatten().map(Trust::Rank),
        _ => None,
    }
}

/// Whether anything in a graph trusts shapes. Graphs that it calls are not looked at.
pub(in crate::model) fn trusts(graph: SubgraphView<'_>) -> bool {
    graph.operators().any(|operator| trust(operator).is_some())
}

/// An operator that would leave its memory if input tensor `input` of graph `subgraph` had this shape:
/// its name, and what it trusts, as the end of a sentence about the model.
pub(crate) fn broken_by(
    model: ModelView<'_>,
    subgraph: usize,
    input: usize,
    shape: Shape,
) -> Option<String> {
    let trusting: Vec<_> = model.subgraphs().filter(|it| trusts(*it)).collect();
    if trusting.is_empty() {
        return None;
    }
    // What their callers hand over may have changed in any way.
    let called = take_values(model);
    for graph in trusting {
        let resized = graph.index() == subgraph;
        if !resized && !called.contains(&graph.index()) {
            continue;
        }
        let shapes = |changed: bool| {
            let of = |tensor: TensorView<'_>| match changed && tensor.index() == input {
                true => shape,
                false => tensor.shape(),
            };
            let inputs: Vec<Shape> = graph.inputs().map(of).collect();
            shape_infer::tensor_shapes(model, graph.index(), &inputs)
        };
        let (before, after) = (shapes(false), shapes(resized));
        let find = |shapes: &[Option<Shape>], tensor: TensorView<'_>| {
            let found = shapes.get(tensor.index()).copied().flatten();
            found.filter(|_| resized || tensor.is_constant())
        };
        for operator in graph.operators() {
            let name = operator.name();
            let after = |tensor| find(&after, tensor);
            let (holds, what) = match trust(operator) {
                None => continue,
                Some(Trust::Alike(first, second)) => (
                    after(first).is_some() && after(first) == after(second),
                    format!("where {name} needs two inputs of the same shape and does not look"),
                ),
                Some(Trust::Rank(tensor)) => (
                    after(tensor).is_some_and(|it| it.rank() == tensor.shape().rank()),
                    format!("where {name} takes the number of its dimensions for granted"),
                ),
                Some(Trust::Size(tensor)) => (
                    after(tensor).is_some_and(|it| {
                        let before = find(&before, tensor).unwrap_or_else(|| tensor.shape());
                        it.num_elements() == before.num_elements()
                    }),
                    "which assigns variables, and would read what is not there".to_owned(),
                ),
                Some(Trust::Variable) => (
                    false,
                    "which reads variables whose shape it does not state".to_owned(),
                ),
            };
            if !holds {
                return Some(what);
            }
        }
    }
    None
}
