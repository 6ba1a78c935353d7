//! The one error type: variants by what the caller can do about it.

use std::fmt;

use litert_sys::{LoadError, MissingSymbol};

use super::{
    AccelerationError, CustomOpError, DelegateError, InvalidModelError, IoError, NotFound,
    OutOfMemory, ShapeMismatch, StatusError, TypeMismatch, Unsupported, WorkerError,
};

/// The result of this crate's functions.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Anything that can go wrong.
///
/// The text of each says what failed, on what and why, in the runtime's own words where it has
/// any, and what can be done.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::{Error, Interpreter, Model};
///
/// assert!(matches!(Model::from_bytes(b"not a model"), Err(Error::InvalidModel(_))));
///
/// let mut interpreter = Interpreter::new(&model)?;
/// match interpreter.input_mut("z") {
///     // The text: "there is no input 'z'; there are: 0 'x', 1 'y'"
///     Err(Error::NotFound(error)) => assert_eq!(error.available.len(), 2),
///     _ => unreachable!(),
/// }
/// # Ok(())
/// # }
/// ```
///
/// The guide [`errors`](crate::guide::errors) says what to do about each.
#[non_exhaustive]
pub enum Error {
    /// No usable library was found. The text lists every place that was looked at.
    Load(Box<LoadError>),
    /// The library, or the engine, cannot do what was asked.
    Unsupported(Box<Unsupported>),
    /// A C call failed.
    Status(Box<StatusError>),
    /// The hardware that was asked for does not work, or not for this model. The text says why, and
    /// what can be done.
    Acceleration(Box<AccelerationError>),
    /// A tensor holds elements of another type.
    TypeMismatch(Box<TypeMismatch>),
    /// A length or a shape does not fit the tensor.
    ShapeMismatch(Box<ShapeMismatch>),
    /// There is no input, output or signature of that name or number.
    NotFound(Box<NotFound>),
    /// A delegate cannot be used, and why.
    Delegate(Box<DelegateError>),
    /// A custom operator of the application's failed, or panicked.
    CustomOp(Box<CustomOpError>),
    /// The bytes are no valid model.
    InvalidModel(Box<InvalidModelError>),
    /// An argument cannot be used, or a call came too early.
    InvalidArgument(Box<str>),
    /// Reading a file failed.
    Io(Box<IoError>),
    /// A process that runs a model on this one's behalf died, took too long, or could not do it. This
    /// process is as well as before.
    Worker(Box<WorkerError>),
    /// There is no memory for something whose size the model or the caller decides. Nothing has
    /// changed; with a smaller batch, shape or file it may work.
    OutOfMemory(Box<OutOfMemory>),
    /// A run was stopped through its [`CancellationToken`](crate::CancellationToken). Its outputs
    /// hold no result; the engine can be used again.
    Cancelled,
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    /// What lies behind the reason that the text of this error tells already; most often nothing. So
    /// programs that print a whole chain print each thing once. The reason itself is a field of the
    /// variant.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io(error) => error.source.source(),
            Error::CustomOp(error) => error.source.as_deref()?.source(),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Load(error) => error.fmt(f),
            Error::Unsupported(error) => error.fmt(f),
            Error::Status(error) => error.fmt(f),
            Error::Acceleration(error) => error.fmt(f),
            Error::TypeMismatch(error) => error.fmt(f),
            Error::ShapeMismatch(error) => error.fmt(f),
            Error::NotFound(error) => error.fmt(f),
            Error::Delegate(error) => error.fmt(f),
            Error::CustomOp(error) => error.fmt(f),
            Error::InvalidModel(error) => error.fmt(f),
            Error::InvalidArgument(text) => f.write_str(text),
            Error::Io(error) => error.fmt(f),
            Error::Worker(error) => error.fmt(f),
            Error::OutOfMemory(error) => error.fmt(f),
            Error::Cancelled => f.write_str(
                "the run was cancelled through its CancellationToken; its outputs hold no result",
            ),
        }
    }
}

impl Error {
    pub(crate) fn invalid_argument(text: impl Into<String>) -> Self {
        Error::InvalidArgument(text.into().into_boxed_str())
    }

    pub(crate) fn delegate(
        name: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Error::Delegate(Box::new(DelegateError {
            name: name.into(),
            message: message.into(),
            help: help.into(),
        }))
    }

    pub(crate) fn unsupported(
        feature: impl Into<String>,
        found: impl Into<String>,
        needs: impl Into<String>,
    ) -> Self {
        Error::Unsupported(Box::new(Unsupported {
            feature: feature.into(),
            symbol: None,
            found: found.into(),
            needs: needs.into(),
        }))
    }

    /// The same as a missing group of symbols, for the feature that needs it.
    pub(crate) fn missing(feature: &str, missing: &MissingSymbol, needs: &str) -> Self {
        Error::Unsupported(Box::new(Unsupported {
            feature: feature.to_owned(),
            symbol: Some(missing.symbol),
            found: missing.library.clone(),
            needs: needs.to_owned(),
        }))
    }
}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Self {
        Error::Load(Box::new(error))
    }
}

const _: () = {
    const fn assert_send_sync<T: Send + Sync + 'static>() {}
    assert_send_sync::<Error>();
    // Results stay small: everything of any size is boxed.
    assert!(std::mem::size_of::<Error>() <= 24);
};
