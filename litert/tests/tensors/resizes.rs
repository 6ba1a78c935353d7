//! Resizes that would make a kernel leave its memory: refused before the runtime sees them.

use litert::{CompiledModel, Error, Family, Interpreter, Model};
use litert_generator::file as tflite;
use litert_golden::suite_or_skip;
use litert_test_support::runtime::{loaded, own};
use tflite::{Buffer, Operator, Subgraph, Tensor};

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

/// A window that is larger than its input ends TensorFlow Lite 2.17.
#[test]
fn pictures_do_not_become_smaller_than_a_window() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let constant = |shape: &[i32], buffer: u32| Tensor {
        buffer,
        ..Tensor::float(shape)
    };
    let bytes = |floats: usize| Buffer {
        data: Some(vec![0; 4 * floats]),
        ..Buffer::default()
    };
    let model = tflite::Model {
        codes: vec![(3, None)],
        buffers: vec![Buffer::default(), bytes(9), bytes(1)],
        subgraphs: vec![Subgraph {
            tensors: vec![
                Tensor {
                    signature: Some(vec![1, -1, -1, 1]),
                    ..Tensor::float(&[1, 1, 1, 1])
                },
                constant(&[1, 3, 3, 1], 1),
                constant(&[1], 2),
                Tensor::float(&[1, 1, 1, 1]),
            ],
            inputs: vec![0],
            outputs: vec![3],
            operators: vec![Operator {
                options: Some(tflite::Options::ConvPadded(1, 1)),
                ..Operator::new(0, &[0, 1, 2], &[3])
            }],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    let model = Model::from_bytes(model.build()).expect("a model");
    let mut interpreter = Interpreter::new(&model).expect("an interpreter");
    let mut compiled = CompiledModel::new(&model).expect("a compiled model");
    for refused in [
        interpreter.resize_input(0, &[1, 2, 9, 1]),
        compiled.resize_input(0, &[1, 9, 2, 1]),
    ] {
        let error = refused.expect_err("the window is larger");
        assert!(error.to_string().contains("CONV_2D"), "{error}");
        assert!(
            error.to_string().contains("larger than its input"),
            "{error}"
        );
    }
    interpreter.resize_input(0, &[1, 3, 9, 1]).expect("it fits");
    interpreter.invoke().expect("a run");
    let output = interpreter.output(0).expect("it");
    assert_eq!(output.shape().dims(), [1, 1, 7, 1]);
}

/// One operator with two inputs, the first of which are numbers of 32 bits.
fn two_inputs(code: i32, shapes: [&[i32]; 2], types: [i8; 2], outputs: &[i32]) -> Model {
    let mut tensors = vec![Tensor::float(shapes[0]), Tensor::float(shapes[1])];
    for (tensor, ty) in tensors.iter_mut().zip(types) {
        tensor.ty = ty;
    }
    for _ in outputs {
        let mut output = Tensor::float(shapes[1]);
        output.ty = types[1];
        tensors.push(output);
    }
    let mut operator = Operator::new(0, &[0, 1], outputs);
    operator.options = (code == 49).then_some(tflite::Options::Split(2));
    let model = tflite::Model {
        codes: vec![(code, None)],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors,
            inputs: vec![0, 1],
            outputs: outputs.to_vec(),
            operators: vec![operator],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    Model::from_bytes(model.build()).expect("a model")
}

/// Kernels read the first element of an axis, and as many of one operand as the other has.
#[test]
fn inputs_that_are_read_without_a_look_keep_what_is_read() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    const INT32: i8 = 2;
    let empty = |model: &Model, input: usize, operator: &str| {
        let mut interpreter = Interpreter::new(model).expect("an interpreter");
        let error = interpreter.resize_input(input, &[0]).expect_err(operator);
        assert!(error.to_string().contains(operator), "{error}");
        interpreter.invoke().expect("a run");
    };
    let shift = two_inputs(207, [&[3], &[3]], [INT32, INT32], &[2]);
    empty(&shift, 1, "STABLEHLO_SHIFT_LEFT");
    let split = two_inputs(49, [&[], &[4]], [INT32, 0], &[2, 3]);
    empty(&split, 0, "SPLIT");
}
