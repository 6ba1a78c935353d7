//! Signatures on graphs that IF and WHILE of another graph call.

use litert::{CompiledModel, Error, Family, Interpreter, Model};

use super::tflite::{self, Buffer, Operator, Options, Signature, Subgraph, Tensor};
use litert_test_support::runtime::loaded;

const ADD: usize = 0;
const NEG: usize = 1;
const LESS: usize = 2;
const IF: usize = 3;
const WHILE: usize = 4;

const FLOAT: i8 = 0;
const INT32: i8 = 2;
const BOOL: i8 = 6;

fn tensor(ty: i8, shape: &[i32]) -> Tensor {
    Tensor {
        ty,
        shape: Some(shape.to_vec()),
        ..Tensor::default()
    }
}

/// Four numbers, once; `rows` leaves open how often.
fn row() -> Tensor {
    tensor(FLOAT, &[1, 4])
}

fn rows() -> Tensor {
    Tensor {
        signature: Some(vec![-1, 4]),
        ..tensor(FLOAT, &[1, 4])
    }
}

fn graph(
    tensors: Vec<Tensor>,
    inputs: &[i32],
    outputs: &[i32],
    operators: Vec<Operator>,
) -> Subgraph {
    Subgraph {
        tensors,
        inputs: inputs.to_vec(),
        outputs: outputs.to_vec(),
        operators,
        ..Subgraph::default()
    }
}

fn signature(key: &'static str, subgraph: u32, graph: &Subgraph) -> Signature {
    const INPUTS: [&str; 2] = ["a", "b"];
    const OUTPUTS: [&str; 2] = ["c", "d"];
    let named = |names: [&'static str; 2], tensors: &[i32]| {
        let names = names.into_iter().map(Some);
        names
            .zip(tensors.iter().map(|tensor| *tensor as u32))
            .collect()
    };
    Signature {
        key: Some(key),
        inputs: named(INPUTS, &graph.inputs),
        outputs: named(OUTPUTS, &graph.outputs),
        subgraph,
    }
}

