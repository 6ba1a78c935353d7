//! Models.

mod bytes;
mod error;
mod info;
mod owned;
pub mod reader;
mod schema;
mod verify;

pub use error::{InvalidModel, InvalidModelKind};
pub use info::{ModelInfo, SignatureInfo, TensorInfo};
pub use owned::Model;
pub use reader::ModelView;
