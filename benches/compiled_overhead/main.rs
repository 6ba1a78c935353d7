//! What `CompiledModel::run` costs beyond the C call it makes.
//!
//! Runs models in turn through this crate and through the bare C functions of the same library, in
//! one process, in rounds that alternate, and prints the medians and their ratio:
//!
//! ```sh
//! cargo bench --bench compiled_overhead                   # the add model, and MobileNetV2
//! cargo bench --bench compiled_overhead -- model.tflite   # models of your own
//! ```
//!
//! `benches/python_ratio.py` compares with the official Python package; it drives this program
//! with `--serve`.

#[path = "../common/mod.rs"]
mod common;
mod raw;

use std::io::{BufRead, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use common::{default_models, median};
use cpu_time::ThreadTime;
use litert::{CompiledModel, Interpreter, Model, TensorBuffer};

const ROUNDS: usize = 60;
/// How long one engine runs in one round.
const SLICE: Duration = Duration::from_millis(30);

fn main() -> Result<()> {
    // Cargo adds a flag of its own.
    let mut arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| it != "--bench")
        .collect();
    if arguments.first().is_some_and(|first| first == "--serve") {
        let Some(path) = arguments.get(1) else {
            bail!("--serve takes a model");
        };
        let engine = arguments.get(2).map_or("compiled", String::as_str);
        return serve(Path::new(path), engine);
    }
    if arguments.is_empty() {
        arguments = default_models();
    }
    println!(
        "{}",
        litert::Runtime::shared()?.library(litert::Family::LiteRt)?
    );
    println!(
        "{:<36} {:>12} {:>12} {:>8} {:>8}",
        "median of one run", "C", "run", "ratio", "run_with"
    );
    for path in arguments {
        compare(Path::new(&path)).with_context(|| path.clone())?;
    }
    Ok(())
}

fn compare(path: &Path) -> Result<()> {
    let model = Model::from_file(path)?;
    let mut compiled = compile(&model)?;
    let inputs = compiled.create_input_buffers()?;
    let mut outputs = compiled.create_output_buffers()?;
    let mut on_buffers = compile(&model)?;
    let mut raw = raw::Compiled::new(&model)?;

    let mut run = || Ok(compiled.run()?);
    let mut run_with =
        || Ok(on_buffers.run_with::<TensorBuffer<'_>, TensorBuffer<'_>>(&inputs, &mut outputs)?);
    let mut bare = || raw.run();
    // Everything is warm before it counts, and one slice is as long for each engine.
    let start = Instant::now();
    let mut warm = 0;
    while warm < 20 || start.elapsed() < SLICE * 4 {
        bare()?;
        run()?;
        run_with()?;
        warm += 1;
    }
    let one = start.elapsed() / (3 * warm);
    let count = (SLICE.as_nanos() / one.as_nanos().max(1)).clamp(1, 100_000) as u32;

    let mut times = [const { Vec::new() }; 3];
    for round in 0..ROUNDS {
        // Whoever comes first in a round finds other caches than the last.
        for turn in 0..3 {
            let engine = (round + turn) % 3;
            let time = match engine {
                0 => timed(count, &mut bare)?,
                1 => timed(count, &mut run)?,
                _ => timed(count, &mut run_with)?,
            };
            times[engine].push(time);
        }
    }
    let [bare, run, run_with] = times.map(median);
    println!(
        "{:<36} {:>12} {:>12} {:>8.3} {:>8.3}",
        path.file_stem().unwrap_or_default().to_string_lossy(),
        format!("{:.3} us", bare * 1e6),
        format!("{:.3} us", run * 1e6),
        run / bare,
        run_with / bare,
    );
    Ok(())
}

/// Answers each line with a number of runs by how many seconds they took, on either engine.
fn serve(path: &Path, engine: &str) -> Result<()> {
    let model = Model::from_file(path)?;
    match engine {
        "compiled" => {
            let mut compiled = compile(&model)?;
            answer(&mut || Ok(compiled.run()?))
        }
        "interpreter" => {
            let mut interpreter = Interpreter::new(&model)?;
            answer(&mut || Ok(interpreter.run()?))
        }
        other => bail!("the engines are 'compiled' and 'interpreter', not '{other}'"),
    }
}

fn answer(run: &mut impl FnMut() -> Result<()>) -> Result<()> {
    run()?;
    for line in std::io::stdin().lock().lines() {
        let count: u32 = line?.trim().parse()?;
        let seconds = timed(count, run)? * f64::from(count);
        println!("{seconds:.9}");
        std::io::stdout().flush()?;
    }
    Ok(())
}

fn compile(model: &Model) -> Result<CompiledModel> {
    let mut compiled = CompiledModel::new(model)?;
    for input in 0..compiled.inputs().len() {
        compiled.input_mut(input)?.fill_zero();
    }
    Ok(compiled)
}

/// Seconds of one run, over `count` of them: of the processor, on the one thread that there is.
fn timed(count: u32, run: &mut impl FnMut() -> Result<()>) -> Result<f64> {
    let start = ThreadTime::now();
    for _ in 0..count {
        run()?;
    }
    Ok(start.elapsed().as_secs_f64() / f64::from(count))
}
