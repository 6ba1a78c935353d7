//! The processor.

use std::thread;

/// The processor, as far as it matters to kernels.
///
/// ```
/// let cpu = litert::diagnostics::Diagnostics::collect().cpu;
/// assert!(cpu.threads > 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cpu {
    /// Its name, where the system tells.
    pub name: Option<String>,
    /// How many threads can run at once, for this process.
    pub threads: usize,
    /// The instructions that kernels look for, and whether they are there.
    pub features: Vec<(&'static str, bool)>,
}

impl Cpu {
    pub(super) fn detect() -> Self {
        Self {
            name: name(),
            threads: thread::available_parallelism().map_or(1, usize::from),
            features: features(),
        }
    }
}

/// Linux only: elsewhere it takes a library to ask.
fn name() -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let named = |key: &str| {
        let line = text.lines().find(|line| line.starts_with(key))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let board = || {
        let text = std::fs::read_to_string("/proc/device-tree/model").ok()?;
        Some(text.trim_end_matches('\0').to_owned())
    };
    named("model name")
        .or_else(|| named("Model"))
        .or_else(board)
        .filter(|name| !name.is_empty())
}

#[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
fn features() -> Vec<(&'static str, bool)> {
    vec![
        ("sse4.1", is_x86_feature_detected!("sse4.1")),
        ("avx", is_x86_feature_detected!("avx")),
        ("f16c", is_x86_feature_detected!("f16c")),
        ("fma", is_x86_feature_detected!("fma")),
        ("avx2", is_x86_feature_detected!("avx2")),
        ("avx512f", is_x86_feature_detected!("avx512f")),
        ("avx512vnni", is_x86_feature_detected!("avx512vnni")),
    ]
}

#[cfg(target_arch = "aarch64")]
fn features() -> Vec<(&'static str, bool)> {
    use std::arch::is_aarch64_feature_detected;
    vec![
        ("neon", is_aarch64_feature_detected!("neon")),
        ("fp16", is_aarch64_feature_detected!("fp16")),
        ("dotprod", is_aarch64_feature_detected!("dotprod")),
        ("i8mm", is_aarch64_feature_detected!("i8mm")),
        ("bf16", is_aarch64_feature_detected!("bf16")),
        ("sve", is_aarch64_feature_detected!("sve")),
    ]
}

/// The standard library cannot tell.
#[cfg(not(any(target_arch = "x86_64", target_arch = "x86", target_arch = "aarch64")))]
fn features() -> Vec<(&'static str, bool)> {
    Vec::new()
}
