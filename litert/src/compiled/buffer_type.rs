//! Kinds of memory that tensor buffers lie in.

use std::fmt;

use litert_sys::litert::LiteRtTensorBufferType;

macro_rules! buffer_types {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal,)*) => {
        /// The kind of memory that a [`TensorBuffer`](super::TensorBuffer) lies in:
        /// `LiteRtTensorBufferType`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum BufferType {
            $($(#[doc = $doc])* $name,)*
            /// A kind that is newer than this crate, or one that an application registered.
            Unknown(i32),
        }

        impl BufferType {
            pub(super) fn from_code(code: i32) -> Self {
                match code {
                    $($code => BufferType::$name,)*
                    other => BufferType::Unknown(other),
                }
            }

            pub(super) fn code(self) -> i32 {
                match self {
                    $(BufferType::$name => $code,)*
                    BufferType::Unknown(code) => code,
                }
            }
        }
    };
}

buffer_types! {
    /// Memory of the process.
    HostMemory = 1,
    /// An Android hardware buffer.
    Ahwb = 2,
    /// An ION buffer (older Android).
    Ion = 3,
    /// A Linux DMA-BUF.
    DmaBuf = 4,
    /// Qualcomm FastRPC memory.
    FastRpc = 5,
    /// An OpenGL buffer.
    GlBuffer = 6,
    /// An OpenGL texture.
    GlTexture = 7,
    /// An OpenCL buffer in the GPU's own layout.
    OpenClBuffer = 10,
    /// The same with 16-bit floats.
    OpenClBufferFp16 = 11,
    /// An OpenCL texture.
    OpenClTexture = 12,
    /// The same with 16-bit floats.
    OpenClTextureFp16 = 13,
    /// An OpenCL buffer in the tensor's layout, without padding.
    OpenClBufferPacked = 14,
    /// An OpenCL image over a buffer.
    OpenClImageBuffer = 15,
    /// The same with 16-bit floats.
    OpenClImageBufferFp16 = 16,
    /// A WebGPU buffer in the GPU's own layout.
    WebGpuBuffer = 20,
    /// The same with 16-bit floats.
    WebGpuBufferFp16 = 21,
    /// A WebGPU texture.
    WebGpuTexture = 22,
    /// The same with 16-bit floats.
    WebGpuTextureFp16 = 23,
    /// A WebGPU image over a buffer.
    WebGpuImageBuffer = 24,
    /// The same with 16-bit floats.
    WebGpuImageBufferFp16 = 25,
    /// A WebGPU buffer in the tensor's layout, without padding.
    WebGpuBufferPacked = 26,
    /// A Metal buffer in the GPU's own layout.
    MetalBuffer = 30,
    /// The same with 16-bit floats.
    MetalBufferFp16 = 31,
    /// A Metal texture.
    MetalTexture = 32,
    /// The same with 16-bit floats.
    MetalTextureFp16 = 33,
    /// A Metal buffer in the tensor's layout, without padding.
    MetalBufferPacked = 34,
    /// A Vulkan buffer in the GPU's own layout.
    VulkanBuffer = 40,
    /// The same with 16-bit floats.
    VulkanBufferFp16 = 41,
    /// A Vulkan texture.
    VulkanTexture = 42,
    /// The same with 16-bit floats.
    VulkanTextureFp16 = 43,
    /// A Vulkan image over a buffer.
    VulkanImageBuffer = 44,
    /// The same with 16-bit floats.
    VulkanImageBufferFp16 = 45,
    /// A Vulkan buffer in the tensor's layout, without padding.
    VulkanBufferPacked = 46,
    /// An OpenVINO tensor.
    OpenVino = 100,
}

impl BufferType {
    pub(super) fn from_c(code: LiteRtTensorBufferType) -> Self {
        // On some platforms C enums are unsigned.
        #[allow(clippy::unnecessary_cast)]
        Self::from_code(code.0 as i32)
    }

    pub(super) fn to_c(self) -> LiteRtTensorBufferType {
        LiteRtTensorBufferType(self.code() as _)
    }
}

impl fmt::Display for BufferType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BufferType::HostMemory => f.write_str("host memory"),
            BufferType::Unknown(code) => write!(f, "memory of type {code}"),
            known => write!(f, "{known:?} memory"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_both_ways_and_unknown_ones_stay() {
        for code in 0..130 {
            assert_eq!(BufferType::from_code(code).code(), code);
        }
        assert_eq!(BufferType::from_code(26), BufferType::WebGpuBufferPacked);
        assert_eq!(BufferType::from_code(99).to_string(), "memory of type 99");
    }

    #[test]
    fn codes_are_those_of_the_headers() {
        use litert_sys::litert::LiteRtTensorBufferType as C;
        for (ours, theirs) in [
            (BufferType::HostMemory, C::kLiteRtTensorBufferTypeHostMemory),
            (BufferType::DmaBuf, C::kLiteRtTensorBufferTypeDmaBuf),
            (BufferType::GlTexture, C::kLiteRtTensorBufferTypeGlTexture),
            (
                BufferType::OpenClBufferPacked,
                C::kLiteRtTensorBufferTypeOpenClBufferPacked,
            ),
            (
                BufferType::WebGpuBufferPacked,
                C::kLiteRtTensorBufferTypeWebGpuBufferPacked,
            ),
            (
                BufferType::MetalBufferPacked,
                C::kLiteRtTensorBufferTypeMetalBufferPacked,
            ),
            (
                BufferType::VulkanBufferPacked,
                C::kLiteRtTensorBufferTypeVulkanBufferPacked,
            ),
            (
                BufferType::OpenVino,
                C::kLiteRtTensorBufferTypeOpenVINOTensorBuffer,
            ),
        ] {
            assert_eq!(ours.to_c(), theirs, "{ours}");
        }
    }
}
