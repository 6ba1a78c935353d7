//! Language models with the official library: what it answers, and what becomes of its traps.

mod cancel;
mod embed;
mod exits;
mod expected;
mod mutants;
mod options;
mod support;
mod threads;
mod traps;