fn model(graphs: Vec<Subgraph>, keys: &[(&'static str, u32)]) -> Model {
    let signatures = keys.iter();
    let signatures = signatures.map(|&(key, at)| signature(key, at, &graphs[at as usize]));
    let signatures = signatures.collect();
    let mut model = tflite_model(graphs);
    model.signatures = signatures;
    Model::from_bytes(model.build()).expect("a model")
}

fn tflite_model(graphs: Vec<Subgraph>) -> tflite::Model {
    tflite::Model {
        codes: [0, 59, 58, 118, 119].map(|code| (code, None)).to_vec(),
        subgraphs: graphs,
        buffers: vec![
            Buffer::default(),
            Buffer {
                data: Some(3_i32.to_le_bytes().to_vec()),
                ..Buffer::default()
            },
            Buffer {
                data: Some(1_i32.to_le_bytes().to_vec()),
                ..Buffer::default()
            },
        ],
        ..tflite::Model::default()
    }
}

fn with_options(code: usize, inputs: &[i32], outputs: &[i32], options: Options) -> Operator {
    Operator {
        options: Some(options),
        ..Operator::new(code as u32, inputs, outputs)
    }
}

/// `main` gives `then` of `b`, which doubles it, or `else`, which negates it.
fn branches() -> Model {
    let call = with_options(IF, &[0, 1], &[2], Options::If(1, 2));
    let main = graph(
        vec![tensor(BOOL, &[]), rows(), rows()],
        &[0, 1],
        &[2],
        vec![call],
    );
    let double = Operator::new(ADD as u32, &[0, 0], &[1]);
    let then = graph(vec![rows(), rows()], &[0], &[1], vec![double]);
    let negate = Operator::new(NEG as u32, &[0], &[1]);
    let other = graph(vec![rows(), rows()], &[0], &[1], vec![negate]);
    model(
        vec![main, then, other],
        &[("main", 0), ("then", 1), ("else", 2)],
    )
}

/// A graph that counts `a` up to 3 and doubles `b` each time, by the graphs 1 and 2.
fn counting(row: &Tensor) -> Subgraph {
    let call = with_options(WHILE, &[0, 1], &[2, 3], Options::While(1, 2));
    let tensors = [
        tensor(INT32, &[]),
        row.clone(),
        tensor(INT32, &[]),
        row.clone(),
    ];
    graph(tensors.to_vec(), &[0, 1], &[2, 3], vec![call])
}

/// The condition, which does not use `b`, and the body.
fn loop_graphs(row: &Tensor) -> [Subgraph; 2] {
    let constant = |buffer| Tensor {
        buffer,
        ..tensor(INT32, &[])
    };
    let less = Operator::new(LESS as u32, &[0, 2], &[3]);
    let condition = [
        tensor(INT32, &[]),
        row.clone(),
        constant(1),
        tensor(BOOL, &[]),
    ];
    let count = Operator::new(ADD as u32, &[0, 2], &[3]);
    let double = Operator::new(ADD as u32, &[1, 1], &[4]);
    let body = [
        tensor(INT32, &[]),
        row.clone(),
        constant(2),
        tensor(INT32, &[]),
        row.clone(),
    ];
    [
        graph(condition.to_vec(), &[0, 1], &[3], vec![less]),
        graph(body.to_vec(), &[0, 1], &[3, 4], vec![count, double]),
    ]
}

fn looping(row: &Tensor) -> Model {
    let [condition, body] = loop_graphs(row);
    let keys = [("main", 0), ("condition", 1), ("body", 2)];
    model(vec![counting(row), condition, body], &keys)
}

/// Two graphs that run the same loop.
fn two_callers(row: &Tensor) -> Model {
    let [condition, body] = loop_graphs(row);
    let graphs = vec![counting(row), condition, body, counting(row)];
    model(graphs, &[("main", 0), ("other", 3)])
}

#[track_caller]
fn refused<T>(done: litert::Result<T>, words: &str) {
    let error = match done {
        Ok(_) => panic!("it was not refused"),
        Err(error) => error,
    };
    assert!(error.to_string().contains(words), "{error}");
}

const SHARED: &str = "lie in the memory of its caller";

/// The runtime says of a branch's input that it is as large as the caller's, at an address where that
/// lay before the caller was resized.
#[test]
fn branches_of_an_interpreter_that_ran_are_not_run_by_themselves() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let model = branches();
    for xnnpack in [true, false] {
        let mut interpreter = Interpreter::builder()
            .xnnpack(xnnpack)
            .build(&model)
            .expect("one");
        let mut run = |then: bool, rows: i32| {
            interpreter
                .resize_input("b", &[rows, 4])
                .expect("rows are open");
            interpreter
                .input_mut("a")
                .unwrap()
                .write_bools(&[then])
                .unwrap();
            let mut input = interpreter.input_mut("b").unwrap();
            input.as_mut_slice::<f32>().unwrap().fill(2.0);
            interpreter.invoke().expect("a run");
            let output = interpreter.output("c").unwrap();
            let expected = if then { 4.0 } else { -2.0 };
            assert_eq!(output.to_f32().unwrap(), vec![expected; 4 * rows as usize]);
        };
        run(true, 1);
        run(false, 50_000);
        for key in ["then", "else"] {
            let mut branch = interpreter.signature(key).expect("there is one");
            refused(branch.allocate(), SHARED);
            refused(branch.input_mut("a").map(drop), SHARED);
            refused(branch.resize_input("a", &[2, 4]), SHARED);
            refused(branch.resize_input_strict("a", &[2, 4]), SHARED);
            refused(branch.invoke(), SHARED);
            assert!(branch.input("a").is_err());
            assert!(branch.output("c").is_err());
        }
        // It is as good as ever itself.
        interpreter.invoke().expect("a run");
    }
}

#[test]
fn branches_run_by_themselves_before_their_caller_does() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let mut interpreter = Interpreter::new(&branches()).expect("an interpreter");
    let mut branch = interpreter.signature("then").expect("there is one");
    branch.resize_input("a", &[3, 4]).expect("rows are open");
    let mut input = branch.input_mut("a").expect("memory");
    input.as_mut_slice::<f32>().unwrap().fill(1.5);
    branch.invoke().expect("a run");
    assert_eq!(branch.output("c").unwrap().to_f32().unwrap(), [3.0; 12]);

    let mut input = interpreter.input_mut("b").expect("memory");
    input.as_mut_slice::<f32>().unwrap().fill(5.0);
    interpreter.invoke().expect("a run");
    assert_eq!(
        interpreter.output("c").unwrap().to_f32().unwrap(),
        [-5.0; 4]
    );
    refused(interpreter.signature("then").unwrap().invoke(), SHARED);
}

