//! `litert classify`: what is in pictures.

use std::io::{self, Write as _};

use anyhow::Result;
use litert_tasks::{Class, ImageClassifier};
use serde::Serialize;

use super::{Answer, ClassArgs, TaskArgs, class_settings, settings};
use crate::exit::Verdict;
use crate::format::one_line;
use crate::output::Output;

/// Say what is in pictures
///
/// The model gives a score for each class. What its input takes, the names of classes and the calibration of
/// scores are read from the model.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    task: TaskArgs,
    #[command(flatten)]
    classes: ClassArgs,
    /// How many classes to print
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: usize,
}

#[derive(Serialize)]
struct Classes {
    classes: Vec<Class>,
}

impl Answer for Classes {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        for class in &self.classes {
            writeln!(out, "{:.3}  {}", class.score, one_line(&class.name))?;
        }
        Ok(())
    }
}

/// Runs the command.
///
/// # Errors
/// The model is no classifier, or a picture cannot be read.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let (model, engine) = args.task.engine()?;
    let builder = settings!(ImageClassifier::builder(engine), args.task, &model);
    let builder = class_settings!(builder, args.classes);
    let mut classifier = builder.top(args.top).build()?;
    args.task.each(out, |picture, copy| {
        let classes = classifier.classify(picture)?.to_vec();
        if let Some(copy) = copy {
            copy.draw(classes.as_slice());
        }
        Ok((Classes { classes }, classifier.timings()))
    })
}
