//! What a `.tflite` file says, and whether the runtimes can be trusted with it: pure Rust, with no
//! native library behind it.
//!
//! [`ModelView`] checks and reads a file; [`types`] are the element types, shapes and quantization
//! that it speaks of. The crate `litert` runs such models, and re-exports all of this as
//! `litert::model` and `litert::types`.

mod archive;
mod bundle;
mod error;
mod info;
mod labels;
pub mod language_model;
pub mod metadata;
#[doc(hidden)]
pub mod needs;
mod obstacles;
#[doc(hidden)]
pub mod ops;
mod providers;
pub mod reader;
mod repair;
mod schema;
#[doc(hidden)]
pub mod shape_flow;
#[doc(hidden)]
pub mod shape_infer;
pub mod types;
#[doc(hidden)]
pub mod values;
mod variable;
mod verify;

pub use archive::AttachedFile;
pub use bundle::{Bundle, BundlePart};
pub use error::{InvalidModel, InvalidModelKind};
#[doc(hidden)]
pub use info::TensorParts;
pub use info::{ModelInfo, SignatureInfo, TensorInfo};
pub use labels::{ExporterNotes, Labels};
pub use obstacles::{EngineKind, Obstacle};
pub use ops::{BuiltinOperator, OperatorFamily};
pub use providers::Provider;
pub use reader::ModelView;
pub use repair::Repair;
pub use values::ValueHazard;
#[doc(hidden)]
pub use verify::{Vouched, broken_by};
