//! Where a model spends its time, operator by operator.
//!
//! ```sh
//! cargo run --release --example profile                  # a small model
//! cargo run --release --example profile -- model.tflite  # your own
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use litert::options::RuntimeOptions;
use litert::{CompiledModel, Model, ProfileKind};

const RUNS: u32 = 20;

fn main() -> Result<()> {
    let digits = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/digits");
    let path = std::env::args().nth(1).map(PathBuf::from);
    let model = Model::from_file(path.unwrap_or_else(|| digits.join("digits_int8.tflite")))?;

    // Profiling is decided when a model is compiled; it costs a little time.
    let mut compiled = CompiledModel::builder()
        .runtime_options(RuntimeOptions::new().profiling(true))
        .build(&model)?;

    // The first runs do what is done only once. They are not counted.
    for _ in 0..3 {
        compiled.run()?;
    }
    compiled.profiler()?.start()?;
    for _ in 0..RUNS {
        compiled.run()?;
    }
    let profiler = compiled.profiler()?;
    profiler.stop()?;

    // Each event is one execution of one operator. XNNPACK runs several at once, under names of
    // its own.
    let mut by_name: BTreeMap<String, (u32, Duration)> = BTreeMap::new();
    for event in profiler.events()? {
        if matches!(
            event.kind,
            ProfileKind::Operator | ProfileKind::ProfiledDelegateOperator
        ) {
            let (count, time) = by_name.entry(event.name).or_default();
            *count += 1;
            *time += event.elapsed;
        }
    }
    let mut slowest: Vec<_> = by_name.into_iter().collect();
    slowest.sort_by_key(|(_, (_, time))| std::cmp::Reverse(*time));
    println!("{:>10} {:>6}  operator ({RUNS} runs)", "time", "count");
    for (name, (count, time)) in slowest.iter().take(12) {
        println!("{:>10} {count:>6}  {name}", format!("{time:.1?}"));
    }

    // The runtime draws tables of its own, too.
    println!("\n{}", profiler.summary()?);
    Ok(())
}
