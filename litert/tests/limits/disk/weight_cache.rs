//! XNNPACK's file of packed weights. By itself XNNPACK ends the process when the disk becomes full.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use litert::delegate::XnnpackOptions;
use litert::options::CpuOptions;
use litert::{Capability, CompiledModel, Environment, Interpreter, Model, Result, Runtime};
use litert_golden::skip_or_fail;

use super::trouble::{may_mount, run_on_small_disk, with_short_files};
use litert_test_support::child::{self, Scratch};
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::own;

const FOLDER: &str = "LITERT_TEST_FOLDER";

/// What a model computes, with its packed weights in a file where one is named.
type Run = fn(&Runtime, &Model, Option<&Path>) -> Result<Vec<f32>>;

fn interpret(runtime: &Runtime, model: &Model, file: Option<&Path>) -> Result<Vec<f32>> {
    let mut xnnpack = XnnpackOptions::new();
    if let Some(file) = file {
        // SAFETY: the file is this test's own, and for this model only.
        xnnpack = unsafe { xnnpack.weight_cache_file(file) };
    }
    let builder = Interpreter::builder().runtime(runtime).delegate(xnnpack);
    let mut engine = builder.build(model)?;
    engine.input_mut(0)?.write_f32(&pattern())?;
    engine.invoke()?;
    engine.output(0)?.to_f32()
}

fn compile(runtime: &Runtime, model: &Model, file: Option<&Path>) -> Result<Vec<f32>> {
    let mut cpu = CpuOptions::new();
    if let Some(file) = file {
        // SAFETY: as for `interpret`.
        cpu = unsafe { cpu.weight_cache(file) };
    }
    let environment = Environment::new(runtime)?;
    let builder = CompiledModel::builder().environment(&environment).cpu(cpu);
    let mut engine = builder.build(model)?;
    engine.input_mut(0)?.write_f32(&pattern())?;
    engine.run()?;
    engine.output(0)?.to_f32()
}

fn pattern() -> Vec<f32> {
    (0..256).map(|i| ((i * 37) % 97) as f32 / 97.0).collect()
}

fn model() -> Model {
    Model::from_file(own("digits/digits_float32.tflite")).expect("our own model")
}

/// Each engine of each library, with what it computes without a file.
fn on_each(test: impl Fn(&str, &dyn Fn(Option<&Path>) -> Vec<f32>, &[f32])) {
    let model = model();
    for (name, runtime) in libraries() {
        let interpret: (&str, Run) = ("interpreter", interpret);
        let mut engines: Vec<(&str, Run)> = vec![("compiled", compile)];
        engines.extend(
            runtime
                .supports(Capability::Interpreter)
                .then_some(interpret),
        );
        for (engine, run) in engines {
            println!("{engine} of {name}");
            let run = |file: Option<&Path>| run(&runtime, &model, file).expect(engine);
            let expected = run(None);
            test(engine, &run, &expected);
        }
    }
}

#[test]
fn full_and_missing_places_are_done_without() {
    // In a process of its own: it would end where this goes wrong.
    child::run("disk::weight_cache::child_full", &[]).assert_passed();
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_full() {
    if !child::is_child() {
        return;
    }
    on_each(|engine, run, expected| {
        let folder = Scratch::new();
        let whole = folder.path().join("whole");
        assert_eq!(run(Some(&whole)), expected);
        let len = fs::metadata(&whole).expect("a file").len();
        assert!(len > 10_000, "{len}");
        for most in [0, 100, 4096, 16_384, 30_000] {
            let file = folder.path().join(most.to_string());
            let found = with_short_files(most, || run(Some(&file)));
            assert_eq!(found, expected, "{engine}, files of {most} bytes");
            assert!(!file.exists(), "{engine}, files of {most} bytes");
        }
        // A whole file needs no room, and is used: with other weights in it, other numbers come out.
        assert_eq!(with_short_files(0, || run(Some(&whole))), expected);
        let mut bytes = fs::read(&whole).expect("a file");
        assert_eq!(bytes.len() as u64, len);
        bytes[200..20_000].fill(0);
        fs::write(&whole, bytes).expect("other weights");
        assert_ne!(with_short_files(0, || run(Some(&whole))), expected);

        let folder_in_place = folder.path().join("folder");
        fs::create_dir(&folder_in_place).expect("a folder");
        for place in ["/dev/full", "/no/such/folder/file"].map(Path::new) {
            assert_eq!(run(Some(place)), expected, "{}", place.display());
        }
        assert_eq!(run(Some(&folder_in_place)), expected);
        // With room everything is as ever, and nothing of the above is left.
        let names = fs::read_dir(folder.path()).expect("the folder");
        let mut names: Vec<OsString> = names.map(|it| it.expect("an entry").file_name()).collect();
        names.sort();
        assert_eq!(names, ["folder", "whole"], "{engine}");
    });
}

/// What a process leaves that was killed while it wrote.
#[test]
fn a_file_that_is_cut_short_is_not_trusted() {
    child::run("disk::weight_cache::child_cut", &[]).assert_passed();
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_cut() {
    if !child::is_child() {
        return;
    }
    on_each(|engine, run, expected| {
        let folder = Scratch::new();
        let whole = folder.path().join("whole");
        assert_eq!(run(Some(&whole)), expected);
        let bytes = fs::read(&whole).expect("a file");
        let without_end = {
            // While it is written, the header does not know yet where the end is.
            let mut bytes = bytes.clone();
            bytes[8..24].fill(0);
            bytes
        };
        let lengths = [0, 1, 8, 23, 24, 25, 4096, bytes.len() / 2, bytes.len() - 1];
        for len in lengths {
            for bytes in [&bytes, &without_end] {
                let file = folder.path().join("cut");
                fs::write(&file, &bytes[..len]).expect("part of a file");
                println!("{engine}, {len} bytes");
                assert_eq!(run(Some(&file)), expected, "{engine}, {len} bytes");
                assert_eq!(run(Some(&file)), expected, "{engine}, {len} bytes, again");
            }
        }
    });
}

#[test]
fn small_and_read_only_disks_are_done_without() {
    if let Err(why) = may_mount() {
        skip_or_fail(why);
        return;
    }
    for (kib, read_only) in [(4, false), (16, false), (40, false), (1024, true)] {
        let folder = Scratch::new();
        let variables = [(FOLDER, folder.path().into())];
        let test = "disk::weight_cache::child_on_small_disk";
        run_on_small_disk(test, folder.path(), kib, read_only, &variables).assert_passed();
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_on_small_disk() {
    if !child::is_child() {
        return;
    }
    let folder = PathBuf::from(env::var_os(FOLDER).expect("the parent set it"));
    on_each(|_, run, expected| {
        let file = folder.join("file");
        assert_eq!(run(Some(&file)), expected);
        assert!(!file.exists());
    });
}
