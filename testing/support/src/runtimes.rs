//! The pinned runtimes, also those that no build fetches: older versions, and the community build.

use std::env;
use std::path::{Path, PathBuf};

use litert::sys::{cache, pins};

// The build script's own code. It is no library, so its files are compiled into this one.
#[allow(dead_code, unreachable_pub, reason = "the build script uses the rest")]
#[path = "../../../litert-sys/build/fetch/mod.rs"]
mod fetch;
#[allow(dead_code, reason = "the build script uses the rest")]
#[path = "../../../litert-sys/build/layout.rs"]
mod layout;
#[path = "../../../litert-sys/build/manifest.rs"]
mod manifest;

/// The folder that holds a pinned runtime: from the cache, which it is put into where it is not
/// there yet.
///
/// # Errors
///
/// Why it cannot be had.
pub fn folder(name: &str, version: &str) -> Result<PathBuf, String> {
    let pinned = pins::PINNED
        .iter()
        .chain(pins::PINNED_EXTRA)
        .find(|pinned| pinned.name == name && pinned.version == version)
        .ok_or_else(|| format!("no package has {name} {version} for {}", pins::TARGET))?;
    let mut root = cache::default_cache_dir().ok_or("there is no folder to keep runtimes in")?;
    let folder = cache::dir_of(&root, pinned);
    if cache::is_complete(&folder, pinned) {
        return Ok(folder);
    }
    if pins::PINNED.contains(pinned) {
        // Programs load what lies in the cache, and running tests must not change what that is.
        root.push("tests");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../litert-sys/runtimes.toml");
    let runtimes = manifest::read(&path).map_err(|error| error.to_string())?;
    let runtime = runtimes
        .iter()
        .find(|runtime| runtime.name == name && runtime.version == version)
        .ok_or_else(|| format!("{name} {version} is not pinned"))?;
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    let offline = set("LITERT_OFFLINE").filter(|value| value != "0");
    let request = fetch::Request {
        runtime,
        target: pins::TARGET,
        cache: Some(&root),
        python: fetch::Choice {
            only: set("LITERT_PYTHON"),
            first: set("PYTHON"),
        },
        limits: fetch::Limits::default(),
        offline: offline.map(|_| "LITERT_OFFLINE is set".to_owned()),
    };
    fetch::fetch(&request)
        .map(|fetched| fetched.dir)
        .map_err(|error| error.to_string())
}
