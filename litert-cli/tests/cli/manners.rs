//! What all commands have in common.

use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use crate::support::{litert, snapshot, stderr, stdout};

#[test]
fn help_is_for_people() {
    let text = stdout(litert(["--help"]).env("COLUMNS", "80"), 0);
    snapshot("help.txt").assert_eq(&text.replace(".exe", ""));
}

#[test]
fn a_wrong_command_line_has_an_exit_code_of_its_own() {
    assert!(stderr(&mut litert(["inspekt"]), 2).contains("inspekt"));
    assert!(stderr(&mut litert([]), 2).contains("Usage"));
}

/// One of each, so that every command meets what can happen to its output.
const COMMANDS: [&[&str]; 7] = [
    &[
        "inspect",
        "models/digits/digits_int8.tflite",
        "--json",
        "--weights",
    ],
    &["inspect", "models/tiny/control_flow.tflite"],
    &["labels", "models/digits/digits_int8.tflite"],
    &["doctor"],
    &["runtime", "list"],
    // More than a pipe holds, so that writing fails in the middle and not at the end.
    &["completions", "zsh"],
    &["man"],
];

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    for arguments in COMMANDS {
        let mut child = litert([])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        drop(child.stdout.take());
        let mut said = String::new();
        let mut stderr = child.stderr.take().expect("a pipe");
        stderr.read_to_string(&mut said).expect("UTF-8");
        assert_eq!(said, "", "{arguments:?}");
        assert!(child.wait().expect("an end").success(), "{arguments:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    for arguments in COMMANDS {
        let full = fs::File::options()
            .write(true)
            .open("/dev/full")
            .expect("Linux has it");
        let output = litert([])
            .args(arguments)
            .stdout(full)
            .output()
            .expect("the command starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(
            said.starts_with("error:") && said.contains("No space left"),
            "{arguments:?}: {said}"
        );
    }
}

#[test]
fn completions_and_manual_pages_are_complete() {
    let script = stdout(&mut litert(["completions", "bash"]), 0);
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("man");
    let folder = folder.to_str().expect("UTF-8");
    let written = stdout(&mut litert(["man", "--out", folder]), 0);
    for file in written
        .lines()
        .map(|line| line.strip_prefix("written: ").expect("a file"))
    {
        assert!(fs::exists(file).expect("a folder"), "{file}");
    }
    let pages = fs::read_dir(folder).expect("a folder").count();
    assert_eq!(written.lines().count(), pages);
    for command in ["labels", "completions"] {
        assert!(script.contains(&format!("litert,{command})")), "{command}");
        let page = fs::read_to_string(format!("{folder}/litert-{command}.1")).expect("a page");
        assert!(page.contains(".SH SYNOPSIS"), "{page}");
    }
    assert!(stdout(&mut litert(["man"]), 0).contains("Exit codes"));
}
