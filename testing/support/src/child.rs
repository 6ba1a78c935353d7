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

/// Ends what hangs, and nothing else: no test takes as long, however busy or slow the machine is.
pub const HANG: Duration = Duration::from_secs(45 * 60);

/// Set in children, so that a child's test does nothing when it is started by hand.
pub const ENV_CHILD: &str = "LITERT_TEST_CHILD";

/// How a child ended.
pub struct Ended {
    /// `None` if it was killed.
    pub status: Option<ExitStatus>,
    /// What it printed.
    pub output: String,
}

impl Ended {
    /// Whether its test passed.
    pub fn passed(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }

    /// Whether the test came to an end, well or not: no crash, no hanging.
    pub fn returned(&self) -> bool {
        self.status.is_some_and(|status| status.code().is_some())
    }

    /// How it ended, in words.
    pub fn how(&self) -> String {
        match self.status {
            None => "it did not come back".to_owned(),
            Some(status) => status.to_string(),
        }
    }

    /// # Panics
    ///
    /// With all that the child printed, unless its test passed.
    #[track_caller]
    pub fn assert_passed(&self) {
        assert!(self.passed(), "{}:\n{}", self.how(), self.output);
        println!("{}", self.output);
    }
}

/// Whether this process was started by [`run`]; tests meant for children do nothing elsewhere.
pub fn is_child() -> bool {
    std::env::var_os(ENV_CHILD).is_some()
}

/// Runs one ignored test of this very program in another process, with `variables` set or, where
/// the value is `None`, removed. The name is that which `--list` gives: with the modules.
///
/// # Panics
///
/// If there is no such test.
#[track_caller]
pub fn run(test: &str, variables: &[(&str, Option<OsString>)]) -> Ended {
    found(
        test,
        wait(command(test, variables)).expect("a child process"),
    )
}

/// The test harness says of a test that does not exist that nothing failed.
#[track_caller]
fn found(test: &str, ended: Ended) -> Ended {
    assert!(
        !ended.output.contains("running 0 tests"),
        "this program has no ignored test '{test}'"
    );
    ended
}

/// Like [`run`], until it has printed `word`: then it is killed.
#[track_caller]
pub fn run_until_it_prints(test: &str, word: &str) -> Ended {
    let begun = Instant::now();
    let silent = |running: &Running<'_>| {
        let printed = fs::read(running.output).unwrap_or_default();
        !String::from_utf8_lossy(&printed).contains(word) && begun.elapsed() < HANG
    };
    found(
        test,
        wait_while(command(test, &[]), silent).expect("a child process"),
    )
}

/// Like [`run`], for as long as the file at `log` grows: `patience` is how much processor time the
/// child may take while it stands still. It is ended as well if it does nothing and hangs.
#[track_caller]
pub fn run_while_it_grows(
    test: &str,
    variables: &[(&str, Option<OsString>)],
    log: &Path,
    patience: Duration,
) -> Ended {
    let (mut len, mut since, mut before) = (0, Instant::now(), Duration::ZERO);
    let moves = |running: &Running<'_>| {
        let now = fs::metadata(log).map_or(0, |metadata| metadata.len());
        let taken = running.processor_time();
        if now != len {
            (len, since, before) = (now, Instant::now(), taken.unwrap_or_default());
        }
        match taken {
            Some(taken) => taken - before < patience && since.elapsed() < HANG,
            None => since.elapsed() < patience * 100,
        }
    };
    found(
        test,
        wait_while(command(test, variables), moves).expect("a child process"),
    )
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
pub fn program_command(program: &Path) -> Command {
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

/// Runs a command to its end.
pub fn wait(command: Command) -> io::Result<Ended> {
    let begun = Instant::now();
    wait_while(command, |_| begun.elapsed() < HANG)
}

/// A child that has not ended.
struct Running<'a> {
    id: u32,
    /// The file with what it printed: a pipe that nobody reads would stop it.
    output: &'a Path,
}

impl Running<'_> {
    /// How much all of its threads took so far, where the system tells it in a file.
    fn processor_time(&self) -> Option<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.id)).ok()?;
        // Behind the name, which may hold spaces, these are the 12th and the 13th number; Linux
        // counts in hundredths of a second.
        let numbers = stat.rsplit_once(')')?.1.split_whitespace().skip(11).take(2);
        let ticks: u64 = numbers.filter_map(|it| it.parse::<u64>().ok()).sum();
        Some(Duration::from_millis(10 * ticks))
    }
}

/// Runs a command to its end, or kills it when `patient` says so.
fn wait_while(
    mut command: Command,
    mut patient: impl FnMut(&Running<'_>) -> bool,
) -> io::Result<Ended> {
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
        let running = Running {
            id: child.id(),
            output: &path,
        };
        if !patient(&running) {
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
pub struct Scratch(PathBuf);

impl Scratch {
    /// A new one, empty.
    ///
    /// # Panics
    ///
    /// If it cannot be made.
    #[allow(clippy::new_without_default, reason = "it makes a folder")]
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("litert-test-{}-{count}", std::process::id());
        // Beside this program: Cargo names its own such folder to the tests alone.
        let program = std::env::current_exe().expect("the path of this program");
        let path = program.with_file_name("scratch").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
