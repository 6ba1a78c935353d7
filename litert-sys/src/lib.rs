//! Raw bindings to Google's official LiteRT (TensorFlow Lite) C libraries.
//!
//! This crate answers two questions and leaves the third, *how is it used safely*, to the crate
//! `litert`:
//!
//! - **Where is the library?** [`Search`] looks at a path given in code, `LITERT_LIBRARY_PATH`, the
//!   libraries that the program was linked with (features `link-…`), the folder of the executable,
//!   what the feature `source` built, the pinned runtime in the cache and the system's own places,
//!   in this order, and keeps a [`LoadReport`] of every step.
//! - **What does it export?** [`abi`] tells its version from its symbols and refuses what would
//!   crash; [`LiteRtApi`] and [`TfLiteApi`] resolve the functions once, in [`groups`], into plain
//!   function pointers.
//!
//! ```no_run
//! use litert_sys::{Family, LiteRtApi, LoadReport, Search};
//!
//! let mut report = LoadReport::default();
//! let api = Search::new().find(Family::LiteRt, &mut report, LiteRtApi::resolve)?;
//! println!("LiteRT {} from {}", api.version, api.source.describe());
//! # Ok::<(), litert_sys::LoadError>(())
//! ```
//!
//! Variadic C functions are not bound, C enums are integer newtypes (a library may return values
//! newer than its headers), and libraries are never unloaded.

pub mod abi;
pub mod api;
pub mod by_value;
pub mod cache;
pub mod cpu;
pub mod cpu_accelerator;
pub mod edgetpu;
pub mod error;
pub mod family;
#[cfg(feature = "fetch")]
pub mod fetch;
#[cfg(not(feature = "generate-bindings"))]
pub mod generated;
#[cfg(feature = "generate-bindings")]
#[path = "own_headers.rs"]
pub mod generated;
pub mod group;
pub mod groups;
pub mod int_array;
pub mod library;
pub mod linked;
#[cfg_attr(
    not(windows),
    allow(dead_code, reason = "read on Windows, tested everywhere")
)]
mod pe;
pub mod pins;
pub mod runtime_table;
pub mod search;
pub mod source;
pub mod trust;

#[cfg(feature = "lm")]
pub use abi::LmVersion;
pub use abi::{LiteRtVersion, RuntimeAbi, TfLiteVersion};
#[cfg(feature = "lm")]
pub use api::LmApi;
pub use api::{FamilyApi, LiteRtApi, Load, Resolved, Slot, Slots, TfLiteApi};
pub use cpu_accelerator::CpuAccelerator;
pub use error::{AbiError, LoadError, MissingSymbol};
pub use family::Family;
pub use library::Library;
pub use linked::LinkedLibrary;
pub use search::{Attempt, LoadReport, Outcome, Place, Search};
pub use source::SymbolSource;

/// The `LiteRt*` declarations: types, constants, and one function-pointer type per C function.
pub mod litert {
    pub use crate::generated::litert_functions::*;
    pub use crate::generated::litert_types::*;
}

/// The `TfLite*` declarations: types, constants, and one function-pointer type per C function.
pub mod tflite {
    pub use crate::generated::tflite_functions::*;
    pub use crate::generated::tflite_types::*;
}

/// The `litert_lm_*` declarations: types, constants, and one function-pointer type per C function.
#[cfg(feature = "lm")]
pub mod lm {
    pub use crate::generated::lm_functions::*;
    pub use crate::generated::lm_types::*;
}
