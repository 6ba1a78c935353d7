//! Where fetched runtimes lie, seen at run time.
//!
//! Layout: `<cache>/<runtime>-<version>/<target>/<files>`, see [`crate::pins`]. The build script
//! fills it (features `download…`), and verifies every file by its SHA-256 before it gets there.

use std::env;
use std::path::{Path, PathBuf};

use crate::pins::{self, PinnedRuntime};

#[path = "../build/layout.rs"]
pub(crate) mod layout;

/// The file in the folder of each fetched runtime that says what was verified.
pub const STAMP: &str = layout::STAMP;

/// A pinned runtime that is present in a cache.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InstalledRuntime {
    /// What it is.
    pub pinned: &'static PinnedRuntime,
    /// The directory that holds its files.
    pub dir: PathBuf,
}

/// The directory runtimes are cached in: `LITERT_CACHE_DIR`, or the user's cache directory.
///
/// `None` if neither is known: no home directory, or `LITERT_CACHE_DIR` is not an absolute path.
pub fn default_cache_dir() -> Option<PathBuf> {
    layout::cache_dir(|name| env::var_os(name))
}

/// Where a pinned runtime lies in `cache`, whether it is there or not.
pub fn dir_of(cache: &Path, pinned: &PinnedRuntime) -> PathBuf {
    layout::runtime_dir(cache, pinned.dir_name, pins::TARGET)
}

/// The pinned runtimes that are complete in `cache`, in order of preference.
///
/// Cheap: compares the stamp and the files' sizes, and hashes nothing.
pub fn installed(cache: &Path) -> Vec<InstalledRuntime> {
    let found = pins::PINNED.iter().filter_map(|pinned| {
        let dir = dir_of(cache, pinned);
        is_complete(&dir, pinned).then_some(InstalledRuntime { pinned, dir })
    });
    found.collect()
}

/// Whether `dir` holds what is pinned, judged by the stamp and the files' sizes.
pub fn is_complete(dir: &Path, pinned: &PinnedRuntime) -> bool {
    let expected = |file: &pins::PinnedFile| layout::Expected {
        name: file.name,
        size: file.size,
        sha256: file.sha256,
    };
    let files: Vec<_> = pinned.files.iter().map(expected).collect();
    // A copied cache has other modification times. Hashing it is the build script's business.
    matches!(
        layout::check(dir, &files),
        layout::State::Ready | layout::State::Touched
    )
}

/// The folder, of those that lead to a runtime in a cache, that everybody may write to, if any:
/// whoever can put a library there decides what programs run. Always `None` but on Unix.
pub fn open_to_all(dir: &Path) -> Option<PathBuf> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // <cache>/<runtime>-<version>/<target>
        let open = |path: &&Path| {
            let metadata = path.metadata();
            metadata.is_ok_and(|metadata| metadata.permissions().mode() & 0o002 != 0)
        };
        dir.ancestors().take(3).find(open).map(Path::to_owned)
    }
    #[cfg(not(unix))]
    {
        let _ = dir;
        None
    }
}

/// The directories of the runtimes that the build script fetched for this build.
///
/// They need not exist any more, nor on this machine.
pub fn build_time_dirs() -> Vec<PathBuf> {
    let list = option_env!("LITERT_SYS_RUNTIME_DIRS").unwrap_or_default();
    env::split_paths(list)
        .filter(|dir| !dir.as_os_str().is_empty())
        .collect()
}

/// The directory of the libraries that the build script built (feature `source`).
///
/// It need not exist any more, nor on this machine.
pub fn built_dir() -> Option<PathBuf> {
    option_env!("LITERT_SYS_BUILT_DIR")
        .filter(|dir| !dir.is_empty())
        .map(PathBuf::from)
}

/// Why the build script fetched less than it was asked for, and what to do; `None` if all is there.
pub fn fetch_note() -> Option<&'static str> {
    option_env!("LITERT_SYS_FETCH_NOTE").filter(|note| !note.is_empty())
}
