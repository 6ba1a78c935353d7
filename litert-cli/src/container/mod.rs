//! Files that hold models and what belongs to them: `.task` bundles and `.litertlm` files.

mod litertlm;
mod task;
mod text;

use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use litert::model::AttachedFile;
use litert::model::language_model::LanguageModelFile;
use litert::{Model, ModelOptions};
use serde::Serialize;

use crate::names;

/// What such a file holds.
#[derive(Debug, Serialize)]
pub(crate) struct Container {
    #[serde(skip)]
    pub(crate) format: Format,
    /// Of the format, where it has one.
    pub(crate) version: Option<String>,
    /// What the file says about itself.
    pub(crate) properties: Vec<Property>,
    pub(crate) parts: Vec<Part>,
}

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// A ZIP archive.
    Task,
    /// A header and sections.
    Litertlm,
}

/// A named value.
#[derive(Debug, Serialize)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// One part.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    /// The name to ask for it by (`--part`). What lies in a bundle inside of the bundle has the names
    /// of both, with a slash in between.
    pub(crate) name: String,
    pub(crate) kind: String,
    /// Where its stored bytes begin in the file.
    pub(crate) offset: u64,
    /// Its size; once unpacked, if it is compressed.
    pub(crate) bytes: u64,
    pub(crate) is_model: bool,
    pub(crate) properties: Vec<Property>,
}

/// How many bytes of a file tell which kind it is.
const HEAD: usize = 64;

impl Container {
    /// The parts of the file, if it is of a kind that has any.
    pub(crate) fn read(file: &[u8]) -> Result<Option<Self>> {
        Ok(if LanguageModelFile::is_litertlm(file) {
            Some(litertlm::read(file)?)
        } else if AttachedFile::is_archive(file) {
            Some(task::read(file)?)
        } else {
            None
        })
    }

    /// The bytes of the model of this name. They are unpacked if they are compressed.
    pub(crate) fn model<'a>(&self, file: &'a [u8], name: &str) -> Result<Cow<'a, [u8]>> {
        let Some(part) = self.parts.iter().find(|part| part.name == name) else {
            let all: Vec<&str> = self.parts.iter().map(|part| part.name.as_str()).collect();
            bail!("{}", names::unknown("part", name, &all));
        };
        if !part.is_model {
            bail!("part '{name}' is no model: {}", part.kind);
        }
        match self.format {
            Format::Task => task::content(file, name),
            Format::Litertlm => {
                let bytes = usize::try_from(part.offset)
                    .ok()
                    .zip(usize::try_from(part.bytes).ok())
                    .and_then(|(offset, len)| file.get(offset..offset.checked_add(len)?));
                let bytes = bytes
                    .with_context(|| format!("part '{name}' reaches beyond the end of the file"))?;
                Ok(Cow::Borrowed(bytes))
            }
        }
    }

    /// The name of the only model in it.
    fn only_model(&self) -> Result<&str> {
        let models: Vec<&str> = self
            .parts
            .iter()
            .filter(|part| part.is_model)
            .map(|part| part.name.as_str())
            .collect();
        match models[..] {
            [] => bail!("there is no model in it; `litert inspect` lists its parts"),
            [only] => Ok(only),
            _ => bail!(
                "it holds {} models: say which one with --part {}",
                models.len(),
                models.join(" or --part ")
            ),
        }
    }
}

/// Whether a file that begins like this is a model.
fn is_tflite(head: &[u8]) -> bool {
    head.get(4..8) == Some(b"TFL3")
}

/// Reads a model from a file: a `.tflite`, or a part of a `.task` or `.litertlm`. Without `part` a
/// bundle must hold one model only. The rules that whoever types the command vouches for may be broken.
pub(crate) fn model(path: &Path, part: Option<&str>, allow: &[String]) -> Result<Model> {
    let shown = path.display();
    let options = options(allow);
    if !may_hold_parts(path) {
        ensure!(
            part.is_none() || !path.exists(),
            "--part is for .task and .litertlm files, and {shown} is neither"
        );
        return Ok(options.read_file(path)?);
    }
    let file = crate::file::open(path).with_context(|| format!("cannot read {shown}"))?;
    let container = Container::read(&file).with_context(|| format!("cannot read {shown}"))?;
    let container = container.with_context(|| format!("{shown} changed while it was read"))?;
    let name = match part {
        Some(part) => part,
        None => container
            .only_model()
            .with_context(|| format!("{shown} is a bundle"))?,
    };
    let bytes = container
        .model(&file, name)
        .with_context(|| format!("cannot read {shown}"))?;
    let model = options.take_bytes(&*bytes);
    model.with_context(|| format!("{shown}, part {name}"))
}

/// Whoever gives `--allow` vouches for the model.
pub(crate) fn options(allow: &[String]) -> ModelOptions {
    let options = ModelOptions::new();
    // SAFETY: the help of `--allow` says what is to be vouched for, and nothing else gets here.
    allow
        .iter()
        .fold(options, |options, rule| unsafe { options.allow(rule) })
}

/// Whether the file begins like one that has parts. One that cannot be read does not.
pub(crate) fn may_hold_parts(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    read.is_ok() && (LanguageModelFile::is_litertlm(&head) || AttachedFile::is_archive(&head))
}
