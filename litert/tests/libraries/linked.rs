//! Programs that are linked with a runtime instead of loading one: somebody else's crate,
//! `testing/downstream`, is built, run and moved away with its libraries.

#![cfg(unix)]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use litert_golden::skip_or_fail;
use litert_test_support::child::{self, Ended, Scratch};
use litert_test_support::runtime::own;
use litert_test_support::runtimes;

const LIBRARY_PATH: &str = "LITERT_LIBRARY_PATH";
const SUM: &str = "[1.5, 2.5, 3.5, 4.5, 5.5, 6.5]";

/// Somebody's crate, in a folder of its own.
struct Downstream {
    folder: PathBuf,
    name: String,
}

impl Downstream {
    /// A copy under another name, so that several can share what they are built from.
    fn new(name: &str) -> Self {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let source = repository.join("testing/downstream");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("downstream")
            .join(name);
        fs::create_dir_all(folder.join("src")).expect("a folder");
        for file in ["build.rs", "src/main.rs"] {
            fs::copy(source.join(file), folder.join(file)).expect("a copy");
        }
        let manifest = fs::read_to_string(source.join("Cargo.toml")).expect("a manifest");
        let manifest = manifest
            .replace("name = \"downstream\"", &format!("name = \"{name}\""))
            .replace("../..", &repository.display().to_string());
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        // The versions that everything else here is built with.
        fs::copy(repository.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
        let name = name.to_owned();
        Self { folder, name }
    }

    /// Builds it with `feature`, which links it with what lies in `library_path`.
    fn build(&self, feature: &str, library_path: &[impl AsRef<OsStr>]) -> Ended {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build
            .args(["build", "--features", feature, "--target-dir"])
            .arg(self.target())
            .current_dir(&self.folder)
            .env_remove("CARGO_BUILD_TARGET")
            .env(LIBRARY_PATH, env::join_paths(library_path).expect("paths"));
        child::wait(build).expect("cargo")
    }

    fn target(&self) -> PathBuf {
        self.folder.with_file_name("target")
    }

    fn program(&self) -> PathBuf {
        self.target().join("debug").join(&self.name)
    }
}

/// Runs a program with nothing in its environment, and returns what it printed.
#[track_caller]
fn run_bare(program: &Path) -> String {
    let mut run = Command::new(program);
    run.arg(own("tiny/add.tflite")).env_clear().current_dir("/");
    let ran = child::wait(run).expect("the program");
    assert!(
        ran.passed(),
        "{}: {}\n{}",
        program.display(),
        ran.how(),
        ran.output
    );
    ran.output
}

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for words in words {
        assert!(text.contains(words), "no \"{words}\" in:\n{text}");
    }
}

/// The folders of `libLiteRt` and of `libtensorflowlite_c`; `None` after saying why the test is
/// skipped.
#[track_caller]
fn folders() -> Option<[PathBuf; 2]> {
    let litert = runtimes::folder("litert", "2.3.0");
    match (litert, runtimes::folder("tflite-community", "2.5.0")) {
        (Ok(litert), Ok(tflite)) => Some([litert, tflite]),
        (Err(why), _) | (_, Err(why)) => {
            skip_or_fail(why);
            None
        }
    }
}

#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert --test libraries -- --ignored"]
fn a_program_starts_wherever_it_lies_beside_its_libraries() {
    let Some(folders) = folders() else { return };
    let crate_ = Downstream::new("shared");
    let built = crate_.build("shared", &folders);
    assert!(built.passed(), "{}", built.output);

    let program = crate_.program();
    let here = program.parent().expect("a folder").to_owned();
    let printed = run_bare(&program);
    says(
        &printed,
        &[
            &format!("Interpreter: {SUM}"),
            &format!("CompiledModel: {SUM}"),
            "[LiteRt] linked with the program",
            "[TfLite] linked with the program",
        ],
    );

    let elsewhere = Scratch::new();
    let moved = elsewhere.path().join("app");
    fs::copy(&program, &moved).expect("a copy");
    // Without its libraries it does not start: they are linked with it, and not found elsewhere.
    let mut alone = Command::new(&moved);
    alone.env_clear();
    let alone = child::wait(alone).expect("the program");
    assert!(!alone.passed(), "{}", alone.output);
    says(&alone.output, &["lib", "cannot open shared object file"]);

    for name in ["libLiteRt.so", "libtensorflowlite_c.so"] {
        fs::copy(here.join(name), elsewhere.path().join(name)).expect("a library");
    }
    let printed = run_bare(&moved);
    let folder = fs::canonicalize(elsewhere.path()).expect("a path");
    says(
        &printed,
        &[
            &format!("Interpreter: {SUM}"),
            &format!("CompiledModel: {SUM}"),
            &folder.join("libLiteRt.so").display().to_string(),
            &folder.join("libtensorflowlite_c.so").display().to_string(),
        ],
    );
}

