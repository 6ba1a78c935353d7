//! Operators that call other graphs.
//!
//! Their kernels prepare the called graphs for the shapes of their own inputs, and then take over
//! the shapes of the outputs, unless something in there stops.

use std::rc::Rc;

use super::flow::Cause;
use super::kernels::Waiting;
use super::walk::{Analysis, Called};
use crate::ops::Role;
use crate::reader::{OperatorView, SubgraphView, TensorView};
use crate::types::Shape;

pub(super) fn calls_graphs(role: Option<Role>) -> bool {
    use Role::{Case, Composite, If, While};
    matches!(role, Some(If | While | Composite | Case))
}

/// What an operator that calls graphs waits for.
pub(super) fn waiting<'a>(
    analysis: &mut Analysis,
    operator: OperatorView<'a>,
    inputs: &[Option<TensorView<'a>>],
    depth: usize,
) -> Option<Waiting> {
    let role = operator.row().map(|row| row.role);
    let graphs: Vec<SubgraphView<'a>> = operator.subgraphs().collect();
    let agreement = match (role, graphs.as_slice()) {
        (Some(Role::If), &[yes, no]) => branches(yes, no),
        // The condition decides how often, but not about shapes.
        (Some(Role::While), &[_, body]) => rounds(inputs, body),
        (Some(Role::Composite), &[_]) => None,
        // The kernel looks at graphs that it does not call as well.
        _ => Some((Cause::Branches, false)),
    };
    // The condition of a loop may do as it likes.
    let looked_at = if role == Some(Role::While) { 1.. } else { 0.. };
    let mut maybe = agreement;
    for &graph in graphs.get(looked_at).unwrap_or(&[]) {
        let Called { stops, .. } = analysis.called(graph, depth + 1);
        match stops {
            // Shapes that do not change say nothing about a stop beside them.
            Some(_) if role != Some(Role::Composite) => {
                return Some(all(Cause::Inside(graph.index()), true));
            }
            Some(true) => return Some(all(Cause::Inside(graph.index()), true)),
            Some(false) => maybe = maybe.or(Some((Cause::Inside(graph.index()), false))),
            None => {}
        }
    }
    maybe.map(|(cause, certain)| all(cause, certain))
}

fn all(cause: Cause, certain: bool) -> Waiting {
    Waiting {
        outputs: usize::MAX,
        cause,
        certain,
    }
}

/// The first operator in a called graph about which nothing is known.
pub(super) fn unknown_inside(analysis: &Analysis, operator: OperatorView<'_>) -> Option<Rc<str>> {
    if !calls_graphs(operator.row().map(|row| row.role)) {
        return None;
    }
    operator
        .subgraphs()
        .find_map(|graph| analysis.found(graph.index())?.unknown.clone())
}

/// Whether two branches may give their outputs different shapes, and whether they do for certain.
fn branches(yes: SubgraphView<'_>, no: SubgraphView<'_>) -> Option<(Cause, bool)> {
    let pairs = yes.outputs().zip(no.outputs());
    worst(pairs.map(|(yes, no)| different(yes.shape_signature(), no.shape_signature())))
        .map(|certain| (Cause::Branches, certain))
}

/// Whether a loop may change the shape of what it hands on.
fn rounds(inputs: &[Option<TensorView<'_>>], body: SubgraphView<'_>) -> Option<(Cause, bool)> {
    let rounds = body.inputs().zip(body.outputs());
    let changes = inputs.iter().zip(rounds).map(|(given, (before, after))| {
        if before.index() == after.index() {
            return None;
        }
        let after = after.shape_signature();
        let given = given.map_or(after, TensorView::shape_signature);
        // A number and a list of one number may take turns.
        let single = |shape: Shape| shape.is_static() && shape.num_elements() == Some(1);
        let rank = |shape: Shape| shape.rank() <= 1;
        if single(given) && single(after) && rank(given) && rank(after) {
            return None;
        }
        different(given, after).or_else(|| different(before.shape_signature(), after))
    });
    worst(changes).map(|certain| (Cause::Rounds, certain))
}

fn worst(findings: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    findings.flatten().reduce(|one, other| one || other)
}

/// `None` if two shapes are surely the same, else whether they surely differ. Rank 0 may also stand
/// for a rank that the converter did not know.
fn different(one: Shape, other: Shape) -> Option<bool> {
    if one == other && one.is_static() {
        return None;
    }
    if one.rank() == 0 || other.rank() == 0 {
        return Some(false);
    }
    let known = |(one, other): (&i32, &i32)| *one >= 0 && *other >= 0 && one != other;
    Some(one.rank() != other.rank() || one.iter().zip(other.iter()).any(known))
}
