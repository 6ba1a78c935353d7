//! `litert embed`: vectors that stand for pictures.

use std::io::{self, Write as _};

use anyhow::{Result, ensure};
use litert_tasks::ImageEmbedder;
use litert_tasks::decode::embedding::Embedding;
use serde::Serialize;

use super::{Answer, TaskArgs, settings};
use crate::exit::Verdict;
use crate::output::Output;

/// Turn pictures into vectors, and say how alike they are
///
/// Prints the cosine to the first picture: 1 for the same direction. With --json, the vectors as well.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    task: TaskArgs,
    /// Give all vectors length 1
    #[arg(long)]
    l2_normalize: bool,
}

#[derive(Serialize)]
struct Vector {
    values: Vec<f32>,
    cosine_to_first: f32,
}

impl Answer for Vector {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        let first: Vec<String> = self
            .values
            .iter()
            .take(4)
            .map(|it| format!("{it:.4}"))
            .collect();
        writeln!(
            out,
            "{:.3}  to the first picture; {} numbers: {}{}",
            self.cosine_to_first,
            self.values.len(),
            first.join(", "),
            if self.values.len() > 4 { ", ..." } else { "" }
        )
    }
}

/// Runs the command.
///
/// # Errors
/// The model gives no vector, or a picture cannot be read.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    ensure!(
        args.task.draw.is_none(),
        "--draw: a vector cannot be drawn into a picture"
    );
    let (model, engine) = args.task.engine()?;
    let mut builder = settings!(ImageEmbedder::builder(engine), args.task, &model);
    if args.l2_normalize {
        builder = builder.l2_normalize();
    }
    let mut embedder = builder.build()?;
    let mut first: Option<Embedding> = None;
    args.task.each(out, |picture, _| {
        let found = embedder.embed(picture)?;
        let cosine = first.get_or_insert_with(|| found.clone()).cosine(&found);
        let vector = Vector {
            values: found.values().to_vec(),
            cosine_to_first: cosine,
        };
        Ok((vector, embedder.timings()))
    })
}
