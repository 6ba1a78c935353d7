//! Operators that crash the XNNPACK delegate, which both engines use by default.
//!
//! The delegate asks itself for each operator whether it can take it over. In some of these
//! questions it reports a "no" to a place that does not exist, and crashes; in others it believes
//! what the file says about sizes.

use super::alike::numbers;
use super::options;
use crate::ops::hazard::{ALL, Hazard, OLD};
use crate::reader::{OperatorView, TensorView};
use crate::schema::{Operator, Text};
use crate::types::{ElementType, MAX_RANK, Quantization};
use crate::verify::shapes::Shapes;
use crate::verify::types::Types;

/// The delegate takes a variable without a shape for a scalar.
pub(crate) const VARIABLES: Hazard = Hazard::file("xnnpack-variable", ALL, |case| {
    variables(case.operator, case.types)
});
/// The delegate believes that there are as many outputs as options say.
pub(crate) const PARTS: Hazard =
    Hazard::file("parts-and-outputs", ALL, |case| split(case.operator));
/// TensorFlow Lite 2.17 writes parts as long as the first one.
pub(crate) const EVEN: Hazard = Hazard::shapes("parts-uneven", OLD, even);
/// The delegate asks for height and width, whether there are any or not.
pub(crate) const PICTURE: Hazard = Hazard::file("no-picture", ALL, |case| picture(case.operator));
/// The delegate, and the kernel of TensorFlow Lite 2.17, believe that each axis is there once.
pub(crate) const AXES: Hazard = Hazard::file("axes-order", ALL, |case| order(case.operator));
/// The delegate copies a constant shape to where there is room for the most dimensions there are.
pub(crate) const DIMENSIONS: Hazard =
    Hazard::file("dimensions-too-many", ALL, |case| dimensions(case.operator));
/// The delegate reports parameters that it does not know to a place that does not exist.
pub(crate) const PARAMETERS: Hazard = Hazard::file("quantization-impossible", ALL, |case| {
    let mut tensors = case
        .operator
        .inputs()
        .flatten()
        .chain(case.operator.outputs());
    tensors.try_for_each(representable)
});
/// The delegate reads as much from a constant as the result takes.
pub(crate) const UNPACKED: Hazard =
    Hazard::file("unpacked-size", ALL, |case| unpacked_size(case.operator));
/// The delegate knows attention by its name, and believes that its inputs fit together.
pub(crate) const ATTENTION: Hazard =
    Hazard::file("attention-inputs", ALL, |case| attention(case.operator));

const ATTENTION_NAME: &[u8] = b"odml.scaled_dot_product_attention";

/// Whether what is split is a multiple of the parts, where that depends on a shape which may change.
fn even(operator: OperatorView<'_>, shapes: &Shapes<'_, '_>) -> Result<(), String> {
    let mut inputs = operator.inputs();
    let (Some(Some(axis)), Some(Some(input))) = (inputs.next(), inputs.next()) else {
        return Ok(());
    };
    let shape = shapes.when_run(input);
    let axis = axis.data().and_then(|data| data.first_chunk()).copied();
    let Some(axis) = axis.map(i32::from_le_bytes) else {
        return Ok(());
    };
    let rank = shape.rank() as i64;
    let axis = i64::from(axis) + if axis < 0 { rank } else { 0 };
    let Some(length) = usize::try_from(axis).ok().and_then(|axis| shape.dim(axis)) else {
        return Ok(());
    };
    let parts = operator.outputs().count();
    if parts > 0 && length % parts == 0 {
        return Ok(());
    }
    Err(format!(
        "it splits {length} into {parts} parts, which cannot be equal"
    ))
}

fn split(operator: OperatorView<'_>) -> Result<(), String> {
    let parts = operator
        .table()
        .split()
        .map_or(0, |options| options.num_splits());
    let outputs = operator.outputs().count();
    if usize::try_from(parts) == Ok(outputs) {
        return Ok(());
    }
    Err(format!(
        "it splits into {parts} parts, but the number of outputs is {outputs}"
    ))
}

/// The delegate asks for height and width, whether there are any or not.
fn picture(operator: OperatorView<'_>) -> Result<(), String> {
    match operator.inputs().next().flatten() {
        Some(input) if input.shape().rank() != 4 => Err(format!(
            "its input has the shape {}, and not four dimensions",
            input.shape()
        )),
        _ => Ok(()),
    }
}

