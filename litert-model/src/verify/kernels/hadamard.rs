//! The rotation of features by Hadamard matrices, a custom operator that the libraries carry.
//!
//! Its kernel divides by the size that the options give, 0 if they give none, takes two or three
//! dimensions for granted, and copies the input to an output that it does not resize.

use super::flexbuffer;
use crate::ops::hazard::{Hazard, NEW};

/// That there is a size.
pub(crate) const SIZE: Hazard = Hazard::file("options", NEW, |case| {
    let options = case.operator.custom_options().unwrap_or(&[]);
    match flexbuffer::number(options, b"hadamard_size") {
        Some(1..) => Ok(()),
        Some(size) => Err(format!(
            "its hadamard_size is {size}, and must be more than 0"
        )),
        None => Err("its options have no number hadamard_size".to_owned()),
    }
});

/// That what it copies fits.
pub(crate) const SHAPE: Hazard = Hazard::shapes("copied-whole", NEW, |operator, shapes| {
    let (Some(input), Some(output)) = (
        operator.inputs().flatten().next(),
        operator.outputs().next(),
    ) else {
        return Ok(());
    };
    let (from, to) = (shapes.when_run(input), output.shape());
    if !(2..=3).contains(&from.rank()) {
        return Err(format!(
            "its input has the shape {from}, and must have two or three dimensions"
        ));
    }
    let bytes = |ty: crate::types::ElementType, shape: &crate::types::Shape| {
        shape.num_elements().and_then(|count| ty.byte_len(count))
    };
    let (needed, there) = (
        bytes(input.element_type(), &from),
        bytes(output.element_type(), &to),
    );
    // The sums are of floats, whatever the output is declared to hold.
    match (needed, there) {
        (Some(needed), Some(there)) if needed <= there => Ok(()),
        _ => Err(format!(
            "its input of shape {from} does not fit into its output of shape {to}"
        )),
    }
});
