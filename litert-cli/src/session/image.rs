//! From a picture to the numbers that a model takes.

use std::path::Path;

use ::image::imageops::FilterType;
use ::image::{DynamicImage, ImageError, ImageReader};
use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;
use litert::model::TensorInfo;
use litert::model::metadata::{Normalization, TensorContent, TensorMetadata};
use litert::types::{ElementType, QuantParams};
use litert::{Model, TensorMut};

use crate::format::{one_line, short};

/// How pixels become numbers.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Pixels {
    /// Give the model (pixel - MEAN) / STD; pixels go from 0 to 255. One number, or one a channel
    #[arg(long, value_delimiter = ',', allow_negative_numbers = true)]
    mean: Vec<f32>,
    /// See --mean
    #[arg(long, value_delimiter = ',')]
    std: Vec<f32>,
    /// Where the channels of a picture stand in the input's shape: nhwc (last) or nchw (first)
    ///
    /// Without it, the shape tells.
    #[arg(long, value_enum, value_name = "ORDER", hide_possible_values = true)]
    layout: Option<Layout>,
}

/// Where the channels of a picture stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// Batch, height, width, channels
    Nhwc,
    /// Batch, channels, height, width
    Nchw,
}

/// The endings of pictures that can be read.
pub(super) const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "bmp", "gif", "webp"];
/// Those formats, for people.
pub(super) const FORMATS: &str = "PNG, JPEG, BMP, GIF and WebP";
/// The endings of other pictures.
pub(super) const OTHER_ENDINGS: [&str; 19] = [
    "tif", "tiff", "avif", "heic", "heif", "jxl", "jp2", "svg", "psd", "ico", "tga", "ppm", "pgm",
    "pnm", "pbm", "qoi", "exr", "dds", "pdf",
];

impl Pixels {
    fn normalization(&self, channels: usize) -> Result<Option<Normalization>> {
        if self.mean.is_empty() && self.std.is_empty() {
            return Ok(None);
        }
        ensure!(!self.std.contains(&0.0), "--std 0 would divide by zero");
        for (option, given) in [("--mean", &self.mean), ("--std", &self.std)] {
            ensure!(
                given.iter().all(|it| it.is_finite()),
                "{option} takes finite numbers, and not {given:?}"
            );
            ensure!(
                given.len() <= 1 || given.len() == channels,
                "{option} has {} numbers: it takes one, or one for each channel, of which there {} \
                 {channels}",
                given.len(),
                if channels == 1 { "is" } else { "are" }
            );
        }
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

/// What became of a picture.
#[derive(Clone, Debug, serde::Serialize)]
pub(crate) struct Fed {
    pub(crate) input: String,
    pub(crate) file: String,
    /// Width and height of the file.
    pub(crate) from: [u32; 2],
    /// Width and height in the input.
    pub(crate) size: [u32; 2],
    /// `nhwc` or `nchw`; none for pictures without channels.
    pub(crate) layout: Option<&'static str>,
    /// What black and white become, as real numbers.
    pub(crate) range: [f32; 2],
    /// Who said so: `options`, `metadata`, `type` of the input, or nobody: `assumed`.
    pub(crate) range_from: &'static str,
}

/// A picture in the size of an input.
pub(super) struct Prepared {
    /// In the order of the input.
    bytes: Vec<u8>,
    shape: Vec<i32>,
    place: Place,
    /// How pixels become numbers; `None` if the input holds pixels as they are: black is the
    /// smallest number that can be stored, white the largest.
    normalization: Option<Normalization>,
    fed: Fed,
}

/// Which dimensions of a shape are which of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// Where the height is; the width comes right after.
    height: usize,
    /// Where the channels are, if there is a dimension for them.
    channels: Option<usize>,
}

impl Place {
    fn of(dims: &[i32], layout: Option<Layout>) -> Option<Self> {
        let one = |dim: i32| dim == 1 || dim == -1;
        let color = |dim: i32| dim == 1 || dim == 3;
        let last = layout != Some(Layout::Nchw);
        let first = layout != Some(Layout::Nhwc);
        let place = |height, channels| Some(Self { height, channels });
        match *dims {
            [n, _, _, c] if last && one(n) && color(c) => place(1, Some(3)),
            [n, c, _, _] if first && one(n) && color(c) => place(2, Some(1)),
            [n, _, _] if one(n) => place(1, None),
            // Without a dimension for the batch.
            [_, _, c] if last && color(c) => place(0, Some(2)),
            [c, _, _] if first && color(c) => place(1, Some(0)),
            [_, _] => place(0, None),
            _ => None,
        }
    }

