//! Views of tensors: the same for both engines.

#[cfg(feature = "ndarray")]
mod array;
mod packed;
mod read;
mod strings;
mod write;

use std::fmt;

pub use read::Tensor;
pub use strings::Strings;
pub(crate) use strings::{
    bytes_of_each, encode as encode_strings, encoded_len as encoded_strings_len,
};
pub use write::TensorMut;

use crate::error::{Error, NotFound, Result, ShapeMismatch, TypeMismatch};
use crate::model::TensorInfo;
use crate::types::{ElementType, Shape};

/// Which input or output: its position, or its name in the signature.
///
/// Implemented for `usize` and `&str`, so that `model.input(0)` and `model.input("image")` both
/// read as they should.
///
/// Nobody else implements it: what it says is used as an index.
///
/// ```compile_fail,E0277
/// #[derive(Clone, Copy)]
/// struct Mine;
/// impl litert::TensorKey for Mine {}
/// ```
pub trait TensorKey: Copy + sealed::Sealed {
    /// The position among `tensors`.
    #[doc(hidden)]
    fn position(self, what: &'static str, tensors: &[TensorInfo]) -> Result<usize>;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for usize {}
    impl Sealed for &str {}
    impl Sealed for &String {}
}

impl TensorKey for usize {
    fn position(self, what: &'static str, tensors: &[TensorInfo]) -> Result<usize> {
        if self < tensors.len() {
            Ok(self)
        } else {
            Err(not_found(what, self.to_string(), tensors))
        }
    }
}

impl TensorKey for &str {
    fn position(self, what: &'static str, tensors: &[TensorInfo]) -> Result<usize> {
        tensors
            .iter()
            .position(|tensor| tensor.name() == self)
            .ok_or_else(|| not_found(what, format!("'{self}'"), tensors))
    }
}

impl TensorKey for &String {
    fn position(self, what: &'static str, tensors: &[TensorInfo]) -> Result<usize> {
        self.as_str().position(what, tensors)
    }
}

fn not_found(what: &'static str, name: String, tensors: &[TensorInfo]) -> Error {
    let available = tensors
        .iter()
        .enumerate()
        .map(|(i, tensor)| format!("{i} '{}'", tensor.name()))
        .collect();
    Error::NotFound(Box::new(NotFound {
        what,
        name,
        available,
    }))
}

/// One input or output of an engine, as error messages name it.
#[derive(Clone, Copy)]
pub(crate) struct Slot<'a> {
    /// `input` or `output`.
    pub(crate) what: &'static str,
    /// The position among the inputs or outputs.
    pub(crate) position: usize,
    /// Its description in the model.
    pub(crate) info: &'a TensorInfo,
}

impl fmt::Display for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Slot {
            what,
            position,
            info,
        } = self;
        match info.name() {
            "" => write!(f, "{what} {position}"),
            name => write!(f, "{what} {position} '{name}'"),
        }
    }
}

impl Slot<'_> {
    fn type_mismatch(&self, asked: impl Into<String>, hint: &'static str) -> Error {
        Error::TypeMismatch(Box::new(TypeMismatch {
            tensor: self.to_string(),
            tensor_type: self.info.element_type(),
            asked: asked.into(),
            hint,
        }))
    }

    fn expect_type(&self, asked: ElementType) -> Result<()> {
        if self.info.element_type() == asked {
            return Ok(());
        }
        let hint = match self.info.element_type() {
            ElementType::Bool => "; use to_bools() and write_bools()",
            ElementType::String => "; use strings() and write_strings()",
            _ if asked == ElementType::Float32 => {
                "; to_f32() and write_f32() convert, with the tensor's quantization"
            }
            _ => "",
        };
        Err(self.type_mismatch(asked.to_string(), hint))
    }

    pub(crate) fn holds_strings(&self, asked: &str) -> Error {
        self.type_mismatch(asked, "; use strings() and write_strings()")
    }

    pub(crate) fn expect_strings(&self) -> Result<()> {
        self.expect_type(ElementType::String)
    }

    pub(crate) fn expect_len(&self, shape: Shape, given: usize, expected: usize) -> Result<()> {
        if given == expected {
            return Ok(());
        }
        Err(self.shape_mismatch(
            shape,
            format!("it holds {expected} elements, but {given} were given"),
        ))
    }

    pub(crate) fn shape_mismatch(&self, shape: Shape, message: String) -> Error {
        Error::ShapeMismatch(Box::new(ShapeMismatch {
            tensor: self.to_string(),
            shape,
            message,
        }))
    }

    fn misaligned(&self, asked: ElementType) -> Error {
        Error::invalid_argument(format!(
            "{self} lies at an address that is not aligned for {asked}; use bytes() or a copy"
        ))
    }
}
