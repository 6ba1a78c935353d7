//! The classic engine: TensorFlow Lite's Interpreter.

mod builder;
mod cancel;
mod delegation;
mod errors;
mod graph;
mod handle;
mod memory;
mod native;
mod profiler;
mod resize;
mod signature;
mod tensors;

use std::cell::OnceCell;
use std::ffi::c_char;
use std::fmt;

pub use builder::InterpreterBuilder;
pub(crate) use builder::thread_count;
#[cfg(target_os = "linux")]
pub(crate) use errors::format_into;
pub use memory::Lent;
pub(crate) use resize::checked_shape;
pub use signature::SignatureRunner;

use crate::delegate::DelegationReport;
use crate::error::{Error, NotFound, Result, family_needs};
use crate::model::{Model, SignatureInfo, TensorInfo};
use crate::runtime::Runtime;
use crate::tensor::{Tensor, TensorKey, TensorMut};
use graph::{Access, Graph, Runner, State};
use handle::Handle;

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
/// interpreter.invoke()?;
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
    /// Subgraphs that control flow runs, and thereby reallocates, behind our back.
    called: Vec<usize>,
    handle: Handle,
    // What the handle's interpreter points to, hence after it.
    placed: Vec<memory::Placed>,
    /// Inputs that lie in borrowed memory for the moment.
    lent: Vec<usize>,
    /// Set when borrowed memory could not be taken back.
    broken: bool,
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
        let view = handle.model.view()?;
        let mut called: Vec<usize> = view
            .subgraphs()
            .flat_map(|graph| graph.operators())
            .flat_map(|operator| operator.subgraphs())
            .map(|graph| graph.index())
            .collect();
        called.sort_unstable();
        called.dedup();
        let main = handle.model.info().default_signature_index();
        let mut interpreter = Self {
            graphs: Vec::new(),
            main: 0,
            called,
            handle,
            placed: Vec::new(),
            lent: Vec::new(),
            broken: false,
            tensors: OnceCell::new(),
            runtime,
        };
        interpreter.main = interpreter.graph(main)?;
        Ok(interpreter)
    }

    /// Where in `graphs` the graph of a signature is; made when it is first asked for.
    fn graph(&mut self, signature: usize) -> Result<usize> {
        if let Some(index) = self
            .graphs
            .iter()
            .position(|graph| graph.signature == signature)
        {
            return Ok(index);
        }
        let info = &self.handle.model.signatures()[signature];
        let subgraph = info.subgraph_index();
        let access = if subgraph == 0 {
            Access::Main {
                inputs: self.main_positions("inputs", info.inputs())?,
                outputs: self.main_positions("outputs", info.outputs())?,
            }
        } else {
            Access::Runner(Runner::create(&self.handle, info)?)
        };
        let state = self
            .graphs
            .iter()
            .find(|graph| graph.subgraph == subgraph)
            .map_or(State::Unallocated, |graph| graph.state);
        self.graphs.push(Graph {
            access,
            state,
            signature,
            subgraph,
        });
        Ok(self.graphs.len() - 1)
    }

    /// Where each of `tensors` is among the inputs or outputs of subgraph 0.
    fn main_positions(&self, what: &'static str, tensors: &[TensorInfo]) -> Result<Vec<i32>> {
        let view = self.handle.model.view()?;
        let graph = view.main_subgraph();
        let functions = &self.handle.api.interpreter;
        let (listed, count): (Vec<usize>, i32) = match what {
            "inputs" => (
                graph.inputs().map(|tensor| tensor.index()).collect(),
                // SAFETY: the interpreter is alive.
                unsafe { (functions.TfLiteInterpreterGetInputTensorCount)(self.handle.as_ptr()) },
            ),
            _ => (
                graph.outputs().map(|tensor| tensor.index()).collect(),
                // SAFETY: the interpreter is alive.
                unsafe { (functions.TfLiteInterpreterGetOutputTensorCount)(self.handle.as_ptr()) },
            ),
        };
        let disagree = || {
            Error::invalid_argument(format!(
                "{}: the runtime counts {count} {what}, the file lists {}",
                self.handle.model,
                listed.len()
            ))
        };
        // The C getters check no index, so the two must agree before any is used.
        if usize::try_from(count) != Ok(listed.len()) {
            return Err(disagree());
        }
        tensors
            .iter()
            .map(|tensor| {
                let position = listed.iter().position(|&index| index == tensor.index());
                position
                    .and_then(|p| i32::try_from(p).ok())
                    .ok_or_else(disagree)
            })
            .collect()
    }

    /// What the inputs are, in the order of the graph.
    pub fn inputs(&self) -> &[TensorInfo] {
        self.info(self.main).inputs()
    }

    /// What the outputs are, in the order of the graph.
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
    /// Without delegates of its own, an interpreter does not look at what XNNPACK takes over; the
    /// report then comes from a second one that is made for it and dropped.
    ///
    /// # Errors
    /// [`Error::Status`] if that second one cannot be made.
    pub fn delegation_report(&self) -> Result<DelegationReport> {
        let Handle {
            api, model, ops, ..
        } = &self.handle;
        if !self.handle.delegates().unseen() {
            return self.handle.delegates().report(model);
        }
        let recipe = native::Recipe {
            api,
            model,
            threads: None,
            token: None,
            profiling: false,
            ops,
        };
        let backends = vec![delegation::Wanted::by_default(true)];
        let twin = delegation::build(&recipe, backends, delegation::Look::Now)?;
        twin.delegates().report(model)
    }

    /// An input for writing, by position or name. Inputs start as zeros.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::Status`] if the runtime cannot give
    /// the tensors memory.
    pub fn input_mut(&mut self, input: impl TensorKey) -> Result<TensorMut<'_>> {
        self.input_mut_of(self.main, input)
    }

    /// An input for reading, by position or name.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::InvalidArgument`] before tensors
    /// have memory.
    pub fn input(&self, input: impl TensorKey) -> Result<Tensor<'_>> {
        self.graphs[self.main].input(&self.handle, self.info(self.main), input)
    }

    /// An output, by position or name.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such output, [`Error::InvalidArgument`] before the first
    /// [`invoke`](Interpreter::invoke) and after a failed one.
    pub fn output(&self, output: impl TensorKey) -> Result<Tensor<'_>> {
        self.graphs[self.main].output(&self.handle, self.info(self.main), output)
    }

    /// Writes strings into a string input. `shape` is the input's new shape, for instance
    /// `[strings.len()]`.
    ///
    /// # Errors
    /// [`Error::TypeMismatch`] if the input holds no strings, [`Error::ShapeMismatch`] if `shape`
    /// does not hold as many, [`Error::Unsupported`] by a library that cannot write strings.
    pub fn write_strings<S: AsRef<[u8]>>(
        &mut self,
        input: impl TensorKey,
        shape: &[i32],
        strings: &[S],
    ) -> Result<()> {
        self.write_strings_of(self.main, input, shape, strings)
    }

    /// Gives an input another shape. Outputs follow at the next
    /// [`allocate`](Interpreter::allocate) or [`invoke`](Interpreter::invoke), and what was written
    /// to the inputs is gone.
    ///
    /// Any dimension may change, like in the official APIs, and not only those that the model
    /// leaves open; a model that cannot do with the new shape says so when tensors are allocated.
    /// How many dimensions there are may change only where the model states none, and for strings.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::ShapeMismatch`] for negative
    /// dimensions, another number of dimensions, and sizes that the runtime's kernels cannot count.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_float32.tflite")?;
    /// let mut interpreter = litert::Interpreter::new(&model)?; // batch dimension -1
    /// interpreter.resize_input(0, &[3, 16, 16, 1])?;
    /// interpreter.invoke()?;
    /// assert_eq!(*interpreter.output(0)?.shape(), [3, 10]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn resize_input(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        self.resize_of(self.main, input, shape)
    }

    /// Gives all tensors memory for the shapes that inputs have now. Does nothing if they have it.
    ///
    /// Writing an input and invoking do this on their own; call it to have the cost, or an error,
    /// earlier.
    ///
    /// # Errors
    /// [`Error::Status`] with the runtime's own words, for instance the name of an operator that
    /// it does not have.
    pub fn allocate(&mut self) -> Result<()> {
        self.allocate_of(self.main)
    }

    /// Runs the model on what its inputs hold. Stands on `TfLiteInterpreterInvoke`.
    ///
    /// # Errors
    /// [`Error::Status`] with the runtime's own words.
    pub fn invoke(&mut self) -> Result<()> {
        self.invoke_of(self.main)
    }

    /// Sets variable tensors (the state of LSTMs and the like) back to zero.
    ///
    /// # Errors
    /// [`Error::Status`] if the runtime refuses.
    pub fn reset_variables(&mut self) -> Result<()> {
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
    /// # Errors
    /// [`Error::NotFound`] if the model has none of that name, [`Error::Unsupported`] by a library
    /// that has no signature runners.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/tiny/multi_signature.tflite")?;
    /// # let mut interpreter = litert::Interpreter::new(&model)?;
    /// let key = model.signatures()[1].key().unwrap_or_default();
    /// let mut signature = interpreter.signature(key)?;
    /// signature.invoke()?;
    /// println!("{:?}", signature.output(0)?.to_f32()?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn signature(&mut self, key: &str) -> Result<SignatureRunner<'_>> {
        let signatures = self.handle.model.signatures();
        let position = signatures
            .iter()
            .position(|signature| signature.key() == Some(key))
            .ok_or_else(|| signature_not_found(key, signatures))?;
        let graph = self.graph(position)?;
        Ok(SignatureRunner {
            interpreter: self,
            graph,
        })
    }

    fn info(&self, graph: usize) -> &SignatureInfo {
        &self.handle.model.signatures()[self.graphs[graph].signature]
    }

    fn allocate_of(&mut self, index: usize) -> Result<()> {
        if self.graphs[index].state != State::Unallocated {
            return Ok(());
        }
        if self.broken {
            return Err(Error::invalid_argument(
                "borrowed memory could not be taken back from this interpreter; make a new one",
            ));
        }
        let on_main = self.graphs[index].subgraph == self.graphs[self.main].subgraph;
        let holding = if on_main {
            self.grow_placed()?;
            self.inputs_with_values()
        } else {
            Vec::new()
        };
        let model = self.handle.model.clone();
        let info = &model.signatures()[self.graphs[index].signature];
        let done = self.graphs[index].allocate(&self.handle, info, &holding);
        self.follow(index);
        done
    }

    fn input_mut_of(&mut self, index: usize, input: impl TensorKey) -> Result<TensorMut<'_>> {
        self.allocate_of(index)?;
        let info = &self.handle.model.signatures()[self.graphs[index].signature];
        self.graphs[index].input_mut(&self.handle, info, input)
    }

    fn invoke_of(&mut self, index: usize) -> Result<()> {
        self.allocate_of(index)?;
        let info = &self.handle.model.signatures()[self.graphs[index].signature];
        let done = self.graphs[index].invoke(&self.handle, info);
        self.follow(index);
        done
    }

    fn resize_of(&mut self, index: usize, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        let info = &self.handle.model.signatures()[self.graphs[index].signature];
        let slot = graph::find("input", info.inputs(), input)?;
        let shape = checked_shape(slot, shape)?;
        resize::expect_not_empty(&self.handle.model, slot, &shape)?;
        let done = self.graphs[index].resize(&self.handle, slot, &shape);
        self.follow(index);
        done
    }

    fn write_strings_of<S: AsRef<[u8]>>(
        &mut self,
        index: usize,
        input: impl TensorKey,
        shape: &[i32],
        strings: &[S],
    ) -> Result<()> {
        let functions = *self.handle.api.opaque_tensor.as_ref().map_err(|missing| {
            Error::missing(
                "writing strings",
                missing,
                family_needs(litert_sys::Family::TfLite),
            )
        })?;
        let model = self.handle.model.clone();
        let info = &model.signatures()[self.graphs[index].signature];
        let slot = graph::find("input", info.inputs(), input)?;
        slot.expect_strings()?;
        let shape = checked_shape(slot, shape)?;
        if shape.num_elements() != Some(strings.len()) {
            let message = format!("{} strings do not fill the shape {shape}", strings.len());
            return Err(slot.shape_mismatch(slot.info.shape_signature(), message));
        }
        // Offsets inside a string tensor have 32 bits.
        if crate::tensor::encode_strings(strings).is_none() {
            return Err(slot.shape_mismatch(shape, "the strings exceed two gigabytes".to_owned()));
        }
        let pointers: Vec<*const c_char> = strings
            .iter()
            .map(|string| string.as_ref().as_ptr().cast())
            .collect();
        let lengths: Vec<i32> = strings
            .iter()
            .map(|string| string.as_ref().len() as i32)
            .collect();
        // Room for other strings means new memory for every tensor. Nobody who writes one input
        // expects the others to be cleared.
        let kept = self.graphs[index].numeric_inputs(&self.handle, info)?;
        self.resize_of(index, slot.position, shape.dims())?;
        self.allocate_of(index)?;
        let tensor = self.graphs[index].raw_input(&self.handle, slot)?;
        // SAFETY: a string tensor of this interpreter, which is alive; both arrays have as many
        // entries as stated, and the runtime copies what they point to.
        let status = unsafe {
            (functions.TfLiteOpaqueTensorWriteStrings)(
                tensor.0.cast(),
                pointers.as_ptr(),
                strings.len() as i32,
                lengths.as_ptr(),
            )
        };
        self.handle
            .check("TfLiteOpaqueTensorWriteStrings", status)?;
        if shape.rank() != 1 {
            // Writing made the tensor a vector; give it back its shape. The strings stay.
            self.resize_of(index, slot.position, shape.dims())?;
            self.allocate_of(index)?;
        }
        for (position, bytes) in kept {
            self.input_mut_of(index, position)?
                .copy_from_bytes(&bytes)?;
        }
        Ok(())
    }

    /// Carries the state of one graph over to those that share its tensors, and forgets that of
    /// graphs which control flow may have reallocated meanwhile.
    fn follow(&mut self, index: usize) {
        let Graph {
            state, subgraph, ..
        } = self.graphs[index];
        if self.graphs.len() == 1 {
            return;
        }
        for (other, graph) in self.graphs.iter_mut().enumerate() {
            if other == index {
                continue;
            }
            if graph.subgraph == subgraph {
                graph.state = state;
            } else if self.called.contains(&graph.subgraph) {
                graph.state = State::Unallocated;
            }
        }
    }
}

pub(crate) fn signature_not_found(key: &str, signatures: &[SignatureInfo]) -> Error {
    let available = signatures
        .iter()
        .filter_map(|signature| signature.key())
        .map(|key| format!("'{key}'"))
        .collect();
    Error::NotFound(Box::new(NotFound {
        what: "signature",
        name: format!("'{key}'"),
        available,
    }))
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
