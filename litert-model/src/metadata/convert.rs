//! From the tables of the file to values that own their data.

use super::{
    BoxKind, BoxProperties, ColorSpace, Coordinates, CustomMetadata, FileKind, FileMetadata,
    ModelMetadata, Normalization, ProcessUnit, ScoreCalibration, ScoreTransformation,
    SubgraphMetadata, TensorContent, TensorGroup, TensorMetadata, Tokenizer,
};
use crate::schema::{self, Scalars, Tables, Text};

pub(super) fn model(root: schema::ModelMetadata<'_>) -> ModelMetadata {
    ModelMetadata {
        name: text(root.name()),
        description: text(root.description()),
        version: text(root.version()),
        author: text(root.author()),
        license: text(root.license()),
        min_parser_version: text(root.min_parser_version()),
        subgraphs: each(root.subgraph_metadata(), subgraph),
        files: each(root.associated_files(), file),
    }
}

fn subgraph(stored: schema::SubGraphMetadata<'_>) -> SubgraphMetadata {
    SubgraphMetadata {
        name: text(stored.name()),
        description: text(stored.description()),
        inputs: each(stored.input_tensors(), tensor),
        outputs: each(stored.output_tensors(), tensor),
        files: each(stored.associated_files(), file),
        input_units: each(stored.input_process_units(), unit),
        output_units: each(stored.output_process_units(), unit),
        input_groups: each(stored.input_groups(), group),
        output_groups: each(stored.output_groups(), group),
        custom: each(stored.custom_metadata(), custom),
    }
}

fn tensor(stored: schema::TensorMetadata<'_>) -> TensorMetadata {
    let units = each(stored.process_units(), unit);
    let normalization = units.iter().find_map(|unit| match unit {
        ProcessUnit::Normalization(it) => Some(it.clone()),
        _ => None,
    });
    let score_threshold = units.iter().find_map(|unit| match unit {
        ProcessUnit::ScoreThreshold(it) => Some(*it),
        _ => None,
    });
    let score_calibration = units.iter().find_map(|unit| match unit {
        ProcessUnit::ScoreCalibration(it) => Some(*it),
        _ => None,
    });
    let stats = stored.stats();
    let range = stored.content().and_then(schema::Content::range);
    TensorMetadata {
        name: text(stored.name()),
        description: text(stored.description()),
        dimensions: texts(stored.dimension_names()),
        content: stored.content().and_then(content),
        content_range: range.map(|range| (range.min(), range.max())),
        boxes: stored.content().and_then(schema::Content::boxes).map(boxes),
        normalization,
        score_threshold,
        score_calibration,
        units,
        min: numbers(stats.and_then(|stats| stats.min())),
        max: numbers(stats.and_then(|stats| stats.max())),
        files: each(stored.associated_files(), file),
    }
}

fn unit(stored: schema::ProcessUnit<'_>) -> ProcessUnit {
    if let Some(options) = stored.normalization() {
        return ProcessUnit::Normalization(Normalization {
            mean: numbers(options.mean()),
            std: numbers(options.std()),
        });
    }
    if let Some(options) = stored.score_calibration() {
        return ProcessUnit::ScoreCalibration(ScoreCalibration {
            transformation: match options.transformation() {
                0 => ScoreTransformation::Identity,
                1 => ScoreTransformation::Log,
                2 => ScoreTransformation::InverseLogistic,
                other => ScoreTransformation::Other(other),
            },
            default_score: options.default_score(),
        });
    }
    if let Some(options) = stored.score_thresholding() {
        return ProcessUnit::ScoreThreshold(options.global_score_threshold());
    }
    if let Some(options) = stored.bert_tokenizer() {
        return ProcessUnit::Tokenizer(Tokenizer::Bert {
            vocabulary: each(options.vocab_file(), file),
        });
    }
    if let Some(options) = stored.sentence_piece_tokenizer() {
        return ProcessUnit::Tokenizer(Tokenizer::SentencePiece {
            model: each(options.model(), file),
            vocabulary: each(options.vocab_file(), file),
        });
    }
    if let Some(options) = stored.regex_tokenizer() {
        return ProcessUnit::Tokenizer(Tokenizer::Regex {
            pattern: text(options.pattern()).unwrap_or_default(),
            vocabulary: each(options.vocab_file(), file),
        });
    }
    ProcessUnit::Other(stored.options_type())
}

fn boxes(stored: schema::BoundingBoxProperties<'_>) -> BoxProperties {
    BoxProperties {
        order: stored.index().into_iter().flat_map(Scalars::iter).collect(),
        kind: match stored.kind() {
            0 => BoxKind::Unknown,
            1 => BoxKind::Boundaries,
            2 => BoxKind::UpperLeft,
            3 => BoxKind::Center,
            other => BoxKind::Other(other),
        },
        coordinates: match stored.coordinates() {
            0 => Coordinates::Ratio,
            1 => Coordinates::Pixel,
            other => Coordinates::Other(other),
        },
    }
}

fn group(stored: schema::TensorGroup<'_>) -> TensorGroup {
    TensorGroup {
        name: text(stored.name()),
        tensors: texts(stored.tensor_names()),
    }
}

fn custom(stored: schema::CustomMetadata<'_>) -> CustomMetadata {
    CustomMetadata {
        name: text(stored.name()).unwrap_or_default(),
        data: stored
            .data()
            .map(|data| data.bytes().to_vec())
            .unwrap_or_default(),
    }
}

fn texts(stored: Option<Tables<'_, Text<'_>>>) -> Vec<String> {
    each(stored, |it| it.text().into_owned())
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
        version: text(stored.version()),
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
