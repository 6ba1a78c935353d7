//! Commands of language models.

pub mod chat;
pub mod embed_text;
pub mod generate;
mod interrupt;
mod setup;

use std::io::{self, Write as _};

use litert_lm::{Counts, StopReason};

use crate::output::{DIM, Output};

/// Why an answer ended, for JSON and for people.
fn reason(stop: StopReason) -> &'static str {
    match stop {
        StopReason::Stop => "stop",
        StopReason::MaxTokens => "max-tokens",
        StopReason::ContextFull => "context-full",
        StopReason::Cancelled => "cancelled",
        StopReason::ConstraintUnsatisfied => "constraint-unsatisfied",
        _ => "other",
    }
}

/// Writes the counts and times of an answer as one line.
fn write_counts(out: &mut Output<'_>, stop: StopReason, counts: &Counts) -> io::Result<()> {
    let said = match stop {
        StopReason::Stop => String::new(),
        other => format!(", ended: {}", reason(other)),
    };
    writeln!(
        out,
        "{DIM}[{} tokens read, {} written, {:.0} tokens/s{said}]{DIM:#}",
        counts.prompt_tokens, counts.answer_tokens, counts.answer_per_second
    )
}
