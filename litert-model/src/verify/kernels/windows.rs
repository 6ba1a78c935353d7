//! Whether convolutions and pooling have windows that move.
//!
//! TensorFlow Lite 2.17 divides by what is 0 here. Later versions refuse it in plain words.

use crate::ops::hazard::{ALL, Hazard, OLD};
use crate::reader::OperatorView;
use crate::types::ElementType;
use crate::verify::shapes::Shapes;

/// The kernel of CONV_2D divides by what is 0.
pub(crate) const CONV: Hazard = Hazard::file(STILL, OLD, |case| {
    if check(case.operator, Window::conv)? {
        channels(case.operator)?;
    }
    Ok(())
});

/// That of DEPTHWISE_CONV_2D, too, and it starts from the bias without a look.
pub(crate) const DEPTHWISE: Hazard = Hazard::file(STILL, ALL, |case| {
    if check(case.operator, Window::depthwise)? {
        bias(case.operator)?;
    }
    Ok(())
});

/// Those of pooling, too.
pub(crate) const POOL: Hazard = Hazard::file(STILL, OLD, |case| {
    check(case.operator, Window::pool).map(drop)
});

/// The kernel and its XNNPACK take the size of the result for positive, and that of the input.
pub(crate) const CONV_FITS: Hazard = Hazard::shapes(LARGER, OLD, |operator, shapes| {
    fits(operator, Window::conv, shapes)
});
/// The same.
pub(crate) const DEPTHWISE_FITS: Hazard = Hazard::shapes(LARGER, OLD, |operator, shapes| {
    fits(operator, Window::depthwise, shapes)
});
/// The same.
pub(crate) const POOL_FITS: Hazard = Hazard::shapes(LARGER, OLD, |operator, shapes| {
    fits(operator, Window::pool, shapes)
});

const STILL: &str = "window-impossible";
const LARGER: &str = "window-larger";

/// Kernels keep these in 16 bits, or multiply them in 32. No model comes close.
const MOST: i32 = i16::MAX as i32;

type Options = fn(OperatorView<'_>) -> Result<Option<Window>, String>;

/// Says what is wrong, if anything; else whether there is a picture at all.
fn check(operator: OperatorView<'_>, window: Options) -> Result<bool, String> {
    // Inputs that are no pictures are refused before anybody divides.
    let input = operator.inputs().next().flatten();
    if input.is_some_and(|input| input.shape().rank() != 4) {
        return Ok(false);
    }
    // The kernels take missing options for zeros.
    let Some(window) = window(operator)? else {
        return Ok(false);
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
    Ok(true)
}

/// Whether the window fits into the input, whose shape may change.
fn fits(
    operator: OperatorView<'_>,
    window: Options,
    shapes: &Shapes<'_, '_>,
) -> Result<(), String> {
    let (Ok(Some(window)), Some(Some(input))) = (window(operator), operator.inputs().next()) else {
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
    fn conv(operator: OperatorView<'_>) -> Result<Option<Self>, String> {
        let options = operator.table().conv().map(|o| {
            let dilation = [o.dilation_h(), o.dilation_w()];
            (o.padding(), [o.stride_h(), o.stride_w()], dilation)
        });
        Self::new(options, filter(operator))
    }

    fn depthwise(operator: OperatorView<'_>) -> Result<Option<Self>, String> {
        let options = operator.table().depthwise().map(|o| {
            let dilation = [o.dilation_h(), o.dilation_w()];
            (o.padding(), [o.stride_h(), o.stride_w()], dilation)
        });
        Self::new(options, filter(operator))
    }

    fn pool(operator: OperatorView<'_>) -> Result<Option<Self>, String> {
        let options = operator.table().pool();
        let size = options.map(|o| [o.filter_height(), o.filter_width()]);
        let options = options.map(|o| (o.padding(), [o.stride_h(), o.stride_w()], [1, 1]));
        Self::new(options, size)
    }

    /// Of padding, strides and dilation, and the size, which is that of a picture or none.
    fn new(
        options: Option<(i8, [i32; 2], [i32; 2])>,
        size: Option<[i32; 2]>,
    ) -> Result<Option<Self>, String> {
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

/// Height and width of the filter. Others than pictures are refused by the kernels.
fn filter(operator: OperatorView<'_>) -> Option<[i32; 2]> {
    let filter = operator.inputs().nth(1).flatten()?;
    match *filter.shape().dims() {
        [_, height, width, depth] if depth != 0 => Some([height, width]),
        [_, _, _, _] => Some([0, 0]),
        _ => None,
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
