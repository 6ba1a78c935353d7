//! Link mode: finds the libraries that programs are linked with, tells cargo, and lists the symbols
//! that are to be had from them.
//!
//! Only symbols that a library defines get into the list, so a program names nothing that would
//! keep it from being linked, and an older library is found out here and not when the program runs.

mod find;
mod names;
mod place;
mod symbols;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::env::{Build, Linking};
use crate::family::Family;
pub(crate) use symbols::Kind;

/// A library that programs are linked with.
#[derive(Debug)]
pub(crate) struct Linked {
    /// The file; the archives, where it is static.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) is_static: bool,
    /// The name by which programs ask for it when they start.
    pub(crate) soname: Option<String>,
    /// The wanted symbols that it defines.
    pub(crate) symbols: BTreeMap<String, Kind>,
}

impl Linked {
    /// True if it has any of the functions without which `family` does not exist.
    pub(crate) fn carries(&self, family: Family) -> bool {
        let mut core = core(family);
        core.any(|name| self.symbols.contains_key(name))
    }
}

/// The names without which a library is of no use to `family`.
fn core(family: Family) -> impl Iterator<Item = &'static str> {
    let names = names::wanted().into_iter();
    names
        .filter(move |(_, wanted)| wanted.core && wanted.family == family)
        .map(|(name, _)| name)
}

/// Decides on the libraries and tells cargo about them. `fetched` are folders of this build's
/// runtimes. The error says what was looked at and what to do.
pub(crate) fn run(build: &Build, fetched: &[PathBuf]) -> Result<Vec<Linked>, String> {
    let linking = Linking::read();
    if linking.docs_rs {
        return Ok(Vec::new());
    }
    if linking.target_os != std::env::consts::OS || cfg!(windows) {
        return Err(format!(
            "the features link-litert, link-tflite and link-tflite-static work on Linux and macOS, \
             and for the system that the build runs on; for {} leave them out: the libraries are \
             then loaded when the program runs",
            linking.target_os
        ));
    }
    let finder = find::Finder::new(&linking, fetched);
    let mut libraries = Vec::new();
    if cfg!(feature = "link-tflite-static") {
        libraries.push(finder.archives(Family::TfLite)?);
    } else if cfg!(feature = "link-tflite") {
        libraries.push(finder.shared(Family::TfLite, "link-tflite")?);
    }
    // One library may carry both families; two that do would get in each other's way.
    let served = libraries
        .iter()
        .any(|library| library.carries(Family::LiteRt));
    if cfg!(feature = "link-litert") && !served {
        libraries.push(finder.shared(Family::LiteRt, "link-litert")?);
    }
    for library in &libraries {
        complete(library)?;
    }
    apart(&libraries)?;
    place::all(build, &linking, &libraries)?;
    Ok(libraries)
}

/// Refuses a library that carries a family without what the family needs.
fn complete(library: &Linked) -> Result<(), String> {
    for family in Family::ALL {
        if !library.carries(family) {
            continue;
        }
        let missing: Vec<_> = core(family)
            .filter(|name| !library.symbols.contains_key(*name))
            .collect();
        if !missing.is_empty() {
            return Err(format!(
                "{} cannot be linked: of the {family}* functions it lacks {}; take a newer one",
                find::list(&library.files),
                missing.join(", ")
            ));
        }
    }
    Ok(())
}

/// Refuses libraries that define the same names: whichever comes first would serve both.
fn apart(libraries: &[Linked]) -> Result<(), String> {
    if let [first, second] = libraries {
        if let Some(name) = first
            .symbols
            .keys()
            .find(|n| second.symbols.contains_key(*n))
        {
            return Err(format!(
                "{} and {} cannot be linked into one program, because both define {name} among \
                 others; link one library that carries both families, or two that each carry one",
                find::list(&first.files),
                find::list(&second.files),
            ));
        }
    }
    Ok(())
}
