//! Looking for libraries, and a trace of where.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cache::{self, BuildDirs};
use crate::error::{AbiError, LoadError};
use crate::family::Family;
use crate::library::Library;
use crate::linked;
use crate::source::SymbolSource;
use crate::trust;

/// The environment variable that names libraries or folders to look in first.
pub const LIBRARY_PATH_VARIABLE: &str = "LITERT_LIBRARY_PATH";

/// Kinds of places that are looked at, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// A path given in code. The search never goes on behind it.
    Explicit,
    /// `LITERT_LIBRARY_PATH`: a list of files and folders, by absolute paths.
    Environment,
    /// The program was linked with it (features `link-…`). The search never goes on behind a library
    /// that carries the family.
    Linked,
    /// Next to the executable, and `../lib` from there.
    Executable,
    /// The library that the feature `source` built from an upstream checkout.
    Built,
    /// A pinned runtime in the cache, as the feature `download` leaves it.
    Cache,
    /// Wherever the system's loader looks.
    System,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Place::Explicit => "given in code",
            Place::Environment => LIBRARY_PATH_VARIABLE,
            Place::Linked => "linked with the program",
            Place::Executable => "next to the executable",
            Place::Built => "built from source",
            Place::Cache => "pinned runtime",
            Place::System => "system",
        })
    }
}

/// The outcome of looking at one path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It was loaded and serves the family.
    Loaded,
    /// There is no such file.
    Missing,
    /// It is there and was not taken; the text says why.
    Rejected(String),
}

/// One path that was looked at for one family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// For which family.
    pub family: Family,
    /// In which kind of place.
    pub place: Place,
    /// Which path, or bare file name.
    pub path: PathBuf,
    /// The outcome.
    pub outcome: Outcome,
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Attempt {
            family,
            place,
            path,
            outcome,
        } = self;
        write!(f, "[{family}] {place}: {}: ", path.display())?;
        match outcome {
            Outcome::Loaded => f.write_str("loaded"),
            Outcome::Missing => f.write_str("no such file"),
            Outcome::Rejected(reason) => write!(f, "rejected, {reason}"),
        }
    }
}

/// Everything that was looked at, in order.
///
/// `Display` prints one line per attempt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// The paths, in the order in which they were tried.
    pub attempts: Vec<Attempt>,
    /// Remarks on places that could not be looked at, and why.
    pub notes: Vec<String>,
}

impl LoadReport {
    /// Appends what `other` has.
    pub fn merge(&mut self, other: &LoadReport) {
        self.attempts.extend_from_slice(&other.attempts);
        for note in &other.notes {
            self.note(note.clone());
        }
    }

    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

impl fmt::Display for LoadReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for attempt in &self.attempts {
            writeln!(f, "  - {attempt}")?;
        }
        for note in &self.notes {
            writeln!(f, "  - note: {note}")?;
        }
        Ok(())
    }
}

/// Where to look. The default looks at every place of [`Place`] but the first.
#[derive(Clone, Debug, Default)]
pub struct Search {
    explicit: Vec<PathBuf>,
}

/// Whether the search goes on behind a place.
enum Verdict<T> {
    Found(T),
    GoOn,
    /// The user named this path and it cannot be used: looking further would hide the mistake.
    Stop,
}

impl Search {
    /// A search at the usual places.
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks only at `path` (a library file, or a folder that holds one) and at no usual place.
    ///
    /// May be called again to name a library for another family.
    ///
    /// # Safety
    /// Loading a library runs its initialisers and calls into it. The caller vouches for the file.
    pub unsafe fn library(mut self, path: impl Into<PathBuf>) -> Self {
        self.explicit.push(path.into());
        self
    }

