//! Files to look into.

use std::fs::{self, File};
use std::io;
use std::ops::Deref;
use std::path::Path;

/// The bytes of a file. Large ones are mapped: a language model may be larger than the memory of the
/// board that it lies on, and all that is looked at is its first and last pages.
pub enum Bytes {
    /// In memory.
    Read(Vec<u8>),
    /// On disk until it is looked at.
    Mapped(memmap2::Mmap),
}

/// Files up to this size are read.
const LARGEST_READ: u64 = 128 << 20;

/// Opens a file.
///
/// # Errors
/// Those of the system.
pub fn open(path: &Path) -> io::Result<Bytes> {
    let meta = fs::metadata(path)?;
    if !meta.is_file() || meta.len() <= LARGEST_READ {
        return fs::read(path).map(Bytes::Read);
    }
    let file = File::open(path)?;
    // SAFETY: the mapping is only read. Should somebody shorten the file in this moment, the system
    // ends this process (SIGBUS), which does nothing but look at the file.
    unsafe { memmap2::Mmap::map(&file) }.map(Bytes::Mapped)
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Read(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}
