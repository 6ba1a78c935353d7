//! `litert bundle`: an application for another machine, with all that it loads there.

mod archive;
mod collect;
mod elf;
mod manifest;

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use crate::exit::Verdict;
use crate::output::{Output, Report};
use crate::table::{Align, Table};
use manifest::Manifest;

/// Collect a program, its libraries and its models for the machine that it will run on
///
/// What comes out is a folder, or an archive of one, that can be unpacked anywhere: the program in
/// bin/ finds its libraries in lib/ beside it, without any setting. SHA256SUMS is for `sha256sum
/// --check`; manifest.json lists everything, with the oldest glibc and C++ library that it starts
/// on. Official libraries come from the cache, and are fetched if they are not there.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The program, built for the target and linked dynamically
    #[arg(long, value_name = "FILE")]
    binary: PathBuf,
    /// The Rust target triple that it was built for, aarch64-unknown-linux-gnu for instance
    #[arg(long, value_name = "TRIPLE", default_value = litert_sys::pins::TARGET)]
    target: String,
    /// An engine that the program uses; can be given twice
    #[arg(long, value_name = "ENGINE", required_unless_present = "library")]
    engine: Vec<Engine>,
    /// Take the community build of TensorFlow Lite for the interpreter: smaller, and not Google's
    #[arg(long)]
    community: bool,
    /// Take the GPU accelerator along
    #[arg(long)]
    gpu: bool,
    /// A library of your own for lib/; can be given several times
    #[arg(long, value_name = "FILE")]
    library: Vec<PathBuf>,
    /// A file for models/; can be given several times
    #[arg(long, value_name = "FILE")]
    model: Vec<PathBuf>,
    /// The folder to make, or the archive if it ends in .tar.gz
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
}

/// What a program runs models with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engine {
    /// The classic interpreter: liblitert-lm, or libtensorflowlite_c with --community
    Interpreter,
    /// LiteRT's compiled model: libLiteRt
    Compiled,
}

#[derive(serde::Serialize)]
struct Bundle {
    out: PathBuf,
    #[serde(flatten)]
    manifest: Manifest,
}

/// Runs the command.
///
/// # Errors
/// A file cannot be read or is not for the target, a library cannot be had for it, or the result
/// cannot be written.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let contents = collect::collect(args)?;
    let manifest = archive::write(&contents, &args.out)?;
    out.report(&Bundle {
        out: args.out.clone(),
        manifest,
    })?;
    Ok(Verdict::Good)
}

impl Report for Bundle {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        let manifest = &self.manifest;
        writeln!(
            out,
            "{} for {}, started by {}",
            self.out.display(),
            manifest.target,
            manifest.start
        )?;
        if !manifest.needs.is_empty() {
            let needs = manifest.needs.iter();
            let needs: Vec<_> = needs
                .map(|(name, version)| format!("{name} {version}"))
                .collect();
            writeln!(out, "It needs {} or later there.", needs.join(", "))?;
        }
        writeln!(out)?;
        let mut table = Table::new([
            ("file", Align::Left),
            ("bytes", Align::Right),
            ("from", Align::Left),
        ]);
        for file in &manifest.files {
            table.row([&file.path, &file.bytes.to_string(), &file.from]);
        }
        table.write(out)?;
        out.written(&[self.out.display().to_string()])
    }
}
