//! Which back-ends run a model, in order of preference, and what each of them took over.
//!
//! ```sh
//! cargo run --release --example delegates
//! cargo run --release --example delegates -- model.tflite --plugin /usr/lib/libvx_delegate.so
//! ```
//!
//! Tried in order: an Edge TPU, then a plugin and a GPU library if they are named, then XNNPACK.
//! Whatever cannot be had is passed over, and the report says why.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use lexopt::prelude::*;
use litert::delegate::edgetpu::EdgeTpuOptions;
use litert::delegate::gpu::GpuDelegateOptions;
use litert::delegate::{ExternalDelegate, XnnpackOptions};
use litert::{Interpreter, InterpreterBuilder, Model};

struct Args {
    model: PathBuf,
    threads: usize,
    plugin: Option<PathBuf>,
    options: Vec<(String, String)>,
    gpu: Option<PathBuf>,
    full: bool,
}

fn main() -> Result<()> {
    let args = parse()?;
    let model = Model::from_file(&args.model)?;

    let mut builder = Interpreter::builder()
        .threads(args.threads)
        .prefer(EdgeTpuOptions::new());
    if let Some(path) = &args.plugin {
        // SAFETY: whoever names a plugin vouches for it. It must be built for a TensorFlow Lite
        // whose structs agree with the runtime's.
        let mut plugin = unsafe { ExternalDelegate::new(path) };
        for (key, value) in &args.options {
            plugin = plugin.option(key, value);
        }
        builder = builder.prefer(plugin);
    }
    if let Some(path) = &args.gpu {
        // SAFETY: as above.
        builder = builder.prefer(unsafe { GpuDelegateOptions::new(path) });
    }
    builder = builder.prefer(XnnpackOptions::new());
    if args.full {
        builder = builder.require_full_delegation();
    }

    let mut preferred = builder.build(&model)?;
    println!("{}", preferred.delegation_report()?);
    let with = median(&mut preferred)?;

    // The same model with the runtime's own kernels only. One that was compiled for a device does
    // not run there.
    match plain(Interpreter::builder().threads(args.threads), &model) {
        Ok(without) => println!(
            "{with:?} a run; {without:?} without delegates, {:.1} times as long",
            without.as_secs_f64() / with.as_secs_f64()
        ),
        Err(error) => println!("{with:?} a run; without delegates it does not run: {error}"),
    }
    Ok(())
}

fn plain(builder: InterpreterBuilder, model: &Model) -> litert::Result<Duration> {
    median(&mut builder.xnnpack(false).build(model)?)
}

/// The middle of many runs; the first, in which everything is set up, does not count.
fn median(interpreter: &mut Interpreter) -> litert::Result<Duration> {
    interpreter.run()?;
    let mut times = Vec::new();
    for _ in 0..25 {
        let begun = Instant::now();
        interpreter.run()?;
        times.push(begun.elapsed());
    }
    times.sort();
    Ok(times[times.len() / 2])
}

fn parse() -> Result<Args> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/digits/digits_int8.tflite");
    let mut args = Args {
        model: own,
        threads: 1,
        plugin: None,
        options: Vec::new(),
        gpu: None,
        full: false,
    };
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("threads") => args.threads = parser.value()?.parse()?,
            Long("plugin") => args.plugin = Some(parser.value()?.into()),
            Long("option") => {
                let text = parser.value()?.string()?;
                let Some((key, value)) = text.split_once('=') else {
                    bail!("--option wants KEY=VALUE, not {text:?}");
                };
                args.options.push((key.to_owned(), value.to_owned()));
            }
            Long("gpu") => args.gpu = Some(parser.value()?.into()),
            Long("require-full") => args.full = true,
            Value(path) => args.model = path.into(),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(args)
}
