//! Processes with a limit on their memory, at limits that are a little or much above what is in
//! use: whatever is ours ends in an error with its size, and works once there is memory. What the
//! native libraries do where they find none is known, and this notices when it changes.
#![cfg(all(target_os = "linux", target_env = "gnu", target_pointer_width = "64"))]

mod limit;
mod scenes;

use std::env;
use std::fmt::Write as _;

use litert::{Capability, Error, Runtime};
use litert_test_support::child;
use litert_test_support::libraries::pinned;
use litert_test_support::soak::one_arena;
use scenes::{End, Scene};

const PACKAGE: &str = "LITERT_TEST_PACKAGE";
const SCENE: &str = "LITERT_TEST_SCENE";

/// How much more than what is in use there may be. The last is enough for everything.
///
/// Not 0: the libraries do not survive that C++ finds no memory for a few bytes, and whether there are some
/// in the heap is chance.
const SPARE_KIB: [usize; 5] = [256, 1 << 10, 8 << 10, 14 << 10, 1 << 20];

fn scenes() -> impl Iterator<Item = (Capability, Scene)> {
    let of = |capability, scenes: Vec<Scene>| scenes.into_iter().map(move |it| (capability, it));
    of(Capability::Interpreter, scenes::models())
        .chain(of(Capability::Interpreter, scenes::interpreter()))
        .chain(of(Capability::CompiledModel, scenes::compiled_model()))
}

#[test]
fn little_memory_with_litert_lm_0_18() {
    on("lm 0.18.1");
}

#[test]
fn little_memory_with_tensorflow_lite_2_17() {
    on("tflite-community 2.5.0");
}

#[test]
fn little_memory_with_litert_2_3() {
    on("litert 2.3.0");
}

#[test]
fn little_memory_with_litert_2_2() {
    on("litert 2.2.0");
}

#[test]
fn little_memory_with_litert_2_1_6() {
    on("litert 2.1.6");
}

#[track_caller]
fn on(package: &str) {
    let Some(runtime) = pinned(package) else {
        return;
    };
    let run = |scene: &str| {
        let variables = [
            (PACKAGE, Some(package.into())),
            (SCENE, Some(scene.into())),
            one_arena(),
            // What is large is mapped by itself, and so gone when it was freed.
            ("MALLOC_MMAP_THRESHOLD_", Some("65536".into())),
        ];
        child::run("memory_limit::child", &variables)
    };
    // Those that come back share a process.
    run("").assert_passed();
    let mut wrong = String::new();
    for (capability, scene) in scenes() {
        if !runtime.supports(capability) || comes_back(&runtime, scene.end) {
            continue;
        }
        let ended = run(scene.name);
        let ours = ["memory allocation of", "panicked"];
        if ours.iter().any(|words| ended.output.contains(words)) || ended.status.is_none() {
            let _ = writeln!(wrong, "{}: {}: {}", scene.name, ended.how(), ended.output);
        } else if ended.passed() {
            let _ = writeln!(wrong, "{}: lives: say so, also in the list", scene.name);
        }
        println!("{}, by the library: {}", scene.name, ended.how());
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn comes_back(runtime: &Runtime, end: End) -> bool {
    let library = runtime.library(litert::Family::TfLite);
    let old = library.is_ok_and(|it| it.version.starts_with("2.17."));
    end != End::Death && !(end == End::DeathBefore218 && old)
}

#[test]
#[ignore = "run in a child process by other tests"]
fn child() {
    if !child::is_child() {
        return;
    }
    let package = env::var(PACKAGE).expect("the parent set it");
    let named = env::var(SCENE).expect("the parent set it");
    let runtime = pinned(&package).expect("the parent looked");
    for (capability, scene) in scenes() {
        let all = named.is_empty() && comes_back(&runtime, scene.end);
        if (all || named == scene.name) && runtime.supports(capability) {
            play(&runtime, &scene);
        }
    }
}

fn play(runtime: &Runtime, scene: &Scene) {
    // What the library makes only once should be there.
    (scene.prepare)(runtime)().expect("all memory");
    let mut failures = 0;
    for spare in SPARE_KIB {
        let mut work = (scene.prepare)(runtime);
        let done = limit::with_spare(spare << 10, &mut work);
        let Err(error) = done else {
            println!("{} with {spare} KiB: done", scene.name);
            continue;
        };
        println!("{} with {spare} KiB: {error}", scene.name);
        failures += 1;
        match &error {
            Error::OutOfMemory(error) => assert!(error.bytes > 1 << 16, "{error}"),
            Error::Status(_) => assert_ne!(scene.end, End::Ours, "{error}"),
            other => panic!("{other:?}"),
        }
        // After a run that failed, XNNPACK may want a new interpreter.
        if scene.end != End::DeathBefore218 {
            work().expect("it works once there is memory");
        }
    }
    match scene.end {
        End::Well => assert_eq!(failures, 0, "{}", scene.name),
        _ => assert!(
            (1..SPARE_KIB.len()).contains(&failures),
            "{}: {failures}",
            scene.name
        ),
    }
}
