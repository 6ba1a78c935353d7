//! The feature `generate-bindings`: bindings from the headers of whoever builds.

use std::fs;
use std::path::Path;

use crate::env::{self, Build};
use crate::{codegen, message};

/// Writes the bindings into the output directory.
pub(crate) fn run(build: &Build) -> Result<(), String> {
    let folders = env::header_folders();
    if folders.is_empty() {
        return Err(
            "generate-bindings: set LITERT_HEADERS_DIR to the root of a LiteRT checkout (the \
             folder that holds litert/ and tflite/), or leave the feature out: bindings for the \
             official headers come with the crate"
                .to_owned(),
        );
    }
    let roots: Vec<&Path> = folders.iter().map(AsRef::as_ref).collect();
    for header in roots.iter().flat_map(|root| codegen::headers_in(root)) {
        message::rerun_if_changed(&header);
    }
    let scratch = build.out_dir.join("headers");
    let failed = |error| format!("generate-bindings (LITERT_HEADERS_DIR): {error}");
    let files = codegen::bindings(&roots, &roots, &scratch).map_err(failed)?;
    let folder = build.out_dir.join("generated");
    let unwritable = |error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(unwritable)?;
    for (name, text) in files {
        fs::write(folder.join(name), text).map_err(unwritable)?;
    }
    Ok(())
}
