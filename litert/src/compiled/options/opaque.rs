//! Compilation options, as the C API takes them: a set of hardware, and texts in TOML.

use std::ffi::{CStr, CString, c_void};
use std::ptr;
use std::sync::Arc;

use litert_sys::{LiteRtApi, litert};

use super::Texts;
use crate::compiled::Accelerators;
use crate::compiled::environment::check;
use crate::error::{Error, Result};

/// A `LiteRtOptions`. What is compiled with it goes on reading the names of custom operators in it.
pub(in crate::compiled) struct CompilationOptions {
    handle: litert::LiteRtOptions,
    api: Arc<LiteRtApi>,
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
        let options = Self {
            handle,
            api: Arc::clone(api),
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
            .map_err(|_| Error::invalid_argument("a compilation option contains a NUL"))?
            .into_raw();
        let mut opaque = ptr::null_mut();
        // SAFETY: the payload is a C string that `free_payload` knows how to free, and from a
        // status of 0 on belongs to the opaque options.
        let status = unsafe {
            (functions.LiteRtCreateOpaqueOptions)(
                identifier.as_ptr(),
                payload.cast(),
                Some(free_payload),
                &raw mut opaque,
            )
        };
        if status.0 != 0 {
            // SAFETY: nobody took the payload.
            unsafe { free_payload(payload.cast()) };
        }
        check("LiteRtCreateOpaqueOptions", "compilation options", status)?;
        // SAFETY: both are alive; with a status of 0 `opaque` belongs to the options.
        let status = unsafe { (functions.LiteRtAddOpaqueOptions)(self.handle, opaque) };
        if status.0 != 0 {
            // SAFETY: still ours.
            unsafe { (functions.LiteRtDestroyOpaqueOptions)(opaque) };
        }
        check("LiteRtAddOpaqueOptions", "compilation options", status)
    }
}

/// Frees a payload made by `CString::into_raw`.
unsafe extern "C" fn free_payload(payload: *mut c_void) {
    // SAFETY: `add` passed a pointer from `into_raw`, and the library calls this once.
    drop(unsafe { CString::from_raw(payload.cast()) });
}
