//! From a log of thousands of lines to the few that say what went wrong, and to what to do.

use std::path::Path;

/// How much of the log a message has.
const LINES: usize = 20;

/// What lines contain that say what went wrong.
const TELLING: [&str; 8] = [
    "CMake Error",
    " error: ",
    ": error ",
    "undefined reference",
    "cannot find -l",
    "No rule to make target",
    "fatal: ",
    "is `cmake` not installed?",
];

/// Causes that have a remedy of their own: what the log contains, and what to do.
const REMEDIES: [(&[&str], &str); 7] = [
    (
        &["is `cmake` not installed?"],
        "install CMake 3.20 or later (package cmake), or set CMAKE to where it is",
    ),
    (
        &["or higher is required", "You are running version"],
        "install a newer CMake, or set CMAKE to where one is",
    ),
    (
        &["is a checkout neither of", "has no library '"],
        "set LITERT_SOURCE_DIR to the root of a checkout, and LITERT_SOURCE_LIBRARIES to what it has",
    ),
    (
        &[
            "Could not resolve host",
            "unable to access",
            "Failed to clone",
            "error: downloading",
        ],
        "without a network, set LITERT_SOURCE_DIR to a checkout, and for each dependency \
         FETCHCONTENT_SOURCE_DIR_<NAME> to its sources (docs/building.md lists them)",
    ),
    (
        &["FULLY_DISCONNECTED"],
        "set FETCHCONTENT_SOURCE_DIR_<NAME> to the sources of the dependency that is named above",
    ),
    (
        &[
            "TFLITE_HOST_TOOLS_DIR",
            "'flatc' compiler has not been found",
        ],
        "set LITERT_SOURCE_HOST_TOOLS to the folder of a flatc that runs on this machine",
    ),
    (
        &[
            "No CMAKE_C",
            "is not a full path",
            "failed to find tool",
            "is not able to compile",
        ],
        "install a C and a C++ compiler for the target (for aarch64 on Debian the package \
         g++-aarch64-linux-gnu), or name them in CC_<target> and CXX_<target>",
    ),
];

/// The message for a failed step.
pub(crate) fn explain(step: &str, log: &str, file: &Path) -> String {
    let lines = useful(log);
    let remedy = REMEDIES
        .iter()
        .find(|(signs, _)| signs.iter().any(|sign| log.contains(sign)))
        .map_or(
            "change the options (LITERT_SOURCE_*) or the checkout, or leave the feature 'source' \
             out: the build then fetches the official libraries",
            |(_, remedy)| remedy,
        );
    let lines: String = lines.iter().map(|line| format!("  | {line}\n")).collect();
    format!(
        "feature 'source': CMake could not build the {step}. Of what it said:\n\n{lines}\n\
         All of it is in {}\nWhat to do: {remedy}\n",
        file.display()
    )
}

/// The lines from the first one that tells what went wrong; the last ones if none does.
fn useful(log: &str) -> Vec<&str> {
    let lines: Vec<&str> = log
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !is_noise(line))
        .collect();
    let telling = |line: &&str| TELLING.iter().any(|sign| line.contains(sign));
    let first = match lines.iter().position(telling) {
        // The line before names the file that is being compiled.
        Some(position) => position.saturating_sub(1),
        None => lines.len().saturating_sub(LINES),
    };
    lines[first..].iter().take(LINES).copied().collect()
}

/// What is in every log, and what the second process says about its own end.
fn is_noise(line: &str) -> bool {
    let progress = line.starts_with('[') && (line.contains("Building") || line.contains("Built"));
    progress
        || [
            "cargo:",
            "thread 'main'",
            "note: run with",
            "-- Configuring incomplete",
            "See also ",
            "command did not execute",
            "build script failed",
        ]
        .iter()
        .any(|start| line.starts_with(start))
}
