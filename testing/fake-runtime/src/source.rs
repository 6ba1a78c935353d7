//! A fake runtime as a source of symbols.

use std::collections::BTreeSet;
use std::ffi::{CStr, c_void};
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::SymbolSource;

use crate::fake::World;
use crate::{litert_functions, tflite_functions};

/// Names that only tell which release a library is: 2.3 of LiteRT.
const MARKERS: [&str; 2] = [
    "LiteRtCreateModelFromFd",
    "LiteRtGetCompiledModelEnvironment",
];

pub(crate) struct FakeSource {
    pub(crate) world: Arc<World>,
    pub(crate) missing: BTreeSet<String>,
}

// SAFETY: each address is that of the function with this name below `litert_functions` and
// `tflite_functions`, where the compiler compared its signature with the header's, or marks a
// release and is never called. They are part of this program.
unsafe impl SymbolSource for FakeSource {
    fn find(&self, name: &CStr) -> Option<NonNull<c_void>> {
        let name = name.to_str().ok()?;
        if self.missing.contains(name) {
            return None;
        }
        if MARKERS.contains(&name) {
            return Some(NonNull::<u64>::dangling().cast());
        }
        litert_functions::find(name).or_else(|| tflite_functions::find(name))
    }

    fn describe(&self) -> String {
        format!("fake runtime {}", self.world.id())
    }
}

/// The C functions that a fake runtime has.
pub fn functions() -> impl Iterator<Item = &'static str> {
    litert_functions::names().chain(tflite_functions::names())
}
