//! Several back-ends in order of preference: what is used, what is refused, and what is said of it.

use std::fs;
use std::path::Path;

use litert::delegate::edgetpu::EdgeTpuOptions;
use litert::delegate::gpu::{
    GpuDelegateBackend, GpuDelegateOptions, InferencePreference, Priority,
};
use litert::delegate::nnapi::NnapiOptions;
use litert::delegate::{DelegationReport, Outcome, XnnpackOptions, flex};
use litert::{Error, Interpreter, InterpreterBuilder, Model, Runtime};
use litert_golden::suite_or_skip;
use litert_test_support::runtime::own;
use litert_test_support::standin::{GPU, NO_GPU, OLD_GPU};
use litert_test_support::tflite::libraries;

fn add() -> Model {
    Model::from_file(own("tiny/add.tflite")).expect("our own model")
}

fn on_each(test: impl Fn(&Runtime)) {
    for (version, runtime) in libraries() {
        println!("on TensorFlow Lite {version}");
        test(&runtime);
    }
}

fn gpu(path: &Path) -> GpuDelegateOptions {
    // SAFETY: compiled for this test, with the structs of today.
    unsafe { GpuDelegateOptions::new(path) }
}

fn cached(options: GpuDelegateOptions, folder: &str, token: &str) -> GpuDelegateOptions {
    // SAFETY: the stand-in does nothing with the folder.
    unsafe { options.serialization(folder, token) }
}

fn sum(interpreter: &mut Interpreter) -> f32 {
    for (input, value) in [(0, 1.0), (1, 2.0)] {
        let mut input = interpreter.input_mut(input).unwrap();
        input.as_mut_slice::<f32>().unwrap().fill(value);
    }
    interpreter.invoke().unwrap();
    interpreter.output(0).unwrap().as_slice::<f32>().unwrap()[0]
}

/// Which back-ends are in the interpreter, by name.
fn applied(report: &DelegationReport) -> Vec<&str> {
    let applied = report.backends().iter().filter_map(|backend| {
        matches!(backend.outcome, Outcome::Applied { operators: 1.., .. })
            .then_some(backend.name.as_str())
    });
    applied.collect()
}

#[test]
fn the_first_that_can_be_had_is_used() {
    let (Some(with), Some(without)) = (GPU.build(), NO_GPU.build()) else {
        return;
    };
    on_each(|runtime| {
        // Edge TPU, GPU, XNNPACK: on a machine without the first, and without the second either.
        for (library, expected) in [(&with, "GPU"), (&without, "XNNPACK")] {
            let mut interpreter = Interpreter::builder()
                .runtime(runtime)
                .prefer(EdgeTpuOptions::new())
                .prefer(NnapiOptions::new())
                .prefer(gpu(library))
                .prefer(XnnpackOptions::new())
                .build(&add())
                .unwrap();
            assert_eq!(sum(&mut interpreter), 3.0);
            let report = interpreter.delegation_report().unwrap();
            assert_eq!(applied(&report), [expected], "{report}");
            assert!(report.is_full(), "{report}");
            // One entry each: XNNPACK is not added a second time.
            assert_eq!(report.backends().len(), 4, "{report}");
            let text = report.to_string();
            for words in [
                "Edge TPU: refused",
                "NNAPI: refused, NNAPI is not supported by",
            ] {
                assert!(text.contains(words), "{text}");
            }
        }
    });
}

#[test]
fn a_required_one_that_cannot_be_had_is_an_error() {
    let Some(without) = NO_GPU.build() else {
        return;
    };
    on_each(|runtime| {
        let error = Interpreter::builder()
            .runtime(runtime)
            .prefer(EdgeTpuOptions::new())
            .delegate(gpu(&without))
            .build(&add())
            .unwrap_err();
        assert!(matches!(error, Error::Delegate(_)), "{error:?}");
        assert!(error.to_string().contains("delegate GPU"), "{error}");
        let error = Interpreter::builder()
            .runtime(runtime)
            .delegate(NnapiOptions::new())
            .build(&add())
            .unwrap_err();
        assert!(matches!(error, Error::Unsupported(_)), "{error:?}");
    });
}

#[test]
fn a_model_of_changing_sizes_is_refused_with_a_reason() {
    let model = Model::from_file(own("digits/digits_float32.tflite")).unwrap();
    let Some(library) = GPU.build() else { return };
    on_each(|runtime| {
        let error = Interpreter::builder()
            .runtime(runtime)
            .delegate(gpu(&library))
            .build(&model)
            .unwrap_err()
            .to_string();
        for words in ["delegate GPU", "tensors of fixed sizes", "use `prefer`"] {
            assert!(error.contains(words), "{error}");
        }
        let mut interpreter = Interpreter::builder()
            .runtime(runtime)
            .prefer(gpu(&library))
            .build(&model)
            .unwrap();
        interpreter.invoke().unwrap();
    });
}

