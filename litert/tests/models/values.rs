//! Values that kernels end the process for, in models that are right.

use litert::{CompiledModel, Environment, Error, Interpreter, Model, Result, TensorMut};
use litert_generator::file as tflite;
use litert_test_support::child;
use litert_test_support::libraries::{interpreter_libraries, libraries};
use tflite::{Buffer, Operator, Options, Subgraph, Tensor};

const FLOAT: i8 = 0;
const INT32: i8 = 2;
const INT64: i8 = 4;

const DIV: i32 = 42;
const EMBEDDING_LOOKUP_SPARSE: i32 = 33;
const POW: i32 = 78;
const FLOOR_DIV: i32 = 90;
const FLOOR_MOD: i32 = 95;
const RIGHT_SHIFT: i32 = 161;
const REVERSE_SEQUENCE: i32 = 112;
const BROADCAST_ARGS: i32 = 145;
const NEG: i32 = 59;

/// An input of the only operator: its type, shape and, if it is constant, value.
type Input = (i8, Vec<i32>, Option<Vec<i64>>);

fn bytes(ty: i8, values: &[i64]) -> Vec<u8> {
    match ty {
        INT64 => values.iter().flat_map(|it| it.to_le_bytes()).collect(),
        FLOAT => values
            .iter()
            .flat_map(|it| (*it as f32).to_le_bytes())
            .collect(),
        _ => values
            .iter()
            .flat_map(|it| (*it as i32).to_le_bytes())
            .collect(),
    }
}

