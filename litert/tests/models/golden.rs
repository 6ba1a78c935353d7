//! Every shared case on both engines, with the libraries that are found by default.
//!
//! `matrix.rs` does the same with other versions.

use litert::{CompiledModel, Error, Family, Interpreter, Model};
use litert_golden::{Platform, Suite, skip_or_fail, suite_or_skip};
use litert_test_support::cases::{self, Engine};
use litert_test_support::child;
use litert_test_support::made;
use litert_test_support::runtime::loaded;

#[test]
fn interpreter_gives_the_golden_outputs() {
    let Some(suite) = suite_or_skip("interpreter_gives_the_golden_outputs") else {
        return;
    };
    if loaded(&[Family::TfLite]) {
        // The build for 32-bit ARM cannot do as much.
        let least = if cfg!(target_arch = "arm") { 99 } else { 105 };
        cases::check(suite, Engine::Interpreter, least, |_| true);
    }
}

#[test]
fn compiled_model_gives_the_golden_outputs() {
    let Some(suite) = suite_or_skip("compiled_model_gives_the_golden_outputs") else {
        return;
    };
    if loaded(&[Family::LiteRt]) {
        cases::check(suite, Engine::CompiledModel, 90, |case| {
            !cases::is_hazard(case)
        });
    }
}

/// The models from TensorFlow's converter, if they and a library of the family are there.
fn made_or_skip(test: &str, family: Family) -> Option<&'static Suite> {
    let suite = suite_or_skip(test)?;
    if suite.made().is_none() {
        skip_or_fail(format_args!("{test}: there is no folder `made`"));
        return None;
    }
    loaded(&[family]).then_some(suite)
}

/// The kernels for AVX-512 gave these outputs; others round in other places.
fn made_platform(engine: Engine) -> Platform {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx512f") {
        return engine.platform();
    }
    let _ = engine;
    Platform::Any
}

#[test]
fn interpreter_runs_what_the_converter_makes() {
    let test = "interpreter_runs_what_the_converter_makes";
    if let Some(suite) = made_or_skip(test, Family::TfLite) {
        for engine in [Engine::Interpreter, Engine::LentMemory] {
            // Two have strings as inputs, which the build for 32-bit ARM cannot write.
            let counts = match cfg!(target_arch = "arm") {
                true => (101, 9),
                false => (103, 7),
            };
            let found = made::check(suite, engine, made_platform(engine));
            assert_eq!(found, counts);
        }
    }
}

#[test]
fn compiled_model_runs_what_the_converter_makes() {
    let test = "compiled_model_runs_what_the_converter_makes";
    if let Some(suite) = made_or_skip(test, Family::LiteRt) {
        let compiled = made::check(
            suite,
            Engine::CompiledModel,
            made_platform(Engine::CompiledModel),
        );
        assert_eq!(compiled, (86, 24));
    }
}

/// What the official `CompiledModel` corrupts memory with, or lies about, ends in an error here; in
/// a child, because nobody wants to find out the other way in the middle of other tests.
#[test]
fn compiled_model_refuses_what_is_dangerous() {
    if suite_or_skip("compiled_model_refuses_what_is_dangerous").is_none()
        || !loaded(&[Family::LiteRt])
    {
        return;
    }
    child::run("golden::child_hazards", &[]).assert_passed();
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_hazards() {
    if child::is_child() {
        let suite = suite_or_skip("child_hazards").expect("the parent looked");
        cases::check(suite, Engine::CompiledModel, 8, cases::is_hazard);
    }
}

/// The models without cases: operators that nobody has, graphs that make no sense, broken files.
#[test]
fn models_that_must_fail_do() {
    let Some(suite) = suite_or_skip("models_that_must_fail_do") else {
        return;
    };
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let mut seen = 0;
    for model in suite.models().iter().filter(|model| model.must_fail()) {
        let path = suite.model_path(model);
        let words = model.expect_interpreter_message_contains.as_deref();
        let words = words.unwrap_or_default();
        // Whatever is found while reading is found before the runtime has a say.
        let read = match Model::from_file(&path) {
            Err(Error::InvalidModel(_)) => continue,
            read => read.unwrap(),
        };
        let error = Interpreter::new(&read)
            .and_then(|mut interpreter| interpreter.allocate())
            .expect_err(&model.id);
        let text = error.to_string();
        assert!(matches!(error, Error::Status(_)), "{}: {text}", model.id);
        assert!(text.contains(words), "{}: {text}", model.id);
        assert!(text.contains(&model.file), "no name of the file in: {text}");

        let error = CompiledModel::new(&read)
            .and_then(|mut compiled| compiled.allocate())
            .expect_err(&model.id);
        let text = error.to_string();
        match error {
            Error::Unsupported(_) => assert!(text.contains("use Interpreter"), "{text}"),
            Error::Status(_) => assert!(text.contains(&model.file), "{text}"),
            other => panic!("{}: {other:?}", model.id),
        }
        seen += 1;
    }
    assert!(seen >= 15, "only {seen} models came to the runtime");
}
