//! Safe bindings.

pub mod model;
pub mod types;
