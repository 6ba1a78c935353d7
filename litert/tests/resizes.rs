//! Resizes that would make a kernel leave its memory: refused before the runtime sees them.

use litert::{CompiledModel, Error, Family, Interpreter, Model};
use litert_golden::suite_or_skip;
use support::runtime::{loaded, own};

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
