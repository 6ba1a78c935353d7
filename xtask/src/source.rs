//! `cargo xtask source`: builds the libraries from a real checkout through the feature `source`, and
//! runs the golden tests on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::args::Args;
use crate::paths;

pub(crate) const USAGE: &str = "\
source --checkout DIR [--build-dir DIR]
      build the libraries from a checkout of LiteRT or TensorFlow, print their sizes and versions,
      and run the golden tests on them (LITERT_TEST_MODELS names the models)
      --build-dir  where to build (target/source-build unless told); a second run goes on there
      the variables LITERT_SOURCE_… of docs/building.md hold here as well";

/// A library, and the test that runs on it.
const TESTS: [(&str, &str); 2] = [
    (
        "tensorflowlite_c",
        "golden::interpreter_gives_the_golden_outputs",
    ),
    ("LiteRt", "golden::compiled_model_gives_the_golden_outputs"),
];

/// Builds, measures and tests.
///
/// # Errors
///
/// What could not be built, or which test failed.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let mut args = Args::new(args);
    let checkout = args.required("--checkout")?;
    let build_dir = args.optional("--build-dir")?;
    args.finish()?;
    let root = paths::workspace_root()?;
    let absolute =
        |path: &str| std::path::absolute(path).map_err(|error| format!("{path}: {error}"));
    let checkout = absolute(&checkout)?;
    let build_dir = match build_dir {
        Some(dir) => absolute(&dir)?,
        None => root.join("target").join("source-build"),
    };

    let begun = Instant::now();
    let mut build = cargo(&root, &checkout, &build_dir);
    build.args(["build", "--package", "litert"]);
    build.args(["--no-default-features", "--features", "source"]);
    succeed("building", &mut build)?;
    println!("\nbuilt in {} s", begun.elapsed().as_secs());

    let libraries = libraries(&build_dir)?;
    for (path, size) in &libraries {
        println!("{size:>10} bytes  {}", path.display());
    }
    for (library, test) in TESTS {
        let built = libraries.iter().any(|(path, _)| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().contains(library)
        });
        if built {
            println!("\n---- {library}");
            let mut tests = cargo(&root, &checkout, &build_dir);
            tests.args(["test", "--package", "litert"]);
            tests.args(["--no-default-features", "--features", "source,mmap"]);
            tests.args(["--test", "models", test, "--", "--nocapture"]);
            // Without models nothing would be tested, and nothing would fail.
            tests.env("LITERT_REQUIRE", "1");
            succeed(test, &mut tests)?;
        }
    }
    Ok(())
}

fn cargo(root: &Path, checkout: &Path, build_dir: &Path) -> Command {
    let mut command = Command::new("cargo");
    command
        .current_dir(root)
        .env("LITERT_SOURCE_DIR", checkout)
        .env("LITERT_SOURCE_BUILD_DIR", build_dir)
        // A library that is named there would be tested instead.
        .env_remove("LITERT_LIBRARY_PATH");
    command
}

fn succeed(what: &str, command: &mut Command) -> Result<(), String> {
    println!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{what}: {status}")),
        Err(error) => Err(format!("{what}: {error}")),
    }
}

/// What lies in the library folders of all targets, with sizes.
fn libraries(build_dir: &Path) -> Result<Vec<(PathBuf, u64)>, String> {
    let failed = |error| format!("{}: {error}", build_dir.display());
    let mut found = Vec::new();
    for target in fs::read_dir(build_dir).map_err(failed)? {
        let folder = target.map_err(failed)?.path().join("lib");
        for file in fs::read_dir(folder).into_iter().flatten().flatten() {
            let size = file.metadata().map_err(failed)?.len();
            found.push((file.path(), size));
        }
    }
    Ok(found)
}
