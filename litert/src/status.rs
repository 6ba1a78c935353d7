//! Status codes of the two C families, with their names.

use std::fmt;

use litert_sys::Family;

/// A status code that a C call returned.
///
/// The libraries may return codes that are newer than this crate; they keep their number.
///
/// ```
/// use litert::{Error, Status};
///
/// fn status(error: &Error) -> Option<Status> {
///     match error {
///         Error::Status(error) => error.status,
///         _ => None,
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Status {
    family: Family,
    code: i32,
}

/// `LiteRtStatus` by number.
const LITERT: &[(i32, &str)] = &[
    (0, "Ok"),
    (1, "ErrorInvalidArgument"),
    (2, "ErrorMemoryAllocationFailure"),
    (3, "ErrorRuntimeFailure"),
    (4, "ErrorMissingInputTensor"),
    (5, "ErrorUnsupported"),
    (6, "ErrorNotFound"),
    (7, "ErrorTimeoutExpired"),
    (8, "ErrorWrongVersion"),
    (9, "ErrorUnknown"),
    (10, "ErrorAlreadyExists"),
    (100, "Cancelled"),
    (500, "ErrorFileIO"),
    (501, "ErrorInvalidFlatbuffer"),
    (502, "ErrorDynamicLoading"),
    (503, "ErrorSerialization"),
    (504, "ErrorCompilation"),
    (1000, "ErrorIndexOOB"),
    (1001, "ErrorInvalidIrType"),
    (1002, "ErrorInvalidGraphInvariant"),
    (1003, "ErrorGraphModification"),
    (1500, "ErrorInvalidToolConfig"),
    (2000, "LegalizeNoMatch"),
    (2001, "ErrorInvalidLegalization"),
    (3000, "PatternNoMatch"),
    (3001, "InvalidTransformation"),
    (4000, "ErrorUnsupportedRuntimeVersion"),
    (4001, "ErrorUnsupportedCompilerVersion"),
    (4002, "ErrorIncompatibleByteCodeVersion"),
    (5000, "ErrorUnsupportedOpShapeInferer"),
    (5001, "ErrorShapeInferenceFailed"),
];

/// `TfLiteStatus` by number.
const TFLITE: &[(i32, &str)] = &[
    (0, "Ok"),
    (1, "Error"),
    (2, "DelegateError"),
    (3, "ApplicationError"),
    (4, "DelegateDataNotFound"),
    (5, "DelegateDataWriteError"),
    (6, "DelegateDataReadError"),
    (7, "UnresolvedOps"),
    (8, "Cancelled"),
    (9, "OutputShapeNotKnown"),
];

impl Status {
    pub(crate) const fn litert(code: i32) -> Self {
        Self {
            family: Family::LiteRt,
            code,
        }
    }

    pub(crate) const fn tflite(code: i32) -> Self {
        Self {
            family: Family::TfLite,
            code,
        }
    }

    /// The number, as the C header of the family gives it.
    pub const fn code(self) -> i32 {
        self.code
    }

    /// The C name without its prefix, e.g. `ErrorCompilation`; `None` for a code that is newer
    /// than this crate.
    pub fn name(self) -> Option<&'static str> {
        let table = match self.family {
            Family::LiteRt => LITERT,
            Family::TfLite => TFLITE,
            _ => &[],
        };
        table
            .iter()
            .find(|(code, _)| *code == self.code)
            .map(|(_, name)| *name)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Status { family, code } = self;
        match self.name() {
            Some(name) => write!(f, "{family} status {name} ({code})"),
            None => write!(f, "{family} status {code}, which is newer than this crate"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_names_and_unknown_ones_keep_their_number() {
        assert_eq!(
            Status::litert(504).to_string(),
            "LiteRt status ErrorCompilation (504)"
        );
        assert_eq!(
            Status::tflite(7).to_string(),
            "TfLite status UnresolvedOps (7)"
        );
        let unknown = Status::litert(6001);
        assert_eq!((unknown.name(), unknown.code()), (None, 6001));
        assert!(unknown.to_string().contains("6001"));
    }
}