    fn layout(self) -> Option<&'static str> {
        let channels = self.channels?;
        Some(if channels > self.height {
            "nhwc"
        } else {
            "nchw"
        })
    }
}

/// Reads a picture and scales it.
pub(super) fn prepare(
    path: &Path,
    info: &TensorInfo,
    model: &Model,
    pixels: &Pixels,
) -> Result<Prepared> {
    let shape = info.shape_signature();
    let dims = shape.dims();
    let Some(place) = Place::of(dims, pixels.layout) else {
        let with = match pixels.layout {
            Some(Layout::Nhwc) => " with --layout nhwc",
            Some(Layout::Nchw) => " with --layout nchw",
            None => "",
        };
        match *dims {
            [n, _, _, _] if n > 1 => bail!(
                "it takes {n} pictures at once: an .npy file can hold them, and --shape can make it \
                 one"
            ),
            _ => bail!(
                "a picture does not fit {shape}{with}: it takes [1, height, width, channels] or \
                 [1, channels, height, width], with 1 or 3 channels"
            ),
        }
    };
    let picture = read(path)?;
    let described = described(model, info)?;
    let [height, width] = [place.height, place.height + 1].map(|at| dims.get(at).copied());
    let stated = |dim: Option<i32>| dim.and_then(|dim| u32::try_from(dim).ok());
    let size = match (stated(width), stated(height)) {
        (Some(width), Some(height)) => (width, height),
        (width, height) => {
            let other = match described.as_ref().and_then(|input| input.content) {
                Some(TensorContent::Image {
                    size: Some(size), ..
                }) => size,
                _ => (picture.width(), picture.height()),
            };
            (width.unwrap_or(other.0), height.unwrap_or(other.1))
        }
    };
    ensure!(size.0 > 0 && size.1 > 0, "the input {shape} holds nothing");
    let channels = match place.channels.and_then(|at| dims.get(at)) {
        Some(3) => 3,
        _ => 1,
    };
    let given = pixels.normalization(channels)?;
    let said = described.and_then(|input| input.normalization);
    let range_from = match (&given, &said, info.element_type()) {
        (Some(_), _, _) => "options",
        (None, Some(_), _) => "metadata",
        (None, None, it) if it.is_integer() => "type",
        _ => "assumed",
    };
    let normalization = given.or_else(|| normalization(info, said));
    let mut shape: Vec<i32> = dims.iter().map(|&dim| dim.max(1)).collect();
    for (at, side) in [(place.height, size.1), (place.height + 1, size.0)] {
        if let Some(slot) = shape.get_mut(at) {
            *slot = i32::try_from(side)?;
        }
    }
    let mut bytes = scaled(&picture, size, channels == 3);
    if place.layout() == Some("nchw") && channels == 3 {
        let plane = |channel: usize| bytes.iter().skip(channel).step_by(3).copied();
        bytes = (0..3).flat_map(plane).collect();
    }
    Ok(Prepared {
        fed: Fed {
            input: info.name().to_owned(),
            file: path.display().to_string(),
            from: [picture.width(), picture.height()],
            size: [size.0, size.1],
            layout: place.layout(),
            range: range(info, normalization.as_ref()),
            range_from,
        },
        bytes,
        shape,
        place,
        normalization,
    })
}

/// What black and white become.
fn range(info: &TensorInfo, normalization: Option<&Normalization>) -> [f32; 2] {
    match (normalization, info.quantization().per_tensor()) {
        (Some(it), _) => [it.apply(0.0, 0), it.apply(255.0, 0)],
        (None, params) => {
            let lowest = match info.element_type() {
                ElementType::Int8 => -128.0,
                _ => 0.0,
            };
            let real = |stored: f32| match params {
                Some(it) => (stored - it.zero_point as f32) * it.scale,
                None => stored,
            };
            [real(lowest), real(lowest + 255.0)]
        }
    }
}

