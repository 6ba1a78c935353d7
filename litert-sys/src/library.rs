//! Shared libraries: opened locally, at most once per path, and never unloaded.

use std::collections::HashMap;
use std::ffi::{CStr, OsStr, c_void};
use std::path::{Path, PathBuf};
use std::ptr::NonNull;
use std::sync::{Mutex, PoisonError};

use crate::cpu;
use crate::family;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
use crate::linked;
#[cfg(windows)]
use crate::pe;
use crate::source::SymbolSource;

/// A shared library that stays loaded for the rest of the process.
///
/// Runtimes and delegates start threads, register thread-local destructors and hand out callbacks,
/// so unloading one is never safe. A `Library` therefore has no way to be closed.
#[derive(Debug)]
pub struct Library {
    path: PathBuf,
    handle: libloading::Library,
}

/// Libraries that are already open, by the path they were opened with.
static OPEN: Mutex<Option<HashMap<PathBuf, &'static Library>>> = Mutex::new(None);

impl Library {
    /// Opens the library file at `path`.
    ///
    /// Symbols stay local (`RTLD_LOCAL`): `liblitert-lm` exports a quarter of a million of them,
    /// which would otherwise interpose those of other libraries. All references are resolved at
    /// once (`RTLD_NOW`), so that an incomplete library is an error here and not an abort later.
    /// Opening a path again yields the library that is already open.
    ///
    /// # Errors
    /// The loader's own words, or a processor feature that the library needs and this machine
    /// lacks.
    ///
    /// # Safety
    /// Opening a library runs its initialisers, which may do anything. The caller vouches for the
    /// file.
    pub unsafe fn open(path: &Path) -> Result<&'static Library, String> {
        let key = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        // SAFETY: the caller vouches for the file's initialisers.
        open_once(key, |path| unsafe { open_local(path) })
    }

    /// Opens a library by its bare file name, wherever the system's loader looks for it.
    ///
    /// The working directory is not among these places, unless the user's environment says so: on Linux an
    /// empty entry of `LD_LIBRARY_PATH` stands for it, as `.` does.
    ///
    /// # Errors
    /// As for [`Library::open`].
    ///
    /// # Safety
    /// As for [`Library::open`].
    pub unsafe fn open_system(name: &str) -> Result<&'static Library, String> {
        let key = PathBuf::from(name);
        if key.components().count() != 1 {
            return Err(format!("'{name}' is a path, not a bare file name"));
        }
        // SAFETY: the caller vouches for the file's initialisers.
        open_once(key, |name| unsafe { open_by_name(name) })
    }

    /// Opens the library file at `path` for all libraries of the process, provided that it has
    /// `symbol`. Nothing but a library that is looked up by name needs this.
    ///
    /// # Errors
    /// The loader's own words, or that the symbol is missing; the library stays local then.
    ///
    /// # Safety
    /// As for [`Library::open`]; besides, its symbols may take the place of others in libraries
    /// that are loaded later.
    pub unsafe fn open_global(path: &Path, symbol: &CStr) -> Result<(), String> {
        // SAFETY: passed on to the caller.
        let library = unsafe { Library::open(path) }?;
        if !library.has(symbol) {
            return Err(format!("it does not have {}", symbol.to_string_lossy()));
        }
        // SAFETY: as above; the library is open already, so no initialiser runs.
        unsafe { make_global(path) }.map_err(|error| loader_message(&error))
    }

    /// The path it was opened with; a bare file name where the system's loader found it.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Opens what `key` names unless it is open already, and leaks it.
fn open_once(
    key: PathBuf,
    open: impl FnOnce(&Path) -> Result<libloading::Library, libloading::Error>,
) -> Result<&'static Library, String> {
    // A panic cannot leave the map half changed, so a poisoned lock is as good as a clean one.
    let mut libraries = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(library) = libraries.as_ref().and_then(|libraries| libraries.get(&key)) {
        return Ok(library);
    }
    check_cpu(&key)?;
    let handle = open(&key)
        .map_err(|error| format!("{}{}", loader_message(&error), missing_libraries(&key)))?;
    let library: &'static Library = Box::leak(Box::new(Library {
        path: key.clone(),
        handle,
    }));
    libraries.get_or_insert_default().insert(key, library);
    Ok(library)
}

// SAFETY: the library is never unloaded, so addresses stay valid. That they have the declared ABI
// is what `abi` checks before any of them is called, and what callers of `open` vouch for.
unsafe impl SymbolSource for &'static Library {
    fn find(&self, name: &CStr) -> Option<NonNull<c_void>> {
        // SAFETY: the symbol is only taken as an address here and not used as anything else.
        let symbol = unsafe { self.handle.get::<*mut c_void>(name.to_bytes_with_nul()) }.ok()?;
        NonNull::new(*symbol)
    }

    fn describe(&self) -> String {
        self.path.display().to_string()
    }

    #[cfg(windows)]
    fn frees_with_system_heap(&self) -> bool {
        let data = std::fs::read(&self.path).unwrap_or_default();
        let imports = pe::imports(&data).unwrap_or_default();
        imports.iter().any(|import| {
            let library = import.library.to_ascii_lowercase();
            let system = library.starts_with("api-ms-win-crt-heap-") || library == "ucrtbase.dll";
            system && import.names.iter().any(|name| name == "free")
        })
    }
}