/// Two archives, the second one C++: the program needs no library of ours when it runs.
#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert --test libraries -- --ignored"]
fn a_static_library_becomes_part_of_the_program() {
    let folder = Scratch::new();
    if let Err(why) = archives(folder.path()) {
        return skip_or_fail(why);
    }
    let crate_ = Downstream::new("static");
    let built = crate_.build("static", &[folder.path()]);
    assert!(built.passed(), "{}", built.output);
    // Nothing of the build is needed any more.
    drop(folder);
    let program = crate_.program();
    let elsewhere = Scratch::new();
    let moved = elsewhere.path().join("app");
    fs::copy(program, &moved).expect("a copy");
    let moved = fs::canonicalize(moved).expect("a path");
    let printed = run_bare(&moved);
    says(
        &printed,
        &[
            &format!("Interpreter: {SUM}"),
            "TfLite 2.99.0-stand-in",
            "[TfLite] linked with the program",
            &moved.display().to_string(),
        ],
    );
    assert!(!printed.contains("CompiledModel: ["), "{printed}");
}

/// Compiles the stand-in's two archives into `folder`.
fn archives(folder: &Path) -> Result<(), String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testing/standins");
    for (compiler, source, archive) in [
        ("cc", "static_tflite.c", "libtensorflowlite_c.a"),
        ("c++", "static_core.cc", "libtensorflow-lite.a"),
    ] {
        let object = folder.join(source).with_extension("o");
        let mut compile = Command::new(compiler);
        compile.args(["-O1", "-fPIC", "-Wall", "-Werror", "-c", "-o"]);
        command(compile.arg(&object).arg(sources.join(source)))?;
        command(
            Command::new("ar")
                .arg("rcs")
                .arg(folder.join(archive))
                .arg(&object),
        )?;
    }
    Ok(())
}

fn command(command: &mut Command) -> Result<(), String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    // A tool that is there must succeed: this is never a reason to skip.
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed:\n{text}");
    Ok(())
}

/// A build with nothing to link says so, and what to do; so does one with a library that would not
/// do.
#[test]
#[ignore = "builds other programs, which takes minutes: .ci/run does it, or cargo test -p litert --test libraries -- --ignored"]
fn what_cannot_be_linked_is_an_error_of_the_build() {
    let Some([_, tflite]) = folders() else { return };
    let folder = Scratch::new();
    let crate_ = Downstream::new("failing");
    let refused = |feature: &str, path: &Path, words: &[&str]| {
        let built = crate_.build(feature, &[path]);
        assert!(!built.passed(), "{}", built.output);
        says(&built.output, words);
    };
    refused(
        "shared",
        folder.path(),
        &[
            "link-tflite: there is no library",
            "TfLite* functions",
            "What to do",
            LIBRARY_PATH,
        ],
    );
    refused(
        "static",
        folder.path(),
        &[
            "link-tflite-static: no archive",
            "no official static library",
            "What to do",
        ],
    );

    // Only one of the two is there.
    let library = tflite.join("libtensorflowlite_c.so");
    refused(
        "shared",
        &library,
        &[
            "link-litert: there is no library",
            "it has none of the LiteRt* functions",
        ],
    );

    // The same for another processor: the field that says so is at byte 18.
    let other = folder.path().join("libtensorflowlite_c.so");
    let mut bytes = fs::read(&library).expect("a library");
    let machine: u16 = if cfg!(target_arch = "x86_64") {
        183
    } else {
        62
    };
    bytes[18..20].copy_from_slice(&machine.to_le_bytes());
    fs::write(&other, bytes).expect("a file");
    refused(
        "shared",
        &other,
        &["it is for ", "and this build is for ", env::consts::ARCH],
    );

    fs::write(&other, b"no library").expect("a file");
    refused(
        "shared",
        &other,
        &[&other.display().to_string(), "it is no library"],
    );
}
