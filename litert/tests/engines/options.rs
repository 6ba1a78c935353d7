//! Compilation options reach the runtime, on every supported library.

use std::fs;

use litert::options::{
    ArmOptions, CompilerOptions, CpuOptions, CpuXnnpackFlags, ErrorReporter, GoogleTensorOptions,
    GpuOptions, KernelMode, MediatekOptions, OpenVinoOptions, PartitionStrategy, QualcommOptions,
    RuntimeOptions, SamsungOptions,
};
use litert::{CompiledModel, CompiledModelBuilder, Error, Family, Model, Runtime};
use litert_test_support::child::Scratch;
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::own;

fn model(path: &str) -> Model {
    Model::from_file(own(path)).expect("a model")
}

fn is_2_1(runtime: &Runtime) -> bool {
    let library = runtime.library(Family::LiteRt).expect("a library");
    library.version.starts_with("2.1.")
}

/// Compiles and runs, and gives the first output and whether all was accelerated.
fn run(builder: CompiledModelBuilder, model: &Model) -> (Vec<f32>, bool) {
    let mut compiled = builder.build(model).expect("a compiled model");
    for input in 0..compiled.inputs().len() {
        let mut input = compiled.input_mut(input).expect("an input");
        for (index, byte) in input.bytes_mut().iter_mut().enumerate() {
            *byte = (index * 7 % 120) as u8;
        }
    }
    compiled.run().expect("a run");
    let output = compiled
        .output(0)
        .expect("an output")
        .to_f32()
        .expect("numbers");
    let accelerated = compiled.is_fully_accelerated().expect("an answer");
    (output, accelerated)
}

#[test]
fn kernels_can_be_chosen() {
    let model = model("tiny/per_channel_int8.tflite");
    for (name, runtime) in libraries() {
        let run = |cpu| run(CompiledModel::builder().runtime(&runtime).cpu(cpu), &model);
        let (default, accelerated) = run(CpuOptions::new());
        assert!(accelerated, "{name}");
        for (cpu, expected) in [
            (CpuOptions::new().kernel_mode(KernelMode::Xnnpack), true),
            (CpuOptions::new().kernel_mode(KernelMode::Builtin), false),
            (CpuOptions::new().kernel_mode(KernelMode::Reference), false),
            (CpuOptions::new().threads(2), true),
            (CpuOptions::new().threads(0), true),
            (
                CpuOptions::new().xnnpack_flags(CpuXnnpackFlags::DEFAULT),
                true,
            ),
        ] {
            let what = format!("{name}: {cpu:?}");
            let (output, accelerated) = run(cpu);
            assert_eq!(accelerated, expected, "{what}");
            let near = |(a, b): (&f32, &f32)| (a - b).abs() < 0.1;
            assert!(
                output.iter().zip(&default).all(near),
                "{what}: {output:?} {default:?}"
            );
        }
    }
}

#[test]
fn packed_weights_are_kept_in_a_file() {
    let model = model("digits/digits_float32.tflite");
    for (name, runtime) in libraries() {
        let folder = Scratch::new();
        let file = folder.path().join("weights");
        // SAFETY: nobody else knows the file.
        let cpu = || unsafe { CpuOptions::new().weight_cache(&file) };
        let build = || CompiledModel::builder().runtime(&runtime);
        let (plain, _) = run(build(), &model);
        let (first, _) = run(build().cpu(cpu()), &model);
        let size = fs::metadata(&file).map_or(0, |data| data.len());
        assert!(size > 1000, "{name}: {size} bytes of weights");
        let (second, _) = run(build().cpu(cpu()), &model);
        assert_eq!(plain, first, "{name}");
        assert_eq!(plain, second, "{name}");
    }
}

