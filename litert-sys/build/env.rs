//! The only place of the build script that reads environment variables.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::fetch::{Choice, Limits};
use crate::layout;
use crate::message::rerun_if_env_changed;

/// Cargo's variables about this build.
#[derive(Debug)]
pub(crate) struct Build {
    pub(crate) target: String,
    pub(crate) manifest_dir: PathBuf,
    pub(crate) out_dir: PathBuf,
}

impl Build {
    /// Cargo sets all of these for every build script.
    pub(crate) fn read() -> Option<Self> {
        Some(Self {
            target: env::var("TARGET").ok()?,
            manifest_dir: env::var_os("CARGO_MANIFEST_DIR")?.into(),
            out_dir: env::var_os("OUT_DIR")?.into(),
        })
    }
}

/// The user's settings about fetching.
#[derive(Debug)]
pub(crate) struct Fetching {
    /// Documentation is built: nobody will load a library.
    pub(crate) docs_rs: bool,
    /// `LITERT_LIBRARY_PATH`: the user brings a library.
    pub(crate) own_library: bool,
    pub(crate) cache: Option<PathBuf>,
    pub(crate) offline: Option<Offline>,
    pub(crate) python: Choice,
    pub(crate) limits: Limits,
    /// Everything that may decide whether a download works, hashed: it may contain secrets.
    pub(crate) fingerprint: u64,
}

/// The settings that decide what a program is linked with.
#[cfg(feature = "_link")]
#[derive(Debug)]
pub(crate) struct Linking {
    /// Documentation is built: nothing will be linked.
    pub(crate) docs_rs: bool,
    /// `LITERT_LIBRARY_PATH`: files and folders to look in first.
    pub(crate) library_path: Vec<PathBuf>,
    pub(crate) target_os: String,
    pub(crate) target_arch: String,
    /// The C++ standard library, where it is not the platform's usual one; empty for none.
    pub(crate) cxx_library: Option<String>,
}

#[cfg(feature = "_link")]
impl Linking {
    pub(crate) fn read() -> Self {
        let list = watched("LITERT_LIBRARY_PATH").unwrap_or_default();
        let cargo = |name: &str| env::var(name).unwrap_or_default();
        Self {
            docs_rs: watched("DOCS_RS").is_some(),
            library_path: env::split_paths(&list)
                .filter(|path| !path.as_os_str().is_empty())
                .collect(),
            target_os: cargo("CARGO_CFG_TARGET_OS"),
            target_arch: cargo("CARGO_CFG_TARGET_ARCH"),
            cxx_library: watched("CXXSTDLIB").and_then(|name| name.into_string().ok()),
        }
    }
}

/// `LITERT_HEADERS_DIR`: the folders whose headers the bindings are made from.
#[cfg(feature = "generate-bindings")]
pub(crate) fn header_folders() -> Vec<PathBuf> {
    let list = watched("LITERT_HEADERS_DIR").unwrap_or_default();
    env::split_paths(&list)
        .filter(|path| !path.as_os_str().is_empty())
        .collect()
}

/// Why nothing may be downloaded.
#[derive(Debug, Clone)]
pub(crate) struct Offline {
    pub(crate) why: String,
    /// Cargo runs this script again when the reason goes away.
    pub(crate) watched: bool,
}

impl Fetching {
    pub(crate) fn read() -> Self {
        Self {
            docs_rs: watched("DOCS_RS").is_some(),
            own_library: set("LITERT_LIBRARY_PATH").is_some(),
            cache: layout::cache_dir(watched),
            offline: offline(),
            python: Choice {
                only: set("LITERT_PYTHON"),
                first: set("PYTHON"),
            },
            limits: limits(),
            fingerprint: fingerprint(),
        }
    }
}

fn watched(name: &str) -> Option<OsString> {
    rerun_if_env_changed(name);
    env::var_os(name)
}

/// The value of a variable that is there and not empty.
fn set(name: &str) -> Option<OsString> {
    watched(name).filter(|value| !value.is_empty())
}

fn offline() -> Option<Offline> {
    let on = |name: &str| {
        let value = watched(name).unwrap_or_default();
        let value = value.to_string_lossy().to_ascii_lowercase();
        !matches!(value.as_str(), "" | "0" | "false" | "no" | "off")
    };
    for name in ["LITERT_OFFLINE", "CARGO_NET_OFFLINE"] {
        if on(name) {
            return Some(Offline {
                why: format!("{name} is set"),
                watched: true,
            });
        }
    }
    // Cargo does not tell a build script about `--offline`, but cargo is what started it. Only
    // `net.offline` in a configuration file stays unseen; there pip's own failure is the answer.
    let flag = parent_arguments().and_then(|arguments| offline_flag(&arguments));
    flag.map(|flag| Offline {
        why: format!("cargo runs with {flag}"),
        watched: false,
    })
}

/// The flag on cargo's command line that forbids the network.
fn offline_flag(arguments: &[String]) -> Option<String> {
    let own = arguments
        .iter()
        .take_while(|argument| argument.as_str() != "--");
    let spaceless = |argument: &String| argument.replace(' ', "");
    own.into_iter()
        .find(|argument| {
            matches!(argument.as_str(), "--offline" | "--frozen")
                || spaceless(argument).ends_with("net.offline=true")
        })
        .cloned()
}

#[cfg(target_os = "linux")]
fn parent_arguments() -> Option<Vec<String>> {
    let parent = std::os::unix::process::parent_id();
    let line = std::fs::read(format!("/proc/{parent}/cmdline")).ok()?;
    let words = line.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    Some(words.map(|word| word.into_owned()).collect())
}

