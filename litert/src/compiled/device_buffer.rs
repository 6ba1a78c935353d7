//! Buffers over memory of a device that somebody else made.

use std::ffi::c_void;

use litert_sys::groups::litert::DeviceBuffers;
use litert_sys::litert;

use super::buffer::{OwnedBuffer, packed_len, ranked_type};
use super::buffer_type::BufferType;
use super::environment::Environment;
use super::handle::Handle;
use super::io::{Io, Side};
use super::tensor_buffer::{Storage, TensorBuffer};
use super::{CompiledModel, CompiledSignature};
use crate::error::{Error, Result};
use crate::tensor::{Slot, TensorKey};
use crate::types::Shape;

/// Memory of a device, by the handle that its own API knows it by.
///
/// Each kind exists where its API does; a library that was built without it answers with
/// [`Error::Unsupported`]. None of them is tested by this project, for want of the devices.
#[derive(Debug)]
#[non_exhaustive]
pub enum DeviceMemory {
    /// A Linux DMA-BUF, for accelerators that take file descriptors.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    DmaBuf {
        /// Its descriptor; the buffer keeps it open and closes it.
        fd: std::os::fd::OwnedFd,
        /// Where it is mapped into this process.
        address: *mut c_void,
        /// Its size in bytes.
        size: usize,
        /// Where in it the tensor begins, in bytes.
        offset: usize,
    },
    /// An Android hardware buffer.
    #[cfg(target_os = "android")]
    Ahwb {
        /// The `AHardwareBuffer*`.
        buffer: *mut c_void,
        /// Where in it the tensor begins, in bytes.
        offset: usize,
    },
    /// OpenCL memory of the context that the environment was given.
    OpenCl {
        /// Which of the OpenCL kinds it is.
        buffer_type: BufferType,
        /// The `cl_mem`.
        memory: *mut c_void,
        /// Its size in bytes.
        size: usize,
    },
    /// An OpenGL buffer object of the context that the environment was given.
    GlBuffer {
        /// The target, e.g. `GL_SHADER_STORAGE_BUFFER`.
        target: u32,
        /// Its name.
        id: u32,
        /// Its size in bytes.
        size: usize,
        /// Where in it the tensor begins, in bytes.
        offset: usize,
    },
    /// A WebGPU buffer of the device that the environment was given.
    WebGpu {
        /// Which of the WebGPU kinds it is.
        buffer_type: BufferType,
        /// The `WGPUBuffer`.
        buffer: *mut c_void,
        /// Its size in bytes.
        size: usize,
    },
    /// A Metal buffer of the device that the environment was given.
    #[cfg(target_vendor = "apple")]
    Metal {
        /// Which of the Metal kinds it is.
        buffer_type: BufferType,
        /// The `id<MTLBuffer>`.
        buffer: *mut c_void,
        /// Its size in bytes.
        size: usize,
    },
}

impl DeviceMemory {
    fn buffer_type(&self) -> BufferType {
        match self {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            DeviceMemory::DmaBuf { .. } => BufferType::DmaBuf,
            #[cfg(target_os = "android")]
            DeviceMemory::Ahwb { .. } => BufferType::Ahwb,
            DeviceMemory::GlBuffer { .. } => BufferType::GlBuffer,
            DeviceMemory::OpenCl { buffer_type, .. } | DeviceMemory::WebGpu { buffer_type, .. } => {
                *buffer_type
            }
            #[cfg(target_vendor = "apple")]
            DeviceMemory::Metal { buffer_type, .. } => *buffer_type,
        }
    }

    /// The bytes that hold the tensor, where they are told.
    fn room(&self) -> Option<usize> {
        match self {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            DeviceMemory::DmaBuf { size, offset, .. } => Some(size.saturating_sub(*offset)),
            #[cfg(target_os = "android")]
            DeviceMemory::Ahwb { .. } => None,
            DeviceMemory::GlBuffer { size, offset, .. } => Some(size.saturating_sub(*offset)),
            DeviceMemory::OpenCl { size, .. } | DeviceMemory::WebGpu { size, .. } => Some(*size),
            #[cfg(target_vendor = "apple")]
            DeviceMemory::Metal { size, .. } => Some(*size),
        }
    }
}

