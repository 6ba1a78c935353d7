//! Runs a model with CompiledModel, the engine that LiteRT 2 brought.
//!
//! A `.tflite` file holds a graph of operators, with weights. LiteRT has two engines that run it:
//! `Interpreter`, known from TensorFlow Lite, and `CompiledModel`, which reaches GPUs and NPUs
//! too. In this crate both are used alike; `quantized.rs` shows the other one.
//!
//! ```sh
//! cargo run --release --example compiled_model
//! ```

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use litert::{Accelerators, CompiledModel, Model};

fn main() -> Result<()> {
    let digits = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/digits");

    // The file is read and checked. It says what goes in and what comes out, by name.
    let model = Model::from_file(digits.join("digits_float32.tflite"))?;
    for tensor in model.default_signature().inputs() {
        let (shape, element_type) = (tensor.shape_signature(), tensor.element_type());
        println!("takes '{}': {element_type} {shape}", tensor.name());
    }

    // Compiling picks the hardware and prepares every operator for it. Do it once, and keep it.
    let mut compiled = CompiledModel::builder()
        .accelerators(Accelerators::CPU)
        .threads(2)
        .build(&model)?;

    // This model leaves its first dimension open: it takes as many pictures at once as we like.
    compiled.resize_input("image", &[10, 16, 16, 1])?;

    // Ten small pictures, one byte a pixel. The model was trained with pixels from 0 to 1.
    let bytes = fs::read(digits.join("samples.bin")).context("the samples are missing")?;
    let mut image = compiled.input_mut("image")?;
    for (input, &byte) in image.as_mut_slice::<f32>()?.iter_mut().zip(&bytes) {
        *input = f32::from(byte) / 255.0;
    }

    compiled.run()?;

    // The output lies in memory that the compiled model owns; this is a view of it, not a copy.
    let output = compiled.output("output_0")?;
    println!(
        "gives '{}': {} {}",
        output.name(),
        output.element_type(),
        output.shape()
    );
    let scores = output.as_slice::<f32>()?; // row by row: ten scores for each picture
    for (picture, scores) in scores.chunks(10).enumerate() {
        let best = scores
            .iter()
            .enumerate()
            .max_by(|(_, a), (_, b)| a.total_cmp(b));
        let (digit, probability) = best.context("the model has no classes")?;
        println!(
            "picture {picture}: a {digit} ({:.1} %)",
            probability * 100.0
        );
    }
    Ok(())
}
