//! Models that a generator makes from the table of operators, on both engines of every supported
//! library: whatever they do, the process must survive, and outputs have the shapes that were foreseen.
//!
//! A crash is told with the case that makes the model, as small as it gets;
//! `cargo run -p litert-generator -- CASE` says what it is, and `LITERT_GENERATED=CASE` runs it alone.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;

use litert::options::{CpuOptions, KernelMode};
use litert::{Capability, CompiledModel, Interpreter, Model, Result, Runtime};
use litert_generator::{Case, Random};
use litert_golden::skip_or_fail;
use litert_model::ops::hazard::Library;
use litert_model::shape_infer;
use litert_test_support::hunt::{self, Event, Known, Work};
use litert_test_support::{exercise, libraries, runtimes};

/// Name and version of the package whose library a child takes.
const ENV_LIBRARY: &str = "LITERT_GENERATED_LIBRARY";
/// Work on this case instead of those of the seeds.
const ENV_CASE: &str = "LITERT_GENERATED";
/// Work only on models about these operators, with commas between their names.
const ENV_ROWS: &str = "LITERT_GENERATED_ROWS";

/// How the report of a crash begins that the model alone does not cause.
const AFTER_OTHERS: &str = "after others";

/// How a report begins of a crash that `Model::hazards` tells of: the graph computes the values by
/// itself, so that nobody looks at them.
const TOLD: &str = "told";

/// What is left to the libraries; `docs/upstream-issues.md` describes it. A model that does no harm by
/// itself came behind one that wrote over memory in the same process, and of which we tell.
const KNOWN: [Known; 2] = [[TOLD, ""], [AFTER_OTHERS, TOLD]];

/// How many models each library is given, and how many runs must come to a good end.
const COUNT: u64 = 600;
const LEAST: usize = 150;

/// A shape by chance can be large, and the machine may be small.
const MOST_MEMORY: usize = 1 << 24;

#[test]
fn generated_models_do_not_crash_litert_2_3() {
    hunt("litert", "2.3.0");
}

#[test]
fn generated_models_do_not_crash_litert_2_2() {
    hunt("litert", "2.2.0");
}

#[test]
#[cfg_attr(windows, ignore = "refused on Windows, where its layouts differ")]
fn generated_models_do_not_crash_litert_2_1_6() {
    hunt("litert", "2.1.6");
}

#[test]
fn generated_models_do_not_crash_litert_lm_0_18() {
    hunt("lm", "0.18.1");
}

#[test]
fn generated_models_do_not_crash_tensorflow_lite_2_17() {
    hunt("tflite-community", "2.5.0");
}

/// What became of the models about one operator.
#[derive(Default)]
struct Coverage {
    made: u32,
    refused: u32,
    ran: u32,
    failed: u32,
    crashed: u32,
}

#[track_caller]
fn hunt(name: &str, version: &str) {
    if let Err(reason) = runtimes::folder(name, version) {
        return skip_or_fail(format_args!("{name} {version}: {reason}"));
    }
    let package = OsString::from(format!("{name} {version}"));
    let variables = [(ENV_LIBRARY, Some(package))];
    let (mut rows, mut last) = (BTreeMap::<String, Coverage>::new(), String::new());
    // Of the last model, and of all in this child.
    let (mut told, mut told_before) = (Vec::new(), Vec::new());
    let mut tell = |event: Event<'_>| {
        match event {
            Event::Child => told_before.clear(),
            Event::Line(line) => {
                if let Some(row) = line.strip_prefix("made ") {
                    row.clone_into(&mut last);
                    told_before.append(&mut told);
                }
                if let Some(hazard) = line.strip_prefix("told ") {
                    told.push(hazard.to_owned());
                }
                let row = rows.entry(last.clone()).or_default();
                match line.split(' ').next() {
                    Some("made") => row.made += 1,
                    Some("refused") => row.refused += 1,
                    Some("ran") => row.ran += 1,
                    Some("failed") => row.failed += 1,
                    _ => {}
                }
            }
            Event::Crash(seed, how) => {
                rows.entry(last.clone()).or_default().crashed += 1;
                let alone = Case::new(seed);
                let ended = ends(seed, alone, &variables);
                // A shape that was not foreseen.
                let failed = ended == "exit status: 101";
                if !failed && !ended.starts_with("signal") {
                    let whose = match told_before.is_empty() {
                        true => "that nobody tells of",
                        false => TOLD,
                    };
                    return Some(format!(
                        "{AFTER_OTHERS} {whose}: {how} on {name} {version}: case {alone}"
                    ));
                }
                if !failed && !told.is_empty() {
                    return Some(format!(
                        "{TOLD} {told:?}: {ended} on {name} {version}: case {alone}"
                    ));
                }
                let case = shrink(seed, &ended, &variables);
                let model = case.make().text;
                return Some(format!("{ended} on {name} {version}: case {case}: {model}"));
            }
            Event::End => print(&rows),
        }
        None
    };
    hunt::hunt_with(
        "generated::child_generated",
        COUNT,
        LEAST,
        &KNOWN,
        &variables,
        &mut tell,
    );
}

