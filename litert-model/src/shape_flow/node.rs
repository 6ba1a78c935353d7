//! What a kernel sees when it is prepared.

use super::flow::{Cause, Flow};
use crate::reader::{OperatorView, TensorView};
use crate::types::{ElementType, MAX_RANK};

/// An operator, and what has been found out about its inputs.
pub(crate) struct Node<'n, 'a> {
    pub(crate) operator: OperatorView<'a>,
    pub(crate) inputs: &'n [Option<TensorView<'a>>],
    pub(crate) flow: &'n Flow,
    /// Whether all inputs have the shapes that the file gives them.
    pub(crate) as_declared: bool,
}

impl<'a> Node<'_, 'a> {
    pub(crate) fn input(&self, at: usize) -> Option<TensorView<'a>> {
        self.inputs.get(at).copied().flatten()
    }

    /// Whether the kernel finds the value of an input when it is prepared.
    pub(crate) fn known(&self, at: usize) -> bool {
        self.input(at)
            .is_some_and(|input| self.flow.fate(input.index()).known)
    }

    /// Whether it finds the value in the file.
    pub(crate) fn constant(&self, at: usize) -> bool {
        self.input(at).is_some_and(|input| input.data().is_some())
    }

    /// The first of these inputs whose value is not known, as a reason to wait.
    pub(crate) fn needs(&self, inputs: &[usize]) -> Option<Cause> {
        self.lacks(inputs, Self::known)
    }

    pub(crate) fn lacks(
        &self,
        inputs: &[usize],
        has: impl Fn(&Self, usize) -> bool,
    ) -> Option<Cause> {
        let at = *inputs.iter().find(|&&at| !has(self, at))?;
        Some(
            self.input(at)
                .map_or(Cause::Computation, |input| Cause::Values(input.index())),
        )
    }

    /// The elements of a list of integers in the file; only short ones are of interest.
    pub(crate) fn integers(&self, at: usize) -> Option<Vec<i64>> {
        let input = self.input(at)?;
        let data = input.data().filter(|data| data.len() <= 8 * MAX_RANK)?;
        match input.element_type() {
            ElementType::Int32 => numbers(data, |bytes| i64::from(i32::from_le_bytes(bytes))),
            ElementType::Int64 => numbers(data, i64::from_le_bytes),
            _ => None,
        }
    }

    /// The kernel waits if this input is declared with an open dimension. Constants have no
    /// signature, and only the signature counts.
    pub(crate) fn open(&self, at: usize) -> Option<Cause> {
        let input = self.input(at)?;
        let open = !self.constant(at) && has_open_dimension(input);
        open.then_some(Cause::OpenDimension(input.index()))
    }
}

fn numbers<const N: usize>(data: &[u8], number: impl Fn([u8; N]) -> i64) -> Option<Vec<i64>> {
    data.chunks(N)
        .map(|bytes| bytes.try_into().ok().map(&number))
        .collect()
}

pub(crate) fn has_open_dimension(tensor: TensorView<'_>) -> bool {
    let signature = tensor.table().shape_signature();
    signature.is_some_and(|dims| dims.iter().any(|dim| dim == -1))
}
