//! Damaged files end in an error or in an answer, and not in a crash. Each batch has a process of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use litert_lm::{EmbeddingEngine, Engine, Error};
use litert_model::language_model::LanguageModelFile;

use crate::support::{loaded, model};

const VARIABLE: &str = "LITERT_LM_TEST_MUTANTS";
/// Files for one process.
const BATCH: u64 = 25;
const FILES: [&str; 4] = [
    "tiny_lm.litertlm",
    "tiny_lm_hf.litertlm",
    "tiny_lm.task",
    "tiny_embed.litertlm",
];

/// Where a file is damaged: what says something, and not the weights, whose values crash nothing.
fn places(bytes: &[u8]) -> Vec<(usize, usize)> {
    let file = LanguageModelFile::new(bytes).expect("a good file");
    let mut places = vec![(0, 2048.min(bytes.len()))];
    // The directory of a .task.
    places.push((bytes.len().saturating_sub(400), bytes.len()));
    for part in file.parts() {
        let (begin, size) = (part.offset as usize, part.size as usize);
        places.push((begin, begin + size.min(4096)));
        // The graphs of a model lie behind its weights, or before them.
        places.push((begin + size.saturating_sub(60_000), begin + size));
    }
    places.retain(|(begin, end)| begin < end);
    places
}

fn mutant(seed: u64) -> (&'static str, Vec<u8>) {
    let mut random = fastrand::Rng::with_seed(seed);
    let name = FILES[random.usize(..FILES.len())];
    let mut bytes = fs::read(model(name)).expect("a model");
    let places = places(&bytes);
    for _ in 0..random.usize(1..4) {
        let (begin, end) = places[random.usize(..places.len())];
        let at = random.usize(begin..end);
        match random.usize(..5) {
            0 => bytes[at] = random.u8(..),
            1 => bytes[at] ^= 1 << random.u8(..8),
            2 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][random.usize(..5)],
            3 => {
                let end = (at + 4).min(end);
                bytes[at..end].fill_with(|| random.u8(..));
            }
            _ => {
                let end = (at + random.usize(1..16)).min(end);
                bytes[at..end].fill(0);
            }
        }
    }
    if random.usize(..20) == 0 {
        bytes.truncate(random.usize(..bytes.len()));
    }
    (name, bytes)
}

/// Not a test by itself: one batch.
#[test]
#[ignore = "a child process of the other tests"]
fn child() {
    let Ok(first) = std::env::var(VARIABLE) else {
        return;
    };
    let first: u64 = first.parse().unwrap();
    let (mut refused, mut failed, mut answered) = (0, 0, 0);
    for seed in first..first + BATCH {
        let (name, bytes) = mutant(seed);
        let path =
            std::env::temp_dir().join(format!("litert-lm-mutant-{}-{name}", std::process::id()));
        fs::write(&path, bytes).unwrap();
        eprintln!("seed {seed}");
        let result = run(name, &path);
        fs::remove_file(&path).unwrap();
        match result {
            Ok(()) => answered += 1,
            Err(Error::Model { .. } | Error::WrongKind { .. } | Error::Setting { .. }) => {
                refused += 1
            }
            Err(_) => failed += 1,
        }
    }
    println!("counted {refused} {failed} {answered}");
}

fn run(name: &str, path: &PathBuf) -> Result<(), Error> {
    if name.starts_with("tiny_embed") {
        let engine = EmbeddingEngine::builder(path).threads(1).build()?;
        return engine.embed("say hello").map(drop);
    }
    let engine = Engine::builder(path).threads(1).build()?;
    let mut conversation = engine
        .conversation_builder()
        .max_output_tokens(20)
        .build()?;
    conversation.send("say hello")?;
    engine
        .session_builder()
        .max_output_tokens(20)
        .build()?
        .generate("say hello")
        .map(drop)
}

fn batches(first: u64, count: u64) {
    if !loaded() {
        return;
    }
    let mut crashes = Vec::new();
    let mut sums = [0_u64; 3];
    for batch in 0..count {
        let first = first + batch * BATCH;
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "mutants::child", "--ignored", "--nocapture"])
            .env(VARIABLE, first.to_string())
            .output()
            .unwrap();
        let (out, err) = (output.stdout, output.stderr);
        let (out, err) = (String::from_utf8_lossy(&out), String::from_utf8_lossy(&err));
        if !output.status.success() {
            let last = err.lines().rev().find(|line| line.starts_with("seed"));
            crashes.push(format!("{}: {}", last.unwrap_or_default(), output.status));
            continue;
        }
        let counted = out
            .lines()
            .find_map(|line| line.split_once("counted "))
            .expect("counts")
            .1;
        for (sum, count) in sums.iter_mut().zip(counted.split(' ')) {
            *sum += count.trim().parse::<u64>().unwrap();
        }
    }
    let [refused, failed, answered] = sums;
    println!("{refused} refused, {failed} failed in the library, {answered} answered");
    assert!(
        crashes.is_empty(),
        "{} crashes:\n{}",
        crashes.len(),
        crashes.join("\n")
    );
}

#[test]
fn damaged_files_do_not_crash_the_process() {
    batches(0, 3);
}

#[test]
#[ignore = "takes a while; `.ci/run` runs it"]
fn damaged_files_do_not_crash_the_process_2000_times() {
    batches(1_000, 80);
}
