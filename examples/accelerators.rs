//! Runs a model with a delegate of one's own inside a CompiledModel, and says why not where that
//! does not work.
//!
//! Any delegate with TensorFlow Lite's plugin interface will do: give the path of its library, and
//! its options. Without one, the Edge TPU is looked for.
//!
//! ```sh
//! cargo run --release --example accelerators -- /usr/lib/libvx_delegate.so cache_file_path=npu.bin
//! ```

use std::env;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use litert::delegate::edgetpu::EdgeTpuOptions;
use litert::delegate::{Delegate, ExternalDelegate};
use litert::{CompiledModel, Model};

fn main() -> Result<()> {
    let digits = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/digits");
    let model = Model::from_file(digits.join("digits_int8.tflite"))?;

    // The delegate is asked before XNNPACK, which gets what it leaves.
    let delegate = wanted()?;
    let name = delegate.name().to_owned();
    let mut compiled = match CompiledModel::builder().delegate(delegate).build(&model) {
        Ok(compiled) => compiled,
        Err(error) => {
            println!("{name} is not used: {error}");
            println!("so this runs on the CPU alone");
            CompiledModel::new(&model)?
        }
    };
    let delegates: Vec<&str> = compiled.delegates().collect();
    println!("delegates: {delegates:?}; {}", compiled.acceleration());

    let pictures = fs::read(digits.join("samples.bin")).context("the samples are missing")?;
    for picture in pictures.chunks_exact(16 * 16).take(3) {
        // The model was trained with pixels from 0 to 1; writing them quantizes them.
        let pixels: Vec<f32> = picture.iter().map(|&it| f32::from(it) / 255.0).collect();
        compiled.input_mut(0)?.write_f32(&pixels)?;
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

/// The delegate that the command line names, or else the Edge TPU.
fn wanted() -> Result<Delegate> {
    let mut arguments = env::args().skip(1);
    let Some(library) = arguments.next() else {
        return Ok(EdgeTpuOptions::new().into());
    };
    // SAFETY: whoever runs this vouches for the library: that it is what they think, and built for
    // a TensorFlow Lite like the one inside LiteRT.
    let mut plugin = unsafe { ExternalDelegate::new(library) };
    for argument in arguments {
        let (key, value) = argument
            .split_once('=')
            .with_context(|| format!("'{argument}' is no option of the form key=value"))?;
        plugin = plugin.option(key, value);
    }
    Ok(plugin.into())
}
