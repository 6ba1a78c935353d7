//! Delegates as values, and plugins, on every supported TensorFlow Lite library.

use std::fs;
use std::path::Path;

use litert::delegate::{Delegate, Outcome, XnnpackOptions};
use litert::{Error, Interpreter, Model, Runtime};
use litert_test_support::child::Scratch;
use litert_test_support::runtime::own;
use litert_test_support::standin::{ADD_PLUGIN, plugin};
use litert_test_support::tflite::libraries;

fn add() -> Model {
    Model::from_file(own("tiny/add.tflite")).expect("our own model")
}

/// The sum of ones and twos, as the interpreter computes it.
fn sum(interpreter: &mut Interpreter) -> f32 {
    for (input, value) in [(0, 1.0), (1, 2.0)] {
        let mut input = interpreter.input_mut(input).unwrap();
        input.as_mut_slice::<f32>().unwrap().fill(value);
    }
    interpreter.invoke().unwrap();
    let output = interpreter.output(0).unwrap();
    let sums = output.as_slice::<f32>().unwrap();
    assert!(sums.windows(2).all(|pair| pair[0] == pair[1]), "{sums:?}");
    sums[0]
}

fn on_each(test: impl Fn(&Runtime, &str)) {
    for (version, runtime) in libraries() {
        println!("on TensorFlow Lite {version}");
        test(&runtime, &version);
    }
}

#[test]
fn a_plugin_takes_over_what_it_can() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        let delegate = plugin(&path).option("bias", "0.25");
        let mut interpreter = Interpreter::builder()
            .runtime(runtime)
            .delegate(delegate)
            .xnnpack(false)
            .require_full_delegation()
            .build(&add())
            .unwrap();
        assert_eq!(sum(&mut interpreter), 3.25);
        let names: Vec<_> = interpreter.delegates().collect();
        assert_eq!(names, ["libadd_plugin.so"]);
        let report = interpreter.delegation_report().unwrap();
        assert!(report.is_full(), "{report}");
        assert_eq!(report.share(), 1.0);
        assert_eq!(
            report.backends()[0].outcome,
            Outcome::Applied {
                operators: report.operators(),
                partitions: 1
            }
        );
        // Resizing applies delegates anew.
        interpreter.resize_input(0, &[3, 4]).unwrap();
        interpreter.resize_input(1, &[3, 4]).unwrap();
        assert_eq!(sum(&mut interpreter), 3.25);
        assert!(interpreter.delegation_report().unwrap().is_full());
    });
}

#[test]
fn without_delegates_everything_is_left() {
    on_each(|runtime, _| {
        let build = |full: bool| {
            let builder = Interpreter::builder().runtime(runtime).xnnpack(false);
            let builder = if full {
                builder.require_full_delegation()
            } else {
                builder
            };
            builder.build(&add())
        };
        let report = build(false).unwrap().delegation_report().unwrap();
        assert_eq!((report.share(), report.delegated()), (0.0, 0));
        assert_eq!(report.left().collect::<Vec<_>>(), [("ADD", 1)]);
        let error = build(true).unwrap_err().to_string();
        assert!(
            error.contains("1 of 1 operators") && error.contains("ADD"),
            "{error}"
        );
    });
}

#[test]
fn order_decides_who_gets_an_operator() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        for (first, second, expected) in [("10", "20", 13.0), ("20", "10", 23.0)] {
            let mut interpreter = Interpreter::builder()
                .runtime(runtime)
                .delegate(plugin(&path).option("bias", first))
                .prefer(plugin(&path).option("bias", second))
                .build(&add())
                .unwrap();
            assert_eq!(sum(&mut interpreter), expected);
            let report = interpreter.delegation_report().unwrap();
            let operators: Vec<usize> = report
                .backends()
                .iter()
                .map(|backend| match backend.outcome {
                    Outcome::Applied { operators, .. } => operators,
                    _ => panic!("{report}"),
                })
                .collect();
            assert_eq!(operators, [1, 0, 0], "{report}");
        }
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
        (("fail", "prepare"), "told to refuse the graph"),
    ];
    on_each(|runtime, _| {
        for ((key, value), words) in cases {
            let delegate = || plugin(&path).option(key, value);
            let builder = || Interpreter::builder().runtime(runtime);
            let error = builder().delegate(delegate()).build(&add()).unwrap_err();
            assert!(matches!(error, Error::Delegate(_)), "{error:?}");
            let text = error.to_string();
            assert!(
                text.contains(words) && text.contains("libadd_plugin.so"),
                "{text}"
            );

            let mut interpreter = builder().prefer(delegate()).build(&add()).unwrap();
            assert_eq!(sum(&mut interpreter), 3.0);
            let report = interpreter.delegation_report().unwrap();
            let Outcome::Refused { reason } = &report.backends()[0].outcome else {
                panic!("{report}");
            };
            assert!(reason.contains(words), "{reason}");
            // XNNPACK took its place.
            assert!(report.is_full(), "{report}");
        }
    });
}

