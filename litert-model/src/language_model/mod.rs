//! Files of language models: `.litertlm`, and `.task` bundles that hold one.
//!
//! The engine that runs them reads the header of a `.litertlm` without checking it, and ends the
//! process where a part is missing or of another kind than it expects. Here everything is checked
//! first.

mod flat;
mod header;
mod parts;
mod proto;
mod settings;

use super::archive::AttachedFile;
use super::error::{InvalidModel, InvalidModelKind};
use super::reader::ModelView;
use super::shape_infer::output_shapes;
use super::types::Shape;

pub use header::Header;
pub use parts::{Part, PartKind};
pub use settings::{Channel, EmbeddingSettings, LanguageSettings, SamplerSettings, Token};

/// What a file of a language model is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LanguageModelKind {
    /// It writes text.
    Generates,
    /// It turns text into vectors.
    Embeds,
    /// Neither: a speech model, or weights alone.
    Other,
}

/// Which kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LanguageModelFormat {
    /// A header and sections.
    Litertlm,
    /// A ZIP archive.
    Task,
}

/// A file of a language model: where its parts lie, and what it says about itself.
///
/// ```
/// use litert_model::language_model::{LanguageModelFile, LanguageModelKind};
///
/// let bytes = std::fs::read("../models/lm/tiny_lm.litertlm")?;
/// let file = LanguageModelFile::new(&bytes)?;
/// assert_eq!(file.kind(), LanguageModelKind::Generates);
/// let settings = file.check_generates()?;
/// assert_eq!(settings.max_tokens, Some(256));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct LanguageModelFile<'a> {
    bytes: &'a [u8],
    format: LanguageModelFormat,
    version: Option<String>,
    properties: Vec<(String, String)>,
    parts: Vec<Part>,
}

impl<'a> LanguageModelFile<'a> {
    /// Whether a file that begins like this is a `.litertlm`.
    pub fn is_litertlm(head: &[u8]) -> bool {
        head.starts_with(header::MAGIC)
    }

    /// Reads the list of parts. The parts themselves are not looked at.
    ///
    /// # Errors
    /// [`InvalidModel`] if the bytes are neither a `.litertlm` nor a `.task`, or what lists the parts
    /// is damaged.
    pub fn new(bytes: &'a [u8]) -> Result<Self, InvalidModel> {
        if Self::is_litertlm(bytes) {
            let header = Header::read(bytes)?;
            return Ok(Self {
                bytes,
                format: LanguageModelFormat::Litertlm,
                version: Some(header.version),
                properties: header.properties,
                parts: header.parts,
            });
        }
        if AttachedFile::is_archive(bytes) {
            let entries = AttachedFile::list(bytes)?;
            if entries.is_empty() {
                return Err(invalid(
                    "",
                    "it begins like a ZIP archive, but there is no directory at its end: it may be \
                     cut short",
                ));
            }
            return Ok(Self {
                bytes,
                format: LanguageModelFormat::Task,
                version: None,
                properties: Vec::new(),
                parts: entries.iter().map(|it| parts::of_task(bytes, it)).collect(),
            });
        }
        Err(InvalidModel::new(
            InvalidModelKind::NotAModel,
            "",
            "it is no file of a language model: it begins neither like a .litertlm (LITERTLM) nor like \
             a .task (a ZIP archive)",
        ))
    }

    /// Which kind of file it is.
    pub fn format(&self) -> LanguageModelFormat {
        self.format
    }

    /// The version of the format, where it has one.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// What the file says about itself: names and values.
    pub fn properties(&self) -> &[(String, String)] {
        &self.properties
    }

    /// The parts in the order of the file.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What it is for, by the parts that it has.
    pub fn kind(&self) -> LanguageModelKind {
        let has = |kind| self.parts.iter().any(|part| part.kind == kind);
        if has(PartKind::LanguageSettings) {
            LanguageModelKind::Generates
        } else if has(PartKind::EmbeddingSettings) {
            LanguageModelKind::Embeds
        } else {
            LanguageModelKind::Other
        }
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// [`InvalidModel`] if it lies outside of the file, or is compressed: the engine maps parts as they
    /// are.
    pub fn bytes_of(&self, part: &Part) -> Result<&'a [u8], InvalidModel> {
        if part.is_compressed {
            return Err(invalid(
                &part.name,
                "it is compressed, and the engine reads only parts that are stored as they are: make \
                 the archive without compression",
            ));
        }
        let begin = usize::try_from(part.offset).ok();
        let range = begin.zip(usize::try_from(part.size).ok());
        range
            .and_then(|(begin, size)| self.bytes.get(begin..begin.checked_add(size)?))
            .ok_or_else(|| invalid(&part.name, "it lies outside of the file"))
    }

    /// The first part of a kind.
    pub fn part(&self, kind: PartKind) -> Option<&Part> {
        self.parts.iter().find(|part| part.kind == kind)
    }

    /// The part with the model of this type, such as `prefill_decode`.
    pub fn model(&self, model_type: &str) -> Option<&Part> {
        self.parts
            .iter()
            .find(|part| part.kind == PartKind::Model && part.model_type() == Some(model_type))
    }

