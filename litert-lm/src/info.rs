//! Facts about a file, without the library and without loading the model.

use std::path::Path;

use litert_model::language_model::{
    EmbeddingSettings, LanguageModelFile, LanguageModelFormat, LanguageModelKind, LanguageSettings,
    PartKind,
};

use crate::error::{Error, Result};
use crate::file::ModelFile;

/// What a file says about its model. Nothing native is loaded for it.
///
/// ```
/// # fn main() -> litert_lm::Result<()> {
/// let info = litert_lm::ModelInfo::read("../models/lm/tiny_lm.litertlm")?;
/// assert_eq!(info.context_tokens(), Some(256));
/// assert!(info.language.is_some_and(|it| it.supports_thinking));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ModelInfo {
    /// What it is for.
    pub kind: LanguageModelKind,
    /// Which kind of file it is.
    pub format: LanguageModelFormat,
    /// What a model that writes text says about itself.
    pub language: Option<LanguageSettings>,
    /// What a model that embeds text says about itself.
    pub embedding: Option<EmbeddingSettings>,
    /// Which tokenizer it has.
    pub tokenizer: Option<TokenizerKind>,
    /// Whether it takes pictures.
    pub takes_images: bool,
    /// Whether it takes sound.
    pub takes_audio: bool,
    /// Whether it has a drafter, which speculative decoding needs.
    pub has_drafter: bool,
    /// The backends that its text model may run on; empty if the file does not restrict them.
    pub backends: Vec<String>,
}

/// The kind of a tokenizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenizerKind {
    /// SentencePiece.
    SentencePiece,
    /// A `tokenizer.json` of Hugging Face.
    HuggingFace,
}

impl ModelInfo {
    /// Reads the list of parts and the settings of a `.litertlm` or `.task` file.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be read, [`Error::Model`] if it is damaged or is no such file.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let file = ModelFile::open(path)?;
        Self::of(path, &file.read(path)?)
    }

    pub(crate) fn of(path: &Path, file: &LanguageModelFile<'_>) -> Result<Self> {
        let damaged = |error| Error::Model {
            path: path.to_owned(),
            error,
        };
        let has = |kind| file.part(kind).is_some();
        let kind = file.kind();
        let language = has(PartKind::LanguageSettings).then(|| file.language_settings());
        let embedding = has(PartKind::EmbeddingSettings).then(|| file.embedding_settings());
        let tokenizer = if has(PartKind::SentencePiece) {
            Some(TokenizerKind::SentencePiece)
        } else {
            has(PartKind::HuggingFace).then_some(TokenizerKind::HuggingFace)
        };
        let text = ["prefill_decode", "artisan_text_decoder", "text_encoder"];
        let text = text.iter().find_map(|it| file.model(it));
        let audio = ["audio_encoder_hw", "audio_frontend"];
        Ok(Self {
            kind,
            format: file.format(),
            language: language.transpose().map_err(damaged)?,
            embedding: embedding.transpose().map_err(damaged)?,
            tokenizer,
            takes_images: file.model("vision_encoder").is_some(),
            takes_audio: audio.iter().any(|it| file.model(it).is_some()),
            has_drafter: file.model("mtp_drafter").is_some(),
            backends: text
                .map(|part| part.backends().map(str::to_ascii_lowercase).collect())
                .unwrap_or_default(),
        })
    }

    /// The most tokens of a conversation, as far as the file says.
    pub fn context_tokens(&self) -> Option<u32> {
        self.language.as_ref()?.max_tokens
    }

    /// Checks what a builder was told against what is in the file.
    pub(crate) fn check_backend(
        &self,
        setting: &'static str,
        backend: crate::Backend,
    ) -> Result<()> {
        let name = backend.name().to_ascii_lowercase();
        if self.backends.is_empty() || self.backends.contains(&name) {
            return Ok(());
        }
        let needs = format!("one that the file allows: {}", self.backends.join(", "));
        Err(Error::setting(setting, name, needs))
    }
}