/// Which libraries a file imports that cannot be found, and what to do about them, as the end of an
/// error. The loader of Windows does not say.
#[cfg(windows)]
fn missing_libraries(path: &Path) -> String {
    use libloading::os::windows::{LOAD_LIBRARY_AS_DATAFILE, Library as Os};
    let data = std::fs::read(path).unwrap_or_default();
    let imports = pe::imports(&data).unwrap_or_default();
    let names = imports.into_iter().map(|import| import.library);
    let missing: Vec<String> = names
        .filter(|name| {
            let beside = path.with_file_name(name).exists();
            // SAFETY: as data, nothing of the file is run.
            !beside && unsafe { Os::load_with_flags(name, LOAD_LIBRARY_AS_DATAFILE) }.is_err()
        })
        .collect();
    pe::advice(&missing)
}

/// The loaders of other systems say which library is missing.
#[cfg(not(windows))]
fn missing_libraries(_: &Path) -> String {
    String::new()
}

#[cfg(unix)]
unsafe fn open_local(path: &Path) -> Result<libloading::Library, libloading::Error> {
    use libloading::os::unix::{Library as Os, RTLD_LOCAL, RTLD_NOW};
    // SAFETY: passed on to the caller of `Library::open`.
    unsafe { Os::open(Some(path), RTLD_NOW | RTLD_LOCAL | own_first()) }.map(Into::into)
}

/// `RTLD_DEEPBIND` in programs that are linked with a library: glibc would otherwise let that
/// library's functions take the place of those of the same name in what is opened here, and calls
/// of one version would end up in another. Elsewhere the flag is left out, because it keeps
/// replacements of `malloc` and sanitizers from working.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn own_first() -> std::ffi::c_int {
    const RTLD_DEEPBIND: std::ffi::c_int = 8;
    let shared = linked::libraries()
        .iter()
        .any(|library| !library.is_static());
    if shared { RTLD_DEEPBIND } else { 0 }
}

/// Other systems' loaders look at a library's own symbols first, or have no such flag.
#[cfg(all(unix, not(all(target_os = "linux", target_env = "gnu"))))]
fn own_first() -> std::ffi::c_int {
    0
}

#[cfg(unix)]
unsafe fn make_global(path: &Path) -> Result<(), libloading::Error> {
    use libloading::os::unix::{Library as Os, RTLD_GLOBAL, RTLD_NOW};
    // SAFETY: passed on to the caller of `Library::open_global`.
    let library = unsafe { Os::open(Some(path), RTLD_NOW | RTLD_GLOBAL) }?;
    std::mem::forget(library);
    Ok(())
}

#[cfg(not(unix))]
unsafe fn make_global(_: &Path) -> Result<(), libloading::Error> {
    Ok(())
}

#[cfg(unix)]
unsafe fn open_by_name(name: &Path) -> Result<libloading::Library, libloading::Error> {
    // A name without a slash makes the system's loader search its own places.
    // SAFETY: passed on to the caller of `Library::open_system`.
    unsafe { open_local(name) }
}

#[cfg(windows)]
unsafe fn open_local(path: &Path) -> Result<libloading::Library, libloading::Error> {
    use libloading::os::windows::{LOAD_WITH_ALTERED_SEARCH_PATH, Library as Os};
    // Libraries that it depends on are then looked for beside it.
    // SAFETY: passed on to the caller of `Library::open`.
    unsafe { Os::load_with_flags(path, LOAD_WITH_ALTERED_SEARCH_PATH) }.map(Into::into)
}

#[cfg(windows)]
unsafe fn open_by_name(name: &Path) -> Result<libloading::Library, libloading::Error> {
    use libloading::os::windows::{LOAD_LIBRARY_SEARCH_DEFAULT_DIRS, Library as Os};
    // The default folders leave out the working directory.
    // SAFETY: passed on to the caller of `Library::open_system`.
    unsafe { Os::load_with_flags(name, LOAD_LIBRARY_SEARCH_DEFAULT_DIRS) }.map(Into::into)
}

/// `liblitert-lm` would end the process on a processor that it was not compiled for, and where it
/// cannot learn how many there are.
fn check_cpu(path: &Path) -> Result<(), String> {
    if path.file_name() != Some(OsStr::new(family::LITERT_LM)) {
        return Ok(());
    }
    // Its allocator counts the processors there, and ends the process if it cannot.
    const PROCESSORS: &str = "/sys/devices/system/cpu/possible";
    if cfg!(target_os = "linux") && std::fs::File::open(PROCESSORS).is_err() {
        return Err(format!(
            "it cannot start where {PROCESSORS} cannot be read; mount /sys here, or use \
             libtensorflowlite_c or libLiteRt instead"
        ));
    }
    let missing = cpu::missing_features();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "it needs processor features that this machine lacks: {}; use libtensorflowlite_c or \
         libLiteRt instead",
        missing.join(", ")
    ))
}

/// The loader's own words; libloading keeps them in the error's source.
fn loader_message(error: &libloading::Error) -> String {
    match std::error::Error::source(error) {
        Some(source) => source.to_string(),
        None => error.to_string(),
    }
}
