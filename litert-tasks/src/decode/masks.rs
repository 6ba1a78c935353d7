//! Masks: of single things, and one class for each pixel.

use litert::types::Shape;

use super::{Stored, Values, sigmoid, with_stored};
use crate::error::{Error, Result};
use crate::geometry::{Point, Rect, Size};
use crate::transform::Transform;

/// Where the channels of a picture-like output lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Planes {
    /// Columns and rows.
    pub size: Size,
    /// Numbers for each pixel.
    pub channels: usize,
    /// Whether all pixels of a channel lie together: `[1, channels, height, width]`.
    pub channels_first: bool,
}

impl Planes {
    /// Of an output `[1, height, width]`, or with channels last or, if `channels_first`, before.
    pub fn of(shape: &Shape, channels_first: bool) -> Option<Self> {
        let dim = |axis| shape.dim(axis);
        let (first, second, third) = (dim(0)?, dim(1)?, dim(2)?);
        let (height, width, channels) = match (shape.rank(), first, channels_first) {
            (3, 1, _) => (second, third, 1),
            (4, 1, true) => (third, dim(3)?, second),
            (4, 1, false) => (second, third, dim(3)?),
            _ => return None,
        };
        let size = Size::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?);
        (width > 0 && height > 0 && channels > 0).then_some(Self {
            size,
            channels,
            channels_first,
        })
    }

    fn pixels(&self) -> usize {
        self.size.width as usize * self.size.height as usize
    }

    #[inline]
    fn at(&self, pixel: usize, channel: usize) -> usize {
        match self.channels_first {
            true => channel * self.pixels() + pixel,
            false => pixel * self.channels + channel,
        }
    }

    fn check(&self, values: &Values<'_>) -> Result<()> {
        if self.pixels().checked_mul(self.channels) == Some(values.len()) {
            return Ok(());
        }
        Err(Error::model(format!(
            "an output of {} pixels with {} channels is expected, and {} was found",
            self.size,
            self.channels,
            values.shape()
        )))
    }
}

/// The map from the pixels of a picture to those of an output.
#[derive(Clone, Copy)]
struct Affine {
    start: Point,
    right: Point,
    down: Point,
}

impl Affine {
    fn new(transform: &Transform, output: Size) -> Self {
        let tensor = transform.tensor_size();
        let x = output.width as f32 / tensor.width.max(1) as f32;
        let y = output.height as f32 / tensor.height.max(1) as f32;
        let at = |px, py| {
            let it = transform.to_tensor(Point::new(px, py));
            Point::new(it.x * x, it.y * y)
        };
        let (start, right, down) = (at(0.5, 0.5), at(1.5, 0.5), at(0.5, 1.5));
        Self {
            start,
            right: Point::new(right.x - start.x, right.y - start.y),
            down: Point::new(down.x - start.x, down.y - start.y),
        }
    }

    #[inline]
    fn at(&self, x: u32, y: u32) -> Point {
        let (x, y) = (x as f32, y as f32);
        Point::new(
            self.start.x + x * self.right.x + y * self.down.x,
            self.start.y + x * self.right.y + y * self.down.y,
        )
    }
}

/// The mask of one thing: what is inside of its box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Mask {
    /// The column of the picture at which it begins.
    pub left: u32,
    /// The row of the picture at which it begins.
    pub top: u32,
    /// Its columns.
    pub width: u32,
    /// Its rows.
    pub height: u32,
    /// One byte for each pixel, row by row: 255 where the thing is, else 0.
    pub pixels: Vec<u8>,
}

impl Mask {
    /// Whether the thing covers this pixel of the picture.
    pub fn covers(&self, x: u32, y: u32) -> bool {
        let (Some(x), Some(y)) = (x.checked_sub(self.left), y.checked_sub(self.top)) else {
            return false;
        };
        let at = y as usize * self.width as usize + x as usize;
        x < self.width && y < self.height && self.pixels.get(at).is_some_and(|it| *it != 0)
    }