fn print(rows: &BTreeMap<String, Coverage>) {
    println!("models made, refused, runs well, runs with an error, crashes");
    for (name, row) in rows.iter().filter(|(_, row)| row.made > 0) {
        println!(
            "{name:<32} {:>6} {:>6} {:>6} {:>6} {:>6}",
            row.made, row.refused, row.ran, row.failed, row.crashed
        );
    }
}

/// How a child ends that runs nothing but this case.
fn ends(seed: u64, case: Case, variables: &[(&str, Option<OsString>)]) -> String {
    let mut variables = variables.to_vec();
    variables.push((ENV_CASE, Some(OsString::from(case.to_string()))));
    hunt::again("generated::child_generated", seed, &variables)
}

/// The smallest case that ends like this one.
fn shrink(seed: u64, how: &str, variables: &[(&str, Option<OsString>)]) -> Case {
    let ends_so = |case: Case| ends(seed, case, variables) == how;
    let mut case = Case::new(seed);
    for part in case.smaller() {
        let smaller = Case {
            without: case.without | part.without,
            ..case
        };
        if smaller.make().bytes != case.make().bytes && !ends_so(smaller) {
            continue;
        }
        case = smaller;
    }
    case
}

#[test]
#[ignore = "run in child processes by another test"]
fn child_generated() {
    let Some(mut work) = hunt::work() else {
        return;
    };
    let package = env::var(ENV_LIBRARY).expect("the parent set it");
    let runtime = libraries::pinned(&package).expect("the parent looked");
    let library = library(&package);
    let rows = env::var(ENV_ROWS).ok();
    let asked = |case: Case| {
        let mut names = rows.iter().flat_map(|names| names.split(','));
        rows.is_none() || names.any(|name| name == case.row().name)
    };
    for seed in work.seeds.clone() {
        let case = match env::var(ENV_CASE) {
            Ok(case) => case.parse().expect("a case"),
            Err(_) => Case::new(seed),
        };
        if !asked(case) {
            continue;
        }
        one(seed, case, &runtime, library, &mut work);
    }
}

/// The library of a package, as the table of operators names it.
fn library(package: &str) -> Library {
    match package {
        "litert 2.1.6" => Library::LiteRt21,
        "litert 2.2.0" => Library::LiteRt22,
        "litert 2.3.0" => Library::LiteRt23,
        "lm 0.18.1" => Library::LiteRtLm,
        "tflite-community 2.5.0" => Library::TfLite,
        _ => panic!("{package}"),
    }
}

fn one(seed: u64, case: Case, runtime: &Runtime, library: Library, work: &mut Work) {
    let made = case.make();
    work.note(&format!("made {}", made.row.name));
    let model = match Model::from_bytes(made.bytes) {
        Ok(model) => model,
        Err(error) => return work.note(&format!("refused {error}")),
    };
    if exercise::memory(&model) > MOST_MEMORY {
        return;
    }
    work.accepted();
    let hazards = model.hazards();
    for hazard in hazards
        .iter()
        .filter(|it| it.concerns(library) && !it.is_guarded())
    {
        work.note(&format!("told {}", hazard.name()));
    }
    let end = |work: &mut Work, end: Result<()>| match end {
        Ok(()) => work.ran(),
        Err(error) => work.note(&format!("failed {error}")),
    };
    for xnnpack in [true, false] {
        if runtime.supports(Capability::Interpreter) {
            work.begin(seed, &format!("interpreter, XNNPACK {xnnpack}"));
            end(work, interpret(runtime, &model, xnnpack, seed));
        }
        if runtime.supports(Capability::CompiledModel) {
            work.begin(seed, &format!("compiled model, XNNPACK {xnnpack}"));
            end(work, compile(runtime, &model, xnnpack, seed));
        }
    }
}

