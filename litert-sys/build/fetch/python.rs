//! Python as a tool: finding one, downloading with its pip, unpacking and hashing with its library.
//!
//! pip is what reaches a user's mirrors, proxies and credentials. The interpreter that is there
//! with it also unpacks and hashes: its SHA-256 is optimised, ours would run in an unoptimised
//! build script, and no crate has to be compiled for either.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::super::manifest::{Runtime, Wheel};
use super::FetchError;

const UNPACK: &str = include_str!("unpack.py");

/// Answers with its major version and whether it has pip, and takes part in nothing else.
const PROBE: &str = "import sys, importlib.util as u\n\
                     print('litert-rs', sys.version_info[0], u.find_spec('pip') is not None)";

/// Which Python to use.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choice {
    /// The user's decision: only this one is tried.
    pub(crate) only: Option<OsString>,
    /// Tried before the usual names.
    pub(crate) first: Option<OsString>,
}

/// How patient pip is; `None` leaves it to pip's own settings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Limits {
    pub(crate) timeout_s: Option<u32>,
    pub(crate) retries: Option<u32>,
}

/// A command that starts a Python 3.
#[derive(Debug, Clone)]
pub(crate) struct Python {
    program: OsString,
    args: Vec<OsString>,
    isolated: bool,
    pip: Option<Pip>,
    /// Where it is started unless something has to lie in the current folder.
    folder: PathBuf,
}

#[derive(Debug, Clone)]
enum Pip {
    /// `python -m pip`
    Module,
    /// A `pip` of its own, beside a virtual environment that has none.
    Program(&'static str),
}

impl Python {
    /// The first candidate that has pip, else the first that runs at all. `folder` is one that we
    /// have made, and in which nothing lies that others put there.
    pub(crate) fn find(choice: &Choice, folder: &Path) -> Result<Self, FetchError> {
        let mut tried = Vec::new();
        let mut without_pip = None;
        for (program, args) in candidates(choice) {
            let isolated = Self {
                program,
                args,
                isolated: true,
                pip: None,
                folder: folder.to_owned(),
            };
            // pip among the user's own packages, or where PYTHONPATH says, and a Python that needs
            // PYTHONHOME, are not seen in isolated mode. A relative path there means our folder.
            let open = Self {
                isolated: false,
                ..isolated.clone()
            };
            let mut runs = false;
            for python in [isolated, open] {
                match python.probe() {
                    Some(true) => {
                        return Ok(Self {
                            pip: Some(Pip::Module),
                            ..python
                        });
                    }
                    Some(false) => {
                        runs = true;
                        without_pip = without_pip.or(Some(python));
                    }
                    None if !python.isolated && !runs => tried.push(python.name()),
                    None => {}
                }
            }
        }
        let python = without_pip.ok_or(FetchError::NoPython { tried })?;
        if choice.only.is_some() {
            return Ok(python);
        }
        let pip = ["pip3", "pip"].into_iter().find(|name| {
            let mut command = Command::new(name);
            command.current_dir(folder).arg("--version");
            let output = command.stdin(Stdio::null()).output();
            output.is_ok_and(|output| output.status.success())
        });
        Ok(Self {
            pip: pip.map(Pip::Program),
            ..python
        })
    }

    /// The command, for messages.
    pub(crate) fn name(&self) -> String {
        let words = std::iter::once(&self.program).chain(&self.args);
        words
            .map(|word| word.to_string_lossy())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// `None` if this is no Python 3, else whether it has pip.
    fn probe(&self) -> Option<bool> {
        let output = self.command().args(["-c", PROBE]).output().ok()?;
        match String::from_utf8_lossy(&output.stdout).trim() {
            "litert-rs 3 True" => Some(true),
            "litert-rs 3 False" => Some(false),
            _ => None,
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).stdin(Stdio::null());
        if self.isolated {
            command.arg("-I");
        }
        command.current_dir(&self.folder);
        command
    }

    /// Downloads the wheel for its target, not for this machine, into `dir`.
    pub(crate) fn download(
        &self,
        runtime: &Runtime,
        wheel: &Wheel,
        limits: &Limits,
        dir: &Path,
    ) -> Result<(), FetchError> {
        let requirement = format!("{}=={}", runtime.package, runtime.version);
        let list = dir.join("requirements.txt");
        std::fs::write(
            &list,
            format!("{requirement} --hash=sha256:{}\n", wheel.sha256),
        )
        .map_err(|error| FetchError::io("write", &list, error))?;
        let mut pip = match self.pip {
            Some(Pip::Module) => {
                let mut command = self.command();
                command.args(["-m", "pip"]);
                command
            }
            Some(Pip::Program(name)) => Command::new(name),
            None => {
                return Err(FetchError::NoPip {
                    python: self.name(),
                });
            }
        };
        pip.args([
            "download",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
        ])
        .args(["--progress-bar", "off", "--no-deps", "--require-hashes"])
        .args(["--only-binary", ":all:", "--platform", &wheel.platform])
        .args(["--python-version", &runtime.python])
        .args([
            "--implementation",
            &runtime.implementation,
            "--abi",
            &runtime.abi,
        ])
        .args(["--requirement", "requirements.txt", "--dest", "."])
        // A user's settings for installing must not decide about a download.
        .env("PIP_REQUIRE_VIRTUALENV", "0")
        .env_remove("PIP_CONSTRAINT")
        .stdin(Stdio::null())
        // Nothing but the list of requirements is there.
        .current_dir(dir);
        if let Some(seconds) = limits.timeout_s {
            pip.arg("--timeout").arg(seconds.to_string());
        }
        if let Some(retries) = limits.retries {
            pip.arg("--retries").arg(retries.to_string());
        }
        let output = pip.output().map_err(|error| FetchError::Pip {
            requirement: requirement.clone(),
            reason: error.to_string(),
        })?;
        if output.status.success() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&output.stderr);
        Err(if text.contains("DO NOT MATCH THE HASHES") {
            let found = text
                .lines()
                .find_map(|line| line.trim().strip_prefix("Got "));
            FetchError::Mismatch {
                what: wheel.file.clone(),
                expected: wheel.sha256.clone(),
                found: found.unwrap_or("something else").trim().to_owned(),
            }
        } else if is_full(&text) {
            full(
                "download into",
                dir,
                ", or in the temporary folder that pip uses",
            )
        } else {
            FetchError::Pip {
                requirement,
                reason: pip_reason(&text, &output),
            }
        })
    }

