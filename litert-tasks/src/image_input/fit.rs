//! Which part of a picture goes to which part of a tensor.

use crate::error::{Error, Result};
use crate::geometry::{Point, RotatedRect, Size};
use crate::transform::Transform;

/// How a picture is brought into the shape of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Fit {
    /// The whole picture fills the input; its aspect ratio changes.
    #[default]
    Stretch,
    /// The largest part in the middle of the picture that has the input's aspect ratio.
    Crop,
    /// The whole picture with its aspect ratio, and borders around it.
    Letterbox {
        /// The brightness of the borders, from 0 to 255: 114 for YOLO, 0 for MediaPipe.
        pad: u8,
        /// Whether the picture is in the middle, as for YOLO; otherwise it is in the left upper corner.
        center: bool,
    },
    /// A part of the picture, which may be turned. Beyond the edges of the picture its outermost pixels are
    /// repeated.
    Region(RotatedRect),
}

/// How pixels are computed when sizes differ. Answers depend on it: take what the model was trained with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sampling {
    /// Between the two nearest pixels in each direction, with the upper left corner in place: pixel `i` is
    /// taken at `i * scale`. The answers of the official MediaPipe Tasks come from it.
    MediaPipe,
    /// Between the two nearest pixels in each direction, with centers in place: pixel `i` is taken at
    /// `(i + 0.5) * scale - 0.5`. As `cv2.resize` does it by default, and thus YOLO.
    #[default]
    OpenCv,
    /// All pixels that a pixel of the input covers have a part in it: as Pillow's bilinear filter, PyTorch's
    /// and TensorFlow's with antialiasing. In turned regions, several points are averaged.
    Antialias,
    /// The nearest pixel.
    Nearest,
}

/// Where pixels come from and go to, in upright coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placement {
    /// The part of the tensor that gets pixels of the picture: left, top, width, height.
    pub(super) to: [u32; 4],
    /// What the left upper corner of that part is in the picture, and how much a pixel steps.
    pub(super) x: Span,
    pub(super) y: Span,
    /// Of a turned region: its map from the tensor to the picture.
    pub(super) turned: Option<[f64; 6]>,
    pub(super) transform: Transform,
}

/// A range along one axis of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) start: f64,
    /// How many pixels of the picture are one of the tensor.
    pub(super) scale: f64,
    /// The range of pixels that may be read.
    pub(super) first: u32,
    pub(super) count: u32,
}

impl Fit {
    pub(super) fn place(
        &self,
        picture: Size,
        tensor: Size,
        sampling: Sampling,
    ) -> Result<Placement> {
        match *self {
            Fit::Stretch => Ok(whole(
                picture,
                tensor,
                [0, 0, picture.width, picture.height],
            )),
            Fit::Crop => Ok(whole(picture, tensor, crop(picture, tensor))),
            Fit::Letterbox { center, .. } if sampling == Sampling::MediaPipe => {
                Ok(exact_letterbox(picture, tensor, center))
            }
            Fit::Letterbox { center, .. } => Ok(letterbox(picture, tensor, center)),
            Fit::Region(region) => place_region(&region, picture, tensor),
        }
    }
}

/// The largest part of the aspect ratio of `tensor`, in the middle: left, top, width, height.
fn crop(picture: Size, tensor: Size) -> [u32; 4] {
    let (pw, ph) = (u64::from(picture.width), u64::from(picture.height));
    let (tw, th) = (u64::from(tensor.width), u64::from(tensor.height));
    let rounded = |a: u64, b: u64, c: u64| ((a * b + c / 2) / c).max(1);
    let (width, height) = if pw * th > ph * tw {
        (rounded(ph, tw, th).min(pw), ph)
    } else {
        (pw, rounded(pw, th, tw).min(ph))
    };
    [
        ((pw - width) / 2) as u32,
        ((ph - height) / 2) as u32,
        width as u32,
        height as u32,
    ]
}

fn whole(picture: Size, tensor: Size, [left, top, width, height]: [u32; 4]) -> Placement {
    let span = |first: u32, count: u32, to: u32| Span {
        start: f64::from(first),
        scale: f64::from(count) / f64::from(to),
        first,
        count,
    };
    let x = span(left, width, tensor.width);
    let y = span(top, height, tensor.height);
    placed(picture, tensor, [0, 0, tensor.width, tensor.height], x, y)
}

