//! Libraries that are missing, are something else, or are too old: the error lists every place that
//! was looked at, why nothing there would do, and the remedies.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use litert::{Capability, CompiledModel, Error, Family, Interpreter, Model, Place, Runtime};
use litert_golden::skip_or_fail;
use litert_test_support::child::{self, Scratch};
use litert_test_support::runtime::{loaded, own};
use litert_test_support::runtimes;
#[cfg(target_os = "linux")]
use litert_test_support::standin::LANGUAGE_MODELS;

const LIBRARY_PATH: &str = "LITERT_LIBRARY_PATH";

/// The error of a library that is named in code.
#[track_caller]
fn refused(path: &Path) -> Error {
    // SAFETY: the tests name libraries of the system, pinned runtimes, and no libraries at all.
    let error = unsafe { Runtime::from_library(path) }.expect_err("no usable library");
    assert!(matches!(error, Error::Load(_)), "{error:?}");
    error
}

#[track_caller]
fn says(error: &Error, words: &[&str]) {
    let text = error.to_string();
    for words in words {
        assert!(text.contains(words), "no \"{words}\" in: {text}");
    }
}

#[test]
fn a_path_that_does_not_exist() {
    let folder = Scratch::new();
    for name in ["libLiteRt.so", "nowhere/liblitert-lm.so"] {
        let path = folder.path().join(name);
        let error = refused(&path);
        says(
            &error,
            &[
                &path.display().to_string(),
                "no such file",
                "CompiledModel",
                "Interpreter",
                "What to do",
                LIBRARY_PATH,
            ],
        );
        // It was named, so nothing else was looked at.
        let Error::Load(load) = &error else { return };
        assert!(
            load.report
                .attempts
                .iter()
                .all(|attempt| attempt.place == Place::Explicit && attempt.path == path),
            "{error}"
        );
    }
    // A folder without a library: the names that were looked for are listed.
    says(&refused(folder.path()), &["no such file", "litert-lm"]);
}

