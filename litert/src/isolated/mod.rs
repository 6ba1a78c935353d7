//! Models that nobody vouches for, in a process of their own.
//!
//! The check of a model refuses what is known to bring the native libraries down, but nobody has read
//! all of their code. A model from a stranger is best run where a crash, an endless loop or gigabytes
//! of memory are somebody else's: [`IsolatedModel`] has it loaded and run by a worker process. The
//! application reads the file and nothing more: the worker checks the model
//! ([`build_file`](IsolatedModelBuilder::build_file), [`build_bytes`](IsolatedModelBuilder::build_bytes)).
//!
//! The worker is the application's own program, started once more. So that it does the work of a
//! worker then, `main` begins with a call of [`serve`]:
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use litert::isolated::{self, IsolatedModel};
//!
//! fn main() -> litert::Result<()> {
//!     isolated::serve(); // in a worker, this does not come back
//!
//!     let mut isolated = IsolatedModel::builder()
//!         .time_limit(Duration::from_secs(5))
//!         .build_file("from-a-stranger.tflite")?;
//!     isolated.input_mut(0)?.write_f32(&[0.5; 256])?;
//!     match isolated.run() {
//!         Ok(()) => println!("{:?}", isolated.output(0)?.to_f32()?),
//!         Err(error) => println!("{error}"), // also if the worker died of it
//!     }
//!     Ok(())
//! }
//! ```
//!
//! What a worker may do: it takes part in nothing but a conversation over its standard streams. On
//! Linux the kernel keeps it from changing files, making connections, starting programs and processes,
//! and reaching into others, as far as it has seccomp and Landlock;
//! [`confinement`](IsolatedModel::confinement) says which are at work. Its memory is limited, and it
//! gains no privileges. On other Unix systems it may have no more than 0 bytes of a file that it writes
//! with calls, which is little: it can still remove and rename files, and write through mappings.
//! Everywhere it can read what the application can read. Where that is too much, have a sandbox start
//! it, with [`IsolatedModelBuilder::command`].
//!
//! What a worker says is bounded before it is read: between calls it may say nothing, and an answer may
//! be as long as the worker's own limit of memory. A worker that says more is ended.
//!
//! The price is a copy of inputs and outputs through pipes, some tens of microseconds and a memory
//! copy per run, and the time a process needs to start and load the library, once.

mod builder;
mod channel;
mod confine;
mod describe;
mod engine;
mod limits;
mod message;
mod worker;

use std::ffi::OsString;
use std::fmt;

pub use builder::IsolatedModelBuilder;
pub use confine::{Confinement, confine};
pub use worker::serve;

use crate::aligned::AlignedBuffer;
use crate::engine::checked_shape;
use crate::error::{Error, Result};
use crate::fallible;
use crate::model::{EngineKind, Model, SignatureInfo, TensorInfo};
use crate::tensor::{
    Slot, Tensor, TensorKey, TensorMut, bytes_of_each, encode_strings, encoded_strings_len,
};
use crate::types::{ElementType, Shape};
use channel::{Channel, Expected};
use message::{Reply, Value};

/// A model that a worker process runs; see the [module](self).
///
/// ```standalone_crate
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::isolated::IsolatedModel;
///
/// litert::isolated::serve(); // first in `main`: a worker does not come back from it
///
/// let mut isolated = IsolatedModel::new(&model)?;
/// isolated.input_mut("x")?.copy_from_slice(&[1.0_f32; 6])?;
/// isolated.input_mut("y")?.copy_from_slice(&[2.0_f32; 6])?;
/// isolated.run()?;
/// assert_eq!(isolated.output("sum")?.to_f32()?, [3.0; 6]);
/// # Ok(())
/// # }
/// ```
pub struct IsolatedModel {
    name: String,
    engine: EngineKind,
    signature: SignatureInfo,
    confinement: Confinement,
    inputs: Vec<Memory>,
    /// Empty before the first run, and after one that failed.
    outputs: Vec<Memory>,
    channel: Channel,
}

/// An input or output in this process.
struct Memory {
    shape: Shape,
    bytes: AlignedBuffer,
}

impl Memory {
    /// Zeros, and for strings none.
    fn zeroed(slot: Slot<'_>, shape: Shape) -> Result<Self> {
        let len = match slot.info.element_type() {
            ElementType::String => Some(0),
            ty => shape.num_elements().and_then(|it| ty.byte_len(it)),
        };
        let Some(len) = len else {
            return Err(slot.shape_mismatch(shape, "it has no size before a run".to_owned()));
        };
        let bytes = fallible::zeroed(len, format_args!("{slot} of shape {shape}"))?;
        Ok(Self { shape, bytes })
    }
}

impl IsolatedModel {
    /// A worker with defaults.
    ///
    /// # Errors
    /// As for [`IsolatedModelBuilder::build`].
    pub fn new(model: &Model) -> Result<Self> {
        Self::builder().build(model)
    }

    /// To choose engine, signature, limits, and what starts the worker.
    pub fn builder() -> IsolatedModelBuilder {
        IsolatedModelBuilder::new()
    }

    /// The inputs of the signature.
    pub fn inputs(&self) -> &[TensorInfo] {
        self.signature.inputs()
    }

    /// The outputs of the signature.
    pub fn outputs(&self) -> &[TensorInfo] {
        self.signature.outputs()
    }

    /// Where the model came from, as error messages call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The signature that is run. For a model that this process has not read, it is what the worker
    /// says.
    pub fn signature(&self) -> &SignatureInfo {
        &self.signature
    }

