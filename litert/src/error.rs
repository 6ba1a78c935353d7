//! The one error type: variants by what the caller can do about it.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use litert_sys::{LoadError, MissingSymbol};

use crate::engine::acceleration::AccelerationError;
use crate::model::InvalidModel;
use crate::status::Status;
use crate::types::{ElementType, Shape};

/// What this crate's functions return.
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

/// What the library, or the engine, cannot do.
#[derive(Clone, Debug)]
pub struct Unsupported {
    /// What was asked for.
    pub feature: String,
    /// The C symbol that is missing, where that is the reason.
    pub symbol: Option<&'static str>,
    /// The library or model that stands in the way.
    pub found: String,
    /// What would make it work.
    pub needs: String,
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            feature,
            symbol,
            found,
            needs,
        } = self;
        write!(f, "{feature} is not supported by {found}")?;
        if let Some(symbol) = symbol {
            write!(f, " (it does not have {symbol})")?;
        }
        write!(f, "; {needs}")
    }
}

/// A C call that failed.
#[derive(Clone, Debug)]
pub struct StatusError {
    /// The C function.
    pub call: &'static str,
    /// What it was working on, e.g. the model's name.
    pub on: String,
    /// What it returned; `None` for functions that return a null pointer instead.
    pub status: Option<Status>,
    /// The runtime's own words, empty where it said nothing.
    pub detail: String,
    /// What this crate can say about the reason, and what to do; often empty.
    pub hint: String,
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            call,
            on,
            status,
            detail,
            hint,
        } = self;
        write!(f, "{call} failed for {on}")?;
        match status {
            Some(status) => write!(f, ": {status}")?,
            None => f.write_str(": it returned a null pointer")?,
        }
        if !detail.is_empty() {
            write!(f, ". The runtime says: {detail}")?;
        }
        match hint.as_str() {
            "" => Ok(()),
            hint if detail.is_empty() => write!(f, ". {hint}"),
            hint => write!(f, "\n{hint}"),
        }
    }
}

/// A tensor that holds elements of another type than asked for.
#[derive(Clone, Debug)]
pub struct TypeMismatch {
    /// The tensor, e.g. `input 0 'image'`.
    pub tensor: String,
    /// What the tensor holds.
    pub tensor_type: ElementType,
    /// What was asked for.
    pub asked: String,
    /// What to call instead.
    pub hint: &'static str,
}

impl fmt::Display for TypeMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            tensor,
            tensor_type,
            asked,
            hint,
        } = self;
        write!(f, "{tensor} holds {tensor_type}, not {asked}{hint}")
    }
}

/// A length or a shape that does not fit a tensor.
#[derive(Clone, Debug)]
pub struct ShapeMismatch {
    /// The tensor, e.g. `input 0 'image'`.
    pub tensor: String,
    /// Its shape; −1 where the model leaves a dimension open.
    pub shape: Shape,
    /// What was given and what would fit.
    pub message: String,
}

impl fmt::Display for ShapeMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} has shape {}: {}",
            self.tensor, self.shape, self.message
        )
    }
}

/// A name or number that does not exist, and those that do.
#[derive(Clone, Debug)]
pub struct NotFound {
    /// What kind of thing: `input`, `output`, `signature`.
    pub what: &'static str,
    /// What was asked for.
    pub name: String,
    /// What there is.
    pub available: Vec<String>,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            what,
            name,
            available,
        } = self;
        write!(f, "there is no {what} {name}; ")?;
        if available.is_empty() {
            return write!(f, "the model has no {what}s");
        }
        write!(f, "there are: {}", available.join(", "))
    }
}

/// A delegate that cannot be used.
#[derive(Clone, Debug)]
pub struct DelegateError {
    /// Which one: `XNNPACK`, `Edge TPU`, or the file name of a plugin.
    pub name: String,
    /// Why, with what the delegate or the runtime said.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl fmt::Display for DelegateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            message,
            help,
        } = self;
        write!(f, "cannot use the delegate {name}: {message}")?;
        if help.is_empty() {
            return Ok(());
        }
        write!(f, ". What to do: {help}")
    }
}

