//! `litert runtime fetch`.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Result;
use litert_sys::fetch::{Source, State};
use serde::Serialize;

use super::{Target, select};
use crate::exit::Verdict;
use crate::format::bytes;
use crate::output::{Output, Report, is_watched};

/// Download runtimes into the cache, unless they are there
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which ones: litert, lm, tflite-community, or another version such as litert@2.2.0. Without
    /// names: litert and lm
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    #[command(flatten)]
    target: Target,
    /// Download nothing: succeed only if all is there. LITERT_OFFLINE=1 says the same
    #[arg(long)]
    offline: bool,
}

#[derive(Serialize)]
struct Fetched {
    target: String,
    runtimes: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    name: String,
    version: String,
    folder: PathBuf,
    /// `cached`, `verified` or `downloaded`.
    source: &'static str,
    /// What was wrong with the copy that a download replaced.
    replaced: Option<String>,
}

pub(super) fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let mut options = args.target.options();
    if args.offline {
        options.offline = Some("--offline is given".to_owned());
    }
    let mut entries = Vec::new();
    for runtime in select::named(&args.names)? {
        let is_there = runtime.state(&options)? == State::Complete;
        if is_watched() && !is_there && options.offline.is_none() {
            let size: u64 = runtime.files(&options.target).map(|(_, size)| size).sum();
            // pip says nothing while it works; unpacked sizes are what is known beforehand.
            let name = select::full_name(&runtime);
            eprintln!("fetching {name}, {} unpacked …", bytes(size));
        }
        let fetched = runtime.fetch(&options)?;
        let (source, replaced) = match fetched.source {
            Source::Cached => ("cached", None),
            Source::Verified => ("verified", None),
            Source::Downloaded { replaced } => ("downloaded", replaced),
        };
        entries.push(Entry {
            name: runtime.name().to_owned(),
            version: runtime.version().to_owned(),
            folder: fetched.dir,
            source,
            replaced,
        });
    }
    out.report(&Fetched {
        target: options.target,
        runtimes: entries,
    })?;
    Ok(Verdict::Good)
}

impl Report for Fetched {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        for Entry {
            name,
            version,
            folder,
            source,
            replaced,
        } in &self.runtimes
        {
            let how = match *source {
                "cached" => "is there",
                "verified" => "is there, and was checked again",
                _ => "was downloaded and checked",
            };
            writeln!(out, "{name} {version} {how}: {}", folder.display())?;
            if let Some(what) = replaced {
                writeln!(out, "  it replaces a copy that {what}")?;
            }
        }
        Ok(())
    }
}
