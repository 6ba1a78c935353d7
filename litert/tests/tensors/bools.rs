//! To kernels a bool is 0 or 1: TensorFlow Lite 2.17 counts bytes of 255 as 255 each, and writes the
//! places of as many.

use litert::{AlignedBuffer, CompiledModel, Error, Family, Interpreter, Model};
use litert_generator::file as tflite;
use litert_test_support::runtime::loaded;
use tflite::{Buffer, Operator, Subgraph, Tensor};

/// LOGICAL_NOT of four values.
fn negation() -> Model {
    let tensor = || Tensor {
        ty: 6,
        ..Tensor::float(&[4])
    };
    let model = tflite::Model {
        codes: vec![(87, None)],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors: vec![tensor(), tensor()],
            inputs: vec![0],
            outputs: vec![1],
            operators: vec![Operator::new(0, &[0], &[1])],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    Model::from_bytes(model.build()).expect("a model")
}

#[track_caller]
fn refused(run: litert::Result<()>) {
    let error = run.expect_err("255 is neither true nor false");
    assert!(matches!(error, Error::InvalidArgument(_)), "{error:?}");
    assert!(error.to_string().contains("byte 2 is 255"), "{error}");
}

#[test]
fn bytes_that_are_no_truth_values_are_not_run() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let model = negation();
    let mut interpreter = Interpreter::new(&model).expect("an interpreter");
    let mut compiled = CompiledModel::new(&model).expect("a compiled model");
    for (bytes, result) in [
        ([0, 1, 255, 1], None),
        ([0, 1, 0, 1], Some([true, false, true, false])),
    ] {
        let mut input = interpreter.input_mut(0).expect("it");
        input.bytes_mut().copy_from_slice(&bytes);
        let mut input = compiled.input_mut(0).expect("it");
        input.bytes_mut().copy_from_slice(&bytes);
        let mut theirs = compiled.create_input_buffer(0).expect("a buffer");
        theirs
            .write(|mut tensor| {
                tensor.bytes_mut().copy_from_slice(&bytes);
                Ok(())
            })
            .expect("it is written");
        let mut output = compiled.create_output_buffer(0).expect("a buffer");
        let mut lent = AlignedBuffer::zeroed(interpreter.input_memory_len(0).expect("a size"));
        lent[..4].copy_from_slice(&bytes);

        let Some(result) = result else {
            refused(interpreter.invoke());
            refused(compiled.run());
            refused(compiled.run_with(&[&theirs], &mut [&mut output]));
            let loan = interpreter.lend().input(0, &mut lent);
            refused(loan.run(|run| run.invoke()));
            continue;
        };
        interpreter.invoke().expect("a run");
        assert_eq!(
            interpreter
                .output(0)
                .expect("it")
                .to_bools()
                .expect("bools"),
            result
        );
        compiled.run().expect("a run");
        assert_eq!(
            compiled.output(0).expect("it").to_bools().expect("bools"),
            result
        );
        compiled
            .run_with(&[&theirs], &mut [&mut output])
            .expect("a run");
        let found = output.read(|tensor| tensor.to_bools()).expect("bools");
        assert_eq!(found, result);
        let loan = interpreter.lend().input(0, &mut lent);
        loan.run(|run| run.invoke()).expect("a run");
    }
}
