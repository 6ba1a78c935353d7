//! Messages of the build script to cargo. Warnings are one line and end in a remedy.

use std::path::Path;

/// Prints a warning. Cargo shows one line per directive, so line breaks are folded.
pub(crate) fn warning(text: &str) {
    println!("cargo::warning={}", one_line(text));
}

/// Sets a variable that the crate reads with `option_env!`. The value has no line breaks.
pub(crate) fn rustc_env(name: &str, value: &str) {
    println!("cargo::rustc-env={name}={value}");
}

/// Sets `DEP_LITERT_<KEY>` for the build scripts of dependents. The value has no line breaks.
pub(crate) fn metadata(key: &str, value: &str) {
    println!("cargo::metadata={key}={value}");
}

/// Runs the build script again when a file changes, or as long as it does not exist.
pub(crate) fn rerun_if_changed(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

/// Runs the build script again when an environment variable changes.
pub(crate) fn rerun_if_env_changed(name: &str) {
    println!("cargo::rerun-if-env-changed={name}");
}

/// Adds a folder in which the linker looks for libraries.
#[cfg(feature = "_link")]
pub(crate) fn link_search(folder: &Path) {
    println!("cargo::rustc-link-search=native={}", folder.display());
}

/// Links whatever depends on this crate with a library; `kind` is `dylib` or `static`.
#[cfg(feature = "_link")]
pub(crate) fn link_library(kind: &str, name: &str) {
    println!("cargo::rustc-link-lib={kind}={name}");
}

/// `text` without line breaks and other control characters, which would end the directive.
pub(crate) fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
