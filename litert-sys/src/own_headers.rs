//! The C declarations, as the headers below `LITERT_HEADERS_DIR` gave them when this was built (the
//! feature `generate-bindings`). Otherwise as without the feature: names are the C names.

#![allow(missing_docs)]
#![allow(non_camel_case_types, non_snake_case, non_upper_case_globals)]
#![allow(unreachable_pub, dead_code)]
#![allow(clippy::all, clippy::pedantic)]

pub mod litert_functions {
    include!(concat!(env!("OUT_DIR"), "/generated/litert_functions.rs"));
}
pub mod litert_types {
    include!(concat!(env!("OUT_DIR"), "/generated/litert_types.rs"));
}
pub mod tflite_functions {
    include!(concat!(env!("OUT_DIR"), "/generated/tflite_functions.rs"));
}
pub mod tflite_types {
    include!(concat!(env!("OUT_DIR"), "/generated/tflite_types.rs"));
}
/// Language models have no patched headers: the declarations are those that come with the crate.
#[cfg(feature = "lm")]
#[path = "generated/lm_functions.rs"]
pub mod lm_functions;
#[cfg(feature = "lm")]
#[path = "generated/lm_types.rs"]
pub mod lm_types;
