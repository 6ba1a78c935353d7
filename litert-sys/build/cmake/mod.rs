//! Feature `source`: builds the C libraries from an upstream checkout with CMake.
//!
//! The crate `cmake` knows how to drive CMake for every target, but prints what CMake says and
//! panics when it fails. So it runs in a second process, this very program started again, whose
//! output goes to a log: a failure then ends in the lines that matter and in what to do.

mod child;
mod failure;
mod plan;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::{env, io};

use crate::env::{Build, Source};
use crate::layout::verified_mtime;
use crate::message;
use plan::Plan;

pub(crate) use child::run_if_asked;

/// The folders of a checkout that decide what is built.
const WATCHED: [&str; 3] = ["litert", "tflite", "tensorflow/lite"];

/// The result of the build.
#[derive(Debug)]
pub(crate) struct Built {
    /// The folder that holds the libraries, and nothing else.
    pub(crate) dir: PathBuf,
}

/// One use of CMake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// `flatc` for the machine that builds: a cross build has to run it.
    HostTools,
    /// The libraries.
    Libraries,
}

impl Step {
    const ALL: [Step; 2] = [Step::HostTools, Step::Libraries];

    fn name(self) -> &'static str {
        match self {
            Step::HostTools => "host-tools",
            Step::Libraries => "libraries",
        }
    }
}

/// Builds what the environment asks for; `None` where only documentation is built.
///
/// Unlike a download, this is asked for by name, with options of its own. A build that fell back on
/// another library would run with the wrong one and say nothing, so a failure is an error.
pub(crate) fn run(build: &Build) -> Result<Option<Built>, String> {
    let source = Source::read();
    if source.docs_rs {
        return Ok(None);
    }
    let plan = Plan::new(build, &source)?;
    message::rerun_if_changed(&plan.project.join("CMakeLists.txt"));
    if let Some(checkout) = &plan.checkout {
        for folder in WATCHED.map(|folder| checkout.join(folder)) {
            if folder.is_dir() {
                message::rerun_if_changed(&folder);
            }
        }
    }
    start_afresh(&plan).map_err(|error| format!("{}: {error}", plan.dir.display()))?;
    if let Some(tools) = &plan.host_tools {
        if !tools.given {
            step(&plan, Step::HostTools)?;
        }
    }
    step(&plan, Step::Libraries)?;
    let dir = plan.library_dir();
    let copied = copy_libraries(&plan).map_err(|error| format!("{}: {error}", dir.display()))?;
    if copied == 0 {
        return Err(format!(
            "CMake ended well, but none of {} is in {}; report this with {}",
            plan.file_names.join(", "),
            plan.output_dir.display(),
            plan.log(Step::Libraries).display()
        ));
    }
    Ok(Some(Built { dir }))
}

/// Copies the libraries out of CMake's folders and has cargo watch the copies. Returns how many.
///
/// Cargo takes whatever is younger than the beginning of this run for changed, so the copies claim
/// to be old. CMake's own files must not: it would link them anew every time.
fn copy_libraries(plan: &Plan) -> io::Result<usize> {
    let dir = plan.library_dir();
    fs::create_dir_all(&dir)?;
    let mut copied = 0;
    for name in &plan.file_names {
        let (from, to) = (plan.output_dir.join(name), dir.join(name));
        if !from.is_file() {
            continue;
        }
        // A program may have the old one open: it is replaced and not written into.
        let fresh = dir.join(format!("{name}.new"));
        fs::copy(from, &fresh)?;
        File::options()
            .write(true)
            .open(&fresh)?
            .set_modified(verified_mtime())?;
        fs::rename(fresh, &to)?;
        message::rerun_if_changed(&to);
        copied += 1;
    }
    Ok(copied)
}

/// CMake keeps every option that it was ever given: other options need another beginning.
fn start_afresh(plan: &Plan) -> io::Result<()> {
    fs::create_dir_all(&plan.dir)?;
    let stamp = plan.dir.join("options");
    let options = plan.describe();
    if fs::read_to_string(&stamp).is_ok_and(|before| before == options) {
        return Ok(());
    }
    for name in ["libraries", "host-tools", plan::LIBRARY_FOLDER] {
        match fs::remove_dir_all(plan.dir.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::write(stamp, options)
}

fn step(plan: &Plan, step: Step) -> Result<(), String> {
    let log = plan.log(step);
    println!("building {} with CMake, see {}", step.name(), log.display());
    let failed = |error: io::Error| format!("{}: {error}", log.display());
    let status = run_child(plan, step, &log).map_err(failed)?;
    let text = String::from_utf8_lossy(&fs::read(&log).map_err(failed)?).into_owned();
    for line in text.lines() {
        // What the crate `cmake` tells cargo to watch.
        if line.starts_with("cargo:rerun-if-env-changed=") {
            println!("{line}");
        }
    }
    if status.success() {
        return Ok(());
    }
    Err(failure::explain(step.name(), &text, &log))
}

fn run_child(plan: &Plan, step: Step, log: &Path) -> io::Result<ExitStatus> {
    let out = File::create(log)?;
    let mut command = Command::new(env::current_exe()?);
    if let Some(jobs) = &plan.jobs {
        // In place of what cargo hands out.
        command.env("NUM_JOBS", jobs).env_remove("CARGO_MAKEFLAGS");
    }
    command
        .env(child::VARIABLE, step.name())
        .env_remove("RUST_BACKTRACE")
        .stdin(Stdio::null())
        .stderr(out.try_clone()?)
        .stdout(out)
        .status()
}
