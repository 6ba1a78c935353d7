//! Where the cache is, how it is laid out and how a complete runtime is told from a damaged one.
//!
//! Compiled twice: into the build script, which fills the cache, and into the crate, which looks
//! there at run time. Both must agree, so there is one text.
//!
//! Layout: `<cache>/<runtime>-<version>/<target>/<files>`, and beside the files a stamp, written
//! last, that says in full what was pinned when they were verified. The files' modification times
//! are set to a fixed moment after verification: a later write, however small, shows without hashing.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The stamp's file name.
pub(crate) const STAMP: &str = "litert-rs.stamp";

/// The file in the folder of a profile (`target/debug`) that says where the libraries lie that builds
/// made or fetched. It stands there so that programs which cargo runs find them, wherever the cache was
/// when they were built, and not in the programs, which go to other machines.
///
/// One line for a folder: the build that it is for, `built` or `fetched`, and the path, with tabs
/// between them.
pub(crate) const RECORD: &str = "litert-rs.runtimes";
/// A folder with libraries that the feature `source` built.
pub(crate) const BUILT: &str = "built";
/// A folder with a fetched runtime.
pub(crate) const FETCHED: &str = "fetched";

/// What the record says of one build, in order.
#[allow(dead_code, reason = "the build script only writes it")]
pub(crate) fn recorded<'a>(
    record: &'a str,
    build: &'a str,
    kind: &'a str,
) -> impl Iterator<Item = &'a Path> {
    record.lines().filter_map(move |line| {
        let mut fields = line.splitn(3, '\t');
        let same = fields.next() == Some(build) && fields.next() == Some(kind);
        let path = Path::new(fields.next()?);
        (same && path.is_absolute()).then_some(path)
    })
}

/// The expected size and hash of one file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected<'a> {
    pub(crate) name: &'a str,
    pub(crate) size: u64,
    pub(crate) sha256: &'a str,
}

/// How a runtime's directory looks without hashing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    /// Complete, and untouched since it was verified.
    Ready,
    /// Complete, but a file was written or copied since: its content is worth a hash.
    Touched,
    /// Not there.
    Missing,
    /// There, but not what is pinned; the text says what differs.
    Damaged(String),
}

/// The cache directory for what `variable` says of the environment.
///
/// `LITERT_CACHE_DIR` as it is, else `litert-rs` in the user's cache directory. Relative paths are
/// ignored: a build script and the program it built run in different directories.
pub(crate) fn cache_dir(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name: &str| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    if variable("LITERT_CACHE_DIR").is_some_and(|value| !value.is_empty()) {
        return path("LITERT_CACHE_DIR");
    }
    let user = if cfg!(windows) {
        path("LOCALAPPDATA")
    } else if cfg!(target_vendor = "apple") {
        path("HOME").map(|home| home.join("Library").join("Caches"))
    } else {
        path("XDG_CACHE_HOME").or_else(|| path("HOME").map(|home| home.join(".cache")))
    };
    user.map(|dir| dir.join("litert-rs"))
}

/// The directory of one runtime for one target.
pub(crate) fn runtime_dir(cache: &Path, dir_name: &str, target: &str) -> PathBuf {
    cache.join(dir_name).join(target)
}

/// The stamp of a runtime: a pure function of the pins, so that new pins make it differ.
pub(crate) fn stamp(files: &[Expected<'_>]) -> String {
    let mut text = String::from("litert-rs runtime, verified\n");
    for file in files {
        text.push_str(&format!("{} {} {}\n", file.sha256, file.size, file.name));
    }
    text
}

/// The moment every verified file claims to have been written: 2020-01-01, 00:00 UTC.
///
/// In the past, so that cargo does not take a file fetched by a build for one changed after it.
pub(crate) fn verified_mtime() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_577_836_800)
}

/// Looks at stamp, sizes and modification times.
pub(crate) fn check(dir: &Path, files: &[Expected<'_>]) -> State {
    if fs::symlink_metadata(dir).is_err() {
        return State::Missing;
    }
    match fs::read_to_string(dir.join(STAMP)) {
        Ok(text) if text == stamp(files) => {}
        Ok(_) => return State::Damaged("was made for other pins".to_owned()),
        Err(_) => return State::Damaged("has no stamp".to_owned()),
    }
    let mut state = State::Ready;
    for file in files {
        match fs::metadata(dir.join(file.name)) {
            Err(error) => return State::Damaged(format!("{}: {error}", file.name)),
            Ok(meta) if !meta.is_file() => {
                return State::Damaged(format!("{} is not a file", file.name));
            }
            Ok(meta) if meta.len() != file.size => {
                let (found, pinned) = (meta.len(), file.size);
                let text = format!("{} has {found} bytes, pinned are {pinned}", file.name);
                return State::Damaged(text);
            }
            Ok(meta) if meta.modified().ok() != Some(verified_mtime()) => state = State::Touched,
            Ok(_) => {}
        }
    }
    state
}
