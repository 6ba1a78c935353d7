//! Whether data that lies behind the flatbuffer lies inside the file.
//!
//! This is invisible to a flatbuffer verifier, and the native libraries add offset and size without
//! noticing when the sum wraps around.

use super::{Check, fail};
use crate::error::InvalidModelKind;
use crate::reader::ModelView;
use crate::schema::Tables;

pub(super) fn check(model: ModelView<'_>) -> Check {
    let buffers = model.root().buffers();
    for (index, buffer) in buffers.into_iter().flat_map(Tables::iter).enumerate() {
        let (offset, size) = (buffer.offset(), buffer.size());
        if offset != 0 && !inside(model, offset, size) {
            return fail(
                InvalidModelKind::Buffer,
                format!("buffer {index}"),
                outside_message(model, offset, size),
            );
        }
    }
    let entries = model.root().metadata();
    for (index, entry) in entries.into_iter().flat_map(Tables::iter).enumerate() {
        let place = || format!("metadata {index}");
        if entry.name().is_none() {
            return fail(InvalidModelKind::Metadata, place(), "the entry has no name");
        }
        let count = model.buffer_count();
        if entry.buffer() as usize >= count {
            let message = format!(
                "its content is buffer {}, but the number of buffers is {count}",
                entry.buffer()
            );
            return fail(InvalidModelKind::Metadata, place(), message);
        }
    }
    Ok(())
}

/// Whether a range of bytes lies in the file.
pub(super) fn inside(model: ModelView<'_>, offset: u64, size: u64) -> bool {
    let len = model.bytes().len() as u64;
    offset.checked_add(size).is_some_and(|end| end <= len)
}

pub(super) fn outside_message(model: ModelView<'_>, offset: u64, size: u64) -> String {
    format!(
        "its data is {size} bytes at offset {offset}, but the file ends at {}; was it cut short, \
         or was only the flatbuffer given and not the whole file?",
        model.bytes().len()
    )
}
