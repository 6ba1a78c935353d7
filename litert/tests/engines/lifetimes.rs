//! What keeps what alive: handles dropped in every order, engines moved between threads, models
//! shared by them, and several libraries in one process.

use std::fs;
use std::sync::Barrier;
use std::thread;

use litert::{CompiledModel, Engine, Environment, Family, Interpreter, Model, Runtime};
use litert_golden::skip_or_fail;
use litert_test_support::runtime::{loaded, own};
use litert_test_support::runtimes;

const PIXELS: usize = 16 * 16;

/// A held-out digit, which stands at the head of its file.
fn picture() -> Vec<f32> {
    let bytes = fs::read(own("digits/heldout.bin")).expect("heldout.bin");
    let first = bytes[..PIXELS].iter();
    first.map(|&byte| f32::from(byte) / 255.0).collect()
}

/// A model in memory of its own, freed with its last owner.
fn digits(name: &str) -> Model {
    let bytes = fs::read(own(&format!("digits/{name}.tflite"))).expect(name);
    Model::from_bytes(bytes).unwrap()
}

fn scores_of(engine: &mut dyn Engine, picture: &[f32]) -> Vec<u8> {
    engine.input_mut(0).unwrap().write_f32(picture).unwrap();
    engine.run().unwrap();
    engine.output(0).unwrap().bytes().to_vec()
}

/// Both engines of a model, with everything of their own. Without XNNPACK, which copies the weights,
/// the interpreter reads them where they lie in the model.
fn both(runtime: &Runtime, environment: &Environment, model: &Model) -> [Box<dyn Engine>; 2] {
    let interpreter = Interpreter::builder().runtime(runtime).xnnpack(false);
    let compiled = CompiledModel::builder().environment(environment);
    [
        Box::new(interpreter.build(model).unwrap()),
        Box::new(compiled.build(model).unwrap()),
    ]
}

/// Something to be dropped.
enum Handle {
    Runtime(#[allow(dead_code, reason = "held, and dropped")] Runtime),
    Environment(#[allow(dead_code, reason = "held, and dropped")] Environment),
    Model(#[allow(dead_code, reason = "held, and dropped")] Model),
    Engine(Box<dyn Engine>),
}

/// All orders of `n` things.
fn orders(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(n - 1);
    let insert = |order: &Vec<usize>, at: usize| {
        let mut longer = order.clone();
        longer.insert(at, n - 1);
        longer
    };
    shorter
        .iter()
        .flat_map(|order| (0..n).map(move |at| insert(order, at)))
        .collect()
}

/// Writes over freed memory of about the size of a model, if the allocator gives it out again.
fn scribble(len: usize) {
    let blocks: Vec<Vec<u8>> = (0..8).map(|i| vec![0xA5; len + i * 16]).collect();
    std::hint::black_box(&blocks);
}

#[test]
fn handles_may_be_dropped_in_any_order() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let picture = picture();
    let size = digits("digits_int8").as_bytes().len();
    let expected = {
        let runtime = Runtime::load().unwrap();
        let environment = Environment::new(&runtime).unwrap();
        both(&runtime, &environment, &digits("digits_int8"))
            .map(|mut engine| scores_of(&mut *engine, &picture))
    };
    assert_eq!(orders(5).len(), 120);
    for order in orders(5) {
        let runtime = Runtime::load().unwrap();
        let environment = Environment::new(&runtime).unwrap();
        let model = digits("digits_int8");
        let [mut interpreter, compiled] = both(&runtime, &environment, &model);
        // One engine has run before, the other one has not.
        scores_of(&mut *interpreter, &picture);
        let mut handles = [
            Some(Handle::Runtime(runtime)),
            Some(Handle::Environment(environment)),
            Some(Handle::Model(model)),
            Some(Handle::Engine(interpreter)),
            Some(Handle::Engine(compiled)),
        ];
        for (dropped, position) in order.iter().enumerate() {
            handles[*position] = None;
            scribble(size);
            for (handle, expected) in handles[3..].iter_mut().zip(&expected) {
                if let Some(Handle::Engine(engine)) = handle {
                    assert_eq!(
                        &scores_of(&mut **engine, &picture),
                        expected,
                        "{order:?} after {dropped} more"
                    );
                }
            }
        }
    }
}

/// The runtime's own environment lives as long as a compiled model needs it.
#[test]
fn a_compiled_model_outlives_the_runtime_it_was_made_with() {
    if !loaded(&[Family::LiteRt]) {
        return;
    }
    let picture = picture();
    let mut compiled = {
        let runtime = Runtime::load().unwrap();
        let model = digits("digits_float32");
        CompiledModel::builder()
            .runtime(&runtime)
            .build(&model)
            .unwrap()
    };
    scribble(40_000);
    let scores = scores_of(&mut compiled, &picture);
    let environment = compiled.environment().clone();
    drop(compiled);
    assert!(!environment.accelerators().is_empty());
    let mut again = CompiledModel::builder()
        .environment(&environment)
        .build(&digits("digits_float32"))
        .unwrap();
    assert_eq!(scores_of(&mut again, &picture), scores);
}

/// Made on one thread, run on a second, dropped on a third.
#[test]
fn engines_move_between_threads() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let picture = picture();
    for name in ["digits_float32", "digits_int8"] {
        let make = || {
            let runtime = Runtime::load().unwrap();
            let environment = Environment::new(&runtime).unwrap();
            both(&runtime, &environment, &digits(name))
        };
        let expected = make().map(|mut engine| scores_of(&mut *engine, &picture));
        let engines = thread::scope(|scope| scope.spawn(make).join().unwrap());
        let mut engines = thread::scope(|scope| {
            let run = || {
                let mut engines = engines;
                let found = engines
                    .each_mut()
                    .map(|engine| scores_of(&mut **engine, &picture));
                assert_eq!(found, expected);
                engines
            };
            scope.spawn(run).join().unwrap()
        });
        // Back here once more.
        let found = engines
            .each_mut()
            .map(|engine| scores_of(&mut **engine, &picture));
        assert_eq!(found, expected);
        thread::spawn(move || drop(engines)).join().unwrap();
    }
}

/// One model, engines of both kinds on several threads, all at the same time.
#[test]
fn threads_share_a_model() {
    const THREADS: usize = 4;
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let picture = picture();
    let runtime = Runtime::load().unwrap();
    let environment = Environment::new(&runtime).unwrap();
    let model = digits("digits_int8");
    let expected =
        both(&runtime, &environment, &model).map(|mut engine| scores_of(&mut *engine, &picture));
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                start.wait();
                // Building and dropping at the same time as others run, too.
                for _ in 0..5 {
                    let mut engines = both(&runtime, &environment, &model);
                    for _ in 0..20 {
                        let found = engines
                            .each_mut()
                            .map(|engine| scores_of(&mut **engine, &picture));
                        assert_eq!(found, expected);
                    }
                }
            });
        }
    });
}

