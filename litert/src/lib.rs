//! Safe bindings.

mod aligned;
mod calls;
mod cancel;
pub mod compiled;
mod contained;
mod custom_op;
pub mod delegate;
pub mod diagnostics;
mod element;
mod engine;
pub mod error;
mod fallible;
pub mod interpreter;
pub mod isolated;
pub mod logging;
pub mod model;
#[cfg(doctest)]
mod must_not_compile;
mod runtime;
mod status;
mod tensor;

pub use aligned::AlignedBuffer;
pub use cancel::CancellationToken;
pub use compiled::options;
pub use compiled::{
    AccelerationProblem, AccelerationReport, Accelerators, BufferRequirements, BufferType,
    CompiledModel, CompiledModelBuilder, CompiledSignature, DelegateUse, DeviceMemory, Environment,
    EnvironmentBuilder, HostMemory, LogSeverity, Metric, MetricValue, Preference, Profiler,
    RunBuffers, RunFuture, SchedulingInfo, TensorBuffer,
};
pub use custom_op::{CustomOp, OpResult};
pub use element::Element;
pub use engine::{Acceleration, Engine, ProfileEvent, ProfileKind, ProfileSource};
pub use error::{Error, Result};
pub use interpreter::{Interpreter, InterpreterBuilder, SignatureRunner};
pub use litert_model::{EngineKind, types};
pub use litert_sys as sys;
pub use litert_sys::{Attempt, Family, LoadError, LoadReport, Outcome, Place};
pub use model::Model;
pub use runtime::{Capability, LibraryInfo, Runtime};
pub use status::Status;
pub use tensor::{Strings, Tensor, TensorKey, TensorMut};
