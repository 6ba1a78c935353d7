//! Whether convolutions and pooling have windows that move.
//!
//! TensorFlow Lite 2.17 divides by what is 0 here. Later versions refuse it in plain words.

use crate::reader::{OperatorView, TensorView};
use crate::types::ElementType;
use crate::verify::shapes::Shapes;

const AVERAGE_POOL_2D: i32 = 1;
const CONV_2D: i32 = 3;
const DEPTHWISE_CONV_2D: i32 = 4;
const L2_POOL_2D: i32 = 12;
const MAX_POOL_2D: i32 = 17;

/// Kernels keep these in 16 bits, or multiply them in 32. No model comes close.
const MOST: i32 = i16::MAX as i32;

/// Says what is wrong, if anything.
pub(super) fn check(operator: OperatorView<'_>, code: i32) -> Result<(), String> {
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
    let Some(window) = Window::of(operator, code)? else {
        return Ok(());
    };
    let mut numbers = window
        .strides
        .iter()
        .chain(&window.size)
        .chain(&window.dilation);
    if numbers.any(|number| *number <= 0) {
        return Err("a stride or the size of the window is 0".to_owned());
    }
    let mut numbers = window
        .strides
        .iter()
        .chain(&window.size)
        .chain(&window.dilation);
    if let Some(number) = numbers.find(|number| **number > MOST) {
        return Err(format!(
            "a stride, dilation or window is {number}, which is impossible"
        ));
    }
    if ![SAME, VALID].contains(&window.padding) {
        return Err(format!("there is no padding of kind {}", window.padding));
    }
    match code {
        CONV_2D => channels(operator),
        DEPTHWISE_CONV_2D => bias(operator),
        _ => Ok(()),
    }
}

/// Whether the window fits into the input, whose shape may change. TensorFlow Lite 2.17 and its XNNPACK
/// take the size of the result for positive, and that of the input.
pub(super) fn fits(
    operator: OperatorView<'_>,
    code: i32,
    shapes: &Shapes<'_, '_>,
) -> Result<(), String> {
    let (Ok(Some(window)), Some(Some(input))) =
        (Window::of(operator, code), operator.inputs().next())
    else {
        return Ok(());
    };
    let shape = shapes.when_run(input);
    let &[_, height, width, _] = shape.dims() else {
        return Ok(());
    };
    let larger = |at: usize, room: i32| {
        let (size, dilation) = (i64::from(window.size[at]), i64::from(window.dilation[at]));
        (size - 1) * dilation >= i64::from(room)
    };
    if window.padding == VALID && (larger(0, height) || larger(1, width)) {
        return Err(format!(
            "its window is larger than its input, of shape {shape}"
        ));
    }
    Ok(())
}

const SAME: i8 = 0;
const VALID: i8 = 1;

/// A window over height and width.
struct Window {
    strides: [i32; 2],
    size: [i32; 2],
    dilation: [i32; 2],
    /// How its edges are filled up: not at all, or so that any window fits.
    padding: i8,
}

impl Window {
    /// The window of an operator that has one.
    fn of(operator: OperatorView<'_>, code: i32) -> Result<Option<Self>, String> {
        let table = operator.table();
        let filter = operator.inputs().nth(1).flatten().map(TensorView::shape);
        // Others than pictures are refused by the kernels.
        let filter = filter.and_then(|shape| match *shape.dims() {
            [_, height, width, depth] if depth != 0 => Some([height, width]),
            [_, _, _, _] => Some([0, 0]),
            _ => None,
        });
        let (options, size) = match code {
            CONV_2D => (
                table.conv().map(|o| {
                    let dilation = [o.dilation_h(), o.dilation_w()];
                    (o.padding(), [o.stride_h(), o.stride_w()], dilation)
                }),
                filter,
            ),
            DEPTHWISE_CONV_2D => (
                table.depthwise().map(|o| {
                    let dilation = [o.dilation_h(), o.dilation_w()];
                    (o.padding(), [o.stride_h(), o.stride_w()], dilation)
                }),
                filter,
            ),
            AVERAGE_POOL_2D | MAX_POOL_2D | L2_POOL_2D => (
                table
                    .pool()
                    .map(|o| (o.padding(), [o.stride_h(), o.stride_w()], [1, 1])),
                table.pool().map(|o| [o.filter_height(), o.filter_width()]),
            ),
            _ => return Ok(None),
        };
        let Some((padding, strides, dilation)) = options else {
            return Err("a stride or the size of the window is 0".to_owned());
        };
        Ok(size.map(|size| Self {
            strides,
            size,
            dilation,
            padding,
        }))
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
