//! A model made ready to run, in whichever way the command line asks for.
//!
//! [`Setup`] is what the command line says, [`Session`] what comes of it, and [`input`] what it is
//! fed with.

mod delegate;
mod engine;
pub(crate) mod exposed;
mod image;
pub(crate) mod input;
mod library;
pub(crate) mod npy;
pub(crate) mod profile;
mod setup;
pub(crate) mod value;

pub(crate) use engine::{InputShape, Session, signature};
pub(crate) use image::{Fed, FitArgument, SamplingArgument};
pub(crate) use library::Library;
pub(crate) use setup::{EngineKind, ModelSetup, Setup};
