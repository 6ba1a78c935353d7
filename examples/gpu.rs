//! Runs a model on the GPU, and says why not where that does not work.
//!
//! The GPU accelerator lies beside the runtime and is found there; on Linux it needs a Vulkan
//! driver. A machine without a GPU can use Mesa's software driver, for trying it out: slow, but the
//! same path. See `docs/gpu.md`.
//!
//! ```sh
//! cargo run --release --example gpu
//! ```

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use litert::options::{GpuOptions, GpuPrecision};
use litert::{Accelerators, CompiledModel, Environment, Model};

fn main() -> Result<()> {
    let digits = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/digits");
    let model = Model::from_file(digits.join("digits_int8.tflite"))?;

    // An environment knows the accelerators. Models that share one share what it found.
    let environment = Environment::builder().build()?;
    for (name, hardware) in environment.accelerators() {
        println!("there is '{name}' for {hardware}");
    }

    // The GPU if it can run the whole model, else the CPU. `GPU | CPU` as the first entry would let
    // the CPU run single operators that the GPU does not have.
    let mut compiled = CompiledModel::builder()
        .environment(&environment)
        .prefer([Accelerators::GPU, Accelerators::CPU])
        // 32 bits: as exact as the CPU. Without this, GPUs compute with 16 where they can.
        .gpu(GpuOptions::new().precision(GpuPrecision::F32))
        .build(&model)?;

    // What became of it: what is used, and why not what was preferred.
    let report = compiled.acceleration();
    println!("{report}");
    if report.used == Accelerators::CPU {
        println!("so this runs on the CPU");
    }

    let pictures = fs::read(digits.join("samples.bin")).context("the samples are missing")?;
    for picture in pictures.chunks_exact(16 * 16).take(3) {
        // The model was trained with pixels from 0 to 1; writing them quantizes them.
        let pixels: Vec<f32> = picture.iter().map(|&it| f32::from(it) / 255.0).collect();
        compiled.input_mut(0)?.write_f32(&pixels)?;

        // The first run is the slowest: the driver compiles the shaders.
        let begun = Instant::now();
        compiled.run()?;
        let time = begun.elapsed();

        let scores = compiled.output(0)?.to_f32()?;
        let best = scores
            .iter()
            .enumerate()
            .max_by(|(_, a), (_, b)| a.total_cmp(b));
        let (digit, score) = best.context("the model has no classes")?;
        println!("a {digit} ({:.1} %), in {time:.1?}", score * 100.0);
    }
    Ok(())
}
