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
//! model with either engine, and `answer.rs` turns what it gives into names and probabilities. What
//! turns a picture into what the model takes is `ImageInput` of the crate `litert-tasks`.

mod answer;
mod args;
mod engine;

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use litert::Model;
use litert_tasks::{ImageInput, Picture, Sampling};

use answer::{Answer, ClassNames};
use args::Args;

fn main() -> Result<()> {
    let Some(args) = Args::parse()? else {
        print!("{}", args::HELP);
        return Ok(());
    };

    // Getting ready takes longer than running, and is done once.
    let begun = Instant::now();
    let model = Model::from_file(&args.model)?;
    let inputs = model.default_signature().inputs().len();
    ensure!(inputs == 1, "{model} has {inputs} inputs and not just one");
    let input = ImageInput::of(&model, 0);
    let mut input = input.with_context(|| format!("{model} does not take a picture"))?;
    if let Some(given) = args.normalization() {
        input = input.normalization(given)?;
    }
    // All pixels of the picture count, as in most training.
    input = input.sampling(Sampling::Antialias);
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

    let mut shape = engine.inputs()[0].shape_signature().dims().to_vec();
    for path in &args.images {
        let picture = Picture::open(path)?;

        // The part to take into a program of your own: shape (if it is open), write, run, read.
        let wanted = input.shape_for(picture.size());
        if shape != wanted {
            engine.resize_input(0, &wanted)?;
            shape = wanted;
        }
        input.write(&picture, &mut engine.input_mut(0)?)?;
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
