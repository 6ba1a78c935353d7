//! What a model wants to be given: read from its input and its description.

use litert::model::TensorInfo;
use litert::model::metadata::{ColorSpace, Normalization, TensorContent, TensorMetadata};
use litert::types::{ElementType, QuantParams, Quantization};

use crate::error::{Error, Result};
use crate::geometry::Size;

/// Where the channels stand in an input's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Batch, height, width, channels.
    Nhwc,
    /// Batch, channels, height, width.
    Nchw,
}

/// What the channels of an input are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Color {
    /// Red, green, blue.
    Rgb,
    /// Blue, green, red.
    Bgr,
    /// Red, green, blue, and opacity, which is full.
    Rgba,
    /// Brightness alone.
    Gray,
}

impl Color {
    /// How many channels these are.
    pub fn channels(self) -> usize {
        match self {
            Color::Rgb | Color::Bgr => 3,
            Color::Rgba => 4,
            Color::Gray => 1,
        }
    }
}

/// Who said how pixels become numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValuesFrom {
    /// The caller.
    Caller,
    /// The model's metadata.
    Metadata,
    /// The type of the input: of 8-bit inputs, black is the smallest number and white the largest, which
    /// its quantization maps to the range that it was trained with.
    Type,
    /// Nobody: from 0 to 1, as for most float models.
    Assumed,
}

/// Which dimensions of a shape are which of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) batch: Option<usize>,
    /// The width comes right after.
    pub(super) height: usize,
    pub(super) channels: Option<usize>,
}

impl Place {
    /// `None` if a picture does not fit.
    pub(super) fn of(dims: &[i32], layout: Option<Layout>) -> Option<Self> {
        let color = |dim: i32| matches!(dim, 1 | 3 | 4);
        let last = layout != Some(Layout::Nchw);
        let first = layout != Some(Layout::Nhwc);
        let place = |batch, height, channels| {
            Some(Self {
                batch,
                height,
                channels,
            })
        };
        match *dims {
            [_, _, _, c] if last && color(c) => place(Some(0), 1, Some(3)),
            [_, c, _, _] if first && color(c) => place(Some(0), 2, Some(1)),
            [n, _, _] if n == 1 || n == -1 => place(Some(0), 1, None),
            [_, _, c] if last && color(c) => place(None, 0, Some(2)),
            [c, _, _] if first && color(c) => place(None, 1, Some(0)),
            [_, _, _] => place(Some(0), 1, None),
            [_, _] => place(None, 0, None),
            _ => None,
        }
    }

    pub(super) fn layout(self) -> Option<Layout> {
        let channels = self.channels?;
        Some(match channels > self.height {
            true => Layout::Nhwc,
            false => Layout::Nchw,
        })
    }
}

/// What one picture of an input is.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    pub(super) name: String,
    pub(super) declared: Vec<i32>,
    pub(super) place: Place,
    pub(super) color: Color,
    /// Width and height, where the model does not leave them open.
    pub(super) size: Option<Size>,
    pub(super) element_type: ElementType,
    pub(super) quantization: Option<QuantParams>,
    /// How pixels become numbers; `None` if black is the smallest 8-bit number and white the largest.
    pub(super) normalization: Option<Normalization>,
    pub(super) values_from: ValuesFrom,
}

