//! Locks on buffers, so that none stays locked.

use std::ffi::c_void;
use std::ptr::{self, NonNull};

use litert_sys::litert::LiteRtTensorBufferLockMode as Mode;

use super::environment::{check, failed};
use super::tensor_buffer::{Lock, TensorBuffer};
use crate::error::{Error, Result};

/// How often locking is tried. 2.1.6 and 2.2.0 sometimes refuse to map WebGPU memory right after a
/// run, and map it a moment later.
const ATTEMPTS: u32 = 3;

/// A buffer that is locked, until this is dropped: also by a panic.
pub(super) struct Locked<'b, 'a> {
    buffer: &'b TensorBuffer<'a>,
    pub(super) address: NonNull<u8>,
}

impl<'b, 'a> Locked<'b, 'a> {
    pub(super) fn new(buffer: &'b TensorBuffer<'a>, mode: Mode) -> Result<Self> {
        match buffer.lock.get() {
            Lock::Open => {}
            Lock::Locked => {
                return Err(Error::invalid_argument(format!(
                    "the buffer of {} is being read already; use the view that is there",
                    buffer.slot()
                )));
            }
            Lock::Broken => {
                return Err(Error::invalid_argument(format!(
                    "the buffer of {} cannot be used any more, because locking it failed before; \
                     make another",
                    buffer.slot()
                )));
            }
        }
        let functions = &buffer.buffer.api().tensor_buffer;
        let mut attempt = 1;
        loop {
            let mut address: *mut c_void = ptr::null_mut();
            // SAFETY: the buffer is alive and not locked.
            let status = unsafe {
                (functions.LiteRtLockTensorBuffer)(buffer.as_ptr(), &raw mut address, mode)
            };
            let address = NonNull::new(address.cast::<u8>());
            if let (0, Some(address)) = (status.0, address) {
                buffer.lock.set(Lock::Locked);
                return Ok(Self { buffer, address });
            }
            // Failing leaves the buffer marked as locked.
            // SAFETY: the buffer is alive; for one that is not locked this is an error and no more.
            let unlocked = unsafe { (functions.LiteRtUnlockTensorBuffer)(buffer.as_ptr()) };
            let may_write = mode != Mode::kLiteRtTensorBufferLockModeRead;
            if attempt == ATTEMPTS || may_write || unlocked.0 != 0 {
                buffer.lock.set(Lock::Broken);
                if status.0 == 0 {
                    return Err(Error::invalid_argument(format!(
                        "the {} of {} has no address on the host (LiteRtLockTensorBuffer)",
                        buffer.buffer_type,
                        buffer.slot()
                    )));
                }
                let on = format!("the {} of {}", buffer.buffer_type, buffer.slot());
                let detail = String::new();
                return Err(failed("LiteRtLockTensorBuffer", &on, status, detail));
            }
            attempt += 1;
        }
    }

    /// Ends the lock; for memory of a device this is when what was written goes there.
    pub(super) fn unlock(self) -> Result<()> {
        let buffer = self.buffer;
        std::mem::forget(self);
        Self::end(buffer)
    }

    fn end(buffer: &TensorBuffer<'_>) -> Result<()> {
        // SAFETY: the buffer is alive and was locked by `new`.
        let status = unsafe {
            (buffer.buffer.api().tensor_buffer.LiteRtUnlockTensorBuffer)(buffer.as_ptr())
        };
        buffer.lock.set(if status.0 == 0 {
            Lock::Open
        } else {
            Lock::Broken
        });
        let on = format!("the {} of {}", buffer.buffer_type, buffer.slot());
        check("LiteRtUnlockTensorBuffer", &on, status)
    }
}

impl Drop for Locked<'_, '_> {
    fn drop(&mut self) {
        // Only a panic comes here; there is nobody to tell an error.
        let _ = Self::end(self.buffer);
    }
}