    /// How many pixels it covers.
    pub fn area(&self) -> usize {
        self.pixels.iter().filter(|it| **it != 0).count()
    }
}

/// Fills `mask` with the part of a box, in pixels of the picture, where the prototypes mixed with `weights`
/// are above 0. `scratch` is used again.
///
/// # Errors
/// [`Error::Model`] if the prototypes have other shapes than `planes` says, or other channels than there
/// are weights.
pub fn prototype_mask(
    prototypes: &Values<'_>,
    planes: &Planes,
    weights: &[f32],
    rect: &Rect,
    transform: &Transform,
    scratch: &mut Vec<f32>,
    mask: &mut Mask,
) -> Result<()> {
    planes.check(prototypes)?;
    if planes.channels != weights.len() {
        return Err(Error::model(format!(
            "{} prototypes of masks cannot be mixed with {} numbers",
            planes.channels,
            weights.len()
        )));
    }
    let rect = rect.clip(transform.picture_size());
    mask.left = rect.left.floor() as u32;
    mask.top = rect.top.floor() as u32;
    mask.width = (rect.right.ceil() as u32).saturating_sub(mask.left);
    mask.height = (rect.bottom.ceil() as u32).saturating_sub(mask.top);
    mask.pixels.clear();
    let affine = Affine::new(transform, planes.size);
    // The part of the prototypes that the box needs, one more on each side.
    let corners = [
        affine.at(mask.left, mask.top),
        affine.at(mask.left + mask.width, mask.top),
        affine.at(mask.left, mask.top + mask.height),
        affine.at(mask.left + mask.width, mask.top + mask.height),
    ];
    let bounds = crate::geometry::bounds(corners);
    let last = |size: u32| (size - 1) as f32;
    let clamp = |value: f32, size: u32| value.max(0.0).min(last(size)) as usize;
    let (x0, y0) = (
        clamp((bounds.left - 1.5).floor(), planes.size.width),
        clamp((bounds.top - 1.5).floor(), planes.size.height),
    );
    let (x1, y1) = (
        clamp((bounds.right + 1.5).ceil(), planes.size.width),
        clamp((bounds.bottom + 1.5).ceil(), planes.size.height),
    );
    let (columns, rows) = (x1 + 1 - x0, y1 + 1 - y0);
    scratch.clear();
    scratch.resize(columns * rows, 0.0);
    with_stored!(prototypes, slice, map => {
        let all = planes.size.width as usize;
        for (row, line) in scratch.chunks_exact_mut(columns).enumerate() {
            let first = (y0 + row) * all + x0;
            if planes.channels_first {
                for (channel, &weight) in weights.iter().enumerate() {
                    let at = planes.at(first, channel);
                    let Some(stored) = slice.get(at..at + columns) else { continue };
                    for (sum, stored) in line.iter_mut().zip(stored) {
                        *sum += weight * stored.real(map);
                    }
                }
            } else {
                let at = planes.at(first, 0);
                let Some(stored) = slice.get(at..at + columns * planes.channels) else { continue };
                for (sum, pixel) in line.iter_mut().zip(stored.chunks_exact(planes.channels)) {
                    *sum = pixel.iter().zip(weights).map(|(it, weight)| it.real(map) * weight).sum();
                }
            }
        }
    });
    let at = |x: usize, y: usize| scratch.get(y * columns + x).copied().unwrap_or(0.0);
    mask.pixels
        .reserve(mask.width as usize * mask.height as usize);
    for y in 0..mask.height {
        for x in 0..mask.width {
            let it = affine.at(mask.left + x, mask.top + y);
            let fx = (it.x - 0.5 - x0 as f32).max(0.0).min((columns - 1) as f32);
            let fy = (it.y - 0.5 - y0 as f32).max(0.0).min((rows - 1) as f32);
            let (cx, cy) = (fx as usize, fy as usize);
            let (nx, ny) = ((cx + 1).min(columns - 1), (cy + 1).min(rows - 1));
            let (ax, ay) = (fx - cx as f32, fy - cy as f32);
            let upper = at(cx, cy) * (1.0 - ax) + at(nx, cy) * ax;
            let lower = at(cx, ny) * (1.0 - ax) + at(nx, ny) * ax;
            // False for what is no number.
            let inside = upper * (1.0 - ay) + lower * ay > 0.0;
            mask.pixels.push(if inside { 255 } else { 0 });
        }
    }
    Ok(())
}