/// The delegate takes an order without dimensions for that of a single axis, and the kernel of
/// TensorFlow Lite 2.17 believes that each axis is there once.
fn order(operator: OperatorView<'_>) -> Result<(), String> {
    let Some(order) = operator.inputs().nth(1).flatten() else {
        return Ok(());
    };
    if order.shape().rank() != 1 {
        return Err(format!(
            "the order of the axes is no list, but has the shape {}",
            order.shape()
        ));
    }
    // Longer lists are not read: many operators may have the same one.
    let length = order.shape().num_elements().unwrap_or(0);
    if length > MAX_RANK {
        return Err(format!(
            "it orders {length} axes, but the runtimes handle at most {MAX_RANK}"
        ));
    }
    let data = order
        .data()
        .filter(|_| order.element_type() == ElementType::Int32);
    let axes: Vec<i32> = numbers(data.unwrap_or(&[]), i32::from_le_bytes);
    let count = axes.len() as i32;
    let mut seen: Vec<i32> = axes
        .iter()
        .map(|axis| if *axis < 0 { axis + count } else { *axis })
        .collect();
    seen.sort_unstable();
    if seen.into_iter().eq(0..count) {
        return Ok(());
    }
    Err(format!("{axes:?} is no order of axes"))
}

/// The delegate copies a constant shape to where there is room for the most dimensions there are.
fn dimensions(operator: OperatorView<'_>) -> Result<(), String> {
    let shape = operator.inputs().nth(1).flatten();
    let asked = shape.and_then(|shape| shape.shape().num_elements());
    match asked {
        Some(asked) if asked > MAX_RANK => Err(format!(
            "it asks for {asked} dimensions, but the runtimes handle at most {MAX_RANK}"
        )),
        _ => Ok(()),
    }
}

/// The delegate takes a variable without a shape for a scalar, and makes room for what the file says
/// of the result.
fn variables(operator: OperatorView<'_>, types: &Types) -> Result<(), String> {
    let elements = |tensor: TensorView<'_>| tensor.shape().num_elements();
    let largest = operator.inputs().flatten().map(elements).max().flatten();
    let scalar = |tensor: TensorView<'_>| tensor.shape().rank() == 0 && types.is_variable(tensor);
    let Some(output) = operator.outputs().next() else {
        return Ok(());
    };
    if elements(output) < largest && operator.inputs().flatten().any(scalar) {
        return Err(format!(
            "it makes a tensor of shape {} of a variable and a larger input",
            output.shape()
        ));
    }
    Ok(())
}

/// Whether the parameters of a tensor of small integers are such that the delegate knows them.
fn representable(tensor: TensorView<'_>) -> Result<(), String> {
    let range = match tensor.element_type() {
        ElementType::Int8 => -128..=127,
        ElementType::UInt8 => 0..=255,
        _ => return Ok(()),
    };
    let Quantization::PerTensor(params) = tensor.quantization() else {
        return Ok(());
    };
    if params.scale.is_normal() && params.scale > 0.0 && range.contains(&params.zero_point) {
        return Ok(());
    }
    Err(format!(
        "tensor {} of type {} has {params}, which is impossible",
        tensor.index(),
        tensor.element_type()
    ))
}

/// The delegate unpacks constants by the size of the result, and reads as much from the constant.
fn unpacked_size(operator: OperatorView<'_>) -> Result<(), String> {
    let (Some(Some(input)), Some(output)) = (operator.inputs().next(), operator.outputs().next())
    else {
        return Ok(());
    };
    if input.data().is_none() || input.shape().num_elements() == output.shape().num_elements() {
        return Ok(());
    }
    Err(format!(
        "it unpacks a constant of shape {} into a tensor of shape {}",
        input.shape(),
        output.shape()
    ))
}

/// The delegate knows attention by the name of the composite, and how its inputs fit together.
fn attention(operator: OperatorView<'_>) -> Result<(), String> {
    let Some(options) = Operator::composite(operator.table()) else {
        return Ok(());
    };
    if options.name().map(Text::bytes) != Some(ATTENTION_NAME) {
        return Ok(());
    }
    options::attributes(options.composite_attributes())?;
    if operator.outputs().next().is_none() {
        return Err("it has no output".to_owned());
    }
    let misfit = || Err("the shapes of its inputs do not fit together".to_owned());
    let inputs: Vec<_> = operator.inputs().take(4).collect();
    let (Some(&[Some(query), Some(key), Some(value)]), mask) =
        (inputs.first_chunk(), inputs.get(3))
    else {
        return Err("query, key or value is missing".to_owned());
    };
    for tensor in [query, key, value] {
        if tensor.shape().rank() != 4 || tensor.shape().contains(&0) {
            return misfit();
        }
    }
    let width = query.shape().dim(3);
    if key.shape().dim(3) != width || value.shape().dim(3) != width {
        return misfit();
    }
    let Some(mask) = mask else {
        return Ok(());
    };
    let Some(mask) = mask.map(|mask| mask.shape()) else {
        return Err("its mask is left out; leave it off instead".to_owned());
    };
    let length = mask.rank().checked_sub(1).and_then(|last| mask.dim(last));
    if length.is_none() || key.shape().dim(1) != length || value.shape().dim(1) != length {
        return misfit();
    }
    Ok(())
}
