//! Delegates of the application's in compiled models, on every supported LiteRT library.
#![cfg(target_os = "linux")]

mod edge_tpu;
mod idle;
mod run_options;

use std::fs;

use litert::delegate::{Delegate, XnnpackOptions};
use litert::{Accelerators, Capability, CompiledModel, Environment, Error, Model, Runtime};
use litert_test_support::child::Scratch;
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::own;
use litert_test_support::runtimes;
use litert_test_support::standin::{ADD_PLUGIN, plugin};

/// Runs a test with each library.
fn on_each(test: impl Fn(&Runtime, &str)) {
    for (path, runtime) in libraries() {
        println!("on {path}");
        let both = runtime.supports(Capability::Interpreter);
        test(&runtime, if both { "lm" } else { "litert" });
    }
}

fn add() -> Model {
    Model::from_file(own("tiny/add.tflite")).expect("our own model")
}

/// The sum of ones and twos, as the model computes it.
fn sum(compiled: &mut CompiledModel) -> f32 {
    for (input, value) in [(0, 1.0), (1, 2.0)] {
        let mut input = compiled.input_mut(input).unwrap();
        input.as_mut_slice::<f32>().unwrap().fill(value);
    }
    compiled.run().unwrap();
    let output = compiled.output(0).unwrap();
    let sums = output.as_slice::<f32>().unwrap();
    assert!(sums.windows(2).all(|pair| pair[0] == pair[1]), "{sums:?}");
    sums[0]
}

#[test]
fn a_plugin_takes_over_what_it_can() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        let mut compiled = CompiledModel::builder()
            .runtime(runtime)
            .delegate(plugin(&path).option("bias", "0.25"))
            .require_full_acceleration()
            .build(&add())
            .unwrap();
        for _ in 0..3 {
            // Before XNNPACK, which adds without a bias.
            assert_eq!(sum(&mut compiled), 3.25);
        }
        let names: Vec<_> = compiled.delegates().collect();
        assert_eq!(names, ["libadd_plugin.so"]);
        let report = compiled.acceleration();
        assert!(report.fully_accelerated, "{report}");
        assert_ne!(report.fully_accelerated_without_cpu, Some(false));
        assert_eq!(report.used, Accelerators::CPU);
        let accelerators = report.registered.clone();
        assert_eq!(
            accelerators,
            [("CpuAccelerator".to_owned(), Accelerators::CPU)]
        );
        // Resizing applies delegates anew.
        compiled.resize_input(0, &[3, 4]).unwrap();
        compiled.resize_input(1, &[3, 4]).unwrap();
        assert_eq!(sum(&mut compiled), 3.25);
        // What others compile is not touched.
        let mut other = CompiledModel::builder()
            .runtime(runtime)
            .build(&add())
            .unwrap();
        assert_eq!(other.delegates().len(), 0);
        assert_eq!(sum(&mut other), 3.0);
    });
}

#[test]
fn what_delegates_leave_is_for_xnnpack() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    let model = Model::from_file(own("digits/digits_float32.tflite")).unwrap();
    on_each(|runtime, _| {
        let mut compiled = CompiledModel::builder()
            .runtime(runtime)
            .delegate(plugin(&path))
            .build(&model)
            .unwrap();
        let mut without = CompiledModel::builder()
            .runtime(runtime)
            .build(&model)
            .unwrap();
        assert_eq!(
            compiled.is_fully_accelerated().unwrap(),
            without.is_fully_accelerated().unwrap()
        );
        let outputs: Vec<Vec<f32>> = [&mut compiled, &mut without]
            .into_iter()
            .map(|compiled| {
                let mut input = compiled.input_mut(0).unwrap();
                for (place, value) in input.as_mut_slice::<f32>().unwrap().iter_mut().enumerate() {
                    *value = (place % 17) as f32 / 17.0;
                }
                compiled.run().unwrap();
                compiled.output(0).unwrap().to_vec().unwrap()
            })
            .collect();
        assert_eq!(outputs[0], outputs[1]);
    });
}

#[test]
fn order_decides_who_gets_an_operator() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        for (first, second, expected) in [("10", "20", 13.0), ("20", "10", 23.0)] {
            let mut compiled = CompiledModel::builder()
                .runtime(runtime)
                .delegate(plugin(&path).option("bias", first))
                .delegate(plugin(&path).option("bias", second))
                .build(&add())
                .unwrap();
            assert_eq!(sum(&mut compiled), expected);
            assert_eq!(compiled.delegates().len(), 2);
        }
    });
}

#[test]
fn environments_are_shared_by_models_with_and_without_delegates() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        let environment = |most| {
            Environment::builder()
                .runtime(runtime)
                .auto_register(Accelerators::CPU)
                .delegates(most)
                .build()
                .unwrap()
        };
        let (one, two) = (environment(1), environment(2));
        assert_eq!((one.delegates(), two.delegates()), (1, 2));
        let build = |environment: &Environment, biases: &[&str]| {
            let mut builder = CompiledModel::builder().environment(environment);
            for bias in biases {
                builder = builder.delegate(plugin(&path).option("bias", *bias));
            }
            builder.build(&add())
        };
        let mut models = [
            (build(&one, &["1"]).unwrap(), 4.0),
            (build(&two, &["2", "5"]).unwrap(), 5.0),
            (build(&one, &[]).unwrap(), 3.0),
            (build(&two, &["3"]).unwrap(), 6.0),
        ];
        let error = build(&one, &["1", "2"]).unwrap_err();
        assert!(matches!(error, Error::InvalidArgument(_)), "{error:?}");
        assert!(error.to_string().contains("has room for 1"), "{error}");
        drop((one, two));
        for _ in 0..2 {
            for (model, expected) in &mut models {
                assert_eq!(sum(model), *expected);
            }
        }
        // Without XNNPACK, plain kernels run the rest.
        let bare = Environment::builder()
            .runtime(runtime)
            .auto_register(Accelerators::NONE)
            .delegates(1)
            .build()
            .unwrap();
        assert!(bare.accelerators().is_empty());
        assert_eq!(sum(&mut build(&bare, &["7"]).unwrap()), 10.0);
        assert_eq!(sum(&mut build(&bare, &[]).unwrap()), 3.0);
    });
}

