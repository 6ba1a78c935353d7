//! Models that pass for good ones and ended the process with one library or another: they are refused, or
//! come to an end. Each library runs them in a process of its own.

use std::ffi::OsString;
use std::path::PathBuf;

use litert::{Capability, CompiledModel, Interpreter, Model, Runtime};
use litert_golden::skip_or_fail;
use litert_test_support::{child, runtimes};

const FOLDER: &str = "LITERT_TEST_CRASHES";
const LIBRARY_PATH: &str = "LITERT_LIBRARY_PATH";

/// What is refused, and a part of the reason.
const REFUSED: [(&str, &str); 9] = [
    ("ifo_type", "declared as int64"),
    ("q_equal_int16", "scales"),
    ("q_log_int16", "scales"),
    ("s_reverse_no_axes", "the axes, has the shape"),
    ("s_transpose_scalar", "the axes, has the shape"),
    ("t_fake_quant_int8", "no kernel makes"),
    ("t_matrix_diag_bool", "no kernel makes"),
    ("t_matrix_diag_f16", "no kernel makes"),
    ("t_softmax_f16_int8", "no kernel makes"),
];

/// Not run here. What `ch` shows, a graph of 40,000 operators, takes a minute. The others are valid models
/// whose values, 0 among them, end the process of TensorFlow Lite 2.17; they want kernels of our own.
const LEFT_OUT: [&str; 6] = ["ch.", "div_", "floor_", "pow_", "rshift_", "shlo_"];

/// Every supported library. The older ones have other kernels.
const LIBRARIES: [(&str, &str); 5] = [
    ("lm", "0.18.1"),
    ("tflite-community", "2.5.0"),
    ("litert", "2.3.0"),
    ("litert", "2.2.0"),
    ("litert", "2.1.6"),
];

#[test]
fn models_that_no_kernel_survives_are_refused() {
    let Some(folder) = folder() else {
        return;
    };
    for (name, words) in REFUSED {
        let error = Model::from_file(folder.join(format!("{name}.tflite"))).unwrap_err();
        let text = error.to_string();
        assert!(text.contains(words), "{name}: {text}");
    }
}

#[test]
fn every_library_survives_what_is_accepted() {
    let Some(folder) = folder() else {
        return;
    };
    for (name, version) in LIBRARIES {
        let library = match runtimes::folder(name, version) {
            Ok(library) => library,
            Err(why) => {
                skip_or_fail(format_args!("{name} {version}: {why}"));
                continue;
            }
        };
        let variables: [(&str, Option<OsString>); 2] = [
            (FOLDER, Some(folder.clone().into())),
            (LIBRARY_PATH, Some(library.into())),
        ];
        child::run("crashes::child_runs_them_all", &variables).assert_passed();
    }
}

/// Prints a name before each run, so that the last one is that of the culprit.
#[test]
#[ignore = "started by every_library_survives_what_is_accepted"]
fn child_runs_them_all() {
    let Some(folder) = std::env::var_os(FOLDER).filter(|_| child::is_child()) else {
        return;
    };
    let runtime = Runtime::shared().expect("a library");
    let files = std::fs::read_dir(folder).expect("a folder");
    let mut files: Vec<PathBuf> = files.map(|it| it.expect("a file").path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "tflite"));
    files.retain(|it| {
        let name = it.file_name().unwrap_or_default().to_string_lossy();
        !LEFT_OUT.iter().any(|start| name.starts_with(start))
    });
    files.sort();
    assert!(files.len() > 30, "{files:?}");
    for path in files {
        let Ok(model) = Model::from_file(&path) else {
            continue;
        };
        println!("{}", path.display());
        if runtime.supports(Capability::Interpreter) {
            for xnnpack in [true, false] {
                let built = Interpreter::builder().xnnpack(xnnpack).build(&model);
                let ran = built.and_then(|mut interpreter| interpreter.invoke());
                println!("  Interpreter, XNNPACK {xnnpack}: {ran:?}");
            }
        }
        if runtime.supports(Capability::CompiledModel) {
            let built = CompiledModel::new(&model);
            let ran = built.and_then(|mut compiled| compiled.run().map(drop));
            println!("  CompiledModel: {ran:?}");
        }
    }
}

/// The folder with the models, beside the large test models.
fn folder() -> Option<PathBuf> {
    let models = std::env::var_os("LITERT_TEST_MODELS").map(PathBuf::from);
    let folder = models.map(|it| it.join("../faults/crashes"));
    let found = folder.filter(|it| it.is_dir());
    if found.is_none() {
        skip_or_fail("the folder faults/crashes is not beside the test models");
    }
    found
}
