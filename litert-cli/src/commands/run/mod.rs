//! `litert run`: one inference.

mod ranking;
mod report;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use litert::model::{Labels, TensorInfo};
use litert::types::ElementType;
use litert::{Engine, Model};

use crate::exit::Verdict;
use crate::names;
use crate::output::Output;
use crate::session::input::Inputs;
use crate::session::npy::Array;
use crate::session::{ModelSetup, Session};

use ranking::Ranking;
use report::{OutputTensor, Run};

/// Run a model once and print what it says
///
/// Inputs come from pictures, arrays, files, text or numbers; without --input they are filled with
/// numbers that look random. Quantized numbers are printed as the real ones that they stand for.
///
/// Examples:
///   litert run mobilenet.tflite --input cat.jpg
///   litert run detector.tflite --input scene.png --engine compiled --accelerator gpu
///   litert run classifier.tflite --input "text:what a day" --json
///   litert run model.tflite --input x=in.npy --output y=out.npy
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(flatten)]
    model: ModelSetup,
    #[command(flatten)]
    inputs: Inputs,
    /// Write an output to a file: an array if it ends in .npy, else the bytes as they are
    ///
    /// Without NAME, outputs are written in their order.
    #[arg(
        short,
        long,
        value_name = "[NAME=]FILE",
        help_heading = "What comes out"
    )]
    output: Vec<String>,
    /// List this many of the best classes. Without it, the best 5 of what looks like one score for
    /// each class
    #[arg(long, value_name = "N", help_heading = "What comes out")]
    top: Option<usize>,
    /// Class names, one a line, instead of those in the model
    #[arg(long, value_name = "FILE", help_heading = "What comes out")]
    labels: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// The model cannot be run, or an input does not fit it.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let model = args.model.load()?;
    let labels = labels(args, &model)?;
    let mut session = Session::reported(&model, &args.model.setup)?;
    // Before the model runs: a mistake in a name should not cost an inference.
    let files = assign(&args.output, session.signature().outputs())?;
    let inputs = args.inputs.fill(&mut session)?;
    let ranking = Ranking::new(&session, labels.as_ref(), args.top);

    let mut report = Run {
        model: args.model.title(),
        library: session.library.clone().into(),
        configuration: session.label.clone(),
        acceleration: session.acceleration(),
        inputs,
        notes: Vec::new(),
        outputs: Vec::new(),
        files: Vec::new(),
    };
    let mut runner = session.runner()?;
    runner.run()?;
    for place in 0..runner.outputs().len() {
        let tensor = runner.output(place)?;
        report
            .outputs
            .push(OutputTensor::new(&tensor, &ranking, place)?);
    }
    if let Some(path) = &args.labels {
        let names = labels.as_ref().map_or(0, Labels::len);
        report.notes.extend(ranking.check(path, names, &*runner)?);
    }
    for (place, path) in files {
        save(&*runner, place, &path)?;
        report.files.push(path.display().to_string());
    }
    out.report(&report)?;
    Ok(Verdict::Good)
}

fn labels(args: &Args, model: &Model) -> Result<Option<Labels>> {
    match &args.labels {
        Some(path) => {
            let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            let labels = Labels::parse(&String::from_utf8_lossy(&text));
            ensure!(
                !labels.is_empty(),
                "--labels {}: there are no names in it",
                path.display()
            );
            Ok(Some(labels))
        }
        None => Ok(model.view().labels()?),
    }
}

/// Which output goes into which file.
fn assign(texts: &[String], outputs: &[TensorInfo]) -> Result<Vec<(usize, PathBuf)>> {
    let mut files = Vec::new();
    for (order, text) in texts.iter().enumerate() {
        let names: Vec<_> = outputs.iter().map(TensorInfo::name).collect();
        let (place, path) = match names::assigned(text, &names) {
            Some(named) => named,
            None => {
                // A path with a folder in it may have an equals sign.
                let wrong = text.split_once('=').filter(|(name, _)| !name.contains('/'));
                if let Some((name, _)) = wrong {
                    bail!(
                        "--output {text}: {}; a file of that name reads ./{text}",
                        names::unknown("output", name, &names)
                    );
                }
                (order, text.as_str())
            }
        };
        ensure!(
            place < outputs.len(),
            "--output {text}: the model has {} outputs ({}), and this is one more",
            outputs.len(),
            names.join(", ")
        );
        ensure!(
            !path.is_empty(),
            "--output {text}: the name of a file is missing"
        );
        files.push((place, PathBuf::from(path)));
    }
    Ok(files)
}

fn save(runner: &dyn Engine, place: usize, path: &Path) -> Result<()> {
    let tensor = runner.output(place)?;
    let bytes = if path.extension().is_some_and(|ending| ending == "npy") {
        let array = Array {
            element_type: tensor.element_type(),
            shape: tensor.shape().dims().to_vec(),
            bytes: tensor.bytes().to_vec(),
        };
        match array.to_file() {
            Some(file) => file,
            None => bail!(
                "output '{}' holds {}, which .npy files cannot; another ending gives its bytes",
                tensor.name(),
                tensor.element_type()
            ),
        }
    } else if tensor.element_type() == ElementType::String {
        let mut text = Vec::new();
        for line in tensor.strings()? {
            text.extend_from_slice(line);
            text.push(b'\n');
        }
        text
    } else {
        tensor.bytes().to_vec()
    };
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
