//! The real packages, over the network.

use crate::fetch::{self, Choice, FetchError, How, Limits, Request};
use crate::manifest;
use crate::support::{TempDir, skip};
use litert_sys::pins;
use std::path::Path;

/// Fetches a default runtime into an empty cache, then once more.
fn fetch(name: &str, target: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtimes.toml");
    let runtimes = manifest::read(&path).expect("the crate's pins");
    let runtime = runtimes
        .iter()
        .find(|r| r.default && r.name == name)
        .expect("a pin");
    let cache = TempDir::new();
    let request = Request {
        runtime,
        target,
        cache: Some(&cache.0),
        python: Choice::default(),
        limits: Limits::default(),
        offline: None,
    };
    match fetch::fetch(&request) {
        Ok(fetched) => assert_eq!(fetched.how, How::Downloaded { replaced: None }),
        Err(
            error @ (FetchError::Pip { .. }
            | FetchError::NoPython { .. }
            | FetchError::NoPip { .. }
            | FetchError::UnsupportedTarget { .. }),
        ) => return skip(&error.to_string()),
        Err(error) => panic!("{error}"),
    }
    assert_eq!(
        fetch::fetch(&request).expect("a cached runtime").how,
        How::Cached
    );
}

#[test]
fn the_official_package_for_this_machine() {
    fetch("litert", pins::TARGET);
}

#[test]
fn a_package_for_another_machine() {
    let other = match pins::TARGET {
        "aarch64-unknown-linux-gnu" => "x86_64-pc-windows-msvc",
        _ => "aarch64-unknown-linux-gnu",
    };
    fetch("tflite-community", other);
}
