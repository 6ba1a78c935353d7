//! How an interpreter is to be made.

use std::thread;

use super::Interpreter;
use super::handle::Handle;
use crate::delegate;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::runtime::{Capability, Runtime};

/// Settings of an [`Interpreter`]. Nothing is done, and nothing fails, before
/// [`build`](InterpreterBuilder::build).
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// let interpreter = litert::Interpreter::builder().threads(2).build(&model)?;
/// assert_eq!(interpreter.delegates().collect::<Vec<_>>(), ["XNNPACK"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct InterpreterBuilder {
    runtime: Option<Runtime>,
    threads: Option<usize>,
    xnnpack: Xnnpack,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Xnnpack {
    #[default]
    WherePossible,
    Required,
    Off,
}

impl InterpreterBuilder {
    /// Uses this runtime instead of the shared one.
    pub fn runtime(mut self, runtime: &Runtime) -> Self {
        self.runtime = Some(runtime.clone());
        self
    }

    /// How many threads operators may use, XNNPACK's among them. The default is one.
    ///
    /// Zero stands for as many as the machine has.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Whether XNNPACK's kernels are used.
    ///
    /// By default they are wherever the library has them: the C API leaves them off, and quantized
    /// models then take twice as long. `true` makes it an error if they cannot be had.
    pub fn xnnpack(mut self, on: bool) -> Self {
        self.xnnpack = if on { Xnnpack::Required } else { Xnnpack::Off };
        self
    }

    /// Makes the interpreter. Tensors get their memory when an input is first written, or by
    /// [`Interpreter::allocate`].
    ///
    /// # Errors
    /// [`Error::Load`] without a TensorFlow Lite library, [`Error::Status`] with the runtime's own
    /// words if it refuses the model, [`Error::Unsupported`] if XNNPACK was demanded and cannot be
    /// had.
    pub fn build(self, model: &Model) -> Result<Interpreter> {
        let runtime = match self.runtime {
            Some(runtime) => runtime,
            None => Runtime::shared()?,
        };
        let api = runtime.tflite()?;
        let threads = self.threads.map(thread_count).transpose()?;
        let with_xnnpack = match self.xnnpack {
            Xnnpack::Off => false,
            Xnnpack::Required => true,
            Xnnpack::WherePossible => runtime.supports(Capability::Xnnpack),
        };
        let delegates = if with_xnnpack {
            vec![delegate::xnnpack(api, threads)?]
        } else {
            Vec::new()
        };
        let handle = match Handle::create(api, model, threads, delegates) {
            Err(error) if with_xnnpack && self.xnnpack == Xnnpack::WherePossible => {
                log::warn!("{model} is run without XNNPACK, which refused it: {error}");
                Handle::create(api, model, threads, Vec::new())?
            }
            created => created?,
        };
        Interpreter::new_with(handle, runtime.clone())
    }
}

/// The number as C takes it; zero becomes what the machine has.
pub(crate) fn thread_count(threads: usize) -> Result<i32> {
    let threads = match threads {
        0 => thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    // More than this is a mistake, and every thread costs memory.
    const MOST: usize = 1024;
    match i32::try_from(threads) {
        Ok(count) if threads <= MOST => Ok(count),
        _ => Err(Error::invalid_argument(format!(
            "{threads} threads are too many; give at most {MOST}, or 0 for as many as the machine has"
        ))),
    }
}
