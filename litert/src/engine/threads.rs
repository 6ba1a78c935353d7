//! How many threads an engine may use.

use std::thread;

use crate::error::{Error, Result};

/// The number as C takes it; zero becomes what the machine has.
pub(crate) fn thread_count(threads: usize) -> Result<i32> {
    let threads = match threads {
        0 => thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    // More than this is a mistake, and every thread costs memory.
    const MOST: usize = 1024;
    match i32::try_from(threads) {
        Ok(count) if threads <= MOST => Ok(count),
        _ => Err(Error::invalid_argument(format!(
            "{threads} threads are too many; give at most {MOST}, or 0 for as many as the machine has"
        ))),
    }
}
