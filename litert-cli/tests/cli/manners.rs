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

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    // More than a pipe holds, so that the command must notice.
    let mut child = litert(["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let mut said = String::new();
    let mut stderr = child.stderr.take().expect("a pipe");
    stderr.read_to_string(&mut said).expect("UTF-8");
    assert_eq!(said, "");
    assert!(child.wait().expect("an end").success());
}

#[test]
fn completions_and_manual_pages_are_complete() {
    let script = stdout(&mut litert(["completions", "bash"]), 0);
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("man");
    let folder = folder.to_str().expect("UTF-8");
    assert_eq!(stdout(&mut litert(["man", "--out", folder]), 0), "");
    for command in ["labels", "completions"] {
        assert!(script.contains(&format!("litert,{command})")), "{command}");
        let page = fs::read_to_string(format!("{folder}/litert-{command}.1")).expect("a page");
        assert!(page.contains(".SH SYNOPSIS"), "{page}");
    }
    assert!(stdout(&mut litert(["man"]), 0).contains("Exit codes"));
}
