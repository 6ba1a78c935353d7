//! The digits models reach exactly what the official Python package measured: the same class for
//! each of the 360 held-out pictures, whichever engine runs them.

use std::fs;

use litert::types::ElementType;
use litert::{CompiledModel, Engine, Family, Interpreter, Model, Result};
use litert_test_support::runtime::{loaded, own};
use serde_json::Value;

const PIXELS: usize = 16 * 16;
const CLASSES: usize = 10;
const MODELS: [&str; 3] = ["digits_float32", "digits_dynrange", "digits_int8"];

/// An engine that has run nothing yet; `None`, with the reason told, where its library is missing.
type Open = fn(&Model) -> Option<Box<dyn Engine>>;

fn interpreter(model: &Model) -> Option<Box<dyn Engine>> {
    loaded(&[Family::TfLite]).then(|| Box::new(Interpreter::new(model).unwrap()) as _)
}

fn compiled(model: &Model) -> Option<Box<dyn Engine>> {
    loaded(&[Family::LiteRt]).then(|| Box::new(CompiledModel::new(model).unwrap()) as _)
}

/// Runs pictures of 0 to 1 as one batch; gives the probabilities, and the raw output.
fn classify(engine: &mut dyn Engine, pictures: &[f32]) -> Result<(Vec<f32>, Vec<u8>)> {
    let batch = pictures.len() / PIXELS;
    if batch != 1 {
        engine.resize_input("image", &[batch as i32, 16, 16, 1])?;
    }
    engine.input_mut("image")?.write_f32(pictures)?;
    engine.run()?;
    let output = engine.output("output_0")?;
    assert_eq!(*output.shape(), [batch as i32, CLASSES as i32]);
    Ok((output.to_f32()?, output.bytes().to_vec()))
}

#[test]
fn interpreter_predicts_each_digit_as_measured() {
    each_digit(interpreter);
}

#[test]
fn compiled_model_predicts_each_digit_as_measured() {
    each_digit(compiled);
}

#[test]
fn interpreter_predicts_all_digits_in_one_batch() {
    one_batch(interpreter);
}

#[test]
fn compiled_model_predicts_all_digits_in_one_batch() {
    one_batch(compiled);
}

#[test]
fn interpreter_gives_the_probabilities_of_the_samples() {
    samples(interpreter);
}

#[test]
fn compiled_model_gives_the_probabilities_of_the_samples() {
    samples(compiled);
}

/// Quantizing a picture is what makes or breaks the accuracy of an int8 model.
#[test]
fn a_byte_is_quantized_to_itself_less_128() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let mut interpreter = Interpreter::new(&open("digits_int8")).unwrap();
    let bytes: Vec<u8> = (0..=u8::MAX).collect();
    let mut input = interpreter.input_mut("image").unwrap();
    input.write_f32(&pictures(&bytes)).unwrap();
    let written = input.as_tensor().to_vec::<i8>().unwrap();
    let expected: Vec<i8> = bytes.iter().map(|&b| (i16::from(b) - 128) as i8).collect();
    assert_eq!(written, expected);
}

fn each_digit(start: Open) {
    let expected = expected();
    let heldout = fs::read(own("digits/heldout.bin")).expect("heldout.bin");
    for name in MODELS {
        let Some(mut engine) = start(&open(name)) else {
            return;
        };
        let predictions: Vec<usize> = heldout
            .chunks_exact(PIXELS)
            .map(|picture| best(&classify(&mut *engine, &pictures(picture)).unwrap().0))
            .collect();
        assert_predictions(&expected["models"][name]["heldout"], &predictions, name);
    }
}

fn one_batch(start: Open) {
    let expected = expected();
    let heldout = fs::read(own("digits/heldout.bin")).expect("heldout.bin");
    // The int8 model takes one picture at a time.
    for name in ["digits_float32", "digits_dynrange"] {
        let Some(mut engine) = start(&open(name)) else {
            return;
        };
        let (probabilities, _) = classify(&mut *engine, &pictures(&heldout)).unwrap();
        let predictions: Vec<usize> = probabilities.chunks_exact(CLASSES).map(best).collect();
        assert_predictions(&expected["models"][name]["heldout"], &predictions, name);
    }
}

fn samples(start: Open) {
    let expected = expected();
    let tensors = fs::read(own("digits/samples.bin")).expect("samples.bin");
    for name in MODELS {
        let model = open(name);
        let quantized = model.default_signature().outputs()[0].element_type() == ElementType::Int8;
        // One step of the quantized output; the others differ only by rounding, and the
        // dynamic-range model by how the processor sums integers.
        let tolerance = if quantized { 1.0 / 256.0 } else { 1e-3 };
        let Some(mut engine) = start(&model) else {
            return;
        };
        let samples = expected["samples"].as_array().expect("samples");
        assert_eq!(samples.len(), tensors.len() / PIXELS);
        for (sample, picture) in samples.iter().zip(tensors.chunks_exact(PIXELS)) {
            let golden = &sample["models"][name];
            let (probabilities, raw) = classify(&mut *engine, &pictures(picture)).unwrap();
            assert_eq!(golden["predicted"], best(&probabilities), "{name}");
            let reals = golden["probabilities"].as_array().expect("probabilities");
            for (value, golden) in probabilities.iter().zip(reals) {
                let distance = (f64::from(*value) - golden.as_f64().expect("a number")).abs();
                assert!(distance <= tolerance, "{name}: {value}, not {golden}");
            }
            if quantized {
                // What is dequantized is what lies there.
                let stored: Vec<f32> = raw
                    .iter()
                    .map(|&byte| f32::from(i16::from(byte as i8) + 128) / 256.0)
                    .collect();
                assert_eq!(probabilities, stored);
            }
        }
    }
}

#[track_caller]
fn assert_predictions(heldout: &Value, predictions: &[usize], model: &str) {
    let measured: Vec<usize> = heldout["predictions"]
        .as_array()
        .expect("predictions")
        .iter()
        .map(|class| class.as_u64().expect("a class") as usize)
        .collect();
    assert_eq!(measured.len(), 360);
    let differing: Vec<usize> = (0..measured.len().max(predictions.len()))
        .filter(|&i| measured.get(i) != predictions.get(i))
        .collect();
    assert!(
        differing.is_empty(),
        "{model}: pictures {differing:?} differ"
    );

    let truth: Value = json("digits/heldout.json");
    let labels = truth["labels"].as_array().expect("labels");
    let correct = labels.iter().zip(predictions).filter(|(a, b)| a == b);
    assert_eq!(heldout["correct"], correct.count(), "{model}");
}

fn expected() -> Value {
    json("digits/expected.json")
}

fn json(path: &str) -> Value {
    let text = fs::read_to_string(own(path)).expect(path);
    serde_json::from_str(&text).expect(path)
}

fn open(name: &str) -> Model {
    Model::from_file(own(&format!("digits/{name}.tflite"))).unwrap()
}

fn pictures(bytes: &[u8]) -> Vec<f32> {
    bytes.iter().map(|&byte| f32::from(byte) / 255.0).collect()
}

/// The first of the largest.
fn best(probabilities: &[f32]) -> usize {
    let mut best = 0;
    for (class, value) in probabilities.iter().enumerate() {
        if *value > probabilities[best] {
            best = class;
        }
    }
    best
}
