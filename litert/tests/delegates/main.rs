//! Delegates, accelerators and operators written in Rust.

mod acceleration;
mod accelerators;
mod custom_op;
mod custom_op_graphs;
mod custom_op_shared;
mod edgetpu;
mod plugins;
mod policy;
mod xnnpack;
