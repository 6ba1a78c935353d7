//! One step: a command, and how it ended.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::count::{Count, Counter};
use crate::paths;

/// Something that is run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// CI runs it too.
    pub(crate) quick: bool,
    pub(crate) with: With,
    /// The arguments of `cargo test`.
    pub(crate) test: &'static [&'static str],
}

/// What the tests are built and run with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum With {
    /// The compiler that builds this.
    Stable,
    /// The same, optimized, with damaged models without end: a tenth as many for the engines as
    /// for the reader, to which this is the divisor.
    Campaign(u64),
    /// The same, optimized, with a million runs of each engine and ten thousand lives of each object.
    Soak,
    /// AddressSanitizer and LeakSanitizer.
    Address,
    /// ThreadSanitizer.
    Thread,
}

/// How a step ended.
#[derive(Clone, Debug)]
pub(crate) enum End {
    Ran(Count),
    /// With the reason.
    Skipped(String),
}

/// What all steps share.
#[derive(Debug)]
pub(crate) struct Plan {
    root: PathBuf,
    campaign: u64,
    nightly: bool,
}

impl Plan {
    pub(crate) fn new(campaign: u64) -> Result<Self, String> {
        let nightly = Command::new("cargo")
            .args(["+nightly", "--version"])
            .output();
        Ok(Self {
            root: paths::workspace_root()?,
            campaign,
            nightly: nightly.is_ok_and(|output| output.status.success()),
        })
    }

    /// A build folder of its own for code that is compiled in another way.
    fn target_dir(&self, name: &str) -> PathBuf {
        let target = std::env::var_os("CARGO_TARGET_DIR");
        let target = target.map_or_else(|| self.root.join("target"), PathBuf::from);
        target.join(name)
    }
}

impl Step {
    /// Runs it to the end. What it prints is passed on.
    pub(crate) fn run(&self, plan: &Plan) -> Result<End, String> {
        if self.with.sanitizer().is_some() {
            let missing = if !cfg!(target_os = "linux") {
                Some("the sanitizers are used on Linux only")
            } else if !plan.nightly {
                Some("there is no nightly toolchain: rustup toolchain install nightly")
            } else {
                None
            };
            if let Some(why) = missing {
                println!("skipped: {why}");
                return Ok(End::Skipped(why.to_owned()));
            }
        }
        let mut command = self.command(plan);
        println!("{command:?}");
        let failed = |error| format!("{}: {error}", self.name);
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
        let mut counter = Counter::default();
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).split(b'\n') {
                let line = line.map_err(failed)?;
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                counter.line(&line);
            }
        }
        let mut count = counter.sum();
        if !child.wait().map_err(failed)?.success() {
            count.failures = count.failures.max(1);
        }
        Ok(End::Ran(count))
    }

    fn command(&self, plan: &Plan) -> Command {
        let mut command = Command::new("cargo");
        command.current_dir(&plan.root);
        if let Some(sanitizer) = self.with.sanitizer() {
            command.args(["+nightly", "test"]).args(self.test_options());
            // Named, even though it is this machine: build scripts are then built without.
            let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
            command.args(["--target", &target]);
            command.arg("--target-dir").arg(plan.target_dir(sanitizer));
            let flags = "-Cunsafe-allow-abi-mismatch=sanitizer";
            command.env("RUSTFLAGS", format!("-Zsanitizer={sanitizer} {flags}"));
            let (variable, file, more) = match self.with {
                // The official libraries are not instrumented.
                With::Thread => (
                    "TSAN_OPTIONS",
                    "races.txt",
                    ":ignore_noninstrumented_modules=1",
                ),
                _ => ("LSAN_OPTIONS", "leaks.txt", ""),
            };
            let mut options = OsString::from("suppressions=");
            options.push(plan.root.join("testing/sanitizers").join(file));
            options.push(more);
            command.env(variable, options);
            command.args(self.harness_options());
            return command;
        }
        command.arg("test");
        if let With::Campaign(divisor) = self.with {
            command.arg("--release");
            let count = (plan.campaign / divisor).max(1);
            command.env("LITERT_CAMPAIGN", count.to_string());
        }
        if self.with == With::Soak {
            command.arg("--release");
            command.env("LITERT_RUNS", "1000000");
            command.env("LITERT_LIVES", "10000");
        }
        command.args(self.test);
        command
    }

    /// What comes before `--`.
    fn test_options(&self) -> &'static [&'static str] {
        let end = self.test.iter().position(|it| *it == "--");
        &self.test[..end.unwrap_or(self.test.len())]
    }

    /// `--` and what comes behind it.
    fn harness_options(&self) -> &'static [&'static str] {
        &self.test[self.test_options().len()..]
    }
}

impl With {
    fn sanitizer(self) -> Option<&'static str> {
        match self {
            With::Address => Some("address"),
            With::Thread => Some("thread"),
            With::Stable | With::Campaign(_) | With::Soak => None,
        }
    }
}
