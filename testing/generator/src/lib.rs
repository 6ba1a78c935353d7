//! Writes test models: by hand ([`mod@file`]), and by chance from the table of operators ([`Case`]).
//!
//! A model by chance is told by a number. Most operators have a template, which gives shapes, constants
//! and options that their kernels accept; element types, arity and versions come from the table. Then a
//! few things are changed. All that was changed, and the operators that were chained up, can be left out
//! again one by one, so that a model that crashes something becomes a small one.

#![allow(
    missing_docs,
    reason = "test support, whose fields are those of the file format"
)]

mod build;
mod case;
mod change;
mod data;
mod describe;
pub mod file;
mod graph;
mod random;
mod template;
mod templates;

pub use case::Case;
pub use random::Random;
