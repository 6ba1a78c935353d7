//! How many multiplications with additions (MACs) an operator makes.
//!
//! As is usual, only matrix products and what is made of them count: convolutions, fully connected
//! and recurrent layers. The shapes are those of the file, so an open batch dimension counts as 1.

use litert::model::reader::{OperatorView, TensorView};

use super::tensor::elements;

/// The MACs of one operator; `None` where they cannot be told.
pub(super) fn of(operator: OperatorView<'_>) -> Option<u64> {
    let name = operator.name();
    let input = |position: usize| operator.inputs().nth(position).flatten();
    let output = || elements(operator.outputs().next()?);
    match &*name {
        // Weights are [outputs, height, width, inputs of a group].
        "CONV_2D" => output()?.checked_mul(product(input(1)?, 1..4)?),
        // [1, height, width, channels]
        "DEPTHWISE_CONV_2D" => output()?.checked_mul(product(input(1)?, 1..3)?),
        // Each input element is spread over the window: [outputs, height, width, inputs].
        "TRANSPOSE_CONV" => elements(input(2)?)?.checked_mul(product(input(1)?, 0..3)?),
        // [depth, height, width, inputs of a group, outputs]
        "CONV_3D" => output()?.checked_mul(product(input(1)?, 0..4)?),
        // [depth, height, width, outputs, inputs]
        "CONV_3D_TRANSPOSE" => elements(input(2)?)?.checked_mul(product(input(1)?, 0..4)?),
        // [outputs, inputs]
        "FULLY_CONNECTED" => output()?.checked_mul(last(input(1)?)?),
        "BATCH_MATMUL" => output()?.checked_mul(contracted(operator)?),
        "LSTM"
        | "RNN"
        | "SVDF"
        | "UNIDIRECTIONAL_SEQUENCE_LSTM"
        | "UNIDIRECTIONAL_SEQUENCE_RNN"
        | "BIDIRECTIONAL_SEQUENCE_LSTM"
        | "BIDIRECTIONAL_SEQUENCE_RNN" => recurrent(operator),
        // These compute something, and who knows how.
        "STABLEHLO_CONVOLUTION" | "STABLEHLO_DOT_GENERAL" | "STABLEHLO_CUSTOM_CALL" => None,
        _ if operator.code()?.is_custom() => None,
        _ => Some(0),
    }
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
fn recurrent(operator: OperatorView<'_>) -> Option<u64> {
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
