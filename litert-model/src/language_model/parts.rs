//! The parts of a file.

use std::fmt;

use super::super::archive::AttachedFile;

/// One part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// Its name; no two parts of a `.litertlm` have the same.
    pub name: String,
    /// What it holds.
    pub kind: PartKind,
    /// Where its stored bytes begin in the file.
    pub offset: u64,
    /// How many there are.
    pub size: u64,
    /// Whether they are compressed.
    pub is_compressed: bool,
    /// What the file says about it: names and values.
    pub properties: Vec<(String, String)>,
}

impl Part {
    /// The type of a model, such as `prefill_decode`.
    pub fn model_type(&self) -> Option<&str> {
        self.value("model_type").map(|it| {
            let known = ["tf_lite_", "TF_LITE_"];
            known
                .iter()
                .find_map(|start| it.strip_prefix(start))
                .unwrap_or(it)
        })
    }

    /// The backends that it may run on, such as `cpu`; empty if the file does not restrict them.
    pub fn backends(&self) -> impl Iterator<Item = &str> {
        let list = self.value("backend_constraint").unwrap_or_default();
        list.split(',').map(str::trim).filter(|it| !it.is_empty())
    }

    fn value(&self, name: &str) -> Option<&str> {
        let mut properties = self.properties.iter();
        properties
            .find(|(it, _)| it == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PartKind {
    /// Bytes that the file does not explain.
    Data,
    /// A `.tflite` model.
    Model,
    /// A SentencePiece tokenizer.
    SentencePiece,
    /// A compressed `tokenizer.json`.
    HuggingFace,
    /// The settings of a model that writes text.
    LanguageSettings,
    /// The settings of a model that embeds text.
    EmbeddingSettings,
    /// Weights of a model that lie outside of it.
    Weights,
    /// Settings of the executor.
    ExecutorSettings,
    /// Settings of a model that speaks.
    SpeechSettings,
    /// Settings of a model that listens.
    RecognitionSettings,
    /// A section of a type that is newer than this crate, by its number.
    Unknown(usize),
}

impl PartKind {
    pub(super) fn of_section(data_type: u8, number: usize) -> Self {
        match data_type {
            1 => Self::Data,
            3 => Self::Model,
            4 => Self::SentencePiece,
            5 => Self::LanguageSettings,
            6 => Self::HuggingFace,
            7 => Self::Weights,
            8 => Self::EmbeddingSettings,
            9 => Self::ExecutorSettings,
            10 => Self::SpeechSettings,
            11 => Self::RecognitionSettings,
            _ => Self::Unknown(number),
        }
    }
}

impl fmt::Display for PartKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Data => "data",
            Self::Model => "model",
            Self::SentencePiece => "SentencePiece tokenizer",
            Self::HuggingFace => "Hugging Face tokenizer",
            Self::LanguageSettings => "settings of the language model",
            Self::EmbeddingSettings => "settings of the embedding model",
            Self::Weights => "weights",
            Self::ExecutorSettings => "settings of the executor",
            Self::SpeechSettings => "settings of the speech synthesis",
            Self::RecognitionSettings => "settings of the speech recognition",
            Self::Unknown(number) => return write!(f, "unknown ({number})"),
        })
    }
}

/// An entry of a `.task`: its name says what it is.
pub(super) fn of_task(file: &[u8], entry: &AttachedFile<'_>) -> Part {
    let name = entry.name().to_owned();
    let is_model = entry.stored().get(4..8) == Some(b"TFL3");
    let kind = match name.as_str() {
        _ if is_model => PartKind::Model,
        "TOKENIZER_MODEL" => PartKind::SentencePiece,
        "METADATA" => PartKind::LanguageSettings,
        it if it.starts_with("TF_LITE_") => PartKind::Model,
        _ => PartKind::Data,
    };
    let model_type = (kind == PartKind::Model).then(|| name.to_ascii_lowercase());
    Part {
        kind,
        offset: (entry.stored().as_ptr() as u64).saturating_sub(file.as_ptr() as u64),
        size: entry.stored().len() as u64,
        is_compressed: entry.is_compressed(),
        properties: model_type
            .into_iter()
            .map(|it| ("model_type".to_owned(), it))
            .collect(),
        name,
    }
}
