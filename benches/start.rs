//! A program that does nothing but start: it loads a model, runs it once and prints the result.
//!
//! ```sh
//! cargo bench --bench start -- models/tiny/add.tflite compiled   # or interpreter
//! ```
//!
//! `benches/python_start.py` starts it and the same program in Python in turns, and compares time and
//! memory.

use anyhow::{Context, Result, bail};
use litert::{CompiledModel, Interpreter, Model};

fn main() -> Result<()> {
    // Cargo adds a flag of its own.
    let mut arguments = std::env::args().skip(1).filter(|it| it != "--bench");
    let path = arguments.next().context("name a model, and an engine")?;
    let model = Model::from_file(path)?;
    let sum: f32 = match arguments.next().as_deref() {
        None | Some("compiled") => {
            let mut compiled = CompiledModel::new(&model)?;
            for input in 0..compiled.inputs().len() {
                compiled.input_mut(input)?.copy_from_slice(&[1.5_f32; 6])?;
            }
            compiled.run()?;
            compiled.output(0)?.as_slice::<f32>()?.iter().sum()
        }
        Some("interpreter") => {
            let mut interpreter = Interpreter::new(&model)?;
            for input in 0..interpreter.inputs().len() {
                interpreter
                    .input_mut(input)?
                    .copy_from_slice(&[1.5_f32; 6])?;
            }
            interpreter.run()?;
            interpreter.output(0)?.as_slice::<f32>()?.iter().sum()
        }
        Some(other) => bail!("the engines are 'compiled' and 'interpreter', not '{other}'"),
    };
    println!("{sum}");
    Ok(())
}
