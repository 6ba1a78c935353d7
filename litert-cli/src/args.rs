//! The command line.

use clap::{Parser, ValueEnum};

use crate::commands::Command;

const AFTER_HELP: &str = "\
Exit codes:
  0  it worked, and there is nothing to object to
  1  it did not work; standard error says why
  2  the command line is wrong
  3  it worked, and the answer is no: a check found a problem

Text is cut to the width of the terminal, or of the variable COLUMNS. What does not go to a \
terminal is neither cut nor coloured.

JSON is for programs: fields may be added, none will be removed.";

/// Look into .tflite models, and at what runs them on this machine.
#[derive(Debug, Parser)]
#[command(name = "litert", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    /// What every command understands.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_display_order = 900)]
pub struct Global {
    /// Print one JSON document instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// Use colours: auto (on a terminal, unless NO_COLOR is set), always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
