//! Looks for the files to link with.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::names::{self, Wanted};
use super::symbols::{self, Symbols};
use super::{Linked, core};
use crate::env::Linking;
use crate::family::Family;

/// Archives that a folder of TensorFlow Lite's static libraries has at least one of.
const ARCHIVES: [&str; 2] = ["libtensorflowlite_c.a", "libtensorflow-lite.a"];

/// Where to look, and for what.
pub(crate) struct Finder<'a> {
    linking: &'a Linking,
    fetched: &'a [PathBuf],
    wanted: BTreeMap<&'static str, Wanted>,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(linking: &'a Linking, fetched: &'a [PathBuf]) -> Self {
        Self {
            linking,
            fetched,
            wanted: names::wanted(),
        }
    }

    /// The shared library that serves `family`: what `LITERT_LIBRARY_PATH` names, else of the
    /// runtimes that this build fetched the one with the preferred file name.
    pub(crate) fn shared(&self, family: Family, feature: &str) -> Result<Linked, String> {
        let mut rejected = Vec::new();
        for path in self.shared_candidates(family) {
            let symbols = match self.read(&path) {
                Ok(symbols) => symbols,
                Err(why) => {
                    rejected.push(format!("{}: {why}", path.display()));
                    continue;
                }
            };
            let library = Linked {
                files: vec![path],
                is_static: false,
                soname: symbols.soname,
                symbols: symbols.defined,
            };
            if library.carries(family) {
                return Ok(library);
            }
            let file = list(&library.files);
            rejected.push(format!("{file}: it has none of the {family}* functions"));
        }
        Err(format!(
            "{feature}: there is no library with the {family}* functions to link with. Looked at:\n\
             {}What to do: set LITERT_LIBRARY_PATH to the library or its folder, or let this build \
             fetch one (features {}), or leave {feature} out: the library is then loaded when the \
             program runs",
            lines(&rejected),
            family.fetched_by()
        ))
    }

    fn shared_candidates(&self, family: Family) -> Vec<PathBuf> {
        let mut candidates = Vec::new();
        for path in &self.linking.library_path {
            if path.is_dir() {
                let files = family.file_names().iter().map(|name| path.join(name));
                candidates.extend(files.filter(|file| file.exists()));
            } else if !is_archive(path) {
                candidates.push(path.clone());
            }
        }
        for name in family.file_names() {
            let files = self.fetched.iter().map(|folder| folder.join(name));
            candidates.extend(files.filter(|file| file.exists()));
        }
        candidates
    }

    /// The archives that `LITERT_LIBRARY_PATH` names. All of them: a static TensorFlow Lite comes as
    /// a few dozen.
    pub(crate) fn archives(&self, family: Family) -> Result<Linked, String> {
        let mut files = Vec::new();
        for path in &self.linking.library_path {
            if is_archive(path) {
                files.push(path.clone());
            } else if ARCHIVES.iter().any(|name| path.join(name).exists()) {
                let entries = fs::read_dir(path).map_err(|e| format!("{}: {e}", path.display()))?;
                let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
                let mut all: Vec<_> = paths.filter(|path| is_archive(path)).collect();
                all.sort();
                files.extend(all);
            }
        }
        let mut library = Linked {
            files: Vec::new(),
            is_static: true,
            soname: None,
            symbols: BTreeMap::new(),
        };
        for file in files {
            let read = self.read(&file);
            let symbols = read.map_err(|why| format!("{}: {why}", file.display()))?;
            library.symbols.extend(symbols.defined);
            library.files.push(file);
        }
        if library.carries(family) {
            return Ok(library);
        }
        let looked: Vec<_> = library
            .files
            .iter()
            .map(|f| f.display().to_string())
            .collect();
        Err(format!(
            "link-tflite-static: no archive has the {family}* functions ({} and others). Looked \
             at:\n{}What to do: set LITERT_LIBRARY_PATH to the folder of a static build of \
             TensorFlow Lite ({}) and its dependencies, or to a list of all archives. There is no \
             official static library; link-tflite links a shared one",
            core(family).next().unwrap_or_default(),
            lines(&looked),
            ARCHIVES.join(" or "),
        ))
    }

    fn read(&self, path: &Path) -> Result<Symbols, String> {
        let symbols = symbols::read(path, &|name| self.wanted.contains_key(name))?;
        let target = self.linking.target_arch.as_str();
        let found = &symbols.architectures;
        if !found.is_empty() && !found.contains(&target) {
            let found = found.join(", ");
            return Err(format!("it is for {found}, and this build is for {target}"));
        }
        Ok(symbols)
    }
}

fn is_archive(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "a")
}

fn lines(entries: &[String]) -> String {
    if entries.is_empty() {
        return "  - nothing: no file was named or fetched\n".to_owned();
    }
    entries
        .iter()
        .map(|entry| format!("  - {entry}\n"))
        .collect()
}

/// The files of a library in one line.
pub(crate) fn list(files: &[PathBuf]) -> String {
    let files: Vec<_> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    files.join(" + ")
}
