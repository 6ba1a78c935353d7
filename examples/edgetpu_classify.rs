//! Says what is in a picture, with a Coral Edge TPU.
//!
//! ```sh
//! cargo run --release --example edgetpu_classify -- --list
//! cargo run --release --example edgetpu_classify -- \
//!     mobilenet_v2_1.0_224_quant_edgetpu.tflite parrot.jpg --labels imagenet_labels.txt
//! ```
//!
//! `docs/coral.md` tells how to get from a new machine to here, and what each error means.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use lexopt::prelude::*;
use litert::delegate::edgetpu::{self, EdgeTpuOptions, Performance, Selector};
use litert::model::Labels;
use litert::{Interpreter, Model};
use litert_tasks::{ImageInput, Picture, Sampling};

struct Args {
    model: PathBuf,
    picture: PathBuf,
    labels: Option<PathBuf>,
    device: Selector,
    performance: Option<Performance>,
    runs: usize,
}

fn main() -> Result<()> {
    let Some(args) = parse()? else {
        return list();
    };
    let model = Model::from_file(&args.model)?;

    let mut tpu = EdgeTpuOptions::new().device(args.device);
    if let Some(performance) = args.performance {
        tpu = tpu.performance(performance);
    }
    // `delegate` and not `prefer`: without the device, such a model does not run at all.
    let mut interpreter = Interpreter::builder().delegate(tpu).build(&model)?;
    println!("{}", interpreter.delegation_report()?);

    // Models for the device are quantized such that a byte of a pixel is a byte of the input.
    let mut input = ImageInput::of(&model, 0)?.sampling(Sampling::Antialias);
    let picture = Picture::open(&args.picture)?;
    input.write(&picture, &mut interpreter.input_mut(0)?)?;

    // The first run loads the model's parameters into the device and takes longer.
    for run in 0..args.runs {
        let begun = Instant::now();
        interpreter.run()?;
        let note = if run == 0 { ", with loading" } else { "" };
        println!("{:.1?}{note}", begun.elapsed());
    }

    let labels = match &args.labels {
        Some(path) => Labels::parse(&fs::read_to_string(path)?),
        None => model.labels()?.unwrap_or_default(),
    };
    let scores = interpreter.output(0)?.to_f32()?;
    let mut ranked: Vec<(usize, f32)> = scores.into_iter().enumerate().collect();
    ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    for (class, score) in ranked.into_iter().take(5) {
        let name = labels.get(class).map(str::to_owned);
        let name = name.unwrap_or_else(|| format!("class {class}"));
        println!("{:6.2} %  {name}", score * 100.0);
    }
    Ok(())
}

fn list() -> Result<()> {
    println!("{}", edgetpu::version()?);
    let devices = edgetpu::devices()?;
    ensure!(
        !devices.is_empty(),
        "libedgetpu sees no device; see docs/coral.md"
    );
    for (index, device) in devices.iter().enumerate() {
        println!(":{index}  {device}");
    }
    Ok(())
}

/// The arguments; `None` for `--list`.
fn parse() -> Result<Option<Args>> {
    let mut paths = Vec::new();
    let (mut labels, mut performance, mut runs) = (None, None, 5);
    let mut device = Selector::Any;
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("list") => return Ok(None),
            Long("labels") => labels = Some(parser.value()?.into()),
            Long("device") => device = parser.value()?.string()?.parse()?,
            Long("performance") => {
                performance = Some(match parser.value()?.string()?.as_str() {
                    "low" => Performance::Low,
                    "medium" => Performance::Medium,
                    "high" => Performance::High,
                    "max" => Performance::Max,
                    other => bail!("{other:?} is not low, medium, high or max"),
                });
            }
            Long("runs") => runs = parser.value()?.parse()?,
            Value(path) => paths.push(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let [model, picture]: [PathBuf; 2] = paths.try_into().ok().context(
        "usage: edgetpu_classify MODEL PICTURE [--labels FILE] [--device usb:0], or --list",
    )?;
    Ok(Some(Args {
        model,
        picture,
        labels,
        device,
        performance,
        runs,
    }))
}
