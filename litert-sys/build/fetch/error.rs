//! Why a runtime was not fetched, and what to do about it.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

/// Each variant is something else for the user to do.
#[derive(Debug)]
#[non_exhaustive]
pub(crate) enum FetchError {
    /// No package carries this runtime for the target.
    UnsupportedTarget { runtime: String, target: String },
    /// Neither `LITERT_CACHE_DIR` nor a home directory says where files may be kept.
    NoCacheDir,
    /// Downloading is switched off and the cache does not have the runtime.
    Offline {
        why: String,
        dir: PathBuf,
        found: String,
    },
    /// What should be verified is not there.
    #[allow(dead_code, reason = "the build script fetches what is not there")]
    Absent { dir: PathBuf, found: String },
    /// No Python 3 answered.
    NoPython { tried: Vec<String> },
    /// Python is there, pip is not.
    NoPip { python: String },
    /// pip did not deliver the wheel.
    Pip { requirement: String, reason: String },
    /// The wheel, or a file in it, is not what is pinned. It was thrown away.
    Mismatch {
        what: String,
        expected: String,
        found: String,
    },
    /// The wheel could not be unpacked.
    Unpack { wheel: String, reason: String },
    /// The cache could not be written.
    Io {
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

impl FetchError {
    pub(crate) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io {
            doing,
            path: path.to_owned(),
            source,
        }
    }

    /// The failure, its object and its reason.
    pub(crate) fn cause(&self) -> String {
        match self {
            Self::UnsupportedTarget { runtime, target } => {
                format!("no package carries the {runtime} runtime for {target}")
            }
            Self::NoCacheDir => "there is no directory to keep runtimes in".to_owned(),
            Self::Offline { why, dir, found } => {
                format!("{why}, and the cached copy {} {found}", dir.display())
            }
            Self::Absent { dir, found } => format!("the cached copy {} {found}", dir.display()),
            Self::NoPython { tried } => {
                format!(
                    "no Python 3 was found to download and verify with (tried {})",
                    tried.join(", ")
                )
            }
            Self::NoPip { python } => format!("{python} has no pip to download with"),
            Self::Pip {
                requirement,
                reason,
            } => {
                format!("pip could not download {requirement}: {reason}")
            }
            Self::Mismatch {
                what,
                expected,
                found,
            } => {
                format!("{what} is not the pinned file (pinned {expected}, got {found})")
            }
            Self::Unpack { wheel, reason } => format!("{wheel} could not be unpacked: {reason}"),
            Self::Io {
                doing,
                path,
                source,
            } => {
                format!("could not {doing} {}: {source}", path.display())
            }
        }
    }

    /// The remedy.
    pub(crate) fn remedy(&self) -> &'static str {
        match self {
            Self::UnsupportedTarget { .. } => {
                "set LITERT_LIBRARY_PATH to a library built for this target, or put one next to \
                 the executable"
            }
            Self::NoCacheDir => "set LITERT_CACHE_DIR to an absolute path",
            Self::Offline { .. } => {
                "try once with network access, or set LITERT_LIBRARY_PATH to a copy of the \
                 library, or LITERT_CACHE_DIR to a filled cache"
            }
            Self::Absent { .. } => "fetch it (`litert runtime fetch`, or build again)",
            Self::NoPython { .. } => {
                "install Python 3 with pip, or name one in LITERT_PYTHON, or set \
                 LITERT_LIBRARY_PATH to a copy of the library"
            }
            Self::NoPip { .. } => {
                "install pip (package python3-pip, or `python3 -m ensurepip`), or name a Python \
                 that has it in LITERT_PYTHON, or set LITERT_LIBRARY_PATH to a copy of the library"
            }
            Self::Pip { .. } => {
                "check the network and pip's index and proxy settings and try again, or set \
                 LITERT_LIBRARY_PATH to a copy of the library; LITERT_OFFLINE=1 stops trying"
            }
            Self::Mismatch { .. } => {
                "do not use that file: check the mirror or proxy that pip is set to, then try \
                 again"
            }
            Self::Unpack { .. } => "try again; if it stays, empty pip's cache (`pip cache purge`)",
            Self::Io { .. } => {
                "free the path, make room or make it writable, or set LITERT_CACHE_DIR to another \
                 absolute path"
            }
        }
    }

    /// True if the same request may succeed later with nothing changed that cargo can see.
    pub(crate) fn is_transient(&self) -> bool {
        !matches!(
            self,
            Self::UnsupportedTarget { .. } | Self::Offline { .. } | Self::NoCacheDir
        )
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.cause(), self.remedy())
    }
}

impl error::Error for FetchError {}
