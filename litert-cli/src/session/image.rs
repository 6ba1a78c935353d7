//! From a picture to the numbers that a model takes.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use image::DynamicImage;
use image::imageops::FilterType;
use litert::model::TensorInfo;
use litert::model::metadata::{Normalization, TensorContent, TensorMetadata};
use litert::types::{ElementType, QuantParams};
use litert::{Model, TensorMut};

/// How pixels become numbers.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Pixels {
    /// Give the model (pixel - MEAN) / STD; pixels go from 0 to 255. One number, or one a channel
    #[arg(long, value_delimiter = ',', allow_negative_numbers = true)]
    mean: Vec<f32>,
    /// See --mean
    #[arg(long, value_delimiter = ',')]
    std: Vec<f32>,
}

impl Pixels {
    fn normalization(&self) -> Result<Option<Normalization>> {
        if self.mean.is_empty() && self.std.is_empty() {
            return Ok(None);
        }
        ensure!(!self.std.contains(&0.0), "--std 0 would divide by zero");
        let or = |given: &[f32], other: f32| match given {
            [] => vec![other],
            given => given.to_vec(),
        };
        Ok(Some(Normalization {
            mean: or(&self.mean, 0.0),
            std: or(&self.std, 1.0),
        }))
    }
}

/// A picture in the size of an input.
pub(super) struct Prepared {
    bytes: Vec<u8>,
    shape: Vec<i32>,
    /// How pixels become numbers; `None` if the input holds pixels as they are: black is the
    /// smallest number that can be stored, white the largest.
    normalization: Option<Normalization>,
}

/// Reads a picture and scales it.
pub(super) fn prepare(
    path: &Path,
    info: &TensorInfo,
    model: &Model,
    pixels: &Pixels,
) -> Result<Prepared> {
    let shape = info.shape_signature();
    let (height, width, channels) = match *shape.dims() {
        [1 | -1, height, width] => (height, width, None),
        [1 | -1, height, width, channels @ (1 | 3)] => (height, width, Some(channels)),
        _ => bail!("a picture does not fit {shape}: it takes [1, height, width, 1 or 3 channels]"),
    };
    let picture = image::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let described = described(model, info)?;
    let size = match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width), Ok(height)) => (width, height),
        _ => match described.as_ref().and_then(|input| input.content) {
            Some(TensorContent::Image {
                size: Some(size), ..
            }) => size,
            _ => (picture.width(), picture.height()),
        },
    };
    ensure!(size.0 > 0 && size.1 > 0, "the input {shape} holds nothing");
    let said = described.and_then(|input| input.normalization);
    let mut dims = vec![1, i32::try_from(size.1)?, i32::try_from(size.0)?];
    dims.extend(channels);
    Ok(Prepared {
        bytes: scaled(&picture, size, channels == Some(3)),
        shape: dims,
        normalization: pixels
            .normalization()?
            .or_else(|| normalization(info, said)),
    })
}

impl Prepared {
    pub(super) fn shape(&self) -> Vec<i32> {
        self.shape.clone()
    }

    pub(super) fn write(&self, input: &mut TensorMut<'_>) -> Result<()> {
        let channels = if self.shape.get(3) == Some(&3) { 3 } else { 1 };
        match &self.normalization {
            Some(normalization) => {
                let each = self.bytes.iter().enumerate();
                let real = each.map(|(i, &byte)| normalization.apply(byte.into(), i % channels));
                // Quantizes, if the input is quantized.
                input.write_f32(&real.collect::<Vec<_>>())?;
            }
            None if input.element_type() == ElementType::Int8 => {
                let shifted = self.bytes.iter().map(|byte| byte.wrapping_sub(128));
                input.copy_from_bytes(&shifted.collect::<Vec<_>>())?;
            }
            None => input.copy_from_bytes(&self.bytes)?,
        }
        Ok(())
    }
}

/// The aspect ratio is not kept, as in training. `Triangle` is what others call bilinear.
fn scaled(picture: &DynamicImage, (width, height): (u32, u32), color: bool) -> Vec<u8> {
    let picture = picture.resize_exact(width, height, FilterType::Triangle);
    match color {
        true => picture.into_rgb8().into_raw(),
        false => picture.into_luma8().into_raw(),
    }
}

/// What the model's metadata says of an input. It describes the inputs of the main graph in order.
fn described(model: &Model, info: &TensorInfo) -> Result<Option<TensorMetadata>> {
    let view = model.view();
    let mut inputs = view.main_subgraph().inputs();
    let place = inputs.position(|tensor| tensor.index() == info.index());
    let metadata = view.model_metadata()?.unwrap_or_default();
    let graph = metadata.subgraphs.into_iter().next();
    Ok(graph.and_then(|graph| graph.inputs.into_iter().nth(place?)))
}

/// How pixels become numbers, if nobody said: `None` for pixels as they are.
///
/// A model with 8-bit inputs need not say. Its converter chose scale and zero point so that the 256
/// stored values cover just the range that it was trained with, and pixels that are normalized and
/// then quantized end where they began.
fn normalization(info: &TensorInfo, said: Option<Normalization>) -> Option<Normalization> {
    let params = info.quantization().per_tensor();
    let lowest = match info.element_type() {
        ElementType::UInt8 => Some(0.0),
        ElementType::Int8 => Some(-128.0),
        _ => None,
    };
    match (said, lowest) {
        (Some(said), Some(lowest)) if covers_range(&said, params, lowest) => None,
        (Some(said), _) => Some(said),
        (None, Some(_)) => None,
        (None, None) => {
            // Larger integers without quantization can only be the pixels themselves; float
            // numbers go from 0 to 1 more often than not.
            let plain = info.element_type().is_integer() && params.is_none();
            Some(Normalization {
                mean: vec![0.0],
                std: vec![if plain { 1.0 } else { 255.0 }],
            })
        }
    }
}

/// Whether black becomes the lowest stored number and white the highest, give or take rounding.
fn covers_range(to_real: &Normalization, params: Option<QuantParams>, lowest: f32) -> bool {
    let Some(params) = params else {
        // Bytes without quantization are pixels; the model itself normalizes them.
        return true;
    };
    (0..to_real.mean.len().max(1)).all(|channel| {
        [0.0, 255.0].into_iter().all(|pixel| {
            let stored = to_real.apply(pixel, channel) / params.scale + params.zero_point as f32;
            (stored - lowest - pixel).abs() < 1.5
        })
    })
}
