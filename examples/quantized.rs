//! What a quantized model is, and how its integers become numbers again.
//!
//! A float model stores each weight and each intermediate result in 32 bits. A fully quantized one
//! stores most of them in 8: it is smaller, usually faster, and runs on hardware that knows integers
//! only. Each of its tensors has two numbers that say what the integers in it stand for:
//!
//! ```text
//! real number = scale * (stored integer - zero point)
//! ```
//!
//! ```sh
//! cargo run --release --example quantized
//! ```

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use litert::{Interpreter, Model};

fn main() -> Result<()> {
    let digits = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/digits");
    let float = Model::from_file(digits.join("digits_float32.tflite"))?;
    let int8 = Model::from_file(digits.join("digits_int8.tflite"))?;
    let [float_size, int8_size] = [&float, &int8].map(|model| model.as_bytes().len());
    println!("the float model has {float_size} bytes, the quantized one {int8_size}");

    // A picture of a three: 16x16 pixels, one byte each. The models were trained with 0 to 1.
    let samples = fs::read(digits.join("samples.bin")).context("the samples are missing")?;
    let bytes = samples
        .chunks(256)
        .nth(3)
        .context("there are not enough samples")?;
    let pixels: Vec<f32> = bytes.iter().map(|&byte| f32::from(byte) / 255.0).collect();

    // The easy way: give and take real numbers, and the library converts. The same code runs both.
    for model in [&float, &int8] {
        let mut interpreter = Interpreter::new(model)?;
        interpreter.input_mut("image")?.write_f32(&pixels)?;
        interpreter.run()?;
        let scores = interpreter.output("output_0")?.to_f32()?;
        let three = scores.get(3).context("the model has too few classes")?;
        println!("{model}: a three with a probability of {three:.3}");
    }

    // The direct way: the integers themselves. It saves the conversion where the source has
    // integers already, like this picture.
    let mut interpreter = Interpreter::new(&int8)?;
    let mut image = interpreter.input_mut("image")?;
    let input = image
        .quantization()
        .per_tensor()
        .context("the input is not quantized")?;
    let [black, white] = [0.0, 1.0].map(|real| input.quantize::<i8>(real));
    println!("input: {input}; 0 is stored as {black}, 1 as {white}");
    // Scale 1/255 and zero point -128: the stored integer is the byte less 128.
    for (stored, &byte) in image.as_mut_slice::<i8>()?.iter_mut().zip(bytes) {
        *stored = byte.wrapping_sub(128) as i8;
    }
    interpreter.run()?;

    let output = interpreter.output("output_0")?;
    let params = output
        .quantization()
        .per_tensor()
        .context("the output is not quantized")?;
    println!("output: {params}");
    for (digit, &stored) in output.as_slice::<i8>()?.iter().enumerate() {
        println!(
            "  {digit}: {stored:4} stands for {:.3}",
            params.dequantize(stored)
        );
    }
    Ok(())
}