#[test]
fn the_culprit_is_found_among_several() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        let mut interpreter = Interpreter::builder()
            .runtime(runtime)
            .prefer(plugin(&path).option("fail", "prepare"))
            .prefer(plugin(&path).option("bias", "5"))
            .prefer(plugin(&path).option("fail", "prepare"))
            .build(&add())
            .unwrap();
        assert_eq!(sum(&mut interpreter), 8.0);
        let report = interpreter.delegation_report().unwrap();
        let applied: Vec<bool> = report
            .backends()
            .iter()
            .map(|backend| matches!(backend.outcome, Outcome::Applied { .. }))
            .collect();
        assert_eq!(applied, [false, true, false, true], "{report}");
    });
}

#[test]
fn a_plugin_that_fails_when_run_is_an_error_of_invoke() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        let mut interpreter = Interpreter::builder()
            .runtime(runtime)
            .delegate(plugin(&path).option("fail", "invoke"))
            .build(&add())
            .unwrap();
        let error = interpreter.invoke().unwrap_err().to_string();
        assert!(error.contains("told to fail when run"), "{error}");
    });
}

#[test]
fn delegates_are_destroyed_once_and_after_their_interpreter() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        let folder = Scratch::new();
        let log = folder.path().join("log");
        let log_path = log.to_str().unwrap();
        let logged = || fs::read_to_string(&log).unwrap_or_default();

        // Made and never attached.
        let delegate: Delegate = plugin(&path).option("log", log_path).into();
        assert_eq!(logged(), "");
        let delegate = delegate.make(runtime).unwrap();
        assert_eq!(logged(), "create\n");
        drop(delegate);
        assert_eq!(logged(), "create\ndestroy\n");

        // Attached; the runtime handle goes first.
        fs::remove_file(&log).unwrap();
        let delegate: Delegate = plugin(&path).option("log", log_path).into();
        let delegate = delegate.make(runtime).unwrap();
        let mut interpreter = Interpreter::builder()
            .runtime(runtime)
            .delegate(delegate)
            .build(&add())
            .unwrap();
        sum(&mut interpreter);
        assert_eq!(logged(), "create\nprepare\n");
        drop(interpreter);
        assert_eq!(logged(), "create\nprepare\ndestroy\n");

        // Refused together with its interpreter.
        fs::remove_file(&log).unwrap();
        let delegate = plugin(&path)
            .option("log", log_path)
            .option("fail", "prepare");
        let built = Interpreter::builder()
            .runtime(runtime)
            .delegate(delegate)
            .build(&add());
        drop(built.unwrap_err());
        assert_eq!(logged().matches("create").count(), 1);
        assert_eq!(logged().matches("destroy").count(), 1);
        assert!(logged().ends_with("destroy\n"), "{}", logged());
    });
}

#[test]
fn a_delegate_moves_between_threads() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, _| {
        let delegate: Delegate = plugin(&path).option("bias", "1").into();
        let runtime = runtime.clone();
        let mut interpreter = std::thread::spawn(move || {
            Interpreter::builder()
                .runtime(&runtime)
                .delegate(delegate)
                .build(&add())
                .unwrap()
        })
        .join()
        .unwrap();
        assert_eq!(sum(&mut interpreter), 4.0);
    });
}

#[test]
fn what_is_no_plugin_is_said_to_be_none() {
    on_each(|runtime, _| {
        let build = |path: &Path| {
            Interpreter::builder()
                .runtime(runtime)
                .delegate(plugin(path))
                .build(&add())
                .unwrap_err()
                .to_string()
        };
        let missing = build(Path::new("/no/such/libdelegate.so"));
        assert!(
            missing.contains("/no/such/libdelegate.so cannot be loaded"),
            "{missing}"
        );
        let library = runtime.library(litert::Family::TfLite).unwrap();
        let other = build(Path::new(&library.path));
        assert!(other.contains("tflite_plugin_create_delegate"), "{other}");
    });
}

#[test]
fn a_delegate_of_another_library_is_refused() {
    let found = libraries();
    let [(_, one), (_, other)] = found.as_slice() else {
        return;
    };
    for (maker, user) in [(one, other), (other, one)] {
        let delegate: Delegate = XnnpackOptions::new().into();
        let delegate = delegate.make(maker).unwrap();
        let error = Interpreter::builder()
            .runtime(user)
            .delegate(delegate)
            .build(&add())
            .unwrap_err()
            .to_string();
        assert!(error.contains("two copies of TensorFlow Lite"), "{error}");
    }
}