/// A custom operator of the application's that failed.
#[derive(Debug)]
pub struct CustomOpError {
    /// The name under which it was registered.
    pub operator: String,
    /// Which of its functions: `init`, `output_shapes` or `invoke`.
    pub function: &'static str,
    /// Its own words, or those of the panic.
    pub message: String,
    /// Whether it panicked.
    pub panicked: bool,
    /// The error that it returned.
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl fmt::Display for CustomOpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operator,
            function,
            message,
            panicked,
            ..
        } = self;
        let verb = if *panicked { "panicked" } else { "failed" };
        write!(
            f,
            "the custom operator '{operator}' {verb} in {function}: {message}"
        )
    }
}

/// Bytes that are no valid model.
#[derive(Clone, Debug)]
pub struct InvalidModelError {
    /// The file, or what else the bytes came from.
    pub model: String,
    /// What is wrong, and where in the model.
    pub reason: InvalidModel,
}

impl fmt::Display for InvalidModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.model, self.reason)?;
        if !self.reason.can_be_allowed() {
            return Ok(());
        }
        let name = self.reason.name();
        write!(
            f,
            ". What to do: run a model from a stranger in a process of its own (litert::isolated); where you \
             know that this one does no harm, allow it: ModelOptions::allow(\"{name}\"), or --allow {name}"
        )
    }
}

/// A file that could not be read.
#[derive(Debug)]
pub struct IoError {
    /// Which file.
    pub path: PathBuf,
    /// What was being done with it.
    pub action: &'static str,
    /// The system's reason.
    pub source: std::io::Error,
}

impl fmt::Display for IoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot {} {}: {}",
            self.action,
            self.path.display(),
            self.source
        )
    }
}

/// What went wrong with a worker process; see [`isolated`](crate::isolated).
#[derive(Clone, Debug)]
pub struct WorkerError {
    /// The model that it was to run.
    pub model: String,
    /// What happened.
    pub problem: WorkerProblem,
}

/// What can go wrong with a worker process.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum WorkerProblem {
    /// It could not be started, and why.
    NotStarted(String),
    /// It cannot load or run the model, and why. It lives, and may be asked again.
    Refused(String),
    /// It died.
    Died {
        /// What it did meanwhile.
        during: &'static str,
        /// How it ended: a signal, for instance.
        status: String,
        /// The last that it printed.
        said: String,
    },
    /// It took too long, and was ended.
    TookTooLong {
        /// What it did meanwhile.
        during: &'static str,
        /// How long it might have taken.
        limit: Duration,
    },
    /// It sent something that makes no sense, and was ended.
    Nonsense,
    /// It died, or was ended, before.
    Gone,
}

impl fmt::Display for WorkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { model, problem } = self;
        match problem {
            WorkerProblem::NotStarted(why) => {
                write!(f, "no worker process can be started for {model}: {why}")
            }
            WorkerProblem::Refused(why) => f.write_str(why),
            WorkerProblem::Died {
                during,
                status,
                said,
            } => {
                write!(
                    f,
                    "the worker process for {model} died while {during}: {status}"
                )?;
                if !said.is_empty() {
                    write!(f, ". The last it printed: {said}")?;
                }
                f.write_str(". Do not run this model in a process that must live")
            }
            WorkerProblem::TookTooLong { during, limit } => write!(
                f,
                "the worker process for {model} was ended: {limit:?} were not enough while {during}"
            ),
            WorkerProblem::Nonsense => write!(
                f,
                "the worker process for {model} was ended: its answer makes no sense. The model may \
                 be an attack"
            ),
            WorkerProblem::Gone => {
                write!(
                    f,
                    "the worker process for {model} is gone; build another one"
                )
            }
        }
    }
}

/// Memory that was not to be had.
#[derive(Clone, Debug)]
pub struct OutOfMemory {
    /// How many bytes were needed.
    pub bytes: usize,
    /// What for.
    pub purpose: String,
}

impl fmt::Display for OutOfMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes, purpose } = self;
        write!(
            f,
            "there is no memory of {bytes} bytes for {purpose}; free some, raise the limit of the \
             process, or ask for less"
        )
    }
}

const _: () = {
    const fn assert_send_sync<T: Send + Sync + 'static>() {}
    assert_send_sync::<Error>();
    // Results stay small: everything of any size is boxed.
    assert!(std::mem::size_of::<Error>() <= 24);
};
