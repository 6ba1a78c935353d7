//! Damaged files never make `inspect` panic, hang or take much memory.
//!
//! CI tries some hundreds; all 100,000 are `cargo test --release -p litert-cli --test inspect_mutants
//! -- --ignored`.

use std::alloc::{GlobalAlloc, Layout, System};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use litert_cli::exit::run_to_string;
use litert_golden::suite_or_skip;

/// No file may take longer, in a release build on a machine that has nothing else to do.
const LONGEST: Duration = Duration::from_secs(1);
/// Nor more memory than this, the file itself included.
const MOST_BYTES: usize = 256 << 20;

/// The system's allocator, which knows how much is in use and how much was at most.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call goes to the system's allocator unchanged; counting does not touch the memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let in_use = IN_USE.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(in_use, Relaxed);
        // SAFETY: the caller's promise, passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise, passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// A small generator with a fixed seed, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// Values that sizes, offsets and indices are most likely to be mistaken for.
const EXTREMES: [u64; 10] = [
    0,
    1,
    2,
    0x7f,
    0xff,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    u64::MAX,
];

fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    // Most of a file is weights; tables and archives are at either end.
    let len = bytes.len();
    let at = match random.below(3) {
        0 => random.below(len),
        1 => random.below(len.min(2048)),
        _ => len.saturating_sub(1 + random.below(len.min(4096))),
    };
    let overwrite = |bytes: &mut Vec<u8>, at: usize, with: &[u8]| {
        for (to, from) in bytes.iter_mut().skip(at).zip(with) {
            *to = *from;
        }
    };
    match random.below(5) {
        0 => overwrite(bytes, at, &[random.next() as u8]),
        1 => overwrite(
            bytes,
            at & !3,
            &EXTREMES[random.below(10)].to_le_bytes()[..4],
        ),
        2 => overwrite(
            bytes,
            at & !1,
            &EXTREMES[random.below(10)].to_le_bytes()[..2],
        ),
        3 => bytes.truncate(at),
        _ => {
            let from = random.below(len);
            let piece: Vec<u8> = bytes
                .iter()
                .skip(from)
                .take(1 << random.below(7))
                .copied()
                .collect();
            overwrite(bytes, at, &piece);
        }
    }
}

/// What is damaged: every kind of file, none so large that reading it is all that takes time.
fn originals(test: &str) -> Option<Vec<Vec<u8>>> {
    let suite = suite_or_skip(test)?;
    let mut paths: Vec<PathBuf> = suite
        .models()
        .iter()
        .map(|model| suite.path(&model.file))
        .collect();
    paths.extend(
        ["tiny_lm.litertlm", "tiny_embed.litertlm", "tiny_lm.task"]
            .map(|name| suite.path("llm").join(name)),
    );
    let files = paths
        .iter()
        .map(|path| std::fs::read(path).expect("the suite has its files"));
    Some(
        files
            .filter(|file| !file.is_empty() && file.len() < 1 << 20)
            .collect(),
    )
}

fn survive(test: &str, count: usize, slowness: u32) {
    let Some(originals) = originals(test) else {
        return;
    };
    let mut random = Random(0x5eed_1e57);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.tflite"));
    let picture = path.with_extension("svg");
    let picture = picture.to_str().expect("UTF-8");
    let (mut described, mut refused, mut slowest, mut largest) = (0, 0, Duration::ZERO, 0);
    for number in 0..count {
        let mut bytes = originals[random.below(originals.len())].clone();
        for _ in 0..=random.below(3) {
            if !bytes.is_empty() {
                mutate(&mut bytes, &mut random);
            }
        }
        std::fs::write(&path, &bytes).expect("a temporary file");
        drop(bytes);
        let path = path.to_str().expect("UTF-8");
        let arguments: &[&str] = match random.below(4) {
            0 => &["inspect", path, "--graph", picture],
            1 => &["inspect", path, "--part", "TF_LITE_PREFILL_DECODE"],
            _ => &["inspect", path, "--json", "--weights"],
        };
        MOST.store(0, Relaxed);
        let before = IN_USE.load(Relaxed);
        let begun = Instant::now();
        let result = run_to_string(arguments, Some(80));
        let (took, took_bytes) = (begun.elapsed(), MOST.load(Relaxed).saturating_sub(before));
        if result.is_ok() {
            described += 1
        } else {
            refused += 1
        }
        assert!(
            took < LONGEST * slowness,
            "file {number} took {took:?}: see {path}"
        );
        assert!(
            took_bytes < MOST_BYTES,
            "file {number} took {took_bytes} bytes: see {path}"
        );
        (slowest, largest) = (slowest.max(took), largest.max(took_bytes));
    }
    println!("{described} described, {refused} refused; at most {slowest:?} and {largest} bytes");
    assert!(
        described > count / 20 && refused > count / 20,
        "{described}, {refused}"
    );
}

#[test]
fn damaged_files_do_no_harm() {
    // A debug build on a busy machine.
    survive("damaged_files_do_no_harm", 500, 10);
}

#[test]
#[ignore = "takes minutes; for release builds"]
fn a_hundred_thousand_damaged_files_do_no_harm() {
    survive("a_hundred_thousand_damaged_files_do_no_harm", 100_000, 1);
}
