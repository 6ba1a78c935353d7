//! Commands of the name `litert`, of which a shell starts the first on its path. This program is not
//! the only one of that name: Google's Python package `litert-cli` brings another.

use std::env::{self, consts::EXE_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

/// A command that `litert` can mean.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Command {
    pub(super) path: PathBuf,
    pub(super) program: Program,
}

/// Whose command it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Program {
    /// The one that runs now.
    This,
    /// Another build of it.
    AnotherBuild,
    /// That of Google's Python package.
    PythonLitertCli,
    Unknown,
}

impl Program {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::This => "this program",
            Self::AnotherBuild => "another build of this program",
            Self::PythonLitertCli => "Google's Python package litert-cli",
            Self::Unknown => "some other program",
        }
    }
}

/// Those on the path, in the order in which a shell looks.
pub(super) fn commands() -> Vec<Command> {
    let this = env::current_exe().ok();
    let folders = env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<Command> = Vec::new();
    for folder in env::split_paths(&folders) {
        // An empty entry is the folder one is in, and a relative one depends on it.
        if !folder.is_absolute() {
            continue;
        }
        let path = folder.join(format!("litert{EXE_SUFFIX}"));
        if is_command(&path) && found.iter().all(|it| !same(&it.path, &path)) {
            let program = match &this {
                Some(this) if same(this, &path) => Program::This,
                _ => program(&path),
            };
            found.push(Command { path, program });
        }
    }
    found
}

fn same(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

#[cfg(unix)]
fn is_command(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_command(path: &Path) -> bool {
    path.is_file()
}

/// Told from the file: it is not run.
fn program(path: &Path) -> Program {
    /// pip writes a few lines of Python, or on Windows a starter of some hundred kilobytes with them.
    const LARGEST_STARTER: usize = 2 << 20;
    let Ok(bytes) = crate::file::open(path) else {
        return Program::Unknown;
    };
    let has = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    if bytes.len() <= LARGEST_STARTER {
        return match has(b"litert_cli") && !has(b"LITERT_CACHE_DIR") {
            true => Program::PythonLitertCli,
            false => Program::Unknown,
        };
    }
    match has(b"LITERT_CACHE_DIR") {
        true => Program::AnotherBuild,
        false => Program::Unknown,
    }
}
