//! Finding and loading `libedgetpu`.

use std::env;
use std::ffi::CStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use litert_sys::group::Group;
use litert_sys::groups::plugin::EdgeTpu as Functions;
use litert_sys::{Library, SymbolSource, trust};

use super::NAME;
use super::device::{Device, DeviceKind};
use crate::error::{Error, Result};

/// Names the library to use, before anything else is looked at.
pub const LIBRARY_VARIABLE: &str = "LITERT_EDGETPU_LIBRARY";

/// The file name of the library on this platform.
pub const LIBRARY_NAME: &str = if cfg!(windows) {
    "edgetpu.dll"
} else if cfg!(target_vendor = "apple") {
    "libedgetpu.1.dylib"
} else {
    "libedgetpu.so.1"
};

/// The loaded `libedgetpu`: cheap to clone, and never unloaded.
///
/// It is looked for in the file that `LITERT_EDGETPU_LIBRARY` names, next to the executable and in
/// `../lib` from there, and wherever the system's loader looks.
///
/// ```no_run
/// # fn main() -> litert::Result<()> {
/// use litert::delegate::edgetpu::{EdgeTpu, EdgeTpuOptions};
///
/// let library = EdgeTpu::load()?;
/// println!("{} {} sees {:?}", library.path(), library.version(), library.devices());
/// let options = EdgeTpuOptions::new().library(&library);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct EdgeTpu(Arc<Inner>);

struct Inner {
    functions: Functions,
    source: Arc<dyn SymbolSource>,
    path: String,
}

/// The library keeps its devices in one place; nothing says that two threads may ask at once.
static CALLS: Mutex<()> = Mutex::new(());

pub(super) fn one_at_a_time() -> MutexGuard<'static, ()> {
    CALLS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl EdgeTpu {
    /// Looks for the library at the usual places and loads it.
    ///
    /// # Errors
    /// [`Error::Delegate`] with every place that was looked at, and what to install.
    pub fn load() -> Result<Self> {
        let mut tried = Vec::new();
        if let Some(path) = env::var_os(LIBRARY_VARIABLE).filter(|path| !path.is_empty()) {
            let path = PathBuf::from(path);
            let failed = |reason: String| {
                let path = path.display();
                not_found(&[format!("{LIBRARY_VARIABLE}: {path}: {reason}")])
            };
            // Which file that is would depend on where the program is started.
            if path.is_relative() {
                let reason = "it is a relative path; name it with an absolute one";
                return Err(failed(reason.to_owned()));
            }
            return match open_trusted(&path) {
                Ok(library) => Self::resolve(library),
                Err(reason) => Err(failed(reason)),
            };
        }
        for folder in executable_folders() {
            let path = folder.join(LIBRARY_NAME);
            if !path.exists() {
                tried.push(format!("{}: no such file", path.display()));
                continue;
            }
            match open_trusted(&path) {
                Ok(library) => return Self::resolve(library),
                Err(reason) => tried.push(format!("{}: {reason}", path.display())),
            }
        }
        // SAFETY: the system's loader looks in the folders that whoever administers the machine chose,
        // and before them in those of `LD_LIBRARY_PATH`, which is the choice of whoever starts the
        // program: they could as well have it load anything with `LD_PRELOAD`.
        match unsafe { Library::open_system(LIBRARY_NAME) } {
            Ok(library) => Self::resolve(library),
            Err(reason) => {
                tried.push(format!("system: {LIBRARY_NAME}: {reason}"));
                Err(not_found(&tried))
            }
        }
    }

    /// Loads the library at `path` and looks nowhere else. Who could have written it is not asked.
    ///
    /// # Errors
    /// [`Error::Delegate`] if it cannot be loaded or is no `libedgetpu`.
    ///
    /// # Safety
    /// Loading a library runs its initialisers, and its functions are then called. The caller
    /// vouches for the file.
    pub unsafe fn from_library(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        // SAFETY: passed on to the caller.
        match unsafe { Library::open(path) } {
            Ok(library) => Self::resolve(library),
            Err(reason) => Err(not_found(&[format!("{}: {reason}", path.display())])),
        }
    }

    fn resolve(library: &'static Library) -> Result<Self> {
        let functions = Functions::resolve(&library).map_err(|missing| {
            Error::delegate(
                NAME,
                format!("the library is no libedgetpu: {missing}"),
                format!("install libedgetpu, or let {LIBRARY_VARIABLE} name it"),
            )
        })?;
        Ok(Self(Arc::new(Inner {
            functions,
            path: library.path().display().to_string(),
            source: Arc::new(library),
        })))
    }

    /// The devices that the library sees now, in its own order. Those that another process uses
    /// are among them; those that this user may not open are not.
    pub fn devices(&self) -> Vec<Device> {
        let _guard = one_at_a_time();
        let mut count = 0;
        // SAFETY: `count` is valid for writes.
        let list = unsafe { (self.0.functions.edgetpu_list_devices)(&raw mut count) };
        if list.is_null() {
            return Vec::new();
        }
        let devices = (0..count)
            .map(|index| {
                // SAFETY: the list has `count` entries and is alive until it is freed below; the
                // paths are C strings inside it.
                unsafe {
                    let raw = &*list.add(index);
                    Device {
                        kind: DeviceKind::from_raw(raw.type_),
                        path: if raw.path.is_null() {
                            String::new()
                        } else {
                            CStr::from_ptr(raw.path).to_string_lossy().into_owned()
                        },
                    }
                }
            })
            .collect();
        // SAFETY: `edgetpu_list_devices` made the list; nothing of it is used any more.
        unsafe { (self.0.functions.edgetpu_free_devices)(list) };
        devices
    }

    /// The library's own version, for instance
    /// `BuildLabel(COMPILER=…,DATE=…,TIME=…), RuntimeVersion(14)`.
    pub fn version(&self) -> String {
        // SAFETY: no arguments; the string is never freed.
        unsafe {
            let text = (self.0.functions.edgetpu_version)();
            if text.is_null() {
                return String::new();
            }
            CStr::from_ptr(text).to_string_lossy().into_owned()
        }
    }

    /// How much the library prints to stderr: 0 for nothing, 10 for everything.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] above 10.
    pub fn set_verbosity(&self, level: u8) -> Result<()> {
        if level > 10 {
            return Err(Error::invalid_argument(format!(
                "the Edge TPU library has verbosities from 0 to 10, not {level}"
            )));
        }
        let _guard = one_at_a_time();
        // SAFETY: a level that the library has.
        unsafe { (self.0.functions.edgetpu_verbosity)(level.into()) };
        Ok(())
    }

    /// The file it was loaded from, or a bare name where the system's loader found it.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    pub(super) fn functions(&self) -> &Functions {
        &self.0.functions
    }

    pub(super) fn source(&self) -> Arc<dyn SymbolSource> {
        Arc::clone(&self.0.source)
    }

    /// Tells loaded copies of the library apart.
    #[cfg(target_os = "linux")]
    pub(super) fn address(&self) -> usize {
        self.0.functions.edgetpu_create_delegate as usize
    }
}