#[test]
fn full_delegation_is_checked_over_all_back_ends() {
    let digits = Model::from_file(own("digits/digits_int8.tflite")).unwrap();
    let Some(library) = GPU.build() else { return };
    on_each(|runtime| {
        let builder = || {
            Interpreter::builder()
                .runtime(runtime)
                .require_full_delegation()
        };
        let check = |builder: InterpreterBuilder, model: &Model, names: &str| {
            let error = builder.build(model).unwrap_err().to_string();
            assert!(error.contains("full delegation of"), "{error}");
            assert!(error.contains(names), "{error}");
        };
        // A GPU that only adds leaves all of this model; with XNNPACK a part is left still.
        check(
            builder().delegate(gpu(&library)).xnnpack(false),
            &digits,
            "delegate GPU",
        );
        check(builder().delegate(gpu(&library)), &digits, "GPU + XNNPACK");
        builder()
            .delegate(gpu(&library))
            .xnnpack(false)
            .build(&add())
            .unwrap();
        builder().build(&add()).unwrap();
    });
}

#[test]
fn the_settings_of_the_gpu_arrive() {
    let Some(built) = GPU.build() else { return };
    // A copy of its own: what it is made with goes to a file beside it, and other tests make some.
    let library = built.with_file_name(format!("gpu-settings-{}.so", std::process::id()));
    fs::copy(&built, &library).unwrap();
    let log = format!("{}.log", library.display());
    let seen = |options: GpuDelegateOptions, runtime: &Runtime| {
        let _ = fs::remove_file(&log);
        Interpreter::builder()
            .runtime(runtime)
            .delegate(options)
            .build(&add())
            .unwrap();
        fs::read_to_string(&log)
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    on_each(|runtime| {
        assert_eq!(
            seen(gpu(&library), runtime),
            "loss=0 preference=0 priorities=1,0,0 flags=1 max=1"
        );
        let options = cached(gpu(&library), "/cache", "model-1")
            .precision_loss_allowed(true)
            .inference_preference(InferencePreference::Balanced)
            .priorities(&[Priority::MinMemoryUsage, Priority::MinLatency])
            .quantized_models(false)
            .backend(GpuDelegateBackend::OpenCl)
            .max_delegated_partitions(9);
        assert_eq!(
            seen(options, runtime),
            "loss=1 preference=2 priorities=3,2,0 flags=10 max=9 dir=/cache token=model-1"
        );
        let options = gpu(&library).backend(GpuDelegateBackend::OpenGl);
        assert_eq!(
            seen(options, runtime),
            "loss=0 preference=0 priorities=1,0,0 flags=5 max=1"
        );
    });
    let _ = fs::remove_file(&library);
    let _ = fs::remove_file(&log);
}

#[test]
fn settings_that_the_gpu_cannot_have_are_refused() {
    let (Some(library), Some(old)) = (GPU.build(), OLD_GPU.build()) else {
        return;
    };
    on_each(|runtime| {
        let error = |options: GpuDelegateOptions| {
            Interpreter::builder()
                .runtime(runtime)
                .delegate(options)
                .build(&add())
                .unwrap_err()
        };
        for options in [
            gpu(&library).priorities(&[Priority::MinLatency, Priority::MinLatency]),
            gpu(&library).max_delegated_partitions(0),
            cached(
                gpu(&library).backend(GpuDelegateBackend::OpenGl),
                "/cache",
                "token",
            ),
            cached(gpu(&library), "/ca\0che", "token"),
        ] {
            let error = error(options);
            assert!(matches!(error, Error::InvalidArgument(_)), "{error:?}");
        }
        // A struct that is too short would be read behind its end.
        let error = error(gpu(&old));
        assert!(matches!(error, Error::Unsupported(_)), "{error:?}");
    });
    // The runtime itself is no GPU delegate.
    on_each(|runtime| {
        let path = runtime.library(litert::Family::TfLite).unwrap().path;
        let error = Interpreter::builder()
            .runtime(runtime)
            .delegate(gpu(Path::new(&path)))
            .build(&add())
            .unwrap_err();
        assert!(error.to_string().contains("is no GPU delegate"), "{error}");
    });
}

#[test]
fn delegate_without_an_operator_is_refused_where_full_delegation_is_required() {
    let Some(library) = GPU.build() else { return };
    on_each(|runtime| {
        // The first takes the only operator.
        let builder = || {
            let builder = Interpreter::builder().runtime(runtime).xnnpack(false);
            builder.delegate(gpu(&library)).require_full_delegation()
        };
        let error = builder().delegate(gpu(&library)).build(&add());
        let text = error.map(drop).unwrap_err().to_string();
        assert!(text.contains("it took no operator"), "{text}");
        builder().prefer(gpu(&library)).build(&add()).unwrap();
        builder().xnnpack(true).build(&add()).unwrap();
    });
}

#[test]
fn models_with_tensorflow_operators_say_so() {
    assert!(flex::operators(&add()).is_empty());
    let Some(suite) = suite_or_skip("models_with_tensorflow_operators_say_so") else {
        return;
    };
    let mut seen = 0;
    for model in suite.models() {
        let Ok(model) = Model::from_file(suite.model_path(model)) else {
            continue;
        };
        let operators = flex::operators(&model);
        assert!(
            operators.iter().all(|name| name.starts_with("Flex")),
            "{operators:?}"
        );
        seen += usize::from(!operators.is_empty());
    }
    println!("{seen} models have TensorFlow operators");
    // What is no Flex library is not made global.
    let Some(library) = GPU.build() else { return };
    // SAFETY: our own stand-in.
    let error = unsafe { flex::load(&library) }.unwrap_err().to_string();
    assert!(error.contains("TF_AcquireFlexDelegate"), "{error}");
}
