//! The LiteRT 2 engine: CompiledModel.

mod buffer;
mod buffer_type;
mod builder;
mod cancel;
mod compare;
mod create_buffer;
mod device_buffer;
mod engine;
mod environment;
mod event;
mod handle;
mod io;
mod lock;
mod memory_in_use;
mod metrics;
pub mod options;
mod output_shapes;
mod plugged;
mod preference;
mod profiler;
mod requirements;
mod run;
mod run_async;
mod run_with;
mod scheduling;
mod signature;
mod tensor_buffer;
mod unsaid;

use std::fmt;

pub use buffer_type::BufferType;
pub use builder::CompiledModelBuilder;
pub use device_buffer::DeviceMemory;
pub use environment::{Environment, EnvironmentBuilder, GpuSupport, LogSeverity};
pub use metrics::{Metric, MetricValue};
pub use preference::Preference;
pub use profiler::Profiler;
pub use requirements::BufferRequirements;
pub use run_async::{RunBuffers, RunFuture};
pub use scheduling::SchedulingInfo;
pub use signature::CompiledSignature;
pub use tensor_buffer::{HostMemory, TensorBuffer};

pub(crate) use crate::engine::acceleration::AccelerationReport;
pub(crate) use crate::engine::accelerators::Accelerators;
use crate::engine::cannot_reset;
use crate::error::Result;
use crate::model::{Model, SignatureInfo, TensorInfo, signature_position};
use crate::tensor::{Tensor, TensorKey, TensorMut};
use handle::Handle;
use io::Io;

/// Its name in messages.
const ENGINE: &str = "CompiledModel";

/// Runs a model with LiteRT 2's CompiledModel.
///
/// It stands on `LiteRtCompiledModel` and feels like [`Interpreter`](crate::Interpreter). It reaches
/// accelerators that the interpreter does not, and does not run models with variable tensors,
/// strings, or outputs whose size depends on the data; these are refused with an error.
///
/// ```
/// use litert::{CompiledModel, Model};
///
/// # fn main() -> litert::Result<()> {
/// let model = Model::from_file("../models/tiny/add.tflite")?;
/// let mut compiled = CompiledModel::new(&model)?;
/// for input in 0..compiled.inputs().len() {
///     let mut input = compiled.input_mut(input)?;
///     input.as_mut_slice::<f32>()?.fill(1.5);
/// }
/// compiled.run()?;
/// assert!(compiled.output(0)?.as_slice::<f32>()?.iter().all(|&sum| sum == 3.0));
/// # Ok(())
/// # }
/// ```
///
/// Inputs and outputs lie in host memory that the compiled model owns and the runtime uses where it
/// lies: nothing is copied. A compiled model can move to another thread, and is used by one at a
/// time: everything that changes it takes `&mut self`.
pub struct CompiledModel {
    // Buffers are dropped before the compiled model.
    ios: Vec<Io>,
    /// Which of `ios` is the default signature's.
    main: usize,
    /// The signatures that were prepared for running, if not all.
    selected: Option<Vec<usize>>,
    acceleration: Box<AccelerationReport>,
    handle: Handle,
}

impl CompiledModel {
    /// Compiles a model for the CPU, with the shared runtime and its environment.
    ///
    /// # Errors
    /// As for [`CompiledModelBuilder::build`].
    pub fn new(model: &Model) -> Result<Self> {
        Self::builder().build(model)
    }

    /// Settings to compile a model with.
    pub fn builder() -> CompiledModelBuilder {
        CompiledModelBuilder::default()
    }

    fn new_with(
        handle: Handle,
        acceleration: AccelerationReport,
        selected: Option<Vec<usize>>,
    ) -> Result<Self> {
        let default = handle.model.info().default_signature_index();
        let main = match selected.as_deref() {
            Some(selected @ [first, ..]) if !selected.contains(&default) => *first,
            _ => default,
        };
        let mut compiled = Self {
            ios: Vec::new(),
            main: 0,
            selected,
            acceleration: Box::new(acceleration),
            handle,
        };
        compiled.main = compiled.io(main)?;
        Ok(compiled)
    }

    /// Where in `ios` a signature is; made when it is first asked for.
    fn io(&mut self, signature: usize) -> Result<usize> {
        self.handle.expect_own_tensors(signature)?;
        if let Some(index) = self.ios.iter().position(|io| io.signature == signature) {
            return Ok(index);
        }
        self.ios.push(Io::new(&self.handle, signature)?);
        Ok(self.ios.len() - 1)
    }

    fn info(&self, io: usize) -> &SignatureInfo {
        &self.handle.model.signatures()[self.ios[io].signature]
    }

    /// The inputs, in the order of the graph.
    pub fn inputs(&self) -> &[TensorInfo] {
        self.info(self.main).inputs()
    }

    /// The outputs, in the order of the graph.
    pub fn outputs(&self) -> &[TensorInfo] {
        self.info(self.main).outputs()
    }

    /// The model it runs.
    pub fn model(&self) -> &Model {
        &self.handle.model
    }

    /// The environment it was made in.
    pub fn environment(&self) -> &Environment {
        &self.handle.environment
    }

