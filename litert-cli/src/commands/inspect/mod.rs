//! `litert inspect`: what is in a model.

mod arena;
mod graph;
mod metadata;
mod model;
mod operators;
mod tensor;
mod text;
mod weights;

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use litert::model::ModelView;
use serde::Serialize;

use model::ModelReport;

use crate::container::{Container, Format};
use crate::exit::Verdict;
use crate::file;
use crate::format::{bytes, one_line};
use crate::output::{HEADING, Output, Report};

/// Show what is in a model
///
/// Its inputs and outputs, operators, weights and memory, what it says about itself, and which of the
/// two engines can run it. Opens .tflite models, and lists the parts of .task bundles and .litertlm
/// files. The file is only read: no runtime is needed, and a damaged file does no harm.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A .tflite, .task or .litertlm file
    file: PathBuf,
    /// Look into the model of this name in a .task or .litertlm file
    #[arg(long, value_name = "NAME")]
    part: Option<String>,
    /// Also draw the model, into a file that ends in .html, .svg or .dot
    #[arg(long, value_name = "FILE")]
    graph: Option<PathBuf>,
    /// List all weights instead of the largest ones
    #[arg(long)]
    weights: bool,
}

#[derive(Serialize)]
struct Inspection {
    file: String,
    part: Option<String>,
    bytes: u64,
    #[serde(flatten)]
    content: Content,
    /// Written.
    files: Vec<String>,
    #[serde(skip)]
    all_weights: bool,
}

#[derive(Serialize)]
#[serde(tag = "format", rename_all = "snake_case")]
enum Content {
    Tflite(Box<ModelReport>),
    Task(Container),
    Litertlm(Container),
}

/// Runs the command.
///
/// # Errors
/// The file cannot be read, or is none of these.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let path = args.file.display().to_string();
    let file = file::open(&args.file).with_context(|| format!("cannot read {path}"))?;
    let report = inspect(&path, &file, args).with_context(|| format!("cannot inspect {path}"))?;
    out.report(&report)?;
    Ok(Verdict::Good)
}

fn inspect(path: &str, file: &[u8], args: &Args) -> Result<Inspection> {
    let content = match (Container::read(file)?, &args.part) {
        (None, None) => return inspection(path, file, args),
        (None, Some(_)) => bail!("--part is for .task and .litertlm files; this is neither"),
        (Some(parts), Some(name)) => {
            return inspection(path, &parts.model(file, name)?, args);
        }
        (Some(_), None) if args.graph.is_some() => {
            bail!("--graph draws models, and this file holds several parts: add --part")
        }
        (Some(parts), None) => match parts.format {
            Format::Task => Content::Task(parts),
            Format::Litertlm => Content::Litertlm(parts),
        },
    };
    Ok(Inspection {
        file: path.to_owned(),
        part: None,
        bytes: file.len() as u64,
        content,
        files: Vec::new(),
        all_weights: false,
    })
}

fn inspection(path: &str, model: &[u8], args: &Args) -> Result<Inspection> {
    let bytes = model.len() as u64;
    let view = ModelView::new(model)?;
    if let Some(picture) = &args.graph {
        graph::write(view, &title(args), picture)?;
    }
    let report = ModelReport::new(view);
    Ok(Inspection {
        file: path.to_owned(),
        part: args.part.clone(),
        bytes,
        content: Content::Tflite(Box::new(report)),
        files: args
            .graph
            .iter()
            .map(|path| path.display().to_string())
            .collect(),
        all_weights: args.weights,
    })
}

/// What a picture is called: folders are nobody's business.
fn title(args: &Args) -> String {
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    match &args.part {
        None => name.into_owned(),
        Some(part) => format!("{name}, part {part}"),
    }
}

impl Report for Inspection {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        let name = match &self.part {
            None => one_line(&self.file),
            Some(part) => one_line(&format!("{}, part {part}", self.file)),
        };
        let size = bytes(self.bytes);
        match &self.content {
            Content::Tflite(model) => {
                let version = model.schema_version;
                writeln!(
                    out,
                    "{HEADING}{name}{HEADING:#}: model, {size}, format version {version}"
                )?;
                text::write(model, self.all_weights, out)?;
                out.written(&self.files)
            }
            Content::Task(parts) => {
                writeln!(out, "{HEADING}{name}{HEADING:#}: .task bundle, {size}")?;
                parts.write_text(&self.file, out)
            }
            Content::Litertlm(parts) => {
                let version = parts.version.as_deref().unwrap_or("");
                writeln!(
                    out,
                    "{HEADING}{name}{HEADING:#}: .litertlm file, {size}, format version {version}"
                )?;
                parts.write_text(&self.file, out)
            }
        }
    }
}
