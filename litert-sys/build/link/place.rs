//! Puts the libraries where linker and programs find them, and tells cargo.
//!
//! Shared libraries get links in a folder of this build's. Cargo adds that folder to the loader's
//! path of everything it runs (`cargo run`, `cargo test`), because it lies in the target directory.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Linked, find};
use crate::env::{Build, Linking};
use crate::family::Family;
use crate::message;

/// The folder in the output directory.
const FOLDER: &str = "lib";

pub(crate) fn all(build: &Build, linking: &Linking, libraries: &[Linked]) -> Result<(), String> {
    let folder = build.out_dir.join(FOLDER);
    let failed = |error| format!("{}: {error}", folder.display());
    // Links of an earlier run may point to another library.
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    for library in libraries {
        for file in &library.files {
            message::rerun_if_changed(file);
        }
        if library.is_static {
            archives(linking, library)?;
            continue;
        }
        let [file] = &library.files[..] else {
            continue;
        };
        let name = shared(&folder, file, library).map_err(failed)?;
        for family in Family::ALL
            .into_iter()
            .filter(|family| library.carries(*family))
        {
            let key = format!("{}_library", family.module());
            message::metadata(&key, &folder.join(&name).display().to_string());
        }
    }
    message::metadata("lib_dir", &folder.display().to_string());
    Ok(())
}

/// Links to the library, by the name that the linker is given and by the one that programs ask for,
/// and to the accelerators that lie beside it. Returns the first name.
fn shared(folder: &Path, file: &Path, library: &Linked) -> std::io::Result<String> {
    let file = fs::canonicalize(file)?;
    let own = file.file_name().unwrap_or_default().to_string_lossy();
    let known = Family::ALL
        .iter()
        .filter(|family| library.carries(**family))
        .flat_map(|family| family.file_names());
    let known: Vec<&str> = known.copied().collect();
    let name = if known.contains(&&*own) {
        own.into_owned()
    } else {
        known.first().copied().unwrap_or_default().to_owned()
    };
    link(&file, &folder.join(&name))?;
    if let Some(soname) = &library.soname {
        link(&file, &folder.join(soname))?;
    }
    let beside = file.parent().map(fs::read_dir).transpose()?;
    for entry in beside.into_iter().flatten().flatten() {
        let other = entry.file_name();
        if other.to_string_lossy().starts_with("libLiteRt") && library.carries(Family::LiteRt) {
            link(&entry.path(), &folder.join(&other))?;
        }
    }
    let stem = name.strip_prefix("lib").unwrap_or(&name);
    let stem = stem.split('.').next().unwrap_or_default();
    message::link_search(folder);
    message::link_library("dylib", stem);
    Ok(name)
}

fn link(file: &Path, at: &Path) -> std::io::Result<()> {
    if at.symlink_metadata().is_ok() {
        return Ok(());
    }
    #[cfg(unix)]
    return std::os::unix::fs::symlink(file, at);
    #[cfg(not(unix))]
    return fs::copy(file, at).map(drop);
}

/// Archives become part of the crate's own, with the C++ runtime behind them.
fn archives(linking: &Linking, library: &Linked) -> Result<(), String> {
    for file in &library.files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let Some(name) = name.strip_prefix("lib") else {
            let file = find::list(&library.files);
            return Err(format!("{file}: the name of an archive begins with 'lib'"));
        };
        let folder: PathBuf = std::path::absolute(file)
            .ok()
            .and_then(|file| file.parent().map(Path::to_owned))
            .unwrap_or_default();
        message::link_search(&folder);
        message::link_library("static", name);
    }
    let usual = if linking.target_os == "macos" {
        "c++"
    } else {
        "stdc++"
    };
    let cxx = linking.cxx_library.as_deref().unwrap_or(usual);
    for name in [cxx, "m", "dl", "pthread"] {
        if !name.is_empty() {
            message::link_library("dylib", name);
        }
    }
    Ok(())
}
