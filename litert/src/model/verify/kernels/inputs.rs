//! Whether inputs are there that kernels and delegates take for granted.
//!
//! A kernel that misses an input says so. The XNNPACK delegate, which looks at the graph first,
//! reads what lies in front of the list of tensors.

use crate::model::reader::OperatorView;
use crate::model::schema::{CUSTOM, Operator};

/// Says what is wrong, if anything.
pub(super) fn check(operator: OperatorView<'_>, code: i32) -> Result<(), String> {
    // Calls of other graphs may leave out what the graph does not use.
    let required = if Operator::subgraph_refs(operator.table()).is_some() {
        0
    } else {
        count(code)
    };
    match operator
        .inputs()
        .take(required)
        .position(|input| input.is_none())
    {
        Some(position) => Err(format!("input {position} is left out, but is not optional")),
        None => Ok(()),
    }
}

/// How many of the first inputs must be there. No kernel does without its first one.
fn count(code: i32) -> usize {
    match code {
        CUSTOM => 0,
        // Convolutions and FULLY_CONNECTED: data and weights; the bias is optional.
        3 | 4 | 9 => 2,
        // TRANSPOSE_CONV: shape, weights and data.
        67 => 3,
        // ADD, CONCATENATION, EMBEDDING_LOOKUP, MUL, RESIZE_BILINEAR, PAD, TRANSPOSE, MEAN, SUB,
        // DIV, STRIDED_SLICE, SPLIT, PRELU, MAXIMUM, MINIMUM, PADV2, SLICE, EXPAND_DIMS, SUM, the
        // reductions, SQUARED_DIFFERENCE, BATCH_MATMUL, ASSIGN_VARIABLE, DYNAMIC_UPDATE_SLICE.
        0 | 2 | 7 | 18 | 23 | 34 | 39 | 40 | 41 | 42 | 45 | 49 | 54 | 55 | 57 | 60 | 65 | 70
        | 74 | 81 | 82 | 89 | 91 | 99 | 126 | 140 | 144 | 151 => usize::MAX,
        _ => 1,
    }
}
