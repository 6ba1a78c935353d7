//! The models that are damaged.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use litert_golden::Suite;

use super::runtime::own;

/// The tiny models and, where the shared suite is there, those of it that are smaller than
/// `largest`: name and bytes.
pub fn models(largest: u64) -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(own("tiny")).expect("models/tiny") {
        paths.push(entry.expect("an entry").path());
    }
    if let Ok(suite) = Suite::open() {
        let small = |model: &&litert_golden::Model| (1..largest).contains(&model.size);
        let models = suite.models().iter().filter(small);
        paths.extend(models.map(|model| suite.model_path(model)));
    }
    paths.retain(|path| path.extension().is_some_and(|it| it == "tflite"));
    // Folders have no order; seeds must mean the same everywhere.
    paths.sort_by_key(|path| path.file_name().map(OsString::from));
    let read = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.into_owned(), fs::read(path).expect("a model"))
    };
    paths.iter().map(|path| read(path)).collect()
}
