//! `.task` bundles: ZIP archives, which may hold others.

use std::borrow::Cow;

use anyhow::Result;
use litert::model::{Bundle, BundlePart};

use super::{Container, Format, Part};

/// Lists the parts of a bundle, and of those that it holds.
pub(super) fn read(file: &[u8]) -> Result<Container> {
    let bundle = Bundle::new(file)?;
    let parts = bundle.parts().iter().map(|part| Part {
        name: part.name().to_owned(),
        kind: kind(part),
        offset: (part.file().stored().as_ptr() as u64).saturating_sub(file.as_ptr() as u64),
        bytes: part.file().size() as u64,
        is_model: part.is_model(),
        properties: Vec::new(),
    });
    Ok(Container {
        format: Format::Task,
        version: None,
        properties: Vec::new(),
        parts: parts.collect(),
    })
}

/// The content of the part of this name, checked against its checksum.
pub(super) fn content<'a>(file: &'a [u8], name: &str) -> Result<Cow<'a, [u8]>> {
    Ok(Bundle::new(file)?.model(name)?)
}

fn kind(part: &BundlePart<'_>) -> String {
    let kind = match part.file().name() {
        _ if part.is_model() => "model",
        "TOKENIZER_MODEL" => "SentencePiece tokenizer",
        "METADATA" => "settings of the language model",
        name if name.ends_with(".task") => "bundle",
        _ if part.is_archive() => "archive",
        name if name.ends_with(".txt") => "text",
        _ => "data",
    };
    if part.file().is_compressed() {
        format!("{kind}, compressed")
    } else {
        kind.to_owned()
    }
}
