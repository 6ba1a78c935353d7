//! Build script: writes the pins as Rust constants and, if a `download` feature is on, fetches the
//! pinned runtimes into the user's cache.

mod download;
mod env;
mod fetch;
mod generate;
mod layout;
mod manifest;
mod message;

use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("{what}");
            ExitCode::FAILURE
        }
    }
}

/// Fails only if the crate's own files are missing or broken, never because of a download.
fn run() -> Result<(), String> {
    let build = env::Build::read().ok_or("this is a build script: run it with cargo")?;
    let manifest = build.manifest_dir.join("runtimes.toml");
    message::rerun_if_changed(&manifest);
    let broken = |error| {
        format!(
            "{}: {error}; get the crate's sources again",
            manifest.display()
        )
    };
    let runtimes = manifest::read(&manifest).map_err(broken)?;
    let text = manifest::text(&manifest).map_err(broken)?;
    let unwritable = |error| format!("{}: {error}", build.out_dir.display());
    generate::write(&build.out_dir, &runtimes, &build.target)
        .and_then(|()| std::fs::write(build.out_dir.join("runtimes.toml"), text))
        .map_err(unwritable)?;

    let download::Outcome { dirs, note } = download::run(&build, &runtimes);
    // A path that no list can hold, or no directive, is found again at run time: it is the cache's.
    let list = std::env::join_paths(&dirs)
        .ok()
        .and_then(|list| list.into_string().ok());
    let list = list
        .filter(|list| !list.contains(['\n', '\r']))
        .unwrap_or_default();
    message::rustc_env("LITERT_SYS_RUNTIME_DIRS", &list);
    message::rustc_env("LITERT_SYS_FETCH_NOTE", &note.unwrap_or_default());
    message::metadata("runtime_dirs", &list);
    Ok(())
}
