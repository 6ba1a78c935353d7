//! Models with more dimensions than XNNPACK has room for run on other kernels.

use litert::delegate::{Outcome, XnnpackOptions};
use litert::options::{CpuOptions, KernelMode};
use litert::{CompiledModel, Error, Family, Interpreter, Model};
use litert_generator::file as tflite;
use litert_test_support::runtime::loaded;
use tflite::{Buffer, Operator, Subgraph, Tensor};

/// RESHAPE of a list of floats to this many dimensions, and a negation.
fn reshape(rank: u32) -> Model {
    let (count, rank) = (1 << rank, rank as usize);
    let model = tflite::Model {
        codes: vec![(22, None), (59, None)],
        buffers: vec![
            Buffer::default(),
            Buffer {
                data: Some([2, 0, 0, 0].repeat(rank)),
                ..Buffer::default()
            },
        ],
        subgraphs: vec![Subgraph {
            tensors: vec![
                Tensor::float(&[count]),
                Tensor {
                    ty: 2,
                    buffer: 1,
                    ..Tensor::float(&[rank as i32])
                },
                Tensor::float(&vec![2; rank]),
                Tensor::float(&vec![2; rank]),
            ],
            inputs: vec![0],
            outputs: vec![3],
            operators: vec![
                Operator::new(0, &[0, 1], &[2]),
                Operator::new(1, &[2], &[3]),
            ],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    Model::from_bytes(model.build()).expect("a model")
}

#[test]
fn models_of_more_dimensions_than_xnnpack_has_room_for_run_without_it() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    for rank in [6, 7, 8] {
        let model = reshape(rank);
        let values: Vec<f32> = (0..1 << rank).map(|it| it as f32).collect();
        let negated: Vec<f32> = values.iter().map(|it| -it).collect();

        let mut interpreter = Interpreter::builder()
            .acceleration_report(true)
            .build(&model)
            .expect("an interpreter");
        interpreter
            .input_mut(0)
            .expect("it")
            .write_f32(&values)
            .expect("floats");
        interpreter.invoke().expect("a run");
        let output = interpreter.output(0).expect("it");
        assert_eq!(output.shape().dims(), vec![2; rank as usize]);
        assert_eq!(output.to_f32().expect("floats"), negated);
        let report = interpreter.delegation_report().expect("a report");
        let refused = matches!(report.backends()[0].outcome, Outcome::Refused { .. });
        assert_eq!(refused, rank > 6, "{report}");

        let mut compiled = CompiledModel::new(&model).expect("a compiled model");
        compiled
            .input_mut(0)
            .expect("it")
            .write_f32(&values)
            .expect("floats");
        compiled.run().expect("a run");
        assert_eq!(
            compiled.output(0).expect("it").to_f32().expect("floats"),
            negated
        );

        // Who insists is told why not.
        let errors = [
            Interpreter::builder().xnnpack(true).build(&model).map(drop),
            Interpreter::builder()
                .delegate(XnnpackOptions::new())
                .build(&model)
                .map(drop),
            CompiledModel::builder()
                .cpu(CpuOptions::new().kernel_mode(KernelMode::Xnnpack))
                .build(&model)
                .map(drop),
        ];
        for built in errors {
            match built {
                Ok(()) => assert_eq!(rank, 6),
                Err(error) => {
                    assert!(matches!(error, Error::Delegate(_) | Error::Unsupported(_)));
                    let text = error.to_string();
                    assert!(
                        text.contains("RESHAPE") && text.contains("room for 6"),
                        "{text}"
                    );
                }
            }
        }
    }
}
