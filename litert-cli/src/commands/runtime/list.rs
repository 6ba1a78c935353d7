//! `litert runtime list`.

use std::io;
use std::path::PathBuf;

use anyhow::Result;
use litert_sys::fetch::{State, runtimes};
use serde::Serialize;

use super::Target;
use crate::exit::Verdict;
use crate::format::bytes;
use crate::output::{Output, Report};
use crate::table::{Align, Table};

/// List the runtimes that can be fetched, and those that are there
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    target: Target,
}

#[derive(Serialize)]
struct List {
    target: String,
    cache: Option<PathBuf>,
    runtimes: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    name: String,
    version: String,
    package: String,
    /// Whether `fetch` takes it without being told the version.
    is_pinned: bool,
    is_community: bool,
    /// Unpacked; none if there is nothing for the target.
    bytes: Option<u64>,
    /// `complete`, `missing`, `damaged`, or `unavailable` for the target.
    state: &'static str,
    problem: Option<String>,
    folder: Option<PathBuf>,
}

pub(super) fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let options = args.target.options();
    let entry = |runtime: &litert_sys::fetch::Runtime| {
        let bytes = runtime.files(&options.target).map(|(_, size)| size).sum();
        let (state, problem) = match runtime.state(&options) {
            Ok(State::Complete) => ("complete", None),
            Ok(State::Missing) => ("missing", None),
            Ok(State::Damaged(what)) => ("damaged", Some(what)),
            Err(error) => ("unavailable", Some(error.cause().to_owned())),
        };
        Entry {
            name: runtime.name().to_owned(),
            version: runtime.version().to_owned(),
            package: runtime.package().to_owned(),
            is_pinned: runtime.is_pinned(),
            is_community: runtime.is_community(),
            bytes: Some(bytes).filter(|&bytes| bytes > 0),
            state,
            problem,
            folder: runtime.dir(&options).ok(),
        }
    };
    let entries = runtimes().iter().map(entry).collect();
    out.report(&List {
        target: options.target.clone(),
        cache: options.cache.clone(),
        runtimes: entries,
    })?;
    Ok(Verdict::Good)
}

impl Report for List {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        out.heading(&format!("Runtimes for {}", self.target))?;
        let mut table = Table::new([
            ("name", Align::Left),
            ("version", Align::Left),
            ("package", Align::Left),
            ("bytes", Align::Right),
            ("state", Align::Left),
        ]);
        for entry in &self.runtimes {
            let kind = match (entry.is_pinned, entry.is_community) {
                (false, _) => " (older)",
                (true, true) => " (community)",
                (true, false) => "",
            };
            table.row([
                &entry.name,
                &entry.version,
                &entry.package,
                &entry.bytes.map(bytes).unwrap_or_default(),
                &format!("{}{kind}", entry.state),
            ]);
        }
        table.write(out)?;
        match &self.cache {
            Some(cache) => out.paragraph(&format!("They lie in {}", cache.display())),
            None => {
                out.paragraph("There is no cache folder: set LITERT_CACHE_DIR to an absolute path")
            }
        }
    }
}
