//! Tensor buffers.

use std::ffi::c_void;

use litert::AlignedBuffer;
use litert::types::ElementType;
use litert_sys::litert::*;

use super::environment::Environment;
use super::{INVALID_ARGUMENT, OK, RUNTIME_FAILURE, shape};
use crate::call::c_functions;
use crate::compute::byte_len;
use crate::pointer::Mut;
use crate::registry::Thing;

pub(super) struct Buffer {
    tensor_type: LiteRtRankedTensorType,
    kind: LiteRtTensorBufferType,
    memory: Memory,
    len: usize,
    /// What a lock shows: for memory of a device a copy that goes with the lock.
    locked: Option<(Option<AlignedBuffer>, LiteRtTensorBufferLockMode)>,
    pub(super) event: Option<usize>,
}

impl Thing for Buffer {
    const KIND: &'static str = "LiteRtTensorBuffer";
}

enum Memory {
    /// The application's.
    Host(Mut<c_void>),
    /// That of a device, or a temporary one.
    Own(AlignedBuffer),
}

impl Buffer {
    /// Memory that the runtime makes for a tensor.
    pub(super) fn own(
        tensor_type: LiteRtRankedTensorType,
        kind: LiteRtTensorBufferType,
        bytes: &[u8],
    ) -> Self {
        Self {
            tensor_type,
            kind,
            memory: Memory::Own(AlignedBuffer::copy_of(bytes)),
            len: bytes.len(),
            locked: None,
            event: None,
        }
    }

    pub(super) fn element_type(&self) -> ElementType {
        #[allow(
            clippy::unnecessary_cast,
            reason = "C enums are unsigned on some platforms"
        )]
        ElementType::from_runtime_code(self.tensor_type.element_type.0 as i32)
    }

    pub(super) fn shape(&self) -> Option<litert::types::Shape> {
        shape(&self.tensor_type.layout)
    }

    pub(super) fn is_locked(&self) -> bool {
        self.locked.is_some()
    }

    /// What the tensor holds.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let len = self.packed().min(self.len);
        match &self.memory {
            Memory::Host(memory) => memory.read(len),
            Memory::Own(memory) => memory[..len].to_vec(),
        }
    }

    /// Writes the tensor; `false` if it is longer than the buffer.
    pub(super) fn write(&mut self, bytes: &[u8]) -> bool {
        if bytes.len() > self.len {
            return false;
        }
        match &mut self.memory {
            Memory::Host(memory) => memory.write(bytes),
            Memory::Own(memory) => memory[..bytes.len()].copy_from_slice(bytes),
        }
        true
    }

    fn packed(&self) -> usize {
        self.shape()
            .map_or(0, |shape| byte_len(self.element_type(), shape))
    }
}

c_functions! { litert;
    fn LiteRtCreateTensorBufferFromHostMemory(
        call,
        tensor_type: *const LiteRtRankedTensorType,
        memory: *mut c_void,
        len: usize,
        _deallocate: LiteRtHostMemoryDeallocator,
        out: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus, null out {
        let buffer = Buffer {
            tensor_type: tensor_type.get()?,
            kind: LiteRtTensorBufferType::kLiteRtTensorBufferTypeHostMemory,
            memory: Memory::Host(memory),
            len,
            locked: None,
            event: None,
        };
        if memory.raw() as usize % 64 != 0 || memory.raw().is_null() || buffer.packed() > len {
            return Some(INVALID_ARGUMENT);
        }
        out.put(call.create(buffer));
        Some(OK)
    }

    fn LiteRtCreateManagedTensorBuffer(
        call,
        environment: LiteRtEnvironment,
        kind: LiteRtTensorBufferType,
        tensor_type: *const LiteRtRankedTensorType,
        len: usize,
        out: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus, null out {
        let environment = environment.raw() as usize;
        call.get::<Environment>(environment)?;
        let buffer = Buffer::own(tensor_type.get()?, kind, &vec![0xA5; len]);
        let buffer: LiteRtTensorBuffer = call.create(buffer);
        call.uses(buffer as usize, environment);
        out.put(buffer);
        Some(OK)
    }

    fn LiteRtDestroyTensorBuffer(call, buffer: LiteRtTensorBuffer) {
        let address = buffer.raw() as usize;
        if call.get::<Buffer>(address).is_some_and(|buffer| buffer.locked.is_some()) {
            call.violation("the buffer is locked");
        }
        super::event::check_finished(call, address);
        call.destroy::<Buffer>(address).map(drop)
    }

    fn LiteRtLockTensorBuffer(
        call,
        buffer: LiteRtTensorBuffer,
        out: *mut *mut c_void,
        mode: LiteRtTensorBufferLockMode,
    ) -> LiteRtStatus, null out {
        let address = buffer.raw() as usize;
        super::event::check_finished(call, address);
        let buffer = call.get::<Buffer>(address)?;
        if buffer.locked.is_some() {
            return Some(RUNTIME_FAILURE);
        }
        let reads = mode != LiteRtTensorBufferLockMode::kLiteRtTensorBufferLockModeWrite;
        let copy = match &buffer.memory {
            Memory::Host(memory) => {
                out.put(memory.raw());
                None
            }
            Memory::Own(memory) => {
                let mut copy = AlignedBuffer::zeroed(memory.len());
                if reads {
                    copy.copy_from_slice(memory);
                } else {
                    copy.fill(0xA5);
                }
                out.put(copy.as_mut_ptr().cast());
                Some(copy)
            }
        };
        buffer.locked = Some((copy, mode));
        Some(OK)
    }

    fn LiteRtUnlockTensorBuffer(call, buffer: LiteRtTensorBuffer) -> LiteRtStatus {
        let buffer = call.get::<Buffer>(buffer.raw() as usize)?;
        let Some((copy, mode)) = buffer.locked.take() else {
            return Some(RUNTIME_FAILURE);
        };
        let wrote = mode != LiteRtTensorBufferLockMode::kLiteRtTensorBufferLockModeRead;
        if let (true, Some(copy)) = (wrote, copy) {
            buffer.write(&copy);
        }
        Some(OK)
    }

    fn LiteRtGetTensorBufferSize(
        call,
        buffer: LiteRtTensorBuffer,
        out: *mut usize,
    ) -> LiteRtStatus {
        out.put(call.get::<Buffer>(buffer.raw() as usize)?.len);
        Some(OK)
    }

    fn LiteRtGetTensorBufferPackedSize(
        call,
        buffer: LiteRtTensorBuffer,
        out: *mut usize,
    ) -> LiteRtStatus {
        out.put(call.get::<Buffer>(buffer.raw() as usize)?.packed());
        Some(OK)
    }

    fn LiteRtGetTensorBufferType(
        call,
        buffer: LiteRtTensorBuffer,
        out: *mut LiteRtTensorBufferType,
    ) -> LiteRtStatus {
        out.put(call.get::<Buffer>(buffer.raw() as usize)?.kind);
        Some(OK)
    }

    fn LiteRtGetTensorBufferTensorType(
        call,
        buffer: LiteRtTensorBuffer,
        out: *mut LiteRtRankedTensorType,
    ) -> LiteRtStatus {
        out.put(call.get::<Buffer>(buffer.raw() as usize)?.tensor_type);
        Some(OK)
    }
}