/// The class of a pixel that belongs to none, or that the model did not see.
pub const NO_CLASS: u8 = 255;

/// Fills `classes` with the best class of each pixel of an output. One channel is the confidence that a pixel
/// belongs to class 0: others are [`NO_CLASS`].
///
/// # Errors
/// [`Error::Model`] if the output has another shape than `planes` says, or more than 255 channels.
pub fn best_class(values: &Values<'_>, planes: &Planes, classes: &mut Vec<u8>) -> Result<()> {
    planes.check(values)?;
    if planes.channels > usize::from(NO_CLASS) {
        return Err(Error::model(format!(
            "masks of {} classes were found, and 255 fit into a byte",
            planes.channels
        )));
    }
    classes.clear();
    classes.resize(
        planes.pixels(),
        if planes.channels == 1 { NO_CLASS } else { 0 },
    );
    with_stored!(values, slice, map => {
        if planes.channels == 1 {
            let Some(half) = Stored::least(0.5, map) else { return Ok(()) };
            for (class, &stored) in classes.iter_mut().zip(slice) {
                if stored >= half && stored.real(map) > 0.5 {
                    *class = 0;
                }
            }
        } else if planes.channels_first {
            for (pixel, class) in classes.iter_mut().enumerate() {
                let mut best = slice.get(pixel).copied();
                for channel in 1..planes.channels {
                    let Some(&stored) = slice.get(planes.at(pixel, channel)) else { break };
                    if best.is_none_or(|best| stored > best) {
                        (*class, best) = (channel as u8, Some(stored));
                    }
                }
            }
        } else {
            for (class, scores) in classes.iter_mut().zip(slice.chunks_exact(planes.channels)) {
                let mut best = scores.first().copied();
                for (channel, &stored) in scores.iter().enumerate().skip(1) {
                    if best.is_none_or(|best| stored > best) {
                        (*class, best) = (channel as u8, Some(stored));
                    }
                }
            }
        }
    });
    Ok(())
}

/// Fills `classes` with the numbers of an output that are classes themselves. What is no number from 0 to 254
/// is [`NO_CLASS`].
pub fn stored_class(values: &Values<'_>, classes: &mut Vec<u8>) {
    classes.clear();
    classes.extend(values.iter().map(|value| match value {
        value if (0.0..255.0).contains(&value) => value.round() as u8,
        _ => NO_CLASS,
    }));
}

/// Fills `picture` with a class for each pixel of the picture: that of the nearest pixel of the output.
pub fn resize_classes(classes: &[u8], size: Size, transform: &Transform, picture: &mut Vec<u8>) {
    let affine = Affine::new(transform, size);
    let whole = transform.picture_size();
    let (width, height) = (size.width as f32, size.height as f32);
    picture.clear();
    picture.reserve(whole.width as usize * whole.height as usize);
    for y in 0..whole.height {
        for x in 0..whole.width {
            let it = affine.at(x, y);
            let seen = it.x >= -0.5 && it.y >= -0.5 && it.x <= width + 0.5 && it.y <= height + 0.5;
            let class = seen.then(|| {
                let column = (it.x.max(0.0) as usize).min(size.width as usize - 1);
                let row = (it.y.max(0.0) as usize).min(size.height as usize - 1);
                classes.get(row * size.width as usize + column).copied()
            });
            picture.push(class.flatten().unwrap_or(NO_CLASS));
        }
    }
}

