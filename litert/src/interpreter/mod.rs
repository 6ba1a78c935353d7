//! The classic engine: TensorFlow Lite's Interpreter.

mod arena;
mod builder;
mod caller_memory;
mod cancel;
mod delegation;
mod engine;
mod errors;
mod graph;
mod handle;
mod inputs;
mod lend;
mod native;
mod native_runner;
mod place;
mod profiler;
mod refusal;
mod run;
mod signature_runner;

use std::cell::OnceCell;
use std::fmt;

pub use builder::InterpreterBuilder;
pub use lend::{Lent, Loan};
pub use signature_runner::SignatureRunner;

use crate::calls::Calls;
use crate::delegate::DelegationReport;
use crate::engine::{ProfileEvent, cannot_reset};
use crate::error::{Error, Result};
use crate::model::{Model, SignatureInfo, TensorInfo, signature_position};
use crate::runtime::Runtime;
use crate::tensor::{Tensor, TensorKey, TensorMut};
use graph::Graph;
use handle::Handle;
use place::Memory;

/// Its name in messages.
const ENGINE: &str = "Interpreter";

/// Runs a model with TensorFlow Lite's Interpreter.
///
/// It stands on `TfLiteInterpreter` and runs everything that TensorFlow Lite runs: control flow,
/// strings, variables, outputs whose size depends on the data. For GPU and NPU acceleration see
/// [`CompiledModel`](crate::CompiledModel), which feels the same.
///
/// ```
/// use litert::{Interpreter, Model};
///
/// # fn main() -> litert::Result<()> {
/// let model = Model::from_file("../models/tiny/add.tflite")?;
/// let mut interpreter = Interpreter::new(&model)?;
/// for input in 0..interpreter.inputs().len() {
///     let mut input = interpreter.input_mut(input)?;
///     input.as_mut_slice::<f32>()?.fill(1.5);
/// }
/// interpreter.run()?;
/// assert!(interpreter.output(0)?.as_slice::<f32>()?.iter().all(|&sum| sum == 3.0));
/// # Ok(())
/// # }
/// ```
///
/// An interpreter can move to another thread, and is used by one at a time: everything that
/// changes it takes `&mut self`. To run a model on several threads at once, make one interpreter
/// for each; they share the model's bytes.
pub struct Interpreter {
    // Runners point into the interpreter, so they are dropped before it.
    graphs: Vec<Graph>,
    /// Which of `graphs` is the default signature's.
    main: usize,
    /// Subgraphs that control flow runs on its own terms.
    calls: Calls,
    handle: Handle,
    // What the handle's interpreter points to, hence after it.
    memory: Memory,
    /// All tensors of the main graph, once somebody asks.
    tensors: OnceCell<Vec<TensorInfo>>,
    runtime: Runtime,
}

impl Interpreter {
    /// Makes an interpreter with the shared runtime and default settings: one thread, XNNPACK.
    ///
    /// # Errors
    /// As for [`InterpreterBuilder::build`].
    pub fn new(model: &Model) -> Result<Self> {
        Self::builder().build(model)
    }

    /// Settings to make an interpreter with.
    pub fn builder() -> InterpreterBuilder {
        InterpreterBuilder::default()
    }

    fn new_with(handle: Handle, runtime: Runtime) -> Result<Self> {
        let calls = Calls::of(handle.model.view());
        let main = handle.model.info().default_signature_index();
        let mut interpreter = Self {
            graphs: Vec::new(),
            main: 0,
            calls,
            handle,
            memory: Memory::default(),
            tensors: OnceCell::new(),
            runtime,
        };
        interpreter.main = interpreter.graph(main)?;
        Ok(interpreter)
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

    /// The runtime it uses.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// Names of the delegates that were applied, in order.
    pub fn delegates(&self) -> impl Iterator<Item = &str> + '_ {
        self.handle.delegates().names()
    }

    /// Which delegates were tried, what became of each, and how many of the model's operators they
    /// took over. A resize may change it.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for an interpreter with XNNPACK as its only delegate that was built
    /// without [`acceleration_report(true)`](InterpreterBuilder::acceleration_report): nobody counted.
    pub fn delegation_report(&self) -> Result<DelegationReport> {
        let delegates = self.handle.delegates();
        if delegates.unseen() {
            return Err(Error::invalid_argument(
                "there is no report: build the interpreter with acceleration_report(true)",
            ));
        }
        delegates.report(&self.handle.model)
    }