fn interpret(runtime: &Runtime, model: &Model, xnnpack: bool, seed: u64) -> Result<()> {
    let mut random = Random::new(seed);
    let mut engine = Interpreter::builder()
        .runtime(runtime)
        .xnnpack(xnnpack)
        .build(model)?;
    let first = exercise::every_graph(&mut engine, model, values(&mut random));
    if first.is_ok() {
        expect_planned(&engine)?;
    }
    // Whatever became of it, other shapes may go well, or worse.
    for input in 0..engine.inputs().len() {
        let mut shape = engine.inputs()[input].shape().to_vec();
        match random.below(4) {
            0 => {
                shape = (0..random.below(6))
                    .map(|_| *random.pick(&[0, 1, 2, 3]))
                    .collect()
            }
            1 => {}
            _ if !shape.is_empty() => {
                let at = random.below(shape.len());
                shape[at] = *random.pick(&[0, 1, 2, 3, 5, 16]);
            }
            _ => {}
        }
        let _ = engine.resize_input(input, &shape);
    }
    if exercise::every_graph(&mut engine, model, values(&mut random)).is_ok() {
        expect_planned(&engine)?;
    }
    first
}

/// The shapes that outputs have after a run are those that follow from the shapes of inputs, where the
/// crate says so: `CompiledModel` makes room for them by that.
fn expect_planned(engine: &Interpreter) -> Result<()> {
    let view = engine.model().view();
    let graph = view.main_subgraph();
    let mut given = Vec::new();
    for input in graph.inputs() {
        let mut inputs = engine.inputs().iter();
        // A signature may leave it out.
        let Some(position) = inputs.position(|it| it.index() == input.index()) else {
            return Ok(());
        };
        given.push(engine.input(position)?.shape());
    }
    // XNNPACK does no work for empty inputs, and leaves the dimensions of outputs as fresh memory has
    // them, behind the one that is 0.
    if given.iter().any(|shape| shape.contains(&0)) {
        return Ok(());
    }
    let planned = shape_infer::output_shapes(view, graph.index(), &given);
    for (output, planned) in graph.outputs().zip(planned) {
        let mut outputs = engine.outputs().iter();
        let position = outputs.position(|it| it.index() == output.index());
        let (Some(position), Some(planned)) = (position, planned) else {
            continue;
        };
        let real = engine.output(position)?.shape();
        assert_eq!(real, planned, "output {position} for inputs {given:?}");
    }
    Ok(())
}

fn compile(runtime: &Runtime, model: &Model, xnnpack: bool, seed: u64) -> Result<()> {
    let mut random = Random::new(seed);
    let mode = match xnnpack {
        true => KernelMode::Xnnpack,
        false => KernelMode::Builtin,
    };
    let options = CpuOptions::new().kernel_mode(mode);
    let mut engine = CompiledModel::builder()
        .runtime(runtime)
        .cpu(options)
        .build(model)?;
    exercise::every_graph(&mut engine, model, values(&mut random))
}

/// Fills inputs with numbers of which kernels are afraid: each with another one.
fn values(random: &mut Random) -> impl FnMut(&mut [u8]) + use<> {
    const PATTERNS: [&[u8]; 15] = [
        &[0],
        &[0],
        &[1],
        // Small numbers of 4 bytes, and of 8.
        &[1, 0, 0, 0],
        &[0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0],
        &[2, 0, 0, 0, 0, 0, 0, 0],
        // −1, or no number at all.
        &[0xff],
        // Many.
        &[0x7f],
        &[0xff, 0xff, 0xff, 0x7f],
        // The least numbers, of each size.
        &[0x80],
        &[0, 0x80],
        &[0, 0, 0, 0x80],
        &[0, 0, 0, 0, 0, 0, 0, 0x80],
        // Infinite, and not a number.
        &[0, 0, 0x80, 0x7f],
        &[0, 0, 0xc0, 0x7f],
    ];
    let mut random = Random::new(random.number());
    move |bytes| {
        let pattern = random.pick(&PATTERNS);
        for (byte, value) in bytes.iter_mut().zip(pattern.iter().cycle()) {
            *byte = *value;
        }
    }
}