impl fmt::Debug for EdgeTpu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EdgeTpu")
            .field("path", &self.path())
            .field("version", &self.version())
            .finish()
    }
}

/// Opens a library that no other user could have put there.
fn open_trusted(path: &Path) -> Result<&'static Library, String> {
    if let Some(distrust) = path.exists().then(|| trust::distrusted(path)).flatten() {
        return Err(distrust.to_string());
    }
    // SAFETY: the user of this process named the file, or it lies beside the program itself.
    unsafe { Library::open(path) }
}

fn not_found(tried: &[String]) -> Error {
    let mut message = "libedgetpu cannot be loaded. Looked at:".to_owned();
    for attempt in tried {
        message.push_str("\n  - ");
        message.push_str(attempt);
    }
    let others = other_names();
    if !others.is_empty() {
        message.push_str(&format!(
            "\n  - note: there is {}, which the loader does not look for by that name",
            others.join(", ")
        ));
    }
    let help = if tried.iter().any(|attempt| attempt.contains("libusb")) {
        "install libusb 1.0 (package libusb-1.0-0), which libedgetpu depends on".to_owned()
    } else {
        format!(
            "install libedgetpu (package libedgetpu1-std, in a build for your TensorFlow Lite), or \
             let {LIBRARY_VARIABLE} name the file; docs/coral.md has the steps"
        )
    };
    Error::delegate(NAME, message, help)
}

/// Files that look like the library and are not called as the loader wants them.
fn other_names() -> Vec<String> {
    const FOLDERS: [&str; 5] = [
        "/usr/lib",
        "/usr/local/lib",
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib/arm-linux-gnueabihf",
    ];
    if !cfg!(target_os = "linux") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for entry in FOLDERS
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
    {
        for file in entry.flatten() {
            let name = file.file_name();
            let name = name.to_string_lossy();
            if name.starts_with("libedgetpu") && name != LIBRARY_NAME {
                found.push(file.path().display().to_string());
            }
        }
    }
    found
}

/// The folder of the executable, and `../lib` seen from there.
fn executable_folders() -> Vec<PathBuf> {
    let exe = env::current_exe().ok();
    let Some(folder) = exe.as_deref().and_then(Path::parent) else {
        return Vec::new();
    };
    let lib = folder.parent().map(|parent| parent.join("lib"));
    std::iter::once(folder.to_owned()).chain(lib).collect()
}
