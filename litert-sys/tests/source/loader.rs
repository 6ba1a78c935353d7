//! From the checkout to the loaded library, through cargo.

use std::fs;

use crate::bench::{Bench, host, text};

#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test source -- --ignored"]
fn options_reach_the_library_that_is_found_first() {
    let Some(bench) = Bench::new("loader") else {
        return;
    };
    let variables = [
        ("LITERT_SOURCE_DIR", &*bench.path("tensorflow")),
        ("LITERT_SOURCE_BUILD_TYPE", "MinSizeRel"),
        ("LITERT_SOURCE_XNNPACK", "0"),
        ("LITERT_SOURCE_RUY", "on"),
        ("LITERT_SOURCE_JOBS", "1"),
        ("LITERT_SOURCE_CMAKE_ARGS", "-DMINI_EXTRA='two words'"),
    ];
    let output = bench.cargo_run(None, &variables);
    let said = text(&output);
    assert!(output.status.success(), "{said}");
    for part in [
        "version 2.99.0-mini ",
        "xnnpack=OFF",
        "gpu=OFF",
        "ruy=ON",
        "type=MinSizeRel",
        "extra=two words",
    ] {
        assert!(said.contains(part), "no '{part}' in: {said}");
    }
    let library = bench.library(&host(), "libtensorflowlite_c.so");
    let loaded = format!("built from source: {}: loaded", library.display());
    assert!(said.contains(&loaded), "{said}");
    // Whatever the machine's cache holds was not looked at.
    assert!(!said.contains("pinned runtime"), "{said}");

    // Nothing changed: CMake does not run again.
    let log = bench.dir.join("build").join(host()).join("libraries.log");
    fs::write(&log, "not written again").expect("the log");
    let again = bench.cargo_run(None, &variables);
    assert!(again.status.success(), "{}", text(&again));
    assert_eq!(fs::read_to_string(&log).unwrap(), "not written again");

    // A source file changed: it does.
    let kernels = bench.dir.join("tensorflow/tensorflow/lite/core/c/c_api.cc");
    let changed = fs::read_to_string(&kernels)
        .unwrap()
        .replace("MINI_VERSION;", "\"2.99.1\";");
    fs::write(&kernels, changed).expect("a source file");
    let newer = bench.cargo_run(None, &variables);
    assert!(text(&newer).contains("version 2.99.1"), "{}", text(&newer));
}

/// Link mode takes what was built before anything that was fetched.
#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test source -- --ignored"]
fn programs_are_linked_with_what_was_built() {
    let Some(bench) = Bench::new("linked") else {
        return;
    };
    let variables = [
        ("LITERT_SOURCE_DIR", &*bench.path("tensorflow")),
        ("LITERT_SOURCE_CMAKE_ARGS", "-DMINI_EXTRA=linked"),
    ];
    let output = bench.cargo_run(Some("linked"), &variables);
    let said = text(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("extra=linked"), "{said}");
    let loaded = |line: &str| line.contains("linked with the program") && line.contains("loaded");
    assert!(said.lines().any(loaded), "{said}");
}
