//! From a picture to the numbers that a model takes.

use std::fmt;

use anyhow::{Result, bail, ensure};
use image::DynamicImage;
use image::imageops::FilterType;
use litert::model::metadata::{Normalization, TensorContent};
use litert::types::{ElementType, QuantParams, Shape};
use litert::{Model, TensorMut};

/// What a model wants to be given.
pub(crate) struct ImageInput {
    /// The input's shape, with -1 where it is open.
    shape: Shape,
    color: bool,
    /// Width and height; a model may leave them open.
    size: Option<(u32, u32)>,
    element_type: ElementType,
    quantization: Option<QuantParams>,
    pixels: Pixels,
}

/// How a brightness from 0 to 255 becomes an input value.
enum Pixels {
    /// The real number `(pixel - mean) / std`, stored with the input's quantization if it has one.
    Normalized(Normalization, &'static str),
    /// For 8-bit inputs: black is the smallest number that can be stored, white the largest. A
    /// `uint8` input then holds the pixels as they are.
    ///
    /// Such a model needs to say no more. Its converter chose scale and zero point so that the 256
    /// stored values cover just the range that it was trained with: from 0 to 1, from -1 to 1, or
    /// from 0 to 255, the darkest pixel was at one end of it and the brightest at the other.
    FullRange,
}

impl ImageInput {
    /// Finds out from the model what it wants; `normalization` overrides what it says of pixels.
    pub(crate) fn of(model: &Model, normalization: Option<Normalization>) -> Result<Self> {
        let inputs = model.default_signature().inputs();
        let [input] = inputs else {
            bail!("it has {} inputs and not just one", inputs.len());
        };
        let shape = input.shape_signature();

        let dims = shape.dims();
        let (height, width, color) = match *dims {
            _ if dims.contains(&0) => bail!("its input {shape} holds nothing"),
            [_, height, width] | [_, height, width, 1] => (height, width, false),
            [_, height, width, 3] => (height, width, true),
            _ => bail!("its input is {shape} and not [batch, height, width, 1 or 3 channels]"),
        };
        ensure!(
            dims.first().is_none_or(|&batch| batch == 1 || batch == -1),
            "its input {shape} is for several pictures at once, and this example gives it one"
        );

        // Many models carry a description: what its input is, and how pixels become numbers.
        let metadata = model.metadata()?.unwrap_or_default();
        let described = metadata
            .subgraphs
            .first()
            .and_then(|graph| graph.inputs.first());

        let size = match (u32::try_from(width), u32::try_from(height)) {
            (Ok(width), Ok(height)) => Some((width, height)),
            _ => match described.and_then(|input| input.content) {
                Some(TensorContent::Image { size, .. }) => size,
                _ => None,
            },
        };

        let element_type = input.element_type();
        let quantization = input.quantization().per_tensor();
        let said = described.and_then(|input| input.normalization.clone());
        let pixels = match (normalization, said, lowest(element_type)) {
            (Some(given), _, _) => Pixels::Normalized(given, "as you said"),
            // Pixels that are normalized and then quantized usually end where they began, but for
            // rounding, which would shift some by one.
            (None, Some(said), Some(lowest)) if !covers_range(&said, quantization, lowest) => {
                Pixels::Normalized(said, "as the model's metadata says")
            }
            (None, _, Some(_)) => Pixels::FullRange,
            (None, Some(said), None) => Pixels::Normalized(said, "as the model's metadata says"),
            (None, None, None) => {
                // Larger integers without quantization can only be the pixels themselves.
                let plain = element_type.is_integer() && quantization.is_none();
                let normalization = Normalization {
                    mean: vec![0.0],
                    std: vec![if plain { 1.0 } else { 255.0 }],
                };
                let why = "a guess, because the model does not say; see --mean and --std";
                Pixels::Normalized(normalization, why)
            }
        };
        Ok(Self {
            shape,
            color,
            size,
            element_type,
            quantization,
            pixels,
        })
    }

