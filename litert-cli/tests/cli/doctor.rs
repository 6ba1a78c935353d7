//! `litert doctor`.

use std::fs;
use std::path::Path;

use litert_golden::skip_or_fail;
use litert_test_support::standin::LANGUAGE_MODELS;
use serde_json::Value;

use crate::support::{litert, stdout};

/// The command's JSON form, in an environment that someone made worse.
fn doctor(variables: &[(&str, &str)], code: i32) -> Value {
    let mut command = litert(["doctor", "--json"]);
    command.envs(variables.iter().copied());
    serde_json::from_str(&stdout(&mut command, code)).expect("JSON")
}

fn findings(report: &Value, severity: &str) -> Vec<String> {
    let all = report["findings"].as_array().into_iter().flatten();
    let fitting = all.filter(|finding| finding["severity"] == severity);
    fitting
        .map(|finding| format!("{}; {}", finding["message"], finding["advice"]))
        .collect()
}

#[test]
fn libraries_and_what_they_can_do_are_found() {
    if litert::Runtime::load().is_err() {
        skip_or_fail("there is no runtime");
        return;
    }
    let report = doctor(&[], 0);
    assert_eq!(report["healthy"], true);
    let loaded = report["libraries"]["loaded"].as_array().expect("a list");
    let expected = litert::Runtime::load().expect("a runtime").libraries();
    assert_eq!(loaded.len(), expected.len());
    for (found, expected) in loaded.iter().zip(&expected) {
        assert_eq!(found["path"], expected.path);
        assert_eq!(found["version"], expected.version);
    }
    let text = stdout(&mut litert(["doctor"]), 0);
    for library in &expected {
        assert!(text.contains(&library.version), "{text}");
    }
    if let Ok(home) = std::env::var("HOME") {
        assert!(
            home.len() < 2 || !text.contains(&home),
            "who it was is nobody's business: {text}"
        );
    }
}

#[test]
fn a_missing_library_is_a_problem_with_advice() {
    let report = doctor(&[("LITERT_LIBRARY_PATH", "/no/such/library.so")], 3);
    assert_eq!(report["healthy"], false);
    let problems = findings(&report, "problem").join("\n");
    for words in ["no model can be run", "/no/such/library.so", "unset"] {
        assert!(problems.contains(words), "{words}: {problems}");
    }
    let mut command = litert(["doctor"]);
    command
        .env("LITERT_LIBRARY_PATH", "/no/such/library.so")
        .env("COLUMNS", "60");
    // Cargo sets it, and its folders are not cut: someone may want to copy them.
    command.env_remove("LD_LIBRARY_PATH");
    for line in stdout(&mut command, 3).lines() {
        assert!(line.chars().count() <= 60, "{line}");
    }
}

#[test]
fn a_file_that_is_no_library_is_named_with_the_loader_s_words() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no_library.so");
    fs::write(&path, "this is no library").expect("a file");
    let path = path.to_str().expect("UTF-8");
    let problems = findings(&doctor(&[("LITERT_LIBRARY_PATH", path)], 3), "problem");
    assert!(
        problems
            .iter()
            .any(|it| it.contains(path) && it.contains("not taken")),
        "{problems:?}"
    );
}

#[test]
fn a_damaged_cache_is_a_problem() {
    let Some(pinned) = litert::sys::pins::PINNED.first() else {
        return;
    };
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged_cache");
    let folder = litert::sys::cache::dir_of(&cache, pinned);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(pinned.files[0].name), "half a library").expect("a file");
    let report = doctor(&[("LITERT_CACHE_DIR", cache.to_str().expect("UTF-8"))], 3);
    let problems = findings(&report, "problem").join("\n");
    assert!(
        problems.contains("damaged") && problems.contains("runtime fetch litert"),
        "{problems}"
    );
}