impl Spec {
    pub(super) fn of(
        info: &TensorInfo,
        described: Option<&TensorMetadata>,
        layout: Option<Layout>,
    ) -> Result<Self> {
        let shape = info.shape_signature();
        let dims = shape.dims();
        let refused = |why: &str| {
            Err(Error::model(format!(
                "the input '{}' takes no picture: {why}",
                info.name()
            )))
        };
        let Some(place) = Place::of(dims, layout) else {
            let with = match layout {
                Some(Layout::Nhwc) => ", with the channels last (NHWC)",
                Some(Layout::Nchw) => ", with the channels first (NCHW)",
                None => "",
            };
            return refused(&format!(
                "a picture does not fit {shape}{with}: it fits [1, height, width, channels] or [1, channels, \
                 height, width] with 1, 3 or 4 channels"
            ));
        };
        if dims.contains(&0) {
            return refused(&format!("its shape {shape} holds nothing"));
        }
        let element_type = info.element_type();
        if !matches!(
            element_type,
            ElementType::UInt8
                | ElementType::Int8
                | ElementType::Int16
                | ElementType::Int32
                | ElementType::Float16
                | ElementType::Float32
        ) {
            return refused(&format!(
                "it holds {element_type}, and pixels become uint8, int8, int16, int32, float16 or float32"
            ));
        }
        let quantization = match info.quantization() {
            Quantization::PerChannel(_) => {
                return refused("its quantization differs by channel, which none of an input does");
            }
            it => it.per_tensor(),
        };
        let (prefers, space) = match described.and_then(|input| input.content) {
            Some(TensorContent::Image { size, color }) => (size, Some(color)),
            _ => (None, None),
        };
        let color = match place.channels.and_then(|at| dims.get(at)) {
            Some(3) => Color::Rgb,
            Some(4) => Color::Rgba,
            _ => Color::Gray,
        };
        if space == Some(ColorSpace::Grayscale) && color != Color::Gray {
            return refused(&format!(
                "its metadata says that it is gray, and its shape {shape} has {} channels",
                color.channels()
            ));
        }
        let side = |at: usize| dims.get(at).and_then(|&dim| u32::try_from(dim).ok());
        let prefers = prefers.map(|(width, height)| Size::new(width, height));
        let size = match (side(place.height + 1), side(place.height)) {
            (Some(width), Some(height)) => Some(Size::new(width, height)),
            // The metadata may prefer a size where the shape is open.
            (width, height) => prefers
                .map(|it| Size::new(width.unwrap_or(it.width), height.unwrap_or(it.height)))
                .filter(|it| it.width > 0 && it.height > 0),
        };
        let mut spec = Self {
            name: info.name().to_owned(),
            declared: dims.to_vec(),
            place,
            color,
            size,
            element_type,
            quantization,
            normalization: None,
            values_from: ValuesFrom::Type,
        };
        if let Some(said) = described.and_then(|input| input.normalization.as_ref()) {
            spec.check(said)?;
        }
        let said = described.and_then(|input| input.normalization.clone());
        (spec.normalization, spec.values_from) = spec.values(said);
        Ok(spec)
    }

    /// How pixels become numbers, if the caller does not say.
    ///
    /// A model with 8-bit inputs need not say. Its converter chose scale and zero point so that the 256
    /// stored values cover just the range that it was trained with; pixels that are normalized and then
    /// quantized end where they began, but for rounding, which would shift some by one.
    fn values(&self, said: Option<Normalization>) -> (Option<Normalization>, ValuesFrom) {
        let lowest = match self.element_type {
            ElementType::UInt8 => Some(0.0),
            ElementType::Int8 => Some(-128.0),
            _ => None,
        };
        match (said, lowest) {
            (Some(said), Some(lowest)) if covers_range(&said, self.quantization, lowest) => {
                (None, ValuesFrom::Metadata)
            }
            // Most pixels would become the smallest or the largest number, which nobody trains with.
            (Some(said), Some(lowest)) if saturates(&said, self.quantization, lowest) => {
                (None, ValuesFrom::Type)
            }
            (Some(said), _) => (Some(said), ValuesFrom::Metadata),
            (None, Some(_)) => (None, ValuesFrom::Type),
            (None, None) => {
                // Larger integers without quantization can only be the pixels themselves.
                let plain = self.element_type.is_integer() && self.quantization.is_none();
                let normalization = Normalization {
                    mean: vec![0.0],
                    std: vec![if plain { 1.0 } else { 255.0 }],
                };
                let from = if plain {
                    ValuesFrom::Type
                } else {
                    ValuesFrom::Assumed
                };
                (Some(normalization), from)
            }
        }
    }

