//! Options of MediaTek's NPU plugin.

use std::path::PathBuf;

use super::toml::{Value, choice, options};

options! {
    /// Options of MediaTek's NPU compiler and dispatch plugins. Written down from their headers;
    /// not tried on hardware.
    pub struct MediatekOptions of "MediaTek" as [c"mediatek"];

    /// Version of the Neuron SDK to compile for. Version 8 by default.
    // The plugin spells its key so.
    set neuron_sdk: NeuronSdk = "neron_sdk_version";
    /// Optimizations made for Gemma models. Off by default.
    set gemma_optimizations: bool = "gemma_compiler_optimizations";
    /// Speed against power. [`NeuronPerformance::SustainedSpeed`] by default.
    set performance_mode: NeuronPerformance = "performance_mode";
    /// Optimizations for the level 1 cache. Off by default.
    set l1_cache_optimizations: bool = "l1_cache_optimizations";
    /// The goal of optimization. [`NeuronHints::NORMAL`] by default.
    set optimization_hints: NeuronHints = "optimization_hint";
    /// Keeps the folder with the compiled parts instead of removing it. Off by default.
    set keep_dla_dir: bool = "disable_dla_dir_removal";
    /// A folder for the compiled parts. A temporary one by default.
    into dla_dir: PathBuf = "mediatek_dla_dir";
    /// Options for MediaTek's own compiler, as its command line takes them. None by default.
    into aot_compilation_options: String = "aot_compilation_options";
}

choice! {
    /// Version of MediaTek's Neuron SDK.
    pub enum NeuronSdk {
        /// Version 7.
        Version7 = 0,
        /// Version 8.
        Version8 = 1,
        /// Version 9.
        Version9 = 2,
    }
}

choice! {
    /// Speed against power on MediaTek's NPU.
    pub enum NeuronPerformance {
        /// As little power as possible.
        LowPower = 0,
        /// One answer as fast as possible.
        FastSingleAnswer = 1,
        /// Many answers, one after the other, as fast as possible.
        SustainedSpeed = 2,
        /// Fastest of all, and most power.
        TurboBoost = 3,
    }
}

/// Goals of MediaTek's compiler; combined with `|`.
///
/// ```
/// use litert::options::{MediatekOptions, NeuronHints};
///
/// let hints = NeuronHints::LOW_LATENCY | NeuronHints::DEEP_FUSION;
/// let options = MediatekOptions::new().optimization_hints(hints);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NeuronHints(i32);

impl NeuronHints {
    /// Nothing in particular.
    pub const NORMAL: Self = Self(0);
    /// Uses as many cores as possible for a short answer time.
    pub const LOW_LATENCY: Self = Self(1);
    /// Reads and writes main memory as little as possible.
    pub const DEEP_FUSION: Self = Self(2);
    /// Divides the batch dimension between the cores.
    pub const BATCH_PROCESSING: Self = Self(4);
}

impl std::ops::BitOr for NeuronHints {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Value for NeuronHints {
    fn write(&self, text: &mut String) -> Result<(), String> {
        self.0.write(text)
    }
}
