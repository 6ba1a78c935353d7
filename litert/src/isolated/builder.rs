//! Starting a worker for a model.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::channel::{Channel, Expected};
use super::message::{Load, Reply};
use super::{IsolatedModel, Memory, limits};
use crate::error::{Error, IoError, Result};
use crate::model::{EngineKind, Model, SignatureInfo, Vouched, signature_position};
use crate::tensor::Slot;

/// How a model is to be isolated; see [`IsolatedModel::builder`].
///
/// ```no_run
/// # fn main() -> litert::Result<()> {
/// use std::time::Duration;
///
/// use litert::isolated::IsolatedModel;
///
/// litert::isolated::serve();
/// let isolated = IsolatedModel::builder()
///     .memory_limit(1 << 30)
///     .time_limit(Duration::from_secs(5))
///     .build_file("from-a-stranger.tflite")?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct IsolatedModelBuilder {
    engine: EngineKind,
    signature: Option<String>,
    memory: Option<u64>,
    time: Duration,
    command: Option<Command>,
}

impl IsolatedModelBuilder {
    pub(super) fn new() -> Self {
        Self {
            engine: EngineKind::default(),
            signature: None,
            memory: None,
            time: Duration::from_secs(30),
            command: None,
        }
    }

    /// The engine; [`EngineKind::Interpreter`] unless told.
    pub fn engine(mut self, engine: EngineKind) -> Self {
        self.engine = engine;
        self
    }

    /// The signature to run; the main graph unless told.
    pub fn signature(mut self, key: impl Into<String>) -> Self {
        self.signature = Some(key.into());
        self
    }

    /// How many bytes of address space the worker may take on top of what it has when the library is
    /// loaded; a gibibyte unless told. It holds the model, its tensors, scratch memory, and what
    /// threads and allocators keep in reserve, so that less than some 256 MiB is not enough for
    /// anything.
    ///
    /// Linux only: elsewhere building a model with this limit is an error, and there is none unless
    /// told.
    pub fn memory_limit(mut self, bytes: u64) -> Self {
        self.memory = Some(bytes);
        self
    }

    /// How long starting the worker, loading the model, or one run may take, each by itself; 30
    /// seconds unless told. A worker that takes longer is ended.
    pub fn time_limit(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }

    /// What to start in place of this very program: another one that calls [`serve`](super::serve), or a sandbox
    /// that starts it. Its standard streams must be left to it, and the environment variable
    /// `LITERT_WORKER`, which is set for it, must come through.
    pub fn command(mut self, command: Command) -> Self {
        self.command = Some(command);
        self
    }

    /// Starts a worker and has it load a model that this process has checked. The worker checks it as well,
    /// but for what the model was [allowed](crate::ModelOptions::allow).
    ///
    /// # Errors
    /// [`Error::Worker`] if the worker cannot be started, says that the model cannot be run, and why,
    /// dies of it, or takes too long; [`Error::NotFound`] if there is no such signature;
    /// [`Error::Unsupported`] if there can be no limit of memory here.
    pub fn build(self, model: &Model) -> Result<IsolatedModel> {
        let signature = match &self.signature {
            None => model.info().default_signature_index(),
            Some(key) => signature_position(model.info(), key)?,
        };
        let signature = model.signatures()[signature].clone();
        let vouched = model.vouched().clone();
        self.start(
            model.as_bytes(),
            model.to_string(),
            Some(signature),
            vouched,
        )
    }

    /// Starts a worker, reads a file and has the worker check and load what is in it. The time limit
    /// holds for the check as well, and so does that of memory.
    ///
    /// # Errors
    /// As for [`build_bytes`](Self::build_bytes), and [`Error::Io`] if the file cannot be read.
    pub fn build_file(self, path: impl AsRef<Path>) -> Result<IsolatedModel> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| {
            Error::Io(Box::new(IoError {
                path: path.to_owned(),
                action: "read",
                source,
            }))
        })?;
        let name = format!("model {}", path.display());
        self.start(&bytes, name, None, Vouched::default())
    }

    /// Starts a worker and has it check and load a model. This process does not look at the bytes.
    ///
    /// # Errors
    /// [`Error::Worker`] if the worker cannot be started, says that this is no model or one that cannot
    /// be run, and why, dies of it, or takes too long; [`Error::Unsupported`] if there can be no limit
    /// of memory here.
    pub fn build_bytes(self, bytes: &[u8]) -> Result<IsolatedModel> {
        let name = "a model in memory".to_owned();
        self.start(bytes, name, None, Vouched::default())
    }

    /// `known` is the signature if this process has read the model.
    fn start(
        self,
        model: &[u8],
        name: String,
        known: Option<SignatureInfo>,
        vouched: Vouched,
    ) -> Result<IsolatedModel> {
        let memory = limits::memory(self.memory)?;
        let mut channel = Channel::open(self.command, self.time, memory, name.clone())?;
        let load = Load {
            engine: self.engine,
            // The worker finds the main graph just as we do.
            signature: self.signature.as_deref(),
            memory,
            vouched,
            model,
        };
        let reply = channel.ask("it loaded the model", load.encode()?, Expected::Description)?;
        let (confinement, said) = match reply {
            Reply::Ready {
                confinement,
                signature,
            } => (confinement, signature),
            other => return Err(channel.unexpected(other)),
        };
        log::info!("{name} runs in process {}, {confinement}", channel.id());
        let signature = known.unwrap_or(said);
        let inputs = zeroed_inputs(&signature, memory);
        let inputs = inputs.map_err(|problem| problem.unwrap_or_else(|| channel.too_large()))?;
        Ok(IsolatedModel {
            inputs,
            outputs: Vec::new(),
            name,
            engine: self.engine,
            signature,
            confinement,
            channel,
        })
    }
}

/// Memory for all inputs; `Err(None)` if they take more than the worker may have. It could not take
/// them over, and this process must not try what a file tells it to.
fn zeroed_inputs(
    signature: &SignatureInfo,
    memory: Option<u64>,
) -> Result<Vec<Memory>, Option<Error>> {
    let mut left = memory.unwrap_or(u64::MAX);
    let mut inputs = Vec::new();
    for (position, info) in signature.inputs().iter().enumerate() {
        let slot = Slot {
            what: "input",
            position,
            info,
        };
        let len = info.byte_len().unwrap_or(0) as u64;
        left = left.checked_sub(len).ok_or(None)?;
        inputs.push(Memory::zeroed(slot, info.shape())?);
    }
    Ok(inputs)
}
