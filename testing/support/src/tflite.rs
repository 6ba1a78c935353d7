//! Every supported TensorFlow Lite library: the same test runs on each version.

use litert::{Family, Runtime};
use litert_golden::skip_or_fail;

use super::runtimes;

const SUPPORTED: [(&str, &str); 2] = [("tflite-community", "2.5.0"), ("lm", "0.18.1")];

/// The runtimes that `Interpreter` is supported on, as far as they can be had, by version.
pub fn libraries() -> Vec<(String, Runtime)> {
    let mut found = Vec::new();
    for (name, version) in SUPPORTED {
        let folder = match runtimes::folder(name, version) {
            Ok(folder) => folder,
            Err(why) => {
                skip_or_fail(format!("{name} {version} cannot be had: {why}"));
                continue;
            }
        };
        // SAFETY: the pinned libraries, checked by their hashes.
        match unsafe { Runtime::from_library(&folder) } {
            Ok(runtime) => {
                let library = runtime.library(Family::TfLite).expect("it has the family");
                found.push((library.version, runtime));
            }
            Err(error) => panic!("{} cannot be loaded: {error}", folder.display()),
        }
    }
    found
}