#[cfg(all(unix, not(target_os = "linux")))]
fn parent_arguments() -> Option<Vec<String>> {
    let parent = std::os::unix::process::parent_id().to_string();
    let output = std::process::Command::new("ps")
        .args(["-o", "args=", "-p", &parent])
        .output();
    let line = String::from_utf8(output.ok()?.stdout).ok()?;
    Some(line.split_whitespace().map(str::to_owned).collect())
}

#[cfg(not(unix))]
fn parent_arguments() -> Option<Vec<String>> {
    None
}

/// A machine without network should know within 20 seconds: a silent one costs two time-outs.
/// Whoever set pip's patience in the environment knows better.
fn limits() -> Limits {
    let unset = |names: &[&str]| names.iter().all(|name| env::var_os(name).is_none());
    Limits {
        timeout_s: unset(&["PIP_TIMEOUT", "PIP_DEFAULT_TIMEOUT"]).then_some(9),
        retries: unset(&["PIP_RETRIES"]).then_some(1),
    }
}

fn fingerprint() -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let matters = |name: &str| {
        let name = name.to_ascii_uppercase();
        ["PIP_", "LITERT_", "PYTHON"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
            || ["PATH", "VIRTUAL_ENV", "HOME"].contains(&name.as_str())
            || name.ends_with("_PROXY")
    };
    let mut variables: Vec<_> = env::vars_os().collect();
    variables.retain(|(name, _)| matters(&name.to_string_lossy()));
    variables.sort();
    let mut hasher = DefaultHasher::new();
    variables.hash(&mut hasher);
    hasher.finish()
}

/// The settings for building upstream's C libraries (feature `source`).
#[cfg(feature = "source")]
#[derive(Debug)]
pub(crate) struct Source {
    /// Documentation is built: nobody will load a library.
    pub(crate) docs_rs: bool,
    pub(crate) host: String,
    pub(crate) target_os: String,
    /// `LITERT_SOURCE_DIR`: the checkout; without it, CMake fetches one.
    pub(crate) checkout: Option<PathBuf>,
    /// `LITERT_SOURCE_BUILD_DIR`: where to build instead of this package's output directory.
    pub(crate) build_dir: Option<PathBuf>,
    /// `LITERT_SOURCE_HOST_TOOLS`: the folder of a `flatc` that runs here.
    pub(crate) host_tools: Option<PathBuf>,
    pub(crate) libraries: Option<String>,
    pub(crate) build_type: Option<String>,
    pub(crate) generator: Option<String>,
    pub(crate) jobs: Option<String>,
    pub(crate) xnnpack: Option<String>,
    pub(crate) gpu: Option<String>,
    pub(crate) ruy: Option<String>,
    pub(crate) cmake_args: Option<String>,
    /// `FETCHCONTENT_*`: CMake's own variables for working without a network.
    pub(crate) fetch_content: Vec<(String, String)>,
    /// Compilers, flags and the like, which end up in CMake's cache.
    pub(crate) toolchain: Vec<(String, String)>,
}

#[cfg(feature = "source")]
impl Source {
    pub(crate) fn read() -> Self {
        let path = |name: &str| set(name).map(PathBuf::from);
        let text = |name: &str| set(name).map(|value| value.to_string_lossy().into_owned());
        let cargo = |name: &str| env::var(name).unwrap_or_default();
        Self {
            docs_rs: watched("DOCS_RS").is_some(),
            host: cargo("HOST"),
            target_os: cargo("CARGO_CFG_TARGET_OS"),
            checkout: path("LITERT_SOURCE_DIR"),
            build_dir: path("LITERT_SOURCE_BUILD_DIR"),
            host_tools: path("LITERT_SOURCE_HOST_TOOLS"),
            libraries: text("LITERT_SOURCE_LIBRARIES"),
            build_type: text("LITERT_SOURCE_BUILD_TYPE"),
            generator: text("LITERT_SOURCE_GENERATOR"),
            jobs: text("LITERT_SOURCE_JOBS"),
            xnnpack: text("LITERT_SOURCE_XNNPACK"),
            gpu: text("LITERT_SOURCE_GPU"),
            ruy: text("LITERT_SOURCE_RUY"),
            cmake_args: text("LITERT_SOURCE_CMAKE_ARGS"),
            fetch_content: starting_with("FETCHCONTENT_"),
            toolchain: toolchain(&cargo("TARGET")),
        }
    }
}

/// What chooses compilers, in the names that the crates `cc` and `cmake` read.
#[cfg(feature = "source")]
fn toolchain(target: &str) -> Vec<(String, String)> {
    let mut found = starting_with("CMAKE_");
    for base in ["CC", "CXX", "CFLAGS", "CXXFLAGS"] {
        for name in [
            base.to_owned(),
            format!("{base}_{target}"),
            format!("{base}_{}", target.replace('-', "_")),
            format!("TARGET_{base}"),
            format!("HOST_{base}"),
        ] {
            let value = set(&name).map(|value| value.to_string_lossy().into_owned());
            found.extend(value.map(|value| (name, value)));
        }
    }
    found
}

/// The variables whose names begin with `prefix`, sorted. One that is set for the first time after
/// a build that worked is not noticed: nobody can watch for names that are not known.
#[cfg(feature = "source")]
fn starting_with(prefix: &str) -> Vec<(String, String)> {
    let text = |value: OsString| value.to_string_lossy().into_owned();
    let all = env::vars_os().map(|(name, value)| (text(name), text(value)));
    let mut found: Vec<_> = all.filter(|(name, _)| name.starts_with(prefix)).collect();
    found.sort();
    for (name, _) in &found {
        rerun_if_env_changed(name);
    }
    found
}