/// A model of one operator.
fn model(
    code: i32,
    options: Option<Options>,
    inputs: &[Input],
    output: (i8, &[i32]),
) -> tflite::Model {
    let mut buffers = vec![Buffer::default()];
    let names = ["a", "b", "c", "d", "e"];
    let mut tensors = Vec::new();
    for ((ty, shape, value), name) in inputs.iter().zip(names) {
        let mut buffer = 0;
        if let Some(value) = value {
            buffer = buffers.len() as u32;
            buffers.push(Buffer {
                data: Some(bytes(*ty, value)),
                ..Buffer::default()
            });
        }
        tensors.push(Tensor {
            name: Some(name),
            ty: *ty,
            buffer,
            ..Tensor::float(shape)
        });
    }
    tensors.push(Tensor {
        name: Some("result"),
        ty: output.0,
        ..Tensor::float(output.1)
    });
    let all: Vec<i32> = (0..inputs.len() as i32).collect();
    let open = (0_i32..).zip(inputs).filter(|(_, it)| it.2.is_none());
    let open = open.map(|(at, _)| at).collect();
    tflite::Model {
        codes: vec![(code, None)],
        op_version: Some(if code == FLOOR_MOD { 2 } else { 1 }),
        buffers,
        subgraphs: vec![Subgraph {
            tensors,
            inputs: open,
            outputs: vec![inputs.len() as i32],
            operators: vec![Operator {
                options,
                ..Operator::new(0, &all, &[inputs.len() as i32])
            }],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    }
}

fn open(ty: i8, shape: &[i32]) -> Input {
    (ty, shape.to_vec(), None)
}

fn pair(code: i32, ty: i8) -> tflite::Model {
    let inputs = [open(ty, &[2, 3]), open(ty, &[3])];
    model(code, None, &inputs, (ty, &[2, 3]))
}

fn reverse(lengths: i8) -> tflite::Model {
    let inputs = [open(INT32, &[2, 4]), open(lengths, &[2])];
    model(
        REVERSE_SEQUENCE,
        Some(Options::Reverse(1, 0)),
        &inputs,
        (INT32, &[2, 4]),
    )
}

fn broadcast(ty: i8) -> tflite::Model {
    let inputs = [open(ty, &[3]), open(ty, &[2])];
    model(BROADCAST_ARGS, None, &inputs, (ty, &[3]))
}

fn sparse() -> tflite::Model {
    let inputs = [
        open(INT32, &[2]),
        open(INT32, &[2, 2]),
        open(INT32, &[2]),
        open(FLOAT, &[2]),
        open(FLOAT, &[3, 2]),
    ];
    model(
        EMBEDDING_LOOKUP_SPARSE,
        Some(Options::Combiner(1)),
        &inputs,
        (FLOAT, &[2, 2]),
    )
}

fn write(mut input: TensorMut<'_>, ty: i8, values: &[i64]) -> Result<()> {
    input.copy_from_bytes(&bytes(ty, values))
}

/// What all engines of all libraries make of it: the first output.
fn run(file: &tflite::Model, inputs: &[&[i64]], compiled: bool) -> Vec<(String, Result<Vec<i64>>)> {
    let model = Model::from_bytes(file.build()).unwrap();
    let graph = &file.subgraphs[0];
    let ty = |at: usize| graph.tensors[graph.inputs[at] as usize].ty;
    let numbers = |output: litert::Tensor<'_>| match output.element_type() {
        litert::types::ElementType::Int64 => output.to_vec::<i64>(),
        litert::types::ElementType::Float32 => output
            .to_vec::<f32>()
            .map(|all| all.into_iter().map(|it| it as i64).collect()),
        _ => output
            .to_vec::<i32>()
            .map(|all| all.into_iter().map(i64::from).collect()),
    };
    let mut found = Vec::new();
    for (name, runtime) in interpreter_libraries() {
        let mut interpreter = Interpreter::builder()
            .runtime(&runtime)
            .build(&model)
            .unwrap();
        for (at, values) in inputs.iter().enumerate() {
            write(interpreter.input_mut(at).unwrap(), ty(at), values).unwrap();
        }
        let result = interpreter.invoke();
        let result = result.and_then(|()| numbers(interpreter.output(0)?));
        found.push((format!("Interpreter of {name}"), result));
    }
    for (name, runtime) in libraries().into_iter().filter(|_| compiled) {
        let environment = Environment::builder().runtime(&runtime).build().unwrap();
        let builder = CompiledModel::builder().environment(&environment);
        let mut compiled = builder.build(&model).unwrap();
        let mut buffers = Vec::new();
        for (at, values) in inputs.iter().enumerate() {
            write(compiled.input_mut(at).unwrap(), ty(at), values).unwrap();
            let mut buffer = compiled.create_input_buffer(at).unwrap();
            buffer
                .write(|tensor| write(tensor, ty(at), values))
                .unwrap();
            buffers.push(buffer);
        }
        let result = compiled.run();
        let result = result.and_then(|()| numbers(compiled.output(0)?));
        found.push((format!("CompiledModel of {name}"), result));
        let mut output = compiled.create_output_buffer(0).unwrap();
        let result = compiled.run_with(&buffers, &mut [&mut output]);
        let result = result.and_then(|()| output.read(numbers));
        found.push((format!("CompiledModel of {name}, with buffers"), result));
    }
    found
}

/// Models, values that no kernel survives, and the name of the danger.
fn hostile() -> Vec<(tflite::Model, Vec<Vec<i64>>, &'static str)> {
    let (low, wide) = (i64::from(i32::MIN), i64::MIN);
    let above = |low| vec![vec![1, 2, 3, 4, 5, low], vec![1, 1, -1]];
    vec![
        (pair(FLOOR_MOD, INT32), above(low), "floor-mod-overflow"),
        (pair(FLOOR_MOD, INT64), above(wide), "floor-mod-overflow"),
        (pair(DIV, INT32), above(low), "div-overflow"),
        (
            reverse(INT32),
            vec![vec![0; 8], vec![1, 9_000_000]],
            "reverse-sequence-lengths",
        ),
        (
            reverse(INT64),
            vec![vec![0; 8], vec![1, 9_000_000]],
            "reverse-sequence-lengths",
        ),
        (
            broadcast(INT32),
            vec![vec![4, 2, 3], vec![2, 5]],
            "broadcast-args-unlike",
        ),
        (
            broadcast(INT64),
            vec![vec![4, 2, 3], vec![2, 5]],
            "broadcast-args-unlike",
        ),
    ]
}

#[test]
fn values_that_kernels_die_of_are_errors() {
    child::run("values::hostile_values", &[]).assert_passed();
}

#[test]
#[ignore = "run by values_that_kernels_die_of_are_errors"]
fn hostile_values() {
    if !child::is_child() {
        return;
    }
    for (file, values, hazard) in hostile() {
        let model = Model::from_bytes(file.build()).unwrap();
        let hazards = model.hazards();
        let found = hazards.iter().find(|it| it.name() == hazard);
        let found = found.unwrap_or_else(|| panic!("{hazard}: {hazards:?}"));
        assert!(found.is_guarded(), "{found}");
        let values: Vec<&[i64]> = values.iter().map(Vec::as_slice).collect();
        let mut refused = 0;
        for (place, result) in run(&file, &values, true) {
            println!("{hazard}, {place}: {result:?}");
            match result {
                Err(Error::InvalidArgument { .. }) => refused += 1,
                // Newer kernels of this one look by themselves.
                Ok(_) if hazard == "div-overflow" => {}
                other => panic!("{hazard}, {place}: {other:?}"),
            }
        }
        assert!(refused > 0, "{hazard}");
    }
}

/// A model, the name of its danger, values that a kernel of TensorFlow Lite 2.17 does not survive, and others
/// with what it makes of them.
type Trusting = (
    tflite::Model,
    &'static str,
    Vec<Vec<i64>>,
    Option<(Vec<Vec<i64>>, Vec<i64>)>,
);

fn trusting() -> Vec<Trusting> {
    const FAR: i64 = 9_000_000;
    const HUGE: i64 = i32::MAX as i64;
    let field = |kind, value| {
        Some(Options::Fields(tflite::Fields {
            second: false,
            kind,
            values: vec![value],
        }))
    };
    let made = |code, options, shapes: &[&[i32]], output: &[i32]| {
        let inputs: Vec<Input> = shapes.iter().map(|shape| open(INT32, shape)).collect();
        model(code, options, &inputs, (INT32, output))
    };
    let (size, place) = ("output-size", "places-outside");
    let random = |shape| model(148, None, &[open(INT32, &[2])], (FLOAT, shape));
    vec![
        (random(&[2, 3]), size, vec![vec![HUGE, HUGE]], None),
        (random(&[2, 3]), size, vec![vec![-1, 3]], None),
        (
            made(
                85,
                field(61, (0, tflite::Value::Int(-1))),
                &[&[3], &[], &[], &[]],
                &[3, 2],
            ),
            size,
            vec![vec![0; 3], vec![HUGE], vec![1], vec![0]],
            Some((
                vec![vec![0, 1, 0], vec![2], vec![7], vec![0]],
                vec![7, 0, 0, 7, 7, 0],
            )),
        ),
        (
            made(69, None, &[&[1, 2], &[2]], &[1, 4]),
            size,
            vec![vec![1, 2], vec![HUGE, HUGE]],
            Some((vec![vec![1, 2], vec![1, 2]], vec![1, 2, 1, 2])),
        ),
        (
            made(
                100,
                field(77, (0, tflite::Value::Byte(1))),
                &[&[1, 2], &[2, 2]],
                &[1, 3],
            ),
            size,
            vec![vec![1, 2], vec![0, FAR, 0, FAR]],
            Some((vec![vec![1, 2], vec![0, 0, 0, 1]], vec![1, 2, 2])),
        ),
        (
            made(68, None, &[&[2], &[1], &[2], &[]], &[3]),
            place,
            vec![vec![0, FAR], vec![3], vec![5, 6], vec![0]],
            Some((
                vec![vec![0, 2], vec![3], vec![5, 6], vec![9]],
                vec![5, 9, 6],
            )),
        ),
        (
            made(155, None, &[&[3], &[3], &[]], &[2]),
            place,
            vec![vec![1, 2, 3], vec![0, FAR, 0], vec![2]],
            Some((vec![vec![1, 2, 3], vec![0, 1, 0], vec![2]], vec![4, 2])),
        ),
        (
            made(122, None, &[&[2, 1], &[2], &[1]], &[3]),
            place,
            vec![vec![0, FAR], vec![1, 2], vec![3]],
            Some((vec![vec![0, 2], vec![1, 2], vec![3]], vec![1, 0, 2])),
        ),
        (
            pair(DIV, INT32),
            "div-by-zero",
            vec![vec![1; 6], vec![1, 0, 1]],
            Some((vec![vec![6; 6], vec![1, 2, 3]], vec![6, 3, 2, 6, 3, 2])),
        ),
        (
            made(FLOOR_MOD, None, &[&[1, 1, 1, 1, 2], &[2]], &[1, 1, 1, 1, 2]),
            "broadcast-ranks",
            vec![vec![7, 7], vec![2, 4]],
            None,
        ),
    ]
}

#[test]
fn sizes_and_places_from_inputs_are_looked_at() {
    child::run("values::sizes_and_places", &[]).assert_passed();
}

#[test]
#[ignore = "run by sizes_and_places_from_inputs_are_looked_at"]
fn sizes_and_places() {
    if !child::is_child() {
        return;
    }
    for (file, hazard, bad, good) in trusting() {
        let model = Model::from_bytes(file.build()).unwrap();
        let hazards = model.hazards();
        let found = hazards.iter().find(|it| it.name() == hazard);
        let found = found.unwrap_or_else(|| panic!("{hazard}: {hazards:?}"));
        assert!(found.is_guarded(), "{found}");
        let values: Vec<&[i64]> = bad.iter().map(Vec::as_slice).collect();
        for (place, result) in run(&file, &values, false) {
            println!("{found}, {place}: {result:?}");
            let old = place.contains("2.17") || place.contains("tflite");
            let refused = matches!(result, Err(Error::InvalidArgument { .. }));
            // Newer kernels give a result, or look by themselves.
            assert!(refused || !old, "{found}, {place}: {result:?}");
        }
        if let Some((values, right)) = good {
            let values: Vec<&[i64]> = values.iter().map(Vec::as_slice).collect();
            for (place, result) in run(&file, &values, false) {
                assert_eq!(result.unwrap(), right, "{hazard}, {place}");
            }
        }
    }
}

/// They give a result or an error by themselves.
#[test]
fn extremes_of_other_operators_end_nothing() {
    child::run("values::extremes", &[]).assert_passed();
}

#[test]
#[ignore = "run by extremes_of_other_operators_end_nothing"]
fn extremes() {
    if !child::is_child() {
        return;
    }
    let (low, high) = (i64::from(i32::MIN), i64::from(i32::MAX));
    for code in [FLOOR_DIV, POW, RIGHT_SHIFT] {
        let mut file = pair(code, INT32);
        file.op_version = Some(1);
        let model = Model::from_bytes(file.build()).unwrap();
        assert_eq!(model.hazards(), []);
        for other in [[-1, low, high], [0, 1, high], [31, 32, 2]] {
            let results = run(&file, &[&[low, low, high, high, low, low], &other], true);
            assert!(!results.is_empty());
        }
    }
}

/// The kernel divides by the sum of weights at the place that indices lead to.
#[test]
fn sparse_places_outside_are_errors() {
    child::run("values::sparse_places", &[]).assert_passed();
}

#[test]
#[ignore = "run by sparse_places_outside_are_errors"]
fn sparse_places() {
    if !child::is_child() {
        return;
    }
    let rows: &[i64] = &[10, 20, 30, 40, 50, 60];
    let inputs = |place| -> [Vec<i64>; 2] { [vec![0, 0, place, 0], vec![2, 1]] };
    for (place, right) in [
        (1, true),
        (900_000_000, false),
        (-900_000_000, false),
        (2, false),
    ] {
        let [indices, shape] = inputs(place);
        let values: [&[i64]; 5] = [&[2, 0], &indices, &shape, &[1, 1], rows];
        for (name, result) in run(&sparse(), &values, false) {
            match result {
                Ok(output) if right => assert_eq!(output, [50, 60, 10, 20], "{name}"),
                Err(Error::InvalidArgument { .. }) if !right => {}
                other => panic!("{name}, place {place}: {other:?}"),
            }
        }
    }
}

/// Values at the edge of what is refused give what the operator is for.
#[test]
fn values_at_the_edge_are_computed() {
    /// A model, its two inputs and its output.
    type Case<'a> = (tflite::Model, [&'a [i64]; 2], &'a [i64]);
    const LOW: i64 = i32::MIN as i64;
    let cases: [Case<'_>; 7] = [
        // They do not meet.
        (
            pair(FLOOR_MOD, INT32),
            [&[LOW, 7, -7, LOW + 1, 7, 9], &[5, 3, -1]],
            &[LOW.rem_euclid(5), 1, 0, (LOW + 1).rem_euclid(5), 1, 0],
        ),
        (
            pair(FLOOR_MOD, INT64),
            [&[i64::MIN, 7, -7, 1, -7, i64::MIN + 1], &[2, 3, -1]],
            &[0, 1, 0, 1, 2, 0],
        ),
        (
            pair(DIV, INT32),
            [&[LOW, 7, -7, LOW, 7, LOW + 1], &[2, -3, -1]],
            &[LOW / 2, -2, 7, LOW / 2, -2, i64::from(i32::MAX)],
        ),
        (
            reverse(INT32),
            [&[1, 2, 3, 4, 5, 6, 7, 8], &[4, 2]],
            &[4, 3, 2, 1, 6, 5, 7, 8],
        ),
        (
            reverse(INT64),
            [&[1, 2, 3, 4, 5, 6, 7, 8], &[0, -5]],
            &[1, 2, 3, 4, 5, 6, 7, 8],
        ),
        (broadcast(INT32), [&[4, 2, 1], &[1, 5]], &[4, 2, 5]),
        (broadcast(INT64), [&[4, 1, 5], &[7, 5]], &[4, 7, 5]),
    ];
    for (file, values, expected) in cases {
        for (place, result) in run(&file, &values, true) {
            assert_eq!(result.unwrap(), expected, "{place}: {values:?}");
        }
    }
}

