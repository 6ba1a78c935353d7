//! The command as people start it.
//!
//! Expected output lies in `tests/snapshots`; `UPDATE_EXPECT=1` writes it anew.

mod bundle;
mod doctor;
#[cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]
mod full;
mod graph;
mod inspect;
mod labels;
mod lm;
mod manners;
mod measuring;
mod parts;
mod pictures;
mod ranking;
mod run;
mod runtime;
mod support;
mod tasks;
mod tour;

use litert_generator::file as tflite;
