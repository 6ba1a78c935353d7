//! Disks that are full, and read-only ones.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use litert_golden::skip_or_fail;

use crate::support::{folder, litert, stderr};

const MODEL: &str = "models/digits/digits_int8.tflite";

#[test]
fn files_that_find_no_room_are_named() {
    let folder = folder("full");
    for (arguments, option, name) in [
        (["inspect", MODEL].as_slice(), "--graph", "graph.svg"),
        (&["profile", MODEL, "--runs", "1"], "--trace", "trace.json"),
        (&["profile", MODEL, "--runs", "1"], "--flame", "flame.svg"),
        (&["bench", MODEL, "--runs", "1"], "--csv", "times.csv"),
        (&["bench", MODEL, "--runs", "1"], "--plot", "times.svg"),
    ] {
        // What is written is chosen by the name.
        let file = folder.join(name);
        symlink("/dev/full", &file).expect("a link");
        let mut command = litert([]);
        command.args(arguments).arg(option).arg(&file);
        let said = stderr(&mut command, 1);
        for words in [name, "No space left"] {
            assert!(
                said.contains(words),
                "{arguments:?}: no '{words}' in {said}"
            );
        }
    }
}

/// Half a bundle must not look like one.
#[test]
fn a_bundle_that_finds_no_room_leaves_nothing() {
    if !crate::bundle::is_fetched() {
        return;
    }
    let folder = folder("full_bundle");
    let disk = |size: &str, out: &str| {
        let script = format!(
            "mount -t tmpfs -o size={size} litert \"$0\" && \"$@\" --out \"$0/{out}\"; \
             echo code $?; ls -A \"$0\""
        );
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", &script]).arg(&folder);
        command.arg(env!("CARGO_BIN_EXE_litert"));
        command.args(["bundle", "--binary", "/bin/sh"]);
        command
            .args(["--engine", "compiled"])
            .env("LITERT_OFFLINE", "1");
        command.output()
    };
    if let Err(why) = may_mount(&folder) {
        skip_or_fail(why);
        return;
    }
    for (size, out) in [
        ("4k", "app"),
        ("1m", "app"),
        ("4k", "app.tar.gz"),
        ("1m", "app.tar.gz"),
    ] {
        let output = disk(size, out).expect("unshare");
        let (said, told) = (&output.stderr, &output.stdout);
        let (said, told) = (String::from_utf8_lossy(said), String::from_utf8_lossy(told));
        assert_eq!(told, "code 1\n", "{size} {out}: {told}{said}");
        assert!(
            said.contains("cannot write") && said.contains("No space left"),
            "{said}"
        );
    }
    assert!(fs::read_dir(&folder).expect("the folder").next().is_none());
}

fn may_mount(folder: &Path) -> Result<(), String> {
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", "mount -t tmpfs litert \"$0\""])
        .arg(folder)
        .output()
        .map_err(|error| format!("unshare cannot be started: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}
