//! Feature `source`: CMake builds over a miniature of upstream's tree, through the real build script.
//!
//! The miniature has upstream's folders and targets, and a few functions of our own. What its
//! library says of itself (`TfLiteVersion`) tells which options reached the compiler.

#![cfg(unix)]

mod bench;
mod checkouts;
mod cross;
mod failing;
mod loader;
mod tree;
