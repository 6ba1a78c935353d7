//! The GPU for real: the official WebGPU accelerator, on whatever Vulkan driver there is. Where there
//! is no GPU, Mesa's software driver does (`.ci/gpu-setup` installs it).
//!
//! LiteRT 2.1.6 and 2.2.0 are left out: their accelerators give up on runs that take longer than 20
//! seconds, as the first one on a software driver may.

use std::fs;
use std::time::Instant;

use litert::options::{GpuOptions, GpuPrecision};
use litert::{
    AccelerationProblem, Accelerators, CompiledModel, Environment, Error, Family, Model, Runtime,
};
use litert_golden::{Suite, skip_or_fail, suite_or_skip};
use litert_test_support::child;
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::own;

const CPU: Accelerators = Accelerators::CPU;
const GPU: Accelerators = Accelerators::GPU;

/// How far the GPU may be from the CPU. It computes quantized models with floats, and floats with
/// less precision, so equal bytes are not to be expected.
#[derive(Clone, Copy, Debug)]
enum Agreement {
    /// The same largest element, and no element further off than this.
    Scores(f32),
    /// No element further off than this.
    Within(f32),
    /// Triples of y, x and a score: no y and no x further off than this. The scores of the pose model
    /// differ by 0.4 between the CPU's own kernels.
    Coordinates(f32),
    /// The cosine of the angle between the two, at least.
    Cosine(f32),
    /// At least so many of the elements equal, as a fraction.
    Equal(f32),
}

/// A model and a case of the shared suite.
struct Shared {
    model: &'static str,
    case: &'static str,
    /// Whether the GPU runs the whole model.
    whole: bool,
    precision: GpuPrecision,
    agreement: Agreement,
}

const fn shared(model: &'static str, case: &'static str, agreement: Agreement) -> Shared {
    Shared {
        model,
        case,
        whole: true,
        precision: GpuPrecision::Default,
        agreement,
    }
}

const SHARED: &[Shared] = &[
    shared(
        "mobilenet_v1_0_25_128_quant",
        "parrot",
        Agreement::Scores(0.05),
    ),
    shared("mobilenet_v2_1_0_224_quant", "cat", Agreement::Scores(0.05)),
    shared(
        "tf2_mobilenet_v2_1_0_224_ptq",
        "parrot",
        Agreement::Scores(0.05),
    ),
    shared(
        "mobilenet_v1_1_0_224_embedding_extractor",
        "cat",
        Agreement::Cosine(0.995),
    ),
    Shared {
        whole: false,
        // With 16 bits Mesa's software driver jumps to address 0 in a shader that it compiled
        // (25.0.7 with LLVM 15).
        precision: GpuPrecision::F32,
        ..shared(
            "movenet_single_pose_lightning_ptq",
            "squat",
            Agreement::Coordinates(0.05),
        )
    },
    Shared {
        whole: false,
        precision: GpuPrecision::F32,
        ..shared("torchaudio_conformer", "random", Agreement::Within(1e-3))
    },
    shared("add_1d_2d_3d_4d", "random", Agreement::Within(1e-2)),
    Shared {
        whole: false,
        ..shared(
            "deeplabv3_mnv2_dm05_pascal_quant",
            "bird",
            Agreement::Equal(0.97),
        )
    },
];

/// Compiles for these, and for nothing else; `None` without a GPU to use.
fn on_gpu(
    runtime: &Runtime,
    model: &Model,
    options: GpuOptions,
    accelerators: Accelerators,
) -> Option<CompiledModel> {
    let builder = CompiledModel::builder()
        .runtime(runtime)
        .prefer([accelerators])
        .gpu(options);
    match builder.build(model) {
        Ok(compiled) => Some(compiled),
        Err(Error::Acceleration(error)) => match &error.failures[0].problem {
            AccelerationProblem::NotRegistered { .. } | AccelerationProblem::NoDriver { .. } => {
                skip_or_fail(error);
                None
            }
            _ => panic!("{error}"),
        },
        Err(error) => panic!("{error}"),
    }
}

fn result(compiled: &mut CompiledModel, inputs: &[Vec<u8>]) -> Vec<f32> {
    for (position, bytes) in inputs.iter().enumerate() {
        let mut input = compiled.input_mut(position).expect("an input");
        input.copy_from_bytes(bytes).expect("an input of its size");
    }
    let begun = Instant::now();
    compiled.run().expect("a run");
    println!("    {:?}", begun.elapsed());
    let output = compiled.output(0).expect("an output");
    match output.as_slice::<i64>() {
        Ok(classes) => classes.iter().map(|&class| class as f32).collect(),
        Err(_) => output.to_f32().expect("numbers"),
    }
}

fn largest(values: &[f32]) -> usize {
    let by_value = |a: &(usize, &f32), b: &(usize, &f32)| a.1.total_cmp(b.1);
    values
        .iter()
        .enumerate()
        .max_by(by_value)
        .map_or(0, |(index, _)| index)
}

