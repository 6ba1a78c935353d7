//! Damaged files never make `inspect` panic, hang or take much memory.
//!
//! CI tries some hundreds; all 100,000 are `cargo test --release -p litert-cli --test inspect_mutants
//! -- --ignored`.

use std::alloc::{GlobalAlloc, Layout, System};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use cpu_time::ThreadTime;

use litert_cli::exit::run_to_string;
use litert_generator::Random;
use litert_golden::suite_or_skip;
use litert_test_support::mutate::Original;

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

/// A file to damage. What is damaged is a window of it: all of a model, one end of a container, whose
/// middle is not looked at.
struct Target {
    before: Vec<u8>,
    window: Original,
    after: Vec<u8>,
}

impl Target {
    fn new(file: Vec<u8>, window: std::ops::Range<usize>) -> Self {
        let piece = |range: std::ops::Range<usize>| file.get(range).unwrap_or(&[]).to_vec();
        Self {
            before: piece(0..window.start),
            after: piece(window.end..file.len()),
            window: Original::new(String::new(), piece(window)),
        }
    }

    fn damaged(&self, random: &mut Random) -> Vec<u8> {
        [&self.before[..], &self.window.damaged(random), &self.after].concat()
    }
}

/// What is damaged: every kind of file, none so large that reading it is all that takes time.
fn targets(test: &str) -> Option<Vec<Target>> {
    let suite = suite_or_skip(test)?;
    let read = |path: &Path| std::fs::read(path).expect("the suite has its files");
    let models = suite
        .models()
        .iter()
        .map(|model| read(&suite.path(&model.file)));
    let small = models.filter(|file| !file.is_empty() && file.len() < 1 << 20);
    let mut targets: Vec<Target> = small
        .map(|file| {
            let all = 0..file.len();
            Target::new(file, all)
        })
        .collect();
    for name in ["tiny_lm.litertlm", "tiny_embed.litertlm", "tiny_lm.task"] {
        let file = read(&suite.path("llm").join(name));
        let end = file.len();
        // Some of many, so that containers come up often enough.
        for window in [0..700, end - 300..end, 0..700, end - 300..end] {
            targets.push(Target::new(file.clone(), window));
        }
    }
    Some(targets)
}

fn survive(test: &str, count: usize, slowness: u32) {
    let Some(targets) = targets(test) else {
        return;
    };
    let mut random = Random::new(0x5eed_1e57);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.tflite"));
    let picture = path.with_extension("svg");
    let picture = picture.to_str().expect("UTF-8");
    let (mut described, mut refused, mut slowest, mut largest) = (0, 0, Duration::ZERO, 0);
    for number in 0..count {
        let bytes = random.pick(&targets).damaged(&mut random);
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
        let begun = ThreadTime::now();
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
