//! Operators written in Rust, in graphs with several of them, options, constants and other types.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use litert::types::Shape;
use litert::{CompiledModel, CustomOp, Error, Interpreter, Model, OpResult, Tensor, TensorMut};
use litert_generator::file as tflite;
use litert_test_support::libraries::{interpreter_libraries, libraries};
use tflite::{Buffer, Operator, Subgraph};

/// The sum of its inputs, times the first byte of its options.
#[derive(Default)]
struct Scale {
    inits: Arc<AtomicUsize>,
    drops: Arc<AtomicUsize>,
}

struct Factor(f32, Arc<AtomicUsize>);

impl Drop for Factor {
    fn drop(&mut self) {
        self.1.fetch_add(1, Ordering::SeqCst);
    }
}

impl CustomOp for Scale {
    type State = Factor;

    fn init(&self, options: &[u8]) -> OpResult<Factor> {
        self.inits.fetch_add(1, Ordering::SeqCst);
        let factor = options.first().ok_or("no factor")?;
        Ok(Factor(f32::from(*factor), Arc::clone(&self.drops)))
    }

    fn output_shapes(&self, _state: &Factor, inputs: &[Shape]) -> OpResult<Vec<Shape>> {
        Ok(vec![inputs[0]])
    }

    fn invoke(
        &self,
        state: &Factor,
        inputs: &[Tensor<'_>],
        outputs: &mut [TensorMut<'_>],
    ) -> OpResult<()> {
        let output = outputs[0].as_mut_slice::<f32>()?;
        for input in inputs {
            for (sum, value) in output.iter_mut().zip(input.as_slice::<f32>()?) {
                *sum += value;
            }
        }
        for sum in output {
            *sum *= state.0;
        }
        Ok(())
    }
}

fn scale(inputs: &[i32], output: i32, factor: u8) -> Operator {
    Operator {
        custom_options: Some(vec![factor]),
        ..Operator::new(0, inputs, &[output])
    }
}

/// A model with four floats in and out, that has `operators` between.
fn model(tensors: usize, operators: Vec<Operator>) -> tflite::Model {
    let output = tensors as i32 - 1;
    tflite::Model {
        codes: vec![(32, Some("Scale")), (0, None)],
        subgraphs: vec![Subgraph {
            tensors: vec![tflite::Tensor::float(&[4]); tensors],
            inputs: vec![0],
            outputs: vec![output],
            operators,
            ..Subgraph::default()
        }],
        buffers: vec![Buffer::default()],
        ..tflite::Model::default()
    }
}

fn load(model: &tflite::Model) -> Model {
    Model::from_bytes(model.build()).unwrap()
}

const INPUT: [f32; 4] = [1.0, 2.0, 3.0, 4.0];

fn interpret(mut interpreter: Interpreter) -> litert::Result<Vec<f32>> {
    interpreter.input_mut(0)?.copy_from_slice(&INPUT)?;
    interpreter.invoke()?;
    interpreter.output(0)?.to_vec()
}

fn compute(mut compiled: CompiledModel) -> litert::Result<Vec<f32>> {
    compiled.input_mut(0)?.copy_from_slice(&INPUT)?;
    compiled.run()?;
    compiled.output(0)?.to_vec()
}

#[test]
fn several_operators_of_one_name() {
    // ((x * 2) + (x * 2)) * 2, with a built-in operator after it.
    let operators = vec![
        scale(&[0], 1, 2),
        scale(&[1, 1], 2, 2),
        Operator::new(1, &[2, 0], &[3]),
    ];
    let model = load(&model(4, operators));
    let expected = INPUT.map(|x| x * 9.0);
    for (name, runtime) in interpreter_libraries() {
        println!("{name}");
        let op = Scale::default();
        let (inits, drops) = (Arc::clone(&op.inits), Arc::clone(&op.drops));
        let builder = Interpreter::builder().runtime(&runtime);
        let built = builder.custom_op("Scale", 1, op).build(&model).unwrap();
        assert_eq!(inits.load(Ordering::SeqCst), 2, "each has a state");
        assert_eq!(interpret(built).unwrap(), expected);
        assert_eq!(drops.load(Ordering::SeqCst), 2);
    }
    for (name, runtime) in libraries() {
        println!("{name}");
        let op = Scale::default();
        let (inits, drops) = (Arc::clone(&op.inits), Arc::clone(&op.drops));
        let builder = CompiledModel::builder().runtime(&runtime);
        let built = builder.custom_op("Scale", 1, op).build(&model).unwrap();
        assert_eq!(inits.load(Ordering::SeqCst), 1, "they share a state");
        assert_eq!(compute(built).unwrap(), expected);
        assert_eq!(drops.load(Ordering::SeqCst), 1);
    }
}

#[test]
fn different_options_are_kept_apart_or_refused() {
    let model = load(&model(3, vec![scale(&[0], 1, 3), scale(&[1], 2, 5)]));
    for (name, runtime) in interpreter_libraries() {
        println!("{name}");
        let builder = Interpreter::builder().runtime(&runtime);
        let builder = builder.custom_op("Scale", 1, Scale::default());
        let output = interpret(builder.build(&model).unwrap()).unwrap();
        assert_eq!(output, INPUT.map(|x| x * 15.0));
    }
    for (name, runtime) in libraries() {
        println!("{name}");
        let builder = CompiledModel::builder().runtime(&runtime);
        let builder = builder.custom_op("Scale", 1, Scale::default());
        let error = builder
            .build(&model)
            .expect_err("they cannot be told apart");
        assert!(matches!(error, Error::Unsupported(_)), "{error}");
        assert!(error.to_string().contains("different options"), "{error}");
    }
}

#[test]
fn constants_are_inputs() {
    let mut constant = model(3, vec![scale(&[0, 1], 2, 1)]);
    let bytes = INPUT.map(f32::to_le_bytes).concat();
    constant.buffers.push(Buffer {
        data: Some(bytes),
        ..Buffer::default()
    });
    constant.subgraphs[0].tensors[1].buffer = 1;
    let model = load(&constant);
    let expected = INPUT.map(|x| x * 2.0);
    for (name, runtime) in interpreter_libraries() {
        println!("{name}");
        let builder = Interpreter::builder().runtime(&runtime);
        let builder = builder.custom_op("Scale", 1, Scale::default());
        assert_eq!(interpret(builder.build(&model).unwrap()).unwrap(), expected);
    }
    for (name, runtime) in libraries() {
        let builder = CompiledModel::builder().runtime(&runtime);
        let builder = builder.custom_op("Scale", 1, Scale::default());
        // Whether it is aligned is up to the file.
        match compute(builder.build(&model).unwrap()) {
            Ok(output) => assert_eq!(output, expected),
            Err(error) => {
                println!("{name}: {error}");
                assert!(error.to_string().contains("use Interpreter"), "{error}");
            }
        }
    }
}

#[test]
fn names_and_versions_are_those_of_the_model() {
    let model = load(&model(2, vec![scale(&[0], 1, 3)]));
    for (name, runtime) in interpreter_libraries() {
        println!("{name}");
        for (op, version) in [("Scale", 2), ("scale", 1)] {
            let builder = Interpreter::builder().runtime(&runtime);
            let builder = builder.custom_op(op, version, Scale::default());
            let error = builder.build(&model).unwrap().allocate();
            let error = error.expect_err("another operator").to_string();
            assert!(error.contains("Scale"), "{error}");
        }
        let twice = Interpreter::builder()
            .runtime(&runtime)
            .custom_op("Scale", 1, Scale::default())
            .custom_op("Scale", 1, Scale::default());
        let error = twice.build(&model).expect_err("which one?");
        assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
        for bad in ["", "Sc\0ale"] {
            let builder = Interpreter::builder().runtime(&runtime);
            let builder = builder.custom_op(bad, 1, Scale::default());
            let error = builder.build(&model).expect_err("no name");
            assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
        }
    }
    for (name, runtime) in libraries() {
        println!("{name}");
        for (op, version) in [("Scale", 2), ("scale", 1)] {
            let builder = CompiledModel::builder().runtime(&runtime);
            let builder = builder.custom_op(op, version, Scale::default());
            let error = builder.build(&model).and_then(|mut built| built.allocate());
            let error = error.expect_err("another operator").to_string();
            assert!(error.contains("Scale"), "{error}");
        }
    }
}

#[test]
fn everything_else_may_be_gone_before_the_engine_is() {
    let graph = model(3, vec![scale(&[0], 1, 3), scale(&[1], 2, 3)]);
    for (_, runtime) in interpreter_libraries() {
        let model = load(&graph);
        let builder = Interpreter::builder().runtime(&runtime);
        let op = Scale::default();
        let built = builder.custom_op("Scale", 1, op).build(&model).unwrap();
        drop((model, runtime));
        let output = thread::spawn(move || interpret(built).unwrap());
        assert_eq!(output.join().unwrap(), INPUT.map(|x| x * 9.0));
    }
    for (_, runtime) in libraries() {
        let model = load(&graph);
        let build = || {
            CompiledModel::builder()
                .runtime(&runtime)
                .custom_op("Scale", 1, Scale::default())
                .build(&model)
                .unwrap()
        };
        let (first, second) = (build(), build());
        drop((model, runtime, first));
        let output = thread::spawn(move || compute(second).unwrap());
        assert_eq!(output.join().unwrap(), INPUT.map(|x| x * 9.0));
    }
}
