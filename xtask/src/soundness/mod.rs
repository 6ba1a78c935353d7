//! `cargo xtask soundness`: runs everything that shows the bindings to be sound, and prints one
//! table of what was tried and what failed.

mod count;
mod step;
mod steps;
mod table;

use std::time::Instant;

use crate::args::Args;
use step::{Plan, With};
use table::Row;

pub(crate) const USAGE: &str = "\
soundness [--quick] [--only WORDS] [--campaign COUNT] [--fuzz SECONDS] [--list]
      run everything that shows the bindings to be sound, and print a table
      --quick     what CI runs
      --only      the steps with these words in their name
      --campaign  how many damaged models the reader sees, and how many generated ones each library;
                  the engines see a tenth as many damaged ones that the reader accepts, and Valgrind
                  a thousandth (100000 unless told)
      --fuzz      instead, each target of cargo-fuzz for so many seconds
      --list      name the steps and run none";

/// How many damaged models the reader sees unless told.
const CAMPAIGN: u64 = 100_000;

/// Runs the steps that were asked for.
///
/// # Errors
///
/// Names the steps that failed.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let mut args = Args::new(args);
    let quick = args.flag("--quick");
    let list = args.flag("--list");
    let only = args.optional("--only")?.unwrap_or_default();
    let campaign = match args.optional("--campaign")? {
        None => CAMPAIGN,
        Some(text) => text
            .parse()
            .map_err(|_| format!("--campaign {text}: not a number"))?,
    };
    let fuzz = match args.optional("--fuzz")? {
        None => None,
        Some(text) => Some(
            text.parse()
                .map_err(|_| format!("--fuzz {text}: not a number of seconds"))?,
        ),
    };
    args.finish()?;

    let steps: Vec<_> = steps::STEPS
        .iter()
        .filter(|step| (step.with == With::Fuzz) == fuzz.is_some())
        .filter(|step| (step.quick || !quick) && step.name.contains(&only))
        .collect();
    if steps.is_empty() {
        return Err(format!("no step has \"{only}\" in its name"));
    }
    if list {
        for step in steps {
            println!("{}", step.name);
        }
        return Ok(());
    }

    let plan = Plan::new(campaign, fuzz.unwrap_or(0))?;
    let mut rows = Vec::new();
    for step in steps {
        println!("\n---- {}", step.name);
        let begun = Instant::now();
        let end = step.run(&plan)?;
        rows.push(Row {
            name: step.name,
            end,
            took: begun.elapsed(),
        });
    }
    println!("\n{}", table::render(&rows));
    let failed: Vec<&str> = rows
        .iter()
        .filter(|row| row.failed())
        .map(|row| row.name)
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("failed: {}", failed.join("; ")))
}