impl TensorBuffer<'static> {
    /// # Safety
    /// As for [`CompiledModel::input_buffer_from_device`].
    unsafe fn over_device(
        environment: &Environment,
        slot: Slot<'_>,
        shape: Shape,
        memory: DeviceMemory,
    ) -> Result<Self> {
        let len = packed_len(slot, shape)?;
        let buffer_type = memory.buffer_type();
        if memory.room().is_some_and(|room| room < len) {
            return Err(Error::invalid_argument(format!(
                "{slot} of shape {shape} takes {len} bytes, which is more than the {buffer_type} \
                 has"
            )));
        }
        let feature = || format!("making a buffer of {buffer_type}");
        let needs = "use the memory that create_input_buffer makes, or host memory";
        let functions = environment
            .api()
            .device_buffers
            .as_ref()
            .map_err(|missing| Error::missing(&feature(), missing, needs))?;
        let ranked = ranked_type(slot.info.element_type(), &shape);
        // SAFETY: the caller vouches for the handles; no deallocator, so they stay the caller's.
        let created = unsafe { create(functions, environment, &slot, &ranked, &memory) };
        let buffer = match created {
            Some(Ok(buffer)) => buffer,
            Some(Err(Error::Status(status))) if status.status.is_some_and(|s| s.code() == 5) => {
                return Err(Error::unsupported(feature(), "this LiteRT library", needs));
            }
            Some(Err(error)) => return Err(error),
            None => return Err(Error::unsupported(feature(), "this LiteRT library", needs)),
        };
        let storage = match memory {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            DeviceMemory::DmaBuf { fd, .. } => Storage::File(fd),
            _ => Storage::Device,
        };
        let place = (len, buffer_type);
        Ok(Self::assemble(
            buffer,
            storage,
            environment,
            slot,
            shape,
            place,
        ))
    }
}

/// `None` where the library has no function for this kind.
///
/// # Safety
/// The handles in `memory` are what they say.
unsafe fn create(
    functions: &DeviceBuffers,
    environment: &Environment,
    slot: &Slot<'_>,
    ranked: &litert::LiteRtRankedTensorType,
    memory: &DeviceMemory,
) -> Option<Result<OwnedBuffer>> {
    let api = environment.api();
    let env = environment.as_ptr();
    // SAFETY: the environment is alive, the type is a value of the right kind, the handles are the
    // caller's word; what is written with a status of 0 is a new buffer.
    unsafe {
        Some(match memory {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            DeviceMemory::DmaBuf {
                fd,
                address,
                size,
                offset,
            } => {
                use std::os::fd::AsRawFd;
                let create = functions.LiteRtCreateTensorBufferFromDmaBufBuffer?;
                let call = "LiteRtCreateTensorBufferFromDmaBufBuffer";
                OwnedBuffer::new(api, call, slot, |buffer| {
                    create(
                        ranked,
                        *address,
                        fd.as_raw_fd(),
                        *size,
                        *offset,
                        None,
                        buffer,
                    )
                })
            }
            #[cfg(target_os = "android")]
            DeviceMemory::Ahwb { buffer, offset } => {
                let create = functions.LiteRtCreateTensorBufferFromAhwb?;
                let call = "LiteRtCreateTensorBufferFromAhwb";
                OwnedBuffer::new(api, call, slot, |made| {
                    create(env, ranked, buffer.cast(), *offset, None, made)
                })
            }
            DeviceMemory::OpenCl {
                buffer_type,
                memory,
                size,
            } => {
                let create = functions.LiteRtCreateTensorBufferFromOpenClMemory?;
                let call = "LiteRtCreateTensorBufferFromOpenClMemory";
                OwnedBuffer::new(api, call, slot, |buffer| {
                    let kind = buffer_type.to_c();
                    create(env, ranked, kind, memory.cast(), *size, None, buffer)
                })
            }
            DeviceMemory::GlBuffer {
                target,
                id,
                size,
                offset,
            } => {
                let create = functions.LiteRtCreateTensorBufferFromGlBuffer?;
                let call = "LiteRtCreateTensorBufferFromGlBuffer";
                OwnedBuffer::new(api, call, slot, |buffer| {
                    create(env, ranked, *target, *id, *size, *offset, None, buffer)
                })
            }
            DeviceMemory::WebGpu {
                buffer_type,
                buffer,
                size,
            } => {
                let create = functions.LiteRtCreateTensorBufferFromWebGpuBuffer?;
                let call = "LiteRtCreateTensorBufferFromWebGpuBuffer";
                OwnedBuffer::new(api, call, slot, |made| {
                    let kind = buffer_type.to_c();
                    create(env, ranked, kind, buffer.cast(), *size, None, made)
                })
            }
            #[cfg(target_vendor = "apple")]
            DeviceMemory::Metal {
                buffer_type,
                buffer,
                size,
            } => {
                let create = functions.LiteRtCreateTensorBufferFromMetalMemory?;
                let call = "LiteRtCreateTensorBufferFromMetalMemory";
                OwnedBuffer::new(api, call, slot, |made| {
                    let kind = buffer_type.to_c();
                    create(env, ranked, kind, *buffer, *size, None, made)
                })
            }
        })
    }
}

