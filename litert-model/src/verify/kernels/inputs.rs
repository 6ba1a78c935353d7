//! Whether inputs and outputs are there that kernels and delegates take for granted.
//!
//! Most kernels say so when they miss one. Some do not, and the XNNPACK delegate, which looks at
//! the graph first, reads what lies in front of or behind the list of tensors.

use crate::ops::{BuiltinOperator, Count, Role, Row};
use crate::reader::OperatorView;
use crate::schema::Operator;

/// Says what is wrong, if anything.
pub(super) fn check(operator: OperatorView<'_>, row: &Row) -> Result<(), String> {
    // Calls of other graphs may leave out what the graph does not use.
    if Operator::subgraph_refs(operator.table()).is_some() && row.role != Role::While {
        return Ok(());
    }
    number("input", operator.inputs().count(), row.inputs)?;
    let mut inputs = operator.inputs().enumerate();
    let missing = inputs.find(|(at, input)| input.is_none() && !row.inputs.gaps.allow(*at));
    if let Some((position, _)) = missing {
        return Err(format!("input {position} is left out, but is not optional"));
    }
    axis(operator, row.operator)?;
    number("output", operator.outputs().count(), row.outputs)
}

fn number(what: &str, found: usize, count: Count) -> Result<(), String> {
    let Count { least, most, .. } = count;
    if found < least {
        return Err(format!(
            "it needs {least} {what}s, but the number of {what}s is {found}"
        ));
    }
    if found > most {
        return Err(format!(
            "it has at most {most} {what}s, but the number of {what}s is {found}"
        ));
    }
    Ok(())
}

/// SPLIT and SPLIT_V read the axis without a look whether there is one.
fn axis(operator: OperatorView<'_>, code: BuiltinOperator) -> Result<(), String> {
    let position = match code {
        BuiltinOperator::SPLIT => 0,
        BuiltinOperator::SPLIT_V => 2,
        _ => return Ok(()),
    };
    match operator.inputs().nth(position).flatten() {
        Some(axis) if axis.shape().num_elements() != Some(1) => Err(format!(
            "input {position}, the axis, has the shape {}",
            axis.shape()
        )),
        _ => Ok(()),
    }
}
