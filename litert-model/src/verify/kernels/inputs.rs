//! Whether inputs and outputs are there that kernels and delegates take for granted.
//!
//! Most kernels say so when they miss one. Some do not, and the XNNPACK delegate, which looks at
//! the graph first, reads what lies in front of or behind the list of tensors.

use crate::ops::hazard::{ALL, Hazard};
use crate::ops::{Count, Role, Row};
use crate::reader::OperatorView;
use crate::schema::{Operator, SubgraphUse};
use crate::verify::shapes::Shapes;

/// Says what is wrong, if anything.
pub(super) fn check(operator: OperatorView<'_>, row: &Row) -> Result<(), String> {
    // Calls of other graphs may leave out what the graph does not use.
    let calls = Operator::subgraph_refs(operator.table())
        .is_some_and(|graphs| graphs.used == SubgraphUse::Runs);
    if calls && row.role != Role::While {
        return Ok(());
    }
    number("input", operator.inputs().count(), row.inputs)?;
    let mut inputs = operator.inputs().enumerate();
    let missing = inputs.find(|(at, input)| input.is_none() && !row.inputs.gaps.allow(*at));
    if let Some((position, _)) = missing {
        return Err(format!("input {position} is left out, but is not optional"));
    }
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

/// SPLIT reads the axis without a look whether there is one.
pub(crate) const AXIS_FIRST: Hazard =
    Hazard::file("axis-not-single", ALL, |case| axis(case.operator, 0));
/// So does SPLIT_V.
pub(crate) const AXIS_LAST: Hazard =
    Hazard::file("axis-not-single", ALL, |case| axis(case.operator, 2));

/// The same of an axis whose shape has changed.
pub(crate) const AXIS_FIRST_RESIZED: Hazard =
    Hazard::shapes("axis-not-single", ALL, |operator, shapes| {
        counted(operator, 0, shapes, |count| count == 1)
    });
pub(crate) const AXIS_LAST_RESIZED: Hazard =
    Hazard::shapes("axis-not-single", ALL, |operator, shapes| {
        counted(operator, 2, shapes, |count| count == 1)
    });
/// REVERSE_V2 reads no more axes than there are, but finds room for as many as it is given.
pub(crate) const AXES_COUNTED: Hazard = Hazard::shapes("axes-too-many", ALL, |operator, shapes| {
    let mut inputs = operator.inputs().flatten();
    let (Some(input), Some(axes)) = (inputs.next(), inputs.next()) else {
        return Ok(());
    };
    let (input, axes) = (shapes.known(input), shapes.when_run(axes));
    match input {
        Some(input) if axes.num_elements().is_none_or(|count| count > input.rank()) => {
            Err(format!("it takes {axes} axes of an input of shape {input}"))
        }
        _ => Ok(()),
    }
});
/// REVERSE_V2 and TRANSPOSE read the first axis without a look whether there is one.
pub(crate) const AXES: Hazard = Hazard::file("axes-empty", ALL, |case| {
    counted(case.operator, 1, case.shapes, |count| count > 0)
});
pub(crate) const AXES_RESIZED: Hazard = Hazard::shapes("axes-empty", ALL, |operator, shapes| {
    counted(operator, 1, shapes, |count| count > 0)
});

/// Whether a list of axes is as long as the kernel takes it to be.
fn counted(
    operator: OperatorView<'_>,
    position: usize,
    shapes: &Shapes<'_, '_>,
    fits: fn(usize) -> bool,
) -> Result<(), String> {
    let Some(axes) = operator.inputs().nth(position).flatten() else {
        return Ok(());
    };
    let shape = shapes.when_run(axes);
    match shape.num_elements() {
        Some(count) if !fits(count) => Err(format!(
            "input {position}, the axes, has the shape {shape}, and its kernel reads the first one"
        )),
        _ => Ok(()),
    }
}

fn axis(operator: OperatorView<'_>, position: usize) -> Result<(), String> {
    match operator.inputs().nth(position).flatten() {
        Some(axis) if axis.shape().num_elements() != Some(1) => Err(format!(
            "input {position}, the axis, has the shape {}",
            axis.shape()
        )),
        _ => Ok(()),
    }
}
