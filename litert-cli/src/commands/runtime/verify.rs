//! `litert runtime verify`.

use std::io::{self, Write as _};

use anyhow::Result;
use litert_sys::fetch::{Runtime, State, runtimes};
use serde::Serialize;

use super::{Target, select};
use crate::exit::Verdict;
use crate::output::{BAD, GOOD, Output, Report};

/// Hash fetched runtimes and compare with the pins
///
/// The exit code is 3 if a file is not what is pinned.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which ones; without names, all that are there
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    #[command(flatten)]
    target: Target,
}

#[derive(Serialize)]
struct Verified {
    runtimes: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    name: String,
    version: String,
    is_good: bool,
    problem: Option<String>,
}

pub(super) fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let options = args.target.options();
    let is_there =
        |runtime: &Runtime| !matches!(runtime.state(&options), Ok(State::Missing) | Err(_));
    let chosen: Vec<Runtime> = match args.names.is_empty() {
        true => runtimes().into_iter().filter(is_there).collect(),
        false => select::named(&args.names)?,
    };
    let entry = |runtime: &Runtime| {
        let problem = runtime
            .verify(&options)
            .err()
            .map(|error| error.to_string());
        Entry {
            name: runtime.name().to_owned(),
            version: runtime.version().to_owned(),
            is_good: problem.is_none(),
            problem,
        }
    };
    let report = Verified {
        runtimes: chosen.iter().map(entry).collect(),
    };
    let all_good = report.runtimes.iter().all(|entry| entry.is_good);
    out.report(&report)?;
    Ok(if all_good {
        Verdict::Good
    } else {
        Verdict::Bad
    })
}

impl Report for Verified {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        if self.runtimes.is_empty() {
            writeln!(out, "nothing is fetched")?;
        }
        for Entry {
            name,
            version,
            problem,
            ..
        } in &self.runtimes
        {
            match problem {
                None => writeln!(out, "{name} {version}: {GOOD}as pinned{GOOD:#}")?,
                Some(problem) => writeln!(out, "{name} {version}: {BAD}wrong{BAD:#}: {problem}")?,
            }
        }
        Ok(())
    }
}
