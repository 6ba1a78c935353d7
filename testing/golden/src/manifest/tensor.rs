//! Tensors: what the file declares, and what a step stores.

use serde::Deserialize;
use serde_json::Value;

use super::Failure;
use crate::dtype::DType;

/// A tensor as the model file declares it.
#[derive(Debug, Clone, Deserialize)]
pub struct TensorInfo {
    /// Name of the tensor, may be empty.
    #[serde(default)]
    pub name: String,
    /// Index among the tensors of its subgraph.
    pub tensor_index: usize,
    /// Position among the inputs or outputs.
    pub index: Option<usize>,
    /// Shape, with 1 for dynamic dimensions.
    #[serde(default)]
    pub shape: Vec<i32>,
    /// Shape, with -1 for dynamic dimensions.
    #[serde(default)]
    pub shape_signature: Vec<i32>,
    /// Element type as stored in the file.
    #[serde(default)]
    pub dtype: DType,
    /// Quantisation, `None` for tensors without.
    pub quantization: Option<Quantization>,
    /// Elements per scale, for blockwise quantisation.
    pub quantization_block_size: Option<usize>,
    /// Sparsity, `None` for dense tensors.
    pub sparsity: Option<Sparsity>,
}

/// Scales and zero points: one of each per tensor, or one per channel.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Quantization {
    /// The scales, single precision widened. Empty where there are very many, see
    /// [`Quantization::scale_count`].
    pub scales: Vec<f64>,
    /// The zero points; fewer than scales where they are all the same.
    pub zero_points: Vec<i64>,
    /// The dimension whose index selects the scale.
    pub quantized_dimension: i32,
    /// Number of scales, where they are not all listed.
    pub scale_count: Option<usize>,
    /// The first of them, where they are not all listed.
    pub first_scales: Vec<f64>,
    /// The last of them, where they are not all listed.
    pub last_scales: Vec<f64>,
    /// Number of zero points, where the scales are not all listed.
    pub zero_point_count: Option<usize>,
}

/// How the values of a sparse tensor are stored.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Sparsity {
    /// Order in which the dimensions, and then the blocks, are walked.
    pub traversal_order: Vec<i32>,
    /// Which dimensions the blocks cut.
    pub block_map: Vec<i32>,
    /// One entry per walked dimension.
    pub dim_metadata: Vec<DimensionMetadata>,
}

/// How one walked dimension of a sparse tensor is stored.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DimensionMetadata {
    /// 0 dense, 1 sparse (CSR).
    pub format: i32,
    /// Length, when dense.
    pub dense_size: Option<i32>,
    /// Where the entries of each row start, when sparse.
    pub array_segments: Vec<i32>,
    /// The index of each entry, when sparse.
    pub array_indices: Vec<i32>,
}

/// An input or output of one step, with its bytes.
#[derive(Debug, Clone, Deserialize)]
pub struct StepTensor {
    /// Position in the order of the subgraph.
    pub index: usize,
    /// Name in the signature, or the tensor's name where the model has no signature.
    #[serde(default)]
    pub name: String,
    /// Name of the tensor.
    #[serde(default)]
    pub tensor_name: String,
    /// Element type; unknown for an unreadable output.
    #[serde(default)]
    pub dtype: DType,
    /// Shape in this step; empty for scalars, and for an unreadable output.
    #[serde(default)]
    pub shape: Vec<i32>,
    /// Form of the stored bytes.
    #[serde(default)]
    pub encoding: Encoding,
    /// Path of the bytes in the suite.
    pub file: Option<String>,
    /// How many bytes.
    pub bytes: Option<u64>,
    /// SHA-256 of them.
    #[serde(default)]
    pub sha256: String,
    /// The elements as numbers or bools, for small tensors.
    pub values: Option<Vec<Value>>,
    /// The elements of a string tensor, where they are UTF-8.
    pub strings: Option<Vec<String>>,
    /// The elements of a string tensor in hexadecimal, where they are not.
    pub strings_hex: Option<Vec<String>>,
    /// Smallest, largest and mean value, for numeric outputs.
    pub stats: Option<Statistics>,
    /// How far an output may be from the golden one.
    pub tolerance: Option<Tolerance>,
    /// The official runtime cannot read this output. A binding gives an error or an empty result
    /// here, and does not crash.
    pub unreadable: Option<Failure>,
}

/// Form of the stored bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// Packed, little-endian, row-major; a bool is one byte.
    #[default]
    RawLe,
    /// The layout of [`crate::decode_strings`].
    TfliteString,
    /// A form this crate does not know.
    #[serde(other)]
    Other,
}

/// Smallest, largest and mean value of an output, as read from the official runtime.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Statistics {
    /// Smallest.
    pub min: Option<f64>,
    /// Largest.
    pub max: Option<f64>,
    /// Mean.
    pub mean: Option<f64>,
}

/// How far an output may be from the golden one.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Tolerance {
    /// Largest absolute difference on `x86_64` with the default kernels and the runtime version
    /// that made the golden outputs. 0 for integers.
    pub same_platform: Option<f64>,
    /// Largest absolute difference with other processors, kernels and versions.
    pub any_platform: Option<f64>,
    /// For class maps, in place of `any_platform`: the smallest fraction of equal elements.
    pub any_platform_min_fraction_equal: Option<f64>,
    /// For poses, in place of `any_platform`: the largest difference of a coordinate. The elements
    /// are triples of y, x and score, and the scores are not compared.
    pub any_platform_coordinates: Option<f64>,
    /// Why it is as it is.
    pub note: Option<String>,
}
