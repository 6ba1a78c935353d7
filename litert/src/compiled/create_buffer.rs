//! Making buffers for the inputs and outputs of a compiled model.

use super::buffer_type::BufferType;
use super::handle::Handle;
use super::io::{Io, Side};
use super::requirements::BufferRequirements;
use super::tensor_buffer::{HostMemory, TensorBuffer};
use super::{CompiledModel, CompiledSignature};
use crate::error::Result;
use crate::tensor::{Slot, TensorKey};
use crate::types::Shape;

impl Io {
    pub(super) fn slot_and_shape<'h>(
        &mut self,
        handle: &'h Handle,
        side: Side,
        key: impl TensorKey,
    ) -> Result<(Slot<'h>, Shape)> {
        let slot = self.slot(handle, side, key)?;
        self.plan(handle)?;
        let shape = match side {
            Side::Input => self.shapes[slot.position],
            Side::Output => self.planned_outputs[slot.position].shape,
        };
        Ok((slot, shape))
    }

    fn requirements(
        &mut self,
        handle: &Handle,
        side: Side,
        key: impl TensorKey,
    ) -> Result<BufferRequirements> {
        let (slot, _) = self.slot_and_shape(handle, side, key)?;
        BufferRequirements::query(handle, self.signature, side, slot.position)
    }

    fn create_buffer(
        &mut self,
        handle: &Handle,
        side: Side,
        key: impl TensorKey,
    ) -> Result<TensorBuffer<'static>> {
        let (slot, shape) = self.slot_and_shape(handle, side, key)?;
        let requirements = BufferRequirements::query(handle, self.signature, side, slot.position)?;
        // OpenGL's memory stays with a thread, and buffers may go to another.
        let mut kinds = requirements.types.iter();
        let movable =
            |kind: &&BufferType| !matches!(kind, BufferType::GlBuffer | BufferType::GlTexture);
        let kind = kinds.find(movable).copied();
        match kind.unwrap_or(BufferType::HostMemory) {
            BufferType::HostMemory => TensorBuffer::host(&handle.environment, slot, shape),
            device => {
                TensorBuffer::managed(&handle.environment, slot, shape, device, requirements.size)
            }
        }
    }

    fn create_buffers(
        &mut self,
        handle: &Handle,
        side: Side,
    ) -> Result<Vec<TensorBuffer<'static>>> {
        let info = &handle.model.signatures()[self.signature];
        let count = match side {
            Side::Input => info.inputs().len(),
            Side::Output => info.outputs().len(),
        };
        (0..count)
            .map(|position| self.create_buffer(handle, side, position))
            .collect()
    }

    fn buffer_from<'a>(
        &mut self,
        handle: &Handle,
        side: Side,
        key: impl TensorKey,
        memory: HostMemory<'a>,
    ) -> Result<TensorBuffer<'a>> {
        let (slot, shape) = self.slot_and_shape(handle, side, key)?;
        TensorBuffer::over(&handle.environment, slot, shape, memory)
    }
}

impl CompiledModel {
    /// The accelerator's requirements for a buffer of this input, at the shape that it has now.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such input,
    /// [`Error::Status`](crate::Error::Status) if the runtime cannot say.
    pub fn input_requirements(&mut self, input: impl TensorKey) -> Result<BufferRequirements> {
        self.ios[self.main].requirements(&self.handle, Side::Input, input)
    }

    /// The accelerator's requirements for a buffer of this output, at the shape that it has now.
    ///
    /// # Errors
    /// As for [`CompiledModel::input_requirements`].
    pub fn output_requirements(&mut self, output: impl TensorKey) -> Result<BufferRequirements> {
        self.ios[self.main].requirements(&self.handle, Side::Output, output)
    }

