//! Damaged models that pass all checks are run on both engines: whatever they do, the process must
//! survive. A file from elsewhere is input like any other.
//!
//! They run in child processes, a batch in each. When a child crashes or hangs, the seed it was
//! working on is noted and the next child goes on behind it. `LITERT_MUTANT=<seed>` runs one seed,
//! `LITERT_MUTANTS=<count>` more of them than usual.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use litert::types::ElementType;
use litert::{CompiledModel, Family, Interpreter, Model, Result};
use litert_golden::Suite;
use support::child::{self, Scratch};
use support::random::{Random, damage};
use support::runtime::{loaded, own};

mod support;

const COUNT: u64 = 2_000;
/// How many seeds one child works on.
const BATCH: u64 = 500;
/// Larger models have mostly weights to be hit.
const LARGEST: u64 = 20_000;
/// A loop whose condition was damaged need not end, and that is nobody's fault: the child is given
/// up, and the seed is not counted.
const PATIENCE: Duration = Duration::from_secs(3);

const ENV_ONE: &str = "LITERT_MUTANT";
const ENV_COUNT: &str = "LITERT_MUTANTS";
const ENV_RANGE: &str = "LITERT_MUTANT_RANGE";
const ENV_LOG: &str = "LITERT_MUTANT_LOG";

#[test]
fn damaged_models_do_not_crash_the_engines() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let number = |name: &str| {
        env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    let (first, end) = match number(ENV_ONE) {
        Some(seed) => (seed, seed + 1),
        None => (0, number(ENV_COUNT).unwrap_or(COUNT)),
    };
    let folder = Scratch::new();
    let log = folder.path().join("log");
    let (mut next, mut crashes, mut hangs, mut ran) = (first, Vec::new(), Vec::new(), 0);
    while next < end {
        let until = end.min(next + BATCH);
        fs::write(&log, "").expect("a log");
        let range = OsString::from(format!("{next}..{until}"));
        let variables = [
            (ENV_RANGE, Some(range)),
            (ENV_LOG, Some(log.clone().into())),
        ];
        let ended = child::run_while_it_grows("child_mutants", &variables, &log, PATIENCE);
        let text = fs::read_to_string(&log).expect("a log");
        ran += text.lines().filter(|line| line.ends_with(": runs")).count();
        if ended.passed() {
            next = until;
            continue;
        }
        // The line of a seed is written before it is worked on.
        let last = text.lines().rev().find(|line| line.starts_with("seed "));
        let seed = last.and_then(|line| line.split(' ').nth(1)?.parse::<u64>().ok());
        let Some(seed) = seed else {
            panic!("a child did not start: {}\n{}", ended.how(), ended.output);
        };
        let tail: Vec<&str> = text.lines().rev().take(2).collect();
        let report = format!("{} ({})", tail.join(" <- "), ended.how());
        match ended.status {
            None => hangs.push(report),
            Some(_) => crashes.push(report),
        }
        next = seed + 1;
    }
    println!("{ran} engines ran damaged models; hanging: {hangs:#?}");
    assert!(
        crashes.is_empty(),
        "{} of {} seeds crashed: {crashes:#?}",
        crashes.len(),
        end - first
    );
    assert!(
        number(ENV_ONE).is_some() || ran as u64 > (end - first) / 4,
        "only {ran} engines ran: the mutations test nothing"
    );
    assert!(hangs.len() as u64 <= 1 + (end - first) / 200, "{hangs:#?}");
}

#[test]
#[ignore = "run in child processes by another test"]
fn child_mutants() {
    if !child::is_child() {
        return;
    }
    let range = env::var(ENV_RANGE).expect("the parent set it");
    let (from, until) = range.split_once("..").expect("a range");
    let seeds = from.parse::<u64>().expect("a number")..until.parse().expect("a number");
    let log = env::var_os(ENV_LOG).expect("the parent set it");
    let log = File::options().append(true).open(log).expect("a log");
    let models = models();
    for seed in seeds {
        one(seed, &models, &log);
    }
}

/// The models to damage: name and bytes.
fn models() -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(own("tiny")).expect("models/tiny") {
        paths.push(entry.expect("an entry").path());
    }
    if let Ok(suite) = Suite::open() {
        let small = |model: &&litert_golden::Model| (1..LARGEST).contains(&model.size);
        let models = suite.models().iter().filter(small);
        paths.extend(models.map(|model| suite.model_path(model)));
    }
    paths.retain(|path| path.extension().is_some_and(|it| it == "tflite"));
    // Folders have no order; seeds must mean the same everywhere.
    paths.sort_by_key(|path| path.file_name().map(OsString::from));
    let read = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.into_owned(), fs::read(path).expect("a model"))
    };
    paths.iter().map(|path| read(path)).collect()
}

