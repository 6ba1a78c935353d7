//! How a model is to be compiled.

use super::handle::Handle;
use super::options::{
    AllOptions, CompilerOptions, CpuOptions, GoogleTensorOptions, GpuOptions, MediatekOptions,
    OpenVinoOptions, QualcommOptions, RuntimeOptions, SamsungOptions,
};
use super::{Accelerators, CompiledModel, Environment};
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
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct CompiledModelBuilder {
    runtime: Option<Runtime>,
    environment: Option<Environment>,
    accelerators: Accelerators,
    options: AllOptions,
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
    pub fn accelerators(mut self, accelerators: Accelerators) -> Self {
        self.accelerators = accelerators;
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

    /// Compiles the model.
    ///
    /// # Errors
    /// [`Error::Load`](crate::Error::Load) without a LiteRT library,
    /// [`Error::Status`](crate::Error::Status) if it refuses the model,
    /// [`Error::Unsupported`](crate::Error::Unsupported) for models with variable tensors and for
    /// options that the library does not know yet,
    /// [`Error::InvalidArgument`](crate::Error::InvalidArgument) for options that cannot be passed
    /// on, [`Error::NotFound`](crate::Error::NotFound) for selected signatures that the model does
    /// not have.
    pub fn build(self, model: &Model) -> Result<CompiledModel> {
        let environment = match (self.environment, self.runtime) {
            (Some(environment), _) => environment,
            (None, Some(runtime)) => runtime.environment()?,
            (None, None) => Runtime::shared()?.environment()?,
        };
        let texts = self.options.texts(environment.api().version)?;
        let selected = self.options.selected_signatures(model)?;
        let handle = Handle::create(&environment, model, self.accelerators, &texts)?;
        CompiledModel::new_with(handle, selected)
    }
}
