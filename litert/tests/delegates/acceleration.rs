//! Environments, and what becomes of the hardware that is asked for, where it is not there.

use std::ffi::OsString;

use litert::{
    AccelerationProblem, Accelerators, CompiledModel, Environment, Error, Family, LogSeverity,
    Model, Preference, Runtime,
};
use litert_test_support::child::{self, Scratch};
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::{loaded, own};

const CPU: Accelerators = Accelerators::CPU;
const GPU: Accelerators = Accelerators::GPU;
const NPU: Accelerators = Accelerators::NPU;

fn add() -> Model {
    Model::from_file(own("tiny/add.tflite")).expect("a model of this repository")
}

fn names(environment: &Environment) -> Vec<Accelerators> {
    environment
        .accelerators()
        .iter()
        .map(|(_, kind)| *kind)
        .collect()
}

fn problem(error: Error) -> AccelerationProblem {
    match error {
        Error::Acceleration(mut error) => error.failures.remove(0).problem,
        error => panic!("not about acceleration: {error}"),
    }
}

/// It computes, on whatever.
fn runs(mut compiled: CompiledModel) -> CompiledModel {
    for input in 0..compiled.inputs().len() {
        let mut input = compiled.input_mut(input).expect("an input");
        input.as_mut_slice::<f32>().expect("floats").fill(1.5);
    }
    compiled.run().expect("a run");
    let output = compiled.output(0).expect("an output");
    let sums = output.as_slice::<f32>().expect("floats");
    assert!(sums.iter().all(|&sum| (sum - 3.0).abs() < 0.01), "{sums:?}");
    compiled
}

#[test]
fn accelerators_are_registered_as_told() {
    for (name, runtime) in libraries() {
        let with = |kinds| {
            let builder = Environment::builder()
                .runtime(&runtime)
                .auto_register(kinds);
            builder.build().expect("an environment")
        };
        assert_eq!(names(&with(Accelerators::NONE)), [], "{name}");
        assert_eq!(names(&with(CPU)), [CPU], "{name}");
        let all = Environment::new(&runtime).expect("an environment");
        assert!(
            names(&all).contains(&GPU) && names(&all).contains(&CPU),
            "{name}: {all:?}"
        );
        // Without the CPU's accelerator the plain kernels do the work.
        let plain = with(Accelerators::NONE);
        let compiled = CompiledModel::builder().environment(&plain).build(&add());
        let compiled = runs(compiled.expect("a compiled model"));
        assert!(!compiled.acceleration().fully_accelerated, "{name}");
        assert!(
            !compiled.is_fully_accelerated().expect("an answer"),
            "{name}"
        );
    }
}

#[test]
fn environments_live_beside_each_other_and_as_long_as_they_are_used() {
    for (name, runtime) in libraries() {
        let mut compiled: Vec<CompiledModel> = (0..5)
            .map(|_| {
                let environment = Environment::new(&runtime).expect("an environment");
                let builder = CompiledModel::builder().environment(&environment);
                builder.build(&add()).expect("a compiled model")
            })
            .collect();
        // The environments' own handles are gone.
        compiled.remove(2);
        for compiled in compiled {
            let support = compiled.environment().gpu_support().expect("an answer");
            assert!(!support.ready && !support.f16, "{name}: {support:?}");
            runs(compiled);
        }
    }
}

#[test]
fn no_accelerator_is_no_matter_if_the_cpu_may_help() {
    for (name, runtime) in libraries() {
        let folder = Scratch::new();
        // SAFETY: there is nothing in the folder.
        let environment = unsafe { Environment::builder().runtime_dir(folder.path()) };
        let environment = environment.runtime(&runtime).auto_register(CPU | NPU);
        let environment = environment.build().expect("an environment");
        let build = || CompiledModel::builder().environment(&environment);

        for kind in [GPU, NPU] {
            let error = build()
                .accelerators(kind)
                .build(&add())
                .expect_err("nothing there");
            let text = error.to_string();
            assert!(text.contains("no accelerator for"), "{name}: {text}");
            let AccelerationProblem::NotRegistered { accelerators, .. } = problem(error) else {
                panic!("{name}: {text}");
            };
            assert_eq!(accelerators, kind, "{name}");

            let compiled = build().accelerators(kind | CPU).build(&add());
            let compiled = runs(compiled.expect("the CPU"));
            let report = compiled.acceleration();
            assert_eq!((report.requested, report.used), (kind | CPU, CPU), "{name}");
            assert_eq!(report.fully_accelerated_without_cpu, Some(false), "{name}");
            assert_eq!(report.failures.len(), 1, "{name}: {report}");
            assert_eq!(report.failures[0].accelerators, kind, "{name}: {report}");

            let full = build().accelerators(kind | CPU).require_full_acceleration();
            let error = full.build(&add()).expect_err("the CPU is no such hardware");
            assert!(matches!(error, Error::Acceleration(_)), "{name}: {error}");
        }

        let compiled = build().prefer([NPU, GPU | CPU, CPU]).build(&add());
        let compiled = runs(compiled.expect("the last entry"));
        let report = compiled.acceleration();
        assert_eq!(report.used, CPU, "{name}");
        let tried: Vec<_> = report.failures.iter().map(|it| it.accelerators).collect();
        assert_eq!(tried, [NPU, GPU], "{name}: {report}");

        let entries = [
            Preference::new(NPU),
            Preference::new(GPU).required(),
            CPU.into(),
        ];
        let error = build()
            .prefer(entries)
            .build(&add())
            .expect_err("the CPU is not tried");
        let text = error.to_string();
        assert!(
            text.contains("NPU is not used") && text.contains("GPU is not used"),
            "{text}"
        );
        let error = build()
            .prefer([NPU, GPU])
            .build(&add())
            .expect_err("no CPU in the list");
        assert!(matches!(error, Error::Acceleration(_)), "{name}: {error}");
    }
}

