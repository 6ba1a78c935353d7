//! How a model is to be compiled.

use litert_sys::Family;

use super::options::{
    AllOptions, ArmOptions, CompilerOptions, CpuOptions, GoogleTensorOptions, GpuOptions,
    MediatekOptions, OpenVinoOptions, QualcommOptions, RuntimeOptions, SamsungOptions,
};
use super::plugged::Plugged;
use super::preference::Plan;
use super::{Accelerators, CompiledModel, Environment, Preference};
use crate::custom_op::CustomOp;
use crate::delegate::Delegate;
use crate::engine::cancel::CancellationToken;
use crate::engine::thread_count;
use crate::error::Result;
use crate::model::Model;
use crate::runtime::Runtime;

/// Settings of a [`CompiledModel`]. Nothing is done, and nothing fails, before
/// [`build`](CompiledModelBuilder::build).
///
/// ```
/// use litert::{Accelerators, CompiledModel};
///
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// let compiled =
///     CompiledModel::builder().accelerators(Accelerators::CPU).threads(2).build(&model)?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct CompiledModelBuilder {
    runtime: Option<Runtime>,
    environment: Option<Environment>,
    plan: Plan,
    options: AllOptions,
    delegates: Vec<Delegate>,
    cancellation: Option<CancellationToken>,
}

impl CompiledModelBuilder {
    /// Uses this runtime, and the environment that it shares, instead of the shared one.
    pub fn runtime(mut self, runtime: &Runtime) -> Self {
        self.runtime = Some(runtime.clone());
        self
    }

    /// Uses this environment, and its runtime.
    pub fn environment(mut self, environment: &Environment) -> Self {
        self.environment = Some(environment.clone());
        self
    }

    /// The kinds of hardware that may be used; the CPU unless told otherwise.
    ///
    /// With the CPU among them, it runs what the others do not: single operators, or the whole model
    /// where they are not there or do not work. [`CompiledModel::acceleration`] says which, and why.
    /// Without it, a model that they cannot run whole is
    /// [`Error::Acceleration`](crate::Error::Acceleration).
    ///
    /// Takes the place of what [`prefer`](Self::prefer) said before.
    pub fn accelerators(mut self, accelerators: Accelerators) -> Self {
        self.plan.accelerators = accelerators;
        self.plan.preferences.clear();
        self
    }

    /// Kinds of hardware in the order in which they are to be tried. The first that works is used.
    ///
    /// An entry is tried as it is: `GPU` is the whole model on the GPU, `GPU | CPU` lets the CPU run
    /// operators that the GPU does not have. It does not work if an accelerator is missing or fails;
    /// then the next is tried, unless it was [`Preference::required`]. If none works, that is
    /// [`Error::Acceleration`](crate::Error::Acceleration) with all the reasons.
    ///
    /// ```
    /// use litert::{Accelerators, CompiledModel};
    ///
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
    /// let compiled = CompiledModel::builder()
    ///     .prefer([Accelerators::GPU, Accelerators::CPU])
    ///     .build(&model)?;
    /// println!("{}", compiled.acceleration());
    /// # Ok(())
    /// # }
    /// ```
    pub fn prefer(mut self, order: impl IntoIterator<Item = impl Into<Preference>>) -> Self {
        self.plan.preferences = order.into_iter().map(Into::into).collect();
        self
    }

    /// Makes it an error, or in a list of preferences a reason to try the next, if an operator would
    /// be left over.
    ///
    /// Where the GPU or the NPU is asked for, they have to run every operator, whether or not the
    /// CPU is allowed besides; where only the CPU is, XNNPACK has to. Every
    /// [delegate](Self::delegate) has to take at least one.
    pub fn require_full_acceleration(mut self) -> Self {
        self.plan.full = true;
        self
    }

