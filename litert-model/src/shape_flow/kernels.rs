//! What each kernel needs to know before it can size its outputs.

use std::rc::Rc;

use super::flow::Cause;
use super::node::{Node, has_open_dimension};
use super::reason;
use crate::reader::{OperatorView, TensorView};

/// That an operator waits for something before it sizes its outputs.
#[derive(Clone, Copy)]
pub(super) struct Waiting {
    /// How many of its outputs, counted from the first, have no size until then.
    pub(super) outputs: usize,
    pub(super) cause: Cause,
    /// Whether that is certain.
    pub(super) certain: bool,
}

impl Waiting {
    fn all(cause: Cause) -> Self {
        Self::first(usize::MAX, cause)
    }

    fn first(outputs: usize, cause: Cause) -> Self {
        Self {
            outputs,
            cause,
            certain: true,
        }
    }
}

/// What a built-in operator waits for, unless it calls graphs.
pub(super) fn waiting(name: &str, node: &Node<'_, '_>) -> Option<Waiting> {
    let cause = match name {
        "WHERE"
        | "CONV_3D_TRANSPOSE"
        | "FILL"
        | "RANDOM_STANDARD_NORMAL"
        | "RANDOM_UNIFORM"
        | "SPLIT" => node.needs(&[0]),
        "ARG_MAX"
        | "ARG_MIN"
        | "BROADCAST_TO"
        | "EXPAND_DIMS"
        | "MEAN"
        | "MIRROR_PAD"
        | "ONE_HOT"
        | "REDUCE_ALL"
        | "REDUCE_ANY"
        | "REDUCE_MAX"
        | "REDUCE_MIN"
        | "REDUCE_PROD"
        | "RESIZE_BILINEAR"
        | "RESIZE_NEAREST_NEIGHBOR"
        | "RFFT2D"
        | "SPARSE_TO_DENSE"
        | "SUM"
        | "TILE"
        | "TRANSPOSE" => node.needs(&[1]),
        "SCATTER_ND" => node.needs(&[2]),
        "MULTINOMIAL" | "SEGMENT_SUM" => node.needs(&[0, 1]),
        "BATCH_TO_SPACE_ND"
        | "SPACE_TO_BATCH_ND"
        | "SPLIT_V"
        | "UNSORTED_SEGMENT_MAX"
        | "UNSORTED_SEGMENT_MIN"
        | "UNSORTED_SEGMENT_PROD"
        | "UNSORTED_SEGMENT_SUM" => node.needs(&[1, 2]),
        "RANGE" => node.needs(&[0, 1, 2]),
        // These two want the value in the file; one that was computed before the run does not do.
        "TRANSPOSE_CONV" => node.lacks(&[0], Node::constant),
        "DILATE" => node.lacks(&[1], Node::constant),
        "TOPK_V2" => node.needs(&[1]).or_else(|| node.open(0)),
        "SLICE" => return slice(node),
        "STRIDED_SLICE" => strided_slice(node),
        "PAD" | "PADV2" => node.needs(&[1]).or_else(|| no_rank(node.input(0)?)),
        // The target may also be among the options.
        "RESHAPE" if node.inputs.len() > 1 => node.needs(&[1]),
        "READ_VARIABLE" => {
            let output = node.operator.outputs().next()?;
            (output.shape().rank() == 0).then_some(Cause::Variable)
        }
        "EMBEDDING_LOOKUP_SPARSE" => Some(Cause::Computation),
        // The other outputs of these have shapes that are always known.
        "UNIQUE" => {
            let values = node.input(0).map(|input| Cause::Values(input.index()));
            return Some(Waiting::first(1, values.unwrap_or(Cause::Computation)));
        }
        "NON_MAX_SUPPRESSION_V4" => {
            return node.needs(&[2]).map(|cause| Waiting::first(1, cause));
        }
        "NON_MAX_SUPPRESSION_V5" => {
            return node.needs(&[2]).map(|cause| Waiting::first(2, cause));
        }
        _ => None,
    };
    cause.map(Waiting::all)
}

/// If the file says all about the shape of the output, the kernel believes it. But up to LiteRT 2.2
/// it then writes as many elements as the sizes say, so that they have to be the same.
fn slice(node: &Node<'_, '_>) -> Option<Waiting> {
    let output = node.operator.outputs().next()?;
    if output.shape().rank() == 0 || has_open_dimension(output) {
        return node
            .needs(&[1, 2])
            .or_else(|| node.open(0))
            .map(Waiting::all);
    }
    let cause = match node.integers(2) {
        Some(sizes) if slice_is_as_declared(node, output, &sizes) => return None,
        Some(_) => Cause::Declared,
        None => node.lacks(&[2], Node::constant)?,
    };
    Some(Waiting {
        certain: false,
        ..Waiting::all(cause)
    })
}

