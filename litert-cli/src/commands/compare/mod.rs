//! `litert compare`: do two say the same?

mod measure;
mod report;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use litert::Model;
use litert::model::TensorInfo;
use litert::types::ElementType;

use crate::container;
use crate::exit::Verdict;
use crate::output::Output;
use crate::session::exposed::expose;
use crate::session::input::Inputs;
use crate::session::{self, EngineKind, ModelSetup, Session, Setup, value};

use measure::{Agreement, Pairs};
use report::{Compare, Side, Tensor};

/// Compare what two models, or one in two configurations, say of the same inputs
///
/// Outputs are compared by place, as real numbers. Random inputs are the same for both: models with
/// quantized inputs get the numbers that those of the first model stand for.
///
/// Examples:
///   litert compare mobilenet.tflite --against "--engine compiled --accelerator gpu"
///   litert compare float.tflite int8.tflite --input cat.jpg --min-cosine 0.99
///   litert compare float.tflite int8.tflite --rounds 50 --min-top1 0.95
///   litert compare model.tflite --against "--no-xnnpack" --per-op
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(flatten)]
    model: ModelSetup,
    /// The .tflite file to compare with; without it, the same model runs as --against says
    other: Option<PathBuf>,
    /// How the other one runs: the options of "How to run it", in quotes
    #[arg(long, value_name = "OPTIONS", allow_hyphen_values = true)]
    #[arg(help_heading = "What is compared")]
    against: Option<String>,
    #[command(flatten)]
    inputs: Inputs,
    /// Compare with this many different random inputs, where inputs are random
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        help_heading = "What is compared"
    )]
    rounds: u64,
    /// Compare what every operator computes, too (interpreter only). Tensors are compared by name
    #[arg(long, help_heading = "What is compared")]
    per_op: bool,
    /// Exit with 3 if numbers differ by more
    #[arg(long, value_name = "X", help_heading = "What is too much")]
    max_error: Option<f64>,
    /// Exit with 3 if numbers differ by more in the mean
    #[arg(long, value_name = "X", help_heading = "What is too much")]
    mean_error: Option<f64>,
    /// Exit with 3 if the signal is not so many decibels above the noise
    #[arg(long, value_name = "DB", help_heading = "What is too much")]
    min_snr: Option<f64>,
    /// Exit with 3 if the cosine of the angle between both is smaller; 1 is the same direction
    #[arg(long, value_name = "X", help_heading = "What is too much")]
    min_cosine: Option<f64>,
    /// Exit with 3 if the best class is the same less often; 1 is always
    #[arg(long, value_name = "X", help_heading = "What is too much")]
    min_top1: Option<f64>,
}

/// Runs the command.
///
/// # Errors
/// One of them cannot be run, or they have other outputs.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    ensure!(args.rounds > 0, "--rounds 0 would compare nothing");
    ensure!(
        args.other.is_some() || args.against.is_some(),
        "give another model, or --against with other options for this one"
    );
    let path = &args.model.model;
    let other = args.other.as_ref().unwrap_or(path);
    let mut first = args.model.setup.clone();
    let mut setup = match &args.against {
        Some(text) => Setup::from_text(text)?.like(&first),
        None => first.clone(),
    };
    if args.per_op {
        for setup in [&mut first, &mut setup] {
            ensure!(
                *setup.engine.get_or_insert(EngineKind::Interpreter) == EngineKind::Interpreter,
                "--per-op reads what lies inside of interpreters: it needs --engine interpreter"
            );
        }
    }
    let models = args.models(path, other)?;
    // What the exposed models have more comes after the outputs that they had before.
    let run = match args.per_op {
        true => [expose(&models[0])?, expose(&models[1])?],
        false => models.clone(),
    };
    let mut a = Session::new(&run[0], &first).context(side("first", path))?;
    let mut b = Session::new(&run[1], &setup).context(side("second", other))?;
    let outputs = outputs(&models[0], &first);
    let others = self::outputs(&models[1], &setup).len();
    ensure!(
        outputs.len() == others,
        "the first has {} outputs and the second {others}",
        outputs.len()
    );

    let mut pairs = vec![Pairs::default(); outputs.len()];
    let mut between = Vec::new();
    for round in 0..args.rounds {
        args.inputs.fill_round(&mut a, round)?;
        // Before the first runs, which may use the memory of its inputs for something else.
        if args.other.is_some() {
            args.inputs.fill_alike(&mut b, &mut a, round)?;
        } else {
            args.inputs.fill_round(&mut b, round)?;
        }
        a.runner()?.run().context(side("first", path))?;
        b.runner()?.run().context(side("second", other))?;
        for (place, pairs) in pairs.iter_mut().enumerate() {
            add_output(pairs, &mut a, &mut b, place)?;
        }
        if args.per_op {
            measure::between(&mut between, &a, &b)?;
        }
    }
    let mut tensors = Vec::new();
    for (info, pairs) in outputs.iter().zip(pairs) {
        let agreement = pairs.agreement();
        tensors.push(Tensor {
            name: info.name().to_owned(),
            problems: args.problems(&agreement),
            agreement,
        });
    }
    let good = tensors.iter().all(|tensor| tensor.problems.is_empty());
    out.report(&Compare {
        first: Side::new(path, &a),
        second: Side::new(other, &b),
        rounds: args.rounds,
        agrees: good,
        outputs: tensors,
        per_operator: args
            .per_op
            .then(|| between.into_iter().map(Into::into).collect()),
    })?;
    Ok(if good { Verdict::Good } else { Verdict::Bad })
}

