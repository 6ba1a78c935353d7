//! Every claim here was tried on the real libraries: LiteRT 2.1.6, 2.2.0 and 2.3.0.

pub(crate) mod build;
mod calls;
mod golden;
mod kernels;
mod outputs;
mod rounds;
mod values;

use super::*;
use build::{Graph, model};

/// What is wrong with the outputs of the first graph: position, kind, reason.
fn found(graphs: &[Graph]) -> Vec<(usize, UnresolvedKind, String)> {
    listed(&unresolved_outputs(
        ModelView::new(&model(graphs)).unwrap(),
        0,
    ))
}

/// The same if inputs keep their shapes.
fn found_as_declared(graphs: &[Graph]) -> Vec<(usize, UnresolvedKind, String)> {
    listed(&unresolved_outputs_as_declared(
        ModelView::new(&model(graphs)).unwrap(),
        0,
    ))
}

fn listed(outputs: &[UnresolvedOutput]) -> Vec<(usize, UnresolvedKind, String)> {
    outputs
        .iter()
        .map(|found| (found.output, found.kind, found.reason.clone()))
        .collect()
}

/// The kinds alone.
fn kinds(graphs: &[Graph]) -> Vec<(usize, UnresolvedKind)> {
    found(graphs)
        .into_iter()
        .map(|(output, kind, _)| (output, kind))
        .collect()
}
