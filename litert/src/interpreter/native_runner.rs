//! A signature on another graph than the main one, as the C API runs it.

use std::ffi::CString;
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::{TfLiteApi, tflite};

use super::handle::Handle;
use crate::error::{Error, Result};
use crate::model::{SignatureInfo, TensorInfo};

/// A `TfLiteSignatureRunner` and the names of its inputs and outputs as C strings.
///
/// It must be deleted before its interpreter: the interpreter's field order sees to that.
pub(super) struct Runner {
    pub(super) pointer: NonNull<tflite::TfLiteSignatureRunner>,
    api: Arc<TfLiteApi>,
    pub(super) functions: litert_sys::groups::tflite::Signature,
    pub(super) inputs: Vec<CString>,
    pub(super) outputs: Vec<CString>,
}

// SAFETY: a runner is a view of its interpreter, has no thread affinity, and is only used through
// the interpreter that owns it.
unsafe impl Send for Runner {}

impl Drop for Runner {
    fn drop(&mut self) {
        // SAFETY: created by this API, deleted only here, while the interpreter is alive.
        unsafe { (self.functions.TfLiteSignatureRunnerDelete)(self.pointer.as_ptr()) };
        let _ = &self.api;
    }
}

impl Runner {
    pub(super) fn create(handle: &Handle, signature: &SignatureInfo) -> Result<Self> {
        let api = &handle.api;
        let functions = api.signature.as_ref().map_err(|missing| {
            Error::missing(
                "running a signature",
                missing,
                litert_sys::Family::TfLite.remedy(),
            )
        })?;
        let c_string = |name: &str| {
            CString::new(name).map_err(|_| {
                Error::invalid_argument(format!(
                    "the name {name:?} contains a NUL, which the C API cannot take"
                ))
            })
        };
        let key = c_string(signature.key().unwrap_or_default())?;
        let names = |tensors: &[TensorInfo]| {
            tensors
                .iter()
                .map(|tensor| c_string(tensor.name()))
                .collect::<Result<Vec<_>>>()
        };
        let (inputs, outputs) = (names(signature.inputs())?, names(signature.outputs())?);
        // SAFETY: the interpreter is alive and the key is NUL-terminated.
        let runner = unsafe {
            (functions.TfLiteInterpreterGetSignatureRunner)(handle.as_ptr(), key.as_ptr())
        };
        let pointer = NonNull::new(runner).ok_or_else(|| {
            Error::invalid_argument(format!(
                "the runtime has no signature '{}', although the model lists it \
                 (TfLiteInterpreterGetSignatureRunner): {}",
                signature.key().unwrap_or_default(),
                handle.errors.take()
            ))
        })?;
        Ok(Self {
            pointer,
            api: Arc::clone(api),
            functions: *functions,
            inputs,
            outputs,
        })
    }
}
