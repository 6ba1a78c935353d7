//! The `litert` command: what is in a model, does it run here, how fast, and what is missing.
//!
//! This library exists for the command and its tests. It promises no stable interface; programs
//! use the crate `litert`, or the command with `--json`.
//!
//! A command is a file or folder in [`commands`]: its arguments, and a `run` that gathers a
//! [`Report`](output::Report) and hands it to [`Output`](output::Output), which prints it as text or
//! as JSON.

pub mod args;
pub mod commands;
mod container;
pub mod exit;
pub mod file;
pub mod format;
mod names;
pub mod output;
mod session;
mod stats;
mod svg;
pub mod table;

pub use exit::{Verdict, main};
