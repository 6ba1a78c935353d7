//! Operators that pass all other checks and still end the process.
//!
//! Kernels and delegates look at their parameters before they use them, but not everywhere. What is
//! refused here has been found by reading them and by running damaged models. It cannot be all there
//! is, so that a model from an untrusted source is best run in a process of its own.

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

use super::shapes::Shapes;
use super::types::Types;
use super::{Check, fail, operator_place};
use crate::model::error::InvalidModelKind;
use crate::model::reader::{OperatorView, SubgraphView};

pub(super) fn check(graph: SubgraphView<'_>) -> Check {
    let types = Types::of(graph);
    let shapes = Shapes::of(graph);
    for operator in graph.operators() {
        one(operator, &types, &shapes).or_else(|message| {
            fail(
                InvalidModelKind::Operator,
                operator_place(operator),
                message,
            )
        })?;
    }
    Ok(())
}

fn one(operator: OperatorView<'_>, types: &Types, shapes: &Shapes<'_>) -> Result<(), String> {
    // Every operator has a kind by now.
    let Some(code) = operator.code() else {
        return Ok(());
    };
    if code.is_custom() {
        return options::custom(operator, code);
    }
    let code = code.builtin_code();
    inputs::check(operator, code)?;
    options::check(operator)?;
    results::check(operator, code, types)?;
    scales::check(operator, code, types)?;
    recurrent::check(operator, code)?;
    sequences::check(operator, code, types, shapes)?;
    windows::check(operator, code)?;
    alike::check(operator, code, types, shapes)?;
    delegate::check(operator, code, types)
}
