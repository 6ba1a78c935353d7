//! Functions that a library does not export, and has in its table of functions.
//!
//! `kLiteRtRuntimeBuiltin` is an array of function pointers that LiteRT hands to accelerators. New
//! entries are appended and none is ever removed, so an entry stays at its index. The table does not
//! say how long it is: the version of the library does.

use std::ffi::{CStr, c_void};
use std::ptr::NonNull;

use crate::abi::LiteRtVersion;
use crate::source::SymbolSource;

/// Entries that are there since 2.3.0: name and index.
const SINCE_2_3: [(&CStr, usize); 3] = [
    (c"LiteRtGetNumAccelerators", 165),
    (c"LiteRtGetAccelerator", 166),
    (c"LiteRtGetAcceleratorHardwareSupport", 167),
];

/// A source whose table serves the names that the source itself lacks.
pub struct WithTable<'a> {
    source: &'a dyn SymbolSource,
    table: Option<NonNull<c_void>>,
}

impl<'a> WithTable<'a> {
    /// Adds the table of `source`, which is a LiteRT library of this version.
    pub fn new(source: &'a dyn SymbolSource, version: &LiteRtVersion) -> Self {
        let has_entries = *version >= LiteRtVersion::V2_3;
        let find = || source.find(c"kLiteRtRuntimeBuiltin");
        Self {
            source,
            table: has_entries.then(find).flatten(),
        }
    }

    /// The function that the table has for `name`.
    fn entry(&self, name: &CStr) -> Option<NonNull<c_void>> {
        let (_, index) = SINCE_2_3.iter().find(|(entry, _)| *entry == name)?;
        let table = self.table?.cast::<*mut c_void>();
        // SAFETY: `SymbolSource` promises that this is the table that the headers declare. Since
        // 2.3.0, which `new` made sure of, it has 169 entries or more, all of them pointers that are
        // set when the library is loaded.
        NonNull::new(unsafe { table.add(*index).read() })
    }
}

// SAFETY: an entry of the table is the function of the same library which the headers declare under
// this name; everything else is the inner source's promise.
unsafe impl SymbolSource for WithTable<'_> {
    fn find(&self, name: &CStr) -> Option<NonNull<c_void>> {
        self.source.find(name).or_else(|| self.entry(name))
    }

    fn describe(&self) -> String {
        self.source.describe()
    }
}

// SAFETY: the table is only read.
unsafe impl Send for WithTable<'_> {}
// SAFETY: as above.
unsafe impl Sync for WithTable<'_> {}
