//! What can go wrong.

use std::fmt;
use std::path::PathBuf;

use litert_model::InvalidModel;
use litert_sys::{LoadError, MissingSymbol};

/// What went wrong, and what to do about it.
#[derive(Clone)]
#[non_exhaustive]
pub enum Error {
    /// No library with language models can be had.
    Load(LoadError),
    /// The library, or the model, cannot do this.
    Unsupported {
        /// What was asked for.
        what: String,
        /// Why it cannot be had, and what would help.
        why: String,
    },
    /// A setting that the C API would take in silence and that makes no sense.
    Setting {
        /// The name of the setting.
        setting: &'static str,
        /// What it was set to.
        value: String,
        /// What it may be.
        needs: String,
    },
    /// A file that is damaged, or lacks what the engine needs.
    Model {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: InvalidModel,
    },
    /// A file of another kind than the engine runs.
    WrongKind {
        /// The file.
        path: PathBuf,
        /// What it is.
        is: &'static str,
        /// What runs it.
        take: &'static str,
    },
    /// A file that cannot be read.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why, in the words of the system.
        why: String,
    },
    /// A message, a tool or a schema that is no proper JSON for the engine.
    Json {
        /// What it belongs to.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The context is full: no more tokens fit behind what was said so far.
    ContextFull {
        /// The tokens that there are.
        used: Option<u32>,
        /// The most that there may be.
        most: Option<u32>,
    },
    /// Another answer is being written, and the caller did not want to wait for it.
    Busy,
    /// The call was cancelled. The session or conversation is as it was before.
    Cancelled,
    /// The program is ending; nothing is started any more.
    Exiting,
    /// A function of the library failed.
    Status {
        /// The function, without `litert_lm_`.
        call: &'static str,
        /// Its code.
        code: Code,
        /// What the library said, or what is known about this failure where it says nothing.
        message: String,
    },
    /// A tool loop went on for too long.
    TooManyRounds {
        /// How many rounds were allowed.
        rounds: usize,
    },
}

/// Whether it worked.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A code of an error, as the library numbers them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code(pub(crate) i32);

const CODES: [&str; 17] = [
    "ok",
    "cancelled",
    "unknown",
    "invalid argument",
    "deadline exceeded",
    "not found",
    "already exists",
    "permission denied",
    "resource exhausted",
    "failed precondition",
    "aborted",
    "out of range",
    "unimplemented",
    "internal",
    "unavailable",
    "data loss",
    "unauthenticated",
];

impl Code {
    /// The number.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// What it means; `None` for a number that is newer than this crate.
    pub fn name(self) -> Option<&'static str> {
        let index = usize::try_from(self.0).ok()?;
        CODES.get(index).copied()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "{name} ({})", self.0),
            None => write!(f, "code {}", self.0),
        }
    }
}

impl Error {
    pub(crate) fn missing(what: &str, missing: &MissingSymbol) -> Self {
        Self::Unsupported {
            what: what.to_owned(),
            why: format!("{missing}; use liblitert-lm 0.18.1 (package litert-lm-api)"),
        }
    }

    pub(crate) fn unsupported(what: impl Into<String>, why: impl Into<String>) -> Self {
        let (what, why) = (what.into(), why.into());
        Self::Unsupported { what, why }
    }

    pub(crate) fn setting(
        setting: &'static str,
        value: impl fmt::Display,
        needs: impl Into<String>,
    ) -> Self {
        let (value, needs) = (value.to_string(), needs.into());
        Self::Setting {
            setting,
            value,
            needs,
        }
    }

    pub(crate) fn json(what: &'static str, why: impl Into<String>) -> Self {
        let why = why.into();
        Self::Json { what, why }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load(error) => error.fmt(f),
            Self::Unsupported { what, why } => write!(f, "{what} cannot be had: {why}"),
            Self::Setting {
                setting,
                value,
                needs,
            } => write!(f, "the setting {setting} is {value}, but it must be {needs}"),
            Self::Model { path, error } => write!(f, "{}: {error}", path.display()),
            Self::WrongKind { path, is, take } => {
                write!(f, "{} is {is}; take {take}", path.display())
            }
            Self::Io { path, why } => write!(f, "cannot read {}: {why}", path.display()),
            Self::Json { what, why } => write!(f, "{what}: {why}"),
            Self::ContextFull { used, most } => {
                f.write_str("the context is full")?;
                if let (Some(used), Some(most)) = (used, most) {
                    write!(f, ": it holds {used} of {most} tokens")?;
                }
                f.write_str("; begin a new conversation, or go back to an earlier state")
            }
            Self::Busy => f.write_str(
                "another answer of this engine is being written, and an engine writes one at a time",
            ),
            Self::Cancelled => f.write_str("cancelled; the state is that before the call"),
            Self::Exiting => f.write_str("the program is ending"),
            Self::Status {
                call,
                code,
                message,
            } => write!(f, "litert_lm_{call} failed, {code}: {message}"),
            Self::TooManyRounds { rounds } => write!(
                f,
                "after {rounds} rounds the model still calls tools; allow more rounds, or look at what \
                 it calls"
            ),
        }
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}
