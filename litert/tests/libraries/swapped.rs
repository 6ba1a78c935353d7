//! Libraries that are replaced by another version: while they are in use, between two runs of a
//! program that keep a cache, and one of two that belong together.
#![cfg(all(target_os = "linux", not(target_arch = "arm")))]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use litert::options::CpuOptions;
use litert::{
    Accelerators, CompiledModel, Environment, Error, Family, Interpreter, Model, Result, Runtime,
};
use litert_golden::skip_or_fail;
use litert_test_support::child::{self, Scratch};
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::own;
use litert_test_support::runtimes;

const FOLDER: &str = "LITERT_TEST_FOLDER";
const MODELS: [&str; 3] = ["float32", "int8", "dynrange"];

fn digits(kind: &str) -> Model {
    Model::from_file(own(&format!("digits/digits_{kind}.tflite"))).expect("our own model")
}

fn pattern() -> Vec<f32> {
    (0..256).map(|i| ((i * 37) % 97) as f32 / 97.0).collect()
}

fn interpret(runtime: &Runtime, model: &Model) -> Vec<f32> {
    let mut engine = Interpreter::builder()
        .runtime(runtime)
        .build(model)
        .expect("an interpreter");
    engine.input_mut(0).unwrap().write_f32(&pattern()).unwrap();
    engine.invoke().expect("a run");
    engine.output(0).unwrap().to_f32().unwrap()
}

fn engine(runtime: &Runtime, model: &Model, file: Option<&Path>) -> Result<CompiledModel> {
    let mut cpu = CpuOptions::new();
    if let Some(file) = file {
        // SAFETY: nobody else has this file, and what a file of another model does is what is tested.
        cpu = unsafe { cpu.weight_cache(file) };
    }
    let environment = Environment::new(runtime)?;
    let builder = CompiledModel::builder().environment(&environment).cpu(cpu);
    builder.build(model)
}

fn scores(engine: &mut CompiledModel) -> Vec<f32> {
    engine.input_mut(0).unwrap().write_f32(&pattern()).unwrap();
    engine.run().expect("a run");
    engine.output(0).unwrap().to_f32().unwrap()
}

fn compile(runtime: &Runtime, model: &Model, file: Option<&Path>) -> Vec<f32> {
    scores(&mut engine(runtime, model, file).expect("a compiled model"))
}

/// The path of a pinned library.
fn library(name: &str, version: &str, file: &str) -> Option<PathBuf> {
    match runtimes::folder(name, version) {
        Ok(folder) => Some(folder.join(file)),
        Err(why) => {
            skip_or_fail(format_args!("{name} {version}: {why}"));
            None
        }
    }
}

fn load(path: &Path) -> Runtime {
    // SAFETY: a copy of a pinned library.
    unsafe { Runtime::from_library(path) }.expect("a runtime")
}

/// Puts another library at the path in one step, as package managers do.
fn replace(path: &Path, by: &Path) {
    let fresh = path.with_extension("new");
    fs::copy(by, &fresh).expect("a copy");
    fs::rename(fresh, path).expect("a rename");
}

#[test]
fn a_library_in_use_is_replaced() {
    let file = "libLiteRt.so";
    let Some(first) = library("litert", "2.3.0", file) else {
        return;
    };
    let folder = Scratch::new();
    let path = folder.path().join(file);
    fs::copy(first, &path).expect("a copy");
    let runtime = load(&path);
    let model = digits("int8");
    let mut kept = engine(&runtime, &model, None).expect("a compiled model");
    let expected = scores(&mut kept);
    for version in ["2.2.0", "2.1.6", "2.1.0"] {
        let Some(other) = library("litert", version, file) else {
            return;
        };
        replace(&path, &other);
        // What is loaded goes on, and so does what is made of it.
        assert_eq!(scores(&mut kept), expected, "{version}");
        assert_eq!(compile(&runtime, &model, None), expected, "{version}");
        // The same path is the library that is loaded, as a whole.
        let again = load(&path);
        let told = |runtime: &Runtime| runtime.library(Family::LiteRt).expect("it").version;
        assert_eq!(told(&again), "2.3", "{version}");
        assert_eq!(compile(&again, &model, None), expected, "{version}");
        // By another path it is the new one, beside the other, or refused as that.
        let elsewhere = folder.path().join(version);
        fs::create_dir(&elsewhere).expect("a folder");
        fs::hard_link(&path, elsewhere.join(file)).expect("a link");
        // SAFETY: as for `load`.
        match unsafe { Runtime::from_library(&elsewhere) } {
            Ok(new) => {
                assert_eq!(told(&new), version.trim_end_matches(".0"));
                compile(&new, &model, None);
            }
            Err(error) => {
                assert_eq!(version, "2.1.0", "{error}");
                assert!(error.to_string().contains("2.1.2 or older"), "{error}");
            }
        }
        assert_eq!(scores(&mut kept), expected, "{version}");
    }
}

