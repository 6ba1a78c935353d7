//! The shared cases with every supported version of the libraries, found through
//! `LITERT_LIBRARY_PATH`.
//!
//! The variable counts for a whole process, so each version gets one. The versions are the pinned
//! ones; `LITERT_TEST_RUNTIMES`, a list of folders like `PATH`, names others to test instead.
//!
//! All cases of `CompiledModel` are also repeated in one process, to see that nothing crashes and
//! memory does not grow: a few times by default, and as often as `LITERT_SOAK` says.
//!
//! ```sh
//! LITERT_SOAK=1000 cargo test --release -p litert --test models matrix::compiled
//! ```

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use litert::{Family, Runtime};
use litert_golden::{Platform, Suite, skip_or_fail, suite_or_skip};
use litert_test_support::cases::{self, Engine};
use litert_test_support::lent::OUTPUTS_LENT;
use litert_test_support::soak::{one_arena, soak};
use litert_test_support::{child, made, runtimes};

const LIBRARY_PATH: &str = "LITERT_LIBRARY_PATH";
const TEST_RUNTIMES: &str = "LITERT_TEST_RUNTIMES";
const REPETITIONS: &str = "LITERT_SOAK";

const INTERPRETER: [&str; 2] = [
    "matrix::child_interpreter",
    "matrix::child_interpreter_on_lent_memory",
];
const COMPILED_MODEL: [&str; 3] = [
    "matrix::child_compiled_model",
    "matrix::child_compiled_model_hazards",
    "matrix::child_compiled_model_soak",
];

/// How often all cases are repeated.
fn repetitions() -> usize {
    match env::var(REPETITIONS) {
        Ok(number) => number.parse().expect("LITERT_SOAK is a number"),
        Err(_) => 20,
    }
}

#[test]
fn interpreter_of_the_community_build_of_tensorflow_lite_2_17() {
    pinned("tflite-community", "2.5.0", "2.17.1", &INTERPRETER);
}

#[test]
fn interpreter_of_litert_lm_0_18() {
    pinned("lm", "0.18.1", "2.23.0", &INTERPRETER);
}

#[test]
fn compiled_model_of_litert_lm_0_18() {
    pinned("lm", "0.18.1", "2.3", &COMPILED_MODEL);
}

#[test]
fn compiled_model_of_litert_2_3() {
    pinned("litert", "2.3.0", "2.3", &COMPILED_MODEL);
}

#[test]
fn compiled_model_of_litert_2_2() {
    pinned("litert", "2.2.0", "2.2", &COMPILED_MODEL);
}

#[test]
#[cfg_attr(windows, ignore = "refused on Windows, where its layouts differ")]
fn compiled_model_of_litert_2_1_6() {
    pinned("litert", "2.1.6", "2.1.6", &COMPILED_MODEL);
}

#[test]
fn runtimes_that_the_environment_names() {
    let Some(list) = env::var_os(TEST_RUNTIMES) else {
        println!("{TEST_RUNTIMES} is not set");
        return;
    };
    if suite_or_skip("runtimes_that_the_environment_names").is_none() {
        return;
    }
    for folder in env::split_paths(&list) {
        let carries = |family: Family| {
            let mut names = family.file_names().iter();
            names.any(|name| folder.join(name).exists())
        };
        let mut tests = Vec::new();
        if carries(Family::TfLite) {
            tests.extend(INTERPRETER);
        }
        if carries(Family::LiteRt) {
            tests.extend(COMPILED_MODEL);
        }
        assert!(!tests.is_empty(), "no library in {}", folder.display());
        run(&folder, None, &tests);
    }
}

/// Runs the cases with a pinned runtime, whose library calls itself `version`.
#[track_caller]
fn pinned(name: &str, package_version: &str, version: &str, tests: &[&str]) {
    if env::var_os(TEST_RUNTIMES).is_some() {
        println!("left out, because {TEST_RUNTIMES} names what is to be tested");
        return;
    }
    if suite_or_skip(name).is_none() {
        return;
    }
    match runtimes::folder(name, package_version) {
        Ok(folder) => run(&folder, Some(version), tests),
        Err(reason) => skip_or_fail(format_args!("{name} {package_version}: {reason}")),
    }
}

