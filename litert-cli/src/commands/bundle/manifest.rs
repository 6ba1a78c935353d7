//! What `manifest.json` says.

use std::collections::BTreeMap;

use serde::Serialize;

/// The description of a bundle that lies in it.
#[derive(Debug, Serialize)]
pub(super) struct Manifest {
    /// The version of this description.
    pub(super) format: u32,
    /// The Rust target triple that the program was built for.
    pub(super) target: String,
    /// The program, seen from the folder of the bundle.
    pub(super) start: String,
    /// The oldest versions of the system's libraries that everything in it starts with: `GLIBC`,
    /// and `GLIBCXX` and `CXXABI` for the C++ library.
    pub(super) needs: BTreeMap<String, String>,
    /// The packages that libraries were taken from.
    pub(super) runtimes: Vec<Package>,
    /// Everything but this file and the list of checksums.
    pub(super) files: Vec<Entry>,
}

/// A package that libraries were taken from.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Package {
    pub(super) package: String,
    pub(super) version: String,
    /// Whether it is a build of the community, not an official one.
    pub(super) community: bool,
}

/// A file of a bundle.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    /// Seen from the folder of the bundle, with slashes.
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
    /// Where it comes from: a package and its version, or the name of a file.
    pub(super) from: String,
}
