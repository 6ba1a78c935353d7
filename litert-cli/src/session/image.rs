//! From a picture to the numbers that a model takes.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail, ensure};
use clap::ValueEnum;
use litert::model::TensorInfo;
use litert::model::metadata::{Normalization, TensorMetadata};
use litert::{Model, TensorMut};
use litert_tasks::{Fit, ImageInput, Picture, Sampling, ValuesFrom};

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
    /// How a picture is brought into the input's shape: stretch, crop or letterbox
    ///
    /// stretch: all of it, with another aspect ratio. crop: the largest part in the middle that has the
    /// input's aspect ratio. letterbox: all of it with its aspect ratio, between gray borders, as for
    /// YOLO models.
    #[arg(
        long,
        value_enum,
        value_name = "HOW",
        default_value = "stretch",
        hide_possible_values = true
    )]
    fit: FitArgument,
    /// How pixels are computed: antialias, opencv, mediapipe or nearest
    ///
    /// Answers depend on it. antialias: as Pillow, PyTorch and TensorFlow. opencv: as cv2.resize.
    /// mediapipe: as the official MediaPipe Tasks. nearest: the nearest pixel.
    #[arg(
        long,
        value_enum,
        value_name = "HOW",
        default_value = "antialias",
        hide_possible_values = true
    )]
    sampling: SamplingArgument,
}

/// What `--fit` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FitArgument {
    #[default]
    Stretch,
    Crop,
    Letterbox,
}

impl FitArgument {
    pub(crate) fn fit(self) -> Fit {
        match self {
            Self::Stretch => Fit::Stretch,
            Self::Crop => Fit::Crop,
            Self::Letterbox => Fit::Letterbox {
                pad: 114,
                center: true,
            },
        }
    }
}

/// What `--sampling` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SamplingArgument {
    #[default]
    Antialias,
    Opencv,
    Mediapipe,
    Nearest,
}

impl SamplingArgument {
    pub(crate) fn sampling(self) -> Sampling {
        match self {
            Self::Antialias => Sampling::Antialias,
            Self::Opencv => Sampling::OpenCv,
            Self::Mediapipe => Sampling::MediaPipe,
            Self::Nearest => Sampling::Nearest,
        }
    }
}

/// Where the channels of a picture stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// Batch, height, width, channels
    Nhwc,
    /// Batch, channels, height, width
    Nchw,
}

impl Layout {
    fn layout(self) -> litert_tasks::Layout {
        match self {
            Self::Nhwc => litert_tasks::Layout::Nhwc,
            Self::Nchw => litert_tasks::Layout::Nchw,
        }
    }
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

/// A picture that was read, and the input that it goes to.
pub(super) struct Prepared {
    picture: Picture,
    input: ImageInput,
    fed: Fed,
}

/// Reads a picture.
pub(super) fn prepare(
    path: &Path,
    info: &TensorInfo,
    model: &Model,
    pixels: &Pixels,
) -> Result<Prepared> {
    let shape = info.shape_signature();
    let layout = pixels.layout.map(Layout::layout);
    let input = ImageInput::with_layout(info, described(model, info)?.as_ref(), layout);
    let mut input = match (input, pixels.layout) {
        (Ok(input), _) => input,
        (Err(error), Some(layout)) => {
            let name = match layout {
                Layout::Nhwc => "nhwc",
                Layout::Nchw => "nchw",
            };
            return Err(anyhow::Error::from(error).context(format!("--layout {name} does not fit")));
        }
        (Err(error), None) => return Err(error.into()),
    };
    match *shape.dims() {
        [n, _, _, _] if n > 1 => bail!(
            "it takes {n} pictures at once: an .npy file can hold them, and --shape can make it one"
        ),
        _ => {}
    }
    let picture = read(path)?;
    if let Some(given) = pixels.normalization(input.channels().channels())? {
        input = input.normalization(given)?;
    }
    let input = input
        .fit(pixels.fit.fit())
        .sampling(pixels.sampling.sampling());
    let size = input.size().unwrap_or(picture.size());
    let is_integer = info.element_type().is_integer();
    Ok(Prepared {
        fed: Fed {
            input: info.name().to_owned(),
            file: path.display().to_string(),
            from: [picture.size().width, picture.size().height],
            size: [size.width, size.height],
            layout: input.layout().map(|layout| match layout {
                litert_tasks::Layout::Nhwc => "nhwc",
                litert_tasks::Layout::Nchw => "nchw",
            }),
            range: input.range(),
            range_from: match input.values_from() {
                ValuesFrom::Caller => "options",
                ValuesFrom::Metadata => "metadata",
                _ if is_integer => "type",
                _ => "assumed",
            },
        },
        picture,
        input,
    })
}

fn read(path: &Path) -> Result<Picture> {
    Picture::open(path).map_err(|error| match fs::File::open(path) {
        Ok(_) => anyhow::Error::from(error).context(format!("pictures can be {FORMATS}")),
        Err(error) => anyhow::Error::from(error).context(format!("cannot read {}", path.display())),
    })
}

/// Whether these are the bytes of a picture, of whatever format.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    ::image::guess_format(bytes).is_ok()
}

impl Prepared {
    pub(super) fn shape(&self) -> Vec<i32> {
        self.input.shape_for(self.picture.size())
    }

    pub(super) fn fed(&self) -> Fed {
        self.fed.clone()
    }

    pub(super) fn write(&mut self, tensor: &mut TensorMut<'_>) -> Result<()> {
        self.input.write(&self.picture, tensor)?;
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

/// What the model's metadata says of an input. It describes the inputs of the main graph in order.
fn described(model: &Model, info: &TensorInfo) -> Result<Option<TensorMetadata>> {
    let view = model.view();
    let mut inputs = view.main_subgraph().inputs();
    let place = inputs.position(|tensor| tensor.index() == info.index());
    let metadata = view.model_metadata()?.unwrap_or_default();
    let graph = metadata.subgraphs.into_iter().next();
    Ok(graph.and_then(|graph| graph.inputs.into_iter().nth(place?)))
}