#[track_caller]
fn run(folder: &Path, version: Option<&str>, tests: &[&str]) {
    for test in tests {
        let variables = [
            (LIBRARY_PATH, Some(folder.into())),
            (ENV_VERSION, version.map(OsString::from)),
            one_arena(),
        ];
        child::run(test, &variables).assert_passed();
    }
}

/// Tells a child which version it must find.
const ENV_VERSION: &str = "LITERT_TEST_VERSION";

/// In a child: that the library is the one of the folder, and of the version that it should be.
fn expect_library(engine: Engine) {
    let folder = PathBuf::from(env::var_os(LIBRARY_PATH).expect("the parent set it"));
    let runtime = Runtime::load().expect("a runtime");
    let library = runtime.library(engine.family()).expect("a library");
    assert_eq!(Path::new(&library.path).parent(), Some(folder.as_path()));
    if let Ok(version) = env::var(ENV_VERSION) {
        assert_eq!(library.version, version, "{library}");
    }
}

/// The models from TensorFlow's converter, where they are there.
fn converted(suite: &Suite, engine: Engine) {
    if suite.made().is_some() {
        let (ran, failed) = made::check(suite, engine, Platform::Any);
        println!("of the models of the converter {ran} ran, and {failed} did not");
    }
}

#[test]
#[ignore = "run in a child process by other tests"]
fn child_interpreter() {
    if child::is_child() {
        expect_library(Engine::Interpreter);
        let suite = suite_or_skip("child_interpreter").expect("the parent looked");
        cases::check(suite, Engine::Interpreter, 100, |_| true);
        converted(suite, Engine::Interpreter);
    }
}

/// The runtime reads every input and writes every output where the caller has it.
#[test]
#[ignore = "run in a child process by other tests"]
fn child_interpreter_on_lent_memory() {
    if child::is_child() {
        expect_library(Engine::LentMemory);
        let suite = suite_or_skip("child_interpreter_on_lent_memory").expect("the parent looked");
        cases::check(suite, Engine::LentMemory, 100, |_| true);
        converted(suite, Engine::LentMemory);
        let lent = OUTPUTS_LENT.load(Ordering::Relaxed);
        println!("{lent} outputs were written into borrowed memory");
        assert!(lent > 100, "{lent}");
    }
}

#[test]
#[ignore = "run in a child process by other tests"]
fn child_compiled_model() {
    if child::is_child() {
        expect_library(Engine::CompiledModel);
        let suite = suite_or_skip("child_compiled_model").expect("the parent looked");
        cases::check(suite, Engine::CompiledModel, 90, |case| {
            !cases::is_hazard(case)
        });
        converted(suite, Engine::CompiledModel);
    }
}

#[test]
#[ignore = "run in a child process by other tests"]
fn child_compiled_model_hazards() {
    if child::is_child() {
        expect_library(Engine::CompiledModel);
        let suite = suite_or_skip("child_compiled_model_hazards").expect("the parent looked");
        cases::check(suite, Engine::CompiledModel, 8, cases::is_hazard);
    }
}

/// Models that take nine tenths of the time together.
const HEAVY: [&str; 5] = [
    "conv_huge_im2col",
    "deeplabv3_mnv2_dm05_pascal_quant",
    "mobilenet_v1_1_0_224_embedding_extractor",
    "mobilenet_v2_1_0_224_quant",
    "torchaudio_conformer",
];

/// All cases, the hazards too, again and again in one process; those of heavy models in every tenth
/// repetition.
#[test]
#[ignore = "run in a child process by other tests"]
fn child_compiled_model_soak() {
    if child::is_child() {
        expect_library(Engine::CompiledModel);
        let suite = suite_or_skip("child_compiled_model_soak").expect("the parent looked");
        let mut repetition = 0;
        soak(repetitions(), || {
            let heavy = repetition % 10 == 0;
            let least = if heavy { 98 } else { 88 };
            cases::check(suite, Engine::CompiledModel, least, |case| {
                heavy || !HEAVY.contains(&case.model.id.as_str())
            });
            repetition += 1;
        });
    }
}
