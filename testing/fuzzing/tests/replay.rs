//! The fuzz targets on what crashed something once, and on some of chance, each in a process
//! of its own.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use litert::Runtime;
use litert_fuzzing::{TARGETS, Target};
use litert_generator::Random;
use litert_golden::skip_or_fail;
use litert_test_support::child;
use litert_test_support::mutate::Original;

const ENV_TARGET: &str = "LITERT_FUZZ_TARGET";

/// How many inputs of chance each target is given.
const CHANCE: u64 = 300;
/// The longest of them. Few bytes go a long way: each of them is a decision.
const LONGEST: usize = 1 << 10;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs an ignored test once for each target.
fn each(test: &str) {
    if let Err(error) = Runtime::shared() {
        skip_or_fail(error);
        return;
    }
    for target in TARGETS {
        let variables = [(ENV_TARGET, Some(OsString::from(target.name)))];
        let ended = child::run(test, &variables);
        // Of what was tried, the last one tells.
        let mut lines: Vec<&str> = ended.output.lines().collect();
        let last = lines.iter().rposition(|line| line.starts_with("trying "));
        let mut place = 0;
        lines.retain(|line| {
            place += 1;
            !line.starts_with("trying ") || last == Some(place - 1)
        });
        println!("{}:\n{}", target.name, lines.join("\n"));
        assert!(ended.passed(), "{}: {}", target.name, ended.how());
    }
}

/// The target that this process is for; `None` if it is no child.
fn mine() -> Option<Target> {
    let name = std::env::var(ENV_TARGET).ok()?;
    child::is_child().then(|| Target::named(&name).expect("a target"))
}

#[test]
fn what_crashed_once_does_not_again() {
    each("child_replays");
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_replays() {
    let Some(target) = mine() else { return };
    let files = files(&repository().join("fuzz/regressions").join(target.name));
    for path in &files {
        println!("trying {}", path.display());
        (target.run)(&fs::read(path).expect("a file"));
    }
    println!("soundness: {} cases, 0 failures", files.len());
}

#[test]
fn chance_finds_nothing() {
    each("child_tries");
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_tries() {
    let Some(target) = mine() else { return };
    let models: Vec<Original> = ["tiny", "digits"]
        .iter()
        .flat_map(|folder| files(&repository().join("models").join(folder)))
        .filter(|path| path.extension().is_some_and(|it| it == "tflite"))
        .map(|path| {
            Original::new(
                path.display().to_string(),
                fs::read(&path).expect("a model"),
            )
        })
        .filter(|model| model.bytes.len() < 20_000)
        .collect();
    assert!(models.len() > 5, "only {} models", models.len());
    for seed in 0..CHANCE {
        let mut random = Random::new(seed);
        let input = if target.takes_models && random.below(4) > 0 {
            random.pick(&models).damaged(&mut random)
        } else {
            let len = random.below(LONGEST);
            (0..len).map(|_| random.number() as u8).collect()
        };
        println!("trying seed {seed}");
        (target.run)(&input);
    }
    println!("soundness: {CHANCE} cases, 0 failures");
}

/// Every folder of regressions belongs to a target, and each target has a file for cargo-fuzz.
#[test]
fn targets_and_files_agree() {
    let names = |folder: &str| {
        let entries = fs::read_dir(repository().join(folder)).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let stems = paths.filter_map(|path| path.file_stem().map(OsString::from));
        let mut names: Vec<String> = stems.filter_map(|it| it.into_string().ok()).collect();
        names.sort_unstable();
        names
    };
    let mut targets: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    targets.sort_unstable();
    assert_eq!(names("fuzz/fuzz_targets"), targets);
    for folder in names("fuzz/regressions") {
        assert!(targets.contains(&folder.as_str()), "{folder}");
    }
}

/// The files in a folder, in an order of their own; none if there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}