    /// An input for writing, by position or name. Inputs start as zeros.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such input, [`Error::Status`](crate::Error::Status) if the runtime cannot give
    /// the tensors memory.
    pub fn input_mut(&mut self, input: impl TensorKey) -> Result<TensorMut<'_>> {
        self.input_mut_of(self.main, input)
    }

    /// An input for reading, by position or name.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such input, [`Error::InvalidArgument`](crate::Error::InvalidArgument) before tensors
    /// have memory.
    pub fn input(&self, input: impl TensorKey) -> Result<Tensor<'_>> {
        self.input_of(self.main, input)
    }

    /// An output, by position or name.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such output, [`Error::InvalidArgument`](crate::Error::InvalidArgument) before the first
    /// [`run`](Interpreter::run) and after a failed one.
    pub fn output(&self, output: impl TensorKey) -> Result<Tensor<'_>> {
        self.output_of(self.main, output)
    }

    /// Writes strings into a string input. `shape` is the input's new shape, for instance
    /// `[strings.len()]`.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`](crate::Error::TypeMismatch) if the input holds no strings, [`Error::ShapeMismatch`](crate::Error::ShapeMismatch) if `shape`
    /// does not hold as many, [`Error::Unsupported`](crate::Error::Unsupported) by a library that cannot write strings.
    pub fn write_strings<S: AsRef<[u8]>>(
        &mut self,
        input: impl TensorKey,
        shape: &[i32],
        strings: &[S],
    ) -> Result<()> {
        self.write_strings_of(self.main, input, shape, strings)
    }

    /// Gives an input another shape. Outputs follow at the next
    /// [`allocate`](Interpreter::allocate) or [`run`](Interpreter::run), and what was written
    /// to the inputs is gone.
    ///
    /// Any dimension may change, like in the official APIs, and not only those that the model
    /// leaves open; a model that cannot do with the new shape says so when tensors are allocated.
    /// How many dimensions there are may change only where the model states none, and for strings:
    /// kernels take that number for granted, and some, such as those of LSTMs over sequences, end the
    /// process if it is another.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such input, [`Error::ShapeMismatch`](crate::Error::ShapeMismatch) for negative
    /// dimensions, another number of dimensions, and sizes that the runtime's kernels cannot count.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_float32.tflite")?;
    /// let mut interpreter = litert::Interpreter::new(&model)?; // batch dimension -1
    /// interpreter.resize_input(0, &[3, 16, 16, 1])?;
    /// interpreter.run()?;
    /// assert_eq!(*interpreter.output(0)?.shape(), [3, 10]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn resize_input(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        self.resize_of(self.main, input, shape)
    }

    /// Gives all tensors memory for the shapes that inputs have now. Does nothing if they have it.
    ///
    /// Writing an input and running do this on their own; call it to have the cost, or an error,
    /// earlier.
    ///
    /// # Errors
    /// [`Error::Status`](crate::Error::Status) with the runtime's own words, for instance the name of an operator that
    /// it does not have.
    pub fn allocate(&mut self) -> Result<()> {
        self.allocate_of(self.main)
    }

    /// Runs the model on what its inputs hold. Stands on `TfLiteInterpreterInvoke`.
    ///
    /// # Errors
    /// [`Error::Status`](crate::Error::Status) with the runtime's own words.
    pub fn run(&mut self) -> Result<()> {
        self.run_of(self.main)
    }

    /// The same as [`run`](Self::run), under the name that the C API has for it.
    ///
    /// # Errors
    /// As there.
    pub fn invoke(&mut self) -> Result<()> {
        self.run()
    }

    /// Sets variable tensors (the state of LSTMs and the like) back to zero.
    ///
    /// # Errors
    /// [`Error::Unsupported`](crate::Error::Unsupported) if runs change a resource variable, as those of stateful Keras
    /// layers are; nothing is reset then. A new interpreter of the same model begins anew.
    /// [`Error::Status`](crate::Error::Status) if the runtime refuses.
    pub fn reset_variables(&mut self) -> Result<()> {
        if let Some(variable) = self.model().info().resource_variable() {
            return Err(cannot_reset(self.model(), variable, "Interpreter"));
        }
        self.allocate()?;
        // SAFETY: the interpreter is alive, its tensors are allocated, and no view of them exists.
        let status = unsafe {
            (self
                .handle
                .api
                .interpreter
                .TfLiteInterpreterResetVariableTensors)(self.handle.as_ptr())
        };
        self.handle
            .check("TfLiteInterpreterResetVariableTensors", status)
    }

    /// The signature called `key`, to be used like the interpreter itself.
    ///
    /// A signature may run a graph that another one calls (by IF, WHILE or a composite). It can be
    /// used until the caller is given memory; from then on its tensors are the caller's, and using it
    /// is [`Error::Unsupported`](crate::Error::Unsupported). Make an interpreter for each of the two.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if the model has none of that name, [`Error::Unsupported`](crate::Error::Unsupported) by a library
    /// that has no signature runners.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/tiny/multi_signature.tflite")?;
    /// # let mut interpreter = litert::Interpreter::new(&model)?;
    /// let key = model.signatures()[1].key().unwrap_or_default();
    /// let mut signature = interpreter.signature(key)?;
    /// signature.run()?;
    /// println!("{:?}", signature.output(0)?.to_f32()?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn signature(&mut self, key: &str) -> Result<SignatureRunner<'_>> {
        let position = signature_position(self.handle.model.info(), key)?;
        let graph = self.graph(position)?;
        Ok(SignatureRunner {
            interpreter: self,
            graph,
        })
    }

    /// Takes note that a graph is about to be given memory.
    fn take(&self, graph: usize) -> Result<()> {
        self.calls.take(ENGINE, self.info(graph))
    }

    fn info(&self, graph: usize) -> &SignatureInfo {
        &self.handle.model.signatures()[self.graphs[graph].signature]
    }

    /// Like [`resize_input`](Self::resize_input), but only for dimensions that the model leaves
    /// open.
    ///
    /// # Errors
    /// As there, and [`Error::ShapeMismatch`] where a fixed dimension would change.
    pub fn resize_input_strict(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        self.resize_strict_of(self.main, input, shape)
    }

    /// The events of the runs since the last call, for an interpreter that was built with
    /// [`profiling`](crate::InterpreterBuilder::profiling): each operator that the runtime ran
    /// itself, with when it began, and those inside of delegates, as far as the delegate tells
    /// (XNNPACK does).
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if it was built without.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
    /// let mut interpreter = litert::Interpreter::builder().profiling(true).build(&model)?;
    /// interpreter.run()?;
    /// for event in interpreter.take_profile()? {
    ///     println!("{:>10?} {}", event.elapsed, event.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn take_profile(&mut self) -> Result<Vec<ProfileEvent>> {
        match self.handle.recorder() {
            Some(recorder) => Ok(recorder.take()),
            None => Err(Error::invalid_argument(
                "there is no profile: build the interpreter with profiling(true)",
            )),
        }
    }

    /// Lends the runtime memory that the caller keeps, for inputs and outputs: nothing is copied on
    /// the way in or out. [`place_input`](Self::place_input) and
    /// [`place_output`](Self::place_output) do the same with memory that the interpreter may own.
    ///
    /// ```
    /// use litert::{AlignedBuffer, Interpreter, Model};
    ///
    /// # fn main() -> litert::Result<()> {
    /// let model = Model::from_file("../models/digits/digits_int8.tflite")?;
    /// let mut interpreter = Interpreter::new(&model)?;
    /// let mut frame = AlignedBuffer::zeroed(interpreter.input_memory_len("image")?);
    /// let mut scores = AlignedBuffer::zeroed(interpreter.output_memory_len(0)?);
    /// frame.fill(7); // a camera would write here
    /// interpreter
    ///     .lend()
    ///     .input("image", &mut frame)
    ///     .output(0, &mut scores)
    ///     .run(|run| run.run())?;
    /// let best = scores[..10].iter().map(|&score| score as i8).max();
    /// # assert!(best > Some(-128));
    /// # Ok(())
    /// # }
    /// ```
    pub fn lend(&mut self) -> Loan<'_> {
        Loan::new(self, self.main)
    }
}

impl fmt::Debug for Interpreter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interpreter")
            .field("model", &self.handle.model.name())
            .field("delegates", &self.delegates().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

const _: () = {
    const fn assert_send<T: Send>() {}
    assert_send::<Interpreter>();
};
