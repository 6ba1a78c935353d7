//! Capabilities of the GPU behind an environment.

use super::{Environment, check};
use crate::error::{Error, Result};

/// Capabilities of the GPU behind an environment: [`Environment::gpu_support`].
///
/// The library learns this when it first uses the GPU, which compiling a model for it does. Before,
/// nothing is reported as possible.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// use litert::{Environment, Runtime};
///
/// let environment = Environment::new(&Runtime::shared()?)?;
/// match environment.gpu_support() {
///     Ok(support) => println!("ready: {}, 16-bit floats: {}", support.ready, support.f16),
///     Err(error) => println!("{error}"), // an older library
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct GpuSupport {
    /// True if the GPU has been set up.
    pub ready: bool,
    /// True if it computes with 16-bit floats (`LiteRtEnvironmentSupportsFP16`).
    pub f16: bool,
    /// True if OpenCL and OpenGL can share buffers (`LiteRtEnvironmentSupportsClGlInterop`).
    pub cl_gl_interop: bool,
    /// True if OpenCL can use Android's hardware buffers
    /// (`LiteRtEnvironmentSupportsAhwbClInterop`).
    pub ahwb_cl_interop: bool,
    /// True if OpenGL can use Android's hardware buffers
    /// (`LiteRtEnvironmentSupportsAhwbGlInterop`).
    pub ahwb_gl_interop: bool,
}

impl Environment {
    /// Capabilities of the GPU, as far as the library knows them by now.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for a library without these functions, [`Error::Status`] if it cannot
    /// say.
    pub fn gpu_support(&self) -> Result<GpuSupport> {
        let functions = self.api().gpu_environment.as_ref().map_err(|missing| {
            Error::missing(
                "asking what the GPU can do",
                missing,
                "use LiteRT 2.1.6 or later",
            )
        })?;
        let mut support = GpuSupport::default();
        let handle = self.as_ptr();
        // SAFETY: the environment is alive, here and below; the answer is written to a `bool`.
        unsafe {
            (functions.LiteRtEnvironmentHasGpuEnvironment)(handle, &raw mut support.ready);
        }
        for (call, ask, answer) in [
            (
                "LiteRtEnvironmentSupportsFP16",
                functions.LiteRtEnvironmentSupportsFP16,
                &mut support.f16,
            ),
            (
                "LiteRtEnvironmentSupportsClGlInterop",
                functions.LiteRtEnvironmentSupportsClGlInterop,
                &mut support.cl_gl_interop,
            ),
            (
                "LiteRtEnvironmentSupportsAhwbClInterop",
                functions.LiteRtEnvironmentSupportsAhwbClInterop,
                &mut support.ahwb_cl_interop,
            ),
            (
                "LiteRtEnvironmentSupportsAhwbGlInterop",
                functions.LiteRtEnvironmentSupportsAhwbGlInterop,
                &mut support.ahwb_gl_interop,
            ),
        ] {
            // SAFETY: as above.
            let status = unsafe { ask(handle, answer) };
            check(call, "the environment", status)?;
        }
        Ok(support)
    }
}
