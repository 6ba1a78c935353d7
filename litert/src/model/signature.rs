//! Signatures by their key.

use super::{ModelInfo, SignatureInfo};
use crate::error::{Error, NotFound, Result};

/// The place of the signature with this key.
///
/// # Errors
/// [`Error::NotFound`], with the keys that there are.
pub(crate) fn signature_position(info: &ModelInfo, key: &str) -> Result<usize> {
    let mut signatures = info.signatures().iter();
    let found = signatures.position(|signature| signature.key() == Some(key));
    found.ok_or_else(|| {
        let keys = info.signatures().iter().filter_map(SignatureInfo::key);
        Error::NotFound(Box::new(NotFound {
            what: "signature",
            name: format!("'{key}'"),
            available: keys.map(|key| format!("'{key}'")).collect(),
        }))
    })
}
