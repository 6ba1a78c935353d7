//! Shapes that inputs may be given.

use crate::error::{Error, Result};
use crate::model::Model;
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

/// Operators whose kernels read the first element of a tensor that has none, and crash.
const CRASH_ON_EMPTY: [&str; 1] = ["ATAN2"];

/// Refuses an empty shape where an operator of the model would crash on it.
pub(super) fn expect_not_empty(model: &Model, slot: Slot<'_>, shape: &Shape) -> Result<()> {
    if shape.num_elements() != Some(0) {
        return Ok(());
    }
    let operators = model.info().operators();
    match CRASH_ON_EMPTY
        .iter()
        .find(|name| operators.iter().any(|operator| operator == *name))
    {
        None => Ok(()),
        Some(name) => Err(Error::unsupported(
            format!("resizing {slot} to {shape}, which is empty,"),
            format!("{name}, an operator of {model}, whose kernel would crash"),
            "give every dimension at least one element",
        )),
    }
}
