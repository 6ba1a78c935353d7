//! `litert runtime clean`.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use litert_sys::fetch::{Options, TARGET, runtimes};
use serde::Serialize;

use crate::exit::Verdict;
use crate::format::bytes;
use crate::output::{Output, Report};

/// Remove fetched runtimes that this version does not ask for
///
/// Those of other versions, that is. Programs that are running keep what they have loaded.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Remove all fetched runtimes; the next build or `fetch` downloads them again
    #[arg(long)]
    all: bool,
    /// Only say what would be removed
    #[arg(long)]
    dry_run: bool,
}

#[derive(Serialize)]
struct Cleaned {
    is_dry_run: bool,
    bytes: u64,
    folders: Vec<PathBuf>,
}

pub(super) fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let cache = Options::from_env(TARGET).cache;
    let cache = cache
        .context("there is no cache folder; LITERT_CACHE_DIR may name one, as an absolute path")?;
    let mut report = Cleaned {
        is_dry_run: args.dry_run,
        bytes: 0,
        folders: Vec::new(),
    };
    for folder in ours(&cache).with_context(|| format!("cannot list {}", cache.display()))? {
        if !args.all && is_pinned(&folder) {
            continue;
        }
        report.bytes += size(&folder);
        if !args.dry_run {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("cannot remove {}", folder.display()))?;
        }
        report.folders.push(folder);
    }
    out.report(&report)?;
    Ok(Verdict::Good)
}

/// The folders in the cache that hold fetched runtimes: those with a stamp. It may hold other things.
fn ours(cache: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(cache) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut folders: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let targets = fs::read_dir(&path).into_iter().flatten().flatten();
        let mut stamps = targets.map(|target| target.path().join(litert_sys::cache::STAMP));
        if path.file_name().is_some_and(|name| name == ".tmp")
            || stamps.any(|stamp| stamp.is_file())
        {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn is_pinned(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let pinned = runtimes();
    let mut pinned = pinned.iter().filter(|runtime| runtime.is_pinned());
    pinned.any(|runtime| format!("{}-{}", runtime.name(), runtime.version()) == name)
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => size(&entry.path()),
        _ => entry.metadata().map_or(0, |meta| meta.len()),
    });
    sizes.sum()
}

impl Report for Cleaned {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        if self.folders.is_empty() {
            return writeln!(out, "nothing to remove");
        }
        let what = if self.is_dry_run {
            "would remove"
        } else {
            "removed"
        };
        for folder in &self.folders {
            writeln!(out, "{what} {}", folder.display())?;
        }
        writeln!(out, "{} in all", bytes(self.bytes))
    }
}
