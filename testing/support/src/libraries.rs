//! Every supported library: the same test runs on each version.

use std::env;

use litert::{Capability, Runtime};
use litert_golden::skip_or_fail;

use super::runtimes;

/// Other libraries to test instead, as a list of folders like `PATH`.
const TEST_RUNTIMES: &str = "LITERT_TEST_RUNTIMES";

const SUPPORTED: [(&str, &str); 4] = [
    ("litert", "2.3.0"),
    ("litert", "2.2.0"),
    ("litert", "2.1.6"),
    ("lm", "0.18.1"),
];

const SUPPORTED_TFLITE: [(&str, &str); 2] = [("lm", "0.18.1"), ("tflite-community", "2.5.0")];

/// The runtimes that `CompiledModel` is supported on, as far as they can be had, or those that
/// `LITERT_TEST_RUNTIMES` names.
pub fn libraries() -> Vec<(String, Runtime)> {
    open(&SUPPORTED, Capability::CompiledModel)
}

/// The same for `Interpreter`.
pub fn interpreter_libraries() -> Vec<(String, Runtime)> {
    open(&SUPPORTED_TFLITE, Capability::Interpreter)
}

/// The pinned runtime `package`, a name and a version with a space between; `None`, with a reason
/// printed, where it cannot be had.
pub fn pinned(package: &str) -> Option<Runtime> {
    let (name, version) = package.split_once(' ').expect("name and version");
    let folder = match runtimes::folder(name, version) {
        Ok(folder) => folder,
        Err(why) => {
            skip_or_fail(format_args!("{package}: {why}"));
            return None;
        }
    };
    // SAFETY: a pinned runtime, whose hash was checked when it was fetched.
    Some(unsafe { Runtime::from_library(folder) }.expect("a runtime"))
}

fn open(supported: &[(&str, &str)], capability: Capability) -> Vec<(String, Runtime)> {
    let mut paths = Vec::new();
    if let Some(list) = env::var_os(TEST_RUNTIMES).filter(|list| !list.is_empty()) {
        paths.extend(env::split_paths(&list));
    } else {
        for (name, version) in supported {
            match runtimes::folder(name, version) {
                Ok(folder) => paths.push(folder),
                Err(why) => skip_or_fail(format!("{name} {version} cannot be had: {why}")),
            }
        }
    }
    let mut found = Vec::new();
    for path in paths {
        // SAFETY: the official libraries, checked by their hashes or named by who runs the tests.
        match unsafe { Runtime::from_library(&path) } {
            Ok(runtime) => found.push((path.display().to_string(), runtime)),
            Err(error) => panic!("{} cannot be loaded: {error}", path.display()),
        }
    }
    found.retain(|(_, runtime)| runtime.supports(capability));
    found
}
