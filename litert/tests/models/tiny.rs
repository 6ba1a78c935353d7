//! The tiny models of this repository on both engines, with the values in `tiny.json`.

use std::collections::HashMap;

use litert::Family;
use litert_golden::{DType, Platform, Slot, Tolerance, compare, encode_strings};
use litert_test_support::cases::Engine;
use litert_test_support::lent::LentSession;
use litert_test_support::runtime::{loaded, own};
use litert_test_support::session::{self, Signatures};
use serde_json::Value;

/// What `CompiledModel` does not run, and the words it says so with.
const COMPILED_EXCEPTIONS: &[(&str, &str)] = &[
    ("strings/some", "holds strings"),
    ("strings/empty_word", "holds strings"),
];

#[test]
fn tiny_models_on_the_interpreter() {
    if loaded(&[Family::TfLite]) {
        assert!(run_all(Engine::Interpreter, &[]) >= 20);
    }
}

#[test]
fn tiny_models_on_lent_memory() {
    if loaded(&[Family::TfLite]) {
        assert!(run_all(Engine::LentMemory, &[]) >= 20);
    }
}

#[test]
fn tiny_models_on_compiled_model() {
    if loaded(&[Family::LiteRt]) {
        assert!(run_all(Engine::CompiledModel, COMPILED_EXCEPTIONS) >= 16);
    }
}

/// Runs every case; gives the number of those that went well.
#[track_caller]
fn run_all(engine: Engine, exceptions: &[(&str, &str)]) -> usize {
    let text = std::fs::read_to_string(own("tiny/tiny.json")).expect("tiny.json");
    let json: Value = serde_json::from_str(&text).expect("JSON");
    let (mut passed, mut complaints) = (0, Vec::new());
    for model in list(&json["models"]) {
        for case in list(&model["cases"]) {
            let name = format!("{}/{}", text_of(&model["id"]), text_of(&case["id"]));
            let exception = exceptions.iter().find(|(it, _)| *it == name);
            // The official runtime fails here, too.
            let fails = engine == Engine::CompiledModel && case["compiled_model"] != "ok";
            match (run(engine, model, case), exception) {
                (Ok(()), None) if !fails => passed += 1,
                (Ok(()), _) => complaints.push(format!("{name} works, and should not")),
                (Err(error), Some((_, words))) if error.contains(words) => {}
                (Err(_), None) if fails => {}
                (Err(error), _) => complaints.push(format!("{name}: {error}")),
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    passed
}

/// Carries out the steps of a case on a fresh instance.
fn run(engine: Engine, model: &Value, case: &Value) -> Result<(), String> {
    let path = own("tiny").join(text_of(&model["file"]));
    let mut session: Box<dyn Signatures> = match engine {
        Engine::Interpreter => Box::new(session::interpreter(&path, None)?),
        Engine::LentMemory => Box::new(LentSession::open(&path, None)?),
        Engine::CompiledModel => Box::new(session::compiled(&path, None)?),
    };
    let limit = model["tolerance"].as_f64();
    let tolerance = Tolerance {
        same_platform: limit,
        any_platform: limit,
        ..Tolerance::default()
    };
    // Shapes as they are now, by signature and input.
    let mut shapes: HashMap<(&str, &str), Vec<i32>> = HashMap::new();
    for signature in list(&model["signatures"]) {
        for input in list(&signature["inputs"]) {
            let key = (text_of(&signature["key"]), text_of(&input["name"]));
            shapes.insert(key, shape_of(input));
        }
    }

    for step in list(&case["steps"]) {
        let key = text_of(&step["signature"]);
        session.select(key);
        let mut resized = Vec::new();
        for (name, input) in tensors(&step["inputs"]) {
            let shape = shape_of(input);
            if shapes.insert((key, name), shape.clone()).as_ref() != Some(&shape) {
                resized.push((slot(name), shape));
            }
        }
        if !resized.is_empty() {
            session.resize_inputs(&resized)?;
        }
        session.allocate()?;
        for (name, input) in tensors(&step["inputs"]) {
            session.set_input(slot(name), &bytes_of(input))?;
        }
        session.invoke()?;
        for (name, golden) in tensors(&step["outputs"]) {
            let output = session.output(slot(name))?;
            let dtype = dtype_of(golden);
            if DType::parse(&output.dtype) != dtype || output.shape != shape_of(golden) {
                return Err(format!(
                    "output {name}: {} {:?}, expected {dtype} {:?}",
                    output.dtype,
                    output.shape,
                    shape_of(golden)
                ));
            }
            let expected = bytes_of(golden);
            compare(&expected, &output.bytes, dtype, &tolerance, Platform::Same)
                .map_err(|mismatch| format!("output {name}: {mismatch}"))?;
        }
    }
    Ok(())
}

fn slot(name: &str) -> Slot<'_> {
    Slot {
        index: usize::MAX,
        name: Some(name),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text_of(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn tensors(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let map = value.as_object().expect("tensors by name");
    map.iter().map(|(name, tensor)| (name.as_str(), tensor))
}

fn shape_of(tensor: &Value) -> Vec<i32> {
    let dims = list(&tensor["shape"]).iter();
    dims.map(|dim| i32::try_from(dim.as_i64().expect("a dimension")).expect("a dimension"))
        .collect()
}

fn dtype_of(tensor: &Value) -> DType {
    DType::parse(text_of(&tensor["dtype"]))
}

/// The stored elements as a tensor's bytes.
#[allow(clippy::cast_possible_truncation, reason = "the file has what fits")]
fn bytes_of(tensor: &Value) -> Vec<u8> {
    let dtype = dtype_of(tensor);
    let data = match dtype {
        DType::Float16 => list(&tensor["bits"]),
        _ => list(&tensor["data"]),
    };
    let real = |value: &Value| value.as_f64().expect("a number");
    let whole = |value: &Value| value.as_i64().expect("an integer");
    let bytes = |of: &dyn Fn(&Value) -> Vec<u8>| data.iter().flat_map(of).collect();
    match dtype {
        DType::Float32 => bytes(&|it| (real(it) as f32).to_le_bytes().to_vec()),
        DType::Float16 => bytes(&|it| (whole(it) as u16).to_le_bytes().to_vec()),
        DType::Int32 => bytes(&|it| (whole(it) as i32).to_le_bytes().to_vec()),
        DType::Int8 => bytes(&|it| (whole(it) as i8).to_le_bytes().to_vec()),
        DType::UInt8 => bytes(&|it| (whole(it) as u8).to_le_bytes().to_vec()),
        DType::Bool => bytes(&|it| vec![u8::from(it.as_bool().expect("a truth value"))]),
        DType::String => encode_strings(&data.iter().map(text_of).collect::<Vec<_>>()),
        other => panic!("{other} is in none of the files"),
    }
}
