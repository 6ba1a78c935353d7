//! The bytes of a model, wherever they lie.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::aligned::AlignedBuffer;
use crate::error::{Error, IoError, Result};

/// Memory that holds a model for as long as anything uses it.
///
/// The C side borrows these bytes for the life of every interpreter and compiled model, so they
/// sit behind the `Arc` of the [`Model`](super::Model) that all of these hold on to. They are
/// aligned to 64 bytes, or copied to memory that is: kernels read constants where they lie.
#[derive(Debug)]
pub(super) enum ModelBytes {
    Owned(AlignedBuffer),
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
    #[cfg(feature = "mmap")]
    Mapped(memmap2::Mmap),
}

impl ModelBytes {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let failed = |action| {
            move |source| {
                Error::Io(Box::new(IoError {
                    path: path.to_owned(),
                    action,
                    source,
                }))
            }
        };
        let mut file = File::open(path).map_err(failed("open"))?;
        let metadata = file.metadata().map_err(failed("read"))?;
        if metadata.is_dir() {
            let source = std::io::Error::from(std::io::ErrorKind::IsADirectory);
            return Err(failed("read")(source));
        }
        let out_of_memory = || failed("read")(std::io::ErrorKind::OutOfMemory.into());
        let len = usize::try_from(metadata.len()).map_err(|_| out_of_memory())?;
        if !metadata.is_file() || len == 0 {
            // Pipes and the like tell no length; read to the end and copy.
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(failed("read"))?;
            return Ok(Self::Owned(AlignedBuffer::copy_of(&bytes)));
        }
        let mut buffer = AlignedBuffer::try_zeroed(len).ok_or_else(out_of_memory)?;
        file.read_exact(&mut buffer).map_err(failed("read"))?;
        Ok(Self::Owned(buffer))
    }

    #[cfg(feature = "mmap")]
    pub(super) unsafe fn map(path: &Path) -> Result<Self> {
        let failed = |action| {
            move |source| {
                Error::Io(Box::new(IoError {
                    path: path.to_owned(),
                    action,
                    source,
                }))
            }
        };
        let file = File::open(path).map_err(failed("open"))?;
        // SAFETY: the caller promises that nobody changes or shortens the file while it is mapped.
        let map = unsafe { memmap2::Mmap::map(&file) }.map_err(failed("map"))?;
        Ok(Self::Mapped(map))
    }

    pub(super) fn from_static(bytes: &'static [u8]) -> Self {
        if is_aligned(bytes) {
            Self::Static(bytes)
        } else {
            Self::Owned(AlignedBuffer::copy_of(bytes))
        }
    }

    pub(super) fn from_shared(bytes: Arc<[u8]>) -> Self {
        if is_aligned(&bytes) {
            Self::Shared(bytes)
        } else {
            Self::Owned(AlignedBuffer::copy_of(&bytes))
        }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        match self {
            Self::Owned(buffer) => buffer,
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
            #[cfg(feature = "mmap")]
            Self::Mapped(map) => map,
        }
    }
}

fn is_aligned(bytes: &[u8]) -> bool {
    bytes.as_ptr() as usize % AlignedBuffer::ALIGNMENT == 0
}
