//! Resizes that would make a kernel leave its memory: refused before the runtime sees them.

use litert::{CompiledModel, Error, Family, Interpreter, Model};
use litert_golden::suite_or_skip;
use support::runtime::{loaded, own};
use tflite::{Buffer, Operator, Subgraph, Tensor};

#[path = "reader_rules/tflite.rs"]
#[allow(dead_code, reason = "shared with the tests of the model check")]
mod tflite;

mod support;

/// XNNPACK wrote 220,800 bytes into a variable of four.
#[test]
fn inputs_beside_variables_without_a_shape_keep_theirs() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let model = Model::from_file(own("tiny/resource_variables.tflite")).expect("the model");
    let mut interpreter = Interpreter::new(&model).expect("an interpreter");
    let mut compiled = CompiledModel::new(&model).expect("a compiled model");
    for refused in [
        interpreter.resize_input(0, &[60, 920]),
        compiled.resize_input(0, &[60, 920]),
    ] {
        let error = refused.expect_err("it is a scalar");
        assert!(matches!(error, Error::Unsupported(_)), "{error:?}");
        assert!(error.to_string().contains("reads variables"), "{error}");
    }
    // Nothing has happened to them.
    interpreter.resize_input(0, &[]).expect("its own shape");
    interpreter.invoke().expect("a run");
    compiled.run().expect("a run");
}

/// The kernel reads as much of one input as the other one has.
#[test]
fn inputs_that_must_be_alike_keep_their_shapes() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let Some(suite) = suite_or_skip("inputs_that_must_be_alike_keep_their_shapes") else {
        return;
    };
    let atan2 = suite.models().iter().find(|model| model.id == "atan2");
    let path = suite.model_path(atan2.expect("the suite has it"));
    let model = Model::from_file(path).expect("the model");
    let mut interpreter = Interpreter::new(&model).expect("an interpreter");
    for shape in [&[0][..], &[1 << 20]] {
        let error = interpreter.resize_input(0, shape).expect_err("it has one");
        assert!(error.to_string().contains("ATAN2"), "{error}");
    }
    interpreter.invoke().expect("a run");
}

/// ATAN2 of what ADD makes of two inputs, and of the second input or of what NEG makes of the sum.
fn angles(second_is_computed: bool) -> Model {
    let (output, last) = (4, if second_is_computed { 3 } else { 1 });
    let model = tflite::Model {
        codes: vec![(0, None), (59, None), (156, None)],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors: vec![Tensor::float(&[2]); 5],
            inputs: vec![0, 1],
            outputs: vec![output],
            operators: vec![
                Operator::new(0, &[0, 1], &[2]),
                Operator::new(1, &[2], &[3]),
                Operator::new(2, &[2, last], &[output]),
            ],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    Model::from_bytes(model.build()).expect("a model")
}

/// What follows from one shape stays alike, and may get another one.
#[test]
fn resizes_that_keep_computed_shapes_alike_are_fine() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let mut interpreter = Interpreter::new(&angles(true)).expect("an interpreter");
    interpreter.resize_input(0, &[1]).expect("ADD stretches it");
    interpreter
        .resize_input(1, &[5])
        .expect("both are made of it");
    for (input, values) in [(0, &[-1.0][..]), (1, &[2.0; 5])] {
        let mut input = interpreter.input_mut(input).expect("an input");
        input.write_f32(values).expect("its values");
    }
    interpreter.invoke().expect("a run");
    let angle = 1.0_f32.atan2(-1.0);
    let angles_found = interpreter.output(0).expect("it").to_f32().expect("floats");
    assert_eq!(angles_found.len(), 5);
    assert!(angles_found.iter().all(|it| (it - angle).abs() < 1e-5));

    let mut interpreter = Interpreter::new(&angles(false)).expect("an interpreter");
    let error = interpreter
        .resize_input(1, &[1])
        .expect_err("the sum keeps its shape");
    assert!(error.to_string().contains("ATAN2"), "{error}");
    interpreter.invoke().expect("a run");
}
