//! Compilation options, as the C API takes them: a set of hardware, and texts in TOML.

use std::cell::RefCell;
use std::ffi::{CStr, CString, c_void};
use std::ptr;
use std::sync::Arc;

use litert_sys::{LiteRtApi, litert};

use super::Texts;
use crate::compiled::Accelerators;
use crate::compiled::environment::{check, made};
use crate::error::{Error, Result};

/// A `LiteRtOptions`. What is compiled with it goes on reading the names of custom operators in it.
pub(in crate::compiled) struct CompilationOptions {
    handle: litert::LiteRtOptions,
    api: Arc<LiteRtApi>,
    /// Memory that the opaque options point to: dropped after `Drop` has destroyed these.
    payloads: RefCell<Vec<CString>>,
}

impl Drop for CompilationOptions {
    fn drop(&mut self) {
        // SAFETY: created by this API and destroyed once, with the opaque options it owns.
        unsafe { (self.api.options.LiteRtDestroyOptions)(self.handle) }
    }
}

impl CompilationOptions {
    /// Options to compile a model with.
    pub(in crate::compiled) fn new(
        api: &Arc<LiteRtApi>,
        accelerators: Accelerators,
        texts: &Texts,
    ) -> Result<Self> {
        let options = Self::of_texts(api, texts)?;
        // SAFETY: the options are alive.
        let status = unsafe {
            (api.options.LiteRtSetOptionsHardwareAccelerators)(options.handle, accelerators.bits())
        };
        check(
            "LiteRtSetOptionsHardwareAccelerators",
            "compilation options",
            status,
        )?;
        Ok(options)
    }

    /// Options without hardware, for runs.
    pub(in crate::compiled) fn of_texts(api: &Arc<LiteRtApi>, texts: &Texts) -> Result<Self> {
        let mut handle = ptr::null_mut();
        // SAFETY: the result is written to a variable of the right type.
        let status = unsafe { (api.options.LiteRtCreateOptions)(&raw mut handle) };
        check("LiteRtCreateOptions", "compilation options", status)?;
        made("LiteRtCreateOptions", "compilation options", handle)?;
        let options = Self {
            handle,
            api: Arc::clone(api),
            payloads: RefCell::default(),
        };
        for (identifier, text) in texts {
            options.add(identifier, text.as_str())?;
        }
        Ok(options)
    }

    pub(in crate::compiled) fn as_ptr(&self) -> litert::LiteRtOptions {
        self.handle
    }

    fn add(&self, identifier: &CStr, text: &str) -> Result<()> {
        let functions = &self.api.options;
        let payload = CString::new(text)
            .map_err(|_| Error::invalid_argument("a compilation option contains a NUL"))?;
        let address = payload.as_ptr().cast_mut();
        // Moving a `CString` does not move its characters.
        self.payloads.borrow_mut().push(payload);
        let mut opaque = ptr::null_mut();
        // SAFETY: the payload is a C string that `self` keeps for longer than the opaque options.
        let status = unsafe {
            (functions.LiteRtCreateOpaqueOptions)(
                identifier.as_ptr(),
                address.cast(),
                Some(keep_payload),
                &raw mut opaque,
            )
        };
        check("LiteRtCreateOpaqueOptions", "compilation options", status)?;
        made("LiteRtCreateOpaqueOptions", "compilation options", opaque)?;
        // SAFETY: both are alive; with a status of 0 `opaque` belongs to the options.
        let status = unsafe { (functions.LiteRtAddOpaqueOptions)(self.handle, opaque) };
        if status.0 != 0 {
            // SAFETY: still ours.
            unsafe { (functions.LiteRtDestroyOpaqueOptions)(opaque) };
        }
        check("LiteRtAddOpaqueOptions", "compilation options", status)
    }
}

/// Called in place of a destructor, which C demands: the payload stays with [`CompilationOptions`].
unsafe extern "C" fn keep_payload(_: *mut c_void) {}
