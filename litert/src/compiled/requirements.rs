//! Requirements of inputs and outputs for their buffers.

use std::ffi::c_int;
use std::ptr;

use litert_sys::litert;

use super::buffer::TAIL;
use super::buffer_type::BufferType;
use super::handle::Handle;
use super::io::Side;
use crate::error::{Error, Result};

/// The requirements of an accelerator for the buffer of an input or output.
///
/// A copy: the runtime's own forgets it at the next resize.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// let mut compiled = litert::CompiledModel::new(&model)?;
/// let requirements = compiled.input_requirements("x")?;
/// // Six floats, and what the library wants behind them.
/// assert!(requirements.host_len() >= 6 * 4);
/// println!("best in {:?}", requirements.preferred());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BufferRequirements {
    /// The kinds of memory that are taken as they are, the best first.
    pub types: Vec<BufferType>,
    /// The size in bytes.
    pub size: usize,
    /// The number that the address must be a multiple of.
    pub alignment: usize,
    /// Bytes from one element to the next, per dimension; empty where elements lie side by side.
    pub strides: Vec<u32>,
}

impl BufferRequirements {
    /// The kind of memory that is used without a copy.
    pub fn preferred(&self) -> BufferType {
        self.types
            .first()
            .copied()
            .unwrap_or(BufferType::HostMemory)
    }

    /// How many bytes of host memory to offer for this tensor: its size, and room behind its end
    /// that kernels may read.
    ///
    /// It is what [`CompiledModel::input_buffer_from`](super::CompiledModel::input_buffer_from)
    /// asks for.
    pub fn host_len(&self) -> usize {
        self.size.saturating_add(TAIL)
    }

    /// Asks the runtime. Where it has no answer the tensor goes through host memory.
    pub(super) fn query(
        handle: &Handle,
        signature: usize,
        side: Side,
        position: usize,
    ) -> Result<Self> {
        let functions = handle
            .api()
            .buffer_requirements
            .as_ref()
            .map_err(|missing| {
                Error::missing(
                    "asking for buffer requirements",
                    missing,
                    "use a newer LiteRT",
                )
            })?;
        let (call, get) = match side {
            Side::Input => (
                "LiteRtGetCompiledModelInputBufferRequirements",
                functions.LiteRtGetCompiledModelInputBufferRequirements,
            ),
            Side::Output => (
                "LiteRtGetCompiledModelOutputBufferRequirements",
                functions.LiteRtGetCompiledModelOutputBufferRequirements,
            ),
        };
        let mut requirements = ptr::null_mut();
        // SAFETY: the compiled model is alive; it owns the requirements.
        let status = unsafe { get(handle.as_ptr(), signature, position, &raw mut requirements) };
        handle.check(call, status)?;
        handle.made(call, requirements)?;
        // From here on nothing happens that would make the runtime drop them.
        let mut size = 0;
        let mut alignment = 0;
        let mut count: c_int = 0;
        // SAFETY: the requirements are alive until the next resize or run, and the compiled model
        // is borrowed meanwhile; the results are written to variables of the right types.
        unsafe {
            let status = (functions.LiteRtGetTensorBufferRequirementsBufferSize)(
                requirements,
                &raw mut size,
            );
            handle.check("LiteRtGetTensorBufferRequirementsBufferSize", status)?;
            let status = (functions.LiteRtGetTensorBufferRequirementsAlignment)(
                requirements,
                &raw mut alignment,
            );
            handle.check("LiteRtGetTensorBufferRequirementsAlignment", status)?;
            let status = (functions.LiteRtGetNumTensorBufferRequirementsSupportedBufferTypes)(
                requirements,
                &raw mut count,
            );
            handle.check(
                "LiteRtGetNumTensorBufferRequirementsSupportedBufferTypes",
                status,
            )?;
        }
        let types = (0..count)
            .map(|index| {
                let mut code = litert::LiteRtTensorBufferType(0);
                // SAFETY: as above, and the index is below the count.
                let status = unsafe {
                    (functions.LiteRtGetTensorBufferRequirementsSupportedTensorBufferType)(
                        requirements,
                        index,
                        &raw mut code,
                    )
                };
                handle.check(
                    "LiteRtGetTensorBufferRequirementsSupportedTensorBufferType",
                    status,
                )?;
                Ok(BufferType::from_c(code))
            })
            .collect::<Result<_>>()?;
        let mut count: c_int = 0;
        let mut strides: *const u32 = ptr::null();
        // SAFETY: as above.
        let status = unsafe {
            (functions.LiteRtGetTensorBufferRequirementsStrides)(
                requirements,
                &raw mut count,
                &raw mut strides,
            )
        };
        handle.check("LiteRtGetTensorBufferRequirementsStrides", status)?;
        let strides = match usize::try_from(count) {
            // SAFETY: as many numbers as stated, alive as long as the requirements.
            Ok(count) if count > 0 && !strides.is_null() => unsafe {
                std::slice::from_raw_parts(strides, count).to_vec()
            },
            _ => Vec::new(),
        };
        Ok(Self {
            types,
            size,
            alignment,
            strides,
        })
    }
}
