//! Buffers that the caller owns, and that runs use where they lie.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::ptr::{self, NonNull};

use litert_sys::litert::{self, LiteRtTensorBufferLockMode as Mode};

use super::buffer::{OwnedBuffer, TAIL, packed_len, ranked_type, zeroed};
use super::buffer_type::BufferType;
use super::environment::Environment;
use super::lock::Locked;
use crate::aligned::AlignedBuffer;
use crate::error::{Error, Result};
use crate::model::TensorInfo;
use crate::tensor::{Slot, Tensor, TensorMut};
use crate::types::{ElementType, Quantization, Shape};

/// Memory for one tensor, owned by the caller and used by runs where it lies: a
/// `LiteRtTensorBuffer`.
///
/// [`CompiledModel`](super::CompiledModel) has inputs and outputs of its own, and for host memory
/// nothing is faster than those. Buffers are for what they cannot do: keep tensors on a device from
/// one model to the next, take memory that is filled elsewhere, or prepare the next input while a
/// run is in progress. They are made for an input or output of a compiled model
/// ([`create_input_buffer`](super::CompiledModel::create_input_buffer),
/// [`input_buffer_from`](super::CompiledModel::input_buffer_from)), and fit every input and output
/// of the same element type and shape, of any model in the same environment.
///
/// ```
/// use litert::{CompiledModel, Model};
///
/// # fn main() -> litert::Result<()> {
/// let model = Model::from_file("../models/tiny/add.tflite")?;
/// let mut compiled = CompiledModel::new(&model)?;
/// let mut inputs = compiled.create_input_buffers()?;
/// let mut outputs = compiled.create_output_buffers()?;
/// for input in &mut inputs {
///     input.write(|mut tensor| Ok(tensor.as_mut_slice::<f32>()?.fill(1.5)))?;
/// }
/// compiled.run_with(&inputs, &mut outputs)?;
/// let sums = outputs[0].read(|tensor| tensor.to_vec::<f32>())?;
/// assert!(sums.iter().all(|&sum| sum == 3.0));
/// # Ok(())
/// # }
/// ```
///
/// A buffer over memory that is borrowed cannot outlive it:
///
/// ```compile_fail,E0597
/// # fn f(mut compiled: litert::CompiledModel) -> litert::Result<()> {
/// let buffer = {
///     let mut memory = litert::AlignedBuffer::zeroed(4096);
///     compiled.input_buffer_from(0, &mut memory[..])?
/// };
/// println!("{:?}", buffer.shape());
/// # Ok(())
/// # }
/// ```
///
/// and while it exists the memory is reached only through it:
///
/// ```compile_fail,E0503
/// # fn f(mut compiled: litert::CompiledModel) -> litert::Result<()> {
/// let mut memory = litert::AlignedBuffer::zeroed(4096);
/// let region = &mut memory[..];
/// let mut buffer = compiled.input_buffer_from(0, &mut *region)?;
/// region[0] = 1; // the buffer may be read by a run
/// compiled.run_with(&[buffer], &mut [] as &mut [litert::TensorBuffer<'_>])?;
/// # Ok(())
/// # }
/// ```
///
/// A buffer can move to another thread, and is used by one at a time:
///
/// ```compile_fail,E0277
/// fn share<T: Sync>() {}
/// share::<litert::TensorBuffer<'static>>();
/// ```
pub struct TensorBuffer<'a> {
    // Dropped in this order: the C side lets go of the memory before it is freed, and of the
    // environment before that is destroyed.
    pub(super) buffer: OwnedBuffer,
    pub(super) storage: Storage<'a>,
    pub(super) environment: Environment,
    pub(super) info: TensorInfo,
    pub(super) what: &'static str,
    pub(super) position: usize,
    pub(super) shape: Shape,
    /// The bytes of the tensor, without padding.
    pub(super) len: usize,
    pub(super) buffer_type: BufferType,
    pub(super) lock: Cell<Lock>,
}

/// The owner of the memory.
pub(super) enum Storage<'a> {
    Owned(AlignedBuffer),
    Borrowed(Region<'a>),
    /// The C side, or whoever made the device's memory.
    Device,
    /// A device's memory that is reached through a file descriptor.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    File(#[allow(dead_code, reason = "kept open")] std::os::fd::OwnedFd),
}

