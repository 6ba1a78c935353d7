//! `.litertlm` files: a header that lists sections, and the sections.

use anyhow::Result;
use litert::model::language_model::{LanguageModelFile, PartKind};

use super::{Container, Format, Part, Property, is_tflite};

/// Reads the header.
pub(super) fn read(file: &[u8]) -> Result<Container> {
    let read = LanguageModelFile::new(file)?;
    let parts = read.parts().iter().map(|part| Part {
        name: part.name.clone(),
        kind: part.kind.to_string(),
        offset: part.offset,
        bytes: part.size,
        is_model: part.kind == PartKind::Model && read.bytes_of(part).is_ok_and(is_tflite),
        properties: named(&part.properties),
    });
    Ok(Container {
        format: Format::Litertlm,
        version: read.version().map(str::to_owned),
        properties: named(read.properties()),
        parts: parts.collect(),
    })
}

fn named(pairs: &[(String, String)]) -> Vec<Property> {
    let pairs = pairs.iter().cloned();
    pairs
        .map(|(name, value)| Property { name, value })
        .collect()
}
