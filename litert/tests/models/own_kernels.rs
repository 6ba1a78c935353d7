//! Operators that kernels of ours compute, because those of the libraries end the process for values that
//! a graph may compute. What they give is compared with the libraries' own kernels, which compute where a
//! caller vouches for the values.

use litert::model::ModelView;
use litert::{Error, Interpreter, Model, ModelOptions, Runtime};
use litert_generator::Random;
use litert_generator::file as tflite;
use litert_test_support::child;
use litert_test_support::libraries::interpreter_libraries;
use tflite::{Buffer, Operator, Options, Subgraph, Tensor};

const FLOAT: i8 = 0;
const INT32: i8 = 2;
const UINT8: i8 = 3;
const INT64: i8 = 4;
const INT16: i8 = 7;
const INT8: i8 = 9;

const RESHAPE: i32 = 22;
const DIV: i32 = 42;
const FLOOR_MOD: i32 = 95;
const REVERSE_SEQUENCE: i32 = 112;

/// An operator with two inputs: their types and shapes, and the shape of the output, which has the type of
/// the first.
type Case<'a> = (i32, [(i8, &'a [i32]); 2], &'a [i32]);

/// The operator of values that a graph computes, here by RESHAPE, and the same of a graph's inputs.
fn file(&(code, inputs, output): &Case<'_>, danger: [(i8, &[i32]); 2], given: &[i32]) -> Vec<u8> {
    let mut buffers = vec![Buffer::default()];
    let mut tensors = Vec::new();
    let tensor = |(ty, shape): (i8, &[i32]), buffer| Tensor {
        ty,
        buffer,
        ..Tensor::float(shape)
    };
    // 0 to 3 are the inputs; 4 and 5 their shapes; 6 and 7 what RESHAPE gives; 8 and 9 the outputs.
    tensors.extend(danger.map(|it| tensor(it, 0)));
    tensors.extend(inputs.map(|it| tensor(it, 0)));
    for (_, shape) in danger {
        buffers.push(Buffer {
            data: Some(shape.iter().flat_map(|dim| dim.to_le_bytes()).collect()),
            ..Buffer::default()
        });
        let count = [shape.len() as i32];
        tensors.push(tensor((INT32, &count), buffers.len() as u32 - 1));
    }
    tensors.extend(danger.map(|it| tensor(it, 0)));
    tensors.push(tensor((danger[0].0, given), 0));
    tensors.push(tensor((inputs[0].0, output), 0));
    let operator = |inputs: [i32; 2], output: i32| Operator {
        options: (code == REVERSE_SEQUENCE).then_some(Options::Reverse(1, 0)),
        ..Operator::new(0, &inputs, &[output])
    };
    let model = tflite::Model {
        codes: vec![(code, None), (RESHAPE, None)],
        op_version: Some(1),
        buffers,
        subgraphs: vec![Subgraph {
            tensors,
            inputs: vec![0, 1, 2, 3],
            outputs: vec![8, 9],
            operators: vec![
                Operator::new(1, &[0, 4], &[6]),
                Operator::new(1, &[1, 5], &[7]),
                operator([6, 7], 8),
                operator([2, 3], 9),
            ],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    model.build()
}

/// The same with inputs of the operator itself.
fn same(case: &Case<'_>) -> Vec<u8> {
    let danger = match case.0 {
        REVERSE_SEQUENCE => case.1,
        _ => [(INT32, case.1[0].1), (INT32, case.1[1].1)],
    };
    file(case, danger, case.2)
}

fn size(ty: i8) -> usize {
    match ty {
        INT64 => 8,
        INT16 => 2,
        INT8 | UINT8 => 1,
        _ => 4,
    }
}

/// Numbers of a type; those that divide are not 0, and not −1.
fn numbers(random: &mut Random, ty: i8, count: usize, divide: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..count {
        let number = match random.below(6) {
            0 => i64::MIN >> (64 - 8 * size(ty)),
            1 => i64::MAX >> (64 - 8 * size(ty)),
            2 => random.below(1 << 30) as i64 - (1 << 29),
            _ => random.below(20) as i64 - 10,
        };
        let number = match number {
            -1 | 0 if divide => 7,
            number => number,
        };
        let float = match random.below(8) {
            0 => f32::INFINITY,
            1 => f32::NAN,
            2 => -0.0,
            _ => number as f32 / 8.0,
        };
        match ty {
            FLOAT => bytes.extend(float.to_le_bytes()),
            _ => bytes.extend(&number.to_le_bytes()[..size(ty)]),
        }
    }
    bytes
}

fn run(runtime: &Runtime, model: &Model, inputs: &[Vec<u8>]) -> litert::Result<Vec<Vec<u8>>> {
    let builder = Interpreter::builder().runtime(runtime).xnnpack(false);
    let mut interpreter = builder.build(model)?;
    for (at, bytes) in inputs.iter().enumerate() {
        interpreter.input_mut(at)?.copy_from_bytes(bytes)?;
    }
    interpreter.invoke()?;
    (0..2)
        .map(|at| Ok(interpreter.output(at)?.bytes().to_vec()))
        .collect()
}

/// NaN has many bit patterns, and which one comes out is the processor's choice.
fn without_nan(ty: i8, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for number in bytes.chunks_exact_mut(4).filter(|_| ty == FLOAT) {
        let float = f32::from_le_bytes(number.try_into().expect("four bytes"));
        if float.is_nan() {
            number.copy_from_slice(&f32::NAN.to_le_bytes());
        }
    }
    bytes
}

fn cases() -> Vec<Case<'static>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for (code, types) in [
        (FLOOR_MOD, &[FLOAT, INT8, INT16, INT32, INT64][..]),
        (DIV, &[FLOAT, INT32]),
    ] {
        for ty in types {
            let two = |first: &'static [i32], second: &'static [i32]| [(*ty, first), (*ty, second)];
            cases.push((code, two(&[2, 3, 4], &[2, 3, 4]), &[2, 3, 4]));
            cases.push((code, two(&[2, 3, 4], &[4]), &[2, 3, 4]));
            cases.push((code, two(&[1], &[5]), &[5]));
            cases.push((code, two(&[3, 1, 4], &[2, 1]), &[3, 2, 4]));
            cases.push((code, two(&[2, 1, 2, 1], &[1, 3, 1, 5]), &[2, 3, 2, 5]));
        }
    }
    for ty in [FLOAT, UINT8, INT16, INT32, INT64] {
        for lengths in [INT32, INT64] {
            cases.push((REVERSE_SEQUENCE, [(ty, &[3, 4]), (lengths, &[3])], &[3, 4]));
            cases.push((
                REVERSE_SEQUENCE,
                [(ty, &[2, 5, 3]), (lengths, &[2])],
                &[2, 5, 3],
            ));
        }
    }
    cases
}

#[test]
fn results_are_those_of_the_libraries() {
    let mut random = Random::new(5);
    for case in cases() {
        let (code, inputs, _) = case;
        let bytes = same(&case);
        let own = Model::from_bytes(&bytes[..]).expect("a model");
        let mut options = ModelOptions::new();
        for name in ModelView::rules() {
            // SAFETY: no value below is one that a kernel ends the process for.
            options = unsafe { options.allow(name) };
        }
        let theirs = options.take_bytes(&bytes[..]).expect("a model");
        let given = own.signatures()[0].inputs();
        for _ in 0..5 {
            let filled: Vec<Vec<u8>> = given
                .iter()
                .enumerate()
                .map(|(at, input)| {
                    let count = input.shape().num_elements().expect("a fixed shape");
                    let ty = match at {
                        0 if code != REVERSE_SEQUENCE => INT32,
                        1 if code != REVERSE_SEQUENCE => INT32,
                        _ => inputs[at % 2].0,
                    };
                    let mut lengths = || -> Vec<u8> {
                        let most = inputs[0].1[1] as usize;
                        let lengths = (0..count).map(|_| random.below(most + 1) as i64);
                        lengths
                            .flat_map(|it| it.to_le_bytes()[..size(ty)].to_vec())
                            .collect()
                    };
                    match at % 2 == 1 && code == REVERSE_SEQUENCE {
                        true => lengths(),
                        false => numbers(&mut random, ty, count, at % 2 == 1),
                    }
                })
                .collect();
            for (name, runtime) in interpreter_libraries() {
                let [ours, theirs] = [&own, &theirs].map(|model| run(&runtime, model, &filled));
                let (ours, theirs) = (ours.expect(&name), theirs.expect(&name));
                assert_eq!(ours[0], theirs[0], "{case:?} {name}");
                let ty = inputs[0].0;
                let [ours, theirs] = [&ours[1], &theirs[1]].map(|it| without_nan(ty, it));
                assert_eq!(ours, theirs, "{case:?} {name}");
            }
        }
    }
}

#[test]
fn computed_values_that_kernels_die_of_are_errors() {
    child::run("own_kernels::computed_hostile_values", &[]).assert_passed();
}

#[test]
#[ignore = "run by computed_values_that_kernels_die_of_are_errors"]
fn computed_hostile_values() {
    if !child::is_child() {
        return;
    }
    let words =
        |numbers: &[i32]| -> Vec<u8> { numbers.iter().flat_map(|it| it.to_le_bytes()).collect() };
    let pair: [(i8, &[i32]); 2] = [(INT32, &[2]), (INT32, &[2])];
    let reverse: [(i8, &[i32]); 2] = [(INT32, &[2, 2]), (INT32, &[2])];
    let good = [words(&[7, -7]), words(&[3, 3])];
    for (code, inputs, output, bad, rule) in [
        (
            FLOOR_MOD,
            pair,
            &[2][..],
            [words(&[5, i32::MIN]), words(&[5, -1])],
            "floor-mod-overflow",
        ),
        (
            FLOOR_MOD,
            pair,
            &[2],
            [words(&[5, 6]), words(&[5, 0])],
            "divide by 0",
        ),
        (
            DIV,
            pair,
            &[2],
            [words(&[5, i32::MIN]), words(&[5, -1])],
            "div-overflow",
        ),
        (
            DIV,
            pair,
            &[2],
            [words(&[5, 6]), words(&[5, 0])],
            "divide by 0",
        ),
        (
            REVERSE_SEQUENCE,
            reverse,
            &[2, 2],
            [words(&[1, 2, 3, 4]), words(&[1, 9_000_000])],
            "reverse-sequence-lengths",
        ),
    ] {
        let model = Model::from_bytes(same(&(code, inputs, output))).expect("a model");
        let good = match code {
            REVERSE_SEQUENCE => [words(&[1, 2, 3, 4]), words(&[2, 1])],
            _ => good.clone(),
        };
        let all = |danger: &[Vec<u8>; 2]| [&danger[..], &good[..]].concat();
        let hazards = model.hazards();
        assert!(
            hazards
                .iter()
                .any(|it| !it.is_guarded() && it.has_own_kernel())
        );
        for (name, runtime) in interpreter_libraries() {
            let builder = Interpreter::builder().runtime(&runtime);
            let mut interpreter = builder.build(&model).expect(&name);
            for (values, fails) in [(all(&good), false), (all(&bad), true), (all(&good), false)] {
                for (at, bytes) in values.iter().enumerate() {
                    let mut input = interpreter.input_mut(at).expect("an input");
                    input.copy_from_bytes(bytes).expect("it fits");
                }
                match interpreter.invoke() {
                    Ok(()) => assert!(!fails || code == DIV, "{rule} {name}"),
                    Err(Error::InvalidArgument(text)) => {
                        assert!(fails && text.contains(rule), "{rule} {name}: {text}");
                    }
                    // DIV of newer libraries looks by itself.
                    Err(error) => assert!(fails && code == DIV, "{rule} {name}: {error}"),
                }
            }
        }
    }
}
