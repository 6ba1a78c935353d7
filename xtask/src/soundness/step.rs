//! One step: a command, and how it ended.

use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
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
    /// The arguments of `cargo test`; of a fuzz target its name, folders with seeds, and options.
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
    /// Valgrind, which sees what native code does as well; a thousandth of the damaged models.
    Valgrind,
    /// cargo-fuzz, which uses AddressSanitizer.
    Fuzz,
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
    /// How long each fuzz target runs, in seconds.
    fuzz: u64,
    nightly: bool,
}

impl Plan {
    pub(crate) fn new(campaign: u64, fuzz: u64) -> Result<Self, String> {
        let nightly = Command::new("cargo")
            .args(["+nightly", "--version"])
            .output();
        Ok(Self {
            root: paths::workspace_root()?,
            campaign,
            fuzz,
            nightly: nightly.is_ok_and(|output| output.status.success()),
        })
    }

    /// What a sanitizer may overlook.
    fn suppressions(&self, file: &str) -> OsString {
        let mut options = OsString::from("suppressions=");
        options.push(self.root.join("testing/sanitizers").join(file));
        options
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
        if let Some(why) = self.missing(plan) {
            println!("skipped: {why}");
            return Ok(End::Skipped(why.to_owned()));
        }
        let failed = |error| format!("{}: {error}", self.name);
        let mut command = match self.with {
            With::Fuzz => self.fuzz(plan).map_err(failed)?,
            _ => self.command(plan),
        };
        println!("{command:?}");
        // libFuzzer prints everything as if it were an error.
        let (stdout, stderr) = match self.with {
            With::Fuzz => (Stdio::inherit(), Stdio::piped()),
            _ => (Stdio::piped(), Stdio::inherit()),
        };
        let mut child = command
            .stdout(stdout)
            .stderr(stderr)
            .spawn()
            .map_err(failed)?;
        let mut counter = Counter::default();
        let output: Option<Box<dyn Read>> = match (child.stdout.take(), child.stderr.take()) {
            (Some(output), _) => Some(Box::new(output)),
            (None, Some(output)) => Some(Box::new(output)),
            (None, None) => None,
        };
        if let Some(output) = output {
            for line in BufReader::new(output).split(b'\n') {
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

    /// What it would need and is not there.
    fn missing(&self, plan: &Plan) -> Option<&'static str> {
        let works = |command: &mut Command| command.output().is_ok_and(|it| it.status.success());
        if self.with == With::Valgrind && !works(Command::new("valgrind").arg("--version")) {
            return Some("there is no valgrind: install it with your package manager");
        }
        self.with.sanitizer()?;
        if !cfg!(target_os = "linux") {
            return Some("the sanitizers are used on Linux only");
        }
        if !plan.nightly {
            return Some("there is no nightly toolchain: rustup toolchain install nightly");
        }
        if self.with == With::Fuzz && !works(Command::new("cargo").args(["fuzz", "--version"])) {
            return Some("there is no cargo-fuzz: cargo install cargo-fuzz --locked");
        }
        None
    }

    /// A run of cargo-fuzz: what it learns stays in `fuzz/corpus`, for the next one.
    fn fuzz(&self, plan: &Plan) -> io::Result<Command> {
        let (target, more) = self.test.split_first().unwrap_or((&"", &[]));
        let corpus = format!("fuzz/corpus/{target}");
        fs::create_dir_all(plan.root.join(&corpus))?;
        let mut command = Command::new("cargo");
        command.current_dir(&plan.root);
        command.args(["+nightly", "fuzz", "run", target, &corpus]);
        let regressions = format!("fuzz/regressions/{target}");
        if plan.root.join(&regressions).is_dir() {
            command.arg(regressions);
        }
        let (options, seeds): (Vec<&str>, Vec<&str>) =
            more.iter().partition(|it| it.starts_with('-'));
        command.args(seeds).arg("--").args(options);
        command.arg(format!("-max_total_time={}", plan.fuzz));
        // Leaks are looked for when a target ends: after each input that would take longer than all
        // else.
        command.args([
            "-rss_limit_mb=4096",
            "-timeout=30",
            "-detect_leaks=0",
            "-print_final_stats=1",
        ]);
        if *target == "engines" {
            // What a kernel has allocated when it refuses a damaged model is lost, and not by us.
            command.env("ASAN_OPTIONS", "detect_leaks=0");
        }
        command.env("LSAN_OPTIONS", plan.suppressions("leaks.txt"));
        Ok(command)
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
            let mut options = plan.suppressions(file);
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
        if self.with == With::Valgrind {
            command.arg("--release");
            let mut runner = OsString::from(
                "valgrind -q --undef-value-errors=no --exit-on-first-error=yes \
                 --error-exitcode=99 --",
            );
            runner.push(plan.suppressions("valgrind.supp"));
            let arch = std::env::consts::ARCH.to_uppercase();
            command.env(
                format!("CARGO_TARGET_{arch}_UNKNOWN_LINUX_GNU_RUNNER"),
                &runner,
            );
            command.env("LITERT_TEST_RUNNER", runner);
            // It takes a while until the libraries are loaded.
            command.env("LITERT_PATIENCE", "120");
            let count = (plan.campaign / 1000).max(1);
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
            With::Address | With::Fuzz => Some("address"),
            With::Thread => Some("thread"),
            With::Stable | With::Campaign(_) | With::Soak | With::Valgrind => None,
        }
    }
}
