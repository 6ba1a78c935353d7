//! What is never loaded: anything from the working directory, and anything that everybody may
//! replace.
#![cfg(unix)]

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use litert::sys::cache;
use litert::{CompiledModel, Family, Model, Runtime};
use support::child::{self, Scratch};
use support::runtime::{loaded, own};
use support::standin::StandIn;

mod support;

const LIMIT: Duration = Duration::from_secs(120);

const HIJACK: StandIn = StandIn {
    source: "hijack.c",
    library: "libhijack.so",
    defines: &[],
};

/// Every name that the bindings, or the libraries they load, look for.
const NAMES: [&str; 6] = [
    "libLiteRt.so",
    "liblitert-lm.so",
    "libtensorflowlite_c.so",
    "libLiteRtWebGpuAccelerator.so",
    "libLiteRtDispatch.so",
    "libvulkan.so.1",
];

const MARK: &str = "STANDIN_MARK";
const FOLDER: &str = "LITERT_TEST_FOLDER";

/// A folder of hijackers, and where they leave their mark.
fn hijackers() -> Option<(Scratch, PathBuf)> {
    let library = HIJACK.build()?;
    let folder = Scratch::new();
    for name in NAMES {
        fs::copy(&library, folder.path().join(name)).expect("a copy");
    }
    let mark = folder.path().join("mark");
    Some((folder, mark))
}

fn run(test: &str, folder: &Path, mark: &Path, library_path: Option<&str>) {
    let variables = [
        (FOLDER, Some(folder.into())),
        (MARK, Some(mark.into())),
        ("LITERT_LIBRARY_PATH", library_path.map(OsString::from)),
    ];
    child::run(test, &variables, LIMIT).assert_passed();
}

#[test]
fn nothing_is_loaded_from_the_working_directory() {
    if !loaded(&[Family::LiteRt, Family::TfLite]) {
        return;
    }
    let Some((folder, mark)) = hijackers() else {
        return;
    };
    // An empty entry of a list means the working directory to many a program.
    for library_path in [None, Some(""), Some(":")] {
        run("child_loads", folder.path(), &mark, library_path);
        assert!(!mark.exists(), "loaded with {library_path:?}");
    }
    for relative in [".", "libLiteRt.so", "./libLiteRt.so"] {
        run("child_refuses", folder.path(), &mark, Some(relative));
        assert!(!mark.exists(), "loaded with {relative:?}");
    }
    // With its full path it is loaded, and leaves its mark: the above means something.
    let named = folder.path().join("libLiteRt.so");
    let named = named.to_str().expect("a path in UTF-8");
    run("child_refuses", folder.path(), &mark, Some(named));
    assert!(mark.exists());
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_loads() {
    if child::is_child() {
        env::set_current_dir(env::var_os(FOLDER).expect("a folder")).expect("to go there");
        let model = Model::from_file(fs::canonicalize(own("tiny/add.tflite")).expect("a file"));
        let model = model.expect("the model");
        CompiledModel::new(&model).expect("a compiled model");
        litert::Interpreter::new(&model).expect("an interpreter");
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_refuses() {
    if child::is_child() {
        env::set_current_dir(env::var_os(FOLDER).expect("a folder")).expect("to go there");
        let path = env::var("LITERT_LIBRARY_PATH").expect("a path");
        let error = match Runtime::shared().map(|runtime| runtime.library(Family::LiteRt)) {
            Ok(Ok(library)) => panic!("loaded {library}"),
            Ok(Err(error)) | Err(error) => error.to_string(),
        };
        assert!(error.contains(&path), "{error}");
        if !Path::new(&path).is_absolute() {
            assert!(error.contains("absolute"), "{error}");
        }
    }
}

/// A cache that looks complete, and into which everybody may put other files.
#[test]
fn a_cache_that_everybody_may_write_to_is_not_used() {
    if !loaded(&[Family::LiteRt]) {
        return;
    }
    let Some(real) = cache::default_cache_dir() else {
        return;
    };
    let Some(runtime) = cache::installed(&real).into_iter().next() else {
        println!("skipped: no runtime was fetched");
        return;
    };
    let copy = Scratch::new();
    let folder = cache::dir_of(copy.path(), runtime.pinned);
    fs::create_dir_all(&folder).expect("a folder");
    for entry in fs::read_dir(&runtime.dir).expect("the runtime") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), folder.join(entry.file_name())).expect("a copy");
    }
    assert_eq!(cache::open_to_all(&folder), None);
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    for open in [folder.as_path(), copy.path()] {
        mode(open, 0o777);
        assert_eq!(cache::open_to_all(&folder).as_deref(), Some(open));
        let variables = [
            (FOLDER, Some(folder.clone().into())),
            ("LITERT_CACHE_DIR", Some(copy.path().into())),
            ("LITERT_LIBRARY_PATH", None),
        ];
        child::run("child_avoids", &variables, LIMIT).assert_passed();
        mode(open, 0o755);
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_avoids() {
    if child::is_child() {
        let folder = PathBuf::from(env::var_os(FOLDER).expect("a folder"));
        // The build noted where it fetched to, so another copy is found behind this one.
        let report = match Runtime::shared() {
            Ok(runtime) => runtime.load_report().clone(),
            Err(error) => panic!("{error}"),
        };
        let text = report.to_string();
        assert!(text.contains("everybody may write"), "{text}");
        let tried = |path: &Path| path.starts_with(&folder);
        assert!(!report.attempts.iter().any(|it| tried(&it.path)), "{text}");
    }
}
