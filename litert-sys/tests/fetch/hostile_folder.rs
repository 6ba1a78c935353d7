//! A program is started in any folder. Python runs nothing that lies there.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::fetch::{self, How};
use crate::support::{Bench, TARGET};

/// Set for a process that these tests start: where it finds the bench of its parent.
const CHILD: &str = "LITERT_TEST_FETCH_HOSTILE_CHILD";

/// What Python or pip import at some time, or run at start.
const MODULES: [&str; 9] = [
    "importlib",
    "pip",
    "hashlib",
    "zipfile",
    "os",
    "sitecustomize",
    "usercustomize",
    "json",
    "requests",
];

/// A folder with modules that leave a mark when they are run.
fn hostile_folder(bench: &Bench) -> (PathBuf, PathBuf) {
    let (folder, mark) = (bench.dir.0.join("hostile"), bench.dir.0.join("was-run"));
    let text = format!("open({:?}, 'a').write(__name__ + ' ')\n", mark.display());
    for module in MODULES {
        let package = folder.join(module);
        fs::create_dir_all(&package).expect("a folder");
        for file in ["__init__.py", "__main__.py"] {
            fs::write(package.join(file), &text).expect("a module");
        }
        fs::write(folder.join(format!("{module}.py")), &text).expect("a module");
    }
    (folder, mark)
}

/// Fetches, verifies and verifies again in a process that is started in `folder`.
fn fetch_in(folder: &Path, bench: &Bench, variables: &[(&str, &str)]) {
    let output = Command::new(env::current_exe().expect("this program"))
        .args(["--exact", "hostile_folder::as_another_process"])
        .current_dir(folder)
        .env(CHILD, &bench.dir.0)
        .envs(variables.iter().copied())
        .output()
        .expect("a child process");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{variables:?}: {text}");
}

/// Not a test of its own: what `fetch_in` runs.
#[test]
fn as_another_process() {
    let Some(dir) = env::var_os(CHILD).map(PathBuf::from) else {
        return;
    };
    let here = env::current_dir().expect("a folder");
    // What makes the bench is Python, too.
    env::set_current_dir(&dir).expect("a folder");
    let Some(bench) = Bench::of_parent(&dir) else {
        return;
    };
    env::set_current_dir(here).expect("a folder");
    let fetched = bench.fetch().expect("a runtime");
    bench.assert_complete(&fetched.dir, TARGET);
    let file = fetched.dir.join("libprobe.so");
    let file = fs::File::options().append(true).open(file);
    let now = std::time::SystemTime::now();
    file.expect("a file").set_modified(now).expect("a time");
    assert_eq!(bench.fetch().expect("a runtime").how, How::Verified);
    bench
        .with_request(|request| fetch::verify_cached(request))
        .expect("it is what is pinned");
}

fn empty(cache: &Path) {
    let _ = fs::remove_dir_all(cache);
}

#[test]
fn modules_in_the_callers_folder_are_not_run() {
    let Some(bench) = Bench::new() else { return };
    let (folder, mark) = hostile_folder(&bench);
    for path in [None, Some("."), Some("")] {
        let variables: Vec<_> = path.map(|path| ("PYTHONPATH", path)).into_iter().collect();
        empty(&bench.cache);
        fetch_in(&folder, &bench, &variables);
        let ran = fs::read_to_string(&mark).unwrap_or_default();
        assert_eq!(ran, "", "with PYTHONPATH {path:?}");
    }
}

/// A Python that has pip only where isolated mode does not look goes on to work, and runs nothing from
/// the caller's folder either.
#[test]
fn pip_outside_of_isolated_mode_is_used_from_a_folder_of_our_own() {
    let Some(bench) = Bench::new() else { return };
    let (folder, mark) = hostile_folder(&bench);
    let bare = bench.dir.0.join("bare");
    let made = Command::new("python3")
        .args(["-m", "venv", "--without-pip"])
        .arg(&bare)
        .status();
    assert!(made.expect("python3").success());
    let place = "import os, pip; print(os.path.dirname(os.path.dirname(pip.__file__)))";
    let place = Command::new("python3").args(["-c", place]).output();
    let place = String::from_utf8(place.expect("python3").stdout).expect("a path");
    let run = |path: &str| {
        empty(&bench.cache);
        bench.set_python(&format!(
            "export PYTHONPATH='{path}'\n\
             PIP_NO_INDEX=1 PIP_FIND_LINKS='{}' PIP_CONFIG_FILE=/dev/null exec '{}' \"$@\"",
            bench.dir.0.join("index").display(),
            bare.join("bin/python").display(),
        ));
        fetch_in(&folder, &bench, &[]);
    };
    for path in [place.trim().to_owned(), format!(".:{}", place.trim())] {
        run(&path);
        let ran = fs::read_to_string(&mark).unwrap_or_default();
        assert_eq!(ran, "", "with PYTHONPATH {path}");
    }
}

/// A path that is relative to the caller's folder means the program there.
#[test]
fn python_by_relative_path_is_found() {
    let Some(bench) = Bench::new() else { return };
    let here = env::current_dir().expect("a folder");
    let up = "../".repeat(here.components().count() - 1);
    let relative = Path::new(&up).join(bench.python.strip_prefix("/").expect("an absolute path"));
    let fetched = bench.fetch_with(|request| request.python.only = Some(relative.into()));
    bench.assert_complete(&fetched.expect("a runtime").dir, TARGET);
}
