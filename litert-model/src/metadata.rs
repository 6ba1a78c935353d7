//! What a model says about itself to people and to programs that prepare its inputs.

use super::error::{InvalidModel, InvalidModelKind};
use super::reader::ModelView;
use super::schema::{self, Scalars, Tables, Text};
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
}

/// The description of an input or output.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TensorMetadata {
    /// Its name.
    pub name: Option<String>,
    /// What it holds.
    pub description: Option<String>,
    /// What kind of thing it holds.
    pub content: Option<TensorContent>,
    /// How real values become the model's values.
    pub normalization: Option<Normalization>,
    /// The score below which a result does not count.
    pub score_threshold: Option<f32>,
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
        Ok(Some(ModelMetadata {
            name: text(root.name()),
            description: text(root.description()),
            version: text(root.version()),
            author: text(root.author()),
            license: text(root.license()),
            min_parser_version: text(root.min_parser_version()),
            subgraphs: each(root.subgraph_metadata(), subgraph),
            files: each(root.associated_files(), file),
        }))
    }
}

fn subgraph(stored: schema::SubGraphMetadata<'_>) -> SubgraphMetadata {
    SubgraphMetadata {
        name: text(stored.name()),
        description: text(stored.description()),
        inputs: each(stored.input_tensors(), tensor),
        outputs: each(stored.output_tensors(), tensor),
        files: each(stored.associated_files(), file),
    }
}

fn tensor(stored: schema::TensorMetadata<'_>) -> TensorMetadata {
    let units = || stored.process_units().into_iter().flat_map(Tables::iter);
    let normalization = units().find_map(schema::ProcessUnit::normalization);
    let threshold = units().find_map(schema::ProcessUnit::score_thresholding);
    let stats = stored.stats();
    TensorMetadata {
        name: text(stored.name()),
        description: text(stored.description()),
        content: stored.content().and_then(content),
        normalization: normalization.map(|options| Normalization {
            mean: numbers(options.mean()),
            std: numbers(options.std()),
        }),
        score_threshold: threshold.map(|options| options.global_score_threshold()),
        min: numbers(stats.and_then(|stats| stats.min())),
        max: numbers(stats.and_then(|stats| stats.max())),
        files: each(stored.associated_files(), file),
    }
}

fn content(stored: schema::Content<'_>) -> Option<TensorContent> {
    if let Some(image) = stored.image() {
        return Some(TensorContent::Image {
            color: match image.color_space() {
                1 => ColorSpace::Rgb,
                2 => ColorSpace::Grayscale,
                _ => ColorSpace::Unknown,
            },
            size: image
                .default_size()
                .map(|size| (size.width(), size.height())),
        });
    }
    if let Some(audio) = stored.audio() {
        let (sample_rate, channels) = (audio.sample_rate(), audio.channels());
        return Some(TensorContent::Audio {
            sample_rate,
            channels,
        });
    }
    match stored.properties_type() {
        0 => None,
        1 => Some(TensorContent::Features),
        3 => Some(TensorContent::BoundingBoxes),
        other => Some(TensorContent::Other(other)),
    }
}

fn file(stored: schema::AssociatedFile<'_>) -> FileMetadata {
    FileMetadata {
        name: text(stored.name()).unwrap_or_default(),
        description: text(stored.description()),
        kind: match stored.kind() {
            0 => FileKind::Unknown,
            1 => FileKind::Descriptions,
            2 => FileKind::AxisLabels,
            3 => FileKind::ValueLabels,
            4 => FileKind::ScoreCalibration,
            5 => FileKind::Vocabulary,
            6 => FileKind::ScannIndex,
            other => FileKind::Other(other),
        },
        locale: text(stored.locale()),
    }
}

fn text(stored: Option<Text<'_>>) -> Option<String> {
    stored.map(|text| text.text().into_owned())
}

fn numbers(stored: Option<Scalars<'_, f32>>) -> Vec<f32> {
    stored.into_iter().flat_map(Scalars::iter).collect()
}

fn each<'a, T, U>(tables: Option<Tables<'a, T>>, convert: impl Fn(T) -> U) -> Vec<U>
where
    T: flatbuffers::Follow<'a, Inner = T> + 'a,
{
    tables
        .into_iter()
        .flat_map(Tables::iter)
        .map(convert)
        .collect()
}
