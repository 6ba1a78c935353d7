//! Libraries that the program was linked with, instead of loading them when it runs.
//!
//! The features `link-litert`, `link-tflite` and `link-tflite-static` make the build script look for
//! the libraries, read which symbols they define, and write those that this crate asks for into a
//! table. What the table names is there before the program starts: linker and loader see to it.
//! Nothing is looked up by name in the process, where another library's symbol might come first.

use std::ffi::{CStr, c_void};
use std::path::PathBuf;
use std::ptr::NonNull;

use crate::source::SymbolSource;

include!(concat!(env!("OUT_DIR"), "/linked.rs"));

/// A library that the program was linked with.
#[derive(Debug)]
pub struct LinkedLibrary {
    file: &'static str,
    is_static: bool,
    // Sorted by name.
    symbols: &'static [LinkedSymbol],
}

#[derive(Debug)]
struct LinkedSymbol {
    name: &'static CStr,
    address: *const c_void,
}

// SAFETY: the address of a function or of a C variable is only handed on; reading or calling what
// is there is up to whoever gets it.
unsafe impl Sync for LinkedSymbol {}

/// The libraries that this program was linked with; none without the features.
pub fn libraries() -> &'static [LinkedLibrary] {
    LIBRARIES
}

impl LinkedLibrary {
    /// True if it is part of the program's own file.
    pub fn is_static(&self) -> bool {
        self.is_static
    }

    /// The file that was mapped when the program started: the library, or the program itself where
    /// it is static. Only the file's name if the system does not say.
    pub fn path(&self) -> PathBuf {
        let first = self.symbols.first();
        first
            .and_then(|symbol| file_of(symbol.address))
            .unwrap_or_else(|| PathBuf::from(self.file))
    }
}

// SAFETY: each address is that of the symbol which linker and loader found under this name in a
// library that stays in the process. That it has the declared ABI is what `abi` checks.
unsafe impl SymbolSource for &'static LinkedLibrary {
    fn find(&self, name: &CStr) -> Option<NonNull<c_void>> {
        let found = self
            .symbols
            .binary_search_by(|symbol| symbol.name.cmp(name));
        NonNull::new(self.symbols[found.ok()?].address.cast_mut())
    }

    fn describe(&self) -> String {
        self.path().display().to_string()
    }
}

/// The file that `address` was mapped from.
#[cfg(unix)]
fn file_of(address: *const c_void) -> Option<PathBuf> {
    use std::ffi::{OsStr, c_char, c_int};
    use std::mem::MaybeUninit;
    use std::os::unix::ffi::OsStrExt;

    /// `Dl_info`, the same on every Unix that has it.
    #[repr(C)]
    struct DlInfo {
        file: *const c_char,
        base: *mut c_void,
        symbol: *const c_char,
        symbol_address: *mut c_void,
    }
    unsafe extern "C" {
        fn dladdr(address: *const c_void, info: *mut DlInfo) -> c_int;
    }
    let mut info = MaybeUninit::<DlInfo>::uninit();
    // SAFETY: any address may be asked about; the answer fits the struct.
    let found = unsafe { dladdr(address, info.as_mut_ptr()) };
    if found == 0 {
        return None;
    }
    // SAFETY: `dladdr` returned that it filled the struct. The string is part of the loader's entry
    // of a file that stays mapped, and ends in NUL.
    let file = unsafe {
        let file = info.assume_init().file;
        (!file.is_null()).then(|| CStr::from_ptr(file))?
    };
    let path = PathBuf::from(OsStr::from_bytes(file.to_bytes()));
    // The program itself is named as it was called.
    Some(std::fs::canonicalize(&path).unwrap_or(path))
}

#[cfg(not(unix))]
fn file_of(_: *const c_void) -> Option<PathBuf> {
    None
}
