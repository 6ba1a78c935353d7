//! Puts one pinned runtime into the cache.
//!
//! Nothing here knows that it runs in a build script: no environment variable is read and nothing
//! is printed. The caller says what, for which target and where, and gets a typed error.

mod error;
mod install;
mod python;

use std::path::{Path, PathBuf};

pub(crate) use error::FetchError;
pub(crate) use python::{Choice, Limits};
use python::{Digest, Python};

use super::layout::{self, Expected, State};
use super::manifest::{Runtime, Wheel, target_key};

/// The runtime to fetch, the target and the folder.
#[derive(Debug, Clone)]
pub(crate) struct Request<'a> {
    pub(crate) runtime: &'a Runtime,
    /// Rust target triple of the program that will load the runtime.
    pub(crate) target: &'a str,
    pub(crate) cache: Option<&'a Path>,
    pub(crate) python: Choice,
    pub(crate) limits: Limits,
    /// Why nothing may be downloaded, if so.
    pub(crate) offline: Option<String>,
}

/// Where the runtime lies, and how it came there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fetched {
    pub(crate) dir: PathBuf,
    pub(crate) how: How,
}

/// The work that a runtime needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum How {
    /// It was there, untouched since it was verified.
    Cached,
    /// It was there but had been touched: all of it was hashed again.
    Verified,
    /// It was downloaded. The text says what was wrong with the copy that it replaced.
    Downloaded { replaced: Option<String> },
}

/// Where the runtime of a request belongs, whether it is there or not.
pub(crate) fn location(request: &Request<'_>) -> Result<PathBuf, FetchError> {
    let cache = request.cache.ok_or(FetchError::NoCacheDir)?;
    wheel(request)?;
    Ok(layout::runtime_dir(
        // Python is started in another folder.
        &absolute(cache),
        &request.runtime.dir_name(),
        target_key(request.target),
    ))
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// A folder to start Python in; not in the cache if that may only be read.
fn folder_to_look_from(request: &Request<'_>) -> Result<install::WorkDir, FetchError> {
    let cache = request.cache.ok_or(FetchError::NoCacheDir)?;
    let temporary = std::env::temp_dir();
    install::WorkDir::new(&absolute(cache)).or_else(|_| install::WorkDir::in_folder(&temporary))
}

/// The state of the cache for a request.
enum Lookup {
    Found(How),
    /// Not there, or there but unusable, and why.
    Absent(Option<String>),
}

fn look_up(request: &Request<'_>, dir: &Path, wheel: &Wheel) -> Result<Lookup, FetchError> {
    let expected = expected(wheel);
    match layout::check(dir, &expected) {
        State::Ready => return Ok(Lookup::Found(How::Cached)),
        State::Missing => return Ok(Lookup::Absent(None)),
        State::Damaged(what) => return Ok(Lookup::Absent(Some(what))),
        State::Touched => {}
    }
    let work = folder_to_look_from(request)?;
    let hashed = Python::find(&request.python, &work.path)?.hash(dir, wheel);
    if let Err(error) = hashed.and_then(|digests| verify(wheel, &digests)) {
        return Ok(Lookup::Absent(Some(format!(
            "was changed: {}",
            error.cause()
        ))));
    }
    for file in &expected {
        // A cache that may only be read stays as it is, and is hashed again next time.
        let _ = install::mark(&dir.join(file.name));
    }
    Ok(Lookup::Found(How::Verified))
}

/// Makes sure that the runtime is in the cache, verified.
pub(crate) fn fetch(request: &Request<'_>) -> Result<Fetched, FetchError> {
    let dir = location(request)?;
    let wheel = wheel(request)?;
    let replaced = match look_up(request, &dir, wheel)? {
        Lookup::Found(how) => return Ok(Fetched { dir, how }),
        Lookup::Absent(replaced) => replaced,
    };
    if let Some(why) = &request.offline {
        let found = replaced.unwrap_or_else(|| "does not exist".to_owned());
        return Err(FetchError::Offline {
            why: why.clone(),
            dir,
            found,
        });
    }
    let cache = request.cache.ok_or(FetchError::NoCacheDir)?;
    let cache = absolute(cache);
    let work = install::WorkDir::new(&cache)?;
    let python = Python::find(&request.python, &work.subdir("python")?)?;
    let download = work.subdir("download")?;
    python.download(request.runtime, wheel, &request.limits, &download)?;
    let files = work.subdir("files")?;
    let digests = python.unpack(&download.join(&wheel.file), wheel, &files)?;
    verify(wheel, &digests)?;
    let expected = expected(wheel);
    install::seal(&files, &expected)?;
    install::install(&files, &dir, &expected, &work)?;
    Ok(Fetched {
        dir,
        how: How::Downloaded { replaced },
    })
}

/// How the runtime's directory looks, without hashing.
#[allow(dead_code, reason = "the build script fetches what is not there")]
pub(crate) fn state(request: &Request<'_>) -> Result<State, FetchError> {
    let dir = location(request)?;
    Ok(layout::check(&dir, &expected(wheel(request)?)))
}

/// Hashes what is in the cache, whatever it looks like.
#[allow(dead_code, reason = "the build script trusts what was not touched")]
pub(crate) fn verify_cached(request: &Request<'_>) -> Result<PathBuf, FetchError> {
    let dir = location(request)?;
    let wheel = wheel(request)?;
    let absent = match layout::check(&dir, &expected(wheel)) {
        State::Missing => Some("does not exist".to_owned()),
        State::Damaged(what) => Some(what),
        State::Ready | State::Touched => None,
    };
    if let Some(found) = absent {
        return Err(FetchError::Absent { dir, found });
    }
    let work = folder_to_look_from(request)?;
    let digests = Python::find(&request.python, &work.path)?.hash(&dir, wheel)?;
    verify(wheel, &digests)?;
    Ok(dir)
}

/// The files of a runtime, by their pinned names.
pub(crate) fn files(request: &Request<'_>) -> Result<Vec<PathBuf>, FetchError> {
    let dir = location(request)?;
    let names = wheel(request)?
        .members
        .iter()
        .map(|member| member.name.as_str());
    Ok(names
        .chain([layout::STAMP])
        .map(|name| dir.join(name))
        .collect())
}

fn wheel<'a>(request: &Request<'a>) -> Result<&'a Wheel, FetchError> {
    request
        .runtime
        .wheel(request.target)
        .ok_or_else(|| FetchError::UnsupportedTarget {
            runtime: request.runtime.name.clone(),
            target: request.target.to_owned(),
        })
}

/// The pins of a wheel in the form the cache's layout speaks of.
fn expected(wheel: &Wheel) -> Vec<Expected<'_>> {
    let member = wheel.members.iter();
    member
        .map(|m| Expected {
            name: &m.name,
            size: m.size,
            sha256: &m.sha256,
        })
        .collect()
}

/// Compares what was found with what is pinned, member by member.
fn verify(wheel: &Wheel, digests: &[Digest]) -> Result<(), FetchError> {
    for member in &wheel.members {
        let found = digests.iter().find(|digest| digest.name == member.name);
        let right = |digest: &Digest| digest.sha256 == member.sha256 && digest.size == member.size;
        if !found.is_some_and(right) {
            return Err(FetchError::Mismatch {
                what: format!("{} in {}", member.path, wheel.file),
                expected: member.sha256.clone(),
                found: found.map_or_else(|| "nothing".to_owned(), |digest| digest.sha256.clone()),
            });
        }
    }
    Ok(())
}
