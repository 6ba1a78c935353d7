//! The official runtimes this crate is pinned to, for the target it was built for.
//!
//! Written by the build script from `runtimes.toml`; nothing is parsed at run time. The lists are
//! empty for a target that no package serves.

/// One file of a pinned runtime, as it lies in the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PinnedFile {
    /// File name inside the runtime's directory, e.g. `libLiteRt.so`.
    pub name: &'static str,
    /// Exact size in bytes.
    pub size: u64,
    /// SHA-256 of the content, 64 lower-case hexadecimal digits.
    pub sha256: &'static str,
}

/// One pinned runtime: a Python package at one version and the files taken from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PinnedRuntime {
    /// Short name: `litert`, `lm` or `tflite-community`.
    pub name: &'static str,
    /// The Python package the files come from, e.g. `ai-edge-litert`.
    pub package: &'static str,
    /// The package's version, e.g. `2.3.0`.
    pub version: &'static str,
    /// True if the package is a community build, not an official one.
    pub community: bool,
    /// Directory name inside the cache: `<name>-<version>`.
    pub dir_name: &'static str,
    /// The files of the runtime; the library to load comes first.
    pub files: &'static [PinnedFile],
}

include!(concat!(env!("OUT_DIR"), "/pins.rs"));
