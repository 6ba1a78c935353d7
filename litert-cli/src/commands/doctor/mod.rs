//! `litert doctor`: what is there to run models with.

mod path;

use std::io::{self, Write as _};

use anyhow::Result;
use litert::Place;
use litert::diagnostics::{Diagnostics, RuntimeState, Severity};
use litert::sys::Outcome;
use serde::Serialize;
use serde_json::{Value, json};

use path::{Command, Program};

use crate::exit::Verdict;
use crate::format::one_line;
use crate::output::{BAD, GOOD, Output, Report, WARNING};
use crate::table::{Align, Table};

/// Look for what runs models on this machine, and say what is missing
///
/// Libraries that were found and why others were not taken, their versions and abilities, the
/// processor, GPU drivers, Coral devices and fetched runtimes; then advice for each problem. Fit to be
/// pasted into a bug report: your home folder reads ~. The exit code is 3 if there is a problem; notes
/// on what could be there and is not are no problems.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Also list the places where nothing was found
    #[arg(long)]
    all: bool,
}

/// Runs the command.
///
/// # Errors
/// Those of the output.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let found = Diagnostics::collect();
    let verdict = if found.is_healthy() {
        Verdict::Good
    } else {
        Verdict::Bad
    };
    out.report(&Doctor {
        found,
        commands: path::commands(),
        all: args.all,
    })?;
    Ok(verdict)
}

struct Doctor {
    found: Diagnostics,
    commands: Vec<Command>,
    all: bool,
}

impl Serialize for Doctor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Diagnostics {
            libraries,
            cache,
            gpu,
            edgetpu,
            cpu,
            ..
        } = &self.found;
        json!({
            "version": self.found.version,
            "platform": self.found.platform,
            "healthy": self.found.is_healthy(),
            "findings": self.found.findings.iter().map(|it| json!({
                "severity": it.severity.to_string(), "message": it.message, "advice": it.advice,
            })).collect::<Value>(),
            "cpu": {
                "name": cpu.name,
                "threads": cpu.threads,
                "features": cpu.features.iter().copied().collect::<Value>(),
            },
            "commands": self.commands,
            "environment": self.found.environment.iter().cloned().collect::<Value>(),
            "libraries": {
                "loaded": libraries.loaded.iter().map(|it| json!({
                    "engine": it.family.engine(), "path": it.path, "version": it.version,
                })).collect::<Value>(),
                "attempts": libraries.attempts.iter().map(|it| json!({
                    "engine": it.family.engine(), "place": it.place.to_string(), "path": it.path,
                    "outcome": outcome(&it.outcome),
                })).collect::<Value>(),
                "notes": libraries.notes,
                "capabilities": libraries.capabilities.iter().map(|(what, has)| (format!("{what:?}"), *has)).collect::<Value>(),
            },
            "cache": {
                "folder": cache.dir,
                "runtimes": cache.runtimes.iter().map(|it| json!({
                    "name": it.name, "version": it.version, "folder": it.dir, "state": state(it.state),
                })).collect::<Value>(),
                "fetch_note": cache.fetch_note,
            },
            "gpu": {
                "accelerators": gpu.accelerators.iter().map(|(name, on)| json!({
                    "name": name, "hardware": on.to_string(),
                })).collect::<Value>(),
                "driver_missing": gpu.driver_missing,
                "render_nodes": gpu.render_nodes.iter().map(|it| json!({
                    "path": it.path, "is_accessible": it.is_accessible,
                })).collect::<Value>(),
            },
            "edgetpu": {
                "library": edgetpu.library.as_ref().map(|(path, version)| json!({ "path": path, "version": version })),
                "library_error": edgetpu.library_error,
                "devices": edgetpu.devices.iter().map(|it| json!({
                    "kind": it.kind.to_string(), "path": it.path,
                })).collect::<Value>(),
                "facts": edgetpu.facts,
            },
        })
        .serialize(serializer)
    }
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Loaded => "loaded".to_owned(),
        Outcome::Missing => "missing".to_owned(),
        Outcome::Rejected(reason) => format!("rejected: {reason}"),
        other => format!("{other:?}"),
    }
}

fn state(state: RuntimeState) -> &'static str {
    match state {
        RuntimeState::Complete => "complete",
        RuntimeState::Damaged => "damaged",
        RuntimeState::Missing => "not fetched",
    }
}

/// The home folder says who someone is.
fn private(text: &str) -> String {
    let text = one_line(text);
    match std::env::var("HOME").ok().filter(|home| home.len() > 1) {
        Some(home) => text.replace(&home, "~"),
        None => text,
    }
}

impl Report for Doctor {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        self.machine(out)?;
        self.commands(out)?;
        self.libraries(out)?;
        self.cache(out)?;
        self.accelerators(out)?;
        self.findings(out)
    }
}

impl Doctor {
    fn machine(&self, out: &mut Output<'_>) -> io::Result<()> {
        let Diagnostics {
            version,
            platform,
            cpu,
            environment,
            ..
        } = &self.found;
        let has = |there| {
            cpu.features
                .iter()
                .filter(move |(_, has)| *has == there)
                .map(|(name, _)| *name)
        };
        out.heading("Machine")?;
        out.fact("litert", version)?;
        out.fact("platform", platform)?;
        out.fact("processor", cpu.name.as_deref().unwrap_or("unknown"))?;
        out.fact("threads", &cpu.threads.to_string())?;
        for (title, there) in [("has", true), ("has not", false)] {
            let list: Vec<&str> = has(there).collect();
            if !list.is_empty() {
                out.fact(title, &list.join(", "))?;
            }
        }
        for (name, value) in environment {
            out.paragraph(&format!("{name}={}", private(value)))?;
        }
        Ok(())
    }

