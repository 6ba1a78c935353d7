//! Named bytes that tools attach to a model.

use std::borrow::Cow;
use std::fmt;

use super::ModelView;
use crate::schema::{Tables, Text};

/// A metadata entry.
#[derive(Clone)]
pub struct MetadataEntry<'a> {
    /// Its name, such as `min_runtime_version`.
    pub name: Cow<'a, str>,
    /// Its content; empty if the file names it without any.
    pub data: &'a [u8],
}

impl<'a> ModelView<'a> {
    /// All metadata entries, in the order of the file.
    pub fn metadata(self) -> impl Iterator<Item = MetadataEntry<'a>> {
        let entries = self.root().metadata().into_iter().flat_map(Tables::iter);
        entries.map(move |entry| MetadataEntry {
            name: entry.name().map_or(Cow::Borrowed(""), Text::text),
            data: self.buffer(entry.buffer() as usize).unwrap_or(&[]),
        })
    }

    /// The content of the first metadata entry with this name.
    pub fn metadata_bytes(self, name: &str) -> Option<&'a [u8]> {
        self.metadata()
            .find(|entry| entry.name == name)
            .map(|entry| entry.data)
    }

    /// The version of TensorFlow Lite that the converter thinks is needed, such as `1.5.0`.
    pub fn min_runtime_version(self) -> Option<Cow<'a, str>> {
        let padded = self.metadata_bytes("min_runtime_version")?;
        // The field has 16 bytes, filled up with zeros.
        let text = padded.split(|&byte| byte == 0).next().unwrap_or(&[]);
        (!text.is_empty()).then(|| String::from_utf8_lossy(text))
    }
}

impl fmt::Debug for MetadataEntry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MetadataEntry")
            .field("name", &self.name)
            .field("bytes", &self.data.len())
            .finish()
    }
}
