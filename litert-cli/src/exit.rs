//! From the command line to an exit code.

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser as _;

use crate::args::{Cli, Color};
use crate::format::printable;
use crate::output::Output;

/// What a command that worked has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Verdict {
    /// Nothing to object to: exit code 0.
    Good,
    /// A check found a problem, and the report says which: exit code 3.
    Bad,
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut output = Output::stdout(&cli.global);
    let result = cli.command.run(&mut output);
    // Whoever closed the pipe has seen enough (`litert inspect … | head`).
    let result = match (result, output.finish()) {
        _ if output.is_closed() => return ExitCode::SUCCESS,
        (Ok(verdict), finished) => finished.map(|()| verdict).map_err(Into::into),
        (Err(error), _) => Err(error),
    };
    match result {
        Ok(Verdict::Good) => ExitCode::SUCCESS,
        Ok(Verdict::Bad) => ExitCode::from(3),
        Err(error) => {
            // Nothing is left to be done where standard error is closed too.
            let _ = print_error(&error, cli.global.color);
            ExitCode::FAILURE
        }
    }
}

fn print_error(error: &anyhow::Error, color: Color) -> io::Result<()> {
    let mut err = anstream::AutoStream::new(io::stderr().lock(), color.into());
    let red = anstyle::AnsiColor::Red.on_default().bold();
    // Errors have several lines, and quote names from files.
    let mut said = printable(&error.to_string(), "\n");
    writeln!(err, "{red}error:{red:#} {said}")?;
    for cause in error.chain().skip(1) {
        let cause = printable(&cause.to_string(), "\n");
        // Many errors repeat the words of their cause.
        if !said.contains(&cause) {
            writeln!(err, "  because: {cause}")?;
            said = cause;
        }
    }
    Ok(())
}

/// Runs one command in this process, for tests: its verdict, and what it printed without colours.
///
/// # Errors
/// Whatever the command says, and a wrong command line.
pub fn run_to_string(arguments: &[&str], width: Option<usize>) -> Result<(Verdict, String)> {
    let cli = Cli::try_parse_from([&["litert"], arguments].concat())?;
    let mut text = Vec::new();
    let verdict = {
        let mut output = Output::new(Box::new(&mut text), width, cli.global.json);
        let verdict = cli.command.run(&mut output)?;
        output.finish()?;
        verdict
    };
    let text = String::from_utf8(text)?;
    Ok((verdict, anstream::adapter::strip_str(&text).to_string()))
}
