//! What a model says about itself, and what is attached to it.

use litert::model::metadata::{ModelMetadata, TensorContent, TensorMetadata};
use litert::model::{Labels, ModelView};
use serde::Serialize;

/// An entry of the model's list of named bytes.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) bytes: u64,
}

/// The description that the official metadata tools write.
#[derive(Debug, Serialize)]
pub(super) struct Description {
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) version: Option<String>,
    pub(super) author: Option<String>,
    pub(super) license: Option<String>,
    pub(super) inputs: Vec<Described>,
    pub(super) outputs: Vec<Described>,
}

/// What is said about an input or output.
#[derive(Debug, Serialize)]
pub(super) struct Described {
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) content: Option<String>,
    pub(super) mean: Vec<f32>,
    pub(super) std: Vec<f32>,
    pub(super) score_threshold: Option<f32>,
    pub(super) files: Vec<String>,
}

/// A file in the archive behind the model.
#[derive(Debug, Serialize)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) is_compressed: bool,
}

/// Class names.
#[derive(Debug, Serialize)]
pub(super) struct LabelSummary {
    pub(super) classes: usize,
    pub(super) first: Vec<String>,
}

/// Everything of the above. What is damaged is reported in words and not listed.
#[derive(Debug, Default, Serialize)]
pub(super) struct Metadata {
    pub(super) entries: Vec<Entry>,
    pub(super) description: Option<Description>,
    pub(super) files: Vec<File>,
    pub(super) labels: Option<LabelSummary>,
    pub(super) problems: Vec<String>,
}

/// How many class names are shown.
const FIRST_LABELS: usize = 5;

impl Metadata {
    pub(super) fn read(model: ModelView<'_>) -> Self {
        let entries = model.metadata().map(|entry| Entry {
            name: entry.name.into_owned(),
            bytes: entry.data.len() as u64,
        });
        let mut all = Self {
            entries: entries.collect(),
            ..Self::default()
        };
        match model.model_metadata() {
            Ok(metadata) => all.description = metadata.map(Description::new),
            Err(error) => all.problems.push(error.to_string()),
        }
        match model.attached_files() {
            Ok(files) => {
                all.files = files
                    .iter()
                    .map(|file| File {
                        name: file.name().to_owned(),
                        bytes: file.size() as u64,
                        is_compressed: file.is_compressed(),
                    })
                    .collect();
            }
            Err(error) => all.problems.push(error.to_string()),
        }
        if !all.files.is_empty() {
            match model.labels() {
                Ok(labels) => all.labels = labels.map(|labels| LabelSummary::new(&labels)),
                Err(error) => all.problems.push(error.to_string()),
            }
        }
        all.problems.dedup();
        all
    }
}

impl LabelSummary {
    fn new(labels: &Labels) -> Self {
        Self {
            classes: labels.len(),
            first: labels
                .iter()
                .take(FIRST_LABELS)
                .map(str::to_owned)
                .collect(),
        }
    }
}

impl Description {
    fn new(metadata: ModelMetadata) -> Self {
        let graph = metadata.subgraphs.into_iter().next().unwrap_or_default();
        let tensors =
            |tensors: Vec<TensorMetadata>| tensors.into_iter().map(Described::new).collect();
        Self {
            name: metadata.name,
            description: metadata.description,
            version: metadata.version,
            author: metadata.author,
            license: metadata.license,
            inputs: tensors(graph.inputs),
            outputs: tensors(graph.outputs),
        }
    }
}

impl Described {
    fn new(tensor: TensorMetadata) -> Self {
        let normalization = tensor.normalization.unwrap_or_default();
        Self {
            name: tensor.name,
            description: tensor.description,
            content: tensor.content.map(content),
            mean: normalization.mean,
            std: normalization.std,
            score_threshold: tensor.score_threshold,
            files: tensor.files.into_iter().map(|file| file.name).collect(),
        }
    }
}

fn content(content: TensorContent) -> String {
    match content {
        TensorContent::Features => "features".to_owned(),
        TensorContent::Image { color, .. } => {
            format!("image, {}", format!("{color:?}").to_lowercase())
        }
        TensorContent::BoundingBoxes => "bounding boxes".to_owned(),
        TensorContent::Audio {
            sample_rate,
            channels,
        } => {
            format!(
                "audio, {sample_rate} Hz, {}",
                crate::format::plural(channels as usize, "channel")
            )
        }
        other => format!("{other:?}"),
    }
}
