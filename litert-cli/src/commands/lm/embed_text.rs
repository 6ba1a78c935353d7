//! `litert embed-text`: texts as vectors.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use litert_lm::{EmbedOptions, EmbeddingEngine, Overflow};
use serde::Serialize;

use crate::exit::Verdict;
use crate::format::one_line;
use crate::output::{Output, Report};

/// Turn texts into vectors
///
/// With two texts or more, also prints how alike they are: 1 for the same direction, 0 for none.
///
/// Example:
///   litert embed-text embed.litertlm "say hello" "good morning" --json
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// A .litertlm file with an embedding model
    model: PathBuf,
    /// The texts
    #[arg(required = true)]
    texts: Vec<String>,
    /// Only the first numbers of each vector
    #[arg(long, value_name = "N")]
    size: Option<u32>,
    /// Cut texts that are too long, instead of refusing them
    #[arg(long)]
    truncate: bool,
    /// Threads that compute, 1 to 256
    #[arg(long, value_name = "N")]
    threads: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Vectors {
    texts: Vec<Vector>,
    /// How alike the texts are, each with each.
    similarity: Vec<Vec<f32>>,
}

#[derive(Debug, Serialize)]
struct Vector {
    text: String,
    vector: Vec<f32>,
}

/// Runs the command.
///
/// # Errors
/// The model cannot be loaded, or a text is too long.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let mut builder = EmbeddingEngine::builder(&args.model);
    if let Some(threads) = args.threads {
        builder = builder.threads(threads);
    }
    let engine = builder.build().context("cannot load the embedding model")?;
    let mut options = EmbedOptions::new();
    if let Some(size) = args.size {
        options = options.size(size);
    }
    if args.truncate {
        options = options.overflow(Overflow::Truncate);
    }
    let texts: Vec<&str> = args.texts.iter().map(String::as_str).collect();
    let vectors = engine.embed_all(&texts, &options)?;
    // They have the length 1, so the product is the cosine.
    let alike = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    let similarity = vectors
        .iter()
        .map(|a| vectors.iter().map(|b| alike(a, b)).collect())
        .collect();
    let texts = args.texts.iter().cloned().zip(vectors);
    let texts = texts.map(|(text, vector)| Vector { text, vector });
    out.report(&Vectors {
        texts: texts.collect(),
        similarity,
    })?;
    Ok(Verdict::Good)
}

impl Report for Vectors {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        for Vector { text, vector } in &self.texts {
            writeln!(out, "{}: {} numbers", one_line(text), vector.len())?;
            let first: Vec<String> = vector.iter().take(8).map(|it| format!("{it:.4}")).collect();
            let more = if vector.len() > 8 { " …" } else { "" };
            writeln!(out, "  {}{more}", first.join(" "))?;
        }
        if let [_, _, ..] = self.texts[..] {
            out.heading("How alike they are")?;
            for row in &self.similarity {
                let row: Vec<String> = row.iter().map(|it| format!("{it:7.4}")).collect();
                writeln!(out, "  {}", row.join(" "))?;
            }
        }
        Ok(())
    }
}
