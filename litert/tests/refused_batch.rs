//! A batch that a model does not take: the error says what does not fit, also where XNNPACK refuses it
//! without a word.

use litert::{Error, Family, Interpreter, Model};
use support::runtime::loaded;
use tflite::{Buffer, Operator, Subgraph, Tensor};

#[path = "reader_rules/tflite.rs"]
#[allow(dead_code, reason = "shared with the tests of the model check")]
mod tflite;

mod support;

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
