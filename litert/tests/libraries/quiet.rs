//! The native libraries print nothing to the standard error output, unless a program wants them to.
#![cfg(unix)]

use std::env;

use litert::{CompiledModel, Family, Interpreter, Model, Runtime, logging};
use litert_test_support::child;
use litert_test_support::libraries::{interpreter_libraries, libraries};
use litert_test_support::runtime::own;

const PRINT: &str = "LITERT_TEST_PRINT";

/// What a child prints that makes both engines, as far as the library has them.
fn printed(library: &str, print: bool) -> String {
    let variables = [
        ("LITERT_LIBRARY_PATH", Some(library.into())),
        (PRINT, print.then(|| "1".into())),
    ];
    let ended = child::run("quiet::child_makes_engines", &variables);
    ended.assert_passed();
    ended.output
}

#[test]
fn libraries_print_nothing_unless_told_to() {
    let both = libraries().into_iter().chain(interpreter_libraries());
    let mut paths: Vec<String> = both.map(|(path, _)| path).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let quiet = printed(&path, false);
        // LiteRT 2.1.6 prints this line to the standard output, which is the program's own.
        let other = |line: &&str| !line.starts_with("INFO: Failed to load OpenCL library");
        let quiet: Vec<&str> = quiet.lines().filter(other).collect();
        let quiet = quiet.join("\n");
        for words in ["XNNPACK", "third_party", "Vulkan", ".cc:", "INFO", "WARN"] {
            assert!(!quiet.contains(words), "{path} prints '{words}': {quiet}");
        }
        assert!(quiet.contains("both engines ran"), "{quiet}");
        let loud = printed(&path, true);
        assert!(
            loud.contains("INFO: Created TensorFlow Lite XNNPACK"),
            "{path}: {loud}"
        );
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_makes_engines() {
    if !child::is_child() {
        return;
    }
    logging::print_native_lines(env::var_os(PRINT).is_some());
    let model = Model::from_file(own("tiny/add.tflite")).expect("a model");
    let runtime = Runtime::shared().expect("a library");
    if runtime.library(Family::LiteRt).is_ok() {
        // Twice: also where the library looks for a GPU.
        for accelerators in [
            litert::Accelerators::CPU,
            litert::Accelerators::CPU | litert::Accelerators::GPU,
        ] {
            let builder = CompiledModel::builder().accelerators(accelerators);
            let mut compiled = builder.build(&model).expect("a compiled model");
            compiled.run().expect("a run");
        }
    }
    if runtime.library(Family::TfLite).is_ok() {
        let mut interpreter = Interpreter::new(&model).expect("an interpreter");
        interpreter.invoke().expect("a run");
    }
    println!("both engines ran");
}
