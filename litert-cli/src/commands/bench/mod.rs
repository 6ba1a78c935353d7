//! `litert bench`: how fast.

mod affinity;
mod measure;
mod memory;
mod plot;
mod report;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::exit::Verdict;
use crate::output::{Output, is_watched};
use crate::session::input::Inputs;
use crate::session::profile::Profile;
use crate::session::{ModelSetup, Session, Setup};

use measure::{Contender, Limits};
use report::{Bench, Row};

/// Measure how fast a model runs, in one or several configurations
///
/// Each inference is timed on its own; those that take less than 20 us are timed in batches.
/// Configurations take turns, so that what else the machine does hits all of them alike: compare
/// the ratios, and times only within one call.
///
/// Examples:
///   litert bench mobilenet.tflite --threads 4
///   litert bench mobilenet.tflite --against "--engine compiled"
///   litert bench mobilenet.tflite --against "--no-xnnpack" --against "--threads 2" --plot b.svg
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(flatten)]
    model: ModelSetup,
    #[command(flatten)]
    inputs: Inputs,
    /// Measure this configuration, too: the options of "How to run it", in quotes
    ///
    /// It runs the same signature in the same shapes unless it names others.
    #[arg(long, value_name = "OPTIONS", allow_hyphen_values = true)]
    #[arg(help_heading = "What is measured")]
    against: Vec<String>,
    /// Stop after so many seconds for each configuration
    #[arg(long, value_name = "SECONDS", default_value_t = 3.0)]
    #[arg(help_heading = "What is measured")]
    duration: f64,
    /// Stop after so many inferences of each configuration, if that comes first
    #[arg(long, value_name = "N", help_heading = "What is measured")]
    runs: Option<usize>,
    /// Inferences before the first that counts
    #[arg(
        long,
        value_name = "N",
        default_value_t = 5,
        help_heading = "What is measured"
    )]
    warmup: usize,
    /// Use only these processor cores: 0 or 0,2 (Linux)
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        help_heading = "What is measured"
    )]
    cpu: Vec<usize>,
    /// List the slowest operators of each configuration, too
    #[arg(long, help_heading = "What comes out")]
    per_op: bool,
    /// Write the numbers as comma-separated values
    #[arg(long, value_name = "FILE.csv", help_heading = "What comes out")]
    csv: Option<PathBuf>,
    /// Write a picture of how the times are distributed: .svg or .html
    #[arg(long, value_name = "FILE.svg", help_heading = "What comes out")]
    plot: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// The model cannot be run in one of the configurations.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    ensure!(
        args.duration > 0.0 && args.duration < 1e6,
        "--duration is a number of seconds, and not {}",
        args.duration
    );
    ensure!(args.runs != Some(0), "--runs 0 would measure nothing");
    if let Some(path) = &args.plot {
        crate::svg::check_name("--plot", path)?;
    }
    if !args.cpu.is_empty() {
        // Before the libraries start threads of their own.
        affinity::restrict(&args.cpu)?;
    }
    let mut setups = vec![args.model.setup.clone()];
    for text in &args.against {
        setups.push(Setup::from_text(text)?.like(&args.model.setup));
    }
    let mut contenders = Vec::new();
    for setup in &setups {
        let contender = Contender::new(&args.model, setup, &args.inputs);
        contenders.push(contender.with_context(|| setup.text())?);
    }
    let limits = Limits {
        time: Duration::from_secs_f64(args.duration),
        runs: args.runs,
        warmup: args.warmup,
    };
    let progress = progress(&limits, contenders.len());
    let samples = measure::measure(&mut contenders, &limits, &progress)?;
    progress.finish_and_clear();

    let mut rows = Vec::new();
    for (contender, samples) in contenders.into_iter().zip(samples) {
        rows.push(Row::new(contender, samples, rows.first()));
    }
    if args.per_op {
        let model = args.model.load()?;
        for (row, setup) in rows.iter_mut().zip(&setups) {
            let mut session = Session::profiled(&model, setup)?;
            args.inputs.fill(&mut session)?;
            row.profile = Some(Profile::take(&mut session, args.warmup, 20)?);
        }
    }
    let files = args.csv.iter().chain(&args.plot);
    let report = Bench {
        model: args.model.title(),
        configurations: rows,
        files: files.map(|path| path.display().to_string()).collect(),
    };
    if let Some(path) = &args.csv {
        report.save_csv(path)?;
    }
    if let Some(path) = &args.plot {
        crate::svg::save(path, &report.model, &plot::draw(&report))?;
    }
    out.report(&report)?;
    Ok(Verdict::Good)
}

/// A bar on standard error, if someone watches.
fn progress(limits: &Limits, contenders: usize) -> indicatif::ProgressBar {
    if !is_watched() {
        return indicatif::ProgressBar::hidden();
    }
    let total = limits.time.as_millis() as u64 * contenders as u64;
    let bar = indicatif::ProgressBar::new(total);
    if let Ok(style) = indicatif::ProgressStyle::with_template("{bar:40} {msg}") {
        bar.set_style(style);
    }
    bar
}
