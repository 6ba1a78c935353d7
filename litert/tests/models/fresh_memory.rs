//! What models compute does not depend on bytes that nobody wrote: with memory that is fresh from the
//! allocator full of one thing or another, results are the same to the bit.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::collections::BTreeMap;

use litert::{CompiledModel, Engine, Family, Interpreter, Model};
use litert_golden::Suite;
use litert_test_support::originals::models;
use litert_test_support::runtime::loaded;
use litert_test_support::{child, exercise};

/// What glibc fills fresh memory with: the complement of this.
const PERTURB: &str = "MALLOC_PERTURB_";
/// Small models suffice, and there are many: they have every kind of operator.
const LARGEST: u64 = 20_000;
const MOST_MEMORY: u64 = 1 << 20;

/// These never end for some inputs, or are random by nature.
const LEFT_OUT: [&str; 4] = ["while", "loop", "random", "multinomial"];

#[test]
fn results_do_not_depend_on_what_fresh_memory_holds() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let results = |fill: &str| -> BTreeMap<String, String> {
        let variables = [(PERTURB, Some(fill.into()))];
        let ended = child::run("fresh_memory::child_computes", &variables);
        assert!(ended.passed(), "{}:\n{}", ended.how(), ended.output);
        let lines = ended.output.lines();
        let results = lines.filter_map(|line| line.strip_prefix("result ")?.split_once(": "));
        results
            .map(|(what, result)| (what.to_owned(), result.to_owned()))
            .collect()
    };
    let first = results("255");
    println!("{} results", first.len());
    // Our own models alone, or with the small ones of the large test models.
    let least = if Suite::open().is_ok() { 100 } else { 25 };
    assert!(first.len() > least, "{first:?}");
    for fill in ["1", "128", "85"] {
        let other = results(fill);
        for (what, result) in &first {
            assert_eq!(Some(result), other.get(what), "{what}, filled with {fill}");
        }
    }
}

#[test]
#[ignore = "run in child processes by another test"]
fn child_computes() {
    if !child::is_child() {
        return;
    }
    for (name, bytes) in models(LARGEST) {
        if LEFT_OUT.iter().any(|word| name.contains(word)) {
            continue;
        }
        let Ok(model) = Model::from_bytes(bytes) else {
            continue;
        };
        if model.info().tensor_bytes() > MOST_MEMORY {
            continue;
        }
        let fill = |bytes: &mut [u8]| {
            for (at, byte) in bytes.iter_mut().enumerate() {
                *byte = (at % 64) as u8;
            }
        };
        let compute = |what: &str, engine: &mut dyn Engine| {
            if exercise::every_graph(engine, &model, fill).is_ok() {
                // FNV-1a.
                let mut hash = 0xcbf2_9ce4_8422_2325_u64;
                for at in 0..engine.outputs().len() {
                    for byte in engine.output(at).expect("it ran").bytes() {
                        hash ^= u64::from(*byte);
                        hash = hash.wrapping_mul(0x100_0000_01b3);
                    }
                }
                println!("result {name}, {what}: {hash:x}");
            }
        };
        for xnnpack in [true, false] {
            if let Ok(mut engine) = Interpreter::builder().xnnpack(xnnpack).build(&model) {
                compute(&format!("interpreter, XNNPACK {xnnpack}"), &mut engine);
            }
        }
        if let Ok(mut engine) = CompiledModel::new(&model) {
            compute("compiled model", &mut engine);
        }
    }
}
