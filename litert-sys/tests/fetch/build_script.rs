//! The build script as cargo runs it: whatever is missing, the build succeeds and says so once.

use std::path::Path;
use std::process::Command;

use crate::support::TempDir;

/// Builds this crate with every download feature and an empty cache; yields its warnings.
fn warnings(arguments: &[&str], variables: &[(&str, &str)]) -> Vec<String> {
    let cache = TempDir::new();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fetch-build-script");
    let mut cargo = Command::new(env!("CARGO"));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let ours = ["LITERT_", "PIP_", "CARGO_NET_"]
            .iter()
            .any(|prefix| text.starts_with(prefix));
        if ours || text == "DOCS_RS" || text == "CARGO_BUILD_TARGET" {
            cargo.env_remove(&name);
        }
    }
    let output = cargo
        .args([
            "check",
            "--manifest-path",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ])
        .args(["--features", "download,download-tflite-community"])
        .args(arguments)
        .env("CARGO_TARGET_DIR", target)
        .env("LITERT_CACHE_DIR", &cache.0)
        .env("PIP_NO_INDEX", "1")
        .env(
            "PIP_CONFIG_FILE",
            if cfg!(windows) { "nul" } else { "/dev/null" },
        )
        .envs(variables.iter().copied())
        .output()
        .expect("cargo");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the build failed: {text}");
    let of_script = |line: &&str| line.starts_with("warning: litert-sys@");
    text.lines().filter(of_script).map(str::to_owned).collect()
}

/// One test: cargo would make several wait for each other.
#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test fetch -- --ignored"]
fn a_build_that_fetches_nothing_succeeds_with_one_warning() {
    let one = |arguments: &[&str], variables: &[(&str, &str)], words: &[&str]| {
        let warnings = warnings(arguments, variables);
        let [warning] = &warnings[..] else {
            panic!("not one warning: {warnings:#?}")
        };
        for word in words.iter().chain(&["LITERT_LIBRARY_PATH"]) {
            assert!(warning.contains(word), "`{word}` is not in: {warning}");
        }
    };
    one(&[], &[("LITERT_OFFLINE", "1")], &["LITERT_OFFLINE is set"]);
    one(
        &[],
        &[("CARGO_NET_OFFLINE", "true")],
        &["CARGO_NET_OFFLINE is set"],
    );
    one(
        &[],
        &[("LITERT_PYTHON", "no-such-python")],
        &["no Python 3", "no-such-python"],
    );
    if cfg!(unix) {
        one(&["--offline"], &[], &["cargo runs with --offline"]);
    }
    assert_eq!(
        warnings(&[], &[("LITERT_LIBRARY_PATH", "/opt/own")]),
        [""; 0]
    );
    assert_eq!(warnings(&[], &[("DOCS_RS", "1")]), [""; 0]);
}
