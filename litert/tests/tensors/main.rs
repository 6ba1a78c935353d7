//! Inputs, outputs and the memory that they lie in.

mod bools;
mod buffers;
mod inner;
mod lent_memory;
mod owned_memory;
mod resizes;
mod strings;
