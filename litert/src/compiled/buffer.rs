//! Tensor buffers in host memory that we own.

use std::ptr;
use std::sync::Arc;

use litert_sys::{LiteRtApi, litert};

use super::environment::check;
use crate::aligned::AlignedBuffer;
use crate::error::{Error, Result};
use crate::tensor::Slot;
use crate::types::{ElementType, MAX_RANK, Shape};

/// Kernels may read this far behind the end of their inputs (XNNPACK's `XNN_EXTRA_BYTES` and then
/// some); the memory must be ours.
const TAIL: usize = 128;

/// A `LiteRtTensorBuffer` over memory that this value owns, so that it is read and written without
/// locking, copying or asking.
pub(super) struct HostBuffer {
    handle: litert::LiteRtTensorBuffer,
    memory: AlignedBuffer,
    len: usize,
    shape: Shape,
    api: Arc<LiteRtApi>,
}

// SAFETY: the buffer's reference count is atomic, and everything else is reached through `&mut` of
// the compiled model that owns it.
unsafe impl Send for HostBuffer {}

impl Drop for HostBuffer {
    fn drop(&mut self) {
        // SAFETY: created by this API; this is the only reference, and no run is in progress.
        unsafe { (self.api.tensor_buffer.LiteRtDestroyTensorBuffer)(self.handle) }
    }
}

impl HostBuffer {
    /// A buffer for `slot` with a shape whose every dimension is known, all zero.
    pub(super) fn new(api: &Arc<LiteRtApi>, slot: Slot<'_>, shape: Shape) -> Result<Self> {
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
        let memory = AlignedBuffer::try_zeroed(len + TAIL).ok_or_else(|| {
            slot.shape_mismatch(shape, format!("there is no memory for {len} bytes"))
        })?;
        let ranked = ranked_type(element_type, &shape);
        let mut handle = ptr::null_mut();
        // The size given is exactly the tensor's: constant outputs are copied by the size of their
        // destination. No deallocator, because the memory stays ours.
        // SAFETY: the memory is aligned, at least as long as stated, does not move (it is on the
        // heap), and is freed by `Drop` only after the buffer was destroyed.
        let status = unsafe {
            (api.tensor_buffer.LiteRtCreateTensorBufferFromHostMemory)(
                &raw const ranked,
                memory.address().cast(),
                len,
                None,
                &raw mut handle,
            )
        };
        check(
            "LiteRtCreateTensorBufferFromHostMemory",
            &slot.to_string(),
            status,
        )?;
        Ok(Self {
            handle,
            memory,
            len,
            shape,
            api: Arc::clone(api),
        })
    }

    pub(super) fn as_ptr(&self) -> litert::LiteRtTensorBuffer {
        self.handle
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

/// The type of a tensor as C takes it.
fn ranked_type(element_type: ElementType, shape: &Shape) -> litert::LiteRtRankedTensorType {
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
