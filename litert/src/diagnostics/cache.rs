//! Fetched runtimes.

use std::path::PathBuf;

use litert_sys::{cache, pins};

use super::Finding;

/// The folder that runtimes are fetched to, and those pinned for this platform.
///
/// ```
/// let cache = litert::diagnostics::Diagnostics::collect().cache;
/// println!("{:?} has {} runtimes", cache.dir, cache.runtimes.len());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CacheReport {
    /// The folder; `None` if there is no home and no absolute `LITERT_CACHE_DIR`.
    pub dir: Option<PathBuf>,
    /// The pinned runtimes, the preferred ones first. Empty for a platform that no package serves.
    pub runtimes: Vec<CachedRuntime>,
    /// The runtimes that the build of this program could not fetch, and why.
    pub fetch_note: Option<&'static str>,
}

/// A pinned runtime.
///
/// ```
/// for runtime in litert::diagnostics::Diagnostics::collect().cache.runtimes {
///     println!("{} {} in {}: {:?}", runtime.name, runtime.version, runtime.dir.display(), runtime.state);
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CachedRuntime {
    /// Its name, such as `litert`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The folder that it belongs in.
    pub dir: PathBuf,
    /// Whether it is there.
    pub state: RuntimeState,
}

/// Whether a pinned runtime is there.
///
/// ```
/// use litert::diagnostics::{Diagnostics, RuntimeState};
///
/// let runtimes = Diagnostics::collect().cache.runtimes;
/// let there = runtimes.iter().filter(|it| it.state == RuntimeState::Complete);
/// println!("{} of {}", there.count(), runtimes.len());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuntimeState {
    /// All files, with their sizes. Their content was verified when they were fetched.
    Complete,
    /// Some files, or other ones.
    Damaged,
    /// Nothing.
    Missing,
}

impl CacheReport {
    pub(super) fn collect(findings: &mut Vec<Finding>) -> Self {
        let dir = cache::default_cache_dir();
        let mut runtimes = Vec::new();
        for pinned in dir.iter().flat_map(|_| pins::PINNED) {
            let dir = dir
                .as_deref()
                .map(|dir| cache::dir_of(dir, pinned))
                .unwrap_or_default();
            let state = match (dir.exists(), cache::is_complete(&dir, pinned)) {
                (_, true) => RuntimeState::Complete,
                (true, false) => RuntimeState::Damaged,
                (false, false) => RuntimeState::Missing,
            };
            if state == RuntimeState::Damaged {
                findings.push(Finding::problem(
                    format!("the fetched runtime {} is damaged", dir.display()),
                    format!("run `litert runtime fetch {}`", pinned.name),
                ));
            }
            runtimes.push(CachedRuntime {
                name: pinned.name,
                version: pinned.version,
                dir,
                state,
            });
        }
        if dir.is_none() {
            findings.push(Finding::note(
                "there is no folder to keep fetched runtimes in",
                "set LITERT_CACHE_DIR to an absolute path",
            ));
        }
        Self {
            dir,
            runtimes,
            fetch_note: cache::fetch_note(),
        }
    }
}
