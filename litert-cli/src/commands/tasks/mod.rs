//! `litert classify`, `detect`, `segment`, `pose`, `embed`: from pictures to answers.

pub mod classify;
pub mod detect;
pub mod embed;
pub mod pose;
pub mod segment;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use litert::Model;
use litert::model::Labels;
use litert_tasks::{Fit, Picture, Sampling, Source, Timings};
use serde::Serialize;

use crate::exit::Verdict;
use crate::format::one_line;
use crate::output::{DIM, Output, Report};
use crate::session::{FitArgument, ModelSetup, SamplingArgument, Session};

/// A model, pictures, and where drawings go.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct TaskArgs {
    #[command(flatten)]
    setup: ModelSetup,
    /// PNG, JPEG or BMP files, or folders of them
    #[arg(required = true, value_name = "PICTURE")]
    files: Vec<PathBuf>,
    /// Draw the answers into a copy of the picture; for several pictures, a folder for the copies
    #[arg(long, value_name = "FILE")]
    draw: Option<PathBuf>,
    /// Print how long each picture took: before, in and after the model
    #[arg(long)]
    timings: bool,
    /// How a picture is brought into the input's shape: stretch, crop or letterbox
    ///
    /// Without it, what models of this kind are trained with.
    #[arg(long, value_enum, value_name = "HOW", hide_possible_values = true)]
    fit: Option<FitArgument>,
    /// How pixels are computed: antialias, opencv, mediapipe or nearest
    #[arg(long, value_enum, value_name = "HOW", hide_possible_values = true)]
    sampling: Option<SamplingArgument>,
}

/// Which classes count.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct ClassArgs {
    /// A file with the names of the classes, instead of those attached to the model
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
    /// The score that answers have at least
    #[arg(long, value_name = "SCORE")]
    threshold: Option<f32>,
    /// Only classes of these names count, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    only: Vec<String>,
    /// Classes of these names do not count, separated by commas
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "NAMES",
        conflicts_with = "only"
    )]
    except: Vec<String>,
}

impl ClassArgs {
    fn labels(&self) -> Result<Option<Labels>> {
        self.labels.as_deref().map(labels).transpose()
    }
}

/// The names of classes in a file.
fn labels(path: &Path) -> Result<Labels> {
    let text = fs::read_to_string(path);
    let text = text.with_context(|| format!("cannot read the labels {}", path.display()))?;
    Ok(Labels::parse(&text))
}

/// Settings that all builders have.
macro_rules! settings {
    ($builder:expr, $task:expr, $model:expr) => {{
        let mut builder = $builder.model($model);
        if let Some(fit) = $task.fit() {
            builder = builder.fit(fit);
        }
        if let Some(sampling) = $task.sampling() {
            builder = builder.sampling(sampling);
        }
        builder
    }};
}

/// Settings of builders of tasks that tell classes apart.
macro_rules! class_settings {
    ($builder:expr, $classes:expr) => {{
        let mut builder = $builder;
        if let Some(labels) = $classes.labels()? {
            builder = builder.labels(labels);
        }
        if let Some(threshold) = $classes.threshold {
            builder = builder.threshold(threshold);
        }
        if !$classes.only.is_empty() {
            builder = builder.only($classes.only.iter().cloned());
        }
        if !$classes.except.is_empty() {
            builder = builder.except($classes.except.iter().cloned());
        }
        builder
    }};
}

pub(crate) use {class_settings, settings};

/// What was found in a picture.
pub(crate) trait Answer: Serialize {
    /// Prints it for people.
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()>;
}

/// A picture and what was found in it.
#[derive(Serialize)]
struct Pictured<A> {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    answer: Option<A>,
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<[f64; 3]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drawn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize)]
struct Answers<A> {
    pictures: Vec<Pictured<A>>,
}

impl<A: Answer> Report for Answers<A> {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        let several = self.pictures.len() > 1;
        for picture in &self.pictures {
            if several {
                out.heading(&one_line(&picture.file))?;
            }
            if let Some(error) = &picture.error {
                writeln!(out, "{}", one_line(error))?;
            }
            if let Some(answer) = &picture.answer {
                answer.write_text(out)?;
            }
            if let Some([before, run, after]) = picture.milliseconds {
                writeln!(
                    out,
                    "{DIM}{before:.2} ms before, {run:.2} ms in and {after:.2} ms after the model{DIM:#}"
                )?;
            }
            if let Some(drawn) = &picture.drawn {
                writeln!(out, "{DIM}drawn to {}{DIM:#}", one_line(drawn))?;
            }
        }
        Ok(())
    }
}

