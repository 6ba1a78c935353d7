//! Whether convolutions and pooling have windows that move.
//!
//! TensorFlow Lite 2.17 divides by what is 0 here. Later versions refuse it in plain words.

use crate::model::reader::{OperatorView, TensorView};
use crate::types::ElementType;

const AVERAGE_POOL_2D: i32 = 1;
const CONV_2D: i32 = 3;
const DEPTHWISE_CONV_2D: i32 = 4;
const L2_POOL_2D: i32 = 12;
const MAX_POOL_2D: i32 = 17;

/// Says what is wrong, if anything.
pub(super) fn check(operator: OperatorView<'_>, code: i32) -> Result<(), String> {
    let table = operator.table();
    // Inputs that are no pictures are refused before anybody divides.
    if operator
        .inputs()
        .next()
        .flatten()
        .is_some_and(|input| input.shape().rank() != 4)
    {
        return Ok(());
    }
    // The kernels take missing options for zeros.
    let moves = match code {
        CONV_2D => table
            .conv()
            .is_some_and(|o| o.stride_w() > 0 && o.stride_h() > 0),
        DEPTHWISE_CONV_2D => table
            .depthwise()
            .is_some_and(|o| o.stride_w() > 0 && o.stride_h() > 0),
        AVERAGE_POOL_2D | MAX_POOL_2D | L2_POOL_2D => table.pool().is_some_and(|o| {
            o.stride_w() > 0 && o.stride_h() > 0 && o.filter_width() > 0 && o.filter_height() > 0
        }),
        _ => return Ok(()),
    };
    let empty = |filter: TensorView<'_>| filter.shape().contains(&0);
    let filter = operator.inputs().nth(1).flatten();
    if !moves || filter.is_some_and(empty) {
        return Err("a stride or the size of the window is 0".to_owned());
    }
    match code {
        CONV_2D => channels(operator),
        DEPTHWISE_CONV_2D => bias(operator),
        _ => Ok(()),
    }
}

/// The kernels for small integers start from the bias without a look whether there is one.
fn bias(operator: OperatorView<'_>) -> Result<(), String> {
    let small = |ty| matches!(ty, ElementType::Int8 | ElementType::UInt8);
    let mut inputs = operator.inputs();
    let input = inputs.next().flatten();
    if input.is_some_and(|input| small(input.element_type())) && inputs.nth(1).flatten().is_none() {
        return Err("a quantized one needs a bias; convert the model again".to_owned());
    }
    Ok(())
}

/// Whether the filters can be shared out among the groups of channels.
fn channels(operator: OperatorView<'_>) -> Result<(), String> {
    let mut inputs = operator.inputs().flatten();
    let (Some(input), Some(filter)) = (inputs.next(), inputs.next()) else {
        return Ok(());
    };
    let (Some(channels), Some(filters), Some(depth)) = (
        input.shape().dim(3),
        filter.shape().dim(0),
        filter.shape().dim(3),
    ) else {
        return Ok(());
    };
    // Where the depth does not divide the channels the kernels say so, unless it is 0.
    let groups = channels.checked_div(depth);
    let fits = match groups {
        None => false,
        Some(0) => true,
        Some(groups) => channels % depth != 0 || (filters >= groups && filters % groups == 0),
    };
    if fits {
        return Ok(());
    }
    Err(format!(
        "filters of shape {} do not fit an input of shape {}",
        filter.shape(),
        input.shape()
    ))
}
