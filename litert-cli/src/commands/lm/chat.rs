//! `litert chat`: a conversation at the terminal.

use std::fs;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use litert_lm::{Conversation, Engine, Message};
use serde::Serialize;
use serde_json::Value;

use super::generate::{Answer, stream_answer};
use super::setup::{Sampling, Setup};
use crate::exit::Verdict;
use crate::output::{DIM, Output, Report};

const HELP: &str = "\
/new           forget what was said
/system TEXT   the same, and tell the model TEXT first
/history       what was said
/tokens        how many tokens the model remembers
/save FILE     write what was said to a file
/load FILE     go on with what is in a file
/quit          end (so does Ctrl-D)
Ctrl-C ends an answer; the conversation is then as it was before the message.";

/// Talk with a language model
///
/// Each line is a message. Lines that begin with / are commands: /help lists them. Ctrl-C ends an
/// answer and not the program.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    setup: Setup,
    /// The system message, which the model reads before all others
    #[arg(long, value_name = "TEXT")]
    system: Option<String>,
    #[command(flatten)]
    sampling: Sampling,
}

#[derive(Debug, Serialize)]
struct Chat {
    turns: Vec<Turn>,
}

#[derive(Debug, Serialize)]
struct Turn {
    message: String,
    #[serde(flatten)]
    answer: Answer,
}

impl Report for Chat {
    /// All of it was printed while it was written.
    fn write_text(&self, _: &mut Output<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// A conversation and what was said in it.
struct Talk<'a> {
    args: &'a Args,
    engine: Engine,
    system: Option<String>,
    history: Vec<Message>,
    conversation: Conversation,
}

impl<'a> Talk<'a> {
    fn new(args: &'a Args) -> Result<Self> {
        let engine = args.setup.engine()?;
        let system = args.system.clone();
        let conversation = begin(args, &engine, system.as_deref(), &[])?;
        Ok(Self {
            args,
            engine,
            system,
            history: Vec::new(),
            conversation,
        })
    }

    fn restart(&mut self, system: Option<String>, history: Vec<Message>) -> Result<()> {
        self.conversation = begin(self.args, &self.engine, system.as_deref(), &history)?;
        (self.system, self.history) = (system, history);
        Ok(())
    }

    fn say(&mut self, line: &str, json: bool, out: &mut Output<'_>) -> Result<Answer> {
        let answer = stream_answer(self.conversation.stream(line)?, json, out)?;
        if !answer.is_cancelled() {
            self.history.push(Message::user(line));
            self.history.push(Message::assistant(&answer.text));
        }
        Ok(answer)
    }

    /// Does what a line with a / says; whether to go on.
    fn command(&mut self, line: &str, out: &mut Output<'_>) -> Result<bool> {
        let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        match name {
            "/quit" | "/exit" | "/q" => return Ok(false),
            "/help" | "/?" => writeln!(out, "{HELP}")?,
            "/new" => self.restart(self.system.clone(), Vec::new())?,
            "/system" => {
                let system = (!rest.is_empty()).then(|| rest.to_owned());
                self.restart(system, Vec::new())?;
            }
            "/history" => {
                for message in &self.history {
                    let json = message.to_json();
                    let role = json["role"].as_str().unwrap_or_default();
                    writeln!(
                        out,
                        "{DIM}{role}:{DIM:#} {}",
                        super::generate::printable(&message.text())
                    )?;
                }
            }
            "/tokens" => {
                let used = self.conversation.token_count()?;
                match self.engine.context_tokens() {
                    Some(most) => writeln!(out, "{used} of {most}")?,
                    None => writeln!(out, "{used}")?,
                }
            }
            "/save" | "/load" if rest.is_empty() => bail!("{name} needs the name of a file"),
            "/save" => self.save(Path::new(rest))?,
            "/load" => self.load(Path::new(rest))?,
            other => bail!("there is no command {other}; /help lists them"),
        }
        Ok(true)
    }

    fn save(&self, path: &Path) -> Result<()> {
        let all: Vec<Value> = self.history.iter().map(Message::to_json).collect();
        let text = serde_json::to_string_pretty(&all)?;
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    fn load(&mut self, path: &Path) -> Result<()> {
        let shown = path.display();
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
        let all: Vec<Value> = serde_json::from_str(&text)
            .with_context(|| format!("{shown} is no list of messages"))?;
        let all = all.into_iter().map(Message::from_json);
        let history = all.collect::<litert_lm::Result<Vec<_>>>()?;
        self.restart(self.system.clone(), history)
    }
}

fn begin(
    args: &Args,
    engine: &Engine,
    system: Option<&str>,
    history: &[Message],
) -> Result<Conversation> {
    let mut builder = engine.conversation_builder().history(history.to_vec());
    if let Some(system) = system {
        builder = builder.system(system);
    }
    if let Some(sampler) = args.sampling.sampler() {
        builder = builder.sampler(sampler);
    }
    if let Some(tokens) = args.sampling.max_tokens {
        builder = builder.max_output_tokens(tokens);
    }
    Ok(builder.build()?)
}

/// Runs the command.
///
/// # Errors
/// The model cannot be loaded. What goes wrong with one message is printed, and the chat goes on.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let json = out.is_json();
    let mut talk = Talk::new(args)?;
    let asks = io::stdin().is_terminal() && !json;
    if asks {
        writeln!(
            out,
            "{DIM}/help lists the commands, Ctrl-C ends an answer{DIM:#}"
        )?;
    }
    let mut turns = Vec::new();
    let mut lines = io::stdin().lock().lines();
    loop {
        if asks {
            write!(out, "> ")?;
            out.flush()?;
        }
        let Some(line) = lines.next() else {
            break;
        };
        let line = line.context("cannot read the next message")?;
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let done = if line.starts_with('/') {
            talk.command(line, out).map(|goes_on| (goes_on, None))
        } else {
            talk.say(line, json, out).map(|answer| (true, Some(answer)))
        };
        match done {
            Ok((true, None)) => {}
            Ok((true, Some(answer))) => turns.push(Turn {
                message: line.to_owned(),
                answer,
            }),
            Ok((false, _)) => break,
            // For programs, the first mistake is the end.
            Err(error) if json => return Err(error),
            Err(error) => writeln!(out, "error: {error:#}")?,
        }
    }
    out.report(&Chat { turns })?;
    Ok(Verdict::Good)
}