#[test]
fn a_plugin_that_refuses_is_heard() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    let cases = [
        (
            ("fail", "create"),
            "the plugin says: told to fail when created",
        ),
        (("fail", "silent"), "refused without saying why"),
        (
            ("no such", "option"),
            "the plugin says: unknown option 'no such'",
        ),
        (("fail", "prepare"), "it refused the graph"),
    ];
    on_each(|runtime, _| {
        for ((key, value), words) in cases {
            let error = CompiledModel::builder()
                .runtime(runtime)
                .delegate(plugin(&path))
                .delegate(plugin(&path).option(key, value))
                .delegate(plugin(&path))
                .build(&add())
                .unwrap_err();
            assert!(matches!(error, Error::Delegate(_)), "{error:?}");
            let text = error.to_string();
            assert!(
                text.contains(words) && text.contains("libadd_plugin.so"),
                "{text}"
            );
        }
        let mut compiled = CompiledModel::builder()
            .runtime(runtime)
            .delegate(plugin(&path).option("fail", "invoke"))
            .build(&add())
            .unwrap();
        let error = compiled.run().unwrap_err();
        assert!(matches!(error, Error::Status(_)), "{error:?}");
    });
}

#[test]
fn hardware_that_is_missing_falls_back_with_the_same_delegate() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        let mut compiled = CompiledModel::builder()
            .runtime(runtime)
            .delegate(plugin(&path).option("bias", "2"))
            .prefer([Accelerators::NPU, Accelerators::CPU])
            .build(&add())
            .unwrap();
        assert_eq!(sum(&mut compiled), 5.0);
        assert_eq!(compiled.acceleration().used, Accelerators::CPU);
    });
}

#[test]
fn delegates_are_destroyed_once_and_after_their_model() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        let folder = Scratch::new();
        let log = folder.path().join("log");
        let logged = || fs::read_to_string(&log).unwrap_or_default();
        let logging = || plugin(&path).option("log", log.to_str().unwrap());

        // Settings that come to nothing.
        let builder = CompiledModel::builder()
            .runtime(runtime)
            .delegate(logging());
        drop(builder);
        assert_eq!(logged(), "");

        let mut compiled = CompiledModel::builder()
            .runtime(runtime)
            .delegate(logging())
            .build(&add())
            .unwrap();
        sum(&mut compiled);
        assert_eq!(logged(), "create\nprepare\n");
        let mut compiled = std::thread::spawn(move || {
            sum(&mut compiled);
            compiled
        })
        .join()
        .unwrap();
        sum(&mut compiled);
        drop(compiled);
        assert_eq!(logged(), "create\nprepare\ndestroy\n");

        // Refused together with its model.
        fs::remove_file(&log).unwrap();
        let built = CompiledModel::builder()
            .runtime(runtime)
            .delegate(logging().option("fail", "prepare"))
            .build(&add());
        drop(built.unwrap_err());
        assert_eq!(logged(), "create\nprepare\ndestroy\n");

        // A model that cannot be compiled at all.
        fs::remove_file(&log).unwrap();
        let built = CompiledModel::builder()
            .runtime(runtime)
            .delegate(logging())
            .accelerators(Accelerators::NPU)
            .build(&add());
        assert!(matches!(built.unwrap_err(), Error::Acceleration(_)));
        assert_eq!(logged(), "create\ndestroy\n");
    });
}

#[test]
fn threads_compile_at_the_same_time() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        let environment = Environment::builder()
            .runtime(runtime)
            .auto_register(Accelerators::CPU)
            .delegates(1)
            .build()
            .unwrap();
        std::thread::scope(|scope| {
            for bias in 0..4 {
                let (environment, path) = (&environment, &path);
                scope.spawn(move || {
                    for _ in 0..10 {
                        let mut compiled = CompiledModel::builder()
                            .environment(environment)
                            .delegate(plugin(path).option("bias", bias.to_string()))
                            .build(&add())
                            .unwrap();
                        assert_eq!(sum(&mut compiled), 3.0 + bias as f32);
                    }
                });
            }
        });
    });
}

#[test]
fn xnnpack_comes_from_the_same_library_or_not_at_all() {
    on_each(|runtime, name| {
        let build = |delegate: Delegate| {
            CompiledModel::builder()
                .runtime(runtime)
                .delegate(delegate)
                .build(&add())
        };
        let built = build(XnnpackOptions::new().into());
        if name == "lm" {
            assert_eq!(sum(&mut built.unwrap()), 3.0);
            return;
        }
        let error = built.unwrap_err();
        assert!(matches!(error, Error::Delegate(_)), "{error:?}");
        assert!(error.to_string().contains("does not offer it"), "{error}");
        // One that another library made.
        let folder = runtimes::folder("lm", "0.18.1").unwrap();
        // SAFETY: the pinned library, checked by its hash.
        let other = unsafe { Runtime::from_library(&folder) }.unwrap();
        let delegate = Delegate::from(XnnpackOptions::new()).make(&other).unwrap();
        let error = build(delegate).unwrap_err().to_string();
        assert!(error.contains("two copies of TensorFlow Lite"), "{error}");
    });
}
