//! The scripts in `.ci` explain themselves, and run only when they are asked to.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn start(script: &Path, argument: &str) -> Output {
    let mut command = Command::new("bash");
    // Nothing that a script could install or build with.
    command
        .arg(script)
        .arg(argument)
        .env("LITERT_GPU_SETUP", "check");
    command.output().expect("bash starts")
}

#[test]
fn scripts_help_instead_of_running() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.ci");
    let mut scripts = 0;
    for entry in fs::read_dir(folder).expect("the scripts") {
        let script = entry.expect("a script").path();
        let text = fs::read_to_string(&script).expect("a script");
        if !text.starts_with("#!/usr/bin/env bash") {
            continue;
        }
        scripts += 1;
        // Whatever else it would do comes later than this.
        let asks = text.find("-h | --help)").expect("it knows --help");
        let works = text.find("\ncd ").unwrap_or(usize::MAX);
        assert!(asks < works, "{}", script.display());
        let about = text
            .lines()
            .nth(1)
            .expect("what it does")
            .trim_start_matches("# ");
        for argument in ["--help", "-h"] {
            let output = start(&script, argument);
            assert!(output.status.success(), "{output:?}");
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(
                said.starts_with(about) && !said.contains("set -euo"),
                "{said}"
            );
        }
        let output = start(&script, "--hepl");
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains("'--hepl'") && said.contains("--help"),
            "{said}"
        );
    }
    assert!(scripts >= 6, "{scripts}");
}
