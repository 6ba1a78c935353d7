//! The one error type: variants by what the caller can do about it.

use std::fmt;
use std::path::{Path, PathBuf};

/// What this crate's functions return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Anything that can go wrong. Its text says what failed, on what, why, and what can be done.
#[non_exhaustive]
pub enum Error {
    /// The crate `litert` failed: a model, a library or a run.
    Engine(Box<litert::Error>),
    /// The bytes are no picture of the size and format that was said.
    Frame(Box<str>),
    /// A picture file cannot be read or written.
    File(Box<FileError>),
    /// The model is none for this: its inputs or outputs are of another kind. The text says what was
    /// expected and what was found.
    Model(Box<str>),
    /// An option or argument cannot be used.
    InvalidArgument(Box<str>),
}

/// What [`Error::File`] holds.
#[derive(Debug)]
#[non_exhaustive]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// Why it cannot be read or written.
    pub message: String,
}

impl Error {
    pub(crate) fn frame(text: impl Into<String>) -> Self {
        Error::Frame(text.into().into_boxed_str())
    }

    pub(crate) fn model(text: impl Into<String>) -> Self {
        Error::Model(text.into().into_boxed_str())
    }

    pub(crate) fn invalid_argument(text: impl Into<String>) -> Self {
        Error::InvalidArgument(text.into().into_boxed_str())
    }

    pub(crate) fn file(path: &Path, message: impl Into<String>) -> Self {
        Error::File(Box::new(FileError {
            path: path.to_owned(),
            message: message.into(),
        }))
    }
}

impl From<litert::Error> for Error {
    fn from(error: litert::Error) -> Self {
        Error::Engine(Box::new(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Engine(error) => error.fmt(f),
            Error::Frame(text) | Error::Model(text) | Error::InvalidArgument(text) => {
                f.write_str(text)
            }
            Error::File(error) => write!(f, "{}: {}", error.path.display(), error.message),
        }
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Its text is told already.
            Error::Engine(error) => std::error::Error::source(&**error),
            _ => None,
        }
    }
}
