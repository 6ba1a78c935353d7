//! `litert labels`: the class names that are attached to a model.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Result, bail};
use serde::Serialize;

use crate::container;
use crate::exit::Verdict;
use crate::format::one_line;
use crate::output::{Output, Report};

/// Print the class names that are attached to a model
///
/// One line for each class that has a name: the number of the class, a tab, the name. Model makers
/// attach such lists so that "class 653" reads "military uniform".
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The .tflite file, or a .task or .litertlm file that holds one
    model: PathBuf,
    /// The name of the model in a .task or .litertlm file; `litert inspect` lists them
    #[arg(long, value_name = "NAME")]
    part: Option<String>,
}

#[derive(Serialize)]
struct Labels {
    labels: Vec<Label>,
}

#[derive(Serialize)]
struct Label {
    class: usize,
    name: String,
}

/// Runs the command.
///
/// # Errors
/// The file is no model, or has no labels.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let model = container::model(&args.model, args.part.as_deref(), &[])?;
    let Some(labels) = model.view().labels()? else {
        bail!(
            "no class names are attached to {}; they may come in a text file of their own",
            args.model.display()
        );
    };
    let named = labels
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_empty());
    let labels = named
        .map(|(class, name)| Label {
            class,
            name: name.to_owned(),
        })
        .collect();
    out.report(&Labels { labels })?;
    Ok(Verdict::Good)
}

impl Report for Labels {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        for Label { class, name } in &self.labels {
            writeln!(out, "{class}\t{}", one_line(name))?;
        }
        Ok(())
    }
}
