//! Why something went wrong: what the variants of [`Error`] hold.

mod details;
pub(crate) mod variants;
mod worker;

pub use crate::engine::acceleration::{AccelerationError, AccelerationFailure};
pub use details::{
    CustomOpError, DelegateError, InvalidModelError, IoError, NotFound, OutOfMemory, ShapeMismatch,
    StatusError, TypeMismatch, Unsupported,
};
pub(crate) use variants::{Error, Result};
pub use worker::{WorkerError, WorkerProblem};
