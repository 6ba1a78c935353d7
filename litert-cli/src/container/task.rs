//! `.task` bundles: ZIP archives, which may hold others.

use std::borrow::Cow;

use anyhow::{Context as _, Result, bail};
use litert::model::AttachedFile;

use super::{Container, Format, HEAD, Part, is_tflite};

/// Bundles within bundles beyond this depth are not opened. Real ones have two levels.
const DEEPEST: usize = 4;
/// More parts than this are not listed.
const MOST_PARTS: usize = 10_000;

/// Lists the parts of a bundle, and of those that it holds.
pub(super) fn read(file: &[u8]) -> Result<Container> {
    let mut parts = Vec::new();
    if !list(file, file, "", DEEPEST, &mut parts)? {
        bail!(
            "it begins like a ZIP archive, but there is no directory at its end: it may be cut short"
        );
    }
    Ok(Container {
        format: Format::Task,
        version: None,
        properties: Vec::new(),
        parts,
    })
}

/// Adds the parts of `archive`, which lies in `file`. Whether it has any.
fn list(
    file: &[u8],
    archive: &[u8],
    folder: &str,
    depth: usize,
    parts: &mut Vec<Part>,
) -> Result<bool> {
    let entries = AttachedFile::list(archive)?;
    for entry in &entries {
        if parts.len() >= MOST_PARTS {
            bail!("it holds more than {MOST_PARTS} parts");
        }
        let head = match entry.is_compressed() {
            true => &[],
            false => entry.stored().get(..HEAD).unwrap_or(entry.stored()),
        };
        let is_model = match entry.is_compressed() {
            true => entry.name().ends_with(".tflite"),
            false => is_tflite(head),
        };
        let name = format!("{folder}{}", entry.name());
        let inside = format!("{name}/");
        parts.push(Part {
            kind: kind(entry, head, is_model),
            name,
            offset: (entry.stored().as_ptr() as u64).saturating_sub(file.as_ptr() as u64),
            bytes: entry.size() as u64,
            is_model,
            properties: Vec::new(),
        });
        if AttachedFile::is_archive(head) && depth > 0 {
            // A bundle inside that is damaged is still a part of this one.
            let _ = list(file, entry.stored(), &inside, depth - 1, parts);
        }
    }
    Ok(!entries.is_empty())
}

/// The content of the part of this name, checked against its checksum.
pub(super) fn content<'a>(file: &'a [u8], name: &str) -> Result<Cow<'a, [u8]>> {
    let entry = find(file, name, DEEPEST).with_context(|| format!("there is no part '{name}'"))?;
    // A model may be larger than what attached files unpack to as a rule.
    Ok(entry.read_within(usize::MAX)?)
}

fn find<'a>(archive: &'a [u8], name: &str, depth: usize) -> Option<AttachedFile<'a>> {
    let entries = AttachedFile::list(archive).ok()?;
    for entry in entries {
        if entry.name() == name {
            return Some(entry);
        }
        let rest = name
            .strip_prefix(entry.name())
            .and_then(|rest| rest.strip_prefix('/'));
        if let Some(rest) = rest.filter(|_| depth > 0 && !entry.is_compressed()) {
            if let Some(found) = find(entry.stored(), rest, depth - 1) {
                return Some(found);
            }
        }
    }
    None
}

fn kind(entry: &AttachedFile<'_>, head: &[u8], is_model: bool) -> String {
    let kind = match entry.name() {
        _ if is_model => "model",
        "TOKENIZER_MODEL" => "SentencePiece tokenizer",
        "METADATA" => "settings of the language model",
        name if name.ends_with(".task") => "bundle",
        _ if AttachedFile::is_archive(head) => "archive",
        name if name.ends_with(".txt") => "text",
        _ => "data",
    };
    if entry.is_compressed() {
        format!("{kind}, compressed")
    } else {
        kind.to_owned()
    }
}
