//! Tensors that have to be alike, where the kernels do not look.

use crate::model::reader::OperatorView;
use crate::model::verify::types::Types;

const RESHAPE: i32 = 22;
const ATAN2: i32 = 156;

/// Says what is wrong, if anything.
pub(super) fn check(operator: OperatorView<'_>, code: i32, types: &Types) -> Result<(), String> {
    match code {
        RESHAPE => same_type(operator, types),
        ATAN2 => same_shape(operator),
        _ => Ok(()),
    }
}

/// Copies as many bytes as the input has, wherever they end.
fn same_type(operator: OperatorView<'_>, types: &Types) -> Result<(), String> {
    let (Some(Some(input)), Some(output)) = (operator.inputs().next(), operator.outputs().next())
    else {
        return Ok(());
    };
    let to = output.element_type();
    match [input.element_type(), types.when_run(input)]
        .into_iter()
        .find(|from| *from != to)
    {
        None => Ok(()),
        Some(from) => Err(format!(
            "it turns {from} elements into {to}, but it can only copy them"
        )),
    }
}

/// Reads as many elements of the second input as the first one has.
fn same_shape(operator: OperatorView<'_>) -> Result<(), String> {
    let mut inputs = operator.inputs().flatten();
    let (Some(first), Some(second)) = (inputs.next(), inputs.next()) else {
        return Ok(());
    };
    let (first, second) = (first.shape_signature(), second.shape_signature());
    let fits = |(a, b): (&i32, &i32)| a == b || *a < 0 || *b < 0;
    if first.rank() == second.rank() && first.iter().zip(second.iter()).all(fits) {
        return Ok(());
    }
    Err(format!(
        "its inputs have the shapes {first} and {second}, which must be the same"
    ))
}
