//! Runtimes by name.

use anyhow::{Result, bail};
use litert_sys::fetch::{Runtime, runtimes};

/// The runtimes that are named, each `NAME` or `NAME@VERSION`; without names, those that are
/// official.
pub(super) fn named(names: &[String]) -> Result<Vec<Runtime>> {
    if names.is_empty() {
        return Ok(runtimes().into_iter().filter(Runtime::is_default).collect());
    }
    names.iter().map(|name| one(name)).collect()
}

/// The runtime of this name.
pub(super) fn one(name: &str) -> Result<Runtime> {
    let (wanted, version) = match name.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (name, None),
    };
    let fits = |runtime: &Runtime| {
        runtime.name() == wanted
            && version.map_or(runtime.is_pinned(), |it| it == runtime.version())
    };
    if let Some(found) = runtimes().into_iter().find(fits) {
        return Ok(found);
    }
    let all: Vec<String> = runtimes().iter().map(full_name).collect();
    bail!("there is no runtime '{name}'; there are {}", all.join(", "))
}

/// `litert@2.3.0`
pub(super) fn full_name(runtime: &Runtime) -> String {
    format!("{}@{}", runtime.name(), runtime.version())
}
