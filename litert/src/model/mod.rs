//! Models.

mod error;
mod info;
pub mod reader;
mod schema;
mod verify;

pub use error::{InvalidModel, InvalidModelKind};
pub use info::{ModelInfo, SignatureInfo, TensorInfo};
pub use reader::ModelView;