fn check(name: &str, cpu: &[f32], gpu: &[f32], agreement: Agreement) {
    assert_eq!(cpu.len(), gpu.len(), "{name}");
    assert!(
        cpu.iter().any(|&value| value != cpu[0]),
        "{name}: there is nothing to compare"
    );
    let pairs = || cpu.iter().zip(gpu);
    let furthest = pairs().map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    let dot = |a: &[f32], b: &[f32]| -> f64 {
        a.iter()
            .zip(b)
            .map(|(x, y)| f64::from(*x) * f64::from(*y))
            .sum()
    };
    let cosine = dot(cpu, gpu) / (dot(cpu, cpu) * dot(gpu, gpu)).sqrt();
    let equal = pairs().filter(|(a, b)| a == b).count() as f32 / cpu.len() as f32;
    println!(
        "  {name}: furthest {furthest:.6}, cosine {cosine:.6}, equal {equal:.4}, largest {} and {}",
        largest(cpu),
        largest(gpu)
    );
    let good = match agreement {
        Agreement::Scores(most) => furthest <= most && largest(cpu) == largest(gpu),
        Agreement::Within(most) => furthest <= most,
        Agreement::Coordinates(most) => pairs()
            .enumerate()
            .all(|(index, (a, b))| index % 3 == 2 || (a - b).abs() <= most),
        Agreement::Cosine(least) => cosine >= f64::from(least),
        Agreement::Equal(least) => equal >= least,
    };
    assert!(
        good,
        "{name}: the GPU is too far from the CPU for {agreement:?}"
    );
}

/// Runs on both, twice on the GPU, and compares. `false` without a GPU.
fn compare(
    runtime: &Runtime,
    name: &str,
    model: &Model,
    inputs: &[Vec<u8>],
    options: GpuOptions,
    whole: bool,
    agreement: Agreement,
) -> bool {
    let accelerators = match whole {
        true => GPU,
        false => GPU | CPU,
    };
    let Some(mut gpu) = on_gpu(runtime, model, options, accelerators) else {
        return false;
    };
    let report = gpu.acceleration();
    println!("  {report}");
    assert_eq!(report.used, accelerators, "{name}: {report}");
    assert!(report.failures.is_empty(), "{name}: {report}");
    assert_eq!(report.fully_accelerated_without_cpu, Some(whole), "{name}");
    assert!(report.fully_accelerated || !whole, "{name}");
    let mut cpu = CompiledModel::builder()
        .runtime(runtime)
        .build(model)
        .expect("on the CPU");
    let expected = result(&mut cpu, inputs);
    // Other inputs first: what is read has to be the result of the last run.
    let other: Vec<Vec<u8>> = inputs.iter().map(|bytes| vec![0; bytes.len()]).collect();
    let different = result(&mut gpu, &other);
    for _ in 0..2 {
        let found = result(&mut gpu, inputs);
        assert_ne!(different, found, "{name}");
        check(name, &expected, &found, agreement);
    }
    let support = gpu.environment().gpu_support().expect("an answer");
    assert!(support.ready, "{name}: {support:?}");
    true
}

fn run_shared(runtime: &Runtime, suite: &Suite) {
    for it in SHARED {
        let name = it.model;
        let found = suite.case(name, it.case);
        let found = found.unwrap_or_else(|| panic!("no case {name}/{}", it.case));
        let step = &found.case.steps[0];
        let inputs: Vec<Vec<u8>> = step
            .inputs
            .iter()
            .map(|input| suite.bytes(input).expect("an input"))
            .collect();
        let model = Model::from_file(suite.model_path(found.model)).expect("a model");
        let options = GpuOptions::new().precision(it.precision);
        let agreement = it.agreement;
        if !compare(runtime, name, &model, &inputs, options, it.whole, agreement) {
            return;
        }
    }
}

/// A digit as the small models of this repository take it.
fn digit() -> Vec<u8> {
    let samples = fs::read(own("digits/samples.bin")).expect("digits");
    samples[..256].to_vec()
}

fn small(runtime: &Runtime) {
    let load = |path: &str| Model::from_file(own(path)).expect("a model of this repository");
    let model = load("digits/digits_int8.tflite");
    let near = Agreement::Scores(0.05);
    if !compare(
        runtime,
        "digits",
        &model,
        &[digit()],
        GpuOptions::new(),
        true,
        near,
    ) {
        return;
    }
    another_shape_is_refused(runtime, &load("tiny/dynamic.tflite"));
    a_refused_model_falls_back(runtime, &load("digits/digits_float32.tflite"));
    buffers_outlive_nothing_they_need(runtime, &load("tiny/add.tflite"));
}

