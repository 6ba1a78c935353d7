//! Whether the runtime reads a file as our reader does.

use std::ffi::{CStr, c_char};
use std::ptr;

use litert_sys::litert;

use super::handle::Handle;
use crate::error::{Error, Result};
use crate::model::{SignatureInfo, TensorInfo};
use crate::types::ElementType;

impl Handle {
    /// Makes sure that the runtime and our reader see the same signatures, inputs and outputs, in
    /// the same order: buffers are made by what the reader says.
    pub(super) fn compare_signatures(&self) -> Result<()> {
        let functions = &self.api().model;
        let expected = self.model.signatures();
        let mut count = 0;
        // SAFETY: the C model is alive.
        let status = unsafe {
            (functions.LiteRtGetNumModelSignatures)(self.c_model.pointer, &raw mut count)
        };
        self.check("LiteRtGetNumModelSignatures", status)?;
        if count != expected.len() {
            return Err(self.disagreement(format!("{count} signatures")));
        }
        for (index, info) in expected.iter().enumerate() {
            let mut signature = ptr::null_mut();
            // SAFETY: the C model is alive; it owns the signature.
            let status = unsafe {
                (functions.LiteRtGetModelSignature)(self.c_model.pointer, index, &raw mut signature)
            };
            self.check("LiteRtGetModelSignature", status)?;
            self.made("LiteRtGetModelSignature", signature)?;
            self.compare_key(signature, info)?;
            let mut count = 0;
            // SAFETY: the signature is alive as long as the C model.
            let status =
                unsafe { (functions.LiteRtGetNumSignatureInputs)(signature, &raw mut count) };
            self.check("LiteRtGetNumSignatureInputs", status)?;
            let call = "LiteRtGetSignatureInputTensorByIndex";
            self.compare_tensors("inputs", call, count, info.inputs(), |i, tensor| {
                // SAFETY: as above; the result is written to `tensor`.
                unsafe { (functions.LiteRtGetSignatureInputTensorByIndex)(signature, i, tensor) }
            })?;
            // SAFETY: as above.
            let status =
                unsafe { (functions.LiteRtGetNumSignatureOutputs)(signature, &raw mut count) };
            self.check("LiteRtGetNumSignatureOutputs", status)?;
            let call = "LiteRtGetSignatureOutputTensorByIndex";
            self.compare_tensors("outputs", call, count, info.outputs(), |i, tensor| {
                // SAFETY: as above; the result is written to `tensor`.
                unsafe { (functions.LiteRtGetSignatureOutputTensorByIndex)(signature, i, tensor) }
            })?;
        }
        Ok(())
    }

    fn compare_key(&self, signature: litert::LiteRtSignature, info: &SignatureInfo) -> Result<()> {
        // A model without signatures gets one with a made-up key.
        let Some(expected) = info.key() else {
            return Ok(());
        };
        let mut key: *const c_char = ptr::null();
        // SAFETY: the signature is alive as long as the C model; it owns the key.
        let status = unsafe { (self.api().model.LiteRtGetSignatureKey)(signature, &raw mut key) };
        self.check("LiteRtGetSignatureKey", status)?;
        self.made("LiteRtGetSignatureKey", key.cast_mut())?;
        // SAFETY: not null, so a C string that lives as long as the C model.
        let found = unsafe { CStr::from_ptr(key) }.to_string_lossy();
        if found == expected {
            Ok(())
        } else {
            Err(self.disagreement(format!("'{found}'")))
        }
    }

    fn compare_tensors(
        &self,
        what: &str,
        call: &'static str,
        count: usize,
        expected: &[TensorInfo],
        get: impl Fn(usize, *mut litert::LiteRtTensor) -> litert::LiteRtStatus,
    ) -> Result<()> {
        let functions = &self.api().model;
        if count != expected.len() {
            return Err(self.disagreement(format!("{count} {what}")));
        }
        for (position, info) in expected.iter().enumerate() {
            let mut tensor = ptr::null_mut();
            self.check(call, get(position, &raw mut tensor))?;
            self.made(call, tensor)?;
            let mut index = 0;
            // SAFETY: the tensor is alive as long as the C model.
            let status = unsafe { (functions.LiteRtGetTensorIndex)(tensor, &raw mut index) };
            self.check("LiteRtGetTensorIndex", status)?;
            if index as usize != info.index() {
                return Err(self.disagreement(format!("{what} in another order")));
            }
            let found = self.element_type(tensor)?;
            if found != info.element_type() {
                return Err(self.disagreement(format!("'{}' as {found}", info.name())));
            }
        }
        Ok(())
    }

    fn element_type(&self, tensor: litert::LiteRtTensor) -> Result<ElementType> {
        let functions = &self.api().model;
        let mut kind = litert::LiteRtTensorTypeId(0);
        // SAFETY: the tensor is alive as long as the C model.
        let status = unsafe { (functions.LiteRtGetTensorTypeId)(tensor, &raw mut kind) };
        self.check("LiteRtGetTensorTypeId", status)?;
        let code = if kind == litert::LiteRtTensorTypeId::kLiteRtRankedTensorType {
            // SAFETY: plain numbers, for which zero is a value.
            let mut ranked: litert::LiteRtRankedTensorType = unsafe { std::mem::zeroed() };
            // SAFETY: as above; the struct has one size in every supported version.
            let status = unsafe { (functions.LiteRtGetRankedTensorType)(tensor, &raw mut ranked) };
            self.check("LiteRtGetRankedTensorType", status)?;
            ranked.element_type.0
        } else {
            let mut unranked = litert::LiteRtUnrankedTensorType {
                element_type: litert::LiteRtElementType(0),
            };
            // SAFETY: as above.
            let status =
                unsafe { (functions.LiteRtGetUnrankedTensorType)(tensor, &raw mut unranked) };
            self.check("LiteRtGetUnrankedTensorType", status)?;
            unranked.element_type.0
        };
        // On some platforms C enums are unsigned.
        #[allow(clippy::unnecessary_cast)]
        let code = code as i32;
        Ok(ElementType::from_runtime_code(code))
    }

    #[cold]
    fn disagreement(&self, found: String) -> Error {
        Error::unsupported(
            format!("{}: its interface", self.model),
            format!("this runtime, which sees {found} where the file says otherwise"),
            "use Interpreter for this model, and please report it",
        )
    }
}
