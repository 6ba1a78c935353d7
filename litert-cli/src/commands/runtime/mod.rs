//! `litert runtime`: the official libraries in the cache.

mod clean;
mod fetch;
mod list;
mod path;
mod select;
mod verify;

use anyhow::Result;
use clap::Subcommand;
use litert_sys::fetch::{Options, TARGET};

use crate::exit::Verdict;
use crate::output::Output;

/// Fetch the official runtime libraries, and look after them
///
/// Google's libraries come in Python packages; pip downloads them by name, through your mirrors and
/// proxies, and every file is checked against a pinned hash. They lie in your cache folder, where all
/// programs that use this crate find them.
///
/// There are three: litert (CompiledModel, and the GPU), lm (Interpreter, CompiledModel and language
/// models) and tflite-community (Interpreter; small, not made by Google).
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Fetch(fetch::Args),
    List(list::Args),
    Path(path::Args),
    Verify(verify::Args),
    Clean(clean::Args),
}

/// Which machine the libraries are for.
#[derive(Debug, clap::Args)]
struct Target {
    /// For another machine than this one, as a Rust target triple: aarch64-unknown-linux-gnu
    #[arg(long, value_name = "TRIPLE", default_value = TARGET)]
    target: String,
}

impl Target {
    fn options(&self) -> Options {
        Options::from_env(&self.target)
    }
}

/// Runs the command.
///
/// # Errors
/// Whatever stands in the way, and what to do about it.
pub fn run(args: Args, out: &mut Output<'_>) -> Result<Verdict> {
    match args.action {
        Action::Fetch(args) => fetch::run(&args, out),
        Action::List(args) => list::run(&args, out),
        Action::Path(args) => path::run(&args, out),
        Action::Verify(args) => verify::run(&args, out),
        Action::Clean(args) => clean::run(&args, out),
    }
}