/// Flattening with an open batch is more than the accelerator takes, even with the CPU's help.
fn a_refused_model_falls_back(runtime: &Runtime, model: &Model) {
    let build = || CompiledModel::builder().runtime(runtime);
    let error = build()
        .accelerators(GPU)
        .build(model)
        .expect_err("it does not take the model");
    println!("  {error}");
    let Error::Acceleration(error) = error else {
        panic!("not about acceleration: {error}");
    };
    assert!(
        matches!(
            error.failures[0].problem,
            AccelerationProblem::OpenShapes(_)
        ),
        "{error}"
    );
    let mut compiled = build()
        .accelerators(GPU | CPU)
        .build(model)
        .expect("the CPU does");
    let report = compiled.acceleration();
    assert_eq!((report.used, report.failures.len()), (CPU, 1), "{report}");
    compiled.run().expect("a run");
}

/// The accelerator would go on computing for the shape before, without a word.
fn another_shape_is_refused(runtime: &Runtime, model: &Model) {
    let mut gpu = on_gpu(runtime, model, GpuOptions::new(), GPU).expect("as before");
    let mut cpu = CompiledModel::builder()
        .runtime(runtime)
        .build(model)
        .expect("on the CPU");
    let shape = |compiled: &CompiledModel, open: i32| -> Vec<i32> {
        let dims = compiled.inputs()[0].shape_signature();
        assert!(dims.contains(&-1), "{dims}");
        dims.iter()
            .map(|&dim| if dim < 0 { open } else { dim })
            .collect()
    };
    let error = gpu.resize_input(0, &shape(&gpu, 5));
    let error = error.expect_err("wrong results");
    println!("  {error}");
    assert!(matches!(error, Error::Unsupported(_)), "{error}");
    // The shape that it has is no other shape, and a refusal changes nothing.
    gpu.resize_input(0, &shape(&gpu, 1)).expect("as it is");
    let run = |compiled: &mut CompiledModel| {
        let mut input = compiled.input_mut(0)?;
        for (index, value) in input.as_mut_slice::<f32>()?.iter_mut().enumerate() {
            *value = (index * 7 % 5) as f32 - 1.5;
        }
        compiled.run()?;
        compiled.output(0)?.to_f32()
    };
    let expected = run(&mut cpu).expect("the CPU");
    let found = run(&mut gpu).expect("the GPU");
    check("open", &expected, &found, Agreement::Within(1e-3));
    let mut both = on_gpu(runtime, model, GpuOptions::new(), GPU | CPU).expect("as before");
    both.resize_input(0, &shape(&cpu, 5))
        .expect_err("on the GPU, too");
    cpu.resize_input(0, &shape(&cpu, 5)).expect("on the CPU");
}

/// Everything is dropped in whatever order Rust likes, with the last handle of the environment among
/// it.
fn buffers_outlive_nothing_they_need(runtime: &Runtime, model: &Model) {
    for _ in 0..3 {
        let environment = Environment::new(runtime).expect("an environment");
        let builder = CompiledModel::builder()
            .environment(&environment)
            .accelerators(GPU);
        let mut compiled = builder.build(model).expect("on the GPU");
        drop(environment);
        for input in 0..compiled.inputs().len() {
            let mut input = compiled.input_mut(input).expect("an input");
            input.as_mut_slice::<f32>().expect("floats").fill(1.25);
        }
        compiled.run().expect("a run");
        let output = compiled.output(0).expect("an output");
        assert!(
            output
                .as_slice::<f32>()
                .expect("floats")
                .iter()
                .all(|&sum| sum == 2.5)
        );
    }
}

/// One child for each library: two copies of the GPU's driver stack in one process are more than
/// anybody has tried.
fn in_children(test: &str) {
    for (name, runtime) in libraries() {
        let library = runtime.library(Family::LiteRt).expect("it was loaded");
        if !library.version.starts_with("2.3") {
            continue;
        }
        println!("on {name}");
        let variables = [
            ("LITERT_LIBRARY_PATH", Some(library.path.into())),
            // For Mesa's software driver, nothing to any other: compiles shaders in a third of the
            // time, and the shaders run at half the speed.
            ("LP_NATIVE_VECTOR_WIDTH", Some("128".into())),
            ("GALLIVM_PERF", Some("nopt".into())),
        ];
        let mut ended = child::run(test, &variables);
        // The accelerator gives up on a run after 120 seconds, which a busy machine may need to
        // compile the shaders. The driver keeps what it has compiled, so the next try gets further.
        for _ in 0..20 {
            if ended.passed() || !ended.output.contains("DEADLINE_EXCEEDED") {
                break;
            }
            println!("the first run took too long; once more");
            ended = child::run(test, &variables);
        }
        ended.assert_passed();
    }
}

#[test]
fn a_small_model_runs_on_the_gpu() {
    in_children("child_small");
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_small() {
    if child::is_child() {
        small(&Runtime::shared().expect("the parent looked"));
    }
}

#[test]
fn real_models_run_on_the_gpu() {
    if suite_or_skip("real_models_run_on_the_gpu").is_some() {
        in_children("child_shared");
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_shared() {
    if child::is_child() {
        let suite = suite_or_skip("child_shared").expect("the parent looked");
        run_shared(&Runtime::shared().expect("the parent looked"), suite);
    }
}
