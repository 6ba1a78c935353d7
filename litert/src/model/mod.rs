//! Models.

mod bytes;
pub(crate) mod loaded;
pub(crate) mod options;
mod signature;

pub use bytes::ModelSource;
pub use litert_model::language_model;
pub use litert_model::{
    AttachedFile, BuiltinOperator, Bundle, BundlePart, ExporterNotes, InvalidModel,
    InvalidModelKind, Labels, ModelInfo, ModelView, Obstacle, OperatorFamily, Provider, Repair,
    SignatureInfo, TensorInfo, ValueHazard, metadata, reader,
};
pub(crate) use litert_model::{EngineKind, Vouched, broken_by, needs, shape_flow, shape_infer};
pub(crate) use loaded::Model;
pub(crate) use signature::signature_position;
