//! Models.

mod archive;
mod bytes;
mod error;
mod info;
mod labels;
pub mod metadata;
pub(crate) mod needs;
mod obstacles;
mod owned;
pub mod reader;
mod schema;
pub(crate) mod shape_flow;

pub(crate) mod shape_infer;
mod variable;
mod verify;

pub use archive::AttachedFile;
pub use bytes::ModelSource;
pub use error::{InvalidModel, InvalidModelKind};
pub use info::{ModelInfo, SignatureInfo, TensorInfo};
pub use labels::Labels;
pub use obstacles::Obstacle;
pub use owned::Model;
pub use reader::ModelView;
pub(crate) use verify::broken_by;
