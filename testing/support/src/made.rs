//! The models from TensorFlow's converter on one engine, held to what the official Python gave.

use std::fmt::Write as _;

use litert::Model;
use litert_golden::{
    Array, DType, Made, OutputData, Platform, Session, Slot, Suite, Tolerance, Values, compare,
    encode_strings,
};

use super::cases::Engine;
use super::lent::LentSession;
use super::session::{self, text};

/// Runs all of them, and asserts that each goes as in the official Python. `CompiledModel` may refuse
/// where the official one does not run or gives other bits than the official `Interpreter`.
///
/// The second number is that of the models that do not run.
#[track_caller]
pub fn check(suite: &Suite, engine: Engine, platform: Platform) -> (usize, usize) {
    let models = suite.made().expect("the caller looked").unwrap();
    let (mut ran, mut failed, mut wrong) = (0, 0, Vec::new());
    for made in &models {
        let values = suite.made_values(made).unwrap();
        let must_run = match engine {
            Engine::CompiledModel => made.python_compiled_runs && made.compiled_equals_interpreter,
            _ => made.python_interpreter_runs,
        };
        match outputs(suite, engine, made, &values) {
            Ok(outputs) if made.python_interpreter_runs => {
                ran += 1;
                wrong.extend(difference(made, &outputs, &values, platform));
            }
            Ok(_) => wrong.push(format!("{}: runs", made.file)),
            // The build for 32-bit ARM lacks the function for it.
            Err(why) if cfg!(target_arch = "arm") && why.contains("writing strings") => {
                failed += 1;
                println!("{}: {why}", made.file);
            }
            Err(why) if must_run => wrong.push(format!("{}: {why}", made.file)),
            Err(why) => {
                failed += 1;
                println!("{}: {why}", made.file);
            }
        }
    }
    let count = wrong.len();
    assert!(wrong.is_empty(), "{}\n{count} models", wrong.join("\n"));
    (ran, failed)
}

fn outputs(
    suite: &Suite,
    engine: Engine,
    made: &Made,
    values: &Values,
) -> Result<Vec<OutputData>, String> {
    let path = suite.made_path(made);
    let model = Model::from_file(&path).map_err(text)?;
    let view = model.view();
    let graph = view.main_subgraph();
    let mut session: Box<dyn Session> = match engine {
        Engine::CompiledModel => Box::new(session::compiled(&path, None)?),
        Engine::Interpreter => Box::new(session::interpreter(&path, None)?),
        Engine::LentMemory => Box::new(LentSession::open(&path, None)?),
    };
    let slot = |index| Slot { index, name: None };
    let inputs: Vec<Array> = match graph.inputs().count() {
        count if count == values.inputs.len() => values.inputs.clone(),
        // Strings are not among the values.
        count => vec![words(); count],
    };
    let shapes: Vec<_> = graph
        .inputs()
        .zip(&inputs)
        .enumerate()
        .filter(|(_, (tensor, input))| tensor.shape() != input.shape.as_slice())
        .map(|(index, (_, input))| (slot(index), input.shape.clone()))
        .collect();
    if !shapes.is_empty() {
        session.resize_inputs(&shapes)?;
    }
    session.allocate()?;
    for (index, input) in inputs.iter().enumerate() {
        session.set_input(slot(index), &input.bytes)?;
    }
    session.invoke()?;
    (0..graph.outputs().count())
        .map(|index| session.output(slot(index)))
        .collect()
}

/// The string for which the models with strings were asked.
fn words() -> Array {
    Array {
        dtype: DType::String,
        shape: vec![1],
        bytes: encode_strings(&[b"hello world".to_vec()]),
    }
}

/// How outputs differ from those of the official Python; `None` if they do not.
fn difference(
    made: &Made,
    outputs: &[OutputData],
    values: &Values,
    platform: Platform,
) -> Option<String> {
    let mut found = String::new();
    if outputs.len() != values.outputs.len() {
        let _ = write!(found, " {} outputs", outputs.len());
    }
    for (at, (output, wanted)) in outputs.iter().zip(&values.outputs).enumerate() {
        let dtype = DType::parse(&output.dtype);
        if (dtype, &output.shape) != (wanted.dtype, &wanted.shape) {
            let _ = write!(
                found,
                " output {at}: {} {:?}, not {} {:?}",
                output.dtype,
                output.shape,
                wanted.dtype.name(),
                wanted.shape
            );
            continue;
        }
        if is_random(made) {
            continue;
        }
        let compared = compare(
            &wanted.bytes,
            &output.bytes,
            dtype,
            &tolerance(platform, wanted.dtype),
            platform,
        );
        if let Err(mismatch) = compared {
            let _ = write!(found, " output {at}: {mismatch}");
        }
    }
    (!found.is_empty()).then(|| format!("{}:{found}", made.file))
}

/// Their values are other ones each time.
fn is_random(made: &Made) -> bool {
    made.file.contains("random") || made.file.contains("multinomial")
}

/// To the bit, but for the bits of a NaN, where the golden values were made. Close elsewhere: one step for
/// quantized values.
fn tolerance(platform: Platform, dtype: DType) -> Tolerance {
    let close = match dtype {
        DType::Int8 | DType::UInt8 | DType::Int16 => 1.0,
        _ => 1e-3,
    };
    match platform {
        Platform::Same => Tolerance::exact(),
        Platform::Any => Tolerance {
            any_platform: Some(close),
            ..Tolerance::default()
        },
    }
}
