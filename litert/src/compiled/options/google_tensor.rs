//! Options of the Google Tensor NPU plugin.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::toml::{Value, choice, harmless, options};

options! {
    /// Options of the Google Tensor NPU compiler plugin. Written down from its headers; not tried
    /// on hardware.
    pub struct GoogleTensorOptions of "Google Tensor" as [c"google_tensor"];

    /// Which smaller floats may stand in for 32 bits. The compiler's choice by default.
    set float_truncation: FloatTruncation = "float_truncation_type";
    /// Takes 32 bits of 64-bit integers. Off by default.
    set int64_to_int32: bool = "int64_to_int32_truncation";
    /// A folder for what the compiler writes. None by default.
    into output_dir: PathBuf = "output_dir";
    /// Writes down how long operators are expected to take. Off by default.
    set dump_op_timings: bool = "dump_op_timings";
    /// Set for large language models. Off by default.
    set large_model_support: bool = "enable_large_model_support";
    /// Compiles 4-bit weights as such. Off by default.
    set four_bit_compilation: bool = "enable_four_bit_compilation";
    /// How far the model is divided between cores. The compiler's choice by default.
    set sharding: Sharding = "sharding_intensity";
    /// Quantizes activations while the model runs. Off by default.
    set dynamic_range_quantization: bool = "enable_dynamic_range_quantization";
    /// Speed against power. The driver's choice by default.
    set performance_mode: TensorPerformance = "performance_mode";
    /// Which operators are compiled: a serialized protocol buffer. All by default.
    into op_filters: Bytes = "op_filters_proto";
    /// A file with more options for the compiler. None by default.
    into extra_options_path: PathBuf = "extra_options_path";
    /// More options for the compiler. None by default.
    into extra_options: Bytes = "extra_options" since V2_2;
    own input_coherency: Coherency = "input_coherency_" since V2_3;
    own output_coherency: Coherency = "output_coherency_" since V2_3;
}

impl GoogleTensorOptions {
    /// Whether an input, by the names of its signature and tensor, is to lie in memory that
    /// processor and NPU see alike, without a cache in between. The driver's choice by default.
    ///
    /// Key: `input_coherency_<signature>:<tensor>`. Needs LiteRT 2.3.0.
    pub fn input_coherency(
        mut self,
        signature: impl Into<String>,
        tensor: impl Into<String>,
        coherent: bool,
    ) -> Self {
        let all = self.input_coherency.get_or_insert_default();
        all.0.insert((signature.into(), tensor.into()), coherent);
        self
    }

    /// The same for an output.
    ///
    /// Key: `output_coherency_<signature>:<tensor>`. Needs LiteRT 2.3.0.
    pub fn output_coherency(
        mut self,
        signature: impl Into<String>,
        tensor: impl Into<String>,
        coherent: bool,
    ) -> Self {
        let all = self.output_coherency.get_or_insert_default();
        all.0.insert((signature.into(), tensor.into()), coherent);
        self
    }
}

/// Wishes for tensors, by the names of signature and tensor.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Coherency(BTreeMap<(String, String), bool>);

impl Value for Coherency {
    fn write(&self, _: &mut String) -> Result<(), String> {
        Ok(())
    }

    fn lines(&self, key: &str, text: &mut String) -> Result<(), String> {
        for ((signature, tensor), coherent) in &self.0 {
            if tensor.ends_with(' ') {
                return Err(format!(
                    "is for {tensor:?}, and the runtime does not see a space at the end"
                ));
            }
            for (name, end) in [(signature, ':'), (tensor, '=')] {
                harmless(name)?;
                if name.contains(['=', end]) {
                    return Err(format!(
                        "is for {name:?}, which must not contain '=' or {end:?}"
                    ));
                }
            }
            coherent.lines(&format!("{key}{signature}:{tensor}"), text)?;
        }
        Ok(())
    }
}

choice! {
    /// Which smaller floats may stand in for 32 bits.
    pub enum FloatTruncation {
        /// The compiler decides.
        Auto = 0,
        /// None: 32 bits stay.
        None = 1,
        /// `bfloat16`.
        Bf16 = 2,
        /// Half precision.
        F16 = 3,
    }
}

choice! {
    /// How far a model is divided between cores.
    pub enum Sharding {
        /// The compiler decides.
        Unspecified = -1,
        /// As little as possible.
        Minimal = 0,
        /// Some.
        Moderate = 1,
        /// Much.
        Extensive = 2,
        /// As far as possible.
        Maximum = 3,
    }
}

choice! {
    /// Speed against power on a Google Tensor NPU.
    pub enum TensorPerformance {
        /// Least power, slowest.
        ExtremePowerSaver = 0,
        /// For work in the background.
        PowerSaver = 1,
        /// The driver's own mixture.
        Balanced = 2,
        /// Short answer times.
        HighPerformance = 3,
        /// Much work for a long time, without getting too hot.
        SustainedPerformance = 4,
        /// Fastest of all, for a short time.
        Burst = 5,
    }
}

/// Bytes that are passed on as they are.
///
/// ```
/// use litert::options::GoogleTensorOptions;
///
/// // Everything that turns into a list of bytes is taken.
/// let options = GoogleTensorOptions::new().extra_options(*b"bytes for the compiler");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes(Vec<u8>);

impl<T: Into<Vec<u8>>> From<T> for Bytes {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl Value for Bytes {
    fn write(&self, text: &mut String) -> Result<(), String> {
        base64(&self.0).write(text)
    }
}

/// The bytes as the plugin decodes them.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            if digit > chunk.len() {
                text.push('=');
            } else {
                let index = (bits >> (18 - 6 * digit)) as usize & 63;
                text.push(char::from(DIGITS[index]));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_in_base64() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar\u{ff}", "Zm9vYmFyw78="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
