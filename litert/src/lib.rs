//! Run `.tflite` models through Google's own LiteRT (TensorFlow Lite) libraries, from safe Rust.
//!
//! ```
//! use litert::{Interpreter, Model};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let model = Model::from_file("../models/digits/digits_int8.tflite")?;
//!     let mut interpreter = Interpreter::new(&model)?;
//!
//!     // Handwritten digits, 16x16 grey pixels of one byte. The fourth one is a 3.
//!     let bytes = std::fs::read("../models/digits/samples.bin")?;
//!     let image = &bytes[3 * 256..4 * 256];
//!
//!     // The model wants pixels from 0 to 1, stored as int8. `write_f32` quantizes.
//!     let pixels: Vec<f32> = image.iter().map(|&byte| f32::from(byte) / 255.0).collect();
//!     interpreter.input_mut("image")?.write_f32(&pixels)?;
//!
//!     interpreter.run()?;
//!
//!     let scores = interpreter.output(0)?.to_f32()?;
//!     let best = scores.iter().enumerate().max_by(|(_, a), (_, b)| a.total_cmp(b));
//!     assert_eq!(best.map(|(digit, _)| digit), Some(3));
//!     Ok(())
//! }
//! ```
//!
//! With [`CompiledModel`] instead of [`Interpreter`] it is the same program, and code that takes either is
//! written with `&mut dyn` [`Engine`]. The build script fetches the official library, and the program loads it when it first needs
//! it; [`guide::getting_started`] explains each step.
//!
//! # Which engine
//!
//! | you need | take |
//! |---|---|
//! | image, audio and text models of fixed shapes on the CPU | either; both call the same kernels |
//! | the GPU or an NPU | [`CompiledModel`] |
//! | a Coral Edge TPU, strings, variable tensors, outputs whose size depends on the data | [`Interpreter`] |
//! | buffers of your own, or a run that does not block | [`CompiledModel`], with [`TensorBuffer`] |
//! | to run a file from a stranger | [`isolated::IsolatedModel`]: either engine, in another process |
//!
//! What an engine cannot run is an error that names the other one. More in [`guide::engines`].
//!
//! # Guides
//!
//! | guide | question |
//! |---|---|
//! | [`getting_started`](guide::getting_started) | How do I run a model, and read what it says? |
//! | [`engines`](guide::engines) | Which of the two engines, and how do I support both? |
//! | [`quantization`](guide::quantization) | What do int8 and uint8 inputs mean? |
//! | [`dynamic_shapes`](guide::dynamic_shapes) | How do I run batches and other shapes? |
//! | [`delegates`](guide::delegates) | How does other hardware take over operators? |
//! | [`edge_tpu`](guide::edge_tpu) | How do I use a Coral device? |
//! | [`gpu_npu`](guide::gpu_npu) | How do I use the GPU or an NPU, with the CPU as a fallback? |
//! | [`threads`](guide::threads) | How many threads, how do I run in parallel, and how do I stop a run? |
//! | [`custom_operators`](guide::custom_operators) | How do I write an operator that the runtime lacks? |
//! | [`deploy`](guide::deploy) | What does my program need on another machine? |
//! | [`errors`](guide::errors) | What can fail, and what do I do then? |
//!
//! # Modules
//!
//! | module | holds |
//! |---|---|
//! | the crate's root | the main types: [`Model`], [`Interpreter`], [`CompiledModel`], [`Tensor`], [`TensorMut`], [`Runtime`], [`Error`] |
//! | [`model`] | what a file says: signatures, tensors, labels, metadata, operators |
//! | [`types`] | element types, shapes, quantization |
//! | [`options`] | settings of a [`CompiledModel`]: CPU, GPU, NPUs, runtime |
//! | [`delegate`] | delegates: XNNPACK, Edge TPU, GPU, NNAPI, external plugins |
//! | [`isolated`] | a model in a process of its own |
//! | [`error`] | what the variants of [`Error`] hold |
//! | [`diagnostics`], [`logging`] | what the machine has; where the libraries' own lines go |
//! | [`sys`] | the raw C functions, and how libraries are found |
//!
//! # Features
//!
//! | feature | default | does |
//! |---|---|---|
//! | `download` | yes | fetches `libLiteRt` and `liblitert-lm` when building |
//! | `download-litert`, `download-lm`, `download-tflite-community` | | fetch one library only |
//! | `mmap` | yes | `Model::map_file`, which maps a file instead of reading it |
//! | `half` | | [`Element`] for the types `f16` and `bf16` of the crate `half` |
//! | `ndarray` | | tensors as views of the crate `ndarray` |
//! | `metadata` | | unpacks compressed files that are attached to a model, such as labels |
//! | `source` | | builds the libraries from a checkout of LiteRT or TensorFlow |
//! | `link-litert`, `link-tflite`, `link-tflite-static` | | link the program with a library instead of loading it |
//! | `generate-bindings` | | makes the raw bindings anew from patched headers |
//!
//! [`guide::deploy`] says when to take which.

mod aligned;
mod calls;
mod compiled;
mod contained;
mod custom_op;
pub mod delegate;
pub mod diagnostics;
mod element;
mod engine;
pub mod error;
mod fallible;
#[cfg(any(doc, doctest))]
pub mod guide;
mod interpreter;
pub mod isolated;
pub mod logging;
pub mod model;
#[cfg(doctest)]
mod must_not_compile;
mod printf;
mod runtime;
mod status;
mod tensor;
mod value_guards;
mod vulkan;

pub use aligned::AlignedBuffer;
pub use compiled::options;
pub use compiled::{
    BufferRequirements, BufferType, CompiledModel, CompiledModelBuilder, CompiledSignature,
    DeviceMemory, Environment, EnvironmentBuilder, GpuSupport, HostMemory, LogSeverity, Metric,
    MetricValue, Preference, Profiler, RunBuffers, RunFuture, SchedulingInfo, TensorBuffer,
};
pub use custom_op::{CustomOp, OpResult};
pub use element::Element;
pub use engine::acceleration::{AccelerationProblem, AccelerationReport, DelegateUse};
pub use engine::accelerators::Accelerators;
pub use engine::cancel::CancellationToken;
pub use engine::{Acceleration, Engine, ProfileEvent, ProfileKind, ProfileSource};
pub use error::variants::{Error, Result};
pub use interpreter::{Interpreter, InterpreterBuilder, Lent, Loan, SignatureRunner};
pub use litert_model::{EngineKind, types};
pub use litert_sys as sys;
pub use litert_sys::{Attempt, Family, LoadError, LoadReport, Place};
pub use model::loaded::Model;
pub use model::options::ModelOptions;
pub use runtime::{Capability, LibraryInfo, Runtime};
pub use status::Status;
pub use tensor::{Strings, Tensor, TensorKey, TensorMut};
