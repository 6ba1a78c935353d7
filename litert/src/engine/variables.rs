//! State that a model keeps from run to run.

use crate::error::Error;
use crate::model::Model;

/// Why a resource variable stays as it is: no function of C reaches it.
pub(crate) fn cannot_reset(model: &Model, variable: &str, engine: &str) -> Error {
    Error::unsupported(
        format!("{model}: setting resource variable '{variable}' back"),
        format!("{engine}, because the runtime has no call for it"),
        format!("make a new {engine} of the same model, which begins with the value in the file"),
    )
}