impl Io {
    /// # Safety
    /// As for [`CompiledModel::input_buffer_from_device`].
    unsafe fn buffer_from_device(
        &mut self,
        handle: &Handle,
        side: Side,
        key: impl TensorKey,
        memory: DeviceMemory,
    ) -> Result<TensorBuffer<'static>> {
        let (slot, shape) = self.slot_and_shape(handle, side, key)?;
        // SAFETY: passed on to the caller.
        unsafe { TensorBuffer::over_device(&handle.environment, slot, shape, memory) }
    }
}

impl CompiledModel {
    /// A buffer for an input over memory of a device that the caller has. Nothing is copied.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::InvalidArgument`] for memory that is
    /// too small, [`Error::Unsupported`] if the library was built without this kind of memory.
    ///
    /// # Safety
    /// The handle is what its kind says, of the device or context that the environment of this
    /// compiled model uses, and as large as stated. It stays valid until the buffer was dropped and
    /// the compiled model has run with another or was dropped. Nobody else writes the memory during
    /// a run or while the buffer is read. OpenGL memory: the buffer is used on the thread of its
    /// context only. Mapped memory: kernels may read 128 bytes behind the end of the tensor.
    pub unsafe fn input_buffer_from_device(
        &mut self,
        input: impl TensorKey,
        memory: DeviceMemory,
    ) -> Result<TensorBuffer<'static>> {
        let io = &mut self.ios[self.main];
        // SAFETY: passed on to the caller.
        unsafe { io.buffer_from_device(&self.handle, Side::Input, input, memory) }
    }

    /// A buffer for an output over memory of a device. See
    /// [`CompiledModel::input_buffer_from_device`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Safety
    /// As there.
    pub unsafe fn output_buffer_from_device(
        &mut self,
        output: impl TensorKey,
        memory: DeviceMemory,
    ) -> Result<TensorBuffer<'static>> {
        let io = &mut self.ios[self.main];
        // SAFETY: passed on to the caller.
        unsafe { io.buffer_from_device(&self.handle, Side::Output, output, memory) }
    }
}

impl CompiledSignature<'_> {
    /// See [`CompiledModel::input_buffer_from_device`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Safety
    /// As there.
    pub unsafe fn input_buffer_from_device(
        &mut self,
        input: impl TensorKey,
        memory: DeviceMemory,
    ) -> Result<TensorBuffer<'static>> {
        let (io, handle) = self.parts();
        // SAFETY: passed on to the caller.
        unsafe { io.buffer_from_device(handle, Side::Input, input, memory) }
    }

    /// See [`CompiledModel::output_buffer_from_device`].
    ///
    /// # Errors
    /// As there.
    ///
    /// # Safety
    /// As there.
    pub unsafe fn output_buffer_from_device(
        &mut self,
        output: impl TensorKey,
        memory: DeviceMemory,
    ) -> Result<TensorBuffer<'static>> {
        let (io, handle) = self.parts();
        // SAFETY: passed on to the caller.
        unsafe { io.buffer_from_device(handle, Side::Output, output, memory) }
    }
}
