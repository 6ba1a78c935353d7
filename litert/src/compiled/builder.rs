//! How a model is to be compiled.

use super::handle::Handle;
use super::{Accelerators, CompiledModel, Environment};
use crate::error::Result;
use crate::interpreter::thread_count;
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
    threads: Option<usize>,
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
        self.threads = Some(threads);
        self
    }

    /// Compiles the model.
    ///
    /// # Errors
    /// [`Error::Load`](crate::Error::Load) without a LiteRT library,
    /// [`Error::Status`](crate::Error::Status) if it refuses the model,
    /// [`Error::Unsupported`](crate::Error::Unsupported) for models with variable tensors.
    pub fn build(self, model: &Model) -> Result<CompiledModel> {
        let threads = self.threads.map(thread_count).transpose()?;
        let environment = match (self.environment, self.runtime) {
            (Some(environment), _) => environment,
            (None, Some(runtime)) => runtime.environment()?,
            (None, None) => Runtime::shared()?.environment()?,
        };
        let handle = Handle::create(&environment, model, self.accelerators, threads)?;
        CompiledModel::new_with(handle)
    }
}
