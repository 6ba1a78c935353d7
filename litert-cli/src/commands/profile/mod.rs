//! `litert profile`: where the time goes.

mod flame;
pub(crate) mod report;
mod trace;

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::exit::Verdict;
use crate::output::Output;
use crate::session::input::Inputs;
use crate::session::profile::Profile;
use crate::session::{Library, ModelSetup, Session};

/// Show where an inference spends its time, operator by operator
///
/// XNNPACK and other delegates run several operators of the model as one, under names of their own.
/// With --no-xnnpack every operator runs alone, slower, and is listed with its shapes.
///
/// Examples:
///   litert profile mobilenet.tflite
///   litert profile mobilenet.tflite --engine compiled --threads 4 --trace trace.json
///   litert profile mobilenet.tflite --flame flame.svg
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(flatten)]
    model: ModelSetup,
    #[command(flatten)]
    inputs: Inputs,
    /// How many inferences; each operator gets the median of its times
    #[arg(
        long,
        value_name = "N",
        default_value_t = 20,
        help_heading = "What is measured"
    )]
    runs: usize,
    /// How many inferences before those
    #[arg(
        long,
        value_name = "N",
        default_value_t = 3,
        help_heading = "What is measured"
    )]
    warmup: usize,
    /// List this many of the slowest operators
    #[arg(
        long,
        value_name = "N",
        default_value_t = 15,
        help_heading = "What comes out"
    )]
    top: usize,
    /// Write a trace for Perfetto or chrome://tracing
    #[arg(long, value_name = "FILE.json", help_heading = "What comes out")]
    trace: Option<PathBuf>,
    /// Write a picture of one inference: .svg or .html
    #[arg(long, value_name = "FILE.svg", help_heading = "What comes out")]
    flame: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// The model cannot be run, or the library does not measure.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    if let Some(path) = &args.flame {
        crate::svg::check_name("--flame", path)?;
    }
    ensure!(args.runs > 0, "--runs 0 would measure nothing");
    let model = args.model.load()?;
    let mut session = Session::profiled(&model, &args.model.setup)?;
    args.inputs.fill(&mut session)?;
    let profile = Profile::take(&mut session, args.warmup, args.runs)?;
    let files = args.trace.iter().chain(&args.flame);
    let report = report::Report {
        files: files.map(|path| path.display().to_string()).collect(),
        model: args.model.title(),
        library: Library::from(session.library.clone()),
        configuration: session.label.clone(),
        profile,
        top: args.top,
    };
    if let Some(path) = &args.trace {
        trace::save(path, &report)?;
    }
    if let Some(path) = &args.flame {
        crate::svg::save(path, &report.model, &flame::draw(&report))?;
    }
    out.report(&report)?;
    Ok(Verdict::Good)
}
