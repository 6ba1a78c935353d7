//! Whole models on both engines, held to golden outputs, and models that are damaged or made by chance.

mod crashes;
mod digits;
mod fresh_memory;
mod generated;
mod golden;
mod matrix;
mod mutants;
mod odd_inputs;
mod own_kernels;
mod tiny;
mod values;
