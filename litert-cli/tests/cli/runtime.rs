//! `litert runtime`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use litert_golden::skip_or_fail;
use serde_json::Value;

use crate::support::{folder, litert, snapshot, stderr, stdout};

const TARGET: &str = "x86_64-unknown-linux-gnu";

/// The command on a cache of its own, where nothing may be downloaded.
fn on_cache<const N: usize>(cache: &Path, arguments: [&str; N]) -> Command {
    let mut command = litert(arguments);
    command
        .env("LITERT_CACHE_DIR", cache)
        .env("LITERT_OFFLINE", "1");
    command
}

/// A cache with a copy of the runtime `litert`, and the folder with its files.
fn copied(name: &str) -> Option<(PathBuf, PathBuf)> {
    let fetched = litert(["runtime", "path", "litert"])
        .output()
        .expect("the command starts");
    if !fetched.status.success() {
        skip_or_fail("the runtime litert is not fetched");
        return None;
    }
    let from = PathBuf::from(String::from_utf8(fetched.stdout).expect("UTF-8").trim_end());
    let (version, target) = (from.parent()?.file_name()?, from.file_name()?);
    let cache = folder(name);
    let to = cache.join(version).join(target);
    fs::create_dir_all(&to).expect("a folder");
    for entry in fs::read_dir(&from).expect("a folder") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, to.join(path.file_name()?)).expect("a copy");
    }
    Some((cache, to))
}

#[test]
fn an_empty_cache_says_what_could_be_there() {
    let cache = folder("runtime_empty");
    let text = stdout(
        &mut on_cache(&cache, ["runtime", "list", "--target", TARGET]),
        0,
    );
    let text = text.replace(cache.to_str().expect("UTF-8"), "CACHE");
    snapshot("runtime_list.txt").assert_eq(&text);

    let json = stdout(
        &mut on_cache(&cache, ["runtime", "list", "--json", "--target", TARGET]),
        0,
    );
    let list: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(list["runtimes"][0]["name"], "litert");
    assert_eq!(list["runtimes"][0]["state"], "missing");

    assert_eq!(
        stdout(&mut on_cache(&cache, ["runtime", "verify"]), 0),
        "nothing is fetched\n"
    );
    assert_eq!(
        stdout(&mut on_cache(&cache, ["runtime", "clean"]), 0),
        "nothing to remove\n"
    );
    let said = stderr(
        &mut on_cache(&cache, ["runtime", "path", "lm", "--target", TARGET]),
        1,
    );
    assert!(said.contains("litert runtime fetch lm"), "{said}");
}

#[test]
fn offline_is_an_error_with_a_way_out() {
    let cache = folder("runtime_offline");
    let said = stderr(
        &mut on_cache(&cache, ["runtime", "fetch", "--target", TARGET]),
        1,
    );
    for words in ["LITERT_OFFLINE is set", "does not exist", "network access"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let mut command = on_cache(
        &cache,
        ["runtime", "fetch", "--offline", "--target", TARGET],
    );
    let said = stderr(command.env_remove("LITERT_OFFLINE"), 1);
    assert!(said.contains("--offline is given"), "{said}");
    assert_eq!(fs::read_dir(&cache).expect("a folder").count(), 0);
}

#[test]
fn without_python_nothing_is_fetched() {
    let cache = folder("runtime_no_python");
    let mut command = on_cache(&cache, ["runtime", "fetch", "--target", TARGET]);
    command
        .env_remove("LITERT_OFFLINE")
        .env("LITERT_PYTHON", "no-such-python");
    let said = stderr(&mut command, 1);
    assert!(
        said.contains("no Python 3") && said.contains("no-such-python"),
        "{said}"
    );
}

#[test]
fn names_and_targets_are_checked() {
    let cache = folder("runtime_names");
    let said = stderr(&mut on_cache(&cache, ["runtime", "fetch", "tensorflow"]), 1);
    assert!(said.contains("there are litert@"), "{said}");
    let said = stderr(&mut on_cache(&cache, ["runtime", "fetch", "litert@0.1"]), 1);
    assert!(said.contains("litert@0.1"), "{said}");
    let said = stderr(
        &mut on_cache(&cache, ["runtime", "fetch", "lm", "--target", "z80-none"]),
        1,
    );
    assert!(
        said.contains("no package carries the lm runtime for z80-none"),
        "{said}"
    );
}

#[test]
fn what_was_changed_is_found_and_what_is_old_removed() {
    let Some((cache, files)) = copied("runtime_changed") else {
        return;
    };
    // Copied files have other dates: they are hashed, and then known.
    let said = stdout(&mut on_cache(&cache, ["runtime", "fetch", "litert"]), 0);
    assert!(said.contains("was checked again"), "{said}");
    let said = stdout(&mut on_cache(&cache, ["runtime", "fetch", "litert"]), 0);
    assert!(said.contains("is there: "), "{said}");
    let path = stdout(&mut on_cache(&cache, ["runtime", "path"]), 0);
    assert_eq!(Path::new(path.trim_end()), files);
    assert!(stdout(&mut on_cache(&cache, ["runtime", "verify"]), 0).contains("as pinned"));

    let library = files.join(litert::sys::family::LITERT);
    let mut bytes = fs::read(&library).expect("a library");
    bytes[1000] ^= 1;
    fs::write(&library, bytes).expect("a library");
    let said = stdout(&mut on_cache(&cache, ["runtime", "verify"]), 3);
    assert!(
        said.contains("wrong") && said.contains("is not the pinned file"),
        "{said}"
    );

    // Something that an earlier version fetched, and something that is nobody's business.
    let old = cache.join("litert-0.0.1").join(TARGET);
    fs::create_dir_all(&old).expect("a folder");
    fs::write(old.join(litert::sys::cache::STAMP), "a stamp").expect("a file");
    fs::create_dir_all(cache.join("notes")).expect("a folder");
    let said = stdout(&mut on_cache(&cache, ["runtime", "clean", "--dry-run"]), 0);
    assert!(said.contains("would remove") && old.exists(), "{said}");
    stdout(&mut on_cache(&cache, ["runtime", "clean"]), 0);
    assert!(!old.exists() && library.exists());
    stdout(&mut on_cache(&cache, ["runtime", "clean", "--all"]), 0);
    assert!(!library.exists() && cache.join("notes").exists());
}
