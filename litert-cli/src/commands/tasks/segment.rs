//! `litert segment`: what each pixel of pictures is.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Result;
use litert_tasks::ImageSegmenter;
use serde::Serialize;

use super::{Answer, TaskArgs, settings};
use crate::exit::Verdict;
use crate::format::one_line;
use crate::output::Output;

/// Say what each pixel of pictures is
///
/// Prints how many pixels each class has; --draw shows them.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    task: TaskArgs,
    /// A file with the names of the classes, instead of those attached to the model
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
}

#[derive(Serialize)]
struct Areas {
    areas: Vec<Area>,
    #[serde(skip)]
    all: usize,
}

#[derive(Serialize)]
struct Area {
    class: usize,
    name: String,
    pixels: usize,
}

impl Answer for Areas {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        for area in &self.areas {
            let part = area.pixels as f64 * 100.0 / self.all.max(1) as f64;
            writeln!(out, "{part:5.1} %  {}", one_line(&area.name))?;
        }
        if self.areas.is_empty() {
            writeln!(out, "nothing found")?;
        }
        Ok(())
    }
}

/// Runs the command.
///
/// # Errors
/// The model is no segmenter, or a picture cannot be read.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let (model, engine) = args.task.engine()?;
    let mut builder = settings!(ImageSegmenter::builder(engine), args.task, &model);
    if let Some(path) = &args.labels {
        builder = builder.labels(super::labels(path)?);
    }
    let mut segmenter = builder.build()?;
    args.task.each(out, |picture, copy| {
        let found = segmenter.segment(picture)?;
        if let Some(copy) = copy {
            copy.draw(found);
        }
        let areas = found.areas().into_iter().map(|(class, name, pixels)| Area {
            class,
            name: name.to_owned(),
            pixels,
        });
        let areas = Areas {
            areas: areas.collect(),
            all: found.classes.len(),
        };
        Ok((areas, segmenter.timings()))
    })
}
