//! The same work over and over: memory that is made for it must go with it.

use std::ffi::OsString;

/// How much more may be there in the end. Thread pools and caches have their fill at some time, not
/// all of them in the warm-up.
const SLACK: usize = 1 << 20;

/// To be set for a child that measures its memory: glibc gives back what is free in its first arena,
/// and not always in others, which tests, being threads, would use.
pub fn one_arena() -> (&'static str, Option<OsString>) {
    ("MALLOC_ARENA_MAX", Some("1".into()))
}

/// Repeats `pass`, and asserts that the process does not grow after the first tenth of the
/// repetitions.
#[track_caller]
pub fn soak(repetitions: usize, mut pass: impl FnMut()) {
    let warm_up = repetitions.div_ceil(10);
    (0..warm_up).for_each(|_| pass());
    let before = resident();
    (warm_up..repetitions).for_each(|_| pass());
    let after = resident();
    println!(
        "{} KiB after {warm_up} repetitions, {} KiB after {repetitions}",
        before >> 10,
        after >> 10
    );
    let grown = after.saturating_sub(before);
    assert!(
        grown < SLACK,
        "{grown} bytes were left behind between repetition {warm_up} and {repetitions}"
    );
}

/// The bytes of this process that are in memory, but for those that the allocator holds in reserve.
/// Zero where the system does not tell.
fn resident() -> usize {
    give_back_reserve();
    let Ok(statm) = std::fs::read_to_string("/proc/self/statm") else {
        return 0;
    };
    let pages = statm.split_whitespace().nth(1).and_then(|n| n.parse().ok());
    4096 * pages.unwrap_or(0_usize)
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn give_back_reserve() {
    unsafe extern "C" {
        /// glibc's.
        fn malloc_trim(keep: usize) -> i32;
    }
    // SAFETY: only memory that nobody holds is given back.
    unsafe { malloc_trim(0) };
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn give_back_reserve() {}
