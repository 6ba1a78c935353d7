//! `litert runtime path`.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Result, bail};
use litert_sys::fetch::State;
use serde::Serialize;

use super::{Target, select};
use crate::exit::Verdict;
use crate::output::{Output, Report};

/// Print the folder of a fetched runtime, for scripts
///
/// For instance: cp "$(litert runtime path litert)"/* dist/
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which one: litert, lm, tflite-community, or another version such as litert@2.2.0
    #[arg(value_name = "NAME", default_value = "litert")]
    name: String,
    #[command(flatten)]
    target: Target,
}

#[derive(Serialize)]
struct Folder {
    folder: PathBuf,
    files: Vec<PathBuf>,
}

pub(super) fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let options = args.target.options();
    let runtime = select::one(&args.name)?;
    let folder = runtime.dir(&options)?;
    let wrong = match runtime.state(&options)? {
        State::Complete => None,
        State::Missing => Some("is not fetched".to_owned()),
        State::Damaged(what) => Some(format!("is damaged ({what})")),
    };
    if let Some(wrong) = wrong {
        let other = if options.target == litert_sys::fetch::TARGET {
            String::new()
        } else {
            format!(" --target {}", options.target)
        };
        bail!(
            "{} {wrong}: run `litert runtime fetch {}{other}`",
            select::full_name(&runtime),
            args.name
        );
    }
    let files = runtime
        .files(&options.target)
        .map(|(name, _)| folder.join(name))
        .collect();
    out.report(&Folder { folder, files })?;
    Ok(Verdict::Good)
}

impl Report for Folder {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        writeln!(out, "{}", self.folder.display())
    }
}
