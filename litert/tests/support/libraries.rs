//! Every supported LiteRT library: the same test runs on each version.

use std::env;
use std::path::PathBuf;

use litert::{Capability, Runtime};
use litert_golden::skip_or_fail;

use super::runtimes;

/// More libraries, as a list of paths like `PATH`: files, or folders that hold one.
const ENV_LIBRARIES: &str = "LITERT_TEST_LIBRARIES";

const SUPPORTED: [(&str, &str); 4] = [
    ("litert", "2.3.0"),
    ("litert", "2.2.0"),
    ("litert", "2.1.6"),
    ("lm", "0.18.1"),
];

/// The runtimes that `CompiledModel` is supported on, as far as they can be had, and those named in
/// `LITERT_TEST_LIBRARIES`.
pub(crate) fn libraries() -> Vec<(String, Runtime)> {
    let mut paths: Vec<PathBuf> = env::var_os(ENV_LIBRARIES)
        .map(|list| env::split_paths(&list).collect())
        .unwrap_or_default();
    paths.retain(|path| !path.as_os_str().is_empty());
    for (name, version) in SUPPORTED {
        match runtimes::folder(name, version) {
            Ok(folder) => paths.push(folder),
            Err(why) => skip_or_fail(&format!("{name} {version}"), &why),
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
    found.retain(|(_, runtime)| runtime.supports(Capability::CompiledModel));
    found
}
