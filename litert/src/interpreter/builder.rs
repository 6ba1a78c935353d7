//! How an interpreter is to be made.

use litert_sys::{Family, TfLiteApi};

use super::Interpreter;
use super::delegation::{self, Look, Wanted};
use super::native::Recipe;
use crate::custom_op::{CustomOp, CustomOps};
use crate::delegate::{Delegate, xnnpack};
use crate::engine::cancel::CancellationToken;
use crate::engine::thread_count;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::runtime::{Capability, Runtime};
use crate::types::Quantization;

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
#[derive(Debug, Default)]
#[must_use]
pub struct InterpreterBuilder {
    runtime: Option<Runtime>,
    threads: Option<usize>,
    xnnpack: Xnnpack,
    backends: Vec<Wanted>,
    full: bool,
    cancellation: Option<CancellationToken>,
    profiling: bool,
    report: bool,
    ops: CustomOps,
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

    /// Adds a delegate that the interpreter must have. Delegates are applied in the order in which
    /// they were added, each to what the ones before it left, and XNNPACK comes last.
    ///
    /// Takes a [`Delegate`], or the options of one.
    pub fn delegate(mut self, delegate: impl Into<Delegate>) -> Self {
        self.backends.push(Wanted {
            delegate: delegate.into(),
            required: true,
        });
        self
    }

    /// Adds a delegate that the interpreter uses if it can be had, in the same order. If it cannot,
    /// the reason is logged as a warning and kept in [`Interpreter::delegation_report`].
    ///
    /// ```
    /// use litert::delegate::{ExternalDelegate, Outcome};
    ///
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
    /// // SAFETY: the vendor's own library.
    /// let npu = unsafe { ExternalDelegate::new("libno_such_npu.so") };
    /// let interpreter = litert::Interpreter::builder().prefer(npu).build(&model)?;
    /// let report = interpreter.delegation_report()?;
    /// assert!(matches!(report.backends()[0].outcome, Outcome::Refused { .. }));
    /// assert!(matches!(report.backends()[1].outcome, Outcome::Applied { .. }));
    /// # Ok(())
    /// # }
    /// ```
    pub fn prefer(mut self, delegate: impl Into<Delegate>) -> Self {
        self.backends.push(Wanted {
            delegate: delegate.into(),
            required: false,
        });
        self
    }

    /// Makes it an error if any operator is left to the runtime's own kernels. XNNPACK counts as a
    /// delegate like the others; switch it off with [`xnnpack(false)`](Self::xnnpack) to demand
    /// that the ones you added run the whole model. Each [delegate](Self::delegate) has to take at
    /// least one operator.
    pub fn require_full_delegation(mut self) -> Self {
        self.full = true;
        self
    }

    /// Lets `token` stop runs from another thread; they then return [`Error::Cancelled`].
    pub fn cancellation(mut self, token: &CancellationToken) -> Self {
        self.cancellation = Some(token.clone());
        self
    }

    /// Whether the time that operators take is taken down, for [`Interpreter::take_profile`]. This
    /// costs a little at each operator.
    pub fn profiling(mut self, on: bool) -> Self {
        self.profiling = on;
        self
    }

    /// Counts the operators that XNNPACK takes over, for [`Interpreter::delegation_report`], where it is
    /// the only delegate: tensors are planned once more, which takes a millisecond or two. With other
    /// delegates they are counted always.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
    /// let interpreter = litert::Interpreter::builder().acceleration_report(true).build(&model)?;
    /// println!("{}", interpreter.delegation_report()?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn acceleration_report(mut self, on: bool) -> Self {
        self.report = on;
        self
    }

    /// Runs the custom operators that models call `name`, of this version, with `op`. Converters
    /// write version 1 unless told otherwise.
    ///
    /// Stands on `TfLiteInterpreterOptionsAddOperator`. See [`CustomOp`] for an example.
    pub fn custom_op(mut self, name: impl Into<String>, version: i32, op: impl CustomOp) -> Self {
        self.ops.add(name.into(), version, op);
        self
    }

    /// Makes the interpreter. Tensors get their memory when an input is first written, or by
    /// [`Interpreter::allocate`].
    ///
    /// # Errors
    /// [`Error::Load`] without a TensorFlow Lite library, [`Error::Status`] with the runtime's own
    /// words if it refuses the model, [`Error::Delegate`] if a delegate cannot be used,
    /// [`Error::CustomOp`] if a custom operator does not take the options in the file, and
    /// [`Error::Unsupported`] if XNNPACK was demanded and cannot be had.
    pub fn build(self, model: &Model) -> Result<Interpreter> {
        let runtime = match self.runtime {
            Some(runtime) => runtime,
            None => Runtime::shared_for(Family::TfLite)?,
        };
        let recipe = Recipe {
            api: runtime.tflite()?,
            model,
            threads: self.threads.map(thread_count).transpose()?,
            token: self.cancellation.as_ref(),
            profiling: self.profiling,
            ops: &self.ops,
        };
        check_quantization(recipe.api, model)?;
        check_outside(recipe.api, model)?;
        let look = match self.backends.as_slice() {
            _ if self.full => Look::Full,
            [] if !self.report => Look::Never,
            _ => Look::Now,
        };
        let mut backends = self.backends;
        let listed = |wanted: &Wanted| wanted.delegate.name() == xnnpack::NAME;
        let by_default = match self.xnnpack {
            Xnnpack::Off => false,
            Xnnpack::Required => true,
            Xnnpack::WherePossible => runtime.supports(Capability::Xnnpack),
        };
        if by_default && !backends.iter().any(listed) {
            backends.push(Wanted::by_default(self.xnnpack == Xnnpack::Required));
        }
        let handle = delegation::build(&recipe, backends, look)?;
        Interpreter::new_with(handle, runtime.clone())
    }
}

/// Up to 2.17 the runtime takes the scales of blockwise quantized tensors for missing ones, and
/// computes nonsense without a word.
fn check_quantization(api: &TfLiteApi, model: &Model) -> Result<()> {
    if (api.version.major, api.version.minor) > (2, 17) {
        return Ok(());
    }
    let view = model.view();
    let blockwise = view
        .subgraphs()
        .flat_map(|graph| graph.tensors())
        .any(|tensor| matches!(tensor.quantization(), Quantization::Blockwise(_)));
    if !blockwise {
        return Ok(());
    }
    Err(Error::unsupported(
        format!("{model}, which is quantized in blocks,"),
        format!("TensorFlow Lite {}", api.version),
        "use a newer library, for instance liblitert-lm",
    ))
}

/// Up to 2.17 the C functions do not hand the file to what would look behind the flatbuffer, and kernels
/// meet constants without data.
fn check_outside(api: &TfLiteApi, model: &Model) -> Result<()> {
    if (api.version.major, api.version.minor) > (2, 17) || !model.view().has_outside_data() {
        return Ok(());
    }
    Err(Error::unsupported(
        format!("{model}, whose weights lie behind the flatbuffer,"),
        format!("TensorFlow Lite {}", api.version),
        "use a newer library, for instance liblitert-lm, or convert the model without \
         experimental_use_buffer_offset",
    ))
}
