//! What safe code can do to an engine, short of what the compiler refuses: it ends in values or in an
//! error, never in memory of somebody else's.

#[path = "../support/mod.rs"]
mod support;
#[path = "../reader_rules/tflite.rs"]
#[allow(dead_code, reason = "shared with the tests of the model check")]
mod tflite;

mod called_graphs;
mod dishonest;