    /// The restrictions that the kernel enforces, besides the limits.
    pub fn confinement(&self) -> Confinement {
        self.confinement
    }

    /// True if the worker can run the model again. It cannot after it died or was ended.
    pub fn is_alive(&self) -> bool {
        self.channel.is_open()
    }

    /// The process ID of the worker, or of what was started in its place.
    pub fn id(&self) -> u32 {
        self.channel.id()
    }

    fn input_slot(&self, input: impl TensorKey) -> Result<Slot<'_>> {
        let position = input.position("input", self.inputs())?;
        Ok(Slot {
            what: "input",
            position,
            info: &self.inputs()[position],
        })
    }

    /// An input, for writing. All are zero at first; what is written stays.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::TypeMismatch`] if it holds strings,
    /// which [`write_strings`](Self::write_strings) is for.
    pub fn input_mut(&mut self, input: impl TensorKey) -> Result<TensorMut<'_>> {
        let position = self.input_slot(input)?.position;
        let info = &self.signature.inputs()[position];
        let slot = Slot {
            what: "input",
            position,
            info,
        };
        if info.element_type() == ElementType::String {
            return Err(slot.holds_strings("input_mut"));
        }
        let memory = &mut self.inputs[position];
        Ok(TensorMut::new(slot, memory.shape, &mut memory.bytes))
    }

    /// An input, for reading: what was written last, or zeros.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input.
    pub fn input(&self, input: impl TensorKey) -> Result<Tensor<'_>> {
        let slot = self.input_slot(input)?;
        let memory = &self.inputs[slot.position];
        Ok(Tensor::new(slot, memory.shape, &memory.bytes))
    }

    /// Writes an input of strings, which takes on this shape.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::TypeMismatch`] if it holds no strings,
    /// [`Error::ShapeMismatch`] if the shape does not hold as many or they are too long,
    /// [`Error::OutOfMemory`] if there is no memory for them.
    pub fn write_strings<S: AsRef<[u8]>>(
        &mut self,
        input: impl TensorKey,
        shape: &[i32],
        strings: &[S],
    ) -> Result<()> {
        let slot = self.input_slot(input)?;
        slot.expect_strings()?;
        let shape = checked_shape(slot, shape)?;
        slot.expect_len(shape, strings.len(), shape.num_elements().unwrap_or(0))?;
        let strings = bytes_of_each(strings, slot)?;
        let Some(len) = encoded_strings_len(&strings) else {
            return Err(slot.shape_mismatch(shape, "the strings exceed two gigabytes".to_owned()));
        };
        let mut bytes = fallible::zeroed(len, slot)?;
        encode_strings(&strings, &mut bytes);
        let position = slot.position;
        self.inputs[position] = Memory { shape, bytes };
        Ok(())
    }

    /// Gives an input another shape; it is all zero again. Whether the model can be run with it turns
    /// out in [`run`](Self::run).
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::ShapeMismatch`] if the shape is none
    /// that it can have.
    pub fn resize_input(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        let slot = self.input_slot(input)?;
        let memory = Memory::zeroed(slot, checked_shape(slot, shape)?)?;
        let position = slot.position;
        self.inputs[position] = memory;
        Ok(())
    }

    /// Has the worker run the model, and takes over its outputs.
    ///
    /// # Errors
    /// [`Error::Worker`] if the run fails, with the worker's reason, or if the worker dies or takes too
    /// long, and in every run after that.
    pub fn run(&mut self) -> Result<()> {
        self.outputs.clear();
        let inputs: Vec<Value<'_>> = self
            .inputs
            .iter()
            .map(|memory| Value {
                shape: memory.shape,
                bytes: &memory.bytes,
            })
            .collect();
        let message = message::encode_run(&inputs)?;
        let tensors = self.signature.outputs().len();
        let expected = Expected::Tensors(tensors);
        let outputs = match self.channel.ask("it ran the model", message, expected)? {
            Reply::Outputs(outputs) => outputs,
            other => return Err(self.channel.unexpected(other)),
        };
        // What took the worker over may send anything.
        for (info, (shape, bytes)) in self.signature.outputs().iter().zip(&outputs) {
            let fits = match info.element_type() {
                ElementType::String => true,
                ty => shape.num_elements().and_then(|it| ty.byte_len(it)) == Some(bytes.len()),
            };
            if !fits {
                return Err(self.channel.broken());
            }
        }
        self.outputs = outputs
            .into_iter()
            .map(|(shape, bytes)| Memory { shape, bytes })
            .collect();
        Ok(())
    }

    /// An output of the last run.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such output, [`Error::InvalidArgument`] if no run has come to
    /// a good end.
    pub fn output(&self, output: impl TensorKey) -> Result<Tensor<'_>> {
        let position = output.position("output", self.outputs())?;
        let Some(memory) = self.outputs.get(position) else {
            return Err(Error::invalid_argument(
                "outputs have values only after a run that came to a good end",
            ));
        };
        let slot = Slot {
            what: "output",
            position,
            info: &self.signature.outputs()[position],
        };
        Ok(Tensor::new(slot, memory.shape, &memory.bytes))
    }
}

impl fmt::Debug for IsolatedModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IsolatedModel")
            .field("name", &self.name)
            .field("is_alive", &self.is_alive())
            .finish_non_exhaustive()
    }
}

/// The environment variable that makes a process a worker.
const ENV_WORKER: &str = "LITERT_WORKER";

/// True if this process is a worker.
pub(crate) fn is_worker() -> bool {
    std::env::var_os(ENV_WORKER) == Some(OsString::from("1"))
}
