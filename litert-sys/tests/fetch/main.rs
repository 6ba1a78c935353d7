//! Fetching the pinned runtimes: the build script's code, run as ordinary functions.

// The build script is no library, so its files are compiled into this test. Parts that only the
// build script itself calls are unused here.
#[allow(dead_code, unreachable_pub)]
#[path = "../../build/fetch/mod.rs"]
mod fetch;
#[allow(dead_code, unreachable_pub)]
#[path = "../../build/layout.rs"]
mod layout;
#[allow(dead_code, unreachable_pub)]
#[path = "../../build/manifest.rs"]
mod manifest;

mod build_script;
mod damaged;
mod failing;
#[cfg(target_os = "linux")]
mod full;
mod hostile_folder;
mod parallel;
mod pinned;
mod real;
mod support;
