//! `litert completions`: what a shell needs to complete the command line.

use anyhow::Result;
use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::args::Cli;
use crate::exit::Verdict;
use crate::output::Output;

/// Print a script that makes a shell complete this command
///
/// For bash, for instance:
///
///   litert completions bash > ~/.local/share/bash-completion/completions/litert
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Runs the command.
///
/// # Errors
/// Those of the output.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    // The generator panics where it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "litert", &mut script);
    std::io::Write::write_all(out, &script)?;
    Ok(Verdict::Good)
}