impl TaskArgs {
    fn fit(&self) -> Option<Fit> {
        self.fit.map(FitArgument::fit)
    }

    fn sampling(&self) -> Option<Sampling> {
        self.sampling.map(SamplingArgument::sampling)
    }

    /// The model, and the engine that was asked for with it.
    fn engine(&self) -> Result<(Model, Source)> {
        let setup = &self.setup.setup;
        ensure!(
            setup.signature.is_none(),
            "--signature: tasks run the first signature; `litert run` runs any"
        );
        let model = self.setup.load()?;
        let session = Session::new(&model, setup)?;
        Ok((model, Source::Engine(session.into_engine())))
    }

    /// Answers for each picture, drawn if asked for. `answer` also takes a picture to draw into.
    fn each<A: Answer>(
        &self,
        out: &mut Output<'_>,
        mut answer: impl FnMut(&Picture, Option<&mut Picture>) -> Result<(A, Timings)>,
    ) -> Result<Verdict> {
        let files = pictures(&self.files)?;
        let single = files.len() == 1 && !self.files.iter().any(|it| it.is_dir());
        if let Some(folder) = self.draw.as_deref().filter(|_| !single) {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        let mut all = Vec::new();
        let mut failed = 0;
        for (number, file) in files.iter().enumerate() {
            let shown = file.display().to_string();
            let picture = match Picture::open(file) {
                Ok(picture) => picture,
                Err(error) if single => return Err(error.into()),
                // The others may be read.
                Err(error) => {
                    failed += 1;
                    all.push(Pictured {
                        file: shown,
                        width: None,
                        height: None,
                        answer: None,
                        milliseconds: None,
                        drawn: None,
                        error: Some(error.to_string()),
                    });
                    continue;
                }
            };
            let mut copy = self.draw.is_some().then(|| picture.clone());
            let (found, timings) = answer(&picture, copy.as_mut())?;
            let drawn = match (&copy, &self.draw) {
                (Some(copy), Some(path)) => {
                    let path = match single {
                        true => path.clone(),
                        false => path.join(format!("{number:04}-{}.png", stem(file))),
                    };
                    copy.save(&path)?;
                    Some(path.display().to_string())
                }
                _ => None,
            };
            let size = picture.size();
            let ms = |it: std::time::Duration| it.as_secs_f64() * 1e3;
            let times = [timings.before, timings.run, timings.after].map(ms);
            all.push(Pictured {
                file: shown,
                width: Some(size.width),
                height: Some(size.height),
                answer: Some(found),
                milliseconds: self.timings.then_some(times),
                drawn,
                error: None,
            });
        }
        let count = all.len();
        out.report(&Answers { pictures: all })?;
        if failed > 0 {
            out.finish()?;
            bail!("{failed} of {count} pictures could not be read");
        }
        Ok(Verdict::Good)
    }
}

fn stem(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The endings of pictures that are taken from folders.
const ENDINGS: [&str; 4] = ["png", "jpg", "jpeg", "bmp"];

/// All files, and those in folders in the order of their names.
fn pictures(given: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for path in given {
        if !path.is_dir() {
            all.push(path.clone());
            continue;
        }
        let shown = path.display();
        let entries =
            fs::read_dir(path).with_context(|| format!("cannot read the folder {shown}"))?;
        let mut inside = Vec::new();
        for entry in entries {
            let path = entry
                .with_context(|| format!("cannot read the folder {shown}"))?
                .path();
            let ending = path
                .extension()
                .and_then(|it| it.to_str())
                .map(str::to_ascii_lowercase);
            if ending.is_some_and(|it| ENDINGS.contains(&it.as_str())) && path.is_file() {
                inside.push(path);
            }
        }
        ensure!(
            !inside.is_empty(),
            "the folder {shown} has no pictures: files that end in {}",
            ENDINGS.join(", ")
        );
        inside.sort();
        all.extend(inside);
    }
    Ok(all)
}

/// The edges of a box, as people read them.
fn told(rect: &litert_tasks::Rect) -> String {
    format!(
        "{:.0},{:.0} to {:.0},{:.0}",
        rect.left, rect.top, rect.right, rect.bottom
    )
}
