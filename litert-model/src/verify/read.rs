//! Data that is read element by element, and that many tensors or operators may share.

use std::collections::HashSet;

use crate::ModelView;
use crate::types::ElementType;

/// What has been read of a model. A few bytes name a buffer, so that a file of half a megabyte could
/// otherwise have its data read ten thousand times.
pub(super) struct Read {
    seen: HashSet<(usize, usize, ElementType)>,
    /// The bytes that may yet be read.
    left: usize,
}

impl Read {
    pub(super) fn of(model: ModelView<'_>) -> Self {
        Self {
            seen: HashSet::new(),
            left: model.bytes().len().saturating_mul(16),
        }
    }

    /// Whether these bytes are to be read as elements of this type for the first time.
    ///
    /// # Errors
    /// Ranges of bytes that overlap again and again are no model.
    pub(super) fn is_first(&mut self, data: &[u8], ty: ElementType) -> Result<bool, String> {
        if !self.seen.insert((data.as_ptr() as usize, data.len(), ty)) {
            return Ok(false);
        }
        match self.left.checked_sub(data.len()) {
            Some(left) => self.left = left,
            None => return Err("its data overlaps that of too many others".to_owned()),
        }
        Ok(true)
    }
}
