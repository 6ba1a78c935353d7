//! Handles of tensor buffers, and host memory behind them.

use std::ptr;
use std::sync::Arc;

use litert_sys::{LiteRtApi, litert};

use super::environment::check;
use crate::aligned::AlignedBuffer;
pub(super) use crate::aligned::TAIL;
use crate::error::{Error, Result};
use crate::fallible;
use crate::tensor::Slot;
use crate::types::{ElementType, MAX_RANK, Shape};

/// A `LiteRtTensorBuffer`, destroyed once.
pub(super) struct OwnedBuffer {
    pointer: litert::LiteRtTensorBuffer,
    api: Arc<LiteRtApi>,
}

// SAFETY: the buffer's reference count is atomic, and everything else is used by one thread at a time,
// because owners are not `Sync`. Memory of OpenGL, which belongs to the thread of its context, comes from
// `unsafe` functions only, whose callers see to that.
unsafe impl Send for OwnedBuffer {}

impl Drop for OwnedBuffer {
    fn drop(&mut self) {
        // SAFETY: created by this API and destroyed only here; not null, see `new`.
        unsafe { (self.api.tensor_buffer.LiteRtDestroyTensorBuffer)(self.pointer) }
    }
}

impl OwnedBuffer {
    /// Takes what `create` makes.
    ///
    /// # Safety
    /// With a status of 0, `create` writes a buffer of `api` that nobody else destroys.
    pub(super) unsafe fn new(
        api: &Arc<LiteRtApi>,
        call: &'static str,
        on: &dyn std::fmt::Display,
        create: impl FnOnce(*mut litert::LiteRtTensorBuffer) -> litert::LiteRtStatus,
    ) -> Result<Self> {
        let mut pointer = ptr::null_mut();
        let status = create(&raw mut pointer);
        if status.0 != 0 {
            check(call, &on.to_string(), status)?;
        }
        if pointer.is_null() {
            // Destroying a null pointer crashes older releases.
            return Err(Error::invalid_argument(format!(
                "{call} gave no buffer for {on} and no reason"
            )));
        }
        Ok(Self {
            pointer,
            api: Arc::clone(api),
        })
    }

    /// A buffer over host memory that stays its owner's.
    ///
    /// # Safety
    /// `address` is aligned to 64 bytes and has `len` bytes that C may read and write, and [`TAIL`]
    /// more that it may read, until the buffer was dropped. `len` is at least what `shape` takes.
    pub(super) unsafe fn over_host_memory(
        api: &Arc<LiteRtApi>,
        slot: Slot<'_>,
        shape: &Shape,
        address: *mut u8,
        len: usize,
    ) -> Result<Self> {
        let ranked = ranked_type(slot.info.element_type(), shape);
        // The size given is exactly the tensor's: constant outputs are copied by the size of their
        // destination. No deallocator, because the memory stays somebody else's.
        // SAFETY: the caller vouches for the memory; the type is a value of the right kind.
        unsafe {
            let call = "LiteRtCreateTensorBufferFromHostMemory";
            Self::new(api, call, &slot, |buffer| {
                (api.tensor_buffer.LiteRtCreateTensorBufferFromHostMemory)(
                    &raw const ranked,
                    address.cast(),
                    len,
                    None,
                    buffer,
                )
            })
        }
    }

    pub(super) fn as_ptr(&self) -> litert::LiteRtTensorBuffer {
        self.pointer
    }

    pub(super) fn api(&self) -> &Arc<LiteRtApi> {
        &self.api
    }
}

/// A buffer over memory that this value owns, so that it is read and written without locking,
/// copying or asking.
pub(super) struct HostBuffer {
    // Dropped before the memory.
    buffer: OwnedBuffer,
    memory: AlignedBuffer,
    len: usize,
    shape: Shape,
}

impl HostBuffer {
    /// A buffer for `slot` with a shape whose every dimension is known, all zero. The runtime is
    /// given at least `least` bytes.
    pub(super) fn new(
        api: &Arc<LiteRtApi>,
        slot: Slot<'_>,
        shape: Shape,
        least: usize,
    ) -> Result<Self> {
        let len = packed_len(slot, shape)?;
        let given = len.max(least);
        let memory = zeroed(slot, shape, given)?;
        // SAFETY: the memory is aligned and long enough, does not move (it is on the heap), and is
        // freed after the buffer, which is declared before it.
        let buffer =
            unsafe { OwnedBuffer::over_host_memory(api, slot, &shape, memory.address(), given) }?;
        Ok(Self {
            buffer,
            memory,
            len,
            shape,
        })
    }

    pub(super) fn as_ptr(&self) -> litert::LiteRtTensorBuffer {
        self.buffer.as_ptr()
    }

    pub(super) fn shape(&self) -> Shape {
        self.shape
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.memory[..self.len]
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.memory[..self.len]
    }
}

/// The bytes that a tensor takes, if buffers can hold it.
pub(super) fn packed_len(slot: Slot<'_>, shape: Shape) -> Result<usize> {
    let element_type = slot.info.element_type();
    if element_type == ElementType::String {
        return Err(Error::unsupported(
            format!("{slot}, which holds strings,"),
            "CompiledModel",
            "use Interpreter for this model",
        ));
    }
    // The runtime computes with 32 bits in places.
    let len = shape
        .num_elements()
        .and_then(|count| element_type.byte_len(count))
        .filter(|len| i32::try_from(*len).is_ok())
        .ok_or_else(|| {
            slot.shape_mismatch(shape, format!("{element_type} elements of it have no size"))
        })?;
    if shape.num_elements() == Some(0) {
        return Err(Error::unsupported(
            format!("{slot} of shape {shape}, which is empty,"),
            "CompiledModel",
            "use Interpreter for this model",
        ));
    }
    Ok(len)
}

/// Memory for a tensor of `len` bytes.
pub(super) fn zeroed(slot: Slot<'_>, shape: Shape, len: usize) -> Result<AlignedBuffer> {
    fallible::zeroed(len + TAIL, format_args!("{slot} of shape {shape}"))
}

/// The type of a tensor as C takes it.
pub(super) fn ranked_type(
    element_type: ElementType,
    shape: &Shape,
) -> litert::LiteRtRankedTensorType {
    let mut dimensions = [0; MAX_RANK];
    dimensions[..shape.rank()].copy_from_slice(shape.dims());
    litert::LiteRtRankedTensorType {
        element_type: litert::LiteRtElementType(element_type.runtime_code() as _),
        layout: litert::LiteRtLayout {
            // Seven bits of rank, then one that says whether there are strides; there are none.
            rank_and_flags: shape.rank() as u32,
            dimensions,
            strides: [0; MAX_RANK],
        },
    }
}

/// The shape in a layout, −1 for dimensions that are not known.
pub(super) fn shape_of(layout: &litert::LiteRtLayout) -> Option<Shape> {
    let rank = (layout.rank_and_flags & 0x7f) as usize;
    Shape::new(layout.dimensions.get(..rank)?).ok()
}
