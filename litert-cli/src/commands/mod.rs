//! The commands: one file or folder each.

pub mod bench;
pub mod bundle;
pub mod compare;
pub mod completions;
pub mod doctor;
pub mod inspect;
pub mod labels;
pub mod lm;
pub mod man;
pub mod profile;
pub mod run;
pub mod runtime;
pub mod tasks;

use anyhow::Result;
use clap::Subcommand;

use crate::exit::Verdict;
use crate::output::Output;

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[allow(missing_docs)]
    Inspect(inspect::Args),
    #[allow(missing_docs)]
    Run(Box<run::Args>),
    #[allow(missing_docs)]
    Classify(Box<tasks::classify::Args>),
    #[allow(missing_docs)]
    Detect(Box<tasks::detect::Args>),
    #[allow(missing_docs)]
    Segment(Box<tasks::segment::Args>),
    #[allow(missing_docs)]
    Pose(Box<tasks::pose::Args>),
    #[allow(missing_docs)]
    Embed(Box<tasks::embed::Args>),
    #[allow(missing_docs)]
    Bench(Box<bench::Args>),
    #[allow(missing_docs)]
    Profile(Box<profile::Args>),
    #[allow(missing_docs)]
    Compare(Box<compare::Args>),
    #[allow(missing_docs)]
    Doctor(doctor::Args),
    #[allow(missing_docs)]
    Labels(labels::Args),
    #[allow(missing_docs)]
    Generate(Box<lm::generate::Args>),
    #[allow(missing_docs)]
    Chat(Box<lm::chat::Args>),
    #[allow(missing_docs)]
    EmbedText(lm::embed_text::Args),
    #[allow(missing_docs)]
    Runtime(runtime::Args),
    #[allow(missing_docs)]
    Bundle(bundle::Args),
    #[allow(missing_docs)]
    Completions(completions::Args),
    #[allow(missing_docs)]
    Man(man::Args),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// Whatever went wrong, for people.
    pub fn run(self, out: &mut Output<'_>) -> Result<Verdict> {
        match self {
            Self::Inspect(args) => inspect::run(&args, out),
            Self::Run(args) => run::run(&args, out),
            Self::Classify(args) => tasks::classify::run(&args, out),
            Self::Detect(args) => tasks::detect::run(&args, out),
            Self::Segment(args) => tasks::segment::run(&args, out),
            Self::Pose(args) => tasks::pose::run(&args, out),
            Self::Embed(args) => tasks::embed::run(&args, out),
            Self::Bench(args) => bench::run(&args, out),
            Self::Profile(args) => profile::run(&args, out),
            Self::Compare(args) => compare::run(&args, out),
            Self::Doctor(args) => doctor::run(&args, out),
            Self::Labels(args) => labels::run(&args, out),
            Self::Generate(args) => lm::generate::run(&args, out),
            Self::Chat(args) => lm::chat::run(&args, out),
            Self::EmbedText(args) => lm::embed_text::run(&args, out),
            Self::Runtime(args) => runtime::run(args, out),
            Self::Bundle(args) => bundle::run(&args, out),
            Self::Completions(args) => completions::run(&args, out),
            Self::Man(args) => man::run(&args, out),
        }
    }
}