#[test]
fn an_interpreters_library_in_use_is_replaced() {
    let old = library("tflite-community", "2.5.0", "libtensorflowlite_c.so");
    let new = library("lm", "0.18.1", "liblitert-lm.so");
    let Some((old, new)) = old.zip(new) else {
        return;
    };
    let folder = Scratch::new();
    let path = folder.path().join("libtensorflowlite_c.so");
    fs::copy(old, &path).expect("a copy");
    let runtime = load(&path);
    let model = digits("int8");
    let expected = interpret(&runtime, &model);
    replace(&path, &new);
    let told = |runtime: &Runtime| runtime.library(Family::TfLite).expect("it").version;
    for runtime in [&runtime, &load(&path)] {
        assert_eq!(told(runtime), "2.17.1");
        assert_eq!(interpret(runtime, &model), expected);
    }
}

/// All versions that we support have one format of this file; were that to change, a file is written
/// anew. Either way the numbers are right.
#[test]
fn packed_weights_of_another_version_do_no_harm() {
    let found = libraries();
    for kind in MODELS {
        let model = digits(kind);
        for (first, one) in &found {
            for (second, other) in &found {
                let folder = Scratch::new();
                let file = folder.path().join("weights");
                compile(one, &model, Some(&file));
                let expected = compile(other, &model, None);
                for _ in 0..2 {
                    let scores = compile(other, &model, Some(&file));
                    assert_eq!(scores, expected, "{kind}: {first}, then {second}");
                }
            }
        }
    }
}

/// Known, and said where the file is named: a model that was trained once more runs with the old
/// weights. When this fails, the libraries have learnt to tell.
#[test]
fn packed_weights_of_another_model_are_taken_for_its_own() {
    let model = digits("float32");
    let mut bytes = model.as_bytes().to_vec();
    for tensor in model.view().main_subgraph().tensors() {
        let Some(data) = tensor.data().filter(|data| data.len() > 400) else {
            continue;
        };
        let at = data.as_ptr().addr() - model.as_bytes().as_ptr().addr();
        for weight in bytes[at..at + data.len()].chunks_exact_mut(4) {
            let half = f32::from_le_bytes(weight.try_into().unwrap()) / 2.0;
            weight.copy_from_slice(&half.to_le_bytes());
        }
    }
    let trained_again = Model::from_bytes(&bytes).expect("the same structure");
    for (name, runtime) in libraries() {
        let folder = Scratch::new();
        let file = folder.path().join("weights");
        let old = compile(&runtime, &model, Some(&file));
        assert_ne!(compile(&runtime, &trained_again, None), old, "{name}");
        assert_eq!(
            compile(&runtime, &trained_again, Some(&file)),
            old,
            "{name}"
        );
    }
}

/// An accelerator of another version beside the library: it is used, or the model runs on the CPU
/// and the report says why, or the run is an error. It does not crash.
#[test]
fn an_accelerator_of_another_version() {
    let pairs = [
        ("2.3.0", "2.2.0"),
        ("2.3.0", "2.1.6"),
        ("2.2.0", "2.3.0"),
        ("2.1.6", "2.3.0"),
    ];
    for (version, accelerator) in pairs {
        let one = library("litert", version, "libLiteRt.so");
        let other = library("litert", accelerator, "libLiteRtWebGpuAccelerator.so");
        let Some((one, other)) = one.zip(other) else {
            return;
        };
        let folder = Scratch::new();
        for path in [one, other] {
            let name = path.file_name().expect("a file");
            fs::copy(&path, folder.path().join(name)).expect("a copy");
        }
        println!("LiteRT {version} with the accelerator of {accelerator}");
        let variables = [(FOLDER, Some(folder.path().into()))];
        child::run("swapped::child_with_accelerator", &variables).assert_passed();
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_with_accelerator() {
    if !child::is_child() {
        return;
    }
    let runtime = load(Path::new(&env::var_os(FOLDER).expect("the parent set it")));
    let either = Accelerators::GPU | Accelerators::CPU;
    let environment = Environment::builder()
        .runtime(&runtime)
        .auto_register(either)
        .build()
        .expect("an environment");
    let mut engine = CompiledModel::builder()
        .environment(&environment)
        .accelerators(either)
        .build(&digits("int8"))
        .expect("a compiled model");
    let report = engine.acceleration().to_string();
    println!("{report}");
    engine.input_mut(0).unwrap().write_f32(&pattern()).unwrap();
    match engine.run() {
        Ok(()) => {
            let scores = engine.output(0).unwrap().to_f32().unwrap();
            let best = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
            assert_eq!(best.map(|(class, _)| class), Some(8), "{scores:?}");
        }
        Err(error) => {
            assert!(matches!(error, Error::Status(_)), "{error:?}");
            assert!(error.to_string().contains("LITERT_WEBGPU"), "{error}");
            println!("{error}");
        }
    }
}