fn placed(picture: Size, tensor: Size, to: [u32; 4], x: Span, y: Span) -> Placement {
    let back = |span: &Span, to: u32| span.start - f64::from(to) * span.scale;
    let matrix = [x.scale, 0.0, back(&x, to[0]), 0.0, y.scale, back(&y, to[1])];
    Placement {
        to,
        x,
        y,
        turned: None,
        transform: Transform::from_matrix(picture, tensor, matrix),
    }
}

/// Whole pixels for borders and picture, as programs with OpenCV do it.
fn letterbox(picture: Size, tensor: Size, center: bool) -> Placement {
    let (pw, ph) = (f64::from(picture.width), f64::from(picture.height));
    let ratio = (f64::from(tensor.width) / pw).min(f64::from(tensor.height) / ph);
    let side = |of: f64, most: u32| ((of * ratio).round_ties_even() as u32).clamp(1, most);
    let (width, height) = (side(pw, tensor.width), side(ph, tensor.height));
    let [left, top] = match center {
        true => [(tensor.width - width) / 2, (tensor.height - height) / 2],
        false => [0, 0],
    };
    let span = |count: u32, to: u32| Span {
        start: 0.0,
        scale: f64::from(count) / f64::from(to),
        first: 0,
        count,
    };
    let x = span(picture.width, width);
    let y = span(picture.height, height);
    placed(picture, tensor, [left, top, width, height], x, y)
}

/// Borders that may end inside of a pixel: one scale for both axes. A pixel belongs to the picture if the
/// point that it is taken at does.
fn exact_letterbox(picture: Size, tensor: Size, center: bool) -> Placement {
    let (pw, ph) = (f64::from(picture.width), f64::from(picture.height));
    let (tw, th) = (f64::from(tensor.width), f64::from(tensor.height));
    let scale = (pw / tw).max(ph / th);
    let axis = |of: f64, count: u32, most: u32| {
        let border = match center {
            true => (f64::from(most) - of / scale) / 2.0,
            false => 0.0,
        };
        // Rounding errors must not cost a row.
        let begin = ((border - 1e-6).ceil().max(0.0) as u32).min(most - 1);
        let end = border + (of - 1.0).max(0.0) / scale + 1e-6;
        let end = (end.floor() as u32 + 1).clamp(begin + 1, most);
        let span = Span {
            start: (f64::from(begin) - border) * scale,
            scale,
            first: 0,
            count,
        };
        (begin, end - begin, span)
    };
    let (left, width, x) = axis(pw, picture.width, tensor.width);
    let (top, height, y) = axis(ph, picture.height, tensor.height);
    placed(picture, tensor, [left, top, width, height], x, y)
}

fn place_region(region: &RotatedRect, picture: Size, tensor: Size) -> Result<Placement> {
    let RotatedRect {
        center: Point { x, y },
        width,
        height,
        angle,
    } = *region;
    let limit = 1e7;
    let usable = [x, y, width, height].iter().all(|it| it.abs() < limit) && angle.is_finite();
    if !usable || width < 1e-3 || height < 1e-3 {
        return Err(Error::invalid_argument(format!(
            "a region of {width}x{height} pixels around ({x}, {y}), turned by {angle}, is none: sides are \
             longer than 0, and all numbers finite and below {limit}"
        )));
    }
    let (width, height) = (f64::from(width), f64::from(height));
    let (left, top) = (f64::from(x) - width / 2.0, f64::from(y) - height / 2.0);
    let (tw, th) = (f64::from(tensor.width), f64::from(tensor.height));
    let span = |start: f64, length: f64, count: u32| Span {
        start,
        scale: length,
        first: 0,
        count,
    };
    let mut placement = placed(
        picture,
        tensor,
        [0, 0, tensor.width, tensor.height],
        span(left, width / tw, picture.width),
        span(top, height / th, picture.height),
    );
    if angle != 0.0 {
        let (sin, cos) = f64::from(angle).sin_cos();
        let (sx, sy) = (width / tw, height / th);
        let matrix = [
            cos * sx,
            -sin * sy,
            f64::from(x) - cos * width / 2.0 + sin * height / 2.0,
            sin * sx,
            cos * sy,
            f64::from(y) - sin * width / 2.0 - cos * height / 2.0,
        ];
        placement.turned = Some(matrix);
        placement.transform = Transform::from_matrix(picture, tensor, matrix);
    }
    Ok(placement)
}