    /// Copies the pinned members of `wheel_file` into `out`; yields what was found in them.
    pub(crate) fn unpack(
        &self,
        wheel_file: &Path,
        wheel: &Wheel,
        out: &Path,
    ) -> Result<Vec<Digest>, FetchError> {
        let mut args = vec![OsString::from("unpack"), wheel_file.into(), out.into()];
        for member in &wheel.members {
            args.extend([&member.path, &member.name].map(OsString::from));
            args.push(member.size.to_string().into());
        }
        self.script(&args, out, &wheel.file)
    }

    /// Hashes files of a directory.
    pub(crate) fn hash(&self, dir: &Path, wheel: &Wheel) -> Result<Vec<Digest>, FetchError> {
        let mut args = vec![OsString::from("hash"), dir.into()];
        args.extend(
            wheel
                .members
                .iter()
                .map(|member| OsString::from(&member.name)),
        );
        self.script(&args, dir, &dir.to_string_lossy())
    }

    fn script(&self, args: &[OsString], dir: &Path, what: &str) -> Result<Vec<Digest>, FetchError> {
        let refused = |reason: String| FetchError::Unpack {
            wheel: what.to_owned(),
            reason,
        };
        let mut command = self.command();
        command.args(["-c", UNPACK]).args(args);
        let output = command
            .output()
            .map_err(|error| refused(error.to_string()))?;
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr);
            if is_full(&text) {
                return Err(full("unpack into", dir, ""));
            }
            let last = text.lines().rev().find(|line| !line.trim().is_empty());
            return Err(refused(
                last.map_or_else(|| output.status.to_string(), str::to_owned),
            ));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.lines().filter_map(Digest::parse).collect())
    }
}

/// The kind of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Digest {
    pub(crate) sha256: String,
    pub(crate) size: u64,
    pub(crate) name: String,
}

impl Digest {
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.trim_end().splitn(3, ' ');
        let (sha256, size, name) = (words.next()?, words.next()?, words.next()?);
        Some(Self {
            sha256: sha256.into(),
            size: size.parse().ok()?,
            name: name.into(),
        })
    }
}

fn candidates(choice: &Choice) -> Vec<(OsString, Vec<OsString>)> {
    let alone = |program: &OsStr| (from_here(program), Vec::new());
    if let Some(only) = &choice.only {
        return vec![alone(only)];
    }
    let mut list: Vec<_> = choice.first.iter().map(|program| alone(program)).collect();
    list.extend(["python3", "python"].map(|name| alone(OsStr::new(name))));
    if cfg!(windows) {
        list.push(("py".into(), vec!["-3".into()]));
    }
    list
}

/// A path that says where a program lies as seen from here, for a process that starts elsewhere. A
/// name alone is looked for in `PATH`.
fn from_here(program: &OsStr) -> OsString {
    let path = Path::new(program);
    if path.components().count() < 2 {
        return program.to_owned();
    }
    std::path::absolute(path).map_or_else(|_| program.to_owned(), PathBuf::into_os_string)
}

/// True if Python found no room for what it wrote. It says so in the words of the system, behind the
/// number that the system gave.
fn is_full(text: &str) -> bool {
    const WORDS: [&str; 3] = [
        "[Errno 28]",
        "No space left on device",
        "Disk quota exceeded",
    ];
    WORDS.iter().any(|words| text.contains(words))
}

fn full(doing: &'static str, dir: &Path, or: &str) -> FetchError {
    let error = io::Error::new(
        io::ErrorKind::StorageFull,
        format!("No space left on device{or}"),
    );
    FetchError::io(doing, dir, error)
}

/// The line of pip's output that a person should see.
fn pip_reason(text: &str, output: &Output) -> String {
    if text.contains("Retrying (") || text.contains("Max retries exceeded") {
        return "its package index could not be reached".to_owned();
    }
    // pip's last word is the least specific one ("No matching distribution found").
    let error = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("ERROR:"));
    let last = || {
        text.lines()
            .rev()
            .map(str::trim)
            .find(|line| !line.is_empty())
    };
    let reason = error.or_else(last).unwrap_or("it gave no reason").trim();
    let short: String = reason.chars().take(300).collect();
    format!("{short} ({})", output.status)
}