/// Several threads ask for the libraries before any of them is loaded.
#[test]
fn threads_share_the_runtime() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let start = Barrier::new(4);
    let runtime = Runtime::load().unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                start.wait();
                let libraries = runtime.libraries();
                assert_eq!(libraries.len(), 2);
                runtime.environment().unwrap();
                assert_eq!(Runtime::shared().unwrap().libraries(), libraries);
            });
        }
    });
}

/// Handles never cross from one library to another, so versions get along in one process.
#[test]
fn several_versions_run_in_one_process() {
    let versions = [
        ("litert", "2.1.6"),
        ("litert", "2.2.0"),
        ("litert", "2.3.0"),
        ("lm", "0.18.1"),
        ("tflite-community", "2.5.0"),
    ];
    let picture = picture();
    let model = digits("digits_int8");
    let mut engines: Vec<Box<dyn Engine>> = Vec::new();
    for (name, version) in versions {
        let folder = match runtimes::folder(name, version) {
            Ok(folder) => folder,
            Err(reason) => {
                skip_or_fail(format_args!("{name} {version}: {reason}"));
                continue;
            }
        };
        // SAFETY: a pinned runtime, whose hash was checked when it was fetched.
        let runtime = unsafe { Runtime::from_library(folder) }.unwrap();
        if runtime.library(Family::TfLite).is_ok() {
            let builder = Interpreter::builder().runtime(&runtime);
            engines.push(Box::new(builder.build(&model).unwrap()));
        }
        if runtime.library(Family::LiteRt).is_ok() {
            let builder = CompiledModel::builder().runtime(&runtime);
            engines.push(Box::new(builder.build(&model).unwrap()));
        }
    }
    let scores: Vec<Vec<u8>> = engines
        .iter_mut()
        .map(|engine| scores_of(&mut **engine, &picture))
        .collect();
    for found in &scores {
        // Integers: other kernels may round once differently, and no more.
        let pairs = found.iter().zip(&scores[0]);
        assert!(
            pairs
                .clone()
                .all(|(&a, &b)| (a as i8).abs_diff(b as i8) <= 1),
            "{scores:?}"
        );
    }
    // In turn, and dropped in an order that has nothing to do with that of loading.
    for step in 0..engines.len() {
        for (engine, expected) in engines.iter_mut().zip(&scores) {
            assert_eq!(&scores_of(&mut **engine, &picture), expected, "{step}");
        }
    }
    while !engines.is_empty() {
        engines.swap_remove(engines.len() / 2);
        for engine in &mut engines {
            scores_of(&mut **engine, &picture);
        }
    }
}

/// What a signature wrote and computed stays in its engine when the runner is dropped.
#[test]
fn signatures_leave_their_values_behind() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let model = Model::from_file(own("tiny/multi_signature.tflite")).unwrap();
    macro_rules! check {
        ($engine:ident) => {
            let mut engine = $engine::new(&model).unwrap();
            let mut write = |key: &str, name: &str, values: &[f32]| {
                let mut signature = engine.signature(key).unwrap();
                let mut input = signature.input_mut(name).unwrap();
                input.copy_from_slice(values).unwrap();
            };
            write("subtract", "minuend", &[9.0, 8.0, 7.0, 6.0]);
            write("join", "zeta", &[1.0, 2.0]);
            write("subtract", "by", &[1.0, 2.0, 3.0, 4.0]);
            write("join", "alpha", &[3.0, 4.0, 5.0]);
            for key in ["join", "subtract"] {
                engine.signature(key).unwrap().run().unwrap();
            }
            let read = |engine: &mut $engine, key: &str, name: &str| {
                let signature = engine.signature(key).unwrap();
                signature.output(name).unwrap().to_vec::<f32>().unwrap()
            };
            assert_eq!(
                read(&mut engine, "join", "whole"),
                [1.0, 2.0, 3.0, 4.0, 5.0]
            );
            assert_eq!(
                read(&mut engine, "subtract", "difference"),
                [8.0, 6.0, 4.0, 2.0]
            );
        };
    }
    check!(Interpreter);
    check!(CompiledModel);
}

/// Engines are for one thread at a time. This does not compile if one of them becomes `Sync`,
/// because the name is ambiguous then.
#[test]
fn engines_are_not_shared_by_reference() {
    trait UnlessSync<T> {
        fn name() {}
    }
    struct IsSync;
    impl<T> UnlessSync<()> for T {}
    impl<T: Sync> UnlessSync<IsSync> for T {}
    <Interpreter as UnlessSync<_>>::name();
    <CompiledModel as UnlessSync<_>>::name();
}