fn slice_is_as_declared(node: &Node<'_, '_>, output: TensorView<'_>, sizes: &[i64]) -> bool {
    let shape = output.shape();
    let input = node.input(0).map(TensorView::shape).unwrap_or_default();
    let begins = node.integers(1).unwrap_or_default();
    let fits = |(at, (&size, &declared)): (usize, (&i64, &i32))| {
        let declared = i64::from(declared);
        // The rest of an input, whatever its length.
        if size == -1 && node.as_declared {
            let rest = input.get(at).zip(begins.get(at));
            return rest.is_some_and(|(&length, &begin)| {
                i64::from(length).checked_sub(begin) == Some(declared)
            });
        }
        size == declared
    };
    sizes.len() == shape.rank() && sizes.iter().zip(shape.iter()).enumerate().all(fits)
}

fn strided_slice(node: &Node<'_, '_>) -> Option<Cause> {
    let (graph, index) = (node.operator.subgraph().index(), node.operator.index());
    let options = node.options.and_then(|options| options.of(graph, index));
    let options = options.and_then(|options| options.strided_slice());
    // Then the ends are counted from where the slices begin, so that only they matter.
    if options.is_some_and(|options| options.offset()) {
        return node.needs(&[2, 3]);
    }
    node.needs(&[1, 2, 3])
}

fn no_rank(input: TensorView<'_>) -> Option<Cause> {
    (input.shape().rank() == 0).then_some(Cause::NoRank(input.index()))
}

/// Kernels compute no more elements than this before the run when they multiply some up.
const MAX_PRODUCTS: usize = 8;

/// Whether the outputs are computed before the run, so that later operators can look at the values:
/// for certain, and possibly, because somebody else may be in charge of an input.
pub(super) fn prepared(name: &str, node: &Node<'_, '_>) -> (bool, bool) {
    let possibly = |at: usize| {
        node.input(at).is_some_and(|input| {
            let fate = node.flow.fate(input.index());
            fate.constant || fate.known || fate.prepared.is_some()
        })
    };
    let certain = |at: usize| node.known(at);
    let small = || {
        let output = node.operator.outputs().next();
        let count = output.and_then(|output| output.shape_signature().num_elements());
        count.is_some_and(|count| count <= MAX_PRODUCTS)
    };
    match name {
        "SHAPE" | "RANK" => (true, true),
        "BROADCAST_ARGS" | "GATHER" | "MUL" | "TILE" => both([0, 1], certain, possibly),
        "REDUCE_PROD" => {
            let (certain, possibly) = both([0, 1], certain, possibly);
            (certain && small(), possibly)
        }
        "RANGE" => both([0, 1, 2], certain, possibly),
        "STRIDED_SLICE" => both([0, 1, 2, 3], certain, possibly),
        "CONCATENATION" => both(0..node.inputs.len(), certain, possibly),
        "RESHAPE" => both(0..node.inputs.len(), certain, possibly),
        _ => (false, false),
    }
}

fn both(
    inputs: impl IntoIterator<Item = usize> + Clone,
    certain: impl Fn(usize) -> bool,
    possibly: impl Fn(usize) -> bool,
) -> (bool, bool) {
    let all = inputs.clone().into_iter().all(certain);
    (all, inputs.into_iter().all(possibly))
}

/// Whether the outputs are computed in the first run only.
pub(super) fn kept(name: &str, node: &Node<'_, '_>) -> bool {
    match name {
        "DENSIFY" => true,
        "DEQUANTIZE" => node.constant(0),
        _ => false,
    }
}

/// Custom operators whose kernels, or the delegates that run them, size their outputs in time. That
/// LiteRT knows one is not enough: `aeq.hadamard_rotation` leaves its output as the file has it.
const SIZED_CUSTOM: [&str; 8] = [
    "AudioSpectrogram",
    "Convolution2DTransposeBias",
    "DISPATCH_OP",
    "MaxPoolingWithArgmax2D",
    "MaxUnpooling2D",
    "Mfcc",
    "TFLite_Detection_PostProcess",
    "edgetpu-custom-op",
];

/// The operator in words, if nothing is known about its kind.
pub(super) fn unknown(operator: OperatorView<'_>) -> Option<Rc<str>> {
    let code = operator.code()?;
    let known = match code.custom_name() {
        Some(name) => SIZED_CUSTOM.contains(&&*name),
        None => code.row().is_some(),
    };
    if known || operator.outputs().next().is_none() {
        return None;
    }
    Some(reason::operator(operator.subgraph(), operator.index()).into())
}
