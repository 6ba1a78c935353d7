//! Whether every table, vector and string lies inside the file.

use flatbuffers::{ErrorTraceDetail, InvalidFlatbuffer, VerifierOptions};

use crate::archive::AttachedFile;
use crate::error::{InvalidModel, InvalidModelKind};
use crate::schema::{self, Model, ModelMetadata};

/// What every `.tflite` file has at byte 4.
const IDENTIFIER: &[u8] = b"TFL3";

/// What every description of a model has at byte 4.
const METADATA_IDENTIFIER: &[u8] = b"M001";

/// The only version of the format that the runtimes read.
const SCHEMA_VERSION: u32 = 3;

/// The limits of the native verifier. What exceeds them is refused there, so here as well.
const MAX_DEPTH: usize = 64;
const MAX_TABLES: usize = 1_000_000;

/// Checks the outline of the file and returns its root.
pub(crate) fn structure(bytes: &[u8]) -> Result<Model<'_>, InvalidModel> {
    identifier(bytes)?;
    let model = schema::root::<Model<'_>>(&limits(bytes), bytes).map_err(|error| {
        let (place, message) = explain(&error);
        let message = format!("{message}; the file is damaged or was cut short");
        InvalidModel::new(InvalidModelKind::Structure, place, message)
    })?;
    let version = model.version();
    if version != SCHEMA_VERSION {
        return Err(InvalidModel::new(
            InvalidModelKind::SchemaVersion,
            "",
            format!(
                "the file follows version {version} of the format, but the runtimes read only \
                 version {SCHEMA_VERSION}; convert the model again"
            ),
        ));
    }
    Ok(model)
}

/// Checks the description of a model, which is a flatbuffer inside the flatbuffer.
pub(crate) fn metadata(bytes: &[u8]) -> Result<ModelMetadata<'_>, String> {
    if bytes.get(4..8) != Some(METADATA_IDENTIFIER) {
        return Err("this is no description of a model; the mark 'M001' is missing".to_owned());
    }
    nested::<ModelMetadata<'_>>(bytes)
}

/// Checks a flatbuffer inside the description.
pub(crate) fn nested<'a, T>(bytes: &'a [u8]) -> Result<T::Inner, String>
where
    T: flatbuffers::Follow<'a> + flatbuffers::Verifiable + 'a,
{
    schema::root::<T>(&limits(bytes), bytes).map_err(|error| {
        let (place, message) = explain(&error);
        format!("{place}: {message}; it is damaged")
    })
}

/// What may be followed of a file of these bytes.
fn limits(bytes: &[u8]) -> VerifierOptions {
    VerifierOptions {
        max_depth: MAX_DEPTH,
        max_tables: MAX_TABLES,
        max_apparent_size: most_unfolded(bytes),
        ignore_missing_null_terminator: false,
    }
}

/// What a file may unfold to.
///
/// A damaged or hostile file can point to one long vector from thousands of places, and make whoever
/// reads it work for hours. Writers share a vector or a directory among a few tables at most, so a
/// file that unfolds to many times its size is no model.
fn most_unfolded(bytes: &[u8]) -> usize {
    bytes.len().saturating_mul(16).saturating_add(1 << 20)
}

fn identifier(bytes: &[u8]) -> Result<(), InvalidModel> {
    let not_a_model = |message| Err(InvalidModel::new(InvalidModelKind::NotAModel, "", message));
    if bytes.is_empty() {
        return not_a_model("there are no bytes at all; is the file empty?".to_owned());
    }
    let found = bytes.get(4..8).unwrap_or(&[]);
    if found == IDENTIFIER {
        return Ok(());
    }
    let hint = match bytes {
        _ if AttachedFile::is_archive(bytes) => {
            "; this is a ZIP archive, such as a .task bundle or a Keras file: `AttachedFile::list` \
             lists what is in a bundle, and `litert inspect` does"
        }
        [b'L', b'I', b'T', b'E', b'R', b'T', b'L', b'M', ..] => "; this is a .litertlm bundle",
        [b'v', b'e', b'r', b's', b'i', b'o', b'n', b' ', ..] => {
            "; this is a Git LFS pointer, the model itself was not fetched"
        }
        [b'<', ..] => "; this looks like a web page, perhaps a failed download",
        [0x89, b'H', b'D', b'F', ..] => "; this is an HDF5 file, such as a Keras model",
        _ => "",
    };
    not_a_model(format!(
        "bytes 4 to 8 are '{}', but a .tflite file has 'TFL3' there{hint}",
        found.escape_ascii()
    ))
}

/// Turns what the flatbuffer verifier found into a place and a message.
fn explain(error: &InvalidFlatbuffer) -> (String, String) {
    use InvalidFlatbuffer as E;

    let (message, trace) = match error {
        E::MissingRequiredField {
            required,
            error_trace,
        } => (
            format!("the field {required} is missing"),
            Some(error_trace),
        ),
        E::InconsistentUnion {
            field, error_trace, ..
        } => (
            format!("the field {field} has no matching type"),
            Some(error_trace),
        ),
        E::Utf8Error { error_trace, .. } => ("a text is not UTF-8".to_owned(), Some(error_trace)),
        E::MissingNullTerminator { error_trace, .. } => (
            "a text does not end with a zero byte".to_owned(),
            Some(error_trace),
        ),
        E::Unaligned {
            position,
            error_trace,
            ..
        } => (
            format!("byte {position} is no possible place for this value"),
            Some(error_trace),
        ),
        E::RangeOutOfBounds { range, error_trace } => (
            format!(
                "bytes {} to {} are outside of the file",
                range.start, range.end
            ),
            Some(error_trace),
        ),
        E::SignedOffsetOutOfBounds {
            position,
            error_trace,
            ..
        } => (
            format!("the table at byte {position} has no layout"),
            Some(error_trace),
        ),
        E::TooManyTables => (format!("there are more than {MAX_TABLES} tables"), None),
        E::ApparentSizeTooLarge => (
            "parts of the file are referred to far too many times".to_owned(),
            None,
        ),
        E::DepthLimitReached => (format!("tables are nested deeper than {MAX_DEPTH}"), None),
    };
    let mut place = String::new();
    // The trace begins at the innermost step.
    for step in trace.map_or(&[][..], AsRef::as_ref).iter().rev() {
        match step {
            ErrorTraceDetail::VectorElement { index, .. } => place.push_str(&format!("[{index}]")),
            ErrorTraceDetail::TableField { field_name, .. } => {
                if !place.is_empty() {
                    place.push('.');
                }
                place.push_str(field_name);
            }
            ErrorTraceDetail::UnionVariant { variant, .. } => {
                place.push_str(&format!("({variant})"));
            }
        }
    }
    (place, message)
}
