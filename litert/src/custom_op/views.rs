//! The tensors that an operator sees while it computes.

use std::ops::Range;

use super::OpResult;
use super::erased::{Erased, State};
use super::nodes::Node;
use crate::error::Error;
use crate::model::TensorInfo;
use crate::tensor::{Slot, Tensor, TensorMut};
use crate::types::{ElementType, Shape};

/// A tensor as C describes it.
#[derive(Clone, Copy)]
pub(super) struct RawTensor {
    pub(super) element_type: ElementType,
    pub(super) shape: Shape,
    pub(super) data: *mut u8,
    pub(super) len: usize,
}

impl RawTensor {
    fn range(&self) -> Range<usize> {
        let start = self.data as usize;
        start..start.saturating_add(self.len)
    }

    /// The tensor with the length that type and shape give it.
    fn checked(mut self, slot: Slot<'_>) -> Result<Self, Error> {
        if self.element_type != slot.info.element_type() {
            return Err(Error::invalid_argument(format!(
                "{slot} holds {} in the file and {} in the runtime",
                slot.info.element_type(),
                self.element_type
            )));
        }
        let elements = self.shape.num_elements();
        let expected = match self.element_type {
            ElementType::String => Some(self.len),
            element_type => elements.and_then(|elements| element_type.byte_len(elements)),
        };
        let Some(expected) = expected.filter(|expected| *expected <= self.len) else {
            let message = format!("the runtime has only {} bytes for it", self.len);
            return Err(slot.shape_mismatch(self.shape, message));
        };
        self.len = expected;
        if self.len == 0 {
            // C may give an address or none; slices want one that is aligned.
            self.data = std::ptr::NonNull::<u64>::dangling().as_ptr().cast();
        } else if self.data.is_null() {
            return Err(slot.shape_mismatch(self.shape, "it has no memory".to_owned()));
        }
        Ok(self)
    }
}

fn slot<'a>(what: &'static str, position: usize, info: &'a TensorInfo) -> Slot<'a> {
    Slot {
        what,
        position,
        info,
    }
}

/// Has the operator compute.
///
/// # Safety
/// Each tensor with an address is valid for its length, for reading and, of the outputs, for
/// writing, until this returns; the bytes of inputs are initialised, and nobody else uses any
/// meanwhile.
pub(super) unsafe fn invoke(
    op: &dyn Erased,
    state: &State,
    node: &Node,
    inputs: Vec<RawTensor>,
    outputs: Vec<RawTensor>,
) -> OpResult<()> {
    let inputs = (0..)
        .zip(inputs)
        .zip(&node.inputs)
        .map(|((i, tensor), info)| tensor.checked(slot("input", i, info)))
        .collect::<Result<Vec<_>, Error>>()?;
    let outputs = (0..)
        .zip(outputs)
        .zip(&node.outputs)
        .map(|((i, tensor), info)| tensor.checked(slot("output", i, info)))
        .collect::<Result<Vec<_>, Error>>()?;
    if inputs.len() != node.inputs.len() || outputs.len() != node.outputs.len() {
        return Err("the runtime passes another number of tensors than the file lists".into());
    }
    for (i, output) in outputs.iter().enumerate() {
        // No runtime does this; what is made of it below would be two views of the same bytes.
        let range = output.range();
        let mut others = inputs.iter().chain(&outputs[..i]).map(RawTensor::range);
        if others.any(|other| other.start < range.end && range.start < other.end) {
            return Err(format!("output {i} shares memory with another tensor").into());
        }
    }
    let inputs: Vec<Tensor<'_>> = (0..)
        .zip(&inputs)
        .zip(&node.inputs)
        .map(|((i, tensor), info)| {
            // SAFETY: valid, initialised and left alone until this returns, as the caller promises;
            // `checked` made an empty one's address good, and the length at most what there is.
            let bytes = unsafe { std::slice::from_raw_parts(tensor.data, tensor.len) };
            Tensor::new(slot("input", i, info), tensor.shape, bytes)
        })
        .collect();
    let mut outputs: Vec<TensorMut<'_>> = (0..)
        .zip(&outputs)
        .zip(&node.outputs)
        .map(|((i, tensor), info)| {
            // SAFETY: as above; it overlaps no other. Memory of a runtime may be fresh from the
            // allocator, hence the zeros before it is seen.
            let bytes = unsafe {
                tensor.data.write_bytes(0, tensor.len);
                std::slice::from_raw_parts_mut(tensor.data, tensor.len)
            };
            TensorMut::new(slot("output", i, info), tensor.shape, bytes)
        })
        .collect();
    op.invoke(state, &inputs, &mut outputs)?;
    for output in &outputs {
        output.as_tensor().expect_bools()?;
    }
    Ok(())
}

/// The shapes that the operator gives its outputs, which must be as many as there are, and of a
/// size that the runtimes can count.
pub(super) fn output_shapes(
    op: &dyn Erased,
    state: &State,
    outputs: &[TensorInfo],
    inputs: &[Shape],
) -> OpResult<Vec<Shape>> {
    let shapes = op.output_shapes(state, inputs)?;
    if shapes.len() != outputs.len() {
        return Err(format!(
            "it gave {} shapes for {} outputs",
            shapes.len(),
            outputs.len()
        )
        .into());
    }
    for ((position, info), shape) in (0..).zip(outputs).zip(&shapes) {
        let bytes = shape
            .num_elements()
            .and_then(|count| info.element_type().byte_len(count));
        if bytes.is_none_or(|bytes| i32::try_from(bytes).is_err()) {
            let slot = slot("output", position, info);
            return Err(format!(
                "it gave {slot} the shape {shape}, which is not known in full or exceeds two \
                 gigabytes"
            )
            .into());
        }
    }
    Ok(shapes)
}