fn one(seed: u64, models: &[(String, Vec<u8>)], mut log: &File) {
    let mut random = Random::new(seed);
    let (name, bytes) = random.pick(models);
    let mut bytes = bytes.clone();
    for _ in 0..=random.below(3) {
        damage(&mut bytes, &mut random);
    }
    if let Some(folder) = env::var_os("LITERT_MUTANT_SAVE") {
        let path = Path::new(&folder).join(format!("{seed}-{name}"));
        fs::write(path, &bytes).expect("a copy");
    }
    let Ok(model) = Model::from_bytes(bytes) else {
        return;
    };
    if size(&model) > 1 << 24 {
        return;
    }
    let fill = *random.pick(&[0, 0, 1, 0xff, 0x7f]);
    let mut tell = |what: &str| {
        writeln!(log, "seed {seed} {name} fill {fill}: {what}").expect("a log");
    };
    tell("interpreter");
    if interpreter(&model, true, fill).is_ok() {
        tell("runs");
    }
    tell("interpreter without XNNPACK");
    if interpreter(&model, false, fill).is_ok() {
        tell("runs");
    }
    tell("compiled model");
    if compiled(&model, fill).is_ok() {
        tell("runs");
    }
}

/// About how much memory the model's tensors take; the machine may be small.
fn size(model: &Model) -> usize {
    let Ok(view) = model.view() else { return 0 };
    let of = |tensor: litert::model::reader::TensorView<'_>| {
        let elements = tensor.shape().num_elements().unwrap_or(1);
        tensor.element_type().byte_len(elements).unwrap_or(elements)
    };
    view.subgraphs()
        .flat_map(|graph| graph.tensors())
        .map(of)
        .fold(0, usize::saturating_add)
}

/// Fills all inputs, runs, and reads all outputs. Twice: the second time with the state, and the
/// shapes, that the first one left behind.
macro_rules! exercise {
    ($engine:ident.$run:ident, $fill:ident, $input:ident => $strings:expr) => {
        for _ in 0..2 {
            $engine.allocate()?;
            for $input in 0..$engine.inputs().len() {
                if $engine.inputs()[$input].element_type() == ElementType::String {
                    $strings;
                } else {
                    $engine.input_mut($input)?.bytes_mut().fill($fill);
                }
            }
            $engine.$run()?;
            for output in 0..$engine.outputs().len() {
                read($engine.output(output)?);
            }
        }
    };
}

fn interpreter(model: &Model, xnnpack: bool, fill: u8) -> Result<()> {
    let builder = Interpreter::builder();
    let mut engine = match xnnpack {
        true => builder.build(model)?,
        false => builder.xnnpack(false).build(model)?,
    };
    macro_rules! exercise_it {
        ($engine:ident) => {
            exercise!($engine.invoke, fill, input => {
                let shape = $engine.input(input)?.shape();
                let strings = vec!["x"; shape.num_elements().unwrap_or(0)];
                $engine.write_strings(input, &shape, &strings)?;
            })
        };
    }
    exercise_it!(engine);
    for key in model.signatures().iter().filter_map(|it| it.key()) {
        let mut signature = engine.signature(key)?;
        exercise_it!(signature);
    }
    Ok(())
}

fn compiled(model: &Model, fill: u8) -> Result<()> {
    let mut engine = CompiledModel::new(model)?;
    exercise!(engine.run, fill, input => unreachable!("input {input} of strings was allocated"));
    for key in model.signatures().iter().filter_map(|it| it.key()) {
        let mut signature = engine.signature(key)?;
        exercise!(signature.run, fill, input => unreachable!("input {input} of strings"));
    }
    Ok(())
}

/// Touches every byte.
fn read(tensor: litert::Tensor<'_>) {
    let sum = tensor
        .bytes()
        .iter()
        .fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
    std::hint::black_box(sum);
    let _ = std::hint::black_box(
        tensor
            .strings()
            .map(|strings| strings.map(<[u8]>::len).sum::<usize>()),
    );
    let _ = std::hint::black_box(tensor.to_f32());
}
