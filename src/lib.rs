//! The home of the examples; see `examples/` and the crates `litert` and `litert-sys`.

/// The program in the README, compiled and run like any other example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
