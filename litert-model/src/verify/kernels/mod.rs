//! Operators that pass all other checks and still end the process.
//!
//! Kernels and delegates look at their parameters before they use them, but not everywhere. What is
//! refused here has been found by reading them and by running damaged models. It cannot be all there
//! is, so that a model from an untrusted source is best run in a process of its own.

mod accepted;
mod alike;
mod delegate;
mod flexbuffer;
mod inputs;
mod options;
mod recurrent;
mod results;
mod scales;
mod sequences;
mod windows;

pub(super) use alike::of_same_shape;
pub(super) use sequences::is_recurrent;

use super::read::Read;
use super::shapes::Shapes;
use super::types::Types;
use super::{Check, fail, operator_place};
use crate::error::InvalidModelKind;
use crate::reader::{OperatorView, SubgraphView};
use crate::shape_infer::Shared;

pub(super) fn check<'a>(graph: SubgraphView<'a>, shared: &Shared<'a>, read: &mut Read) -> Check {
    let types = Types::of(graph);
    let shapes = Shapes::of(graph, shared);
    for operator in graph.operators() {
        one(operator, &types, &shapes, read).or_else(|message| {
            fail(
                InvalidModelKind::Operator,
                operator_place(operator),
                message,
            )
        })?;
    }
    Ok(())
}

fn one(
    operator: OperatorView<'_>,
    types: &Types,
    shapes: &Shapes<'_, '_>,
    read: &mut Read,
) -> Result<(), String> {
    // Every operator has a kind by now.
    let Some(code) = operator.code() else {
        return Ok(());
    };
    if code.is_custom() {
        return options::custom(operator, code, read);
    }
    let code = code.builtin_code();
    if let Some(row) = operator.row() {
        inputs::check(operator, row)?;
    }
    options::check(operator)?;
    results::check(operator, types)?;
    scales::check(operator, code, types)?;
    recurrent::check(operator, code)?;
    sequences::check(operator, code, types, shapes)?;
    windows::check(operator, code)?;
    // What the file has in place of open dimensions need not make sense.
    if must_fit(code) && !shapes.are_open() {
        fits(operator, code, shapes)?;
    }
    alike::check(operator, code, types, shapes)?;
    delegate::check(operator, code, types)?;
    // Last, because the others know more about what is wrong.
    match operator.row() {
        Some(row) => accepted::check(operator, row, types),
        None => Ok(()),
    }
}

/// Whether an operator can work with these shapes, where that is known. Other kernels say so
/// themselves.
pub(super) fn fits(
    operator: OperatorView<'_>,
    code: i32,
    shapes: &Shapes<'_, '_>,
) -> Result<(), String> {
    windows::fits(operator, code, shapes)?;
    something(operator, code, shapes)?;
    delegate::even(operator, code, shapes)
}

/// CONV_2D, DEPTHWISE_CONV_2D and BATCH_MATMUL share work out by batches, and TensorFlow Lite 2.17
/// divides by how many there are.
fn something(operator: OperatorView<'_>, code: i32, shapes: &Shapes<'_, '_>) -> Result<(), String> {
    let inputs = match code {
        3 | 4 => 1,
        126 => 2,
        _ => return Ok(()),
    };
    let inputs = operator.inputs().flatten().take(inputs);
    let mut shapes = inputs.map(|input| shapes.when_run(input));
    match shapes.find(|shape| shape.contains(&0)) {
        None => Ok(()),
        Some(shape) => Err(format!("there is nothing in its input, of shape {shape}")),
    }
}

/// Whether that depends on shapes at all.
pub(super) fn must_fit(code: i32) -> bool {
    matches!(code, 1 | 3 | 4 | 12 | 17 | 49 | 126)
}
