//! What the tests share.

#![allow(dead_code, reason = "each test crate uses its own part of this")]

pub(crate) mod cases;
pub(crate) mod child;
pub(crate) mod exceptions;
pub(crate) mod exercise;
pub(crate) mod hunt;
pub(crate) mod lent;
pub(crate) mod libraries;
pub(crate) mod made;
pub(crate) mod mutate;
pub(crate) mod originals;
pub(crate) mod random;
pub(crate) mod runtime;
pub(crate) mod runtimes;
pub(crate) mod session;
pub(crate) mod soak;
pub(crate) mod standin;
pub(crate) mod tflite;
