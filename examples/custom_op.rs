//! Runs a model with an operator that no runtime has, written here.
//!
//! Converters write what they do not know as a custom operator, with a name and options that only
//! the one who writes the operator understands. The model of this example has one called
//! `SoftClip`. Both engines run it, on the same Rust code.
//!
//! ```sh
//! cargo run --release --example custom_op
//! ```

use std::path::Path;

use anyhow::Result;
use litert::types::Shape;
use litert::{CompiledModel, CustomOp, Interpreter, Model, OpResult, Tensor, TensorMut};

/// Keeps every value between minus and plus a limit, without a corner.
struct SoftClip;

impl CustomOp for SoftClip {
    /// What the options hold: the limit.
    type State = f32;

    fn init(&self, options: &[u8]) -> OpResult<f32> {
        // Any error will do; it becomes that of `build`.
        let bytes: [u8; 4] = options.try_into()?;
        let limit = f32::from_le_bytes(bytes);
        if limit > 0.0 {
            Ok(limit)
        } else {
            Err(format!("the limit must be positive, not {limit}").into())
        }
    }

    fn output_shapes(&self, _limit: &f32, inputs: &[Shape]) -> OpResult<Vec<Shape>> {
        let [input] = inputs else {
            return Err("it takes one input".into());
        };
        Ok(vec![*input])
    }

    fn invoke(
        &self,
        limit: &f32,
        inputs: &[Tensor<'_>],
        outputs: &mut [TensorMut<'_>],
    ) -> OpResult<()> {
        // Types are checked here: a model that gives it something else gets an error, not a crash.
        let input = inputs[0].as_slice::<f32>()?;
        for (output, value) in outputs[0].as_mut_slice::<f32>()?.iter_mut().zip(input) {
            *output = limit * (value / limit).tanh();
        }
        Ok(())
    }
}

fn main() -> Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/custom_op/soft_clip.tflite");
    let model = Model::from_file(file)?;
    println!("needs {}", model.info().custom_operators().join(", "));

    let values = [-10.0_f32, -0.1, 0.1, 10.0];

    // Without the operator the model is read, and fails when it is to be run. The error says why.
    let mut without = Interpreter::new(&model)?;
    if let Err(error) = without.allocate() {
        println!("without it: {error}");
    }

    // Register it under the name that the file uses, with its version.
    let mut interpreter = Interpreter::builder()
        .custom_op("SoftClip", 1, SoftClip)
        .build(&model)?;
    interpreter.input_mut("x")?.copy_from_slice(&values)?;
    interpreter.invoke()?;
    let clipped = interpreter.output("clipped")?.to_f32()?;
    println!("Interpreter gives {clipped:.3?}");

    // The other engine takes the same operator.
    let mut compiled = CompiledModel::builder()
        .custom_op("SoftClip", 1, SoftClip)
        .build(&model)?;
    compiled.input_mut("x")?.copy_from_slice(&values)?;
    compiled.run()?;
    let clipped = compiled.output("clipped")?.to_f32()?;
    println!("CompiledModel gives {clipped:.3?}");
    Ok(())
}
