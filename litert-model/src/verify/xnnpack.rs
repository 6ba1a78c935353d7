//! What the XNNPACK delegate must not see, although the kernels behind it run it.
//!
//! Some of its questions copy a list of the file, with one number per dimension, to where there is room
//! for six, and only then look how many there were.

use super::operator_place;
use super::types::Types;
use crate::reader::{ModelView, OperatorView};
use crate::schema::Scalars;
use crate::types::ElementType;

/// The dimensions that XNNPACK has room for.
const MOST: usize = 6;

const RESHAPE: i32 = 22;
const TRANSPOSE: i32 = 39;
const STRIDED_SLICE: i32 = 45;
const SLICE: i32 = 65;

/// Says what XNNPACK would write too much of, if anything.
pub(crate) fn beyond_xnnpack(model: ModelView<'_>) -> Option<String> {
    // Most models have no such tensors at all, and the lists are only looked at where there are.
    let mut tensors = model.subgraphs().flat_map(|graph| graph.tensors());
    let long = |count: Option<usize>| count.is_some_and(|count| count > MOST);
    if !tensors.any(|it| it.shape().rank() == 1 && long(it.shape().num_elements()))
        && !model
            .operator_codes()
            .any(|code| code.builtin_code() == RESHAPE)
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
    let constant = |at: usize| {
        let input = operator.inputs().nth(at).flatten();
        input.filter(|it| it.is_constant())?.shape().num_elements()
    };
    match operator.code()?.builtin_code() {
        RESHAPE if operator.inputs().count() < 2 => {
            let options = operator.table().reshape()?;
            options.new_shape().map(Scalars::len)
        }
        RESHAPE | TRANSPOSE => constant(1),
        SLICE => constant(1).max(constant(2)),
        STRIDED_SLICE => constant(1).max(constant(2)).max(constant(3)),
        _ => None,
    }
}
