//! Files that are written for us, on disks that are full or read-only: a clear error or a run
//! without the file, results as always, and nothing that a later run takes for whole.
#![cfg(all(target_os = "linux", target_pointer_width = "64"))]

mod trouble;
mod weight_cache;
