//! Running a closure with little memory left in the process.

use std::hint::black_box;
use std::io;

const RLIMIT_AS: i32 = 9;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
struct Limit {
    soft: Bytes,
    hard: Bytes,
}

/// `rlim_t`: an unsigned long on 64-bit systems.
type Bytes = std::ffi::c_ulong;

unsafe extern "C" {
    fn getrlimit(resource: i32, limit: *mut Limit) -> i32;
    fn setrlimit(resource: i32, limit: *const Limit) -> i32;
}

/// Small blocks that the allocator has free, so that what is small finds its place whatever the
/// limit: it is the large that is to fail.
const SMALL: usize = 2048;
const SMALL_BLOCKS: usize = 4096;

/// Runs `work` while the process may map at most `spare` bytes more than it has now.
pub(crate) fn with_spare<T>(spare: usize, work: impl FnOnce() -> T) -> T {
    let kept = reserve_small_blocks();
    let before = get();
    let mapped = mapped() + spare;
    set(Limit {
        soft: mapped as Bytes,
        ..before
    });
    let done = work();
    set(before);
    drop(kept);
    done
}

/// Every second of many blocks stays, so that those between do not become large ones.
fn reserve_small_blocks() -> Vec<Vec<u8>> {
    let mut blocks: Vec<Vec<u8>> = (0..SMALL_BLOCKS).map(|_| vec![1; SMALL]).collect();
    let mut odd = false;
    blocks.retain(|_| {
        odd = !odd;
        odd
    });
    black_box(blocks)
}

fn get() -> Limit {
    let mut limit = Limit { soft: 0, hard: 0 };
    // SAFETY: `limit` is a struct of the layout that the function fills in.
    let status = unsafe { getrlimit(RLIMIT_AS, &raw mut limit) };
    assert_eq!(status, 0, "{}", io::Error::last_os_error());
    limit
}

fn set(limit: Limit) {
    // SAFETY: `limit` is a struct of the layout that the function reads.
    let status = unsafe { setrlimit(RLIMIT_AS, &raw const limit) };
    assert_eq!(status, 0, "{}", io::Error::last_os_error());
}

/// The bytes that this process has mapped.
fn mapped() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").expect("statm");
    let pages = statm.split_whitespace().next().expect("a number");
    4096 * pages.parse::<usize>().expect("a number")
}
