//! What the tests of several packages share.

pub mod cases;
pub mod child;
pub mod exceptions;
pub mod exercise;
pub mod hunt;
pub mod lent;
pub mod libraries;
pub mod made;
pub mod mutate;
pub mod originals;
pub mod runtime;
pub mod runtimes;
pub mod session;
pub mod soak;
pub mod standin;
pub mod tflite;
