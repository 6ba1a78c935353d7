//! The checks that a file must pass before anything else looks at it.
//!
//! The native verifier makes sure that reading the file stays inside of it. What the file *says* is
//! another matter: an index may name a tensor that does not exist, data may be shorter than the
//! shape promises, a graph may call itself. The native libraries trust much of that and crash.
//! These checks refuse what they would crash on, and nothing that they run.

mod buffers;
mod calls;
mod compiled;
mod control;
pub(crate) mod kernels;
mod operators;
mod order;
mod quantization;
mod read;
pub(crate) mod shapes;
mod signatures;
mod sparsity;
mod strings;
mod structure;
mod subgraphs;
mod tensors;
mod trust;
pub(crate) mod types;
mod unfolding;
mod variables;
mod vouched;
pub(crate) mod xnnpack;

pub(super) use compiled::compiled_model;
pub(super) use structure::{metadata, nested, structure};
pub use trust::broken_by;
pub(super) use trust::minds_resizes;
pub use vouched::Vouched;
pub(super) use vouched::rules;
pub(super) use xnnpack::beyond_xnnpack;

use super::error::{InvalidModel, InvalidModelKind};
use super::reader::{ModelView, OperatorView, SubgraphView, TensorView};
use super::shape_infer::Shared;

use read::Read;

type Check = Result<(), InvalidModel>;

/// Checks what the file means, after [`structure`] has checked that it can be read. What somebody vouches
/// for is let pass.
pub(super) fn meaning(model: ModelView<'_>, vouched: &Vouched) -> Check {
    // The order matters: later checks rely on what earlier ones have established, such as ranks
    // that fit and indices that name something.
    vouched.judge("graph", subgraphs::check(model))?;
    vouched.judge("buffer", buffers::check(model))?;
    vouched.judge("operator", operators::codes(model))?;
    vouched.judge("signature", signatures::check(model))?;
    // Before all that reads names, or looks at what an operator names: from here on, to do so for each
    // operator takes time in proportion to the file.
    vouched.judge("too-large", unfolding::check(model))?;
    let shared = Shared::new(model);
    let mut read = Read::of(model);
    for graph in model.subgraphs() {
        vouched.judge("tensor", tensors::check(graph, &mut read))?;
        vouched.judge("graph", subgraphs::interface(graph))?;
        vouched.judge("operator", operators::check(graph))?;
        vouched.judge("tensor-order", order::check(graph))?;
        kernels::check(graph, &shared, &mut read, vouched)?;
    }
    vouched.judge("calls", calls::check(model, &shared))?;
    vouched.judge("variables", variables::check(model, &shared))?;
    vouched.judge("control-flow", control::check(model))
}

fn fail<T>(
    kind: InvalidModelKind,
    place: impl std::fmt::Display,
    message: impl Into<String>,
) -> Result<T, InvalidModel> {
    Err(InvalidModel::new(kind, place, message))
}

/// How errors name a graph.
fn graph_place(graph: SubgraphView<'_>) -> String {
    named(format!("subgraph {}", graph.index()), &graph.name())
}

/// How errors name a tensor.
pub(crate) fn tensor_place(tensor: TensorView<'_>) -> String {
    let place = format!(
        "subgraph {} tensor {}",
        tensor.subgraph().index(),
        tensor.index()
    );
    named(place, &tensor.name())
}

/// How errors name an operator.
pub(crate) fn operator_place(operator: OperatorView<'_>) -> String {
    let name = operator.name();
    format!(
        "subgraph {} operator {} {name}",
        operator.subgraph().index(),
        operator.index()
    )
}

fn named(place: String, name: &str) -> String {
    if name.is_empty() {
        place
    } else {
        format!("{place} '{name}'")
    }
}

/// Whether a stored index names one of `count` things.
fn in_range(index: i64, count: usize) -> bool {
    usize::try_from(index).is_ok_and(|index| index < count)
}
