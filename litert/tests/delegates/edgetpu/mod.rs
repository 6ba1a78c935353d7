//! The Edge TPU, with stand-ins for its library: there is no device on the machines that test.
#![cfg(target_os = "linux")]

mod devices;
mod failures;
mod models;
mod several;
mod tpu;
