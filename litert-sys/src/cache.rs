//! Where fetched runtimes lie, seen at run time.
//!
//! Layout: `<cache>/<runtime>-<version>/<target>/<files>`, see [`crate::pins`]. The build script
//! fills it (features `download…`), and verifies every file by its SHA-256 before it gets there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::pins::{self, PinnedRuntime};
use crate::trust::{self, Distrust};

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

/// True if `dir` holds what is pinned, judged by the stamp and the files' sizes.
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

/// Where builds left word of their libraries: in the folder of the program, or above it for the
/// programs that cargo puts into `deps` and `examples`. `None` if it is not there, and the reason if
/// others could have written it.
fn record() -> Option<Result<String, Distrust>> {
    let program = env::current_exe().ok()?;
    let folder = program.parent()?;
    let inner = folder.ends_with("deps") || folder.ends_with("examples");
    let folder = if inner { folder.parent()? } else { folder };
    let path = folder.join(layout::RECORD);
    let text = fs::read_to_string(&path).ok()?;
    Some(trust::distrusted(&path).map_or(Ok(text), Err))
}

/// The directories of the libraries that this program's build made or fetched; they need not exist any
/// more. Empty but for a program that lies where cargo put it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildDirs {
    /// That of the libraries which the feature `source` built.
    pub built: Option<PathBuf>,
    /// Those of the fetched runtimes.
    pub fetched: Vec<PathBuf>,
    /// Why the word that the build left is not believed.
    pub distrust: Option<Distrust>,
}

impl BuildDirs {
    /// The runtimes that the build recorded.
    pub fn read() -> Self {
        let build = option_env!("LITERT_SYS_BUILD").unwrap_or_default();
        match record() {
            None => Self::default(),
            Some(Err(distrust)) => Self {
                distrust: Some(distrust),
                ..Self::default()
            },
            Some(Ok(text)) => {
                let dirs = |kind| layout::recorded(&text, build, kind).map(Path::to_owned);
                Self {
                    built: dirs(layout::BUILT).next(),
                    fetched: dirs(layout::FETCHED).collect(),
                    distrust: None,
                }
            }
        }
    }
}

/// Why the build script fetched less than it was asked for, and what to do; `None` if all is there.
pub fn fetch_note() -> Option<&'static str> {
    option_env!("LITERT_SYS_FETCH_NOTE").filter(|note| !note.is_empty())
}
