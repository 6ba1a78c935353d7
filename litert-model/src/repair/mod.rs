//! What a model means and the kernels do not do, mended in a copy of the bytes.
//!
//! A file may say in a plain way what a kernel then reads past the end of a list for, or follows a null
//! pointer. Where the meaning leaves no doubt the file is rewritten so that the kernel does it.

mod find;
mod front;

use std::fmt;

use crate::error::{InvalidModel, InvalidModelKind};
use crate::reader::ModelView;
use crate::types::ElementType;
use crate::verify::Vouched;

pub(crate) use find::{BIAS, BIAS_ON_ARM, COLUMNS, FIRST, LAST, TRANSPOSED, scales};
use front::Unable;

/// A change to a copy of a model's bytes.
///
/// `litert::Model` makes these changes by itself when it takes a model, and keeps the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    place: String,
    message: String,
    change: Change,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    /// One scale, once for each channel.
    Scales {
        graph: usize,
        tensor: usize,
        channels: usize,
        axis: usize,
    },
    /// A bias of zeros, whose elements have four bytes.
    Bias {
        graph: usize,
        operator: usize,
        channels: usize,
        element_type: ElementType,
    },
}

impl Repair {
    /// Where in the model, such as `subgraph 0 operator 3 DEPTHWISE_CONV_2D`.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What was changed there, and why.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl ModelView<'_> {
    /// What must be changed before this model can run, and is: `litert::Model` does so in a copy of the
    /// bytes. Empty for nearly all models.
    pub fn repairs(self) -> Vec<Repair> {
        find::all(self)
    }

    /// A copy of the file with these changes, which [`repairs`](Self::repairs) has named.
    ///
    /// # Errors
    /// [`InvalidModel`] if the copy would be larger than the format allows, or is no model that can run.
    pub fn mended(self, repairs: &[Repair]) -> Result<Vec<u8>, InvalidModel> {
        self.mended_vouched(repairs, &Vouched::default())
    }

    /// The same, but for the rules that somebody vouches for.
    #[doc(hidden)]
    pub fn mended_vouched(
        self,
        repairs: &[Repair],
        vouched: &Vouched,
    ) -> Result<Vec<u8>, InvalidModel> {
        let bytes = front::rewritten(self, repairs).map_err(|obstacle| match obstacle {
            Unable::NewerFields => InvalidModel::new(
                InvalidModelKind::SchemaVersion,
                "",
                "it must be changed before it can run, and has tables with fields that are newer than this \
                 crate, which it cannot copy; use a newer release, or convert it again",
            ),
            Unable::TooLarge => InvalidModel::new(
                InvalidModelKind::TooLarge,
                "",
                "it must be changed before it can run, and leaves no room for that; convert it again",
            ),
        })?;
        match ModelView::vouched(&bytes, vouched)?.repairs().first() {
            None => Ok(bytes),
            // What several operators share can be right for one of them only.
            Some(left) => Err(InvalidModel::new(
                InvalidModelKind::Operator,
                &left.place,
                format!(
                    "{}; that cannot be mended, convert the model again",
                    left.message
                ),
            )),
        }
    }
}
