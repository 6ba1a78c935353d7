//! Whether `litert bench` measures what a loop of bare C calls measures.
//!
//! Runs both in turns, in one process and on the same library, and prints the ratio of their
//! medians:
//!
//! ```sh
//! cargo bench -p litert-cli --bench overhead                   # MobileNetV2 or, without it, digits
//! cargo bench -p litert-cli --bench overhead -- model.tflite   # a model of your own
//! ```

#[path = "../../benches/compiled_overhead/raw.rs"]
mod raw;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use litert::Model;

const ROUNDS: usize = 15;
/// How long each runs in one round.
const SLICE: Duration = Duration::from_millis(400);

fn main() -> Result<()> {
    // Cargo adds a flag of its own.
    let given = std::env::args().skip(1).find(|it| it != "--bench");
    let path = given.map_or_else(default_model, PathBuf::from);
    let path = path.to_str().context("the path is no UTF-8")?;
    let model = Model::from_file(path)?;
    let mut raw = raw::Compiled::new(&model)?;
    let mut ratios = Vec::new();
    println!("{path}\n{:>12} {:>12} {:>8}", "litert bench", "C", "ratio");
    for round in 0..=ROUNDS {
        let (cli, bare) = match round % 2 {
            0 => (cli(path)?, bare(&mut raw)?),
            _ => {
                let bare = bare(&mut raw)?;
                (cli(path)?, bare)
            }
        };
        // In the first round everything is cold.
        if round > 0 {
            println!("{cli:>9.1} us {bare:>9.1} us {:>8.3}", cli / bare);
            ratios.push(cli / bare);
        }
    }
    println!("median ratio {:.3}", median(ratios));
    Ok(())
}

fn default_model() -> PathBuf {
    let shared = std::env::var_os("LITERT_TEST_MODELS").map(PathBuf::from);
    let model = shared.map(|shared| shared.join("models/mobilenet_v2_1_0_224_quant.tflite"));
    model.filter(|model| model.exists()).unwrap_or_else(|| {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/digits/digits_int8.tflite")
    })
}

/// The median that the command prints, in microseconds.
fn cli(path: &str) -> Result<f64> {
    let duration = SLICE.as_secs_f64().to_string();
    let setup = ["--engine", "compiled", "--input", "zeros", "--json"];
    let arguments = [&["bench", path, "--duration", &duration][..], &setup].concat();
    let (_, text) = litert_cli::exit::run_to_string(&arguments, None)?;
    let report: serde_json::Value = serde_json::from_str(&text)?;
    let median = report["configurations"][0]["latency_us"]["median"].as_f64();
    median.context("the report has no median")
}

/// The median of single C calls, in microseconds.
fn bare(raw: &mut raw::Compiled) -> Result<f64> {
    let begun = Instant::now();
    let mut times = Vec::new();
    while begun.elapsed() < SLICE {
        let begun = Instant::now();
        raw.run()?;
        times.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    Ok(median(times))
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
