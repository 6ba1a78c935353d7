//! What a model says about itself to people and to programs that prepare its inputs.

mod convert;
mod units;
mod vision;

pub use units::{
    BoxKind, BoxProperties, Coordinates, CustomMetadata, ProcessUnit, ScoreCalibration,
    ScoreTransformation, TensorGroup, Tokenizer,
};
pub use vision::{DetectorOptions, SegmenterActivation};

use super::error::{InvalidModel, InvalidModelKind};
use super::reader::ModelView;
use super::verify;

/// The name of the entry that holds the description.
const ENTRY: &str = "TFLITE_METADATA";

/// The description that TensorFlow Lite's metadata tools put into a model.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bytes = std::fs::read("../models/digits/digits_int8.tflite")?;
/// let model = litert_model::ModelView::new(&bytes)?;
/// let metadata = model.model_metadata()?.expect("it has a description");
/// let image = &metadata.subgraphs[0].inputs[0];
/// let normalization = image.normalization.as_ref().expect("it says how");
/// assert_eq!(normalization.apply(255.0, 0), 1.0);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ModelMetadata {
    /// The name of the model.
    pub name: Option<String>,
    /// What it does.
    pub description: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// The terms it comes under.
    pub license: Option<String>,
    /// The version of the metadata format that a reader must know.
    pub min_parser_version: Option<String>,
    /// One description for each graph.
    pub subgraphs: Vec<SubgraphMetadata>,
    /// Files that go with the model as a whole.
    pub files: Vec<FileMetadata>,
}

/// The description of a graph.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SubgraphMetadata {
    /// Its name.
    pub name: Option<String>,
    /// What it does.
    pub description: Option<String>,
    /// Its inputs, in the order of the graph.
    pub inputs: Vec<TensorMetadata>,
    /// Its outputs, in the order of the graph.
    pub outputs: Vec<TensorMetadata>,
    /// Files that go with the graph.
    pub files: Vec<FileMetadata>,
    /// Steps before the model that concern all inputs.
    pub input_units: Vec<ProcessUnit>,
    /// Steps behind the model that concern all outputs.
    pub output_units: Vec<ProcessUnit>,
    /// Inputs that belong together.
    pub input_groups: Vec<TensorGroup>,
    /// Outputs that belong together.
    pub output_groups: Vec<TensorGroup>,
    /// Bytes in other formats.
    pub custom: Vec<CustomMetadata>,
}

/// The description of an input or output.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TensorMetadata {
    /// Its name.
    pub name: Option<String>,
    /// What it holds.
    pub description: Option<String>,
    /// The names of its dimensions.
    pub dimensions: Vec<String>,
    /// What kind of thing it holds.
    pub content: Option<TensorContent>,
    /// The first and last dimension of a single one of these things; `None` if it is all of them but
    /// the batch.
    pub content_range: Option<(i32, i32)>,
    /// How four numbers are a box, where it holds [`BoundingBoxes`](TensorContent::BoundingBoxes).
    pub boxes: Option<BoxProperties>,
    /// How real values become the model's values.
    pub normalization: Option<Normalization>,
    /// The score below which a result does not count.
    pub score_threshold: Option<f32>,
    /// How scores become probabilities.
    pub score_calibration: Option<ScoreCalibration>,
    /// All steps in front of it or behind it, in order; the fields above repeat the first of a kind.
    pub units: Vec<ProcessUnit>,
    /// The smallest value, for each channel or for all.
    pub min: Vec<f32>,
    /// The largest value, for each channel or for all.
    pub max: Vec<f32>,
    /// Files that go with the tensor, such as labels.
    pub files: Vec<FileMetadata>,
}

/// What kind of thing a tensor holds.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum TensorContent {
    /// Numbers without a further meaning.
    Features,
    /// A picture.
    Image {
        /// What the channels are.
        color: ColorSpace,
        /// Width and height in pixels, if the model prefers a size.
        size: Option<(u32, u32)>,
    },
    /// Boxes around things.
    BoundingBoxes,
    /// Sound.
    Audio {
        /// Samples per second.
        sample_rate: u32,
        /// The number of channels.
        channels: u32,
    },
    /// Something that this crate does not know.
    Other(u8),
}

/// What the channels of a picture are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColorSpace {
    /// Not stated.
    Unknown,
    /// Red, green, blue.
    Rgb,
    /// One channel of brightness.
    Grayscale,
}

/// How a real value becomes the model's: `(value − mean) / std`, for each channel or for all.
///
/// ```
/// use litert_model::metadata::Normalization;
///
/// let pixels = Normalization { mean: vec![127.5], std: vec![127.5] };
/// assert_eq!(pixels.apply(255.0, 0), 1.0);
/// assert_eq!(pixels.apply(0.0, 2), -1.0);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Normalization {
    /// What is subtracted.
    pub mean: Vec<f32>,
    /// What is divided by.
    pub std: Vec<f32>,
}

impl Normalization {
    /// Normalizes `value` of channel `channel`. A single pair of numbers holds for all channels.
    pub fn apply(&self, value: f32, channel: usize) -> f32 {
        let pick = |numbers: &[f32], default| {
            numbers
                .get(channel)
                .or(numbers.first())
                .copied()
                .unwrap_or(default)
        };
        (value - pick(&self.mean, 0.0)) / pick(&self.std, 1.0)
    }
}

/// The description of an attached file.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FileMetadata {
    /// Its name in the archive behind the model.
    pub name: String,
    /// What it holds.
    pub description: Option<String>,
    /// What it is for.
    pub kind: FileKind,
    /// The language of its texts, such as `en`.
    pub locale: Option<String>,
    /// Its version.
    pub version: Option<String>,
}

/// What an attached file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileKind {
    /// Not stated.
    Unknown,
    /// Texts that describe something.
    Descriptions,
    /// A name for each entry along an axis of the tensor, such as the class of each score.
    AxisLabels,
    /// A name for each value in the tensor, such as the class that each number stands for.
    ValueLabels,
    /// Parameters that turn scores into probabilities.
    ScoreCalibration,
    /// Words and their numbers.
    Vocabulary,
    /// An index for nearest neighbour search.
    ScannIndex,
    /// Something that this crate does not know.
    Other(i8),
}

impl ModelView<'_> {
    /// The description that TensorFlow Lite's metadata tools put into the model; `None` if it has
    /// none.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] if there is one but it is damaged.
    pub fn model_metadata(self) -> Result<Option<ModelMetadata>, InvalidModel> {
        let Some(bytes) = self.metadata_bytes(ENTRY) else {
            return Ok(None);
        };
        let root = verify::metadata(bytes).map_err(|message| {
            InvalidModel::new(
                InvalidModelKind::Metadata,
                format!("metadata '{ENTRY}'"),
                message,
            )
        })?;
        Ok(Some(convert::model(root)))
    }
}
