//! Operators that pass all other checks and still end the process.
//!
//! Kernels and delegates look at their parameters before they use them, but not everywhere. What is
//! refused here has been found by reading them and by running damaged models. It cannot be all there
//! is, so that a model from an untrusted source is best run in a process of its own.

mod accepted;
pub(crate) mod alike;
pub(crate) mod blocks;
pub(crate) mod delegate;
pub(crate) mod diagonal;
mod flexbuffer;
pub(crate) mod hadamard;
pub(crate) mod inputs;
pub(crate) mod options;
mod ranks;
pub(crate) mod recurrent;
pub(crate) mod results;
pub(crate) mod scales;
pub(crate) mod sequences;
pub(crate) mod stablehlo;
pub(crate) mod windows;

pub(super) use alike::of_same_shape;

use super::read::Read;
use super::shapes::Shapes;
use super::types::Types;
use super::{Check, Vouched, operator_place};
use crate::error::{InvalidModel, InvalidModelKind};
use crate::ops::Row;
use crate::ops::hazard::{ALL, Case, Hazard, OLD, Probe};
use crate::reader::{OperatorView, SubgraphView};
use crate::repair;
use crate::shape_infer::Shared;
use crate::values;

pub(super) fn check<'a>(
    graph: SubgraphView<'a>,
    shared: &Shared<'a>,
    read: &mut Read,
    vouched: &Vouched,
) -> Check {
    let types = Types::of(graph);
    let shapes = Shapes::of(graph, shared);
    for operator in graph.operators() {
        one(operator, &types, &shapes, read, vouched).map_err(|(name, message)| {
            InvalidModel::new(
                InvalidModelKind::Operator,
                operator_place(operator),
                message,
            )
            .named(name)
        })?;
    }
    Ok(())
}

/// Says what is wrong, if anything, and the name of the rule.
fn one<'a>(
    operator: OperatorView<'a>,
    types: &Types,
    shapes: &Shapes<'_, 'a>,
    read: &mut Read,
    vouched: &Vouched,
) -> Result<(), (&'static str, String)> {
    // Every operator has a kind by now.
    let Some(code) = operator.code() else {
        return Ok(());
    };
    let judge = |name, found: Result<(), String>| match found {
        Err(message) if !vouched.has(name) => Err((name, message)),
        _ => Ok(()),
    };
    let custom = code.is_custom();
    if custom {
        judge("options", options::custom(operator, read))?;
    } else {
        judge("options", options::check(operator))?;
        judge("result-type-asked", results::asked(operator))?;
    }
    let Some(row) = code.row() else {
        return Ok(());
    };
    if !custom {
        judge("operands", inputs::check(operator, row))?;
        judge("ranks", ranks::check(operator, row, shapes))?;
    }
    let case = Case {
        operator,
        types,
        shapes,
    };
    for hazard in row.hazards {
        let found = match hazard.check {
            Probe::File(check) => check(&case),
            // What the file has in place of open dimensions need not make sense.
            Probe::Shapes(check) if !shapes.are_open() => check(operator, shapes),
            Probe::Alike(_) => match of_same_shape(operator, row) {
                Some(pair) => alike::unlike(pair, shapes),
                None => Ok(()),
            },
            Probe::Values(_) => values::check(operator, hazard),
            // What leaves no doubt is mended before the kernel sees it.
            Probe::Channels(reads) => repair::scales(operator, reads).map(drop),
            Probe::Shapes(_)
            | Probe::Bias(_)
            | Probe::Xnnpack { .. }
            | Probe::FlexBuffer { .. } => Ok(()),
        };
        judge(hazard.name, found)?;
    }
    // An application may have a custom operator of that name which knows other types.
    if custom {
        return Ok(());
    }
    // Last, because the others know more about what is wrong.
    judge("element-types", accepted::check(operator, row, types))
}

/// Whether an operator can work with these shapes, where that is known. Other kernels say so
/// themselves.
pub(super) fn fits(
    operator: OperatorView<'_>,
    row: &Row,
    shapes: &Shapes<'_, '_>,
    vouched: &Vouched,
) -> Result<(), String> {
    if !vouched.has("ranks") {
        ranks::check(operator, row, shapes)?;
    }
    let mut hazards = row.hazards.iter().filter(|it| !vouched.has(it.name));
    hazards.try_for_each(|hazard| match hazard.check {
        Probe::Shapes(check) => check(operator, shapes),
        _ => Ok(()),
    })
}

/// Convolutions share work out by batches, and TensorFlow Lite 2.17 divides by how many there are.
pub(crate) const BATCH: Hazard = Hazard::shapes("nothing-inside", OLD, |operator, shapes| {
    something(operator, 1, shapes)
});
/// SKIP_GRAM reads the first text, however many there are.
pub(crate) const FIRST: Hazard = Hazard::shapes("nothing-to-read", ALL, |operator, shapes| {
    known_something(operator, &[0], shapes)
});
/// DILATE copies the last element of each dimension, and the padding.
pub(crate) const LAST: Hazard = Hazard::shapes("nothing-to-read", ALL, |operator, shapes| {
    known_something(operator, &[0, 2], shapes)
});
/// RESIZE_BILINEAR and RESIZE_NEAREST_NEIGHBOR copy the pixel at the edge, and the pools of the delegate that
/// tell places the first one.
pub(crate) const PIXELS: Hazard = Hazard::shapes("nothing-to-read", ALL, |operator, shapes| {
    known_something(operator, &[0], shapes)
});
/// SOFTMAX and LOG_SOFTMAX look for the largest element of each row.
pub(crate) const ROWS: Hazard = Hazard::shapes("nothing-to-read", ALL, |operator, shapes| {
    let input = operator.inputs().next().flatten();
    let shape = input.and_then(|input| shapes.known(input));
    match shape.as_deref() {
        Some([rows @ .., 0]) if !rows.contains(&0) => Err(format!(
            "there is nothing in the rows of its input, whose other dimensions are {rows:?}"
        )),
        _ => Ok(()),
    }
});
/// So does BATCH_MATMUL, for both inputs.
pub(crate) const BATCHES: Hazard = Hazard::shapes("nothing-inside", OLD, |operator, shapes| {
    something(operator, 2, shapes)
});

fn something(
    operator: OperatorView<'_>,
    inputs: usize,
    shapes: &Shapes<'_, '_>,
) -> Result<(), String> {
    let inputs = operator.inputs().flatten().take(inputs);
    let mut shapes = inputs.map(|input| shapes.when_run(input));
    match shapes.find(|shape| shape.contains(&0)) {
        None => Ok(()),
        Some(shape) => Err(format!("there is nothing in its input, of shape {shape}")),
    }
}

/// The same for these inputs, where their shapes follow from those of the graph's inputs.
fn known_something(
    operator: OperatorView<'_>,
    inputs: &[usize],
    shapes: &Shapes<'_, '_>,
) -> Result<(), String> {
    let inputs = inputs.iter().filter_map(|at| operator.inputs().nth(*at)?);
    let mut shapes = inputs.filter_map(|input| shapes.known(input));
    match shapes.find(|shape| shape.contains(&0)) {
        None => Ok(()),
        Some(shape) => Err(format!("there is nothing in its input, of shape {shape}")),
    }
}

/// Whether that depends on shapes at all.
pub(super) fn must_fit(row: &Row) -> bool {
    let mut hazards = row.hazards.iter();
    !row.ranks.is_empty() || hazards.any(|hazard| matches!(hazard.check, Probe::Shapes(_)))
}
