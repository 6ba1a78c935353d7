//! Which rule is for which operator.

use super::node::{Known, Node};
use super::{elementwise, layout, matrix, slices, windows};
use crate::reader::TensorView;
use crate::types::ElementType;

/// The outputs of a built-in operator that only looks at its inputs; `None` if they are not known,
/// or if no rule is given for it here.
///
/// The rules say what the kernels do when all is well. Where a kernel would refuse its inputs, any
/// answer is right, because the run fails.
pub(super) fn outputs(
    name: &str,
    node: &Node<'_>,
    second: Option<ElementType>,
) -> Option<Vec<Known>> {
    match name {
        "UNPACK" => return layout::unpack(node),
        "SPLIT" => return layout::split(node),
        "SPLIT_V" => return layout::split_v(node),
        "TOPK_V2" => return matrix::top_k(node).map(|output| vec![output.clone(), output]),
        _ => {}
    }
    one(name, node, second).map(|output| vec![output])
}

#[rustfmt::skip] // One name per line would be 150 lines of noise.
fn one(name: &str, node: &Node<'_>, second: Option<ElementType>) -> Option<Known> {
    match name {
        "ABS" => elementwise::unary(node, i64::abs),
        "LOGICAL_NOT" => elementwise::unary(node, |truth| i64::from(truth == 0)),
        "NEG" => elementwise::unary(node, |number| -number),
        "BUCKETIZE" | "CEIL" | "COMPLEX_ABS" | "COS" | "CUMSUM" | "DEQUANTIZE"
        | "DYNAMIC_UPDATE_SLICE" | "ELU" | "EXP" | "FAKE_QUANT" | "FLOOR" | "GELU" | "HARD_SWISH"
        | "IMAG" | "L2_NORMALIZATION" | "LEAKY_RELU" | "LOCAL_RESPONSE_NORMALIZATION" | "LOG"
        | "LOGISTIC" | "LOG_SOFTMAX" | "MATRIX_SET_DIAG" | "QUANTIZE" | "REAL" | "RELU" | "RELU6"
        | "RELU_0_TO_1" | "RELU_N1_TO_1" | "REVERSE_SEQUENCE" | "REVERSE_V2" | "ROUND" | "RSQRT"
        | "SIGN" | "SIN" | "SOFTMAX" | "SQRT" | "SQUARE" | "TANH" | "ZEROS_LIKE" => elementwise::same(node),
        "ADD" | "BITWISE_XOR" | "DIV" | "EQUAL" | "FLOOR_DIV" | "FLOOR_MOD" | "GREATER"
        | "GREATER_EQUAL" | "LESS" | "LESS_EQUAL" | "LOGICAL_AND" | "LOGICAL_OR" | "MAXIMUM"
        | "MINIMUM" | "MUL" | "NOT_EQUAL" | "POW" | "RIGHT_SHIFT" | "SQUARED_DIFFERENCE"
        | "SUB" => elementwise::binary(node, name),
        "ADD_N" | "ATAN2" => elementwise::alike(node),
        "CAST" => elementwise::cast(node),
        "PRELU" => elementwise::prelu(node),
        "SELECT" => elementwise::select(node),
        "SELECT_V2" => elementwise::select_v2(node),
        // The kernel believes the file, unless that leaves the rank open.
        "READ_VARIABLE" => {
            let declared = node.output()?.shape();
            Known::of(declared).filter(|known| known.shape.rank() > 0)
        }

        "AVERAGE_POOL_2D" | "L2_POOL_2D" | "MAX_POOL_2D" => windows::pool(node),
        "BATCH_TO_SPACE_ND" => windows::batches(node, false),
        "CONV_2D" => windows::conv(node),
        "DEPTHWISE_CONV_2D" => windows::depthwise(node),
        "DEPTH_TO_SPACE" => windows::depth_to_space(node),
        "RESIZE_BILINEAR" | "RESIZE_NEAREST_NEIGHBOR" => windows::resize(node),
        "SPACE_TO_BATCH_ND" => windows::batches(node, true),
        "SPACE_TO_DEPTH" => windows::space_to_depth(node),
        "TRANSPOSE_CONV" => windows::transpose_conv(node),

        "ARG_MAX" | "ARG_MIN" => matrix::arg(node),
        "BATCH_MATMUL" => matrix::batch_matmul(node),
        "FULLY_CONNECTED" => matrix::fully_connected(node),
        "MEAN" | "REDUCE_ALL" | "REDUCE_ANY" | "REDUCE_MAX" | "REDUCE_MIN" | "REDUCE_PROD"
        | "SUM" => matrix::reduce(node, name),
        "MATRIX_DIAG" => matrix::diagonal(node),
        "RANGE" => matrix::range(node),
        "RFFT2D" => matrix::rfft2d(node),
        "UNSORTED_SEGMENT_MAX" | "UNSORTED_SEGMENT_MIN" | "UNSORTED_SEGMENT_PROD"
        | "UNSORTED_SEGMENT_SUM" => matrix::segments(node, name),

        "BROADCAST_TO" => layout::broadcast_to(node),
        "CONCATENATION" => layout::concatenation(node),
        "EXPAND_DIMS" => layout::expand_dims(node),
        "FILL" => layout::given(node, 0, Some(1)),
        "MIRROR_PAD" | "PAD" | "PADV2" => layout::pad(node),
        "PACK" => layout::pack(node),
        "RANK" => layout::rank(node),
        "RESHAPE" => layout::reshape(node, second),
        "SCATTER_ND" => layout::given(node, 2, None),
        "SHAPE" => layout::shape(node),
        "SQUEEZE" => layout::squeeze(node),
        "TILE" => layout::tile(node),
        "TRANSPOSE" => layout::transpose(node),

        "EMBEDDING_LOOKUP" => slices::embedding_lookup(node),
        "GATHER" => slices::gather(node),
        "GATHER_ND" => slices::gather_nd(node),
        "ONE_HOT" => slices::one_hot(node),
        "SLICE" => slices::slice(node),
        "STRIDED_SLICE" => slices::strided(node),
        _ => None,
    }
}

/// Whether the kernel really gives its output this shape. A few leave the output as the file has
/// it if that looks complete to them; what they then do is anybody's guess unless it is the same.
pub(super) fn takes_effect(name: &str, output: &Known, tensor: TensorView<'_>) -> bool {
    let stored = tensor.shape();
    if stored == output.shape {
        return true;
    }
    match name {
        "SLICE" => stored.rank() == 0 || !tensor.shape_signature().is_static(),
        "SELECT" | "SELECT_V2" => {
            output.shape.num_elements() != Some(1) || stored.num_elements() != Some(1)
        }
        _ => true,
    }
}
