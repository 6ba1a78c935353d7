//! Sound models, given shapes and values that nobody meant: an error, or a result, and no crash.

use litert::types::ElementType;
use litert::{CompiledModel, Family, Interpreter, Model};
use litert_generator::Random;
use litert_test_support::hunt::{self, Work};
use litert_test_support::runtime::loaded;
use litert_test_support::{exercise, originals};

const LARGEST: u64 = 1 << 20;
const MOST_MEMORY: usize = 1 << 24;
/// For a single input; some kernels need many times as much.
const MOST_ELEMENTS: usize = 1 << 14;

/// These go round as often as their input says, which may be for ever.
const LOOPS: [&str; 2] = [
    "nested_while.tflite",
    "while_op_with_forwarding_input.tflite",
];

#[test]
fn odd_shapes_and_values_do_not_crash_the_engines() {
    if loaded(&[Family::TfLite, Family::LiteRt]) {
        hunt::hunt("odd_inputs::child_odd_inputs", 2_000, 400, &[]);
    }
}

#[test]
#[ignore = "run in child processes by another test"]
fn child_odd_inputs() {
    let Some(mut work) = hunt::work() else {
        return;
    };
    let mut models = Vec::new();
    for (name, bytes) in originals::models(LARGEST) {
        if LOOPS.contains(&name.as_str()) {
            continue;
        }
        match Model::from_bytes(bytes) {
            Ok(model) if exercise::memory(&model) <= MOST_MEMORY => models.push((name, model)),
            _ => {}
        }
    }
    for seed in work.seeds.clone() {
        one(seed, &models, &mut work);
    }
}

fn one(seed: u64, models: &[(String, Model)], work: &mut Work) {
    work.accepted();
    let mut random = Random::new(seed);
    let (name, model) = random.pick(models);
    // Values that are never meant as an index, and any bytes at all.
    let pattern = *random.pick(&[0, 1, 2, 0x7f, 0x80, 0xff]);
    let noise = random.below(3) == 0;
    let mut values = Random::new(seed);
    let mut fill = |bytes: &mut [u8]| {
        bytes.fill(pattern);
        if noise {
            bytes.fill_with(|| values.number() as u8);
        }
    };
    let inputs = model.default_signature().inputs();
    let mut shapes: Vec<Option<Vec<i32>>> = Vec::new();
    for input in inputs {
        let resized = random.below(3) > 0;
        let shape = resized.then(|| odd(&input.shape(), &mut random));
        shapes.push(
            shape.filter(|it| !(it.is_empty() && input.element_type() == ElementType::String)),
        );
    }
    let what = format!("{name} {shapes:?} filled with {pattern}, noise {noise}");

    macro_rules! resize {
        ($engine:ident) => {
            for (input, shape) in shapes.iter().enumerate() {
                if let Some(shape) = shape {
                    $engine.resize_input(input, shape)?;
                }
            }
        };
    }
    for xnnpack in [true, false] {
        work.begin(seed, &format!("interpreter, XNNPACK {xnnpack}: {what}"));
        let run = || {
            let builder = Interpreter::builder();
            let mut engine = match xnnpack {
                true => builder.build(model)?,
                false => builder.xnnpack(false).build(model)?,
            };
            resize!(engine);
            exercise::every_graph(&mut engine, model, &mut fill)
        };
        if { run }().is_ok() {
            work.ran();
        }
    }
    work.begin(seed, &format!("compiled model: {what}"));
    let run = || {
        let mut engine = CompiledModel::new(model)?;
        resize!(engine);
        exercise::every_graph(&mut engine, model, &mut fill)
    };
    if { run }().is_ok() {
        work.ran();
    }
}

/// A shape like `shape`, but not quite.
fn odd(shape: &[i32], random: &mut Random) -> Vec<i32> {
    let mut odd: Vec<i32> = shape
        .iter()
        .map(|&dim| match random.below(10) {
            0 => 0,
            1 => 1,
            2 => dim + 1,
            3 => (dim - 1).max(0),
            4 => dim.saturating_mul(2).min(512),
            5 => *random.pick(&[2, 3, 7, 31]),
            _ => dim.max(0),
        })
        .collect();
    match random.below(8) {
        0 => {
            odd.pop();
        }
        1 if odd.len() < 8 => odd.insert(0, 1),
        2 if odd.len() < 8 => odd.push(2),
        _ => {}
    }
    let elements = odd.iter().map(|&dim| dim as usize).product::<usize>();
    if elements > MOST_ELEMENTS.max(shape.iter().map(|&dim| dim.max(1) as usize).product()) {
        return shape.iter().map(|&dim| dim.max(1)).collect();
    }
    odd
}
