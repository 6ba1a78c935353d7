//! Tests that run in a process of their own: for other libraries, other environments, and for what
//! may crash.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Set in children, so that a child's test does nothing when it is started by hand.
pub(crate) const ENV_CHILD: &str = "LITERT_TEST_CHILD";

/// How a child ended.
pub(crate) struct Ended {
    /// `None` if it was killed because it took too long.
    pub(crate) status: Option<ExitStatus>,
    /// What it printed.
    pub(crate) output: String,
}

impl Ended {
    /// Whether its test passed.
    pub(crate) fn passed(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }

    /// Whether the test came to an end, well or not: no crash, no hanging.
    pub(crate) fn returned(&self) -> bool {
        self.status.is_some_and(|status| status.code().is_some())
    }

    /// How it ended, in words.
    pub(crate) fn how(&self) -> String {
        match self.status {
            None => "it did not come back".to_owned(),
            Some(status) => status.to_string(),
        }
    }

    /// # Panics
    ///
    /// With all that the child printed, unless its test passed.
    #[track_caller]
    pub(crate) fn assert_passed(&self) {
        assert!(self.passed(), "{}:\n{}", self.how(), self.output);
        println!("{}", self.output);
    }
}

/// Whether this process was started by [`run`]; tests meant for children do nothing elsewhere.
pub(crate) fn is_child() -> bool {
    std::env::var_os(ENV_CHILD).is_some()
}

/// Runs one ignored test of this very program in another process, with `variables` set or, where
/// the value is `None`, removed.
pub(crate) fn run(test: &str, variables: &[(&str, Option<OsString>)], limit: Duration) -> Ended {
    wait(command(test, variables), limit).expect("a child process")
}

/// Like [`run`], for as long as the file at `log` grows: `patience` is how long it may stand still.
pub(crate) fn run_while_it_grows(
    test: &str,
    variables: &[(&str, Option<OsString>)],
    log: &Path,
    patience: Duration,
) -> Ended {
    let (mut len, mut since) = (0, Instant::now());
    let moves = || {
        let now = fs::metadata(log).map_or(0, |metadata| metadata.len());
        if now != len {
            (len, since) = (now, Instant::now());
        }
        since.elapsed() < patience
    };
    wait_while(command(test, variables), moves).expect("a child process")
}

fn command(test: &str, variables: &[(&str, Option<OsString>)]) -> Command {
    let program = std::env::current_exe().expect("the path of this program");
    let mut command = program_command(&program);
    command.args([test, "--exact", "--ignored", "--nocapture"]);
    command.env(ENV_CHILD, "1").env("RUST_BACKTRACE", "0");
    for (name, value) in variables {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// A command that starts a program built for the target: under an emulator where the system cannot
/// start it by itself, with the words of `LITERT_TEST_RUNNER` in front.
pub(crate) fn program_command(program: &Path) -> Command {
    let runner = std::env::var("LITERT_TEST_RUNNER").unwrap_or_default();
    let mut words = runner.split_whitespace();
    match words.next() {
        Some(emulator) => {
            let mut command = Command::new(emulator);
            command.args(words).arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// Runs a command to its end, or kills it after `limit`.
pub(crate) fn wait(command: Command, limit: Duration) -> io::Result<Ended> {
    let begun = Instant::now();
    wait_while(command, || begun.elapsed() < limit)
}

/// Runs a command to its end, or kills it when `patient` says so. Its output goes through a file,
/// because a pipe that nobody reads stops it.
fn wait_while(mut command: Command, mut patient: impl FnMut() -> bool) -> io::Result<Ended> {
    let folder = Scratch::new();
    let path = folder.path().join("output");
    let file = File::create(&path)?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if !patient() {
            child.kill()?;
            child.wait()?;
            break None;
        }
        thread::sleep(Duration::from_millis(5));
    };
    let output = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
    Ok(Ended { status, output })
}

/// A folder that is removed when dropped.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("litert-test-{}-{count}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