/// Memory that is borrowed exclusively, as C sees it.
pub(super) struct Region<'a> {
    address: NonNull<u8>,
    borrow: PhantomData<&'a mut [u8]>,
}

// SAFETY: an exclusive borrow of bytes, which have no thread affinity.
unsafe impl Send for Region<'_> {}

/// The state of the C side's lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    Open,
    Locked,
    /// Locking or unlocking failed, and the C side may take it for locked for ever.
    Broken,
}

/// Host memory to make a [`TensorBuffer`] of: an [`AlignedBuffer`], which the buffer takes over,
/// or `&mut [u8]`, which it borrows.
///
/// ```
/// use litert::{AlignedBuffer, HostMemory};
///
/// let owned = HostMemory::from(AlignedBuffer::zeroed(1024));
/// let mut frame = AlignedBuffer::zeroed(1024);
/// let borrowed = HostMemory::from(&mut frame);
/// assert!(matches!(owned, HostMemory::Owned(_)) && matches!(borrowed, HostMemory::Borrowed(_)));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum HostMemory<'a> {
    /// Memory that moves into the buffer;
    /// [`into_memory`](TensorBuffer::into_memory) gives it back.
    Owned(AlignedBuffer),
    /// Memory that the buffer borrows, at an address that is a multiple of 64.
    Borrowed(&'a mut [u8]),
}

impl From<AlignedBuffer> for HostMemory<'static> {
    fn from(memory: AlignedBuffer) -> Self {
        HostMemory::Owned(memory)
    }
}

impl<'a> From<&'a mut [u8]> for HostMemory<'a> {
    fn from(memory: &'a mut [u8]) -> Self {
        HostMemory::Borrowed(memory)
    }
}

impl<'a> From<&'a mut AlignedBuffer> for HostMemory<'a> {
    fn from(memory: &'a mut AlignedBuffer) -> Self {
        HostMemory::Borrowed(memory)
    }
}

