//! The native library.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use litert_sys::lm::LiteRtLmLogSeverity;
use litert_sys::{Family, LmApi, LoadError, LoadReport, Search, SymbolSource};

use crate::error::Result;
use crate::native::Native;

/// The LiteRT-LM library, found and resolved.
///
/// Most programs never name it: [`Engine::new`](crate::Engine::new) uses [`Library::shared`]. It is
/// looked for at the places where the crate `litert` looks for its libraries: a path given in code,
/// `LITERT_LIBRARY_PATH`, next to the executable, the pinned package in the cache, and the system's
/// own places.
#[derive(Clone)]
pub struct Library(pub(crate) Arc<Native>);

/// What the library writes to standard error about its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LogLevel {
    /// Everything.
    Verbose,
    /// What happens.
    Info,
    /// What looks wrong.
    Warning,
    /// What went wrong.
    Error,
    /// Nothing. Errors are returned in any case.
    Silent,
}

impl Library {
    /// The library that the whole process shares, loaded when it is first asked for.
    ///
    /// # Errors
    /// [`Error::Load`](crate::Error::Load) with every place that was looked at, and what to do. A
    /// failure is not remembered.
    pub fn shared() -> Result<Self> {
        static SHARED: Mutex<Option<Library>> = Mutex::new(None);
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(library) = &*shared {
            return Ok(library.clone());
        }
        Ok(shared.insert(Self::search(&Search::new())?).clone())
    }

    /// Uses the library at `path` (a file, or a folder that holds one) and looks nowhere else.
    ///
    /// # Errors
    /// [`Error::Load`](crate::Error::Load) if it cannot be loaded or is of another generation.
    ///
    /// # Safety
    /// Loading a library runs its initialisers, and everything in this crate then trusts its
    /// functions to be what their names say. The caller vouches for the file.
    pub unsafe fn from_path(path: impl Into<PathBuf>) -> Result<Self> {
        // SAFETY: passed on to the caller.
        Self::search(&unsafe { Search::new().library(path) })
    }

    /// Uses symbols from `source`, for instance a fake library in tests.
    ///
    /// # Errors
    /// [`Error::Load`](crate::Error::Load) if the source has no language models, or is of another
    /// generation.
    pub fn from_source(source: Arc<dyn SymbolSource>) -> Result<Self> {
        let described = source.describe();
        let api = LmApi::resolve(source).map_err(|error| {
            let mut report = LoadReport::default();
            report
                .notes
                .push(format!("[{}] {described}: {error}", Family::Lm));
            LoadError {
                families: vec![Family::Lm],
                report,
            }
        })?;
        Ok(Self::of(api))
    }

    fn search(search: &Search) -> Result<Self> {
        let mut report = LoadReport::default();
        let found = search.find(Family::Lm, &mut report, LmApi::resolve);
        for attempt in &report.attempts {
            log::debug!(target: "litert_lm::load", "{attempt}");
        }
        Ok(Self::of(found?))
    }

    fn of(api: LmApi) -> Self {
        let library = Self(Arc::new(Native::new(api)));
        library.set_log_level(LogLevel::Silent);
        library
    }

    /// Where it was found.
    pub fn path(&self) -> String {
        self.0.api.source.describe()
    }

    /// Which releases it may be of.
    pub fn version(&self) -> String {
        self.0.api.version.to_string()
    }

    /// What the library writes to standard error; nothing, unless this is called. It holds for the
    /// whole process.
    pub fn set_log_level(&self, level: LogLevel) {
        let level = match level {
            LogLevel::Verbose => LiteRtLmLogSeverity::kLiteRtLmLogSeverityVerbose,
            LogLevel::Info => LiteRtLmLogSeverity::kLiteRtLmLogSeverityInfo,
            LogLevel::Warning => LiteRtLmLogSeverity::kLiteRtLmLogSeverityWarning,
            LogLevel::Error => LiteRtLmLogSeverity::kLiteRtLmLogSeverityError,
            LogLevel::Silent => LiteRtLmLogSeverity::kLiteRtLmLogSeveritySilent,
        };
        // SAFETY: a number for a switch inside the library.
        unsafe { (self.0.api.error.litert_lm_set_min_log_level)(level) };
    }
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Library").field(&self.path()).finish()
    }
}
