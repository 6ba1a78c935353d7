//! Tensors as reports list them.

use litert::model::TensorInfo;
use litert::types::{Quantization, Shape};
use serde::Serialize;

/// An input or output.
#[derive(Debug, Serialize)]
pub(super) struct Tensor {
    /// The name to call it by.
    pub(super) name: String,
    /// Its name in the graph.
    pub(super) tensor_name: String,
    pub(super) index: usize,
    #[serde(rename = "type")]
    pub(super) element_type: String,
    /// As the file was written, with placeholders for open dimensions.
    pub(super) shape: Vec<i32>,
    /// With -1 for open dimensions.
    pub(super) shape_signature: Vec<i32>,
    /// Of `shape`; none for strings.
    pub(super) bytes: Option<u64>,
    pub(super) quantization: Option<Quantized>,
    pub(super) is_variable: bool,
    pub(super) is_constant: bool,
}

/// How stored values stand for real ones: `real = scale * (stored - zero_point)`.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Quantized {
    PerTensor {
        scale: f32,
        zero_point: i32,
    },
    PerChannel {
        axis: usize,
        scales: Vec<f32>,
        zero_points: Vec<i32>,
    },
    Blockwise {
        axis: usize,
        block_size: usize,
        scales_tensor: usize,
        zero_points_tensor: Option<usize>,
    },
    MultiAxis {
        axes: Vec<usize>,
        block_size: usize,
        scales_tensor: usize,
        zero_points_tensor: Option<usize>,
    },
    Custom,
}

impl Tensor {
    pub(super) fn new(info: &TensorInfo) -> Self {
        Self {
            name: info.name().to_owned(),
            tensor_name: info.tensor_name().to_owned(),
            index: info.index(),
            element_type: info.element_type().to_string(),
            shape: info.shape().to_vec(),
            shape_signature: info.shape_signature().to_vec(),
            bytes: info.byte_len().map(|bytes| bytes as u64),
            quantization: Quantized::new(info.quantization()),
            is_variable: info.is_variable(),
            is_constant: info.is_constant(),
        }
    }
}

impl Quantized {
    pub(super) fn new(quantization: &Quantization) -> Option<Self> {
        Some(match quantization {
            Quantization::None => return None,
            Quantization::PerTensor(params) => Self::PerTensor {
                scale: params.scale,
                zero_point: params.zero_point,
            },
            Quantization::PerChannel(channels) => Self::PerChannel {
                axis: channels.axis(),
                scales: channels.scales().to_vec(),
                zero_points: channels.zero_points().to_vec(),
            },
            Quantization::Blockwise(blocks) => Self::Blockwise {
                axis: blocks.axis,
                block_size: blocks.block_size,
                scales_tensor: blocks.scales_tensor,
                zero_points_tensor: blocks.zero_points_tensor,
            },
            Quantization::MultiAxis(axes) => Self::MultiAxis {
                axes: axes.axes.to_vec(),
                block_size: axes.block_size,
                scales_tensor: axes.scales_tensor,
                zero_points_tensor: axes.zero_points_tensor,
            },
            // The format knows it, no runtime reads it.
            _ => Self::Custom,
        })
    }

    /// In a few words.
    pub(super) fn text(&self) -> String {
        match self {
            Self::PerTensor { scale, zero_point } => {
                format!("scale {scale}, zero point {zero_point}")
            }
            Self::PerChannel { axis, scales, .. } => {
                format!("{} scales along axis {axis}", scales.len())
            }
            Self::Blockwise {
                axis, block_size, ..
            } => {
                format!("blocks of {block_size} along axis {axis}")
            }
            Self::MultiAxis { axes, .. } => format!("along axes {axes:?}"),
            Self::Custom => "in a way of its own".to_owned(),
        }
    }
}

/// `[?, 224, 224, 3]`.
pub(super) fn shape_text(dims: &[i32]) -> String {
    Shape::new(dims).map_or_else(|_| format!("{dims:?}"), |shape| shape.to_string())
}
