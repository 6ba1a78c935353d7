//! The same work over and over: memory that is made for it must go with it.

/// How much may stay behind in all repetitions together. Thread pools and caches have their fill at
/// some time, not all of them in the warm-up.
const SLACK: usize = 2 << 20;

/// Repeats `pass`, and asserts that the process does not grow after the first tenth of the
/// repetitions, the warm-up.
///
/// What is resident goes up and down by tens of megabytes, as the system thinks fit. So the lowest
/// figures of both halves of the rest are compared: what leaks stays.
#[track_caller]
pub(crate) fn soak(repetitions: usize, mut pass: impl FnMut()) {
    assert!(repetitions >= 4, "{repetitions} repetitions show nothing");
    let warm_up = repetitions.div_ceil(10);
    (0..warm_up).for_each(|_| pass());
    let mut lowest_of = |count: usize| {
        let after_each = (0..count).map(|_| {
            pass();
            resident()
        });
        after_each.min().unwrap_or(0)
    };
    let half = (repetitions - warm_up) / 2;
    let first = lowest_of(half);
    let second = lowest_of(repetitions - warm_up - half);
    println!(
        "{repetitions} repetitions: {} KiB in the first half, {} KiB in the second",
        first >> 10,
        second >> 10
    );
    assert!(
        second < first + SLACK,
        "{repetitions} repetitions leave {} bytes behind in their second half",
        second - first
    );
}

/// The bytes of this process that are in memory, but for those that the allocator holds in reserve.
/// Zero where the system does not tell.
pub(crate) fn resident() -> usize {
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
