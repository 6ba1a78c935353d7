//! What is known about a tensor, and what an operator sees of its inputs.

use super::constants;
use crate::reader::{OperatorView, TensorView};
use crate::schema::Operator;
use crate::types::{ElementType, Shape};

/// More elements than this are never followed: shapes have at most eight.
pub(crate) const MAX_VALUES: usize = 64;

/// A tensor of known shape.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Known {
    pub(crate) shape: Shape,
    /// The elements of a small tensor of integers or truth values, where they are known.
    pub(crate) value: Option<Vec<i64>>,
}

impl Known {
    /// A tensor of this shape, if that is complete.
    pub(crate) fn of(shape: Shape) -> Option<Self> {
        shape.num_elements()?;
        Some(Self { shape, value: None })
    }

    /// A tensor with these dimensions; `None` if the runtime could not have such a tensor.
    pub(crate) fn new(dims: &[i64]) -> Option<Self> {
        let mut small = [0_i32; crate::types::MAX_RANK];
        let small = small.get_mut(..dims.len())?;
        for (slot, &dim) in small.iter_mut().zip(dims) {
            *slot = i32::try_from(dim).ok().filter(|&dim| dim >= 0)?;
        }
        Self::of(Shape::new(small).ok()?)
    }

    /// The same with its elements. Those that are not plausible are forgotten: only numbers of 32
    /// bits are followed, so that nothing has to be said about how a kernel wraps around.
    pub(crate) fn with(mut self, value: Option<Vec<i64>>) -> Self {
        self.value = value.filter(|value| {
            value.len() <= MAX_VALUES
                && Some(value.len()) == self.shape.num_elements()
                && value.iter().all(|&v| i32::try_from(v).is_ok())
        });
        self
    }

    /// The dimensions, wide enough for sums.
    pub(crate) fn dims(&self) -> Vec<i64> {
        self.shape.iter().copied().map(i64::from).collect()
    }

    /// The number of elements.
    pub(crate) fn elements(&self) -> Option<i64> {
        i64::try_from(self.shape.num_elements()?).ok()
    }
}

/// One operator and what is known about its inputs.
pub(crate) struct Node<'a> {
    pub(crate) operator: OperatorView<'a>,
    /// Where the inputs are; `None` where an optional one is left out.
    pub(crate) inputs: &'a [Option<usize>],
    /// What is known about each tensor of the graph.
    pub(crate) tensors: &'a [Option<Known>],
    /// The number of outputs.
    pub(crate) outputs: usize,
}

impl<'a> Node<'a> {
    /// What has the options, whatever kind they are of.
    pub(crate) fn options(&self) -> Operator<'a> {
        self.operator.table()
    }

    /// Whether input `at` is given at all.
    pub(crate) fn has(&self, at: usize) -> bool {
        matches!(self.inputs.get(at), Some(Some(_)))
    }

    /// Input `at`, if its shape is known.
    pub(crate) fn input(&self, at: usize) -> Option<&'a Known> {
        self.tensors.get((*self.inputs.get(at)?)?)?.as_ref()
    }

    /// Whether the file has the value of input `at`.
    pub(crate) fn stored(&self, at: usize) -> bool {
        let input = self.operator.inputs().nth(at).flatten();
        input.is_some_and(constants::is_stored)
    }

    /// Whether input `at` is of this type, as the file declares it.
    pub(crate) fn holds(&self, at: usize, ty: ElementType) -> bool {
        let input = self.operator.inputs().nth(at).flatten();
        input.is_some_and(|input| input.element_type() == ty)
    }

    /// The first output, as the file describes it.
    pub(crate) fn output(&self) -> Option<TensorView<'a>> {
        self.operator.outputs().next()
    }

    /// All inputs; `None` if any is missing or unknown.
    pub(crate) fn all(&self) -> Option<Vec<&'a Known>> {
        (0..self.inputs.len()).map(|at| self.input(at)).collect()
    }

    /// The dimensions of input `at`.
    pub(crate) fn dims(&self, at: usize) -> Option<Vec<i64>> {
        self.input(at).map(Known::dims)
    }

    /// The elements of input `at`.
    pub(crate) fn value(&self, at: usize) -> Option<&'a [i64]> {
        self.input(at)?.value.as_deref()
    }

    /// The elements of input `at`, which must have one dimension, as all shapes do.
    pub(crate) fn vector(&self, at: usize) -> Option<&'a [i64]> {
        let input = self.input(at).filter(|input| input.shape.rank() == 1)?;
        input.value.as_deref()
    }

    /// The only element of input `at`.
    pub(crate) fn scalar(&self, at: usize) -> Option<i64> {
        match self.value(at)? {
            &[value] => Some(value),
            _ => None,
        }
    }
}

/// An axis counted from the front; negative ones count from the back.
pub(crate) fn axis(stored: i64, rank: usize) -> Option<usize> {
    let rank = i64::try_from(rank).ok()?;
    let axis = if stored < 0 { stored + rank } else { stored };
    usize::try_from(axis).ok().filter(|_| axis < rank)
}
