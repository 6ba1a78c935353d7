//! What is never loaded: anything from the working directory, and anything that everybody may
//! replace.
#![cfg(unix)]

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};

use litert::sys::{Outcome, cache, trust};
use litert::{CompiledModel, Error, Family, Model, Runtime};
use litert_test_support::child::{self, Scratch};
use litert_test_support::runtime::{loaded, own};
use litert_test_support::standin::StandIn;

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
    child::run(test, &variables).assert_passed();
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
        run("security::child_loads", folder.path(), &mark, library_path);
        assert!(!mark.exists(), "loaded with {library_path:?}");
    }
    for relative in [".", "libLiteRt.so", "./libLiteRt.so"] {
        run(
            "security::child_refuses",
            folder.path(),
            &mark,
            Some(relative),
        );
        assert!(!mark.exists(), "loaded with {relative:?}");
    }
    // With its full path it is loaded, and leaves its mark: the above means something.
    let named = folder.path().join("libLiteRt.so");
    let named = named.to_str().expect("a path in UTF-8");
    run("security::child_refuses", folder.path(), &mark, Some(named));
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

/// A complete runtime in a cache of our own, and its folder there.
fn copied_cache() -> Option<(Scratch, PathBuf)> {
    let real = cache::default_cache_dir()?;
    let Some(runtime) = cache::installed(&real).into_iter().next() else {
        println!("skipped: no runtime was fetched");
        return None;
    };
    let copy = Scratch::new();
    let folder = cache::dir_of(copy.path(), runtime.pinned);
    fs::create_dir_all(&folder).expect("a folder");
    for entry in fs::read_dir(&runtime.dir).expect("the runtime") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), folder.join(entry.file_name())).expect("a copy");
    }
    Some((copy, folder))
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
}

/// The library of `folder` that is looked for first, as far as it is there.
fn a_library(folder: &Path) -> PathBuf {
    let files = Family::LiteRt
        .file_names()
        .iter()
        .map(|name| folder.join(name));
    files
        .into_iter()
        .find(|file| file.exists())
        .expect("a library")
}

/// Whether `child_avoids` runs with a cache and a list of libraries.
fn avoids(folder: &Path, cache: &Path, library_path: Option<&Path>) {
    let variables = [
        (FOLDER, Some(folder.into())),
        ("LITERT_CACHE_DIR", Some(cache.into())),
        ("LITERT_LIBRARY_PATH", library_path.map(Into::into)),
    ];
    child::run("security::child_avoids", &variables).assert_passed();
}

#[test]
fn library_that_others_may_replace_is_not_loaded() {
    if !loaded(&[Family::LiteRt]) {
        return;
    }
    let Some((copy, folder)) = copied_cache() else {
        return;
    };
    let library = a_library(&folder);
    assert_eq!(trust::distrusted(&library), None);
    for (open, usual) in [
        (library.as_path(), 0o644),
        (&folder, 0o755),
        (copy.path(), 0o755),
    ] {
        mode(open, usual | 0o002);
        let found = trust::distrusted(&library).expect("everybody may write");
        assert_eq!(found.path, open);
        avoids(&folder, copy.path(), None);
        avoids(&folder, Path::new("/nowhere"), Some(&folder));
        avoids(&folder, Path::new("/nowhere"), Some(&library));
        // A path in code is the caller's word.
        // SAFETY: the library is a copy of the official one.
        unsafe { Runtime::from_library(&library) }.expect("it was named");
        mode(open, usual);
    }
}

#[test]
fn library_of_another_user_is_not_loaded() {
    if !loaded(&[Family::LiteRt]) {
        return;
    }
    let Some((copy, folder)) = copied_cache() else {
        return;
    };
    // A user that every system has, so that no container takes it for one of the host.
    if chown(copy.path(), Some(1), None).is_err() {
        println!("skipped: only root may give files away");
        return;
    }
    avoids(&folder, copy.path(), None);
    avoids(&folder, Path::new("/nowhere"), Some(&folder));
}

/// Programs go to other machines, where somebody else may own a folder of that name.
#[test]
fn path_of_the_cache_is_not_in_the_program() {
    let Some(cache) = cache::default_cache_dir() else {
        println!("skipped: there is no cache");
        return;
    };
    let program = fs::read(env::current_exe().expect("this program")).expect("this program");
    let has = |text: &str| {
        let text = text.as_bytes();
        program.windows(text.len()).any(|bytes| bytes == text)
    };
    assert!(!has(cache.to_str().expect("UTF-8")), "{}", cache.display());
    // A text of the library is there: the search means something.
    assert!(has("the libraries of the build are not looked for"));
}

/// The word that builds leave in the target folder counts for programs that lie there, and only if
/// nobody else could have written it.
#[test]
fn record_of_the_build_that_others_may_write_is_not_believed() {
    let program = env::current_exe().expect("this program");
    let folder = program
        .parent()
        .and_then(Path::parent)
        .expect("the profile");
    assert!(
        folder.join("litert-rs.runtimes").exists() || cache::fetch_note().is_some(),
        "{} has no record",
        folder.display()
    );
    let Some((copy, _)) = copied_cache() else {
        return;
    };
    // This program and the record, at another place.
    let deps = copy.path().join("deps");
    fs::create_dir(&deps).expect("a folder");
    let record = copy.path().join("litert-rs.runtimes");
    fs::copy(folder.join("litert-rs.runtimes"), &record).expect("a copy");
    let program = deps.join("program");
    fs::copy(env::current_exe().expect("this program"), &program).expect("a copy");
    let output = |permissions| {
        mode(&record, permissions);
        let mut command = child::program_command(&program);
        command
            .args([
                "security::child_reports",
                "--exact",
                "--ignored",
                "--nocapture",
            ])
            .env(child::ENV_CHILD, "1")
            .env("LITERT_CACHE_DIR", "/nowhere")
            .env_remove("LITERT_LIBRARY_PATH");
        let ran = child::wait(command).expect("the program");
        assert!(ran.passed(), "{}", ran.output);
        ran.output
    };
    let text = output(0o644);
    assert!(text.contains("pinned runtime: "), "{text}");
    let text = output(0o666);
    assert!(!text.contains("pinned runtime: "), "{text}");
    assert!(
        text.contains("the libraries of the build are not looked for"),
        "{text}"
    );
    assert!(text.contains("chmod o-w"), "{text}");
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_reports() {
    if child::is_child() {
        match Runtime::load() {
            Ok(runtime) => println!("{}", runtime.load_report()),
            Err(error) => println!("{error}"),
        }
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_avoids() {
    if child::is_child() {
        let folder = PathBuf::from(env::var_os(FOLDER).expect("a folder"));
        // The build left word of where it fetched to, so another copy may be found behind this one.
        let report = match Runtime::load() {
            Ok(runtime) => runtime.load_report(),
            Err(Error::Load(error)) => error.report.clone(),
            Err(error) => panic!("{error}"),
        };
        let text = report.to_string();
        let tried = report
            .attempts
            .iter()
            .filter(|it| it.path.starts_with(&folder));
        let mut outcomes = tried.map(|it| &it.outcome).peekable();
        assert!(outcomes.peek().is_some(), "{text}");
        for outcome in outcomes {
            match outcome {
                Outcome::Missing => {}
                Outcome::Rejected(reason) => assert!(
                    ["chmod o-w ", "chown"].iter().any(|it| reason.contains(it)),
                    "{text}"
                ),
                other => panic!("{other:?} in {text}"),
            }
        }
    }
}
