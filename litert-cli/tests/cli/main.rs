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
mod manners;
mod measuring;
mod parts;
mod pictures;
mod ranking;
mod run;
mod runtime;
mod support;
#[path = "../../../litert/tests/reader_rules/tflite.rs"]
#[allow(dead_code, reason = "shared with the tests of the model check")]
mod tflite;
mod tour;
