//! What tests need of the machine, and what they say where it is missing.

use std::path::{Path, PathBuf};

use litert::{Family, Runtime};
use litert_golden::skip_or_fail;

/// Whether there is a library for each of these families; where not, says why the test is skipped.
///
/// # Panics
///
/// With the reason, where `LITERT_REQUIRE` is set.
#[track_caller]
pub fn loaded(families: &[Family]) -> bool {
    let missing = match Runtime::shared() {
        Err(error) => Some(error),
        Ok(runtime) => families
            .iter()
            .find_map(|family| runtime.library(*family).err()),
    };
    match missing {
        None => true,
        Some(error) => {
            skip_or_fail(error);
            false
        }
    }
}

/// A file below `models/` of this repository.
pub fn own(path: &str) -> PathBuf {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    models.join(path)
}
