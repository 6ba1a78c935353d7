//! `litert man`: manual pages.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::CommandFactory as _;

use crate::args::Cli;
use crate::exit::Verdict;
use crate::output::{Output, Report};

/// Print the manual page, or write one for each command
///
/// To read it: litert man | man -l -
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write litert.1, litert-inspect.1 and so on into this folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

#[derive(serde::Serialize)]
struct Pages {
    /// Written.
    files: Vec<String>,
}

impl Report for Pages {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        out.written(&self.files)
    }
}

/// The file names of the pages of a command and all below it.
fn pages(command: &clap::Command, name: &str) -> Vec<String> {
    let below = command.get_subcommands().filter(|it| !it.is_hide_set());
    let below = below.flat_map(|it| pages(it, &format!("{name}-{}", it.get_name())));
    [format!("{name}.1")].into_iter().chain(below).collect()
}

/// Runs the command.
///
/// # Errors
/// The folder cannot be written.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let command = Cli::command().disable_help_subcommand(true);
    match &args.out {
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            out.write_all(&page)?;
        }
        Some(folder) => {
            let failed = || format!("cannot write to {}", folder.display());
            fs::create_dir_all(folder).with_context(failed)?;
            let pages = pages(&command, "litert");
            clap_mangen::generate_to(command, folder).with_context(failed)?;
            let files = pages
                .iter()
                .map(|name| folder.join(name).display().to_string());
            let files = files.collect();
            out.report(&Pages { files })?;
        }
    }
    Ok(Verdict::Good)
}