#[test]
fn a_file_that_is_no_library() {
    let folder = Scratch::new();
    let path = folder.path().join("libLiteRt.so");
    fs::write(&path, b"no library at all").expect("a file");
    says(
        &refused(&path),
        &[&path.display().to_string(), "rejected", "What to do"],
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_library_that_is_not_litert() {
    let folder = format!("/lib/{}-linux-gnu", std::env::consts::ARCH);
    let library = [folder.as_str(), "/lib", "/lib64"]
        .into_iter()
        .map(|folder| Path::new(folder).join("libm.so.6"))
        .find(|path| path.exists());
    let Some(library) = library else {
        skip_or_fail("no libm.so.6 at the usual places");
        return;
    };
    says(
        &refused(&library),
        &[
            &library.display().to_string(),
            "not a LiteRT or TensorFlow Lite library",
        ],
    );
}

/// 2.1.0 has functions of the same names with other parameters: calling them would crash.
#[test]
fn a_litert_that_is_too_old() {
    let folder = match runtimes::folder("litert", "2.1.0") {
        Ok(folder) => folder,
        Err(reason) => return skip_or_fail(format_args!("LiteRT 2.1.0: {reason}")),
    };
    let error = refused(&folder);
    let needed = if cfg!(windows) { "2.2.0" } else { "2.1.6" };
    says(
        &error,
        &[
            "LiteRT 2.1.2 or older",
            &format!("LiteRT {needed} or later is needed"),
            "would crash",
            &folder.display().to_string(),
            "What to do",
        ],
    );
}

/// LiteRT-LM has the functions of language models alone since 0.19.
#[test]
#[cfg(target_os = "linux")]
fn language_models_alone_are_refused_by_name() {
    let Some(library) = LANGUAGE_MODELS.build() else {
        return;
    };
    let error = refused(&library);
    says(
        &error,
        &[
            "since 0.19 LiteRT-LM has no Interpreter; use liblitert-lm 0.18 (package litert-lm-api) or \
             libtensorflowlite_c",
            "since 0.19 LiteRT-LM has no CompiledModel; use libLiteRt",
            &library.display().to_string(),
        ],
    );
    assert!(!error.to_string().contains("not a LiteRT"), "{error}");
}

/// A runtime of one family is fine until the other one is asked for.
#[test]
fn a_library_of_the_other_family() {
    if !loaded(&[Family::LiteRt]) {
        return;
    }
    let shared = Runtime::shared().unwrap();
    let library = PathBuf::from(shared.library(Family::LiteRt).unwrap().path);
    if library.file_name() != Some(Family::LiteRt.file_names()[0].as_ref()) {
        skip_or_fail("the LiteRT library that is loaded serves both families");
        return;
    }
    // SAFETY: the library is one that is loaded already.
    let runtime = unsafe { Runtime::from_library(&library) }.unwrap();
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    CompiledModel::builder()
        .runtime(&runtime)
        .build(&model)
        .unwrap();
    assert!(!runtime.supports(Capability::Interpreter));
    assert_eq!(runtime.libraries().len(), 1);

    let error = Interpreter::builder()
        .runtime(&runtime)
        .build(&model)
        .unwrap_err();
    assert!(matches!(error, Error::Load(_)), "{error:?}");
    says(
        &error,
        &[
            "TfLite* functions (Interpreter)",
            &library.display().to_string(),
            "TfLiteInterpreterCreate is missing",
            "What to do",
        ],
    );
}

/// Runs a child of this program with `LITERT_LIBRARY_PATH` set; the child checks what it finds.
#[track_caller]
fn child_with(test: &str, library_path: OsString) {
    child::run(test, &[(LIBRARY_PATH, Some(library_path))]).assert_passed();
}

#[test]
fn a_wrong_path_in_the_environment_does_not_fall_through() {
    let folder = Scratch::new();
    let path = folder.path().join("libLiteRt.so");
    child_with("search::child_wrong_path", path.into());
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_wrong_path() {
    if !child::is_child() {
        return;
    }
    let path = env::var(LIBRARY_PATH).expect("the parent set it");
    let error = Runtime::load().expect_err("nothing to load");
    assert!(matches!(error, Error::Load(_)), "{error:?}");
    says(&error, &[LIBRARY_PATH, &path, "no such file", "What to do"]);
    // Whoever names a library wants that one, and not the one that happens to be in the cache.
    let Error::Load(load) = &error else { return };
    let places = load.report.attempts.iter().map(|attempt| attempt.place);
    assert!(
        places.clone().all(|place| place == Place::Environment),
        "{error}"
    );
    // The shared runtime fails alike, through each engine.
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    for error in [
        Interpreter::new(&model).map(drop).unwrap_err(),
        CompiledModel::new(&model).map(drop).unwrap_err(),
    ] {
        says(&error, &[&path, "no such file"]);
    }
}

#[test]
fn an_empty_list_in_the_environment_is_none() {
    if loaded(&[Family::LiteRt, Family::TfLite]) && env::var_os(LIBRARY_PATH).is_none() {
        child_with("search::child_empty_list", OsString::new());
        let separator = if cfg!(windows) { ";;" } else { "::" };
        child_with("search::child_empty_list", separator.into());
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_empty_list() {
    if child::is_child() {
        Runtime::load().expect("the default libraries");
    }
}

/// What `/proc/self/maps` says is mapped of the libraries in question.
#[cfg(target_os = "linux")]
fn mapped() -> Vec<&'static str> {
    let maps = fs::read_to_string("/proc/self/maps").expect("Linux has it");
    let all = [
        "libLiteRt.so",
        "liblitert-lm.so",
        "libtensorflowlite_c.so",
        "libLiteRtWebGpuAccelerator",
        "libvulkan",
    ];
    all.into_iter().filter(|name| maps.contains(name)).collect()
}

/// A program that uses one engine loads the library of that engine, and no other: not that of the
/// other engine, and on the CPU no GPU accelerator.
#[test]
#[cfg(target_os = "linux")]
fn programs_load_only_what_they_use() {
    if !loaded(&[Family::LiteRt, Family::TfLite]) {
        return;
    }
    let shared = Runtime::shared().unwrap();
    let path = |family| shared.library(family).unwrap().path;
    if path(Family::LiteRt) == path(Family::TfLite) {
        println!("skipped: one library serves both engines");
        return;
    }
    for child in [
        "search::child_only_compiled_model",
        "search::child_only_interpreter",
    ] {
        child::run(child, &[]).assert_passed();
    }
}

/// The report names places for `family` alone, and of the libraries only its own is mapped.
#[cfg(target_os = "linux")]
#[track_caller]
fn only(family: Family) {
    let report = Runtime::shared_for(family).unwrap().load_report();
    let families = report.attempts.iter().map(|attempt| attempt.family);
    assert!(families.clone().count() > 0, "{report}");
    assert!(families.clone().all(|it| it == family), "{report}");
    let library = Runtime::shared().unwrap().library(family).unwrap();
    let path = Path::new(&library.path);
    let name = path.file_name().and_then(OsStr::to_str).expect("a name");
    assert_eq!(mapped(), [name]);
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "run in a child process by another test"]
fn child_only_compiled_model() {
    if child::is_child() {
        let model = Model::from_file(own("tiny/add.tflite")).unwrap();
        let mut compiled = CompiledModel::new(&model).unwrap();
        compiled.run().unwrap();
        only(Family::LiteRt);
        // The same process, once it asks for more.
        Interpreter::new(&model).unwrap();
        assert!(mapped().len() > 1);
    }
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "run in a child process by another test"]
fn child_only_interpreter() {
    if child::is_child() {
        let model = Model::from_file(own("tiny/add.tflite")).unwrap();
        let mut interpreter = Interpreter::new(&model).unwrap();
        interpreter.invoke().unwrap();
        only(Family::TfLite);
        CompiledModel::new(&model).unwrap();
        assert!(mapped().contains(&"libLiteRt.so"));
    }
}

/// In a bare root file system, say: the allocator of `liblitert-lm` would end the process.
#[test]
#[cfg(target_os = "linux")]
fn liblitert_lm_is_refused_where_sys_is_not_mounted() {
    let folder = match runtimes::folder("lm", "0.18.1") {
        Ok(folder) => folder,
        Err(reason) => return skip_or_fail(reason),
    };
    let run = |script: &str| {
        let mut command = std::process::Command::new("unshare");
        command
            .args(["-rm", "sh", "-c", script, "sh"])
            .arg(env::current_exe().expect("this program"))
            .args([
                "search::child_without_sys",
                "--exact",
                "--ignored",
                "--nocapture",
            ])
            .env(child::ENV_CHILD, "1")
            .env(LIBRARY_PATH, &folder);
        child::wait(command)
    };
    match run("mount -t tmpfs litert /sys") {
        Ok(able) if able.passed() => {}
        Ok(unable) => return println!("skipped: nothing can be mounted: {}", unable.output),
        Err(error) => return println!("skipped: unshare: {error}"),
    }
    let ended = run("mount -t tmpfs litert /sys && exec \"$@\"");
    ended.expect("it was there").assert_passed();
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "run in a child process by another test"]
fn child_without_sys() {
    if child::is_child() {
        let folder = env::var_os(LIBRARY_PATH).expect("the parent set it");
        let words = [
            "liblitert-lm",
            "/sys/devices/system/cpu/possible",
            "mount /sys",
        ];
        says(&refused(Path::new(&folder)), &words);
    }
}

/// A program of somebody else's, built offline with nothing in the cache: what its build said, and what
/// the program says when it loads. A build script ran for the tests, too, and what it fetched would be
/// found; hence a program of its own. `None` where the machine has a library installed.
#[track_caller]
fn built_offline(features: &str) -> Option<(String, String)> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("offline");
    let (source, cache) = (root.join("src"), root.join("cache"));
    fs::create_dir_all(&source).expect("a folder");
    fs::create_dir_all(&cache).expect("a folder");
    assert!(
        fs::read_dir(&cache).expect("a folder").next().is_none(),
        "the cache must stay empty"
    );
    let litert = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = format!(
        "[package]\nname = \"offline\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         litert = {{ path = {:?}{features} }}\n",
        litert.display().to_string()
    );
    fs::write(root.join("Cargo.toml"), manifest).expect("a manifest");
    fs::write(source.join("main.rs"), PROGRAM).expect("a program");
    // The versions that are on this machine already: nothing can be fetched.
    fs::copy(litert.join("../Cargo.lock"), root.join("Cargo.lock")).expect("a lock file");

    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = std::process::Command::new(cargo);
    build
        .args(["build", "--offline", "--target-dir"])
        .arg(root.join("target"))
        .current_dir(&root)
        .env("LITERT_OFFLINE", "1")
        .env("LITERT_CACHE_DIR", &cache)
        .env_remove(LIBRARY_PATH)
        .env_remove("CARGO_BUILD_TARGET");
    let built = child::wait(build).expect("cargo");
    assert!(built.passed(), "{}", built.output);

    let program = root
        .join("target/debug")
        .join(format!("offline{}", env::consts::EXE_SUFFIX));
    let mut run = std::process::Command::new(program);
    run.env("LITERT_CACHE_DIR", &cache)
        .env_remove(LIBRARY_PATH)
        .env_remove("LD_LIBRARY_PATH")
        .env_remove("DYLD_LIBRARY_PATH");
    let ran = child::wait(run).expect("the program");
    assert!(ran.returned(), "{}:\n{}", ran.how(), ran.output);
    if ran.output.contains("loaded") {
        println!(
            "skipped: this machine has a library installed\n{}",
            ran.output
        );
        return None;
    }
    Some((built.output, ran.output))
}

/// The build succeeds, and loading says why there is nothing and what to do: a warning of the build
/// is not shown where the crate is a dependency by git, and not there without download features.
#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert --test libraries -- --ignored"]
fn program_without_a_runtime_says_why_its_build_fetched_none() {
    let cases: [(&str, Option<&str>, &[&str]); 3] = [
        (
            "",
            Some("LITERT_OFFLINE is set"),
            &["LITERT_OFFLINE is set"],
        ),
        (
            ", default-features = false",
            None,
            &[
                "default features are off",
                "`download-litert`",
                "`download-lm`",
            ],
        ),
        (
            ", default-features = false, features = [\"download-litert\"]",
            Some("LITERT_OFFLINE is set"),
            &["LITERT_OFFLINE is set"],
        ),
    ];
    for (features, warning, why) in cases {
        let Some((built, said)) = built_offline(features) else {
            return;
        };
        let warnings = built
            .lines()
            .filter(|line| line.contains("warning: litert-sys"));
        let warnings: Vec<&str> = warnings.collect();
        match warning {
            Some(words) => assert!(
                matches!(warnings[..], [one] if one.contains(words)),
                "one clear warning, not {warnings:?} in\n{built}"
            ),
            None => assert!(warnings.is_empty(), "{built}"),
        }
        let always = [
            "Error::Load",
            "no usable library found for the LiteRt* functions (CompiledModel) or the TfLite*",
            "next to the executable",
            "system",
            "What to do",
            "network access",
            LIBRARY_PATH,
        ];
        for words in always.iter().chain(why) {
            assert!(said.contains(words), "no {words} in\n{said}");
        }
    }
}

const PROGRAM: &str = r#"
fn main() {
    match litert::Runtime::load() {
        Ok(runtime) => println!("loaded {:?}", runtime.libraries()),
        Err(error @ litert::Error::Load(_)) => println!("Error::Load: {error}"),
        Err(error) => println!("another error: {error:?}"),
    }
}
"#;
