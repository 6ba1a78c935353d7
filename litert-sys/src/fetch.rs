//! Fetching pinned runtimes while a program runs, for any target.
//!
//! It is the build script's own code: packages come through the user's pip, are checked against the
//! pinned hashes and end in the same cache. Needs the feature `fetch`, which adds no dependency.
//!
//! ```no_run
//! use litert_sys::fetch::{self, Options};
//!
//! let options = Options::from_env("aarch64-unknown-linux-gnu");
//! for runtime in fetch::runtimes().iter().filter(|runtime| runtime.is_default()) {
//!     println!("{}", runtime.fetch(&options)?.dir.display());
//! }
//! # Ok::<(), fetch::FetchError>(())
//! ```

use std::path::PathBuf;
use std::{env, fmt};

#[path = "../build/fetch/mod.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "each user of these files needs a part"
)]
mod fetcher;
#[path = "../build/manifest.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "each user of these files needs a part"
)]
mod manifest;

use crate::cache::layout;
use fetcher::{Choice, How, Limits, Request};

/// The target that this program was built for, as the pins call it.
pub use crate::pins::TARGET;

/// A pinned runtime: a package at one version, with files for several targets.
#[derive(Debug, Clone)]
pub struct Runtime(manifest::Runtime);

/// Where to put runtimes, for which machine, and how.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The Rust target triple of the program that will load the runtime.
    pub target: String,
    /// The cache; `None` if nothing says where it may be.
    pub cache: Option<PathBuf>,
    /// Why nothing may be downloaded, if so.
    pub offline: Option<String>,
    /// The Python to use, and no other.
    pub python: Option<PathBuf>,
}

/// Where a runtime lies, and how it came there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fetched {
    /// The folder with its files.
    pub dir: PathBuf,
    /// The work that was needed.
    pub source: Source,
}

/// The work that a runtime needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// It was there, untouched since it was verified.
    Cached,
    /// It was there but had been touched: all of it was hashed again.
    Verified,
    /// It was downloaded. The text says what was wrong with a copy that it replaced.
    Downloaded {
        /// The fault of the copy that was there.
        replaced: Option<String>,
    },
}

/// The state of a runtime in the cache, judged without hashing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// All of it.
    Complete,
    /// Nothing.
    Missing,
    /// Something else; the text says what.
    Damaged(String),
}

/// Why a runtime could not be fetched or verified, and what to do.
#[derive(Clone, PartialEq, Eq)]
pub struct FetchError {
    cause: String,
    remedy: &'static str,
}

impl FetchError {
    /// The failure, its object and its reason.
    pub fn cause(&self) -> &str {
        &self.cause
    }

    /// The remedy.
    pub fn remedy(&self) -> &str {
        self.remedy
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.cause, self.remedy)
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for FetchError {}

impl From<fetcher::FetchError> for FetchError {
    fn from(error: fetcher::FetchError) -> Self {
        Self {
            cause: error.cause(),
            remedy: error.remedy(),
        }
    }
}

/// All pinned runtimes, the preferred versions first.
pub fn runtimes() -> Vec<Runtime> {
    // The build script has parsed the same text, or there would be no crate.
    let pins = manifest::parse(include_str!(concat!(env!("OUT_DIR"), "/runtimes.toml")));
    let mut all: Vec<Runtime> = pins.unwrap_or_default().into_iter().map(Runtime).collect();
    all.sort_by_key(|runtime| !runtime.is_pinned());
    all
}

impl Options {
    /// What the variables that the build script reads say: `LITERT_CACHE_DIR`, `LITERT_OFFLINE` and
    /// `LITERT_PYTHON`.
    pub fn from_env(target: impl Into<String>) -> Self {
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        let off = ["0", "false", "no", "off"];
        let offline = set("LITERT_OFFLINE")
            .filter(|value| !off.contains(&value.to_string_lossy().to_ascii_lowercase().as_str()));
        Self {
            target: target.into(),
            cache: layout::cache_dir(|name| env::var_os(name)),
            offline: offline.map(|_| "LITERT_OFFLINE is set".to_owned()),
            python: set("LITERT_PYTHON").map(PathBuf::from),
        }
    }
}

impl Runtime {
    /// Its short name: `litert`, `lm` or `tflite-community`.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The Python package that it comes in.
    pub fn package(&self) -> &str {
        &self.0.package
    }

    /// Its version.
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// True if it is a community build and not an official one.
    pub fn is_community(&self) -> bool {
        self.0.community
    }

    /// True if this is the version that its name stands for. Others are fetched by name and version.
    pub fn is_pinned(&self) -> bool {
        self.0.default
    }

    /// True if it is official, and the version that its name stands for.
    pub fn is_default(&self) -> bool {
        self.is_pinned() && !self.is_community()
    }

    /// The targets that there are files for.
    pub fn targets(&self) -> impl Iterator<Item = &str> {
        self.0.wheels.iter().map(|wheel| wheel.target.as_str())
    }

    /// The names and sizes of its files for a target; empty if there are none.
    pub fn files(&self, target: &str) -> impl Iterator<Item = (&str, u64)> {
        let members = self
            .0
            .wheel(target)
            .into_iter()
            .flat_map(|wheel| &wheel.members);
        members.map(|member| (member.name.as_str(), member.size))
    }

    /// The folder that it belongs in, whether it is there or not.
    ///
    /// # Errors
    /// No package carries it for the target, or there is no cache.
    pub fn dir(&self, options: &Options) -> Result<PathBuf, FetchError> {
        Ok(fetcher::location(&self.request(options))?)
    }

    /// Whether it is in the cache.
    ///
    /// # Errors
    /// As for [`dir`](Self::dir).
    pub fn state(&self, options: &Options) -> Result<State, FetchError> {
        Ok(match fetcher::state(&self.request(options))? {
            layout::State::Ready | layout::State::Touched => State::Complete,
            layout::State::Missing => State::Missing,
            layout::State::Damaged(what) => State::Damaged(what),
        })
    }

    /// Makes sure that it is in the cache, verified; downloads it if it is not. Blocks for as long as
    /// pip takes. Other processes may do the same at the same time.
    ///
    /// # Errors
    /// The obstacle, and its remedy.
    pub fn fetch(&self, options: &Options) -> Result<Fetched, FetchError> {
        let fetched = fetcher::fetch(&self.request(options))?;
        Ok(Fetched {
            dir: fetched.dir,
            source: match fetched.how {
                How::Cached => Source::Cached,
                How::Verified => Source::Verified,
                How::Downloaded { replaced } => Source::Downloaded { replaced },
            },
        })
    }

    /// Hashes every file in the cache and compares with the pins. Needs Python, and no network.
    ///
    /// # Errors
    /// It is not there, or a file is not what is pinned.
    pub fn verify(&self, options: &Options) -> Result<PathBuf, FetchError> {
        Ok(fetcher::verify_cached(&self.request(options))?)
    }

    fn request<'a>(&'a self, options: &'a Options) -> Request<'a> {
        Request {
            runtime: &self.0,
            target: &options.target,
            cache: options.cache.as_deref(),
            python: Choice {
                only: options.python.clone().map(Into::into),
                first: env::var_os("PYTHON").filter(|value| !value.is_empty()),
            },
            limits: Limits::default(),
            offline: options.offline.clone(),
        }
    }
}
