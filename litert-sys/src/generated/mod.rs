//! The C declarations, as the upstream headers give them. Names are the C names.
//!
//! `*_types` hold the structs, enums (integer newtypes) and constants. `*_functions` hold one
//! function-pointer type per C function, named like the function: nothing here has to be linked.

#![allow(missing_docs)]
#![allow(non_camel_case_types, non_snake_case, non_upper_case_globals)]
#![allow(unreachable_pub, dead_code)]
#![allow(clippy::all, clippy::pedantic)]

pub mod litert_functions;
pub mod litert_types;
#[cfg(feature = "lm")]
pub mod lm_functions;
#[cfg(feature = "lm")]
pub mod lm_types;
pub mod tflite_functions;
pub mod tflite_types;
