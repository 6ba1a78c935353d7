//! Processor features that Google's larger builds need.
//!
//! `liblitert-lm` and the GPU accelerator beside `libLiteRt` are compiled for newer processors than
//! `libLiteRt` itself. They look for what they need while they are loaded, and end the process if
//! something is missing. So they must not be loaded then: a Raspberry Pi 4, a Jetson Nano or a
//! Coral Dev Board are such machines.

/// File name of the GPU accelerator that comes with `libLiteRt`.
pub const GPU_ACCELERATOR: &str = if cfg!(windows) {
    "libLiteRtWebGpuAccelerator.dll"
} else if cfg!(target_vendor = "apple") {
    "libLiteRtMetalAccelerator.dylib"
} else {
    "libLiteRtWebGpuAccelerator.so"
};

/// The features that these builds need and this processor lacks, by the names that Rust has for
/// them. Empty where they can be loaded.
pub fn missing_features() -> Vec<&'static str> {
    #[allow(unused_macros, reason = "not every processor has a list")]
    macro_rules! lacking {
        ($detected:ident: $($feature:tt)*) => {
            [$(($feature, std::arch::$detected!($feature))),*]
        };
    }
    // The libraries' own lists, as of LiteRT 2.3.0 and LiteRT-LM 0.18.1.
    #[cfg(target_arch = "x86_64")]
    let features = lacking!(is_x86_feature_detected:
        "aes" "avx" "cmpxchg16b" "pclmulqdq" "popcnt" "sse3" "sse4.1" "sse4.2" "ssse3");
    #[cfg(target_arch = "aarch64")]
    let features = lacking!(is_aarch64_feature_detected:
        "aes" "crc" "dotprod" "fp16" "lse" "rcpc" "rdm" "sha2");
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let features: [(&str, bool); 0] = [];

    let missing = features.into_iter().filter(|(_, detected)| !detected);
    missing.map(|(feature, _)| feature).collect()
}
