//! What goes into a prompt.

use std::sync::Arc;

use litert_sys::lm::{LiteRtLmInputData, LiteRtLmInputDataType};

use crate::error::{Error, Result};
use crate::info::ModelInfo;
use crate::native::{Handle, Native};

/// A part of a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Input<'a> {
    /// Text.
    Text(&'a str),
    /// The bytes of a picture file. Not tested by this project.
    Image(&'a [u8]),
    /// The bytes of a sound file. Not tested by this project.
    Audio(&'a [u8]),
}

/// The parts of a prompt: text, or a list of [`Input`].
#[derive(Clone, Debug)]
pub struct Inputs<'a>(Vec<Input<'a>>);

impl<'a> From<&'a str> for Inputs<'a> {
    fn from(text: &'a str) -> Self {
        Self(vec![Input::Text(text)])
    }
}

impl<'a> From<&'a String> for Inputs<'a> {
    fn from(text: &'a String) -> Self {
        Self(vec![Input::Text(text)])
    }
}

impl<'a> From<&[Input<'a>]> for Inputs<'a> {
    fn from(inputs: &[Input<'a>]) -> Self {
        Self(inputs.to_vec())
    }
}

impl<'a, const COUNT: usize> From<[Input<'a>; COUNT]> for Inputs<'a> {
    fn from(inputs: [Input<'a>; COUNT]) -> Self {
        Self(inputs.to_vec())
    }
}

/// The parts as objects of the library, at least one.
pub(crate) fn inputs(
    native: &Arc<Native>,
    Inputs(inputs): Inputs<'_>,
    info: Option<&ModelInfo>,
) -> Result<Vec<Handle<LiteRtLmInputData>>> {
    if inputs.is_empty() {
        return Err(Error::setting("prompt", "empty", "one part or more"));
    }
    let functions = &native.api.input;
    let make = |kind: LiteRtLmInputDataType, bytes: &[u8]| {
        native.create(
            "input_data_create",
            functions.litert_lm_input_data_delete,
            // SAFETY: the bytes are alive and as many as said; a slice is never null. They are copied.
            |_| unsafe {
                (functions.litert_lm_input_data_create)(kind, bytes.as_ptr().cast(), bytes.len())
            },
        )
    };
    let mut made = Vec::new();
    for input in inputs {
        match input {
            Input::Text(text) => {
                let kind = LiteRtLmInputDataType::kLiteRtLmInputDataTypeText;
                made.push(make(kind, text.as_bytes())?);
            }
            Input::Image(bytes) => {
                if info.is_some_and(|info| !info.takes_images) {
                    return Err(Error::unsupported(
                        "a picture",
                        "the model has no part that sees",
                    ));
                }
                made.push(make(
                    LiteRtLmInputDataType::kLiteRtLmInputDataTypeImage,
                    bytes,
                )?);
                made.push(make(
                    LiteRtLmInputDataType::kLiteRtLmInputDataTypeImageEnd,
                    &[],
                )?);
            }
            Input::Audio(bytes) => {
                if info.is_some_and(|info| !info.takes_audio) {
                    return Err(Error::unsupported(
                        "sound",
                        "the model has no part that hears",
                    ));
                }
                made.push(make(
                    LiteRtLmInputDataType::kLiteRtLmInputDataTypeAudio,
                    bytes,
                )?);
                made.push(make(
                    LiteRtLmInputDataType::kLiteRtLmInputDataTypeAudioEnd,
                    &[],
                )?);
            }
        }
    }
    Ok(made)
}
