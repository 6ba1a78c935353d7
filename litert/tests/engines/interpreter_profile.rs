//! Profiles of interpreters.

use std::time::Instant;

use litert::ProfileSource;
use litert::{Error, Interpreter, Model};
use litert_test_support::libraries::interpreter_libraries;
use litert_test_support::runtime::own;

#[test]
fn operators_are_named_and_timed() {
    let model = Model::from_file(own("digits/digits_float32.tflite")).unwrap();
    let operators = model.view().main_subgraph().operator_count();
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let builder = Interpreter::builder()
            .runtime(&runtime)
            .xnnpack(false)
            .profiling(true);
        let mut interpreter = builder.build(&model).unwrap();
        interpreter.invoke().unwrap();
        interpreter.take_profile().unwrap();
        let start = Instant::now();
        for _ in 0..10 {
            interpreter.invoke().unwrap();
        }
        let whole = start.elapsed();
        let profile = interpreter.take_profile().unwrap();
        assert_eq!(profile.len(), 10 * operators, "{profile:?}");
        assert!(
            profile.iter().any(|event| event.name.contains("CONV_2D")),
            "{profile:?}"
        );
        let sum: std::time::Duration = profile.iter().map(|event| event.elapsed).sum();
        assert!(sum <= whole, "{sum:?} of {whole:?}");
        assert!(
            profile
                .windows(2)
                .all(|pair| pair[0].start_us <= pair[1].start_us)
        );
        assert!(
            interpreter.take_profile().unwrap().is_empty(),
            "taken is gone"
        );
    }
}

#[test]
fn without_profiling_there_is_none() {
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    for (_, runtime) in interpreter_libraries() {
        let mut interpreter = Interpreter::builder()
            .runtime(&runtime)
            .build(&model)
            .unwrap();
        interpreter.invoke().unwrap();
        let error = interpreter.take_profile().unwrap_err();
        assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
    }
}

#[test]
fn what_xnnpack_runs_is_told_apart() {
    let model = Model::from_file(own("digits/digits_int8.tflite")).unwrap();
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let builder = Interpreter::builder().runtime(&runtime).profiling(true);
        let mut interpreter = builder.build(&model).unwrap();
        interpreter.invoke().unwrap();
        let profile = interpreter.take_profile().unwrap();
        let inside = profile
            .iter()
            .filter(|event| event.source == ProfileSource::Delegate)
            .count();
        assert!(inside >= 4, "{profile:?}");
    }
}
