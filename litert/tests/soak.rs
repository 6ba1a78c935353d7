//! The same thing very often: what is made is given back. Long, and so part of
//! `cargo xtask soundness` only.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use litert::{CompiledModel, Environment, Family, Interpreter, Model, Runtime};
use support::child;
use support::runtime::{loaded, own};
use support::soak::{one_arena, soak};

mod support;

const LIMIT: Duration = Duration::from_secs(1800);
const INVOKES: usize = 1_000_000;
const LIVES: usize = 10_000;

/// What was repeated so far, for the table of `cargo xtask soundness`.
static REPEATED: AtomicUsize = AtomicUsize::new(0);

fn repeat(repetitions: usize, pass: impl FnMut()) {
    soak(repetitions, pass);
    REPEATED.fetch_add(repetitions, Ordering::Relaxed);
}

fn in_a_child(test: &str) {
    if loaded(&[Family::TfLite, Family::LiteRt]) {
        child::run(test, &[one_arena()], LIMIT).assert_passed();
    }
}

fn tiny() -> Model {
    Model::from_file(own("tiny/add.tflite")).expect("the model")
}

#[test]
#[ignore = "long: part of cargo xtask soundness"]
fn a_million_runs_leave_nothing_behind() {
    in_a_child("child_runs");
}

#[test]
#[ignore = "long: part of cargo xtask soundness"]
fn ten_thousand_lives_leave_nothing_behind() {
    in_a_child("child_lives");
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_runs() {
    if !child::is_child() {
        return;
    }
    let model = tiny();
    let mut interpreter = Interpreter::new(&model).expect("an interpreter");
    repeat(INVOKES, || interpreter.invoke().expect("a run"));
    let mut compiled = CompiledModel::new(&model).expect("a compiled model");
    repeat(INVOKES, || compiled.run().expect("a run"));
    done();
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_lives() {
    if !child::is_child() {
        return;
    }
    repeat(LIVES, || drop(tiny()));
    let model = tiny();
    repeat(LIVES, || {
        Interpreter::new(&model)
            .expect("an interpreter")
            .allocate()
            .expect("memory");
    });
    repeat(LIVES, || {
        CompiledModel::new(&model)
            .expect("a compiled model")
            .run()
            .expect("a run");
    });
    let mut compiled = CompiledModel::new(&model).expect("a compiled model");
    repeat(LIVES, || {
        drop(compiled.create_input_buffers().expect("buffers"))
    });
    let runtime = Runtime::shared().expect("a runtime");
    repeat(LIVES, || {
        drop(Environment::new(&runtime).expect("an environment"))
    });
    done();
}

fn done() {
    let repeated = REPEATED.load(Ordering::Relaxed);
    println!("soundness: {repeated} cases, 0 failures");
}
