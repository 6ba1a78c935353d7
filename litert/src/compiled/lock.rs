//! Reading and writing buffers, so that none stays locked.

use std::ffi::c_void;
use std::ptr::{self, NonNull};

use litert_sys::litert::LiteRtTensorBufferLockMode as Mode;

use super::environment::{check, failed};
use super::tensor_buffer::{Lock, TensorBuffer};
use crate::error::{Error, Result};
use crate::tensor::{Tensor, TensorMut};

/// How often locking is tried. 2.1.6 and 2.2.0 sometimes refuse to map WebGPU memory right after a
/// run, and map it a moment later.
const ATTEMPTS: u32 = 3;

impl TensorBuffer<'_> {
    /// Reads the tensor: `read` gets a view of it.
    ///
    /// Host memory is seen where it lies. Memory of a device is copied to the host for the time of
    /// the call (`LiteRtLockTensorBuffer`, and `LiteRtUnlockTensorBuffer` whatever `read` does), so
    /// read it once.
    ///
    /// The view does not leave the call:
    ///
    /// ```compile_fail
    /// # fn f(buffer: litert::TensorBuffer<'static>) -> litert::Result<()> {
    /// let escaped = buffer.read(|tensor| tensor.as_slice::<f32>())?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// What `read` returns; [`Error::Status`] if the runtime cannot lock the buffer,
    /// [`Error::InvalidArgument`] inside a call of the same.
    pub fn read<R>(&self, read: impl FnOnce(Tensor<'_>) -> Result<R>) -> Result<R> {
        if let Some(tensor) = self.as_tensor() {
            return read(tensor);
        }
        let locked = Locked::new(self, Mode::kLiteRtTensorBufferLockModeRead)?;
        // SAFETY: the lock gave `len` bytes that the runtime filled from the device's memory; they
        // stay until it is unlocked, after `read`.
        let bytes = unsafe { std::slice::from_raw_parts(locked.address.as_ptr(), self.len) };
        let result = read(Tensor::new(self.slot(), self.shape, bytes));
        locked.unlock()?;
        result
    }

    /// Writes the tensor anew: `write` gets a view of it.
    ///
    /// What the view shows at first is what host memory holds, and zeros for memory of a device,
    /// which is not copied to the host for this. To change a part of it use
    /// [`update`](TensorBuffer::update).
    ///
    /// # Errors
    /// As for [`TensorBuffer::read`]. After an error the contents are unspecified.
    pub fn write<R>(&mut self, write: impl FnOnce(TensorMut<'_>) -> Result<R>) -> Result<R> {
        self.change(Mode::kLiteRtTensorBufferLockModeWrite, write)
    }

    /// Changes the tensor: `update` gets a view of it that shows what it holds.
    ///
    /// # Errors
    /// As for [`TensorBuffer::read`]. After an error the contents are unspecified.
    pub fn update<R>(&mut self, update: impl FnOnce(TensorMut<'_>) -> Result<R>) -> Result<R> {
        self.change(Mode::kLiteRtTensorBufferLockModeReadWrite, update)
    }

    fn change<R>(
        &mut self,
        mode: Mode,
        change: impl FnOnce(TensorMut<'_>) -> Result<R>,
    ) -> Result<R> {
        if self.address().is_some() {
            return match self.as_tensor_mut() {
                Some(tensor) => change(tensor),
                None => Err(Error::invalid_argument("host memory without an address")),
            };
        }
        let locked = Locked::new(self, mode)?;
        if mode == Mode::kLiteRtTensorBufferLockModeWrite {
            // The memory that stands for the device's is fresh from the allocator.
            // SAFETY: the lock gave `len` bytes to write to.
            unsafe { ptr::write_bytes(locked.address.as_ptr(), 0, self.len) };
        }
        // SAFETY: as in `read`, all bytes are initialised, and `&mut self` makes this the only view.
        let bytes = unsafe { std::slice::from_raw_parts_mut(locked.address.as_ptr(), self.len) };
        let result = change(TensorMut::new(self.slot(), self.shape, bytes));
        locked.unlock()?;
        result
    }

    /// A view of host memory, without any call; `None` for memory of a device, which
    /// [`read`](TensorBuffer::read) reads.
    pub fn as_tensor(&self) -> Option<Tensor<'_>> {
        let address = self.address()?;
        // SAFETY: `len` initialised bytes that this value owns or borrows exclusively. C writes
        // them only during runs, which borrow the buffer mutably or own it.
        let bytes = unsafe { std::slice::from_raw_parts(address, self.len) };
        Some(Tensor::new(self.slot(), self.shape, bytes))
    }

    /// Like [`as_tensor`](TensorBuffer::as_tensor), for writing.
    pub fn as_tensor_mut(&mut self) -> Option<TensorMut<'_>> {
        let address = self.address()?;
        // SAFETY: as for `as_tensor`, and `&mut self` makes this the only view.
        let bytes = unsafe { std::slice::from_raw_parts_mut(address, self.len) };
        Some(TensorMut::new(self.slot(), self.shape, bytes))
    }
}

/// A buffer that is locked, until this is dropped: also by a panic.
struct Locked<'b, 'a> {
    buffer: &'b TensorBuffer<'a>,
    address: NonNull<u8>,
}

impl<'b, 'a> Locked<'b, 'a> {
    fn new(buffer: &'b TensorBuffer<'a>, mode: Mode) -> Result<Self> {
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
    fn unlock(self) -> Result<()> {
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
