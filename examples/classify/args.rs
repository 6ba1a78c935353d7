//! The command line.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use lexopt::prelude::*;
use litert::EngineKind;
use litert::model::metadata::Normalization;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Says what is on a picture.

usage: classify [options] [picture ...]

  --model FILE      a .tflite image classifier (default: digits in this repository)
  --labels FILE     class names, one a line (default: those in the model file)
  --engine NAME     interpreter or compiled (default: interpreter)
  --threads N       threads to use, 0 for all (default: 1)
  --top N           how many classes to print (default: 3)
  --mean X --std Y  give the model (pixel - X) / Y instead of what it asks for
  --help            print this

Pictures are PNG, JPEG or BMP files. Without --model and pictures, a sample is read.
";

fn engine_kind(name: &str) -> Result<EngineKind, String> {
    match name {
        "interpreter" => Ok(EngineKind::Interpreter),
        "compiled" => Ok(EngineKind::CompiledModel),
        _ => Err(format!("'{name}' is neither interpreter nor compiled")),
    }
}

/// What was asked for.
pub(crate) struct Args {
    pub(crate) model: PathBuf,
    pub(crate) labels: Option<PathBuf>,
    pub(crate) engine: EngineKind,
    pub(crate) threads: usize,
    pub(crate) top: usize,
    pub(crate) images: Vec<PathBuf>,
    mean: Option<f32>,
    std: Option<f32>,
}

impl Args {
    /// Reads the command line; `None` if only help is wanted.
    pub(crate) fn parse() -> Result<Option<Self>> {
        let mut model = None;
        let mut args = Self {
            model: PathBuf::new(),
            labels: None,
            engine: EngineKind::Interpreter,
            threads: 1,
            top: 3,
            images: Vec::new(),
            mean: None,
            std: None,
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(arg) = parser.next()? {
            match arg {
                Long("model") => model = Some(PathBuf::from(parser.value()?)),
                Long("labels") => args.labels = Some(parser.value()?.into()),
                Long("engine") => args.engine = parser.value()?.parse_with(engine_kind)?,
                Long("threads") => args.threads = parser.value()?.parse()?,
                Long("top") => args.top = parser.value()?.parse()?,
                Long("mean") => args.mean = Some(parser.value()?.parse()?),
                Long("std") => args.std = Some(parser.value()?.parse()?),
                Long("help") | Short('h') => return Ok(None),
                Value(path) => args.images.push(path.into()),
                other => return Err(other.unexpected()).context("--help lists the options"),
            }
        }
        ensure!(
            args.std.is_none_or(|std| std != 0.0),
            "--std 0 would divide by zero"
        );

        // The files of this repository are found from any folder.
        let digits = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/digits");
        if args.images.is_empty() {
            if model.is_some() {
                bail!("no picture was given; add one or more files, or see --help");
            }
            args.images.push(digits.join("samples/3_a.png"));
        }
        args.model = model.unwrap_or_else(|| digits.join("digits_int8.tflite"));
        Ok(Some(args))
    }

    /// What `--mean` and `--std` say, if either was given.
    pub(crate) fn normalization(&self) -> Option<Normalization> {
        (self.mean.is_some() || self.std.is_some()).then(|| Normalization {
            mean: vec![self.mean.unwrap_or(0.0)],
            std: vec![self.std.unwrap_or(1.0)],
        })
    }
}
