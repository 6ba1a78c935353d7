//! Damaged models that pass all checks are run on both engines: whatever they do, the process must
//! survive. A file from elsewhere is input like any other.

use std::env;
use std::fs;
use std::path::Path;

use litert::{CompiledModel, Family, Interpreter, Model};
use litert_generator::Random;
use litert_test_support::hunt::{self, Known, Work};
use litert_test_support::mutate::Original;
use litert_test_support::runtime::loaded;
use litert_test_support::{exercise, originals};

/// What is left to the library; `docs/upstream-issues.md` describes each.
const KNOWN: [Known; 0] = [];

/// Larger models take long to run.
const LARGEST: u64 = 1 << 20;
/// From this size on a model takes part less often than others.
const LARGE: usize = 20_000;

/// Damage can make tensors large, and the machine may be small.
const MOST_MEMORY: usize = 1 << 24;

#[test]
fn damaged_models_do_not_crash_the_engines() {
    if loaded(&[Family::TfLite, Family::LiteRt]) {
        hunt::hunt("mutants::child_mutants", 2_000, 400, &KNOWN);
    }
}

#[test]
#[ignore = "run in child processes by another test"]
fn child_mutants() {
    let Some(mut work) = hunt::work() else {
        return;
    };
    let models: Vec<Original> = originals::models(LARGEST)
        .into_iter()
        .map(|(name, bytes)| Original::new(name, bytes))
        .collect();
    for seed in work.seeds.clone() {
        one(seed, &models, &mut work);
    }
}

fn one(seed: u64, models: &[Original], work: &mut Work) {
    let mut random = Random::new(seed);
    let mut original = random.pick(models);
    while original.bytes.len() > LARGE && random.below(10) > 0 {
        original = random.pick(models);
    }
    let name = &original.name;
    let bytes = original.damaged(&mut random);
    // To look at a damaged model with other tools.
    if let Some(folder) = env::var_os("LITERT_SAVE_MUTANTS") {
        fs::write(Path::new(&folder).join(format!("{seed}-{name}")), &bytes).expect("a copy");
    }
    let Ok(model) = Model::from_bytes(bytes) else {
        return;
    };
    if exercise::memory(&model) > MOST_MEMORY {
        return;
    }
    work.accepted();
    let fill = *random.pick(&[0, 0, 1, 0xff, 0x7f]);
    let fill = |bytes: &mut [u8]| bytes.fill(fill);
    for xnnpack in [true, false] {
        work.begin(seed, &format!("{name}, interpreter, XNNPACK {xnnpack}"));
        let builder = Interpreter::builder();
        let engine = match xnnpack {
            true => builder.build(&model),
            false => builder.xnnpack(false).build(&model),
        };
        if engine
            .and_then(|mut it| exercise::every_graph(&mut it, &model, fill))
            .is_ok()
        {
            work.ran();
        }
    }
    work.begin(seed, &format!("{name}, compiled model"));
    let engine = CompiledModel::new(&model);
    if engine
        .and_then(|mut it| exercise::every_graph(&mut it, &model, fill))
        .is_ok()
    {
        work.ran();
    }
}
