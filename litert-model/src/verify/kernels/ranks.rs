//! Whether inputs have the number of dimensions that kernels count on.

use crate::ops::Row;
use crate::reader::OperatorView;
use crate::verify::shapes::Shapes;

/// Says what is wrong, if anything. What a file declares of a computed tensor may be a place holder, so
/// that only shapes count which follow from the inputs of the graph.
pub(super) fn check(
    operator: OperatorView<'_>,
    row: &Row,
    shapes: &Shapes<'_, '_>,
) -> Result<(), String> {
    for (at, ranks) in row.ranks {
        let input = operator.inputs().nth(*at).flatten();
        let Some(shape) = input.and_then(|input| shapes.known(input)) else {
            continue;
        };
        if !ranks.contains(&shape.rank()) {
            let (least, most) = (ranks.start(), ranks.end());
            let asked = match least == most {
                true => format!("{least}"),
                false => format!("{least} to {most}"),
            };
            return Err(format!(
                "input {at} has the shape {shape}, but must have {asked} dimensions"
            ));
        }
    }
    Ok(())
}