impl<'a> TensorBuffer<'a> {
    /// Host memory of our own, all zero.
    pub(super) fn host(
        environment: &Environment,
        slot: Slot<'_>,
        shape: Shape,
    ) -> Result<TensorBuffer<'static>> {
        let len = packed_len(slot, shape)?;
        let memory = zeroed(slot, shape, len)?;
        TensorBuffer::over(environment, slot, shape, HostMemory::Owned(memory))
    }

    /// A buffer over memory that the caller gives.
    pub(super) fn over(
        environment: &Environment,
        slot: Slot<'_>,
        shape: Shape,
        memory: HostMemory<'a>,
    ) -> Result<Self> {
        let len = packed_len(slot, shape)?;
        let (address, given) = match &memory {
            HostMemory::Owned(memory) => (memory.address(), memory.len()),
            HostMemory::Borrowed(memory) => (memory.as_ptr().cast_mut(), memory.len()),
        };
        let needed = len + TAIL;
        if given < needed {
            return Err(Error::invalid_argument(format!(
                "{slot} of shape {shape} takes {len} bytes of memory and {TAIL} more behind them, \
                 which kernels may read; {given} were given, so allocate {needed} \
                 (BufferRequirements::host_len)"
            )));
        }
        if address.align_offset(AlignedBuffer::ALIGNMENT) != 0 {
            return Err(Error::invalid_argument(format!(
                "the memory for {slot} begins at an address that is no multiple of {}; use \
                 AlignedBuffer, or memory that is mapped",
                AlignedBuffer::ALIGNMENT
            )));
        }
        let (address, storage) = match memory {
            HostMemory::Owned(memory) => (memory.address(), Storage::Owned(memory)),
            HostMemory::Borrowed(memory) => {
                let address = NonNull::from(memory).cast::<u8>();
                let borrow = PhantomData;
                let region = Region { address, borrow };
                (address.as_ptr(), Storage::Borrowed(region))
            }
        };
        // SAFETY: length and alignment were checked just now. The memory does not move: it is on
        // the heap, or exclusively borrowed for longer than this buffer lives. It is let go after
        // the handle, which is declared before it.
        let buffer = unsafe {
            OwnedBuffer::over_host_memory(environment.api(), slot, &shape, address, len)
        }?;
        Ok(Self::assemble(
            buffer,
            storage,
            environment,
            slot,
            shape,
            (len, BufferType::HostMemory),
        ))
    }

    /// Memory of a device that the runtime makes and frees, all zero.
    pub(super) fn managed(
        environment: &Environment,
        slot: Slot<'_>,
        shape: Shape,
        buffer_type: BufferType,
        size: usize,
    ) -> Result<TensorBuffer<'static>> {
        let len = packed_len(slot, shape)?;
        let ranked = ranked_type(slot.info.element_type(), &shape);
        let api = environment.api();
        let call = "LiteRtCreateManagedTensorBuffer";
        // SAFETY: the environment is alive and kept alive by the buffer; the type is a value of the
        // right kind.
        let buffer = unsafe {
            OwnedBuffer::new(api, call, &slot, |buffer| {
                (api.tensor_buffer.LiteRtCreateManagedTensorBuffer)(
                    environment.as_ptr(),
                    buffer_type.to_c(),
                    &raw const ranked,
                    size.max(len),
                    buffer,
                )
            })
        }?;
        let mut packed = 0;
        // SAFETY: the buffer is alive.
        let status = unsafe {
            (api.tensor_buffer.LiteRtGetTensorBufferPackedSize)(buffer.as_ptr(), &raw mut packed)
        };
        super::environment::check("LiteRtGetTensorBufferPackedSize", &slot.to_string(), status)?;
        if packed != len {
            return Err(slot.shape_mismatch(
                shape,
                format!("it takes {len} bytes, but the runtime thinks {packed}"),
            ));
        }
        let mut buffer = TensorBuffer::assemble(
            buffer,
            Storage::Device,
            environment,
            slot,
            shape,
            (len, buffer_type),
        );
        // The runtime leaves what was in the memory before; `write` starts with zeros.
        buffer.write(|_| Ok(()))?;
        Ok(buffer)
    }

    pub(super) fn assemble(
        buffer: OwnedBuffer,
        storage: Storage<'a>,
        environment: &Environment,
        slot: Slot<'_>,
        shape: Shape,
        (len, buffer_type): (usize, BufferType),
    ) -> Self {
        Self {
            buffer,
            storage,
            environment: environment.clone(),
            info: slot.info.clone(),
            what: slot.what,
            position: slot.position,
            shape,
            len,
            buffer_type,
            lock: Cell::new(Lock::Open),
        }
    }

    pub(super) fn as_ptr(&self) -> litert::LiteRtTensorBuffer {
        self.buffer.as_ptr()
    }

    /// The input or output that it was made for, for messages and views.
    pub(super) fn slot(&self) -> Slot<'_> {
        Slot {
            what: self.what,
            position: self.position,
            info: &self.info,
        }
    }

    /// Where its host memory is; `None` for memory of a device.
    pub(super) fn address(&self) -> Option<*mut u8> {
        match &self.storage {
            Storage::Owned(memory) => Some(memory.address()),
            Storage::Borrowed(region) => Some(region.address.as_ptr()),
            _ => None,
        }
    }

    /// The name of the input or output that it was made for.
    pub fn name(&self) -> &str {
        self.info.name()
    }

    /// The type of its elements.
    pub fn element_type(&self) -> ElementType {
        self.info.element_type()
    }

    /// Its shape, every dimension known.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// How its integers stand for real numbers, as for the input or output that it was made for.
    pub fn quantization(&self) -> &Quantization {
        self.info.quantization()
    }

    /// The bytes of its tensor, without padding.
    pub fn byte_len(&self) -> usize {
        self.len
    }

    /// The kind of memory that it lies in.
    pub fn buffer_type(&self) -> BufferType {
        self.buffer_type
    }

    /// The memory that was moved into it, or made for it on the host; `None` for memory of devices
    /// and memory that is borrowed.
    pub fn into_memory(self) -> Option<AlignedBuffer> {
        let Self {
            buffer, storage, ..
        } = self;
        drop(buffer);
        match storage {
            Storage::Owned(memory) => Some(memory),
            _ => None,
        }
    }
}

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

impl fmt::Debug for TensorBuffer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TensorBuffer")
            .field("name", &self.name())
            .field("element_type", &self.element_type())
            .field("shape", &self.shape)
            .field("buffer_type", &self.buffer_type)
            .finish_non_exhaustive()
    }
}

const _: () = {
    const fn assert_send<T: Send>() {}
    assert_send::<TensorBuffer<'static>>();
};
