//! Shapes that inputs may be given.

use crate::error::{Error, Result};
use crate::model::{Model, TensorInfo, broken_by};
use crate::tensor::Slot;
use crate::types::{ElementType, Shape};

/// A shape that a resize may ask for.
pub(crate) fn checked_shape(slot: Slot<'_>, dims: &[i32]) -> Result<Shape> {
    let asked = slot.info.shape_signature();
    let shape = Shape::new(dims).map_err(|error| slot.shape_mismatch(asked, error.to_string()))?;
    if !shape.is_static() {
        let message = format!("cannot be resized to {shape}: every dimension must be given");
        return Err(slot.shape_mismatch(asked, message));
    }
    // Many kernels take the number of dimensions for granted, and some end the process if it is
    // another. A shape without dimensions may stand for one that the file leaves open altogether.
    let strings = slot.info.element_type() == ElementType::String;
    let rank = slot.info.shape().rank();
    if !strings && rank != 0 && shape.rank() != rank {
        let message = format!("cannot be resized to {shape}: it must have {rank} dimensions");
        return Err(slot.shape_mismatch(asked, message));
    }
    let count = shape.num_elements();
    let bytes = match slot.info.element_type() {
        ElementType::String => count,
        element_type => count.and_then(|count| element_type.byte_len(count)),
    };
    // The runtime's kernels count elements and bytes of a tensor in 32 bits.
    if bytes.is_none_or(|bytes| i32::try_from(bytes).is_err()) {
        let message = format!("cannot be resized to {shape}: that exceeds two gigabytes");
        return Err(slot.shape_mismatch(asked, message));
    }
    Ok(shape)
}

/// Refuses another shape of an input where an operator of the model would read or write past the end of
/// what it has. `shapes` are those of all inputs now. Both engines have the same kernels.
///
/// # Errors
/// [`Error::Unsupported`] with the operator that is at fault.
pub(crate) fn expect_sound(
    model: &Model,
    inputs: &[TensorInfo],
    shapes: impl Iterator<Item = Result<Shape>>,
    slot: Slot<'_>,
    shape: &Shape,
) -> Result<()> {
    if !model.info().minds_resizes() || model.vouched().is_all() {
        return Ok(());
    }
    let mut now = Vec::new();
    for (input, shape) in inputs.iter().zip(shapes) {
        now.push((input.index(), shape?));
    }
    let resized = (slot.info.index(), *shape);
    if now.contains(&resized) {
        return Ok(());
    }
    match broken_by(
        model.view(),
        slot.info.subgraph(),
        now,
        resized,
        model.vouched(),
    ) {
        None => Ok(()),
        Some(what) => Err(Error::unsupported(
            format!("resizing {slot} to {shape}"),
            format!("{model}, {what}"),
            "keep the shape of the file, or convert the model with the shape that you need",
        )),
    }
}