    /// The bytes of a part that is small, checked against the checksum where the archive has one.
    fn small(&self, part: &Part) -> Result<&'a [u8], InvalidModel> {
        let bytes = self.bytes_of(part)?;
        if self.format == LanguageModelFormat::Task {
            let entries = AttachedFile::list(self.bytes)?;
            let entry = entries.iter().find(|entry| entry.name() == part.name);
            entry.map(AttachedFile::read).transpose()?;
        }
        Ok(bytes)
    }

    /// What a model that writes text says about itself.
    ///
    /// # Errors
    /// [`InvalidModel`] if it has no such settings or they are damaged.
    pub fn language_settings(&self) -> Result<LanguageSettings, InvalidModel> {
        let part = self.part(PartKind::LanguageSettings);
        let part = part
            .ok_or_else(|| invalid("", "it has no settings of a language model (LlmMetadata)"))?;
        LanguageSettings::read(self.small(part)?).map_err(|why| invalid(&part.name, why))
    }

    /// What a model that embeds text says about itself.
    ///
    /// # Errors
    /// [`InvalidModel`] if it has no such settings or they are damaged.
    pub fn embedding_settings(&self) -> Result<EmbeddingSettings, InvalidModel> {
        let part = self.part(PartKind::EmbeddingSettings);
        let part = part.ok_or_else(|| {
            invalid(
                "",
                "it has no settings of an embedding model (EmbeddingMetadata)",
            )
        })?;
        EmbeddingSettings::read(self.bytes_of(part)?).map_err(|why| invalid(&part.name, why))
    }

    /// Checks that the engine of language models can be given this file: that it has the parts it
    /// needs, and that its models pass [`ModelView::new`].
    ///
    /// # Errors
    /// [`InvalidModel`] says what is missing or damaged.
    pub fn check_generates(&self) -> Result<LanguageSettings, InvalidModel> {
        let settings = self.language_settings()?;
        if settings.stop_tokens.is_empty() {
            return Err(invalid("settings", "they have no stop token"));
        }
        self.check_tokenizer()?;
        let decoder =
            self.model("prefill_decode").is_some() || self.model("artisan_text_decoder").is_some();
        if !decoder {
            return Err(invalid(
                "",
                "it has no model of the type prefill_decode, which writes the text",
            ));
        }
        self.check_models()?;
        if let Some(decoder) = self.model("prefill_decode") {
            self.check_decoder(decoder)?;
        }
        Ok(settings)
    }

    /// Checks that the embedding engine can be given this file.
    ///
    /// # Errors
    /// [`InvalidModel`] says what is missing or damaged.
    pub fn check_embeds(&self) -> Result<EmbeddingSettings, InvalidModel> {
        let settings = self.embedding_settings()?;
        self.check_tokenizer()?;
        for needed in ["embedder", "text_encoder"] {
            if self.model(needed).is_none() {
                return Err(invalid("", format!("it has no model of the type {needed}")));
            }
        }
        self.check_models()?;
        Ok(settings)
    }

    fn check_tokenizer(&self) -> Result<(), InvalidModel> {
        let part = self
            .part(PartKind::SentencePiece)
            .or_else(|| self.part(PartKind::HuggingFace));
        let part = part.ok_or_else(|| invalid("", "it has no tokenizer"))?;
        let bytes = self.small(part)?;
        let read = match part.kind {
            PartKind::HuggingFace => proto::zlib(bytes),
            _ => proto::sentence_piece(bytes),
        };
        read.map_err(|why| invalid(&part.name, why))
    }

    fn check_models(&self) -> Result<(), InvalidModel> {
        for part in self.parts.iter().filter(|it| it.kind == PartKind::Model) {
            let bytes = self.bytes_of(part)?;
            // The engine runs them as `CompiledModel` does.
            let checked = ModelView::new(bytes).and_then(|model| {
                model.check_for_compiled_model()?;
                outputs_fit(model)
            });
            checked.map_err(|error| {
                InvalidModel::new(
                    error.kind(),
                    format!("part '{}'", part.name),
                    error.to_string(),
                )
            })?;
        }
        Ok(())
    }

    /// The signatures that the engine calls by name.
    fn check_decoder(&self, part: &Part) -> Result<(), InvalidModel> {
        let model = ModelView::new(self.bytes_of(part)?)?;
        let has = |wanted: fn(&str) -> bool| {
            let mut keys = model.signatures().map(|it| it.key().into_owned());
            keys.any(|key| wanted(&key))
        };
        for (name, found) in [
            ("decode", has(|key| key.starts_with("decode"))),
            ("prefill", has(|key| key.starts_with("prefill"))),
        ] {
            if !found {
                let message = format!("it has no signature whose name begins with {name}");
                return Err(invalid(&part.name, message));
            }
        }
        Ok(())
    }
}

/// The engine makes room for outputs by the shapes that the file states, and does not look again: what
/// is larger is written beyond the end.
fn outputs_fit(model: ModelView<'_>) -> Result<(), InvalidModel> {
    for graph in model.subgraphs() {
        let inputs: Vec<Shape> = graph.inputs().map(|tensor| tensor.shape()).collect();
        let computed = output_shapes(model, graph.index(), &inputs);
        for (tensor, computed) in graph.outputs().zip(computed) {
            // A shape that may change is asked for again.
            let Some(computed) = computed.filter(|_| tensor.shape_signature().is_static()) else {
                continue;
            };
            let elements = computed.num_elements().zip(tensor.shape().num_elements());
            if elements.is_some_and(|(computed, stated)| computed > stated) {
                let place = format!("subgraph {} output '{}'", graph.index(), tensor.name());
                let message = format!(
                    "it is said to have the shape {}, and has the shape {computed}",
                    tensor.shape()
                );
                return Err(InvalidModel::new(InvalidModelKind::Tensor, place, message));
            }
        }
    }
    Ok(())
}

fn invalid(part: &str, message: impl Into<String>) -> InvalidModel {
    let place = match part {
        "" => "language model".to_owned(),
        part => format!("language model, part '{part}'"),
    };
    InvalidModel::new(InvalidModelKind::LanguageModel, place, message)
}

#[cfg(test)]
mod tests;
