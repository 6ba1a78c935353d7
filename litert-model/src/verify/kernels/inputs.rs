//! Whether inputs and outputs are there that kernels and delegates take for granted.
//!
//! Most kernels say so when they miss one. Some do not, and the XNNPACK delegate, which looks at
//! the graph first, reads what lies in front of or behind the list of tensors.

use crate::reader::OperatorView;
use crate::schema::Operator;

const WHILE: i32 = 119;

/// Says what is wrong, if anything.
pub(super) fn check(operator: OperatorView<'_>, code: i32) -> Result<(), String> {
    // Calls of other graphs may leave out what the graph does not use.
    if Operator::subgraph_refs(operator.table()).is_some() && code != WHILE {
        return Ok(());
    }
    let (first, outputs) = counts(code);
    let found = operator.inputs().count();
    if found < first {
        return Err(format!(
            "it needs {first} inputs, but the number of inputs is {found}"
        ));
    }
    let required = if may_leave_out(code) { first } else { found };
    if let Some(position) = operator
        .inputs()
        .take(required)
        .position(|input| input.is_none())
    {
        return Err(format!("input {position} is left out, but is not optional"));
    }
    axis(operator, code)?;
    let found = operator.outputs().count();
    if found < outputs {
        return Err(format!(
            "it needs {outputs} outputs, but the number of outputs is {found}"
        ));
    }
    Ok(())
}

/// SPLIT and SPLIT_V read the axis without a look whether there is one.
fn axis(operator: OperatorView<'_>, code: i32) -> Result<(), String> {
    let position = match code {
        49 => 0,
        102 => 2,
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

/// Whether inputs behind those that must be there may be left out; a missing one is then −1.
fn may_leave_out(code: i32) -> bool {
    // CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED, TRANSPOSE_CONV, CONV_3D and CONV_3D_TRANSPOSE
    // have a bias or not.
    // LSTM, RNN, SVDF and the sequences of them do without many of theirs. Composites and what
    // runtimes may yet invent are left to the runtimes.
    matches!(
        code,
        3 | 4 | 9 | 67 | 132 | 141 | 16 | 24 | 27 | 35 | 44 | 46 | 52 | 206..
    )
}

/// How many of the first inputs must be there, and how many outputs. Where the kernel says so in an
/// orderly way and nobody else looks, a smaller number does no harm.
fn counts(code: i32) -> (usize, usize) {
    match code {
        // CALL, DELEGATE, CALL_ONCE, IF and WHILE.
        31 | 51 | 118 | 119 | 129 => (0, 0),
        // HASHTABLE and VAR_HANDLE make something out of nothing.
        136 | 142 => (0, 1),
        // ASSIGN_VARIABLE and HASHTABLE_IMPORT only take.
        144 => (2, 0),
        138 => (3, 0),
        // ADD, SUB, MUL, DIV, MAXIMUM, MINIMUM, POW, FLOOR_DIV, FLOOR_MOD, SQUARED_DIFFERENCE,
        // ATAN2, PRELU, BATCH_MATMUL.
        0 | 41 | 18 | 42 | 55 | 57 | 78 | 90 | 95 | 99 | 156 | 54 | 126 => (2, 1),
        // The comparisons, LOGICAL_AND and LOGICAL_OR.
        58 | 61 | 62 | 63 | 71 | 72 | 84 | 86 => (2, 1),
        // MEAN, SUM and the reductions; ARG_MAX, ARG_MIN, CUMSUM, REVERSE_V2.
        40 | 74 | 81 | 82 | 89 | 91 | 140 | 56 | 79 | 128 | 105 => (2, 1),
        // PAD, MIRROR_PAD, TRANSPOSE, TILE, BROADCAST_TO, EXPAND_DIMS, FILL, SPLIT, RESIZE_BILINEAR,
        // RESIZE_NEAREST_NEIGHBOR, EMBEDDING_LOOKUP, GATHER, GATHER_ND.
        34 | 100 | 39 | 69 | 130 | 70 | 94 | 49 | 23 | 97 | 7 | 36 | 107 => (2, 1),
        // CONV_2D, DEPTHWISE_CONV_2D, CONV_3D, FULLY_CONNECTED: data and weights; bias is optional.
        3 | 4 | 132 | 9 => (2, 1),
        // TOPK_V2 has values and indices.
        48 => (2, 2),
        // TRANSPOSE_CONV, SLICE, PADV2, SPLIT_V, SELECT, SELECT_V2, RANGE, SCATTER_ND,
        // BATCH_TO_SPACE_ND, SPACE_TO_BATCH_ND, DYNAMIC_UPDATE_SLICE.
        67 | 65 | 60 | 102 | 64 | 123 | 96 | 122 | 37 | 38 | 151 => (3, 1),
        // STRIDED_SLICE, ONE_HOT.
        45 | 85 => (4, 1),
        // No other kernel does without its first input, or without a result.
        _ => (1, 1),
    }
}
