//! Options that all commands of language models take.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use litert_lm::{Cache, Engine, EngineBuilder, Sampler};

/// Which model, and how it is run.
#[derive(Debug, clap::Args)]
pub(super) struct Setup {
    /// A .litertlm or .task file
    pub(super) model: PathBuf,
    /// Threads that compute, 1 to 256
    #[arg(long, value_name = "N", help_heading = "How it runs")]
    threads: Option<usize>,
    /// The most tokens of a conversation
    #[arg(long, value_name = "N", help_heading = "How it runs")]
    context: Option<u32>,
    /// A folder for weights that were arranged for this machine: the next start is faster
    #[arg(long, value_name = "FOLDER", help_heading = "How it runs")]
    cache: Option<PathBuf>,
}

impl Setup {
    pub(super) fn engine(&self) -> Result<Engine> {
        let mut builder: EngineBuilder = Engine::builder(&self.model);
        if let Some(threads) = self.threads {
            builder = builder.threads(threads);
        }
        if let Some(tokens) = self.context {
            builder = builder.max_tokens(tokens);
        }
        if let Some(folder) = &self.cache {
            builder = builder.cache(Cache::Folder(folder.clone()));
        }
        builder.build().context("cannot load the language model")
    }
}

/// How tokens are chosen.
#[derive(Debug, clap::Args)]
pub(super) struct Sampling {
    /// Always take the best token
    #[arg(long, conflicts_with_all = ["top_k", "top_p", "temperature", "seed"])]
    #[arg(help_heading = "How it writes")]
    greedy: bool,
    /// Choose from this many best tokens
    #[arg(long, value_name = "N", help_heading = "How it writes")]
    top_k: Option<u32>,
    /// Choose from the best tokens that have this share of the probability, up to 1
    #[arg(long, value_name = "SHARE", help_heading = "How it writes")]
    top_p: Option<f32>,
    /// How even the odds are made: below 1 the best tokens come more often
    #[arg(long, value_name = "T", help_heading = "How it writes")]
    temperature: Option<f32>,
    /// With the same seed the same answer comes
    #[arg(long, value_name = "N", help_heading = "How it writes")]
    seed: Option<i32>,
    /// The most tokens of an answer
    #[arg(long, value_name = "N", help_heading = "How it writes")]
    pub(super) max_tokens: Option<u32>,
}

impl Sampling {
    /// `None`: as the model says.
    pub(super) fn sampler(&self) -> Option<Sampler> {
        if self.greedy {
            return Some(Sampler::greedy());
        }
        let said = self.top_k.is_some()
            || self.top_p.is_some()
            || self.temperature.is_some()
            || self.seed.is_some();
        said.then(|| {
            let mut sampler = Sampler::new();
            if let Some(tokens) = self.top_k {
                sampler = sampler.top_k(tokens);
            }
            if let Some(share) = self.top_p {
                sampler = sampler.top_p(share);
            }
            if let Some(temperature) = self.temperature {
                sampler = sampler.temperature(temperature);
            }
            if let Some(seed) = self.seed {
                sampler = sampler.seed(seed);
            }
            sampler
        })
    }
}
