//! Where fetched runtimes lie, seen at run time.
//!
//! Layout: `<cache>/<runtime>-<version>/<target>/<files>`, see [`crate::pins`].

use std::path::{Path, PathBuf};

use crate::pins::PinnedRuntime;

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
/// `None` if neither is set (no home directory).
pub fn default_cache_dir() -> Option<PathBuf> {
    None
}

/// The pinned runtimes that are complete in `cache`, in order of preference.
///
/// Cheap: compares the stamp and the files' sizes, and hashes nothing.
pub fn installed(_cache: &Path) -> Vec<InstalledRuntime> {
    Vec::new()
}

/// The directories of the runtimes that the build script fetched for this build.
///
/// They need not exist any more, nor on this machine.
pub fn build_time_dirs() -> Vec<PathBuf> {
    Vec::new()
}

/// Why the build script fetched less than it was asked for, and what to do; `None` if all is there.
pub fn fetch_note() -> Option<&'static str> {
    None
}
