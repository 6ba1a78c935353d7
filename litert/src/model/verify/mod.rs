//! The checks that a file must pass before anything else looks at it.

mod structure;

pub(super) use structure::structure;

use super::error::InvalidModel;
use super::reader::ModelView;

/// Checks what the file means, after [`structure`] has checked that it can be read.
pub(super) fn meaning(_model: ModelView<'_>) -> Result<(), InvalidModel> {
    Ok(())
}