#[test]
fn full_acceleration_can_be_demanded_of_the_cpu() {
    use litert::options::{CpuOptions, KernelMode};
    for (name, runtime) in libraries() {
        let build = || {
            CompiledModel::builder()
                .runtime(&runtime)
                .require_full_acceleration()
        };
        let compiled = runs(build().build(&add()).expect("XNNPACK adds"));
        assert!(compiled.acceleration().fully_accelerated, "{name}");
        assert!(compiled.acceleration().failures.is_empty(), "{name}");
        let plain = CpuOptions::new().kernel_mode(KernelMode::Builtin);
        let error = build().cpu(plain).build(&add()).expect_err("plain kernels");
        assert!(
            matches!(problem(error), AccelerationProblem::Incomplete),
            "{name}"
        );
    }
}

#[test]
fn no_hardware_at_all_is_refused() {
    for (_, runtime) in libraries() {
        let builder = CompiledModel::builder().runtime(&runtime);
        let error = builder.accelerators(Accelerators::NONE).build(&add());
        let error = error.expect_err("nothing to run it on");
        assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
    }
}

/// In a child, because the severity holds for the whole process.
#[test]
fn the_library_logs_when_told_to() {
    if loaded(&[Family::LiteRt]) {
        let ended = child::run("acceleration::child_logs", &[]);
        ended.assert_passed();
        let (before, after) = ended.output.split_once("now it logs").expect("both parts");
        assert!(!before.contains(".cc:"), "{before}");
        assert!(after.contains(".cc:"), "{after}");
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_logs() {
    if child::is_child() {
        let runtime = Runtime::shared().expect("the parent looked");
        let quiet = Environment::new(&runtime).expect("an environment");
        drop(quiet);
        println!("now it logs");
        let loud = Environment::builder()
            .log_severity(LogSeverity::Verbose)
            .build();
        loud.expect("an environment");
    }
}

/// The accelerator is there, and finds no driver. In children, because the environment of a process
/// is not to be changed while it runs.
#[test]
fn a_gpu_without_a_driver_is_explained() {
    let pointed_nowhere = [
        (
            "VK_DRIVER_FILES",
            Some(OsString::from("/nonexistent/driver.json")),
        ),
        ("VK_ICD_FILENAMES", None),
    ];
    for (_, runtime) in libraries() {
        let library = runtime.library(Family::LiteRt).expect("it was loaded");
        let mut variables = pointed_nowhere.to_vec();
        variables.push(("LITERT_LIBRARY_PATH", Some(library.path.into())));
        let ended = child::run("acceleration::child_without_driver", &variables);
        ended.assert_passed();
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_without_driver() {
    if !child::is_child() {
        return;
    }
    let explained = |problem: &AccelerationProblem| {
        let text = problem.to_string();
        if cfg!(target_os = "linux") {
            assert!(
                matches!(problem, AccelerationProblem::NoDriver { .. }),
                "{text}"
            );
            assert!(
                text.contains("Vulkan") || text.contains("/nonexistent"),
                "{text}"
            );
        }
    };
    let build = CompiledModel::builder;
    let error = build()
        .accelerators(GPU)
        .build(&add())
        .expect_err("no driver");
    println!("{error}");
    explained(&problem(error));

    let compiled = build().accelerators(GPU | CPU).build(&add());
    let compiled = runs(compiled.expect("the CPU takes over"));
    let report = compiled.acceleration();
    println!("{report}");
    assert_eq!((report.requested, report.used), (GPU | CPU, CPU));
    assert!(
        report.registered.iter().any(|(_, kind)| *kind == GPU),
        "{report:?}"
    );
    explained(&report.failures[0].problem);

    let compiled = runs(
        build()
            .prefer([GPU, CPU])
            .build(&add())
            .expect("the second entry"),
    );
    explained(&compiled.acceleration().failures[0].problem);
    let entries = [Preference::new(GPU).required(), CPU.into()];
    explained(&problem(
        build()
            .prefer(entries)
            .build(&add())
            .expect_err("GPU or nothing"),
    ));
}

/// Entries of a preference have parts in common, and each failure is told once.
#[test]
fn failures_of_entries_with_common_parts_are_told_once() {
    for (name, runtime) in libraries() {
        let builder = Environment::builder().runtime(&runtime).auto_register(CPU);
        let environment = builder.build().expect("an environment");
        let builder = CompiledModel::builder().environment(&environment);
        let compiled = builder
            .prefer([NPU | CPU, NPU, GPU, NPU, CPU])
            .build(&add());
        let compiled = runs(compiled.expect("the CPU is there"));
        let report = compiled.acceleration();
        let failed: Vec<_> = report.failures.iter().map(|it| it.accelerators).collect();
        assert_eq!(failed, [NPU, GPU], "{name}: {report}");
    }
}

/// The CPU is not told to let the CPU run the rest.
#[test]
fn advice_for_the_cpu_does_not_name_the_cpu() {
    let model = Model::from_file(own("tiny/control_flow.tflite")).expect("a model");
    for (name, runtime) in libraries() {
        let builder = CompiledModel::builder().runtime(&runtime);
        let Err(error) = builder.require_full_acceleration().build(&model) else {
            println!("{name} runs every operator with XNNPACK");
            continue;
        };
        let text = error.to_string();
        assert!(!text.contains("Accelerators::CPU"), "{name}: {text}");
        assert!(
            text.contains("full acceleration is required"),
            "{name}: {text}"
        );
    }
}