fn read(path: &Path) -> Result<DynamicImage> {
    let cannot = || format!("cannot read {}", path.display());
    let reader = ImageReader::open(path).with_context(cannot)?;
    // What it is and not what it is called: many a .jpg is none.
    let reader = reader.with_guessed_format().with_context(cannot)?;
    reader.decode().map_err(|error| match error {
        ImageError::Unsupported(_) => anyhow::Error::from(error)
            .context(format!("{}: pictures can be {FORMATS}", path.display())),
        error => anyhow::Error::from(error).context(cannot()),
    })
}

/// Whether these are the bytes of a picture, of whatever format.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    ::image::guess_format(bytes).is_ok()
}

impl Prepared {
    pub(super) fn shape(&self) -> Vec<i32> {
        self.shape.clone()
    }

    pub(super) fn fed(&self) -> Fed {
        self.fed.clone()
    }

    pub(super) fn write(&self, input: &mut TensorMut<'_>) -> Result<()> {
        let plane = self.bytes.len() / 3;
        let is_color = self.place.channels.and_then(|at| self.shape.get(at)) == Some(&3);
        let channel = |at: usize| match (is_color, self.place.layout()) {
            (true, Some("nchw")) => at / plane.max(1),
            (true, _) => at % 3,
            (false, _) => 0,
        };
        match &self.normalization {
            Some(normalization) => {
                let each = self.bytes.iter().enumerate();
                let real = each.map(|(at, &byte)| normalization.apply(byte.into(), channel(at)));
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

impl Fed {
    /// In words, for people.
    pub(crate) fn text(&self) -> String {
        let [from, size] =
            [self.from, self.size].map(|[width, height]| format!("{width}x{height}"));
        let scaled = match from == size {
            true => size,
            false => format!("{from} scaled to {size}"),
        };
        let layout = match self.layout {
            Some("nchw") => ", channels first (NCHW)",
            Some(_) => ", channels last (NHWC)",
            None => "",
        };
        let [black, white] = self.range.map(|it| short(f64::from(it)));
        let from = match self.range_from {
            "options" => ", as --mean and --std say",
            "metadata" => ", as the metadata says",
            "type" => "",
            _ => {
                ": assumed, the model does not say. For -1 to 1: --mean 127.5 --std 127.5; for 0 to \
                 255: --std 1"
            }
        };
        let (input, file) = (one_line(&self.input), one_line(&self.file));
        format!("{input}: {file}, {scaled}{layout}; black to white is {black} to {white}{from}")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_are_found_by_the_shape_or_as_told() {
        let place = |dims: &[i32], layout| {
            Place::of(dims, layout).map(|it| (it.height, it.channels, it.layout()))
        };
        assert_eq!(
            place(&[1, 224, 224, 3], None),
            Some((1, Some(3), Some("nhwc")))
        );
        assert_eq!(
            place(&[1, 3, 224, 224], None),
            Some((2, Some(1), Some("nchw")))
        );
        assert_eq!(
            place(&[-1, 3, -1, -1], None),
            Some((2, Some(1), Some("nchw")))
        );
        assert_eq!(place(&[1, 3, 5, 3], None), Some((1, Some(3), Some("nhwc"))));
        let nchw = Some(Layout::Nchw);
        assert_eq!(place(&[1, 3, 5, 3], nchw), Some((2, Some(1), Some("nchw"))));
        assert_eq!(place(&[1, 224, 224, 3], nchw), None);
        assert_eq!(place(&[1, 3, 224, 224], Some(Layout::Nhwc)), None);
        assert_eq!(place(&[1, 28, 28], None), Some((1, None, None)));
        assert_eq!(place(&[28, 28, 3], None), Some((0, Some(2), Some("nhwc"))));
        assert_eq!(place(&[3, 28, 28], None), Some((1, Some(0), Some("nchw"))));
        assert_eq!(place(&[28, 28], None), Some((0, None, None)));
        for none in [
            &[][..],
            &[5],
            &[1, 5, 5, 2],
            &[2, 5, 5, 3],
            &[1, 2, 3, 4, 5],
        ] {
            assert_eq!(place(none, None), None, "{none:?}");
        }
    }
}
