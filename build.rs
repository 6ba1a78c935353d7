//! Says early that the examples and tests of this repository have no runtime to run with.
//!
//! `litert-sys` fetches the pinned runtimes while it is built, because of the feature `download`,
//! and tells us where they are. Without them everything still builds; but whoever then runs an
//! example should have read why it cannot work, and what to do, before it says so itself.

use std::env;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Both are what the answer depends on: the folders that `litert-sys` filled (`links` makes
    // cargo pass them on), and a library of the user's own, which needs no other.
    println!("cargo::rerun-if-env-changed=LITERT_LIBRARY_PATH");
    let own = env::var_os("LITERT_LIBRARY_PATH").is_some_and(|path| !path.is_empty());
    let fetched = env::var_os("DEP_LITERT_RUNTIME_DIRS").unwrap_or_default();
    let mut folders = env::split_paths(&fetched).filter(|folder| !folder.as_os_str().is_empty());
    if !own && !folders.any(|folder| Path::new(&folder).is_dir()) {
        println!(
            "cargo::warning=examples and tests of this repository have no LiteRT runtime; see the \
             warning of litert-sys above, or set LITERT_LIBRARY_PATH to a library that you have"
        );
    }
}
