//! Says what is on a picture.
//!
//! Without arguments it reads a handwritten digit with a small quantized model that lies in this
//! repository:
//!
//! ```sh
//! cargo run --release --example classify
//! ```
//!
//! and with arguments it takes any image classifier and any pictures:
//!
//! ```sh
//! cargo run --release --example classify -- --model mobilenet.tflite cat.jpg dog.png
//! ```
//!
//! `--help` lists the options. The files: `args.rs` reads the command line, `engine.rs` runs the
//! model with either engine, `input.rs` turns a picture into what the model takes, and `answer.rs`
//! turns what it gives into names and probabilities.

mod answer;
mod args;
mod engine;
mod input;

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use image::{DynamicImage, ImageDecoder, ImageReader};
use litert::Model;

use answer::{Answer, ClassNames};
use args::Args;
use input::ImageInput;

fn main() -> Result<()> {
    let Some(args) = Args::parse()? else {
        print!("{}", args::HELP);
        return Ok(());
    };

    // Getting ready takes longer than running, and is done once.
    let begun = Instant::now();
    let model = Model::from_file(&args.model)?;
    let input = ImageInput::of(&model, args.normalization());
    let input = input.with_context(|| format!("{model} does not take a picture"))?;
    let classes = answer::classes(&model);
    let classes = classes.with_context(|| format!("{model} is not a classifier"))?;
    let names = ClassNames::find(&model, args.labels.as_deref(), classes)?;
    let mut engine = engine::start(args.engine, &model, args.threads)?;
    let engine_text = engine::describe(&*engine);

    println!("model   {}, {classes} classes", args.model.display());
    println!("input   {input}");
    println!("engine  {engine_text}, ready in {:.1?}", begun.elapsed());
    if let Some(note) = names.note() {
        println!("names   {note}");
    }

    let mut shape = input.declared_shape().to_vec();
    for path in &args.images {
        let picture = open(path).with_context(|| format!("cannot read {}", path.display()))?;

        // The part to take into a program of your own: shape (if it is open), write, run, read.
        let wanted = input.shape(&picture);
        if shape != wanted {
            engine.resize_input(0, &wanted)?;
            shape = wanted;
        }
        input.write(&picture, engine.input_mut(0)?)?;
        let begun = Instant::now();
        engine.run()?;
        let took = begun.elapsed();
        let answer = Answer::read(&engine.output(0)?)?;

        println!("\n{}: {took:.1?}", path.display());
        if let Some(note) = answer.note {
            println!("  ({note})");
        }
        for (class, probability) in answer.best(args.top) {
            println!("  {:5.1} %  {}", probability * 100.0, names.name(class));
        }
    }
    Ok(())
}

/// Reads a picture the way it is meant to be seen: cameras store how they were held beside it.
fn open(path: &Path) -> Result<DynamicImage> {
    let mut decoder = ImageReader::open(path)?
        .with_guessed_format()?
        .into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}
