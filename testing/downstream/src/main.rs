//! Adds numbers with `add.tflite`, on every engine that there is a library for.

use std::error::Error;

use litert::{Capability, CompiledModel, Interpreter, Model, Runtime};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: downstream add.tflite")?;
    let model = Model::from_file(path)?;
    let x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let y = [0.5; 6];

    let runtime = Runtime::shared()?;
    if runtime.supports(Capability::Interpreter) {
        let mut interpreter = Interpreter::new(&model)?;
        interpreter.input_mut("x")?.write_f32(&x)?;
        interpreter.input_mut("y")?.write_f32(&y)?;
        interpreter.invoke()?;
        println!("Interpreter: {:?}", interpreter.output(0)?.to_f32()?);
    }
    if runtime.supports(Capability::CompiledModel) {
        let mut compiled = CompiledModel::new(&model)?;
        compiled.input_mut("x")?.write_f32(&x)?;
        compiled.input_mut("y")?.write_f32(&y)?;
        compiled.run()?;
        println!("CompiledModel: {:?}", compiled.output(0)?.to_f32()?);
    }
    for library in runtime.libraries() {
        println!("{library}");
    }
    print!("{}", runtime.load_report());
    Ok(())
}