fn outputs<'m>(model: &'m Model, setup: &Setup) -> &'m [TensorInfo] {
    session::signature(model, setup.signature.as_deref()).outputs()
}

fn side(which: &str, path: &Path) -> String {
    format!("the {which}, {}", path.display())
}

fn add_output(pairs: &mut Pairs, a: &mut Session, b: &mut Session, place: usize) -> Result<()> {
    let (a, b) = (a.runner()?, b.runner()?);
    let (a, b) = (a.output(place)?, b.output(place)?);
    if (a.element_type(), b.element_type()) == (ElementType::String, ElementType::String) {
        let (a, b) = (value::texts(&a)?, value::texts(&b)?);
        pairs.add_texts(&a, &b);
        return Ok(());
    }
    let (Some(x), Some(y)) = (value::numbers(&a)?, value::numbers(&b)?) else {
        bail!(
            "output '{}' holds {} and {}",
            a.name(),
            a.element_type(),
            b.element_type()
        );
    };
    ensure!(
        x.len() == y.len(),
        "output '{}' has the shapes {} and {}",
        a.name(),
        a.shape(),
        b.shape()
    );
    let classes = a
        .shape()
        .dims()
        .last()
        .map_or(1, |&last| last.max(1) as usize);
    pairs.add(&x, &y, classes);
    Ok(())
}

impl Args {
    /// Both models. `--part` names a part of two bundles, or of the only bundle.
    fn models(&self, first: &Path, second: &Path) -> Result<[Model; 2]> {
        if self.other.is_none() {
            let model = self.model.load()?;
            return Ok([model.clone(), model]);
        }
        let bundles = [first, second].map(container::may_hold_parts);
        let load = |path: &Path, is_bundle: bool| {
            let part = self.model.part.as_deref();
            let part = part.filter(|_| is_bundle || bundles == [false; 2]);
            container::model(path, part, &self.model.allow)
        };
        Ok([load(first, bundles[0])?, load(second, bundles[1])?])
    }

    fn problems(&self, it: &Agreement) -> Vec<String> {
        let mut problems = Vec::new();
        let mut check = |what: &str, value: Option<f64>, limit: Option<f64>, most: bool| {
            let (Some(value), Some(limit)) = (value, limit) else {
                return;
            };
            // What is no number is no agreement.
            let fine = if most { value <= limit } else { value >= limit };
            if !fine {
                let word = if most { "above" } else { "below" };
                problems.push(format!("{what} {value:.6} is {word} {limit}"));
            }
        };
        check(
            "the largest error",
            Some(it.max_error),
            self.max_error,
            true,
        );
        check("the mean error", Some(it.mean_error), self.mean_error, true);
        check("the signal-to-noise ratio", it.snr_db, self.min_snr, false);
        check("the cosine", it.cosine, self.min_cosine, false);
        check("the top-1 agreement", it.top1, self.min_top1, false);
        if it.not_finite > 0 {
            problems.push(format!("{} numbers are finite in one only", it.not_finite));
        }
        if it.texts_differ > 0 {
            problems.push(format!("{} texts differ", it.texts_differ));
        }
        problems
    }
}
