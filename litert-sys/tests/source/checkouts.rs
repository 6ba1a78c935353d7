//! Both kinds of checkouts, and which libraries come out.

use std::path::Path;
use std::process::Command;

use litert_sys::{Family, LiteRtApi, LoadReport, Search, TfLiteApi};

use crate::bench::{Bench, host, text};

fn tflite(path: &Path) -> TfLiteApi {
    // SAFETY: a library of functions that do nothing, which this test had built.
    let search = unsafe { Search::new().library(path) };
    let found = search.find(
        Family::TfLite,
        &mut LoadReport::default(),
        TfLiteApi::resolve,
    );
    found.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test source -- --ignored"]
fn a_litert_checkout_gives_both_libraries() {
    let Some(bench) = Bench::new("both") else {
        return;
    };
    let output = bench.script(&host(), &[("LITERT_SOURCE_DIR", &bench.path("litert"))]);
    assert!(output.status.success(), "{}", text(&output));

    let api = tflite(&bench.library(&host(), "libtensorflowlite_c.so"));
    let version = api.version.to_string();
    assert!(version.contains("type=Release"), "{version}");
    // Nothing calls the delegate: the linker was told to keep it.
    assert!(api.source.has(c"TfLiteXNNPackDelegateCreate"));

    // SAFETY: as above.
    let search = unsafe { Search::new().library(bench.library(&host(), "libLiteRt.so")) };
    let found = search.find(
        Family::LiteRt,
        &mut LoadReport::default(),
        LiteRtApi::resolve,
    );
    let api = found.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(api.version, litert_sys::LiteRtVersion::V2_3);
}

#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test source -- --ignored"]
fn one_library_is_built_if_one_is_asked_for_and_options_do_not_linger() {
    let Some(bench) = Bench::new("one") else {
        return;
    };
    let checkout = bench.path("litert");
    let wanted = [
        ("LITERT_SOURCE_DIR", &*checkout),
        ("LITERT_SOURCE_LIBRARIES", "tensorflowlite_c"),
    ];
    let without = [&wanted[..], &[("LITERT_SOURCE_XNNPACK", "0")]].concat();
    let output = bench.script(&host(), &without);
    assert!(output.status.success(), "{}", text(&output));
    let library = bench.library(&host(), "libtensorflowlite_c.so");
    assert!(!bench.library(&host(), "libLiteRt.so").exists());
    // Copied, because a library that is open stays what it was.
    let copy = bench.dir.join("copy.so");
    std::fs::copy(&library, &copy).expect("a copy");
    let api = tflite(&copy);
    assert!(!api.source.has(c"TfLiteXNNPackDelegateCreate"));

    let output = bench.script(&host(), &wanted);
    assert!(output.status.success(), "{}", text(&output));
    let api = tflite(&library);
    assert!(
        api.version.to_string().contains("xnnpack=ON"),
        "{}",
        api.version
    );
}

#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert-sys --test source -- --ignored"]
fn without_a_checkout_the_pinned_tag_is_fetched_with_git() {
    let Some(bench) = Bench::new("fetched") else {
        return;
    };
    let checkout = bench.dir.join("litert");
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "."],
        &[
            "-c",
            "user.name=test",
            "-c",
            "user.email=test@localhost",
            "commit",
            "--quiet",
            "--message",
            "miniature",
        ],
        &["tag", "v2.2.0"],
    ] {
        let git = Command::new("git")
            .current_dir(&checkout)
            .args(arguments)
            .status();
        assert!(
            git.is_ok_and(|status| status.success()),
            "git {arguments:?}"
        );
    }
    let repository = format!("-DLITERT_RS_REPOSITORY=file://{}", checkout.display());
    let output = bench.script(&host(), &[("LITERT_SOURCE_CMAKE_ARGS", &repository)]);
    assert!(output.status.success(), "{}", text(&output));
    let api = tflite(&bench.library(&host(), "libtensorflowlite_c.so"));
    assert!(api.version.to_string().starts_with("2.99.0-mini"));
}
