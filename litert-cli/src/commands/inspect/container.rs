//! Files that hold models and what belongs to them: `.task` bundles and `.litertlm` files.

use std::io::{self, Write as _};

use anyhow::{Context as _, Result, bail};
use litert::model::AttachedFile;
use serde::Serialize;

use super::litertlm;
use crate::format::{bytes, one_line};
use crate::output::Output;
use crate::table::{Align, Table};

/// What such a file holds.
#[derive(Debug, Serialize)]
pub(super) struct Container {
    /// Of the format, where it has one.
    pub(super) version: Option<String>,
    /// What the file says about itself.
    pub(super) properties: Vec<Property>,
    pub(super) parts: Vec<Part>,
}

/// A named value.
#[derive(Debug, Serialize)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) value: String,
}

/// One part.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    /// The name to ask for it by (`--part`).
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) offset: u64,
    pub(super) bytes: u64,
    pub(super) is_model: bool,
    pub(super) properties: Vec<Property>,
}

/// Lists the parts of a ZIP archive.
pub(super) fn task(file: &[u8]) -> Result<Container> {
    let files = AttachedFile::list(file)?;
    if files.is_empty() {
        bail!(
            "it begins like a ZIP archive, but there is no directory at its end: it may be cut short"
        );
    }
    let parts = files.iter().map(|entry| {
        let head = entry.stored().get(..8).unwrap_or(&[]);
        let is_model = !entry.is_compressed() && is_tflite(head);
        Part {
            name: entry.name().to_owned(),
            kind: kind(entry, head, is_model),
            offset: (entry.stored().as_ptr() as u64).saturating_sub(file.as_ptr() as u64),
            bytes: entry.size() as u64,
            is_model,
            properties: Vec::new(),
        }
    });
    Ok(Container {
        version: None,
        properties: Vec::new(),
        parts: parts.collect(),
    })
}

fn kind(entry: &AttachedFile<'_>, head: &[u8], is_model: bool) -> String {
    let kind = match entry.name() {
        _ if is_model => "model",
        "TOKENIZER_MODEL" => "SentencePiece tokenizer",
        "METADATA" => "settings of the language model",
        _ if head.starts_with(b"PK\x03\x04") => "archive",
        name if name.ends_with(".txt") => "text",
        _ => "data",
    };
    if entry.is_compressed() {
        format!("{kind}, compressed")
    } else {
        kind.to_owned()
    }
}

/// Whether a file that begins like this is a model.
pub(super) fn is_tflite(head: &[u8]) -> bool {
    head.get(4..8) == Some(b"TFL3")
}

/// The bytes of the part of this name.
pub(super) fn part<'a>(container: &Container, file: &'a [u8], name: &str) -> Result<&'a [u8]> {
    let Some(part) = container.parts.iter().find(|part| part.name == name) else {
        let names: Vec<&str> = container
            .parts
            .iter()
            .map(|part| part.name.as_str())
            .collect();
        bail!("there is no part '{name}'; there are {}", names.join(", "));
    };
    if !part.is_model {
        bail!("part '{name}' is no model: {}", part.kind);
    }
    let bytes = usize::try_from(part.offset)
        .ok()
        .zip(usize::try_from(part.bytes).ok())
        .and_then(|(offset, len)| file.get(offset..offset.checked_add(len)?));
    bytes.with_context(|| format!("part '{name}' reaches beyond the end of the file"))
}

/// Lists the sections of a `.litertlm` file.
pub(super) fn litertlm(file: &[u8]) -> Result<Container> {
    litertlm::read(file)
}

impl Container {
    pub(super) fn write_text(&self, path: &str, out: &mut Output<'_>) -> io::Result<()> {
        if !self.properties.is_empty() {
            out.heading("About the file")?;
            let mut table = Table::new([("", Align::Left), ("", Align::Left)]);
            for property in &self.properties {
                table.row([&property.name, &property.value]);
            }
            table.write(out)?;
        }
        out.heading("Parts")?;
        let mut table = Table::new([
            ("part", Align::Left),
            ("bytes", Align::Right),
            ("at", Align::Right),
            ("kind", Align::Left),
            ("", Align::Left),
        ]);
        for part in &self.parts {
            let properties: Vec<String> = part
                .properties
                .iter()
                .map(|it| format!("{} {}", it.name, it.value))
                .collect();
            table.row([
                &part.name,
                &bytes(part.bytes),
                &part.offset.to_string(),
                &part.kind,
                &properties.join(", "),
            ]);
        }
        table.write(out)?;
        match self.parts.iter().find(|part| part.is_model) {
            Some(model) => writeln!(
                out,
                "\n  To look into one: litert inspect {} --part {}",
                one_line(path),
                one_line(&model.name)
            ),
            None => Ok(()),
        }
    }
}
