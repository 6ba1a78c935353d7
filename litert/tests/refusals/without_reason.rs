//! Refusals for which the native side gives no reason: the error has one all the same.

use litert::{CompiledModel, Error, Family, Interpreter, Model};
use litert_generator::file as tflite;
use litert_test_support::runtime::loaded;
use tflite::{Buffer, Operator, Subgraph, Tensor};

/// The end of a classifier: RESHAPE to `[1, 1001]`, whatever the batch is.
fn classifier() -> Model {
    let shape = [1_i32, 1001].map(i32::to_le_bytes).concat();
    let model = tflite::Model {
        codes: vec![(19, None), (22, None)],
        buffers: vec![
            Buffer::default(),
            Buffer {
                data: Some(shape),
                ..Buffer::default()
            },
        ],
        subgraphs: vec![Subgraph {
            tensors: vec![
                Tensor::float(&[1, 1, 1, 1001]),
                Tensor::float(&[1, 1, 1, 1001]),
                Tensor {
                    ty: 2,
                    buffer: 1,
                    ..Tensor::float(&[2])
                },
                Tensor::float(&[1, 1001]),
            ],
            inputs: vec![0],
            outputs: vec![3],
            operators: vec![
                Operator::new(0, &[0], &[1]),
                Operator::new(1, &[1, 2], &[3]),
            ],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    Model::from_bytes(model.build()).expect("a model")
}

#[test]
fn batch_that_xnnpack_refuses_is_explained_by_the_kernels() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let model = classifier();
    for xnnpack in [false, true] {
        let builder = Interpreter::builder().xnnpack(xnnpack);
        let mut interpreter = builder.build(&model).expect("an interpreter");
        interpreter.invoke().expect("one picture");
        interpreter
            .resize_input(0, &[2, 1, 1, 1001])
            .expect("the rank is right");
        let error = interpreter.allocate().expect_err("two pictures");
        assert!(matches!(error, Error::Status(_)), "{error}");
        let text = error.to_string();
        println!("{text}");
        assert!(text.contains("2002 != 1001"), "XNNPACK {xnnpack}: {text}");
        assert!(
            !text.contains("too little memory"),
            "XNNPACK {xnnpack}: {text}"
        );
        // It goes on with shapes that fit.
        interpreter
            .resize_input(0, &[1, 1, 1, 1001])
            .expect("as it was");
        interpreter.invoke().expect("one picture");
    }
}

/// ADD in a version that no runtime has, and an operator that none has.
#[test]
fn operator_that_the_runtime_lacks_is_named_by_compiled_model() {
    if !loaded(&[Family::LiteRt]) {
        return;
    }
    let model = |code: i32, version: i32| {
        let model = tflite::Model {
            codes: vec![(code, None)],
            op_version: Some(version),
            buffers: vec![Buffer::default()],
            subgraphs: vec![Subgraph {
                tensors: vec![Tensor::float(&[1]), Tensor::float(&[1])],
                inputs: vec![0],
                outputs: vec![1],
                operators: vec![Operator::new(0, &[0], &[1])],
                ..Subgraph::default()
            }],
            ..tflite::Model::default()
        };
        Model::from_bytes(model.build()).expect("a model")
    };
    for (code, version, words) in [
        (101, 99, "ABS version 99"),
        (500, 1, "built-in operator 500"),
    ] {
        let error = CompiledModel::new(&model(code, version)).expect_err("no runtime has it");
        assert!(error.to_string().contains(words), "{error}");
    }
    CompiledModel::new(&model(101, 1)).expect("every runtime has it");
}
