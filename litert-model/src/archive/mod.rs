//! Files attached to a model: a ZIP archive behind the flatbuffer.

use std::borrow::Cow;
use std::collections::TryReserveError;
use std::fmt;

use crate::error::{InvalidModel, InvalidModelKind};
use crate::reader::ModelView;

/// A file in the archive behind a model, such as a list of labels.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bytes = std::fs::read("../models/digits/digits_int8.tflite")?;
/// let model = litert_model::ModelView::new(&bytes)?;
/// for file in model.attached_files()? {
///     println!("{}: {} bytes", file.name(), file.size());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct AttachedFile<'a> {
    name: Cow<'a, str>,
    stored: &'a [u8],
    size: usize,
    method: u16,
    encrypted: bool,
    crc: u32,
}

impl<'a> AttachedFile<'a> {
    /// How many bytes [`read`](Self::read) unpacks at most: 64 MiB.
    ///
    /// A few megabytes can unpack to gigabytes, and an archive may be anybody's.
    pub const MOST_UNPACKED: usize = 64 << 20;

    /// The files in a ZIP archive that ends where `bytes` end, in the order of the archive; empty if
    /// there is none. A `.task` bundle is such an archive, too.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] if there is an archive but its directory is damaged.
    pub fn list(bytes: &'a [u8]) -> Result<Vec<Self>, InvalidModel> {
        directory(bytes).map_err(|message| {
            InvalidModel::new(InvalidModelKind::Metadata, "attached archive", message)
        })
    }

    /// Whether `bytes` begin like a ZIP archive, as a `.task` bundle does. Zero bytes may come first:
    /// the writers of such bundles put some in front of each file, so that models are aligned. The
    /// first 64 bytes of a file are enough to ask.
    ///
    /// A model with files attached is none: it begins like a model.
    pub fn is_archive(bytes: &[u8]) -> bool {
        let zeros = bytes.iter().take(MOST_ZEROS).take_while(|&&byte| byte == 0);
        bytes
            .get(zeros.count()..)
            .is_some_and(|rest| rest.starts_with(LOCAL) || rest.starts_with(END))
    }

    /// Its name, exactly as stored. It may contain anything: do not use it as a path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its size once unpacked, as the archive states it.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Its bytes as they lie in the archive, compressed or not, and not checked.
    pub fn stored(&self) -> &'a [u8] {
        self.stored
    }

    /// Whether it is compressed. Metadata tools store files as they are.
    pub fn is_compressed(&self) -> bool {
        self.method != 0
    }

    /// Its content, checked against the checksum; borrowed from the model unless it is compressed.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] if the content is damaged or encrypted, or compressed in a way that is not
    /// supported; of the kind [`TooLarge`](InvalidModelKind::TooLarge) if it is compressed and has
    /// more than [`MOST_UNPACKED`](Self::MOST_UNPACKED) bytes. Files that are deflated need the
    /// feature `metadata` of this crate.
    pub fn read(&self) -> Result<Cow<'a, [u8]>, InvalidModel> {
        self.read_within(Self::MOST_UNPACKED)
    }

    /// Like [`read`](Self::read), with another limit than
    /// [`MOST_UNPACKED`](Self::MOST_UNPACKED). What is stored as it is takes no memory and has no
    /// limit.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn read_within(&self, most: usize) -> Result<Cow<'a, [u8]>, InvalidModel> {
        if self.encrypted {
            return Err(self.invalid("it is encrypted"));
        }
        let content = match self.method {
            0 => Cow::Borrowed(self.stored),
            8 if self.size > most => return Err(self.too_large(most)),
            8 => Cow::Owned(self.inflate()?),
            other => return Err(self.invalid(format!("compression method {other} is unknown"))),
        };
        if content.len() != self.size || crc32(&content) != self.crc {
            return Err(self.invalid("its content is damaged: the checksum does not match"));
        }
        Ok(content)
    }

    /// Its content as text, with the replacement character wherever it is not UTF-8.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn read_to_string(&self) -> Result<String, InvalidModel> {
        let text = match self.read()? {
            Cow::Borrowed(bytes) => lossy(bytes),
            Cow::Owned(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Ok(text),
                Err(error) => lossy(error.as_bytes()),
            },
        };
        text.map_err(|_| self.invalid(format!("there is no memory for its {} bytes", self.size)))
    }

    #[cfg(feature = "metadata")]
    fn inflate(&self) -> Result<Vec<u8>, InvalidModel> {
        /// What Deflate makes of one byte, at most.
        const MOST: usize = 1032;

        if self.size / MOST > self.stored.len() {
            return Err(self.invalid("its content is damaged: it cannot unpack to its size"));
        }
        let mut content = Vec::new();
        if content.try_reserve_exact(self.size).is_err() {
            let message = format!("there is no memory to unpack its {} bytes", self.size);
            return Err(self.invalid(message));
        }
        // Exactly this much, so that a hostile file does not unfold to more than it admits to.
        content.resize(self.size, 0);
        let stored = std::iter::once(self.stored);
        miniz_oxide::inflate::decompress_slice_iter_to_slice(&mut content, stored, false, true)
            .ok()
            .filter(|&len| len == self.size)
            .ok_or_else(|| self.invalid("its content is damaged: it cannot be unpacked"))?;
        Ok(content)
    }

    #[cfg(not(feature = "metadata"))]
    fn inflate(&self) -> Result<Vec<u8>, InvalidModel> {
        Err(self.invalid("it is compressed; enable the feature `metadata` of litert to read it"))
    }

    fn invalid(&self, message: impl Into<String>) -> InvalidModel {
        let place = format!("attached file '{}'", self.name);
        InvalidModel::new(InvalidModelKind::Metadata, place, message)
    }

    pub(super) fn too_large(&self, most: usize) -> InvalidModel {
        let place = format!("attached file '{}'", self.name);
        let message = format!(
            "it has {} bytes once unpacked; no more than {most} are read",
            self.size
        );
        InvalidModel::new(InvalidModelKind::TooLarge, place, message)
    }
}

