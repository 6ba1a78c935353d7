//! What each kernel needs to know before it can size its outputs.

use std::rc::Rc;

use super::flow::Cause;
use super::node::{Node, has_open_dimension};
use super::reason;
use crate::ops::{Early, Row, Waits};
use crate::reader::{OperatorView, TensorView};

/// That an operator waits for something before it sizes its outputs.
#[derive(Clone, Copy)]
pub(crate) struct Waiting {
    /// How many of its outputs, counted from the first, have no size until then.
    pub(crate) outputs: usize,
    pub(crate) cause: Cause,
    /// Whether that is certain.
    pub(crate) certain: bool,
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

/// What an operator waits for, unless it calls graphs.
pub(super) fn waiting(row: &Row, node: &Node<'_, '_>) -> Option<Waiting> {
    match row.waits {
        Waits::No | Waits::Unknown => None,
        Waits::On(inputs) => node.needs(inputs).map(Waiting::all),
        Waits::InFile(inputs) => node.lacks(inputs, Node::constant).map(Waiting::all),
        Waits::By(rule) => rule(node),
    }
}

/// `TOPK_V2`.
pub(crate) fn top_k(node: &Node<'_, '_>) -> Option<Waiting> {
    let cause = node.needs(&[1]).or_else(|| node.open(0));
    cause.map(Waiting::all)
}

/// `PAD` and `PADV2`.
pub(crate) fn pad(node: &Node<'_, '_>) -> Option<Waiting> {
    let cause = node.needs(&[1]).or_else(|| no_rank(node.input(0)?));
    cause.map(Waiting::all)
}

/// `RESHAPE`, whose target may also be among the options.
pub(crate) fn reshape(node: &Node<'_, '_>) -> Option<Waiting> {
    let target = node.inputs.len() > 1;
    target.then(|| node.needs(&[1]))?.map(Waiting::all)
}

/// `READ_VARIABLE`.
pub(crate) fn read_variable(node: &Node<'_, '_>) -> Option<Waiting> {
    let output = node.operator.outputs().next()?;
    (output.shape().rank() == 0).then(|| Waiting::all(Cause::Variable))
}

/// An operator whose computation tells.
pub(crate) fn computation(_: &Node<'_, '_>) -> Option<Waiting> {
    Some(Waiting::all(Cause::Computation))
}

/// `UNIQUE`: the other output has a shape that is always known.
pub(crate) fn unique(node: &Node<'_, '_>) -> Option<Waiting> {
    let values = node.input(0).map(|input| Cause::Values(input.index()));
    Some(Waiting::first(1, values.unwrap_or(Cause::Computation)))
}

/// `NON_MAX_SUPPRESSION_V4`.
pub(crate) fn suppression_4(node: &Node<'_, '_>) -> Option<Waiting> {
    node.needs(&[2]).map(|cause| Waiting::first(1, cause))
}

/// `NON_MAX_SUPPRESSION_V5`.
pub(crate) fn suppression_5(node: &Node<'_, '_>) -> Option<Waiting> {
    node.needs(&[2]).map(|cause| Waiting::first(2, cause))
}

/// `SLICE`.
///
/// If the file says all about the shape of the output, the kernel believes it. But up to LiteRT 2.2
/// it then writes as many elements as the sizes say, so that they have to be the same.
pub(crate) fn slice(node: &Node<'_, '_>) -> Option<Waiting> {
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

/// `STRIDED_SLICE`.
pub(crate) fn strided_slice(node: &Node<'_, '_>) -> Option<Waiting> {
    let options = node.operator.table().strided_slice();
    // Then the ends are counted from where the slices begin, so that only they matter.
    if options.is_some_and(|options| options.offset()) {
        return node.needs(&[2, 3]).map(Waiting::all);
    }
    node.needs(&[1, 2, 3]).map(Waiting::all)
}

fn no_rank(input: TensorView<'_>) -> Option<Cause> {
    (input.shape().rank() == 0).then_some(Cause::NoRank(input.index()))
}

/// Kernels compute no more elements than this before the run when they multiply some up.
const MAX_PRODUCTS: usize = 8;

/// Whether the outputs are computed before the run, so that later operators can look at the values:
/// for certain, and possibly, because somebody else may be in charge of an input.
pub(super) fn prepared(row: &Row, node: &Node<'_, '_>) -> (bool, bool) {
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
    let all = |inputs: &[usize]| {
        let every = |has: &dyn Fn(usize) -> bool| inputs.iter().all(|&at| has(at));
        (every(&certain), every(&possibly))
    };
    match row.early {
        Early::Always => (true, true),
        Early::From(inputs) => all(inputs),
        Early::FromAll => all(&(0..node.inputs.len()).collect::<Vec<_>>()),
        Early::Few(inputs) => {
            let (certain, possibly) = all(inputs);
            (certain && small(), possibly)
        }
        Early::Never | Early::Once | Early::OnceFromFile => (false, false),
    }
}

/// Whether the outputs are computed in the first run only.
pub(super) fn kept(row: &Row, node: &Node<'_, '_>) -> bool {
    match row.early {
        Early::Once => true,
        Early::OnceFromFile => node.constant(0),
        _ => false,
    }
}

/// The operator in words, if nothing is known about its kind.
pub(super) fn unknown(operator: OperatorView<'_>) -> Option<Rc<str>> {
    let known = operator
        .row()
        .is_some_and(|row| !matches!(row.waits, Waits::Unknown));
    if known || operator.outputs().next().is_none() {
        return None;
    }
    Some(reason::operator(operator.subgraph(), operator.index()).into())
}
