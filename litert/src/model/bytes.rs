//! The bytes of a model, wherever they lie.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::aligned::AlignedBuffer;
use crate::error::{Error, IoError, Result};
use crate::fallible;

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
        let len = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
        if !metadata.is_file() || len == 0 {
            // Pipes and the like tell no length; read to the end and copy.
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(failed("read"))?;
            return Self::copy_of(&bytes);
        }
        let mut buffer = fallible::zeroed(len, path.display())?;
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

    pub(super) fn from_static(bytes: &'static [u8]) -> Result<Self> {
        if is_aligned(bytes) {
            Ok(Self::Static(bytes))
        } else {
            Self::copy_of(bytes)
        }
    }

    pub(super) fn from_source(source: ModelSource<'_>) -> Result<Self> {
        match source {
            ModelSource::Aligned(buffer) => Ok(Self::Owned(buffer)),
            ModelSource::Shared(bytes) if is_aligned(&bytes) => Ok(Self::Shared(bytes)),
            ModelSource::Shared(bytes) => Self::copy_of(&bytes),
            ModelSource::Bytes(bytes) => Self::copy_of(&bytes),
        }
    }

    pub(super) fn copy_of(bytes: &[u8]) -> Result<Self> {
        let mut buffer = fallible::zeroed(bytes.len(), "a model")?;
        buffer.copy_from_slice(bytes);
        Ok(Self::Owned(buffer))
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

/// Bytes that [`Model::from_bytes`](crate::Model::from_bytes) takes. Made by `into()` from whatever
/// holds bytes.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// let bytes = std::fs::read("../models/tiny/add.tflite").expect("a file");
/// let model = litert::Model::from_bytes(bytes)?; // a vector, a slice, an `Arc<[u8]>` ...
/// assert_eq!(model.signatures().len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ModelSource<'a> {
    /// Used where they lie.
    Aligned(AlignedBuffer),
    /// Used where they lie if that is a multiple of 64, else copied.
    Shared(Arc<[u8]>),
    /// Copied.
    Bytes(Cow<'a, [u8]>),
}

impl From<AlignedBuffer> for ModelSource<'static> {
    fn from(bytes: AlignedBuffer) -> Self {
        Self::Aligned(bytes)
    }
}

impl From<Arc<[u8]>> for ModelSource<'static> {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self::Shared(bytes)
    }
}

impl<'a> From<Cow<'a, [u8]>> for ModelSource<'a> {
    fn from(bytes: Cow<'a, [u8]>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Vec<u8>> for ModelSource<'static> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Cow::Owned(bytes))
    }
}

impl From<Box<[u8]>> for ModelSource<'static> {
    fn from(bytes: Box<[u8]>) -> Self {
        Self::Bytes(Cow::Owned(bytes.into_vec()))
    }
}

impl<'a> From<&'a [u8]> for ModelSource<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'a> From<&'a Vec<u8>> for ModelSource<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for ModelSource<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}