#[test]
fn only_selected_signatures_can_be_run() {
    let model = model("tiny/multi_signature.tflite");
    let keys: Vec<String> = model
        .signatures()
        .iter()
        .filter_map(|it| it.key().map(str::to_owned))
        .collect();
    assert!(keys.len() > 1, "{keys:?}");
    for (name, runtime) in libraries() {
        let build = |selected: &[&str]| {
            let options = RuntimeOptions::new().selected_signatures(selected.iter().copied());
            CompiledModel::builder()
                .runtime(&runtime)
                .runtime_options(options)
                .build(&model)
        };
        if is_2_1(&runtime) {
            let error = build(&[&keys[1]]).expect_err("an option that 2.1.6 does not know");
            assert!(matches!(error, Error::Unsupported(_)), "{name}: {error}");
            assert!(
                error.to_string().contains("selected_signature_keys"),
                "{error}"
            );
            continue;
        }
        for selected in &keys {
            let mut compiled = build(&[selected]).expect("a compiled model");
            compiled
                .run()
                .expect("the only signature is the default one");
            for key in &keys {
                match compiled.signature(key) {
                    Ok(mut signature) => {
                        assert_eq!(key, selected, "{name}");
                        signature.run().expect("a run");
                    }
                    Err(error) => {
                        assert_ne!(key, selected, "{name}: {error}");
                        assert!(matches!(error, Error::NotFound(_)), "{error}");
                        assert!(error.to_string().contains(selected.as_str()), "{error}");
                    }
                }
            }
        }
        let error = build(&["nothing"]).expect_err("no such signature");
        assert!(matches!(error, Error::NotFound(_)), "{name}: {error}");
        for wrong in [&[][..], &[keys[0].as_str(), keys[0].as_str()]] {
            let error = build(wrong).expect_err("nothing to run, or twice the same");
            assert!(
                matches!(error, Error::InvalidArgument(_)),
                "{name}: {error}"
            );
        }
    }
}

#[test]
fn options_that_do_not_matter_do_no_harm() {
    let model = model("digits/digits_int8.tflite");
    for (name, runtime) in libraries() {
        let build = || CompiledModel::builder().runtime(&runtime);
        let (plain, _) = run(build(), &model);
        let builder = build()
            .gpu(
                GpuOptions::new()
                    .preferred_device("none")
                    .compile_threads(2),
            )
            .compiler(
                CompilerOptions::new()
                    .partition_strategy(PartitionStrategy::WeaklyConnected)
                    .max_partitions(3),
            )
            .qualcomm(QualcommOptions::new().vtcm_size(4).dlc_dir("nowhere"))
            .mediatek(MediatekOptions::new().l1_cache_optimizations(true))
            .google_tensor(GoogleTensorOptions::new().op_filters("x"))
            .openvino(OpenVinoOptions::new().config("NUM_STREAMS", "1"))
            .arm(ArmOptions::new())
            .samsung(SamsungOptions::new().soc_model("e9955"))
            .runtime_options(
                RuntimeOptions::new()
                    .error_reporter(ErrorReporter::Off)
                    .profiling(true)
                    .compress_zero_points(true)
                    .no_delegate_clustering(true),
            );
        let (output, _) = run(builder, &model);
        assert_eq!(plain, output, "{name}");
    }
}

#[test]
fn wrong_options_are_refused_before_anything_is_compiled() {
    let model = model("digits/digits_int8.tflite");
    for (name, runtime) in libraries() {
        let build = || CompiledModel::builder().runtime(&runtime);
        let gpu = GpuOptions::new().cache_key("key\"\nprecision = 9");
        let error = build()
            .gpu(gpu)
            .build(&model)
            .expect_err("two lines in one value");
        assert!(
            matches!(error, Error::InvalidArgument(_)),
            "{name}: {error}"
        );
        let error = build()
            .threads(100_000)
            .build(&model)
            .expect_err("too many threads");
        assert!(
            matches!(error, Error::InvalidArgument(_)),
            "{name}: {error}"
        );
        let ynnpack = CpuOptions::new().ynnpack(true);
        match build().cpu(ynnpack).build(&model) {
            // Built in, or ignored.
            Ok(_) => assert!(!is_2_1(&runtime), "{name}"),
            Err(error) if is_2_1(&runtime) => {
                assert!(matches!(error, Error::Unsupported(_)), "{name}: {error}");
            }
            Err(error) => {
                assert!(
                    error.to_string().contains("ErrorUnsupported"),
                    "{name}: {error}"
                );
            }
        }
    }
}
