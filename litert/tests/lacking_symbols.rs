//! Real shared objects that lack symbols: made from the lists of what the official libraries export,
//! without one function each. Nothing in them is ever called but `TfLiteVersion`.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use litert::sys::group::GroupSpec;
use litert::sys::groups;
use litert::{CompiledModel, Environment, Error, Family, Interpreter, Model, Runtime};
use litert_golden::skip_or_fail;
use support::child::Scratch;
use support::runtime::own;

/// What the two official libraries export, as C: each function traps.
fn source() -> String {
    let version = "const char *TfLiteVersion(void) { return \"2.17.1\"; }";
    let mut source = format!("#ifndef NO_TfLiteVersion\n{version}\n#endif\n");
    for list in ["LiteRt-2.3.0", "tensorflowlite_c-2.17.1"] {
        let path = format!("../vendor/exports/{list}.txt");
        let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        for name in list
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            if name != "TfLiteVersion" {
                writeln!(source, "#ifndef NO_{name}").unwrap();
                writeln!(source, "void {name}(void) {{ __builtin_trap(); }}\n#endif").unwrap();
            }
        }
    }
    source
}

/// A library without some functions; `None` after saying why there is no compiler.
fn library(folder: &Path, lacks: &[&str]) -> Option<PathBuf> {
    if !cfg!(unix) {
        println!("skipped: the libraries are made for Unix");
        return None;
    }
    let source_file = folder.join("library.c");
    if !source_file.exists() {
        fs::write(&source_file, source()).unwrap();
    }
    let name = lacks.first().copied().unwrap_or("nothing");
    let path = folder.join(format!("lib_without_{name}.so"));
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut command = Command::new(&compiler);
    command.args(["-O0", "-shared", "-fPIC"]);
    command.args(lacks.iter().map(|name| format!("-DNO_{name}")));
    command.arg("-o").arg(&path).arg(&source_file);
    match command.output() {
        Ok(output) if output.status.success() => Some(path),
        Ok(output) => panic!("{}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => {
            skip_or_fail(format_args!("{compiler}: {error}"));
            None
        }
    }
}

fn open(path: &Path) -> litert::Result<Runtime> {
    // SAFETY: made just now, without initialisers; nothing in it is called.
    unsafe { Runtime::from_library(path) }
}

#[test]
fn a_library_without_a_core_function_serves_no_family() {
    let folder = Scratch::new();
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    // The first and the last function of each group.
    let ends = |group: &'static GroupSpec| {
        let ends = [group.required.first(), group.required.last()];
        ends.into_iter().flatten().map(move |name| (group, *name))
    };
    let core = groups::ALL.iter().filter(|group| group.core);
    let mut cases = 0;
    for (group, lacks) in core.flat_map(ends) {
        let Some(path) = library(folder.path(), &[lacks]) else {
            return;
        };
        let runtime = open(&path).unwrap();
        let error = match group.family {
            Family::LiteRt => {
                let builder = CompiledModel::builder().runtime(&runtime);
                builder.build(&model).err().unwrap()
            }
            Family::TfLite => {
                let builder = Interpreter::builder().runtime(&runtime);
                builder.build(&model).err().unwrap()
            }
        };
        let text = error.to_string();
        assert!(matches!(error, Error::Load(_)), "{text}");
        assert!(
            text.contains(lacks) && text.contains("lib_without_"),
            "{text}"
        );
        // The other family is whole.
        let other = Family::ALL
            .into_iter()
            .find(|it| *it != group.family)
            .unwrap();
        runtime.library(other).unwrap();
        cases += 1;
    }
    assert_eq!(cases, 18);
}

#[test]
fn a_library_without_both_families_is_refused() {
    let folder = Scratch::new();
    let lacks = ["LiteRtCreateEnvironment", "TfLiteInterpreterCreate"];
    let Some(path) = library(folder.path(), &lacks) else {
        return;
    };
    let error = open(&path).err().unwrap();
    let text = error.to_string();
    assert!(matches!(error, Error::Load(_)), "{text}");
    assert!(lacks.iter().all(|name| text.contains(name)), "{text}");
}

#[test]
fn a_library_without_an_extra_function_lacks_that_feature_alone() {
    let folder = Scratch::new();
    let Some(whole) = library(folder.path(), &[]) else {
        return;
    };
    assert_eq!(open(&whole).unwrap().libraries().len(), 2);
    let lacks = "LiteRtRegisterAccelerator";
    let Some(path) = library(folder.path(), &[lacks]) else {
        return;
    };
    let runtime = open(&path).unwrap();
    assert_eq!(runtime.libraries().len(), 2);
    // Refused before anything is made: what the library has would trap.
    let error = Environment::builder()
        .runtime(&runtime)
        .delegates(1)
        .build();
    let error = error.err().unwrap();
    let text = error.to_string();
    assert!(matches!(error, Error::Unsupported(_)), "{text}");
    assert!(
        text.contains(lacks) && text.contains("lib_without_"),
        "{text}"
    );
}