    /// A buffer for an input at the shape that it has now, all zero, in the memory that the
    /// accelerator prefers: host memory for the CPU, the GPU's own for a GPU.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such input,
    /// [`Error::Unsupported`](crate::Error::Unsupported) for tensors that buffers cannot hold,
    /// [`Error::Status`](crate::Error::Status) if the runtime has no memory of that kind.
    pub fn create_input_buffer(&mut self, input: impl TensorKey) -> Result<TensorBuffer<'static>> {
        self.ios[self.main].create_buffer(&self.handle, Side::Input, input)
    }

    /// A buffer for an output. See [`CompiledModel::create_input_buffer`].
    ///
    /// # Errors
    /// As there.
    pub fn create_output_buffer(
        &mut self,
        output: impl TensorKey,
    ) -> Result<TensorBuffer<'static>> {
        self.ios[self.main].create_buffer(&self.handle, Side::Output, output)
    }

    /// A buffer for each input, in order. See [`CompiledModel::create_input_buffer`].
    ///
    /// # Errors
    /// As there.
    pub fn create_input_buffers(&mut self) -> Result<Vec<TensorBuffer<'static>>> {
        self.ios[self.main].create_buffers(&self.handle, Side::Input)
    }

    /// A buffer for each output, in order. See [`CompiledModel::create_input_buffer`].
    ///
    /// # Errors
    /// As there.
    pub fn create_output_buffers(&mut self) -> Result<Vec<TensorBuffer<'static>>> {
        self.ios[self.main].create_buffers(&self.handle, Side::Output)
    }

    /// A buffer for an input over host memory that the caller has: an
    /// [`AlignedBuffer`](crate::AlignedBuffer), which moves in, or `&mut [u8]`, which is borrowed.
    /// Nothing is copied; what the memory holds is what the buffer holds. Stands on
    /// `LiteRtCreateTensorBufferFromHostMemory`.
    ///
    /// The memory begins at a multiple of 64 and has
    /// [`host_len`](BufferRequirements::host_len) bytes: kernels may read a little behind the end
    /// of a tensor.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
    /// # let mut compiled = litert::CompiledModel::new(&model)?;
    /// let len = compiled.input_requirements(0)?.host_len();
    /// let mut frames = [litert::AlignedBuffer::zeroed(len), litert::AlignedBuffer::zeroed(len)];
    /// let [first, second] = &mut frames;
    /// let first = compiled.input_buffer_from(0, first)?;
    /// let second = compiled.input_buffer_from(1, second)?;
    /// let mut sum = compiled.create_output_buffer(0)?;
    /// compiled.run_with(&[first, second], &mut [&mut sum])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such input,
    /// [`Error::InvalidArgument`](crate::Error::InvalidArgument) for memory that is too short or
    /// not aligned.
    pub fn input_buffer_from<'a>(
        &mut self,
        input: impl TensorKey,
        memory: impl Into<HostMemory<'a>>,
    ) -> Result<TensorBuffer<'a>> {
        self.ios[self.main].buffer_from(&self.handle, Side::Input, input, memory.into())
    }

    /// A buffer for an output over host memory that the caller has. See
    /// [`CompiledModel::input_buffer_from`].
    ///
    /// # Errors
    /// As there.
    pub fn output_buffer_from<'a>(
        &mut self,
        output: impl TensorKey,
        memory: impl Into<HostMemory<'a>>,
    ) -> Result<TensorBuffer<'a>> {
        self.ios[self.main].buffer_from(&self.handle, Side::Output, output, memory.into())
    }
}

impl CompiledSignature<'_> {
    pub(super) fn parts(&mut self) -> (&mut Io, &Handle) {
        (&mut self.compiled.ios[self.io], &self.compiled.handle)
    }

    /// See [`CompiledModel::input_requirements`].
    ///
    /// # Errors
    /// As there.
    pub fn input_requirements(&mut self, input: impl TensorKey) -> Result<BufferRequirements> {
        let (io, handle) = self.parts();
        io.requirements(handle, Side::Input, input)
    }

    /// See [`CompiledModel::output_requirements`].
    ///
    /// # Errors
    /// As there.
    pub fn output_requirements(&mut self, output: impl TensorKey) -> Result<BufferRequirements> {
        let (io, handle) = self.parts();
        io.requirements(handle, Side::Output, output)
    }

    /// See [`CompiledModel::create_input_buffer`].
    ///
    /// # Errors
    /// As there.
    pub fn create_input_buffer(&mut self, input: impl TensorKey) -> Result<TensorBuffer<'static>> {
        let (io, handle) = self.parts();
        io.create_buffer(handle, Side::Input, input)
    }

    /// See [`CompiledModel::create_output_buffer`].
    ///
    /// # Errors
    /// As there.
    pub fn create_output_buffer(
        &mut self,
        output: impl TensorKey,
    ) -> Result<TensorBuffer<'static>> {
        let (io, handle) = self.parts();
        io.create_buffer(handle, Side::Output, output)
    }

    /// See [`CompiledModel::create_input_buffers`].
    ///
    /// # Errors
    /// As there.
    pub fn create_input_buffers(&mut self) -> Result<Vec<TensorBuffer<'static>>> {
        let (io, handle) = self.parts();
        io.create_buffers(handle, Side::Input)
    }

    /// See [`CompiledModel::create_output_buffers`].
    ///
    /// # Errors
    /// As there.
    pub fn create_output_buffers(&mut self) -> Result<Vec<TensorBuffer<'static>>> {
        let (io, handle) = self.parts();
        io.create_buffers(handle, Side::Output)
    }

    /// See [`CompiledModel::input_buffer_from`].
    ///
    /// # Errors
    /// As there.
    pub fn input_buffer_from<'a>(
        &mut self,
        input: impl TensorKey,
        memory: impl Into<HostMemory<'a>>,
    ) -> Result<TensorBuffer<'a>> {
        let (io, handle) = self.parts();
        io.buffer_from(handle, Side::Input, input, memory.into())
    }

    /// See [`CompiledModel::output_buffer_from`].
    ///
    /// # Errors
    /// As there.
    pub fn output_buffer_from<'a>(
        &mut self,
        output: impl TensorKey,
        memory: impl Into<HostMemory<'a>>,
    ) -> Result<TensorBuffer<'a>> {
        let (io, handle) = self.parts();
        io.buffer_from(handle, Side::Output, output, memory.into())
    }
}