/// A library for one engine is no problem, and an old one is, once.
#[test]
fn named_libraries_are_judged_by_what_they_are_for() {
    let (Ok(runtime), Some(cache)) = (
        litert::Runtime::load(),
        litert::sys::cache::default_cache_dir(),
    ) else {
        skip_or_fail("there is no runtime");
        return;
    };
    let Ok(library) = runtime.library(litert::Family::LiteRt) else {
        skip_or_fail("there is no LiteRT library");
        return;
    };
    let report = doctor(&[("LITERT_LIBRARY_PATH", &library.path)], 0);
    assert_eq!(findings(&report, "problem"), [""; 0]);

    // A library of language models may stand beside it: it is of no use to the engines, and no fault.
    if let Some(models) = LANGUAGE_MODELS.build() {
        let both = std::env::join_paths([Path::new(&library.path), &models]).expect("paths");
        let report = doctor(&[("LITERT_LIBRARY_PATH", both.to_str().expect("UTF-8"))], 0);
        assert_eq!(findings(&report, "problem"), [""; 0]);
        let notes = findings(&report, "note");
        let of_models = |note: &String| note.contains("only those of language models");
        assert!(notes.iter().any(of_models), "{notes:?}");
    }

    let old = cache
        .join("litert-2.1.0")
        .join(litert::sys::pins::TARGET)
        .join(litert::sys::family::LITERT);
    if !old.exists() {
        eprintln!("skipped the rest: LiteRT 2.1.0 is not fetched");
        return;
    }
    let problems = findings(
        &doctor(&[("LITERT_LIBRARY_PATH", old.to_str().expect("UTF-8"))], 3),
        "problem",
    );
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(
        problems[0].contains("2.1.6 or later is needed"),
        "{problems:?}"
    );
}

/// Google's Python package `litert-cli` brings a command of this name, too.
#[cfg(unix)]
#[test]
fn other_commands_of_the_name_are_told_apart() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = crate::support::folder("path");
    let of = |name: &str| {
        let folder = folder.join(name);
        fs::create_dir(&folder).expect("a folder");
        folder.join("litert")
    };
    let script =
        "#!/usr/bin/python3\nimport sys\nfrom litert_cli.litert import cli\nsys.exit(cli())\n";
    for (name, text, mode) in [
        ("python", script, 0o755),
        ("other", "#!/bin/sh\n", 0o755),
        ("not_executable", script, 0o644),
    ] {
        let file = of(name);
        fs::write(&file, text).expect("a file");
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("a mode");
    }
    symlink(env!("CARGO_BIN_EXE_litert"), of("this")).expect("a link");
    let doctor = |folders: &[&str], json: bool| {
        let folders = folders.iter().map(|name| folder.join(name));
        let mut command = litert(["doctor"]);
        if json {
            command.arg("--json");
        }
        command.env("PATH", std::env::join_paths(folders).expect("a path"));
        let output = command.output().expect("it starts");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let all = ["not_executable", "python", "this", "other", "none"];
    let report: Value = serde_json::from_str(&doctor(&all, true)).expect("JSON");
    let programs: Vec<&Value> = report["commands"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| &it["program"])
        .collect();
    assert_eq!(programs, ["python_litert_cli", "this", "unknown"]);
    let shown = doctor(&all, false);
    for words in [
        "Google's Python package litert-cli",
        "this program",
        "some other program",
        "A shell starts the first, which is not this program",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let shown = doctor(&["this", "python"], false);
    assert!(!shown.contains("A shell starts the first"), "{shown}");
    // Alone, there is nothing to tell.
    assert!(!doctor(&["this"], false).contains("Commands of the name"));
}

#[test]
fn tables_are_whole_in_narrow_terminals() {
    for width in ["60", "80"] {
        let mut command = litert(["doctor"]);
        let output = command.env("COLUMNS", width).output().expect("it starts");
        let shown = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(!shown.contains('…'), "{shown}");
    }
}

#[test]
fn an_edge_tpu_library_that_is_not_there_is_a_problem_where_one_was_named() {
    let report = doctor(&[("LITERT_EDGETPU_LIBRARY", "/no/such/libedgetpu.so.1")], 3);
    let problems = findings(&report, "problem").join("\n");
    for words in ["/no/such/libedgetpu.so.1", "unset LITERT_EDGETPU_LIBRARY"] {
        assert!(problems.contains(words), "{words}: {problems}");
    }
}
