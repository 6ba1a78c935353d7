//! How many multiplications with additions (MACs) an operator makes.
//!
//! As is usual, only matrix products and what is made of them count: convolutions, fully connected
//! and recurrent layers. The shapes are those of the file, so an open batch dimension counts as 1.

use crate::reader::{OperatorView, TensorView};

fn input(operator: OperatorView<'_>, position: usize) -> Option<TensorView<'_>> {
    operator.inputs().nth(position).flatten()
}

fn elements(tensor: TensorView<'_>) -> Option<u64> {
    tensor.shape().num_elements().map(|count| count as u64)
}

fn output(operator: OperatorView<'_>) -> Option<u64> {
    elements(operator.outputs().next()?)
}

/// Weights are [outputs, height, width, inputs of a group].
pub(super) fn conv(operator: OperatorView<'_>) -> Option<u64> {
    output(operator)?.checked_mul(product(input(operator, 1)?, 1..4)?)
}

/// [1, height, width, channels]
pub(super) fn depthwise(operator: OperatorView<'_>) -> Option<u64> {
    output(operator)?.checked_mul(product(input(operator, 1)?, 1..3)?)
}

/// Each input element is spread over the window: [outputs, height, width, inputs].
pub(super) fn transpose_conv(operator: OperatorView<'_>) -> Option<u64> {
    elements(input(operator, 2)?)?.checked_mul(product(input(operator, 1)?, 0..3)?)
}

/// [depth, height, width, inputs of a group, outputs]
pub(super) fn conv_3d(operator: OperatorView<'_>) -> Option<u64> {
    output(operator)?.checked_mul(product(input(operator, 1)?, 0..4)?)
}

/// [depth, height, width, outputs, inputs]
pub(super) fn conv_3d_transpose(operator: OperatorView<'_>) -> Option<u64> {
    elements(input(operator, 2)?)?.checked_mul(product(input(operator, 1)?, 0..4)?)
}

/// [outputs, inputs]
pub(super) fn fully_connected(operator: OperatorView<'_>) -> Option<u64> {
    output(operator)?.checked_mul(last(input(operator, 1)?)?)
}

pub(super) fn batch_matmul(operator: OperatorView<'_>) -> Option<u64> {
    output(operator)?.checked_mul(contracted(operator)?)
}

fn product(tensor: TensorView<'_>, axes: std::ops::Range<usize>) -> Option<u64> {
    axes.map(|axis| Some(tensor.shape().dim(axis)? as u64))
        .try_fold(1, |all: u64, dim| all.checked_mul(dim?))
}

fn last(tensor: TensorView<'_>) -> Option<u64> {
    let shape = tensor.shape();
    Some(shape.dim(shape.rank().checked_sub(1)?)? as u64)
}

/// The length of the sums of a matrix product. The left matrix may lie transposed, which its rows
/// tell: where they are as many as the result has, it does not (or it makes no difference).
fn contracted(operator: OperatorView<'_>) -> Option<u64> {
    let left = operator.inputs().next()??.shape();
    let result = operator.outputs().next()?.shape();
    let rows = left.dim(left.rank().checked_sub(2)?)?;
    let columns = left.dim(left.rank() - 1)?;
    let as_it_lies = result.dim(result.rank().checked_sub(2)?)? == rows;
    Some(if as_it_lies { columns } else { rows } as u64)
}

/// All weights once for each step of each sequence.
pub(super) fn recurrent(operator: OperatorView<'_>) -> Option<u64> {
    let sequence = operator.inputs().next()??;
    let steps = elements(sequence)?.checked_div(last(sequence)?)?;
    let matrices = operator
        .inputs()
        .flatten()
        .filter(|it| it.is_constant() && it.shape().rank() == 2);
    let weights = matrices
        .map(elements)
        .try_fold(0, |all: u64, count| all.checked_add(count?))?;
    steps.checked_mul(weights)
}
