//! Runs a model that nobody vouches for in a process of its own, with limits on time and memory.
//!
//! ```sh
//! cargo run --release --example isolated
//! cargo run --release --example isolated -- from-a-stranger.tflite
//! ```

use std::path::PathBuf;
use std::time::Duration;

use litert::Error;
use litert::isolated::{self, IsolatedModel};

fn main() -> anyhow::Result<()> {
    // The worker is this program, started once more: there, this call does not come back.
    isolated::serve();

    let ours = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/models/digits/digits_int8.tflite"
    );
    let path = std::env::args_os().nth(1).map(PathBuf::from);
    // The worker checks what is in the file: this process only reads it.
    let mut isolated = IsolatedModel::builder()
        .time_limit(Duration::from_secs(10))
        .build_file(path.unwrap_or_else(|| ours.into()))?;
    println!(
        "process {} has loaded the model, {}",
        isolated.id(),
        isolated.confinement()
    );
    for input in isolated.inputs() {
        println!(
            "in   {} {} {}",
            input.name(),
            input.element_type(),
            input.shape()
        );
    }
    match isolated.run() {
        Ok(()) => {
            for (at, output) in isolated.outputs().iter().enumerate() {
                let value = isolated.output(at)?;
                println!(
                    "out  {} {} {}: {} bytes",
                    output.name(),
                    value.element_type(),
                    value.shape(),
                    value.bytes().len()
                );
            }
        }
        // It died, took too long, or could not run the model: this process goes on.
        Err(Error::Worker(error)) => println!("{error}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