/// What happens to the numbers of a segmenter before they are confidences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Activation {
    /// Nothing.
    #[default]
    None,
    /// The logistic function.
    Sigmoid,
    /// Softmax over the classes of a pixel.
    Softmax,
}

/// Fills `picture` with the confidence of one class for each pixel of the picture, between the pixels of the
/// output; 0 where the model did not see. `scratch` is used again.
///
/// # Errors
/// [`Error::Model`] if the output has another shape than `planes` says, or no such class.
pub fn confidence(
    values: &Values<'_>,
    planes: &Planes,
    class: usize,
    activation: Activation,
    transform: &Transform,
    scratch: &mut Vec<f32>,
    picture: &mut Vec<f32>,
) -> Result<()> {
    planes.check(values)?;
    if class >= planes.channels {
        return Err(Error::invalid_argument(format!(
            "class {class} was asked for, and the model tells {} apart",
            planes.channels
        )));
    }
    scratch.clear();
    for pixel in 0..planes.pixels() {
        let value = values.at(planes.at(pixel, class));
        scratch.push(match activation {
            Activation::None => value,
            Activation::Sigmoid => sigmoid(value),
            Activation::Softmax => {
                let all = (0..planes.channels).map(|it| values.at(planes.at(pixel, it)));
                1.0 / all.map(|it| (it - value).exp()).sum::<f32>()
            }
        });
    }
    let affine = Affine::new(transform, planes.size);
    let whole = transform.picture_size();
    let (columns, rows) = (planes.size.width as usize, planes.size.height as usize);
    let at = |x: usize, y: usize| scratch.get(y * columns + x).copied().unwrap_or(0.0);
    picture.clear();
    picture.reserve(whole.width as usize * whole.height as usize);
    for y in 0..whole.height {
        for x in 0..whole.width {
            let it = affine.at(x, y);
            let seen = it.x >= -0.5
                && it.y >= -0.5
                && it.x <= columns as f32 + 0.5
                && it.y <= rows as f32 + 0.5;
            if !seen {
                picture.push(0.0);
                continue;
            }
            let fx = (it.x - 0.5).max(0.0).min((columns - 1) as f32);
            let fy = (it.y - 0.5).max(0.0).min((rows - 1) as f32);
            let (cx, cy) = (fx as usize, fy as usize);
            let (nx, ny) = ((cx + 1).min(columns - 1), (cy + 1).min(rows - 1));
            let (ax, ay) = (fx - cx as f32, fy - cy as f32);
            let upper = at(cx, cy) * (1.0 - ax) + at(nx, cy) * ax;
            let lower = at(cx, ny) * (1.0 - ax) + at(nx, ny) * ax;
            picture.push(upper * (1.0 - ay) + lower * ay);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENSOR: Size = Size::new(8, 8);

    #[test]
    fn both_layouts_give_the_same_mask() {
        // Two prototypes of 4 x 4: one is right of the middle, one below it.
        let (mut first, mut last) = (vec![0.0; 32], vec![0.0; 32]);
        for pixel in 0..16 {
            let two = [
                if pixel % 4 >= 2 { 1.0 } else { -1.0 },
                if pixel >= 8 { 1.0 } else { -1.0 },
            ];
            for (channel, value) in two.into_iter().enumerate() {
                first[channel * 16 + pixel] = value;
                last[pixel * 2 + channel] = value;
            }
        }
        let transform = Transform::stretch(Size::new(16, 16), TENSOR);
        let mut masks = Vec::new();
        for (values, shape, channels_first) in
            [(&first, [1, 2, 4, 4], true), (&last, [1, 4, 4, 2], false)]
        {
            let values = Values::f32(values, &shape).unwrap();
            let planes = Planes::of(values.shape(), channels_first).unwrap();
            let (mut mask, mut scratch) = (Mask::default(), Vec::new());
            let rect = Rect::new(4.0, 2.0, 12.0, 14.0);
            prototype_mask(
                &values,
                &planes,
                &[1.0, 0.1],
                &rect,
                &transform,
                &mut scratch,
                &mut mask,
            )
            .unwrap();
            assert_eq!(
                (mask.left, mask.top, mask.width, mask.height),
                (4, 2, 8, 12)
            );
            assert!(mask.covers(9, 5) && !mask.covers(6, 5) && !mask.covers(13, 5));
            masks.push(mask);
        }
        assert_eq!(masks[0], masks[1]);
    }

    #[test]
    fn hostile_numbers_give_empty_masks() {
        let transform = Transform::stretch(Size::new(16, 16), TENSOR);
        let values = [f32::NAN; 16];
        let values = Values::f32(&values, &[1, 4, 4, 1]).unwrap();
        let planes = Planes::of(values.shape(), false).unwrap();
        let (mut mask, mut scratch) = (Mask::default(), Vec::new());
        for rect in [
            Rect::new(0.0, 0.0, 16.0, 16.0),
            Rect::new(f32::NAN, f32::NAN, f32::NAN, f32::NAN),
            Rect::new(f32::NEG_INFINITY, -1e30, f32::INFINITY, 1e30),
            Rect::new(20.0, 20.0, 4.0, 4.0),
        ] {
            let made = prototype_mask(
                &values,
                &planes,
                &[1.0],
                &rect,
                &transform,
                &mut scratch,
                &mut mask,
            );
            made.unwrap();
            assert_eq!(mask.area(), 0);
            assert_eq!(mask.pixels.len(), (mask.width * mask.height) as usize);
        }
    }

    #[test]
    fn best_class_of_both_layouts_and_of_one_channel() {
        let last = [0.1, 0.9, 0.3, 0.8, 0.1, 0.0];
        let first = [0.1, 0.8, 0.9, 0.1, 0.3, 0.0];
        let mut classes = Vec::new();
        for (values, shape, channels_first) in
            [(last, [1, 1, 2, 3], false), (first, [1, 3, 1, 2], true)]
        {
            let values = Values::f32(&values, &shape).unwrap();
            let planes = Planes::of(values.shape(), channels_first).unwrap();
            best_class(&values, &planes, &mut classes).unwrap();
            assert_eq!(classes, [1, 0]);
        }
        let one = [0.4, 0.6, f32::NAN, 0.5];
        let values = Values::f32(&one, &[1, 2, 2]).unwrap();
        let planes = Planes::of(values.shape(), false).unwrap();
        best_class(&values, &planes, &mut classes).unwrap();
        assert_eq!(classes, [NO_CLASS, 0, NO_CLASS, NO_CLASS]);
        stored_class(&values, &mut classes);
        assert_eq!(classes, [0, 1, NO_CLASS, 1]);
    }

    #[test]
    fn confidence_is_resized_and_class_kept_apart() {
        let transform = Transform::stretch(Size::new(4, 2), Size::new(2, 1));
        let values = [0.0, 1.0];
        let values = Values::f32(&values, &[1, 1, 2, 1]).unwrap();
        let planes = Planes::of(values.shape(), false).unwrap();
        let (mut scratch, mut picture) = (Vec::new(), Vec::new());
        let activation = Activation::None;
        confidence(
            &values,
            &planes,
            0,
            activation,
            &transform,
            &mut scratch,
            &mut picture,
        )
        .unwrap();
        assert_eq!(picture, [0.0, 0.25, 0.75, 1.0, 0.0, 0.25, 0.75, 1.0]);
        assert!(
            confidence(
                &values,
                &planes,
                1,
                activation,
                &transform,
                &mut scratch,
                &mut picture
            )
            .is_err()
        );
        let mut large = Vec::new();
        resize_classes(&[3, 7], planes.size, &transform, &mut large);
        assert_eq!(large, [3, 3, 7, 7, 3, 3, 7, 7]);
    }
}
