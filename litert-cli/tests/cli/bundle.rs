//! `litert bundle`, with this command as the program to take along.
#![cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]

use std::fs;
use std::path::Path;
use std::process::Command;

use litert_golden::skip_or_fail;
use serde_json::Value;

use crate::support::{folder, litert, stderr, stdout};

const PROGRAM: &str = env!("CARGO_BIN_EXE_litert");
const MODEL: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../models/digits/digits_int8.tflite"
);

/// A program for this processor that is small.
const SHELL: &str = "/bin/sh";

fn bundle(program: &str, arguments: &[&str], out: &Path) -> Command {
    let mut command = litert(["bundle", "--binary", program, "--out"]);
    command.arg(out).args(arguments).env("LITERT_OFFLINE", "1");
    command
}

/// Whether the library of compiled models is fetched.
pub(crate) fn is_fetched() -> bool {
    let path = litert(["runtime", "path", "litert"]).output();
    let fetched = path.expect("the command starts").status.success();
    if !fetched {
        skip_or_fail("the runtime litert is not fetched");
    }
    fetched
}

#[test]
fn a_bundle_starts_from_any_folder_without_a_variable() {
    if !is_fetched() {
        return;
    }
    let folder = folder("bundle_moved");
    let made = folder.join("app.tar.gz");
    let json = stdout(
        &mut bundle(
            PROGRAM,
            &["--engine", "compiled", "--model", MODEL, "--json"],
            &made,
        ),
        0,
    );
    let report: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(report["start"], "bin/litert");
    let needs = report["needs"]["GLIBC"].as_str().expect("a version");
    assert!(needs.starts_with("2."), "{needs}");
    let paths: Vec<_> = report["files"].as_array().expect("files").iter().collect();
    let paths: Vec<_> = paths.iter().map(|file| file["path"].as_str()).collect();
    let expected = [
        "bin/litert",
        "lib/libLiteRt.so",
        "licenses/ai-edge-litert-2.3.0/LICENSE",
        "models/digits_int8.tflite",
    ];
    assert_eq!(paths, expected.map(Some), "no accelerator without --gpu");

    let device = folder.join("some where");
    fs::create_dir_all(&device).expect("a folder");
    run(Command::new("tar")
        .arg("-xzf")
        .arg(&made)
        .arg("-C")
        .arg(&device));
    let app = device.join("app");
    run(Command::new("sha256sum")
        .args(["--check", "--strict", "SHA256SUMS"])
        .current_dir(&app));
    let program = app.join("bin/litert");
    let found = run(Command::new(&program).args(["doctor", "--all"]).env_clear());
    let library = app.join("lib/libLiteRt.so");
    let library = library.to_str().expect("UTF-8");
    assert!(found.contains(library), "no {library} in {found}");
}

/// What a command prints, which must go well; `doctor` may find problems.
fn run(command: &mut Command) -> String {
    let output = command.output().expect("the command starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        matches!(output.status.code(), Some(0 | 3)),
        "{:?}: {text}{errors}",
        output.status
    );
    text
}

#[test]
fn the_same_files_make_the_same_archive() {
    let folder = folder("bundle_same");
    let read = |name: &str| {
        let out = folder.join(name).join("app.tar.gz");
        fs::create_dir_all(out.parent().expect("a folder")).expect("a folder");
        // A library of one's own needs no runtime; any file for this processor will do here.
        stdout(&mut bundle(SHELL, &["--library", SHELL], &out), 0);
        fs::read(out).expect("an archive")
    };
    assert!(read("first") == read("second"), "the archives differ");
}

#[test]
fn what_cannot_work_is_refused_before_anything_is_written() {
    let folder = folder("bundle_refused");
    let out = folder.join("app");
    let other = "aarch64-unknown-linux-gnu";
    for (arguments, words) in [
        (&["--library", MODEL][..], "no program or library for Linux"),
        (
            &["--library", SHELL, "--target", other],
            "built for another processor, x86_64",
        ),
        (&["--library", SHELL, "--gpu"], "add --engine compiled"),
        (
            &["--library", SHELL, "--model", MODEL, "--model", MODEL],
            "two files would become models/digits_int8.tflite",
        ),
        (
            &["--library", "/nowhere/libtensorflowlite_c.so"],
            "is not there",
        ),
        (
            &[
                "--engine",
                "interpreter",
                "--target",
                "riscv64gc-unknown-linux-gnu",
            ],
            "built for another processor",
        ),
    ] {
        let said = stderr(&mut bundle(SHELL, arguments, &out), 1);
        assert!(said.contains(words), "no '{words}' in: {said}");
        assert!(!out.exists(), "{arguments:?}");
    }
    let said = stderr(&mut bundle(SHELL, &[], &out), 2);
    assert!(said.contains("--engine"), "{said}");

    fs::write(&out, "mine").expect("a file");
    let said = stderr(&mut bundle(SHELL, &["--library", SHELL], &out), 1);
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(fs::read(&out).expect("a file"), b"mine");
    // Nothing half done is left beside it.
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1);
}
