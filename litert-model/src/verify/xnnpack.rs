//! What the XNNPACK delegate must not see, although the kernels behind it run it.
//!
//! Some of its questions copy a list of the file, with one number per dimension, to where there is room
//! for six, and only then look how many there were.

use super::operator_place;
use super::types::Types;
use crate::ops::hazard::{Hazard, Probe};
use crate::reader::{ModelView, OperatorCodeView, OperatorView};
use crate::schema::Scalars;
use crate::types::ElementType;

/// The dimensions that XNNPACK has room for.
const MOST: usize = 6;

/// The list of RESHAPE may be among its options.
pub(crate) const RESHAPE: Hazard = Hazard::xnnpack(
    |operator| {
        if operator.inputs().count() < 2 {
            return operator.table().reshape()?.new_shape().map(Scalars::len);
        }
        constant(operator, 1)
    },
    true,
);
/// The order of axes.
pub(crate) const TRANSPOSE: Hazard = Hazard::xnnpack(|operator| constant(operator, 1), false);
/// Begins and sizes.
pub(crate) const SLICE: Hazard = Hazard::xnnpack(
    |operator| constant(operator, 1).max(constant(operator, 2)),
    false,
);
/// Begins, ends and strides.
pub(crate) const STRIDED_SLICE: Hazard = Hazard::xnnpack(
    |operator| {
        let lists = (1..4).map(|at| constant(operator, at));
        lists.max().flatten()
    },
    false,
);

fn constant(operator: OperatorView<'_>, at: usize) -> Option<usize> {
    let input = operator.inputs().nth(at).flatten();
    input.filter(|it| it.is_constant())?.shape().num_elements()
}

/// Says what XNNPACK would write too much of, if anything.
pub(crate) fn beyond_xnnpack(model: ModelView<'_>) -> Option<String> {
    // Most models have no such tensors at all, and the lists are only looked at where there are.
    let mut tensors = model.subgraphs().flat_map(|graph| graph.tensors());
    let long = |count: Option<usize>| count.is_some_and(|count| count > MOST);
    let in_options = |code: OperatorCodeView<'_>| {
        let mut hazards = code.row().into_iter().flat_map(|row| row.hazards);
        hazards.any(|hazard| {
            matches!(
                hazard.check,
                Probe::Xnnpack {
                    in_options: true,
                    ..
                }
            )
        })
    };
    if !tensors.any(|it| it.shape().rank() == 1 && long(it.shape().num_elements()))
        && !model.operator_codes().any(in_options)
    {
        return None;
    }
    for graph in model.subgraphs() {
        let types = Types::of(graph);
        for operator in graph.operators() {
            let Some(length) = length(operator).filter(|length| *length > MOST) else {
                continue;
            };
            let taken = |ty: ElementType| {
                use ElementType::{Float16, Float32, Int8, UInt8};
                matches!(ty, Float32 | Float16 | Int8 | UInt8)
            };
            let input = operator.inputs().next().flatten();
            if input.is_some_and(|it| taken(it.element_type()) || taken(types.when_run(it))) {
                return Some(format!(
                    "{} works on {length} dimensions, and XNNPACK has room for {MOST}",
                    operator_place(operator)
                ));
            }
        }
    }
    None
}

/// How many numbers are copied.
fn length(operator: OperatorView<'_>) -> Option<usize> {
    let hazards = operator.row()?.hazards.iter();
    let lengths = hazards.filter_map(|hazard| match hazard.check {
        Probe::Xnnpack { length, .. } => length(operator),
        _ => None,
    });
    lengths.max()
}
