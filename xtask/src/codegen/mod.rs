//! `cargo xtask codegen`: the committed bindings, made from upstream header folders.

// The build script of litert-sys makes bindings, too, from headers that somebody patched.
#[cfg(feature = "codegen")]
#[path = "../../../litert-sys/build/codegen/mod.rs"]
mod make;
#[cfg(feature = "codegen")]
mod render;

use std::process::Command;

use crate::args::Args;

/// How to call this task.
pub(crate) const USAGE: &str = "codegen --litert DIR --tflite DIR [--check]
    Regenerate litert-sys/src/generated from upstream headers. DIR is a checkout root, the folder
    that holds litert/ or tflite/ (the LiteRT repository holds both). Needs libclang.
    --check only reports what would change.";

/// Runs the task.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let mut parsed = Args::new(args);
    let litert = parsed.required("--litert")?;
    let tflite = parsed.required("--tflite")?;
    let check = parsed.flag("--check");
    parsed.finish()?;
    if cfg!(feature = "codegen") {
        generate(&litert, &tflite, check)
    } else {
        with_feature(args)
    }
}

/// Runs this very task again in a build that has bindgen.
fn with_feature(args: &[String]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(&cargo)
        .args([
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--features",
            "codegen",
            "--",
            "codegen",
        ])
        .args(args)
        .status()
        .map_err(|e| format!("cannot run {}: {e}", cargo.to_string_lossy()))?;
    if status.success() {
        Ok(())
    } else {
        Err("codegen did not succeed (see above)".to_owned())
    }
}

#[cfg(not(feature = "codegen"))]
fn generate(_litert: &str, _tflite: &str, _check: bool) -> Result<(), String> {
    Err("this xtask was built without bindgen; add --features codegen".to_owned())
}

#[cfg(feature = "codegen")]
fn generate(litert: &str, tflite: &str, check: bool) -> Result<(), String> {
    use std::path::Path;

    let scratch = render::Scratch::new()?;
    let (litert, tflite) = (Path::new(litert), Path::new(tflite));
    let mut files = make::bindings(&[litert], &[tflite], scratch.path())?;
    let vendor = crate::paths::workspace_root()?.join("vendor/headers");
    files.extend(make::language_models(&vendor, scratch.path())?);
    render::write(files, check)
}