    fn size_for(&self, picture: &DynamicImage) -> (u32, u32) {
        self.size.unwrap_or((picture.width(), picture.height()))
    }

    /// The shape as the model has it, with -1 where it is open.
    pub(crate) fn declared_shape(&self) -> &[i32] {
        self.shape.dims()
    }

    /// The shape to give the input: one picture, in the model's size, or in its own if the model
    /// takes any.
    pub(crate) fn shape(&self, picture: &DynamicImage) -> Vec<i32> {
        let (width, height) = self.size_for(picture);
        let [width, height] = [width, height].map(|n| i32::try_from(n).unwrap_or(i32::MAX));
        let mut shape = vec![1, height, width];
        // The number of channels, which is there or not, is never open.
        shape.extend(self.shape.dims().get(3));
        shape
    }

    /// Resizes the picture and writes it into the input.
    pub(crate) fn write(&self, picture: &DynamicImage, mut input: TensorMut<'_>) -> Result<()> {
        let (width, height) = self.size_for(picture);
        // The aspect ratio is not kept, as in training. `Triangle` is what others call bilinear.
        let picture = picture.resize_exact(width, height, FilterType::Triangle);
        let (bytes, channels) = match self.color {
            true => (picture.into_rgb8().into_raw(), 3),
            false => (picture.into_luma8().into_raw(), 1),
        };
        match &self.pixels {
            Pixels::FullRange if self.element_type == ElementType::Int8 => {
                let shifted: Vec<u8> = bytes.iter().map(|byte| byte.wrapping_sub(128)).collect();
                input.copy_from_bytes(&shifted)?;
            }
            Pixels::FullRange => input.copy_from_bytes(&bytes)?,
            Pixels::Normalized(normalization, _) => {
                let values: Vec<f32> = bytes
                    .iter()
                    .enumerate()
                    .map(|(i, &byte)| normalization.apply(f32::from(byte), i % channels))
                    .collect();
                // Quantizes, if the input is quantized.
                input.write_f32(&values)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for ImageInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.size {
            Some((width, height)) => write!(f, "{width}x{height} ")?,
            None => f.write_str("any size, ")?,
        }
        f.write_str(if self.color { "RGB" } else { "grey" })?;
        write!(f, " as {} {}: ", self.element_type, self.shape)?;
        let list = |numbers: &[f32]| {
            let numbers: Vec<_> = numbers.iter().map(f32::to_string).collect();
            numbers.join(" ")
        };
        match (&self.pixels, self.quantization, lowest(self.element_type)) {
            (Pixels::Normalized(Normalization { mean, std }, why), _, _) => {
                write!(f, "(pixel - {}) / {}, {why}", list(mean), list(std))
            }
            (Pixels::FullRange, Some(params), Some(lowest)) => {
                let real = |stored: i32| params.scale * (stored - params.zero_point) as f32;
                let (black, white) = (real(lowest), real(lowest + 255));
                write!(f, "black stands for {black:.3}, white for {white:.3}")
            }
            (Pixels::FullRange, ..) => f.write_str("pixels as they are"),
        }
    }
}

/// The smallest number that an 8-bit type can store; `None` for other types.
fn lowest(element_type: ElementType) -> Option<i32> {
    match element_type {
        ElementType::UInt8 => Some(0),
        ElementType::Int8 => Some(-128),
        _ => None,
    }
}

/// Whether black becomes the lowest stored number and white the highest, give or take rounding.
fn covers_range(to_real: &Normalization, params: Option<QuantParams>, lowest: i32) -> bool {
    let Some(params) = params else {
        // Bytes without quantization are pixels; the model itself normalizes them.
        return true;
    };
    (0..to_real.mean.len().max(1)).all(|channel| {
        [0.0, 255.0].into_iter().all(|pixel| {
            let real = to_real.apply(pixel, channel);
            let stored = real / params.scale + params.zero_point as f32;
            (stored - lowest as f32 - pixel).abs() < 1.5
        })
    })
}
