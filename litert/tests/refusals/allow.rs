//! Models that the check refuses, and that a caller vouches for.

use litert::{Error, Interpreter, Model, ModelOptions};
use litert_generator::file as tflite;
use litert_test_support::child;
use litert_test_support::libraries::interpreter_libraries;
use tflite::{Buffer, Operator, Options, Subgraph, Tensor};

const INT32: i8 = 2;
const SPLIT: i32 = 49;
const FLOOR_MOD: i32 = 95;

fn ints(values: &[i32]) -> Vec<u8> {
    values.iter().flat_map(|it| it.to_le_bytes()).collect()
}

/// SPLIT of `[2, 4]` into two, by an axis of two numbers. Kernels read the first, so that it does no harm;
/// with an axis of no number they would read what is not there.
fn two_axes(parts: i32) -> Vec<u8> {
    let axis = Tensor {
        ty: INT32,
        buffer: 1,
        ..Tensor::float(&[2])
    };
    let parts_of = |count: i32| (0..count).map(|_| Tensor::float(&[2, 2]));
    let model = tflite::Model {
        codes: vec![(SPLIT, None)],
        buffers: vec![
            Buffer::default(),
            Buffer {
                data: Some(ints(&[1, 0])),
                ..Buffer::default()
            },
        ],
        subgraphs: vec![Subgraph {
            tensors: [axis, Tensor::float(&[2, 4])]
                .into_iter()
                .chain(parts_of(2))
                .collect(),
            inputs: vec![1],
            outputs: vec![2, 3],
            operators: vec![Operator {
                options: Some(Options::Split(parts)),
                ..Operator::new(0, &[0, 1], &[2, 3])
            }],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    model.build()
}

const RULE: &str = "axis-not-single";

fn refused(model: litert::Result<Model>) -> (&'static str, String) {
    let error = model.expect_err("a refusal");
    let Error::InvalidModel(invalid) = &error else {
        panic!("{error}");
    };
    (invalid.reason.name(), error.to_string())
}

#[test]
fn refusal_says_the_rule_and_the_ways_out() {
    let (name, text) = refused(Model::from_bytes(two_axes(2)));
    assert_eq!(name, RULE);
    for part in [
        "[axis-not-single]",
        "litert::isolated",
        "ModelOptions::allow(\"axis-not-single\")",
        "--allow axis-not-single",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // Nobody can vouch for what cannot be read.
    let (name, text) = refused(Model::from_bytes(&two_axes(2)[..100]));
    assert_eq!(name, "structure", "{text}");
    assert!(!text.contains("allow"), "{text}");
}

#[test]
fn allowed_rule_lets_a_harmless_model_run() {
    // SAFETY: two numbers are there, and kernels read the first.
    let options = unsafe { ModelOptions::new().allow(RULE) };
    let allowed = options.take_bytes(two_axes(2)).expect("it is allowed");
    assert_eq!(allowed.allowed(), [RULE]);
    // SAFETY: as before.
    let unverified = unsafe { Model::from_bytes_unverified(two_axes(2)) }.expect("it can be read");
    for (model, (name, runtime)) in [allowed, unverified].iter().flat_map(|model| {
        interpreter_libraries()
            .into_iter()
            .map(move |it| (model, it))
    }) {
        let builder = Interpreter::builder().runtime(&runtime);
        let mut interpreter = builder.build(model).expect(&name);
        let input = [1.0_f32, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
        let mut tensor = interpreter.input_mut(0).expect("an input");
        tensor.copy_from_slice(&input).expect("it fits");
        interpreter.invoke().expect(&name);
        for (output, right) in [[1.0, 2.0, 5.0, 6.0], [3.0, 4.0, 7.0, 8.0]]
            .iter()
            .enumerate()
        {
            let output = interpreter.output(output).expect("an output");
            assert_eq!(output.to_vec::<f32>().expect("floats"), right, "{name}");
        }
    }
}

#[test]
fn other_rules_stay() {
    // SAFETY: no model comes of it.
    let options = unsafe { ModelOptions::new().allow(RULE) };
    assert_eq!(
        refused(options.take_bytes(two_axes(3))).0,
        "parts-and-outputs"
    );
    // SAFETY: no model comes of it.
    let options = unsafe { ModelOptions::new().allow("parts-and-outputs") };
    assert_eq!(refused(options.take_bytes(two_axes(3))).0, RULE);
}

#[test]
fn unknown_rule_is_an_error_with_those_like_it() {
    // SAFETY: no model comes of it.
    let options = unsafe { ModelOptions::new().allow("axis-not-singel") };
    let error = options.take_bytes(two_axes(2)).expect_err("no such rule");
    let Error::NotFound(found) = &error else {
        panic!("{error}");
    };
    assert_eq!((found.what, &*found.name), ("rule", "'axis-not-singel'"));
    assert!(found.available.iter().any(|it| it == RULE), "{error}");
    assert!(found.available.len() < 10, "{error}");
}

#[test]
fn unreadable_bytes_stay_refused_without_verification() {
    for len in [0, 4, 50, 100, 200] {
        // SAFETY: no model comes of it.
        let model = unsafe { Model::from_bytes_unverified(&two_axes(2)[..len]) };
        assert!(["not-a-model", "structure"].contains(&refused(model).0));
    }
}

/// FLOOR_MOD of the smallest integer and −1.
fn remainder() -> Vec<u8> {
    let tensor = || Tensor {
        ty: INT32,
        ..Tensor::float(&[1])
    };
    let model = tflite::Model {
        codes: vec![(FLOOR_MOD, None)],
        op_version: Some(2),
        subgraphs: vec![Subgraph {
            tensors: vec![tensor(), tensor(), tensor()],
            inputs: vec![0, 1],
            outputs: vec![2],
            operators: vec![Operator::new(0, &[0, 1], &[2])],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    model.build()
}

/// Whoever vouches for values has a kernel see them, whatever becomes of it.
#[test]
fn allowed_values_reach_the_kernel() {
    let ended = child::run("allow::vouched_values", &[]);
    assert!(ended.output.contains("begun"), "{}", ended.output);
    assert!(!ended.output.contains("looked at"), "{}", ended.output);
}

#[test]
#[ignore = "run by allowed_values_reach_the_kernel"]
fn vouched_values() {
    if !child::is_child() {
        return;
    }
    // SAFETY: the process is a child, made to be ended.
    let options = unsafe { ModelOptions::new().allow("floor-mod-overflow") };
    let model = options.take_bytes(remainder()).expect("a model");
    println!("begun");
    for (_, runtime) in interpreter_libraries() {
        let builder = Interpreter::builder().runtime(&runtime);
        let mut interpreter = builder.build(&model).expect("an interpreter");
        for (at, value) in [i32::MIN, -1].into_iter().enumerate() {
            let mut input = interpreter.input_mut(at).expect("an input");
            input.copy_from_slice(&[value]).expect("it fits");
        }
        if let Err(error) = interpreter.invoke() {
            println!("looked at: {error}");
        }
    }
}