/// The condition's unused input is dropped by then, and a C++ exception left the function that was
/// asked for its shape. The body, resized by itself, wrote past the end of the caller's outputs.
#[test]
fn loops_of_a_compiled_model_that_ran_are_not_run_by_themselves() {
    if !loaded(&[Family::LiteRt]) {
        return;
    }
    let model = looping(&row());
    let mut compiled = CompiledModel::new(&model).expect("a compiled model");
    // What is there already is refused as well as what is not.
    let mut body = compiled.signature("body").expect("nothing has run");
    body.input_mut("b").unwrap().write_f32(&[1.0; 4]).unwrap();
    body.run().expect("a run");
    assert_eq!(body.output("d").unwrap().to_f32().unwrap(), [2.0; 4]);

    compiled
        .input_mut("b")
        .unwrap()
        .write_f32(&[0.5; 4])
        .unwrap();
    compiled.run().expect("a run");
    assert_eq!(compiled.output("d").unwrap().to_f32().unwrap(), [4.0; 4]);
    refused(compiled.signature("condition").map(drop), SHARED);
    refused(compiled.signature("body").map(drop), SHARED);
    // It is as good as ever itself.
    compiled.run().expect("a run");

    let mut alone = CompiledModel::new(&model).expect("a compiled model");
    let mut condition = alone.signature("condition").expect("nothing has run");
    condition.run().expect("a run");
    assert_eq!(condition.output("c").unwrap().to_bools().unwrap(), [true]);
}

#[test]
fn loops_of_an_interpreter_that_ran_are_not_run_by_themselves() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let mut interpreter = Interpreter::new(&looping(&rows())).expect("an interpreter");
    interpreter.invoke().expect("a run");
    for key in ["condition", "body"] {
        let mut part = interpreter.signature(key).expect("there is one");
        refused(part.resize_input("b", &[500, 4]), SHARED);
        refused(part.invoke(), SHARED);
    }
    interpreter
        .input_mut("b")
        .unwrap()
        .write_f32(&[0.5; 4])
        .unwrap();
    interpreter.invoke().expect("a run");
    assert_eq!(interpreter.output("d").unwrap().to_f32().unwrap(), [4.0; 4]);
}

/// The loop has one body, of one size, and trusts that it has the size of the caller.
#[test]
fn callers_of_one_loop_have_one_shape() {
    const ONE_SIZE: &str = "one size for both";
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let model = two_callers(&rows());
    let mut interpreter = Interpreter::new(&model).expect("an interpreter");
    interpreter.invoke().expect("a run");
    let mut other = interpreter.signature("other").expect("there is one");
    other.input_mut("b").unwrap().write_f32(&[0.5; 4]).unwrap();
    other.invoke().expect("the shapes are the same");
    assert_eq!(other.output("d").unwrap().to_f32().unwrap(), [4.0; 4]);
    refused(other.resize_input("b", &[50_000, 4]), ONE_SIZE);
    refused(interpreter.resize_input("b", &[50_000, 4]), ONE_SIZE);
    interpreter.invoke().expect("a run");

    let mut interpreter = Interpreter::new(&model).expect("an interpreter");
    interpreter
        .resize_input("b", &[50_000, 4])
        .expect("it is alone");
    interpreter.invoke().expect("a run");
    refused(interpreter.signature("other").unwrap().invoke(), ONE_SIZE);
    interpreter.invoke().expect("a run");

    let mut compiled = CompiledModel::new(&two_callers(&row())).expect("a compiled model");
    compiled.run().expect("a run");
    let mut other = compiled.signature("other").expect("there is one");
    other.run().expect("the shapes are the same");
    let refusal = other.resize_input("b", &[50_000, 4]);
    assert!(matches!(refusal, Err(Error::Unsupported(_))), "{refusal:?}");
    refused(compiled.resize_input("b", &[50_000, 4]), ONE_SIZE);
    compiled.run().expect("a run");
}

/// Each loop of the graph was prepared by itself, and the shape of the last one held for all.
#[test]
fn loops_of_one_graph_have_one_shape() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let two_loops = |first: Tensor, second: Tensor| {
        let call = |b: i32, c: i32| with_options(WHILE, &[0, b], &[c, c + 1], Options::While(1, 2));
        let number = || tensor(INT32, &[]);
        let tensors = vec![
            number(),
            first.clone(),
            second.clone(),
            number(),
            first.clone(),
            number(),
            second,
        ];
        let [condition, body] = loop_graphs(&first);
        let main = graph(tensors, &[0, 1, 2], &[4, 6], vec![call(1, 3), call(2, 5)]);
        let file = tflite_model(vec![main, condition, body]);
        Model::from_bytes(file.build())
    };
    let different = two_loops(row(), tensor(FLOAT, &[50_000, 4]));
    if let Ok(model) = &different {
        let mut interpreter = Interpreter::new(model).expect("an interpreter");
        refused(interpreter.invoke(), "with different shapes");
        let compiled = CompiledModel::new(model).and_then(|mut it| it.run());
        assert!(compiled.is_err());
    }
    let open = two_loops(rows(), rows()).expect("a model");
    let mut interpreter = Interpreter::new(&open).expect("an interpreter");
    interpreter
        .invoke()
        .expect("both have the shape of the file");
    refused(interpreter.resize_input(2, &[50_000, 4]), "has one size");
    interpreter.invoke().expect("a run");
}
