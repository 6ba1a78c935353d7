//! Runs without end, and objects made and dropped without end: memory stays as it is.
//!
//! Plain tests do it a few hundred times. The long form, as `cargo xtask soundness` has it:
//!
//! ```sh
//! LITERT_RUNS=1000000 LITERT_LIVES=10000 cargo test --release -p litert --test limits -- \
//!     constant_memory:: --nocapture
//! ```

mod lives;
mod runs;

use std::env;
use std::time::Instant;

use litert::{Capability, Runtime};
use litert_test_support::child;
use litert_test_support::libraries::pinned;
use litert_test_support::soak::{one_arena, soak};

const PACKAGE: &str = "LITERT_TEST_PACKAGE";

/// How often something is run, and how often each object is made and dropped.
fn runs() -> usize {
    number("LITERT_RUNS", 2000)
}

fn lives() -> usize {
    number("LITERT_LIVES", 40)
}

fn number(variable: &str, otherwise: usize) -> usize {
    match env::var(variable) {
        Ok(number) => number.parse().expect(variable),
        Err(_) => otherwise,
    }
}

/// What is repeated, and what an engine must be for it.
pub(crate) struct Work {
    name: &'static str,
    needs: Capability,
    prepare: fn(&Runtime) -> Box<dyn FnMut()>,
    /// More than 1 for what takes long: it is done so many times more seldom.
    one_in: usize,
}

const fn work(
    name: &'static str,
    needs: Capability,
    prepare: fn(&Runtime) -> Box<dyn FnMut()>,
) -> Work {
    Work {
        name,
        needs,
        prepare,
        one_in: 1,
    }
}

#[test]
fn memory_does_not_grow_with_litert_lm_0_18() {
    on("lm 0.18.1");
}

#[test]
fn memory_does_not_grow_with_tensorflow_lite_2_17() {
    on("tflite-community 2.5.0");
}

#[test]
fn memory_does_not_grow_with_litert_2_3() {
    on("litert 2.3.0");
}

#[test]
fn memory_does_not_grow_with_litert_2_2() {
    on("litert 2.2.0");
}

#[test]
fn memory_does_not_grow_with_litert_2_1_6() {
    on("litert 2.1.6");
}

#[track_caller]
fn on(package: &str) {
    if pinned(package).is_none() {
        return;
    }
    let variables = [(PACKAGE, Some(package.into())), one_arena()];
    child::run("constant_memory::child", &variables).assert_passed();
}

#[test]
#[ignore = "run in a child process by other tests"]
fn child() {
    if !child::is_child() {
        return;
    }
    let package = env::var(PACKAGE).expect("the parent set it");
    let runtime = pinned(&package).expect("the parent looked");
    let runs = runs::WORK.iter().map(|work| (work, runs()));
    let lives = lives::WORK.iter().map(|work| (work, lives()));
    let mut cases = 0;
    for (work, repetitions) in runs.chain(lives) {
        if !runtime.supports(work.needs) {
            continue;
        }
        let repetitions = repetitions.div_ceil(work.one_in);
        let begun = Instant::now();
        print!("{package}, {}: ", work.name);
        soak(repetitions, (work.prepare)(&runtime));
        println!("  {:.1} s", begun.elapsed().as_secs_f64());
        cases += repetitions;
    }
    println!("soundness: {cases} cases, 0 failures");
}
