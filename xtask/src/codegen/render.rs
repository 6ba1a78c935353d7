//! Formats the generated files and writes them, or says how they differ.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::paths;

/// The module file: fixed text, because every file below it is generated.
const MODULE: &str = r#"//! The C declarations, as the upstream headers give them. Names are the C names.
//!
//! `*_types` hold the structs, enums (integer newtypes) and constants. `*_functions` hold one
//! function-pointer type per C function, named like the function: nothing here has to be linked.

#![allow(missing_docs)]
#![allow(non_camel_case_types, non_snake_case, non_upper_case_globals)]
#![allow(unreachable_pub, dead_code)]
#![allow(clippy::all, clippy::pedantic)]

pub mod litert_functions;
pub mod litert_types;
#[cfg(feature = "lm")]
pub mod lm_functions;
#[cfg(feature = "lm")]
pub mod lm_types;
pub mod tflite_functions;
pub mod tflite_types;
"#;

/// Writes the files, or with `check` reports the ones that would change.
pub(crate) fn write(bindings: Vec<(String, String)>, check: bool) -> Result<(), String> {
    let folder = paths::workspace_root()?.join("litert-sys/src/generated");
    let module = ("mod.rs".to_owned(), MODULE.to_owned());
    let mut files = Vec::new();
    for (name, text) in [module].into_iter().chain(bindings) {
        files.push((name, rustfmt(&text)?));
    }
    let mut stale = Vec::new();
    for (name, text) in &files {
        let path = folder.join(name);
        if std::fs::read_to_string(&path).is_ok_and(|old| old == *text) {
            continue;
        }
        if !check {
            std::fs::create_dir_all(&folder)
                .and_then(|()| std::fs::write(&path, text))
                .map_err(|e| format!("cannot write {}: {e}", path.display()))?;
        }
        stale.push(name.as_str());
    }
    match (stale.is_empty(), check) {
        (true, _) => println!("codegen: {} files are up to date", files.len()),
        (false, false) => println!("codegen: wrote {}", stale.join(", ")),
        (false, true) => {
            return Err(format!(
                "{} differ from what these headers give; run `cargo xtask codegen` without --check",
                stale.join(", ")
            ));
        }
    }
    Ok(())
}

/// `source` as the workspace's rustfmt would have it.
fn rustfmt(source: &str) -> Result<String, String> {
    let config = paths::workspace_root()?.join("rustfmt.toml");
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout", "--config-path"])
        .arg(&config)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("cannot run rustfmt (rustup component add rustfmt): {e}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        let source = source.to_owned();
        // From a thread: rustfmt may fill its output pipe before it has read all of its input.
        let feeder = std::thread::spawn(move || stdin.write_all(source.as_bytes()));
        let output = child
            .wait_with_output()
            .map_err(|e| format!("rustfmt: {e}"))?;
        let fed = feeder
            .join()
            .map_err(|_| "the thread that feeds rustfmt failed".to_owned())?;
        fed.map_err(|e| format!("cannot write to rustfmt: {e}"))?;
        if output.status.success() {
            return String::from_utf8(output.stdout).map_err(|e| format!("rustfmt: {e}"));
        }
    }
    Err("rustfmt refused the generated text (see above)".to_owned())
}

/// A folder for the stand-in headers, removed at the end.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Makes the folder.
    pub(crate) fn new() -> Result<Self, String> {
        let path = std::env::temp_dir().join(format!("litert-codegen-{}", std::process::id()));
        std::fs::create_dir_all(&path)
            .map_err(|e| format!("cannot create {}: {e}", path.display()))?;
        Ok(Self(path))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Left behind at worst: a few bytes in the temporary folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
