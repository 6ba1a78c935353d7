//! What belongs to a tensor or graph beside its name: steps around the model, boxes, groups.

use super::{FileMetadata, Normalization};

/// A step before or after the model.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ProcessUnit {
    /// How real values become the model's values.
    Normalization(Normalization),
    /// How scores become probabilities.
    ScoreCalibration(ScoreCalibration),
    /// The score below which a result does not count.
    ScoreThreshold(f32),
    /// How text becomes numbers.
    Tokenizer(Tokenizer),
    /// A step that this crate does not know, with its number in the schema.
    Other(u8),
}

/// How scores become probabilities. The parameters of each class lie in the attached file of the kind
/// [`ScoreCalibration`](super::FileKind::ScoreCalibration).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScoreCalibration {
    /// What happens to a score first.
    pub transformation: ScoreTransformation,
    /// The score of a class without parameters, or below its smallest score.
    pub default_score: f32,
}

/// What happens to a score before its calibration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScoreTransformation {
    /// Nothing.
    Identity,
    /// `ln(x)`.
    Log,
    /// `ln(x) − ln(1 − x)`.
    InverseLogistic,
    /// Something that this crate does not know.
    Other(i8),
}

/// How text becomes numbers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Tokenizer {
    /// Pieces of words, as BERT has them.
    Bert {
        /// The words.
        vocabulary: Vec<FileMetadata>,
    },
    /// A model of SentencePiece.
    SentencePiece {
        /// The model.
        model: Vec<FileMetadata>,
        /// The words.
        vocabulary: Vec<FileMetadata>,
    },
    /// Words between matches of a pattern.
    Regex {
        /// What stands between words.
        pattern: String,
        /// The words.
        vocabulary: Vec<FileMetadata>,
    },
}

/// How four numbers are a box.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BoxProperties {
    /// At which place each of the four numbers stands; empty for the order of `kind`.
    pub order: Vec<u32>,
    /// What the numbers are.
    pub kind: BoxKind,
    /// What they count.
    pub coordinates: Coordinates,
}

/// What the four numbers of a box are, in their order unless told otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BoxKind {
    /// Not stated.
    Unknown,
    /// Left, top, right, bottom.
    Boundaries,
    /// Left, top, width, height.
    UpperLeft,
    /// Center x, center y, width, height.
    Center,
    /// Something that this crate does not know.
    Other(i8),
}

/// What the numbers of a box count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Coordinates {
    /// Parts of the picture, from 0 to 1.
    Ratio,
    /// Pixels.
    Pixel,
    /// Something that this crate does not know.
    Other(i8),
}

/// Inputs or outputs that belong together, such as boxes, classes and scores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TensorGroup {
    /// Its name.
    pub name: Option<String>,
    /// The tensors by the names that the metadata gives them.
    pub tensors: Vec<String>,
}

/// Bytes in a format that the tool behind them knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CustomMetadata {
    /// Its name, such as `DETECTOR_METADATA`.
    pub name: String,
    /// The bytes.
    pub data: Vec<u8>,
}