/// Text, with the replacement character wherever it is not UTF-8.
fn lossy(bytes: &[u8]) -> Result<String, TryReserveError> {
    let mut text = String::new();
    text.try_reserve_exact(bytes.len())?;
    for chunk in bytes.utf8_chunks() {
        text.try_reserve(chunk.valid().len() + char::REPLACEMENT_CHARACTER.len_utf8())?;
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Ok(text)
}

impl fmt::Debug for AttachedFile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttachedFile")
            .field("name", &self.name)
            .field("size", &self.size)
            .finish()
    }
}

impl<'a> ModelView<'a> {
    /// The files attached to the model, in the order of the archive; empty if there are none.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] if there is an archive but its directory is damaged.
    pub fn attached_files(self) -> Result<Vec<AttachedFile<'a>>, InvalidModel> {
        AttachedFile::list(self.bytes())
    }

    /// The attached file of this name.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] if there is an archive but its directory is damaged.
    pub fn attached_file(self, name: &str) -> Result<Option<AttachedFile<'a>>, InvalidModel> {
        Ok(self
            .attached_files()?
            .into_iter()
            .find(|file| file.name() == name))
    }
}

/// More zero bytes than this in front of an archive are no alignment.
const MOST_ZEROS: usize = 32;
const END: &[u8] = b"PK\x05\x06";
const END_SIZE: usize = 22;
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_SIZE: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_SIZE: usize = 30;

/// Reads the directory at the end of the archive.
fn directory(bytes: &[u8]) -> Result<Vec<AttachedFile<'_>>, &'static str> {
    let Some(end_at) = find_end(bytes) else {
        return Ok(Vec::new());
    };
    let truncated = "its directory is cut short or damaged";
    let end = bytes.get(end_at..).ok_or(truncated)?;
    let count = usize::from(u16_at(end, 10).ok_or(truncated)?);
    let size = u32_at(end, 12).ok_or(truncated)? as usize;
    let offset = u32_at(end, 16).ok_or(truncated)? as usize;
    // The directory lies right before its end mark. Where it says it lies may be counted from the
    // beginning of the archive or of the whole file; the difference is what stands in front.
    let start = end_at.checked_sub(size).ok_or(truncated)?;
    let prefix = start.checked_sub(offset).ok_or(truncated)?;
    let mut rest = bytes.get(start..end_at).ok_or(truncated)?;

    let mut files = Vec::new();
    for _ in 0..count {
        let entry = rest
            .get(..ENTRY_SIZE)
            .filter(|entry| entry.starts_with(ENTRY));
        let entry = entry.ok_or(truncated)?;
        let length = |at| u16_at(entry, at).map(usize::from);
        let (Some(name), Some(extra), Some(comment)) = (length(28), length(30), length(32)) else {
            return Err(truncated);
        };
        let name_bytes = rest.get(ENTRY_SIZE..ENTRY_SIZE + name).ok_or(truncated)?;
        let packed = u32_at(entry, 20).ok_or(truncated)? as usize;
        let local = u32_at(entry, 42).ok_or(truncated)? as usize;
        let local = prefix
            .checked_add(local)
            .and_then(|at| bytes.get(at..))
            .ok_or(truncated)?;
        files.push(AttachedFile {
            name: String::from_utf8_lossy(name_bytes),
            stored: content(local, packed)
                .ok_or("the content of a file is not where it should be")?,
            size: u32_at(entry, 24).ok_or(truncated)? as usize,
            method: u16_at(entry, 10).ok_or(truncated)?,
            encrypted: u16_at(entry, 8).ok_or(truncated)? & 1 != 0,
            crc: u32_at(entry, 16).ok_or(truncated)?,
        });
        rest = rest
            .get(ENTRY_SIZE + name + extra + comment..)
            .ok_or(truncated)?;
    }
    Ok(files)
}

/// Where the end mark of an archive lies: in the last 64 KiB, followed by a comment that reaches
/// exactly to the end. Weights may contain the mark by chance, but hardly with the right length.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_SIZE)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|&at| {
        bytes.get(at..).is_some_and(|end| {
            end.starts_with(END)
                && u16_at(end, 20)
                    .is_some_and(|comment| at + END_SIZE + usize::from(comment) == bytes.len())
        })
    })
}

/// The bytes of a file. Its header repeats the name, and may have extra fields of other length than
/// the directory says.
fn content(local: &[u8], packed: usize) -> Option<&[u8]> {
    if !local.starts_with(LOCAL) {
        return None;
    }
    let start = LOCAL_SIZE + usize::from(u16_at(local, 26)?) + usize::from(u16_at(local, 28)?);
    local.get(start..start.checked_add(packed)?)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let raw = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(raw.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let raw = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(raw.try_into().ok()?))
}

/// The checksum of ZIP archives.
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut index = 0;
        while index < 256 {
            let mut value = index as u32;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 != 0 {
                    0xedb8_8320 ^ (value >> 1)
                } else {
                    value >> 1
                };
                bit += 1;
            }
            table[index] = value;
            index += 1;
        }
        table
    };
    !bytes.iter().fold(!0, |crc: u32, &byte| {
        // The index is a byte, so it is always in the table.
        TABLE[usize::from(crc.to_le_bytes()[0] ^ byte)] ^ (crc >> 8)
    })
}

#[cfg(test)]
mod tests;
