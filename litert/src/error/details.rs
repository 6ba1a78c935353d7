//! The contents of each variant of the error.

use std::fmt;
use std::path::PathBuf;

use crate::model::InvalidModel;
use crate::status::Status;
use crate::types::{ElementType, Shape};

/// Something that the library, or the engine, cannot do.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::{Engine, Error, Interpreter};
///
/// let mut compiled = litert::CompiledModel::new(&model)?;
/// match (&mut compiled as &mut dyn Engine).write_strings(0, &[1], &["text"]) {
///     Err(Error::Unsupported(error)) => println!("{}; {}", error.feature, error.needs),
///     _ => unreachable!("compiled models take no strings"),
/// }
/// # let _ = Interpreter::new(&model)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Unsupported {
    /// The request.
    pub feature: String,
    /// The C symbol that is missing, where that is the reason.
    pub symbol: Option<&'static str>,
    /// The library or model that stands in the way.
    pub found: String,
    /// A way to make it work.
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
///
/// ```
/// use litert::Error;
///
/// fn log(error: &Error) {
///     if let Error::Status(error) = error {
///         eprintln!("{} for {}: {:?}, {}", error.call, error.on, error.status, error.detail);
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StatusError {
    /// The C function.
    pub call: &'static str,
    /// The object it worked on, e.g. the model's name.
    pub on: String,
    /// The status that it returned; `None` for functions that return a null pointer instead.
    pub status: Option<Status>,
    /// The runtime's own words, empty where it said nothing.
    pub detail: String,
    /// The reason, as far as this crate knows it, and a remedy; often empty.
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
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// use litert::Error;
/// use litert::types::ElementType;
///
/// let mut interpreter = litert::Interpreter::new(&model)?;
/// let mut image = interpreter.input_mut(0)?;
/// match image.as_mut_slice::<f32>() {
///     Err(Error::TypeMismatch(error)) => assert_eq!(error.tensor_type, ElementType::Int8),
///     _ => unreachable!("it is quantized"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TypeMismatch {
    /// The tensor, e.g. `input 0 'image'`.
    pub tensor: String,
    /// The type that the tensor holds.
    pub tensor_type: ElementType,
    /// The request.
    pub asked: String,
    /// The method to call instead.
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
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// use litert::Error;
///
/// let mut interpreter = litert::Interpreter::new(&model)?;
/// match interpreter.input_mut(0)?.write_f32(&[0.0; 3]) {
///     // "it holds 256 elements, but 3 were given"
///     Err(Error::ShapeMismatch(error)) => println!("{} {}: {}", error.tensor, error.shape, error.message),
///     _ => unreachable!("it is larger"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ShapeMismatch {
    /// The tensor, e.g. `input 0 'image'`.
    pub tensor: String,
    /// Its shape; −1 where the model leaves a dimension open.
    pub shape: Shape,
    /// The value that was given, and one that would fit.
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
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::Error;
///
/// match litert::Interpreter::new(&model)?.input_mut("z") {
///     Err(Error::NotFound(error)) => assert_eq!(error.available, ["0 'x'", "1 'y'"]),
///     _ => unreachable!("it has x and y"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NotFound {
    /// The kind: `input`, `output`, `signature`.
    pub what: &'static str,
    /// The request.
    pub name: String,
    /// The names that exist.
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
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::delegate::ExternalDelegate;
/// use litert::{Error, Interpreter};
///
/// // SAFETY: there is no such library.
/// let npu = unsafe { ExternalDelegate::new("libno_such_npu.so") };
/// match Interpreter::builder().delegate(npu).build(&model) {
///     Err(Error::Delegate(error)) => println!("{}: {} {}", error.name, error.message, error.help),
///     _ => unreachable!("there is none"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DelegateError {
    /// Which one: `XNNPACK`, `Edge TPU`, or the file name of a plugin.
    pub name: String,
    /// Why, with what the delegate or the runtime said.
    pub message: String,
    /// The remedy.
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
///
/// ```
/// use litert::Error;
///
/// fn log(error: &Error) {
///     if let Error::CustomOp(error) = error {
///         eprintln!("{} failed in {}: {}", error.operator, error.function, error.message);
///     }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct CustomOpError {
    /// The name under which it was registered.
    pub operator: String,
    /// Which of its functions: `init`, `output_shapes` or `invoke`.
    pub function: &'static str,
    /// Its own words, or those of the panic.
    pub message: String,
    /// True if it panicked.
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
///
/// ```
/// # fn main() -> litert::Result<()> {
/// use litert::model::InvalidModelKind;
/// use litert::{Error, Model};
///
/// match Model::from_bytes(b"not a model") {
///     Err(Error::InvalidModel(error)) => assert_eq!(error.reason.kind(), InvalidModelKind::NotAModel),
///     _ => unreachable!("it is none"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InvalidModelError {
    /// The file, or what else the bytes came from.
    pub model: String,
    /// The fault, and its place in the model.
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
///
/// ```
/// # fn main() -> litert::Result<()> {
/// use litert::{Error, Model};
///
/// match Model::from_file("no-such-file.tflite") {
///     Err(Error::Io(error)) => assert_eq!(error.source.kind(), std::io::ErrorKind::NotFound),
///     _ => unreachable!("there is none"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct IoError {
    /// Which file.
    pub path: PathBuf,
    /// The action that failed: `read`, for instance.
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

/// Memory that was not to be had.
///
/// ```
/// use litert::Error;
///
/// fn advice(error: &Error) -> String {
///     match error {
///         Error::OutOfMemory(error) => format!("{} bytes are too much: take a smaller batch", error.bytes),
///         other => other.to_string(),
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OutOfMemory {
    /// How many bytes were needed.
    pub bytes: usize,
    /// The purpose.
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