    /// Looks for a library that serves `family`, binds it with `bind`, and notes every step.
    ///
    /// `bind` says why a library that could be opened is of no use.
    ///
    /// # Errors
    /// A [`LoadError`] with everything that was looked at.
    pub fn find<T>(
        &self,
        family: Family,
        report: &mut LoadReport,
        bind: impl Fn(Arc<dyn SymbolSource>) -> Result<T, AbiError>,
    ) -> Result<T, LoadError> {
        let first = report.attempts.len();
        let mut walk = Walk {
            family,
            report: &mut *report,
            bind: &bind,
        };
        match walk.all_places(&self.explicit) {
            Some(found) => Ok(found),
            None => {
                if self.explicit.is_empty() {
                    if let Some(note) = cache::fetch_note() {
                        report.note(note.to_owned());
                    }
                }
                let report = LoadReport {
                    attempts: report.attempts[first..].to_vec(),
                    notes: report.notes.clone(),
                };
                Err(LoadError {
                    families: vec![family],
                    report,
                })
            }
        }
    }
}

/// One walk over the places on behalf of one family.
struct Walk<'a, B> {
    family: Family,
    report: &'a mut LoadReport,
    bind: &'a B,
}

impl<T, B> Walk<'_, B>
where
    B: Fn(Arc<dyn SymbolSource>) -> Result<T, AbiError>,
{
    fn all_places(&mut self, explicit: &[PathBuf]) -> Option<T> {
        if !explicit.is_empty() {
            return match self.named(Place::Explicit, explicit) {
                Verdict::Found(found) => Some(found),
                Verdict::GoOn | Verdict::Stop => None,
            };
        }
        if let Some(list) = env::var_os(LIBRARY_PATH_VARIABLE) {
            // An empty entry would mean the working directory; nothing is loaded from there.
            // Nor is an archive: it was named for the build, to link the program with.
            let archive = |path: &PathBuf| path.extension().is_some_and(|it| it == "a");
            let entries: Vec<_> = env::split_paths(&list)
                .filter(|path| !path.as_os_str().is_empty() && !archive(path))
                .collect();
            match self.named(Place::Environment, &entries) {
                Verdict::Found(found) => return Some(found),
                Verdict::Stop => return None,
                Verdict::GoOn => {}
            }
        }
        for library in linked::libraries() {
            match self.bound(Place::Linked, &library.path(), Ok(Arc::new(library))) {
                Verdict::Found(found) => return Some(found),
                Verdict::Stop => return None,
                Verdict::GoOn => {}
            }
        }
        for folder in executable_folders() {
            if let Some(found) = self.folder(Place::Executable, &folder) {
                return Some(found);
            }
        }
        let dirs = BuildDirs::read();
        if let Some(distrust) = &dirs.distrust {
            self.report.note(format!(
                "the libraries of the build are not looked for: {distrust}"
            ));
        }
        if let Some(folder) = &dirs.built {
            if let Some(found) = self.folder(Place::Built, folder) {
                return Some(found);
            }
        }
        for folder in cache_folders(dirs.fetched) {
            if let Some(found) = self.folder(Place::Cache, &folder) {
                return Some(found);
            }
        }
        self.family
            .file_names()
            .iter()
            .find_map(|name| self.system(name))
    }

    /// Paths that the user named: each must be usable, and what it lacks is looked for further on.
    fn named(&mut self, place: Place, paths: &[PathBuf]) -> Verdict<T> {
        let mut verdict = Verdict::GoOn;
        for path in paths {
            // Which file that is would depend on where the program is started.
            if place == Place::Environment && path.is_relative() {
                let reason = "it is a relative path; name it with an absolute one".to_owned();
                self.note(place, path, Outcome::Rejected(reason));
                verdict = Verdict::Stop;
                continue;
            }
            if path.is_dir() {
                if let Some(found) = self.folder(place, path) {
                    return Verdict::Found(found);
                }
                continue;
            }
            match self.file(place, path) {
                Verdict::Found(found) => return Verdict::Found(found),
                Verdict::GoOn => {}
                Verdict::Stop => verdict = Verdict::Stop,
            }
        }
        verdict
    }

    /// Tries the known file names in a folder; files that are not there are noted only if none is.
    fn folder(&mut self, place: Place, folder: &Path) -> Option<T> {
        self.family.file_names().iter().find_map(|name| {
            match self.file(place, &folder.join(name)) {
                Verdict::Found(found) => Some(found),
                Verdict::GoOn | Verdict::Stop => None,
            }
        })
    }

    fn file(&mut self, place: Place, path: &Path) -> Verdict<T> {
        if !path.exists() {
            self.note(place, path, Outcome::Missing);
            return Verdict::Stop;
        }
        // A path in code is the caller's word.
        let distrust = (place != Place::Explicit).then(|| trust::distrusted(path));
        if let Some(distrust) = distrust.flatten() {
            self.note(place, path, Outcome::Rejected(distrust.to_string()));
            return Verdict::Stop;
        }
        // SAFETY: the path was named by the user in code or in the environment, lies beside the
        // program itself, or is a pinned file whose hash was checked when it was fetched. But for the
        // first, no other user could have put it there.
        let opened = unsafe { Library::open(path) };
        self.bound(place, path, opened.map(|library| Arc::new(library) as _))
    }

    fn system(&mut self, name: &str) -> Option<T> {
        // SAFETY: the system's loader looks in the folders that whoever administers the machine chose,
        // and before them in those of `LD_LIBRARY_PATH`, which is the choice of whoever starts the
        // program: they could as well have it load anything with `LD_PRELOAD`.
        let opened = unsafe { Library::open_system(name) };
        let opened = opened.map(|library| Arc::new(library) as _);
        match self.bound(Place::System, Path::new(name), opened) {
            Verdict::Found(found) => Some(found),
            Verdict::GoOn | Verdict::Stop => None,
        }
    }

    fn bound(
        &mut self,
        place: Place,
        path: &Path,
        opened: Result<Arc<dyn SymbolSource>, String>,
    ) -> Verdict<T> {
        let library = match opened {
            Ok(library) => library,
            Err(reason) => {
                self.note(place, path, Outcome::Rejected(reason));
                return Verdict::Stop;
            }
        };
        match (self.bind)(Arc::clone(&library)) {
            Ok(bound) => {
                self.note(place, path, Outcome::Loaded);
                Verdict::Found(bound)
            }
            Err(error) => {
                let useless = !Family::ALL.iter().any(|family| library.has(family.mark()));
                let language_models = matches!(error, AbiError::LanguageModelsOnly { .. });
                let useless = useless && !language_models;
                let lacking = matches!(error, AbiError::NotInLibrary { .. }) || language_models;
                let other_family = lacking && !useless;
                let reason = if useless {
                    format!("it is not a LiteRT or TensorFlow Lite library: {error}")
                } else {
                    error.to_string()
                };
                self.note(place, path, Outcome::Rejected(reason));
                if other_family {
                    Verdict::GoOn
                } else {
                    Verdict::Stop
                }
            }
        }
    }

    fn note(&mut self, place: Place, path: &Path, outcome: Outcome) {
        let attempt = Attempt {
            family: self.family,
            place,
            path: path.to_owned(),
            outcome,
        };
        self.report.attempts.push(attempt);
    }
}

/// The folder of the executable, and `../lib` seen from there.
fn executable_folders() -> Vec<PathBuf> {
    let Some(folder) = env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(Path::to_owned))
    else {
        return Vec::new();
    };
    let lib = folder.parent().map(|parent| parent.join("lib"));
    std::iter::once(folder).chain(lib).collect()
}

/// Folders of the pinned runtimes: those in the cache as the environment names it now, then those
/// that the build fetched, which may lie in another cache.
fn cache_folders(fetched: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    if let Some(cache) = cache::default_cache_dir() {
        let installed = cache::installed(&cache).into_iter();
        folders.extend(installed.map(|runtime| runtime.dir));
    }
    for folder in fetched {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}
