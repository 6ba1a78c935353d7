//! `litert man`: manual pages.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::CommandFactory as _;

use crate::args::Cli;
use crate::exit::Verdict;
use crate::output::Output;

/// Print the manual page, or write one for each command
///
/// To read it: litert man | man -l -
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write litert.1, litert-inspect.1 and so on into this folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
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
            clap_mangen::generate_to(command, folder).with_context(failed)?;
        }
    }
    Ok(Verdict::Good)
}