    /// An input for writing, by position or name. Inputs start as zeros.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such input,
    /// [`Error::Unsupported`](crate::Error::Unsupported) for models that CompiledModel cannot run.
    pub fn input_mut(&mut self, input: impl TensorKey) -> Result<TensorMut<'_>> {
        self.ios[self.main].input_mut(&self.handle, input)
    }

    /// An input for reading, by position or name.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such input,
    /// [`Error::InvalidArgument`](crate::Error::InvalidArgument) before it has memory.
    pub fn input(&self, input: impl TensorKey) -> Result<Tensor<'_>> {
        self.ios[self.main].input(&self.handle, input)
    }

    /// An output, by position or name.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such output,
    /// [`Error::InvalidArgument`](crate::Error::InvalidArgument) before the first
    /// [`run`](CompiledModel::run) and after a failed one.
    pub fn output(&self, output: impl TensorKey) -> Result<Tensor<'_>> {
        self.ios[self.main].output(&self.handle, output)
    }

    /// Gives an input another shape. Outputs follow, and what was written to the inputs is gone.
    ///
    /// Stands on `LiteRtCompiledModelResizeInputTensor` where the model leaves the dimension open,
    /// and on its `NonStrict` variant elsewhere.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such input,
    /// [`Error::ShapeMismatch`](crate::Error::ShapeMismatch) for negative dimensions and sizes that
    /// the runtime cannot count.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_float32.tflite")?;
    /// let mut compiled = litert::CompiledModel::new(&model)?; // batch dimension -1
    /// compiled.resize_input(0, &[3, 16, 16, 1])?;
    /// compiled.run()?;
    /// assert_eq!(*compiled.output(0)?.shape(), [3, 10]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn resize_input(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        self.ios[self.main].resize(&self.handle, input, shape)
    }

    /// Makes the buffers for the shapes that inputs have now. Does nothing if they are there.
    ///
    /// Writing an input and running do this on their own; call it to have the cost, or an error,
    /// earlier.
    ///
    /// # Errors
    /// As for [`CompiledModel::input_mut`].
    pub fn allocate(&mut self) -> Result<()> {
        self.ios[self.main].prepare(&self.handle)
    }

    /// Says whether what the model remembers can be set back. Models with variable tensors are refused,
    /// so there is nothing to do for most.
    ///
    /// # Errors
    /// [`Error::Unsupported`](crate::Error::Unsupported) if runs change a resource variable, as those of stateful Keras
    /// layers are. A new compiled model of the same model begins anew.
    pub fn reset_variables(&mut self) -> Result<()> {
        match self.model().info().resource_variable() {
            None => Ok(()),
            Some(variable) => Err(cannot_reset(self.model(), variable, "CompiledModel")),
        }
    }

    /// Runs the model on what its inputs hold. Stands on `LiteRtRunCompiledModel`.
    ///
    /// # Errors
    /// [`Error::Status`](crate::Error::Status) with the runtime's own words.
    pub fn run(&mut self) -> Result<()> {
        self.ios[self.main].run(&self.handle)
    }

    /// The signature called `key`, to be used like the compiled model itself.
    ///
    /// A signature may run a graph that another one calls (by IF, WHILE or a composite). It can be
    /// used until the caller is given memory; from then on its tensors are the caller's, and using it
    /// is [`Error::Unsupported`](crate::Error::Unsupported). Make a compiled model for each of the two.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if the model has none of that name.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/tiny/multi_signature.tflite")?;
    /// # let mut compiled = litert::CompiledModel::new(&model)?;
    /// let key = model.signatures()[1].key().unwrap_or_default();
    /// let mut signature = compiled.signature(key)?;
    /// signature.run()?;
    /// println!("{:?}", signature.output(0)?.to_f32()?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn signature(&mut self, key: &str) -> Result<CompiledSignature<'_>> {
        let signatures = self.handle.model.signatures();
        let position = signature_position(self.handle.model.info(), key)?;
        if let Some(selected) = &self.selected {
            if !selected.contains(&position) {
                let names = selected.iter().map(|&index| signatures[index].key());
                return Err(options::not_selected(key, names));
            }
        }
        let io = self.io(position)?;
        Ok(CompiledSignature { compiled: self, io })
    }

    /// Names of the delegates that it was built with, in order.
    pub fn delegates(&self) -> impl ExactSizeIterator<Item = &str> {
        self.handle.delegates.names()
    }

    /// Which hardware runs the model, and which does not: what the model was compiled for, and why not
    /// for more.
    pub fn acceleration(&self) -> &AccelerationReport {
        &self.acceleration
    }

    /// True if accelerators, XNNPACK among them, run every operator.
    ///
    /// # Errors
    /// [`Error::Status`](crate::Error::Status) if the runtime cannot say.
    pub fn is_fully_accelerated(&self) -> Result<bool> {
        self.handle.is_fully_accelerated()
    }
}

impl fmt::Debug for CompiledModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CompiledModel")
            .field("model", &self.handle.model.name())
            .finish_non_exhaustive()
    }
}

const _: () = {
    const fn assert_send<T: Send>() {}
    assert_send::<CompiledModel>();
};
