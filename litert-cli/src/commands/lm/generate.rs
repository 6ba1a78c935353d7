//! `litert generate`: one answer.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use litert_lm::{Chunk, Counts, StopReason, Turn};
use serde::Serialize;

use super::interrupt::Answering;
use super::setup::{Sampling, Setup};
use super::{reason, write_counts};
use crate::exit::Verdict;
use crate::format;
use crate::output::{DIM, Output, Report};

/// Have a language model answer a prompt
///
/// The answer is printed while it is written. Ctrl-C ends it.
///
/// Examples:
///   litert generate gemma.litertlm "Why is the sky blue?"
///   litert generate gemma.litertlm "Name a color" --regex "(red|green|blue)" --json
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(flatten)]
    setup: Setup,
    /// The prompt; - reads it from standard input
    prompt: String,
    /// The system message, which the model reads before the prompt
    #[arg(long, value_name = "TEXT")]
    system: Option<String>,
    /// Go on with the prompt as it is, without the model's template
    #[arg(long, conflicts_with_all = ["system", "regex", "json_schema"])]
    raw: bool,
    /// The answer must match this regular expression
    #[arg(long, value_name = "PATTERN", conflicts_with = "json_schema")]
    regex: Option<String>,
    /// The answer must be JSON of the schema in this file
    #[arg(long, value_name = "FILE")]
    json_schema: Option<PathBuf>,
    #[command(flatten)]
    sampling: Sampling,
}

/// An answer.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    pub(super) text: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) thought: String,
    stop: &'static str,
    prompt_tokens: u32,
    answer_tokens: u32,
    prompt_per_second: f64,
    answer_per_second: f64,
}

impl Answer {
    pub(super) fn new(text: String, thought: String, stop: StopReason, counts: &Counts) -> Self {
        Self {
            text,
            thought,
            stop: reason(stop),
            prompt_tokens: counts.prompt_tokens,
            answer_tokens: counts.answer_tokens,
            prompt_per_second: counts.prompt_per_second,
            answer_per_second: counts.answer_per_second,
        }
    }
}

impl Answer {
    pub(super) fn is_cancelled(&self) -> bool {
        self.stop == reason(StopReason::Cancelled)
    }
}

impl Report for Answer {
    /// The text was printed while it was written.
    fn write_text(&self, _: &mut Output<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// Runs the command.
///
/// # Errors
/// The model cannot be loaded, or cannot answer.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let json = out.is_json();
    let prompt = match args.prompt.as_str() {
        "-" => io::read_to_string(io::stdin()).context("cannot read the prompt")?,
        prompt => prompt.to_owned(),
    };
    let turn = turn(args)?;
    let engine = args.setup.engine()?;
    let answer = if args.raw {
        let mut builder = engine.session_builder().prompt_template(false);
        if let Some(sampler) = args.sampling.sampler() {
            builder = builder.sampler(sampler);
        }
        if let Some(tokens) = args.sampling.max_tokens {
            builder = builder.max_output_tokens(tokens);
        }
        let mut session = builder.build()?;
        let mut stream = session.generate_stream(&prompt)?;
        let answering = Answering::begin(stream.cancel_handle());
        let mut text = String::new();
        for piece in &mut stream {
            let piece = piece?;
            show(out, json, &printable(&piece))?;
            text.push_str(&piece);
        }
        drop(answering);
        let (stop, counts) = stream.end().context("the answer did not end")?;
        finish(out, json, stop, &counts)?;
        Answer::new(text, String::new(), stop, &counts)
    } else {
        let mut builder = engine.conversation_builder();
        builder = builder.constraints(args.regex.is_some() || args.json_schema.is_some());
        if let Some(system) = &args.system {
            builder = builder.system(system);
        }
        if let Some(sampler) = args.sampling.sampler() {
            builder = builder.sampler(sampler);
        }
        let mut conversation = builder.build()?;
        let stream = conversation.stream_with(&prompt, &turn)?;
        stream_answer(stream, json, out)?
    };
    out.report(&answer)?;
    Ok(Verdict::Good)
}

fn turn(args: &Args) -> Result<Turn> {
    let mut turn = Turn::new();
    if let Some(tokens) = args.sampling.max_tokens {
        turn = turn.max_output_tokens(tokens);
    }
    if let Some(pattern) = &args.regex {
        turn = turn.regex(pattern);
    }
    if let Some(path) = &args.json_schema {
        let shown = path.display();
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
        let schema = serde_json::from_str(&text).with_context(|| format!("{shown} is no JSON"))?;
        turn = turn.json_schema(schema);
    }
    Ok(turn)
}

/// Prints an answer while it is written.
pub(super) fn stream_answer(
    mut stream: litert_lm::ConversationStream<'_>,
    json: bool,
    out: &mut Output<'_>,
) -> Result<Answer> {
    let answering = Answering::begin(stream.cancel_handle());
    let (mut text, mut thought) = (String::new(), String::new());
    for chunk in &mut stream {
        match chunk? {
            Chunk::Text(piece) => {
                if text.is_empty() && !thought.is_empty() {
                    show(out, json, "\n")?;
                }
                show(out, json, &printable(&piece))?;
                text.push_str(&piece);
            }
            Chunk::Channel { text: piece, .. } => {
                show(out, json, &format!("{DIM}{}{DIM:#}", printable(&piece)))?;
                thought.push_str(&piece);
            }
            _ => {}
        }
    }
    drop(answering);
    let (stop, counts) = stream.end().context("the answer did not end")?;
    finish(out, json, stop, &counts)?;
    Ok(Answer::new(text, thought, stop, &counts))
}

fn show(out: &mut Output<'_>, json: bool, piece: &str) -> io::Result<()> {
    if json {
        return Ok(());
    }
    write!(out, "{piece}")?;
    out.flush()
}

/// A model's text, whose lines and tabs stay.
pub(super) fn printable(text: &str) -> String {
    format::printable(text, "\n\t")
}

fn finish(out: &mut Output<'_>, json: bool, stop: StopReason, counts: &Counts) -> io::Result<()> {
    if json {
        return Ok(());
    }
    writeln!(out)?;
    write_counts(out, stop, counts)?;
    out.flush()
}
