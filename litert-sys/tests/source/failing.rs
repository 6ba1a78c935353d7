//! What a failure says: the lines that matter, where the rest is, and what to do.

use std::fs;

use crate::bench::{Bench, host};

/// Runs the build script and returns what it says when it fails.
fn failure(bench: &Bench, variables: &[(&str, &str)]) -> String {
    let output = bench.script(&host(), variables);
    assert!(!output.status.success(), "it was built");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn assert_parts(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "no '{part}' in: {said}");
    }
}

#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test source -- --ignored"]
fn values_that_cannot_be_are_refused() {
    let Some(bench) = Bench::new("values") else {
        return;
    };
    let tree = bench.path("tensorflow");
    for (name, value, parts) in [
        (
            "LITERT_SOURCE_DIR",
            "/nowhere",
            &["no such folder", "checkout of LiteRT"][..],
        ),
        ("LITERT_SOURCE_DIR", "tensorflow", &["relative", "absolute"]),
        (
            "LITERT_SOURCE_BUILD_DIR",
            "build",
            &["relative", "absolute"],
        ),
        (
            "LITERT_SOURCE_BUILD_TYPE",
            "fast",
            &["'fast'", "MinSizeRel"],
        ),
        (
            "LITERT_SOURCE_LIBRARIES",
            "flex",
            &["'flex'", "tensorflowlite_c and LiteRt"],
        ),
        ("LITERT_SOURCE_XNNPACK", "maybe", &["'maybe'", "1 or 0"]),
        ("LITERT_SOURCE_JOBS", "0", &["'0'", "at once"]),
        ("LITERT_SOURCE_CMAKE_ARGS", "-DA='b", &["open quote"]),
    ] {
        let said = failure(&bench, &[("LITERT_SOURCE_DIR", &tree), (name, value)]);
        assert_parts(&said, &[name]);
        assert_parts(&said, parts);
    }
}

#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test source -- --ignored"]
fn a_failed_compile_ends_in_the_compilers_words() {
    let Some(bench) = Bench::new("compile") else {
        return;
    };
    let file = bench.dir.join("tensorflow/tensorflow/lite/core/c/c_api.cc");
    fs::write(file, "int broken = this_is_not_there;\n").expect("a source file");
    let said = failure(&bench, &[("LITERT_SOURCE_DIR", &bench.path("tensorflow"))]);
    assert_parts(
        &said,
        &[
            "could not build the libraries",
            "c_api.cc",
            "error: ",
            "this_is_not_there",
            "libraries.log",
            "What to do: ",
        ],
    );
    assert!(said.lines().count() < 40, "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test source -- --ignored"]
fn what_is_missing_is_named_with_its_remedy() {
    let Some(bench) = Bench::new("missing") else {
        return;
    };
    let tree = bench.path("tensorflow");
    let checkout = ("LITERT_SOURCE_DIR", &*tree);
    // The dependency that no network brings.
    let absent = ("FETCHCONTENT_SOURCE_DIR_ABSEIL_CPP", "");
    let said = failure(&bench, &[checkout, absent]);
    assert_parts(
        &said,
        &["nowhere/abseil-cpp", "FETCHCONTENT_SOURCE_DIR_<NAME>"],
    );
    // CMake itself.
    let said = failure(&bench, &[checkout, ("CMAKE", "/nowhere/cmake")]);
    assert_parts(&said, &["install CMake 3.20 or later"]);
    // A compiler.
    let said = failure(&bench, &[checkout, ("CXX", "/nowhere/c++")]);
    assert_parts(&said, &["/nowhere/c++", "install a C and a C++ compiler"]);
    // A checkout: of anything else, and of the wrong kind for the library.
    let said = failure(&bench, &[("LITERT_SOURCE_DIR", &bench.path("absl"))]);
    assert_parts(
        &said,
        &["a checkout neither of", "set LITERT_SOURCE_DIR to the root"],
    );
    let said = failure(&bench, &[checkout, ("LITERT_SOURCE_LIBRARIES", "LiteRt")]);
    assert_parts(
        &said,
        &[
            "no library 'LiteRt'",
            "LITERT_SOURCE_LIBRARIES to what it has",
        ],
    );
}
