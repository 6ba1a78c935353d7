//! Libraries that export fewer names: the official builds for Windows lack some that those for Linux
//! have. The Linux library is cut down to what `vendor/exports` says of the other platform.
#![cfg(all(target_os = "linux", not(target_arch = "arm")))]

use std::collections::BTreeSet;
use std::ffi::{CStr, c_void};
use std::fs;
use std::path::Path;
use std::ptr::NonNull;
use std::sync::Arc;

use litert::sys::{Library, SymbolSource};
use litert::{Accelerators, Capability, CompiledModel, Family, Interpreter, Model, Runtime};
use litert_golden::skip_or_fail;
use litert_test_support::runtime::own;
use litert_test_support::runtimes;

const WINDOWS: &str = "x86_64-pc-windows-msvc";

/// A library of which some names are not to be had.
struct CutDown {
    library: &'static Library,
    names: BTreeSet<String>,
}

// SAFETY: the addresses are the library's own.
unsafe impl SymbolSource for CutDown {
    fn find(&self, name: &CStr) -> Option<NonNull<c_void>> {
        let known = self.names.contains(name.to_str().ok()?);
        known.then(|| self.library.find(name)).flatten()
    }

    fn describe(&self) -> String {
        self.library.describe()
    }
}

/// What a list says of a target. `xtask` has the whole format.
fn names(list: &str, target: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vendor/exports");
    let text = fs::read_to_string(path.join(format!("{list}.txt"))).expect("a list");
    let lines = text.lines().filter(|line| !line.starts_with(['#', 't']));
    let here = lines.filter_map(|line| {
        let (name, targets) = line.split_once(' ').unwrap_or((line, ""));
        let named = targets.contains(target);
        (targets.is_empty() || named != targets.starts_with('!')).then(|| name.to_owned())
    });
    here.collect()
}

/// The pinned library of this machine with the names of its list on `target`.
fn cut_down(package: &str, version: &str, file: &str, list: &str) -> Option<Runtime> {
    let folder = match runtimes::folder(package, version) {
        Ok(folder) => folder,
        Err(why) => {
            skip_or_fail(format_args!("{package} {version}: {why}"));
            return None;
        }
    };
    // SAFETY: a pinned library, whose hash was checked when it was fetched.
    let library = unsafe { Library::open(&folder.join(file)) }.expect("a library");
    let names = names(list, WINDOWS);
    assert!(names.len() > 100, "{}", names.len());
    let source = Arc::new(CutDown { library, names });
    Some(Runtime::from_source(source).expect("a runtime"))
}

fn add() -> Model {
    Model::from_file(own("tiny/add.tflite")).expect("our own model")
}

#[test]
fn windows_exports_are_enough_for_compiled_model() {
    for (version, shown) in [("2.2.0", "2.2"), ("2.3.0", "2.3")] {
        let list = format!("LiteRt-{version}");
        let Some(runtime) = cut_down("litert", version, "libLiteRt.so", &list) else {
            return;
        };
        let library = runtime.library(Family::LiteRt).expect("the family");
        assert_eq!(library.version, shown);
        let model = add();
        let mut compiled = CompiledModel::builder()
            .runtime(&runtime)
            .prefer([Accelerators::NPU, Accelerators::CPU])
            .build(&model)
            .expect("a compiled model");
        for (input, value) in [(0, 1.5), (1, 3.0)] {
            let mut input = compiled.input_mut(input).expect("an input");
            input
                .write_f32(&[value; 6])
                .expect("as many numbers as it has");
        }
        compiled.run().expect("a run");
        let sums = compiled.output(0).unwrap().to_f32().unwrap();
        assert!(sums.iter().all(|sum| *sum == 4.5), "{sums:?}");
        let report = compiled.acceleration();
        assert_eq!(report.used, Accelerators::CPU, "{report}");
        // In the table of functions since 2.3, all but the name.
        let listed = runtime.environment().unwrap().accelerators();
        let cpu = listed.iter().find(|(_, on)| *on == Accelerators::CPU);
        assert_eq!(cpu.is_some(), version == "2.3.0", "{listed:?}");
    }
}

#[test]
fn windows_exports_are_enough_for_interpreter() {
    // `libLiteRt.dll` has the same `TfLite*` functions as LiteRT-LM's library.
    let list = "litert-lm-0.18.1";
    let Some(runtime) = cut_down("lm", "0.18.1", "liblitert-lm.so", list) else {
        return;
    };
    assert!(!runtime.supports(Capability::CompiledModel));
    assert!(!runtime.supports(Capability::StringInputs));
    assert!(runtime.supports(Capability::Xnnpack));
    let builder = Interpreter::builder().runtime(&runtime);
    let mut interpreter = builder.build(&add()).expect("an interpreter");
    interpreter.invoke().expect("a run");
}
