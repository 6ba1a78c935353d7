//! LiteRT without LiteRT: the C functions in Rust, in process, for tests.
//!
//! Give [`FakeRuntime::runtime`] to the builders of the crate `litert`, and models are read, fed and
//! "run" without any native library. Say what they give with [`FakeRuntime::on_run`]; a few operators
//! it computes itself.
//!
//! ```
//! use litert::{Interpreter, Model};
//! use litert_fake_runtime::FakeRuntime;
//!
//! # fn main() -> litert::Result<()> {
//! let fake = FakeRuntime::new();
//! fake.on_run(|run| {
//!     run.outputs[0].set_f32(&[0.1, 0.9]);
//!     Ok(())
//! });
//! let model = Model::from_file("../../models/tiny/add.tflite")?;
//! let mut interpreter = Interpreter::builder().runtime(&fake.runtime()?).build(&model)?;
//! interpreter.invoke()?;
//! assert_eq!(interpreter.output(0)?.as_slice::<f32>()?[..2], [0.1, 0.9]);
//! drop(interpreter);
//! fake.assert_clean();
//! # Ok(())
//! # }
//! ```
//!
//! It keeps books on every handle, and names what goes wrong with it: given back twice or never, used
//! after its end, ended while another still needs it, used by two threads at once. And it
//! [fails](FakeRuntime::fail) on demand: at any call, with any status or with a null address.
//!
//! ```
//! use litert::{Error, Interpreter, Model};
//! use litert_fake_runtime::{FakeRuntime, Fault, Which};
//!
//! # fn main() -> litert::Result<()> {
//! let fake = FakeRuntime::new();
//! fake.fail(Which::Nth("TfLiteInterpreterInvoke", 2), Fault::Status(9999));
//! let model = Model::from_file("../../models/tiny/add.tflite")?;
//! let mut interpreter = Interpreter::builder().runtime(&fake.runtime()?).build(&model)?;
//! interpreter.invoke()?;
//! let error = interpreter.invoke().unwrap_err();
//! assert!(error.to_string().contains("TfLiteInterpreterInvoke"), "{error}");
//! # Ok(())
//! # }
//! ```
//!
//! What it is not: an interpreter. No kernels, no accelerators, delegates are kept and never asked,
//! and its timing means nothing. It passes for LiteRT 2.3 and TensorFlow Lite 2.23.

mod call;
mod compute;
mod fake;
mod fault;
mod hook;
mod image;
mod litert_functions;
mod pointer;
mod registry;
mod source;
mod tflite_functions;

pub use fake::{Entered, FakeRuntime, Pass, Report};
pub use fault::{CallRecord, Fault, Which};
pub use hook::{Run, RunTensor};
pub use source::functions;
