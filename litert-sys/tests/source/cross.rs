//! Builds for another processor.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::bench::{Bench, has, host, skip, text};

const TARGET: &str = "aarch64-unknown-linux-gnu";
const COMPILER: &str = "aarch64-linux-gnu-g++";

fn bench(name: &str) -> Option<Bench> {
    if host() == TARGET || !has(COMPILER) {
        skip(&format!(
            "{COMPILER} is not installed; .ci/source-setup installs it"
        ));
        return None;
    }
    Bench::new(name)
}

/// Whether a file is for 64-bit ARM, and whether it holds a text.
fn check(library: &Path, part: &str) {
    let bytes = fs::read(library).expect("a library");
    assert_eq!(bytes[18..20], [183, 0], "not an ELF file for AArch64");
    let found = bytes
        .windows(part.len())
        .any(|window| window == part.as_bytes());
    assert!(found, "no '{part}' in {}", library.display());
}

#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test source -- --ignored"]
fn the_target_chooses_the_compiler_and_flatc_is_built_for_this_machine() {
    let Some(bench) = bench("cross") else {
        return;
    };
    for checkout in ["tensorflow", "litert"] {
        let output = bench.script(TARGET, &[("LITERT_SOURCE_DIR", &bench.path(checkout))]);
        assert!(output.status.success(), "{}", text(&output));
        let library = bench.library(TARGET, "libtensorflowlite_c.so");
        check(&library, "flatc=ran for=Linux-aarch64");
    }
    check(
        &bench.library(TARGET, "libLiteRt.so"),
        "LiteRtCreateEnvironment",
    );
}

#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test source -- --ignored"]
fn compilers_and_tools_of_the_user_are_taken() {
    let Some(bench) = bench("cross-own") else {
        return;
    };
    let compiler = bench.dir.join("my-g++");
    let used = bench.dir.join("used");
    script(
        &compiler,
        &format!("echo x >> '{}'\nexec {COMPILER} \"$@\"", used.display()),
    );
    script(&bench.dir.join("tools/flatc"), "printf mine");
    let output = bench.script(
        TARGET,
        &[
            ("LITERT_SOURCE_DIR", &bench.path("tensorflow")),
            ("LITERT_SOURCE_HOST_TOOLS", &bench.path("tools")),
            ("CXX_aarch64_unknown_linux_gnu", &bench.path("my-g++")),
        ],
    );
    assert!(output.status.success(), "{}", text(&output));
    assert!(used.exists(), "the compiler of the user was not called");
    let library = bench.library(TARGET, "libtensorflowlite_c.so");
    check(&library, "flatc=mine for=Linux-aarch64");
}

fn script(path: &Path, body: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, format!("#!/bin/sh\n{body}\n")).expect("a script");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a mode");
}
