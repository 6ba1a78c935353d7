//! Maintainer tasks: `cargo xtask <task>`.

mod args;
#[cfg(feature = "check")]
mod check;
mod codegen;
mod exports;
mod footprint;
mod paths;
mod soundness;
mod source;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let task = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let result = match task.as_str() {
        "codegen" => codegen::run(&rest),
        "exports" => exports::run(&rest),
        #[cfg(feature = "check")]
        "check" => check::run(&rest),
        "footprint" => footprint::run(&rest),
        "soundness" => soundness::run(&rest),
        "source" => source::run(&rest),
        "" | "help" | "--help" | "-h" => {
            println!("{}", usage());
            return ExitCode::SUCCESS;
        }
        _ => Err(format!("no such task\n\n{}", usage())),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask {task}: {why}");
            ExitCode::FAILURE
        }
    }
}

/// What can be asked for.
fn usage() -> String {
    let tasks = [
        codegen::USAGE,
        exports::USAGE,
        #[cfg(feature = "check")]
        check::USAGE,
        footprint::USAGE,
        soundness::USAGE,
        source::USAGE,
    ];
    format!("usage: cargo xtask <task>\n\n  {}", tasks.join("\n\n  "))
}