/// Constants decide when the file is read.
#[test]
fn constants_decide_at_once() {
    let low = i64::from(i32::MIN);
    let constant = |shape: &[i32], values: &[i64]| (INT32, shape.to_vec(), Some(values.to_vec()));
    let two = |code, a, b| model(code, None, &[a, b], (INT32, &[2]));

    let safe = two(FLOOR_MOD, open(INT32, &[2]), constant(&[2], &[3, -7]));
    assert_eq!(Model::from_bytes(safe.build()).unwrap().hazards(), []);
    let ones = two(BROADCAST_ARGS, open(INT32, &[2]), constant(&[2], &[1, 1]));
    assert_eq!(Model::from_bytes(ones.build()).unwrap().hazards(), []);
    let doubtful = two(FLOOR_MOD, open(INT32, &[2]), constant(&[2], &[3, -1]));
    assert_eq!(
        Model::from_bytes(doubtful.build()).unwrap().hazards().len(),
        1
    );

    for (file, words) in [
        (
            two(FLOOR_MOD, constant(&[2], &[1, low]), constant(&[1], &[-1])),
            "divide -2147483648 by -1",
        ),
        (
            two(
                BROADCAST_ARGS,
                constant(&[2], &[2, 3]),
                constant(&[2], &[2, 4]),
            ),
            "broadcast 3 and 4",
        ),
        (
            model(
                REVERSE_SEQUENCE,
                Some(Options::Reverse(1, 0)),
                &[constant(&[2, 1], &[1, 2]), constant(&[2], &[1, 5])],
                (INT32, &[2, 1]),
            ),
            "reverse 5 elements of a sequence of 1",
        ),
    ] {
        let error = Model::from_bytes(file.build()).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

/// What a graph computes nobody looks at before; the model runs, and the danger is told.
#[test]
fn computed_values_are_told() {
    let mut file = pair(FLOOR_MOD, INT32);
    file.codes.push((NEG, None));
    file.op_version = Some(1);
    let graph = &mut file.subgraphs[0];
    let negated = graph.tensors.len() as i32;
    graph.tensors.push(Tensor {
        name: Some("negated"),
        ..graph.tensors[1].clone()
    });
    graph.operators[0].inputs[1] = negated;
    graph
        .operators
        .insert(0, Operator::new(1, &[1], &[negated]));
    let model = Model::from_bytes(file.build()).unwrap();
    let [hazard] = &model.hazards()[..] else {
        panic!("{:?}", model.hazards());
    };
    assert!(!hazard.is_guarded());
    assert_eq!(hazard.place(), "subgraph 0 operator 1 FLOOR_MOD");
    let text = hazard.to_string();
    assert!(
        text.contains("[floor-mod-overflow]") && text.contains("isolated"),
        "{text}"
    );
    for (place, result) in run(&file, &[&[7, 7, 7, 8, 8, 8], &[-2, -3, 4]], true) {
        assert_eq!(result.unwrap(), [1, 1, -1, 0, 2, 0], "{place}");
    }
}