    /// Who else is called `litert`; nothing where nobody is.
    fn commands(&self, out: &mut Output<'_>) -> io::Result<()> {
        if self.commands.iter().all(|it| it.program == Program::This) {
            return Ok(());
        }
        out.heading("Commands of the name litert, in the order of PATH")?;
        let mut table = Table::new([("", Align::Left), ("", Align::Left)]);
        for command in &self.commands {
            let path = private(&command.path.display().to_string());
            table.row([command.program.text(), &path]);
        }
        table.wrap_last().write(out)?;
        match self.commands.first() {
            Some(first) if first.program != Program::This => {
                let this = std::env::current_exe().unwrap_or_default();
                out.paragraph(&format!(
                    "A shell starts the first, which is not this program. This one is {}",
                    private(&this.display().to_string())
                ))
            }
            _ => Ok(()),
        }
    }

    fn libraries(&self, out: &mut Output<'_>) -> io::Result<()> {
        let libraries = &self.found.libraries;
        out.heading("Libraries")?;
        let mut table = Table::new([
            ("engine", Align::Left),
            ("place", Align::Left),
            ("", Align::Left),
            ("library", Align::Left),
        ]);
        for attempt in &libraries.attempts {
            let outcome = match &attempt.outcome {
                Outcome::Loaded => {
                    let mut loaded = libraries.loaded.iter();
                    let of = loaded.find(|library| library.family == attempt.family);
                    of.map_or("loaded".to_owned(), |library| {
                        format!("version {}", library.version)
                    })
                }
                Outcome::Missing if !self.all && attempt.place != Place::Environment => continue,
                Outcome::Missing => "not there".to_owned(),
                _ => "not taken, see below".to_owned(),
            };
            let path = private(&attempt.path.display().to_string());
            table.row([
                attempt.family.engine(),
                &attempt.place.to_string(),
                &outcome,
                &path,
            ]);
        }
        if table.is_empty() {
            out.paragraph("none")?;
        }
        table.wrap_last().write(out)?;
        for note in &libraries.notes {
            out.paragraph(&private(note))?;
        }
        let can = |able| {
            let of = libraries
                .capabilities
                .iter()
                .filter(move |(_, has)| *has == able);
            of.map(|(what, _)| format!("{what:?}"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        for (title, list) in [("Able to:", can(true)), ("Not able to:", can(false))] {
            if !list.is_empty() {
                out.paragraph(&format!("{title} {list}"))?;
            }
        }
        Ok(())
    }

    fn cache(&self, out: &mut Output<'_>) -> io::Result<()> {
        let cache = &self.found.cache;
        let Some(dir) = &cache.dir else { return Ok(()) };
        out.heading(&format!(
            "Fetched runtimes in {}",
            private(&dir.display().to_string())
        ))?;
        let mut table = Table::new([("", Align::Left), ("", Align::Left), ("", Align::Left)]);
        for runtime in &cache.runtimes {
            table.row([runtime.name, runtime.version, state(runtime.state)]);
        }
        match table.is_empty() {
            true => out.paragraph("none exist for this platform"),
            false => table.write(out),
        }
    }

    fn accelerators(&self, out: &mut Output<'_>) -> io::Result<()> {
        let Diagnostics { gpu, edgetpu, .. } = &self.found;
        out.heading("Accelerators")?;
        for (name, on) in &gpu.accelerators {
            out.fact("CompiledModel", &format!("{name} for {on}"))?;
        }
        for node in &gpu.render_nodes {
            let may = if node.is_accessible {
                ""
            } else {
                " (not accessible to this user)"
            };
            out.fact("graphics device", &format!("{}{may}", node.path.display()))?;
        }
        let driver = if gpu.driver_missing.is_some() {
            "none found"
        } else {
            "present"
        };
        out.fact("graphics driver", driver)?;
        let library = match &edgetpu.library {
            Some((path, version)) => format!("{} {version}", private(path)),
            None => "none found".to_owned(),
        };
        out.fact("Edge TPU library", &library)?;
        for device in &edgetpu.devices {
            out.fact("Edge TPU", &device.to_string())?;
        }
        for fact in &edgetpu.facts {
            out.fact("Edge TPU", fact)?;
        }
        Ok(())
    }

    fn findings(&self, out: &mut Output<'_>) -> io::Result<()> {
        out.heading("Findings")?;
        if self.found.findings.is_empty() {
            return writeln!(out, "  {GOOD}nothing to complain about{GOOD:#}");
        }
        for finding in &self.found.findings {
            let style = if finding.severity == Severity::Problem {
                BAD
            } else {
                WARNING
            };
            writeln!(out, "  {style}{}:{style:#}", finding.severity)?;
            out.item(&private(&finding.message))?;
            out.item(&format!("advice: {}", private(&finding.advice)))?;
        }
        Ok(())
    }
}
