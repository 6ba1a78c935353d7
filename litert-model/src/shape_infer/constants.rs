//! What a file says about the values of tensors.

use super::node::{Known, MAX_VALUES};
use crate::reader::TensorView;
use crate::types::ElementType;

/// Whether the file fixes the value. An empty list of bytes is as good as none to the runtimes.
pub(super) fn is_stored(tensor: TensorView<'_>) -> bool {
    tensor.data().is_some_and(|data| !data.is_empty()) || tensor.external_buffer().is_some()
}

/// What the file says about a constant. One without elements has no bytes either, and is told from
/// a tensor that is still to be computed by the fact that nothing computes it.
pub(super) fn known(tensor: TensorView<'_>, sources: u8) -> Option<Known> {
    let shape = tensor.shape();
    let count = shape.num_elements()?;
    let constant = match sources {
        0 => count == 0,
        1 => is_stored(tensor),
        _ => false,
    };
    if !constant {
        return None;
    }
    let known = Known::of(shape)?;
    if count > MAX_VALUES || tensor.is_sparse() {
        return Some(known);
    }
    let data = tensor.data().unwrap_or(&[]);
    let value: Option<Vec<i64>> = match tensor.element_type() {
        ElementType::Int32 => read(data, count, |bytes| i64::from(i32::from_le_bytes(bytes))),
        ElementType::Int64 => read(data, count, i64::from_le_bytes),
        ElementType::Bool => read(data, count, |[byte]| i64::from(byte != 0)),
        _ => None,
    };
    Some(fitting(known.with(value), tensor))
}

fn read<const N: usize>(
    data: &[u8],
    count: usize,
    element: impl Fn([u8; N]) -> i64,
) -> Option<Vec<i64>> {
    // A long buffer behind a small shape is not worth looking at.
    let data = Some(data).filter(|data| data.len() == count * N)?;
    data.chunks(N)
        .map(|bytes| bytes.try_into().ok().map(&element))
        .collect()
}

/// Drops elements that the tensor does not hold as they are: only plain integers and truth values
/// are followed.
pub(super) fn fitting(mut known: Known, tensor: TensorView<'_>) -> Known {
    let scaled = tensor.table().quantization().and_then(|q| q.scale());
    let plain = scaled.is_none_or(|scales| scales.len() == 0);
    match tensor.element_type() {
        ElementType::Int32 | ElementType::Int64 if plain => {}
        ElementType::Bool => {
            let truth = |value: &mut i64| *value = i64::from(*value != 0);
            known.value.iter_mut().flatten().for_each(truth);
        }
        _ => known.value = None,
    }
    known
}
