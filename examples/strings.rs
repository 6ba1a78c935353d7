//! Text in, text out: models whose tensors hold strings.
//!
//! TensorFlow Lite does not say which encoding strings have; they are bytes. Tensors of strings have
//! no fixed size, so they are written as a whole, together with their shape.
//!
//! ```sh
//! cargo run --release --example strings
//! ```

use std::path::Path;

use anyhow::Result;
use litert::{Interpreter, Model};

fn main() -> Result<()> {
    // This model picks words from a list by their index, and says which words are "yes".
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/tiny/strings.tflite");
    let mut interpreter = Interpreter::new(&Model::from_file(path)?)?;
    for input in interpreter.inputs() {
        let (name, shape) = (input.name(), input.shape_signature());
        println!("input '{name}': {} {shape}", input.element_type());
    }

    let words = ["yes", "", "Grüße", "no", "日本"];
    let index = [2, 0, 4];
    // Both lists may have any length. Numbers are written after the resize, which clears them.
    interpreter.resize_input("index", &[index.len() as i32])?;
    interpreter.write_strings("words", &[words.len() as i32], &words)?;
    interpreter.input_mut("index")?.copy_from_slice(&index)?;
    interpreter.run()?;

    let picked = interpreter.output("picked")?;
    for (index, word) in index.iter().zip(picked.strings()?) {
        println!("word {index}: {}", String::from_utf8_lossy(word));
    }
    println!("yes: {:?}", interpreter.output("is_yes")?.to_bools()?);
    Ok(())
}