    /// Whether a normalization can be applied: numbers that are finite, one or one for each channel.
    pub(super) fn check(&self, given: &Normalization) -> Result<()> {
        let channels = self.color.channels();
        for (what, numbers) in [("mean", &given.mean), ("std", &given.std)] {
            let count = numbers.len();
            if count > 1 && count != channels {
                return Err(Error::invalid_argument(format!(
                    "the {what} for '{}' has {count} numbers; it has {channels} channels, so it takes 1 or \
                     {channels}",
                    self.name
                )));
            }
            let zero = what == "std";
            if numbers
                .iter()
                .any(|it| !it.is_finite() || (zero && *it == 0.0))
            {
                return Err(Error::invalid_argument(format!(
                    "the {what} for '{}' is {numbers:?}; its numbers must be finite{}",
                    self.name,
                    if zero { " and not 0" } else { "" }
                )));
            }
        }
        Ok(())
    }
}

/// Whether black becomes the lowest stored number and white the highest, give or take rounding; or the real
/// numbers are said to be the pixels, which for bytes means the bytes.
fn covers_range(to_real: &Normalization, params: Option<QuantParams>, lowest: f32) -> bool {
    let Some(params) = params else {
        // Bytes without quantization are pixels; the model itself normalizes them.
        return true;
    };
    let all = |numbers: &[f32], value: f32| numbers.iter().all(|it| *it == value);
    if all(&to_real.mean, 0.0) && all(&to_real.std, 1.0) {
        return true;
    }
    (0..to_real.mean.len().max(to_real.std.len()).max(1)).all(|channel| {
        [0.0, 255.0].into_iter().all(|pixel| {
            let stored = to_real.apply(pixel, channel) / params.scale + params.zero_point as f32;
            (stored - lowest - pixel).abs() < 1.5
        })
    })
}

/// Whether more than half of all pixels lie beyond the stored numbers: metadata that describes the float model,
/// or pixels as they are. The official tasks pass over what metadata says of 8-bit inputs.
fn saturates(to_real: &Normalization, params: Option<QuantParams>, lowest: f32) -> bool {
    let Some(params) = params else { return false };
    let beyond = (0..=255_u8).filter(|pixel| {
        let stored = to_real.apply(f32::from(*pixel), 0) / params.scale + params.zero_point as f32;
        !(lowest - 1.0..=lowest + 256.0).contains(&stored)
    });
    beyond.count() > 128
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_are_found_by_the_shape_or_as_told() {
        let place = |dims: &[i32], layout| {
            Place::of(dims, layout).map(|it| (it.batch, it.height, it.channels, it.layout()))
        };
        let (nhwc, nchw) = (Some(Layout::Nhwc), Some(Layout::Nchw));
        let last = Some((Some(0), 1, Some(3), nhwc));
        let first = Some((Some(0), 2, Some(1), nchw));
        assert_eq!(place(&[1, 224, 224, 3], None), last);
        assert_eq!(place(&[1, 3, 224, 224], None), first);
        assert_eq!(place(&[-1, 3, -1, -1], None), first);
        assert_eq!(place(&[8, 224, 224, 4], None), last);
        assert_eq!(place(&[1, 3, 5, 3], None), last);
        assert_eq!(place(&[1, 3, 5, 3], nchw), first);
        assert_eq!(place(&[1, 224, 224, 3], nchw), None);
        assert_eq!(place(&[1, 3, 224, 224], nhwc), None);
        assert_eq!(place(&[1, 28, 28], None), Some((Some(0), 1, None, None)));
        assert_eq!(place(&[5, 28, 28], None), Some((Some(0), 1, None, None)));
        assert_eq!(place(&[28, 28, 3], None), Some((None, 0, Some(2), nhwc)));
        assert_eq!(place(&[3, 28, 28], None), Some((None, 1, Some(0), nchw)));
        assert_eq!(place(&[28, 28], None), Some((None, 0, None, None)));
        for none in [&[][..], &[5], &[1, 5, 5, 2], &[1, 2, 3, 4, 5]] {
            assert_eq!(place(none, None), None, "{none:?}");
        }
    }
}
