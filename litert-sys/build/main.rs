//! Build script: writes the pins as Rust constants; if a `download` feature is on, fetches the
//! pinned runtimes into the user's cache; with the feature `source`, builds libraries with CMake; if
//! a `link` feature is on, decides which libraries programs are linked with; with the feature
//! `generate-bindings`, makes bindings from the user's headers.

#[cfg(feature = "source")]
mod cmake;
#[cfg(feature = "generate-bindings")]
mod codegen;
mod download;
mod env;
mod fetch;
mod generate;
mod layout;
#[cfg(feature = "_link")]
mod link;
mod manifest;
mod message;
#[cfg(feature = "generate-bindings")]
mod own_headers;
mod record;

// What link mode needs to know of the crate's groups: their names.
#[cfg(feature = "_link")]
#[path = "../src/family.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "this script needs less than the crate"
)]
mod family;
#[cfg(feature = "_link")]
mod group;
#[cfg(feature = "_link")]
#[path = "../src/groups/mod.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "this script needs less than the crate"
)]
mod groups;

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "source")]
    if let Some(result) = cmake::run_if_asked() {
        return exit(result);
    }
    exit(run())
}

fn exit(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("{what}");
            ExitCode::FAILURE
        }
    }
}

/// Fails if the crate's own files are missing or broken, if the libraries that the feature `source`
/// asks for cannot be built, or if there is nothing to link with where that was asked for; never
/// because of a download.
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

    #[cfg(feature = "generate-bindings")]
    own_headers::run(&build)?;

    let download::Outcome {
        dirs: fetched,
        note,
    } = download::run(&build, &runtimes);
    #[cfg(feature = "source")]
    let built = cmake::run(&build)?.map(|built| built.dir);
    #[cfg(not(feature = "source"))]
    let built: Option<std::path::PathBuf> = None;
    record::write(&build.out_dir, built.as_deref(), &fetched);
    // What was built comes first, for everyone who asks this build for its libraries.
    let dirs: Vec<_> = built.into_iter().chain(fetched).collect();
    let list = std::env::join_paths(&dirs)
        .ok()
        .and_then(|list| list.into_string().ok());
    // A path that no list can hold, or no directive, is found again at run time: it is the cache's.
    let list = list
        .filter(|list| !list.contains(['\n', '\r']))
        .unwrap_or_default();
    message::rustc_env("LITERT_SYS_FETCH_NOTE", &note.unwrap_or_default());
    message::metadata("runtime_dirs", &list);

    #[cfg(feature = "_link")]
    let linked = generate::linked(&link::run(&build, &dirs)?);
    #[cfg(not(feature = "_link"))]
    let linked = generate::NOT_LINKED.to_owned();
    generate::write_linked(&build.out_dir, &linked).map_err(unwritable)
}