    /// Lets a delegate take over the operators that it can run: an external plugin, the Edge TPU.
    /// Several are asked in this order, before XNNPACK, and after the GPU and the NPU where these
    /// are used. It counts as none of the [`Accelerators`], and is asked whichever of them are.
    ///
    /// The compiled model owns the delegate, and drops it after itself. Unless an
    /// [`environment`](Self::environment) with room for it is named, the model gets one of its own.
    ///
    /// Stands on `LiteRtRegisterAccelerator` and `LiteRtWrapDelegate`.
    ///
    /// ```no_run
    /// use litert::CompiledModel;
    /// use litert::delegate::edgetpu::EdgeTpuOptions;
    ///
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("model_edgetpu.tflite")?;
    /// let compiled = CompiledModel::builder().delegate(EdgeTpuOptions::new()).build(&model)?;
    /// assert_eq!(compiled.delegates().collect::<Vec<_>>(), ["Edge TPU"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn delegate(mut self, delegate: impl Into<Delegate>) -> Self {
        self.delegates.push(delegate.into());
        self
    }

    /// How many threads the CPU's kernels may use. The default is one; zero stands for as many as
    /// the machine has.
    pub fn threads(mut self, threads: usize) -> Self {
        self.options.threads = Some(threads);
        self
    }

    /// How the CPU's kernels run the model.
    pub fn cpu(mut self, options: CpuOptions) -> Self {
        self.options.cpu = Some(options);
        self
    }

    /// How the GPU accelerator runs the model. Changes nothing where the GPU is not used.
    pub fn gpu(mut self, options: GpuOptions) -> Self {
        self.options.gpu = Some(options);
        self
    }

    /// How the runtime around them behaves.
    pub fn runtime_options(mut self, options: RuntimeOptions) -> Self {
        self.options.runtime = Some(options);
        self
    }

    /// How the model is divided for an NPU's compiler plugin.
    pub fn compiler(mut self, options: CompilerOptions) -> Self {
        self.options.compiler = Some(options);
        self
    }

    /// How Qualcomm's NPU plugin compiles and runs the model.
    pub fn qualcomm(mut self, options: QualcommOptions) -> Self {
        self.options.qualcomm = Some(options);
        self
    }

    /// How MediaTek's NPU plugin compiles and runs the model.
    pub fn mediatek(mut self, options: MediatekOptions) -> Self {
        self.options.mediatek = Some(options);
        self
    }

    /// How the Google Tensor NPU plugin compiles and runs the model.
    pub fn google_tensor(mut self, options: GoogleTensorOptions) -> Self {
        self.options.google_tensor = Some(options);
        self
    }

    /// How Intel's OpenVINO plugin compiles and runs the model.
    pub fn openvino(mut self, options: OpenVinoOptions) -> Self {
        self.options.openvino = Some(options);
        self
    }

    /// How Samsung's NPU plugin compiles the model.
    pub fn samsung(mut self, options: SamsungOptions) -> Self {
        self.options.samsung = Some(options);
        self
    }

    /// How Arm's NPU plugin compiles the model.
    pub fn arm(mut self, options: ArmOptions) -> Self {
        self.options.arm = Some(options);
        self
    }

    /// Lets `token` stop runs from another thread; they then return
    /// [`Error::Cancelled`](crate::Error::Cancelled). [`CompiledModel::set_cancellation`] changes it
    /// later.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
    /// use litert::{CancellationToken, CompiledModel, Error};
    ///
    /// let token = CancellationToken::new();
    /// let mut compiled = CompiledModel::builder().cancellation(&token).build(&model)?;
    /// token.cancel();
    /// assert!(matches!(compiled.run(), Err(Error::Cancelled)));
    /// # Ok(())
    /// # }
    /// ```
    pub fn cancellation(mut self, token: &CancellationToken) -> Self {
        self.cancellation = Some(token.clone());
        self
    }

    /// Takes down the time that operators take, for [`CompiledModel::profiler`]. The same as
    /// [`RuntimeOptions::profiling`], and set anew by [`runtime_options`](Self::runtime_options).
    pub fn profiling(mut self, on: bool) -> Self {
        let options = self.options.runtime.take().unwrap_or_default();
        self.options.runtime = Some(options.profiling(on));
        self
    }

    /// Runs the custom operators that models call `name` with `op`, on the CPU.
    ///
    /// LiteRT knows version 1 of custom operators only. All operators of this name must have the
    /// same options in the file, because they share a [state](CustomOp::State), and none may read a
    /// constant of the model that does not happen to be aligned to 64 bytes: the run fails then.
    /// [`Interpreter`](crate::Interpreter) has none of these limits.
    ///
    /// Stands on `LiteRtAddCustomOpKernelOption`. See [`CustomOp`] for an example.
    pub fn custom_op(mut self, name: impl Into<String>, version: i32, op: impl CustomOp) -> Self {
        self.plan.ops.add(name.into(), version, op);
        self
    }

    /// Compiles the model.
    ///
    /// # Errors
    /// [`Error::Load`] without a LiteRT library, [`Error::Acceleration`] if the hardware that was
    /// asked for does not work and no other was allowed, [`Error::Status`] if the library refuses the
    /// model, [`Error::Unsupported`] for models with variable tensors and for options that the
    /// library does not know yet, [`Error::InvalidArgument`] for options that cannot be passed on
    /// and more delegates than the environment has room for, [`Error::NotFound`] for selected
    /// signatures that the model does not have, [`Error::CustomOp`] if a custom operator does not
    /// take the options in the file, [`Error::Delegate`] if a delegate cannot be had or refuses the
    /// model.
    ///
    /// [`Error::Load`]: crate::Error::Load
    /// [`Error::Acceleration`]: crate::Error::Acceleration
    /// [`Error::Status`]: crate::Error::Status
    /// [`Error::Delegate`]: crate::Error::Delegate
    /// [`Error::Unsupported`]: crate::Error::Unsupported
    /// [`Error::InvalidArgument`]: crate::Error::InvalidArgument
    /// [`Error::NotFound`]: crate::Error::NotFound
    /// [`Error::CustomOp`]: crate::Error::CustomOp
    pub fn build(self, model: &Model) -> Result<CompiledModel> {
        let environment = match (self.environment, self.runtime) {
            (Some(environment), _) => environment,
            (None, runtime) => {
                let runtime = match runtime {
                    Some(runtime) => runtime,
                    None => Runtime::shared_for(Family::LiteRt)?,
                };
                if self.delegates.is_empty() {
                    runtime.environment_with(self.plan.requested())?
                } else {
                    // Nobody else's models see what is registered for this one.
                    Environment::builder()
                        .runtime(&runtime)
                        .auto_register(self.plan.requested() | Accelerators::CPU)
                        .delegates(self.delegates.len())
                        .build()?
                }
            }
        };
        let mut options = self.options;
        if let Some(cpu) = &mut options.cpu {
            cpu.leave_out_unusable(model);
        }
        if let Some(why) = model.info().beyond_xnnpack() {
            options
                .cpu
                .get_or_insert_default()
                .do_without_xnnpack(model, why)?;
        }
        let texts = options.texts(environment.api().version)?;
        let selected = options.selected_signatures(model)?;
        let threads = options.threads.map(thread_count).transpose()?;
        let delegates = Plugged::new(&environment, model, threads, self.delegates)?;
        let (handle, report) = self.plan.compile(&environment, model, &texts, delegates)?;
        let mut compiled = CompiledModel::new_with(handle, report, selected)?;
        if let Some(token) = &self.cancellation {
            compiled.set_cancellation(token)?;
        }
        Ok(compiled)
    }
}
