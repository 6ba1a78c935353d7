//! Each way to fail is an error of its own whose text says what to do, and leaves nothing behind.

use std::fs;

use crate::fetch::{FetchError, Request};
use crate::support::Bench;

fn assert_says(error: &FetchError, words: &[&str]) {
    let text = error.to_string();
    for word in words {
        assert!(text.contains(word), "`{word}` is not in: {text}");
    }
    assert!(!text.contains('\n'), "a warning is one line: {text}");
}

fn assert_nothing_installed(bench: &Bench) {
    assert!(!bench.cache.join("probe-1.0").exists());
    assert_eq!(bench.leftovers(), [""; 0]);
}

#[test]
fn a_wheel_with_another_hash_is_refused() {
    let Some(mut bench) = Bench::new() else {
        return;
    };
    let wrong = "0".repeat(64);
    let right = std::mem::replace(&mut bench.runtime.wheels[0].sha256, wrong.clone());
    let error = bench.fetch().expect_err("a wheel with another hash");
    assert!(matches!(error, FetchError::Mismatch { .. }), "{error:?}");
    assert_says(&error, &[&right, &wrong, ".whl", "mirror"]);
    assert_nothing_installed(&bench);
}

#[test]
fn a_file_with_another_hash_is_refused() {
    let Some(mut bench) = Bench::new() else {
        return;
    };
    let wrong = "0".repeat(64);
    bench.runtime.wheels[0].members[1].sha256 = wrong.clone();
    let error = bench.fetch().expect_err("a file with another hash");
    assert!(matches!(error, FetchError::Mismatch { .. }), "{error:?}");
    assert_says(&error, &["probe/libextra.so", &wrong]);
    assert_nothing_installed(&bench);
}

#[test]
fn a_file_that_is_missing_or_has_another_size_is_refused() {
    let Some(mut bench) = Bench::new() else {
        return;
    };
    bench.runtime.wheels[0].members[1].size += 1;
    let error = bench.fetch().expect_err("a file with another size");
    assert!(matches!(error, FetchError::Unpack { .. }), "{error:?}");
    assert_says(&error, &["probe/libextra.so", "another size"]);

    bench.runtime.wheels[0].members[1].path = "probe/absent.so".to_owned();
    let error = bench.fetch().expect_err("a file that is not there");
    assert!(matches!(error, FetchError::Unpack { .. }), "{error:?}");
    assert_says(&error, &["probe/absent.so"]);
    assert_nothing_installed(&bench);
}

#[test]
fn an_index_without_the_package_is_told() {
    let Some(mut bench) = Bench::new() else {
        return;
    };
    bench.runtime.version = "9.9".to_owned();
    let error = bench.fetch().expect_err("a version that does not exist");
    assert!(matches!(error, FetchError::Pip { .. }), "{error:?}");
    assert_says(
        &error,
        &[
            "probe-runtime==9.9",
            "LITERT_LIBRARY_PATH",
            "network",
            "LITERT_OFFLINE",
        ],
    );
    assert_nothing_installed(&bench);
}

#[test]
fn an_index_that_cannot_be_reached_is_told_soon() {
    let Some(bench) = Bench::new() else { return };
    // Port 9 of this machine: nobody listens there.
    let arguments = bench.dir.0.join("arguments");
    bench.set_python(&format!(
        "unset PIP_NO_INDEX PIP_FIND_LINKS\n\
         echo \"$@\" >> {arguments:?}\n\
         PIP_CONFIG_FILE=/dev/null PIP_INDEX_URL=http://127.0.0.1:9/simple exec python3 \"$@\""
    ));
    let retry = |request: &mut Request<'_>| request.limits.retries = Some(1);
    let error = bench.fetch_with(retry).expect_err("no index");
    assert!(matches!(error, FetchError::Pip { .. }), "{error:?}");
    assert_says(&error, &["could not be reached"]);
    // pip's own numbers, 5 times 15 seconds, would be long.
    let arguments = fs::read_to_string(arguments).expect("the script wrote it");
    assert!(arguments.contains("--timeout 5 --retries 1"), "{arguments}");
}

#[test]
fn offline_with_an_empty_cache_is_told() {
    let Some(bench) = Bench::new() else { return };
    let offline = |request: &mut Request<'_>| {
        request.offline = Some("LITERT_OFFLINE is set".to_owned());
    };
    let error = bench.fetch_with(offline).expect_err("an empty cache");
    assert!(matches!(error, FetchError::Offline { .. }), "{error:?}");
    assert!(!error.is_transient());
    assert_says(
        &error,
        &[
            "LITERT_OFFLINE is set",
            "does not exist",
            "LITERT_CACHE_DIR",
        ],
    );
    assert_eq!(bench.downloads(), 0);
}

#[test]
fn a_missing_python_or_pip_is_told() {
    let Some(bench) = Bench::new() else { return };
    bench.set_python("exit 9");
    let error = bench.fetch().expect_err("no Python");
    assert!(matches!(error, FetchError::NoPython { .. }), "{error:?}");
    assert_says(&error, &["LITERT_PYTHON", "install Python 3"]);

    bench.set_python("echo 'litert-rs 3 False'");
    let error = bench.fetch().expect_err("no pip");
    assert!(matches!(error, FetchError::NoPip { .. }), "{error:?}");
    assert_says(&error, &["pip", "ensurepip"]);
    assert!(error.is_transient());
}

#[test]
fn a_target_without_package_is_told() {
    let Some(bench) = Bench::new() else { return };
    let error = bench
        .fetch_with(|request| request.target = "riscv64gc-unknown-linux-gnu")
        .expect_err("no such wheel");
    assert!(
        matches!(error, FetchError::UnsupportedTarget { .. }),
        "{error:?}"
    );
    assert!(!error.is_transient());
    assert_says(
        &error,
        &["riscv64gc-unknown-linux-gnu", "LITERT_LIBRARY_PATH"],
    );
}

#[test]
fn a_cache_that_cannot_be_written_or_found_is_told() {
    let Some(bench) = Bench::new() else { return };
    std::fs::write(&bench.cache, "a file where the cache should be").expect("a file");
    let error = bench.fetch().expect_err("a file");
    assert!(matches!(error, FetchError::Io { .. }), "{error:?}");
    assert_says(
        &error,
        &[&bench.cache.to_string_lossy(), "LITERT_CACHE_DIR"],
    );

    let error = bench
        .fetch_with(|request| request.cache = None)
        .expect_err("no cache");
    assert!(matches!(error, FetchError::NoCacheDir), "{error:?}");
    assert_says(&error, &["LITERT_CACHE_DIR"]);
}
