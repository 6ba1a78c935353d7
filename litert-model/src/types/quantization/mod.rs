//! How the integers in a tensor stand for real numbers.

mod channel;
mod element;
mod params;

use std::fmt;
use std::sync::Arc;

pub use channel::ChannelQuantization;
pub use element::QuantizedElement;
pub use params::QuantParams;

/// How the stored values of a tensor map to real numbers.
///
/// ```
/// use litert_model::types::{QuantParams, Quantization};
///
/// let quantization = Quantization::PerTensor(QuantParams::new(0.5, 10));
/// let params = quantization.per_tensor().unwrap();
/// assert_eq!(params.quantize::<u8>(3.0), 16);
/// assert_eq!(params.dequantize(16_u8), 3.0);
/// ```
#[derive(Clone, Debug, PartialEq, Default)]
#[non_exhaustive]
pub enum Quantization {
    /// The stored values are the numbers themselves.
    #[default]
    None,
    /// One scale and zero point for the whole tensor.
    PerTensor(QuantParams),
    /// One scale and zero point for each slice along one axis.
    PerChannel(ChannelQuantization),
    /// One scale for each block of neighbouring elements; scales lie in another tensor.
    Blockwise(BlockQuantization),
    /// Scales along several axes at once, lying in another tensor.
    MultiAxis(AxesQuantization),
    /// A scheme that only a custom operator understands.
    Custom,
}

impl Quantization {
    /// Whether the stored values are the numbers themselves.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// The parameters if one pair holds for the whole tensor.
    pub fn per_tensor(&self) -> Option<QuantParams> {
        match self {
            Self::PerTensor(params) => Some(*params),
            _ => None,
        }
    }

    /// The parameters if they differ along an axis.
    pub fn per_channel(&self) -> Option<&ChannelQuantization> {
        match self {
            Self::PerChannel(channels) => Some(channels),
            _ => None,
        }
    }
}

impl fmt::Display for Quantization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::PerTensor(params) => write!(f, "{params}"),
            Self::PerChannel(channels) => {
                write!(
                    f,
                    "{} channels along axis {}",
                    channels.scales().len(),
                    channels.axis()
                )
            }
            Self::Blockwise(block) => {
                write!(
                    f,
                    "blocks of {} along axis {}",
                    block.block_size, block.axis
                )
            }
            Self::MultiAxis(axes) => write!(f, "along axes {:?}", axes.axes),
            Self::Custom => f.write_str("custom"),
        }
    }
}

/// Where the scales of a blockwise quantized tensor are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BlockQuantization {
    /// The tensor, in the same subgraph, that holds the scales.
    pub scales_tensor: usize,
    /// The tensor that holds the zero points; all are 0 if there is none.
    pub zero_points_tensor: Option<usize>,
    /// How many neighbouring elements share a scale.
    pub block_size: usize,
    /// The dimension along which blocks are cut.
    pub axis: usize,
}

impl BlockQuantization {
    /// Names the tensors and the block geometry.
    pub fn new(
        scales_tensor: usize,
        zero_points_tensor: Option<usize>,
        block_size: usize,
        axis: usize,
    ) -> Self {
        Self {
            scales_tensor,
            zero_points_tensor,
            block_size,
            axis,
        }
    }
}

/// Where the scales of a tensor quantized along several axes are found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AxesQuantization {
    /// The tensor, in the same subgraph, that holds the scales.
    pub scales_tensor: usize,
    /// The tensor that holds the zero points; all are 0 if there is none.
    pub zero_points_tensor: Option<usize>,
    /// How many neighbouring elements share a scale; 0 where there are no blocks.
    pub block_size: usize,
    /// The dimensions along which the scales differ.
    pub axes: Arc<[usize]>,
}

impl AxesQuantization {
    /// Names the tensors, the block size and the axes.
    pub fn new(
        scales_tensor: usize,
        zero_points_tensor: Option<usize>,
        block_size: usize,
        axes: Arc<[usize]>,
    ) -> Self {
        Self {
            scales_tensor,
            zero_points_tensor,
            block_size,
            axes,
        }
    }
}

/// Why numbers could not be quantized or dequantized.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuantizeError {
    /// Source and destination hold different numbers of elements.
    LengthMismatch {
        /// Elements in the source.
        source: usize,
        /// Elements in the destination.
        destination: usize,
    },
    /// The shape does not describe the slice, or has no fixed size.
    ShapeMismatch {
        /// The shape that was given, as text.
        shape: String,
        /// Elements in the slice.
        elements: usize,
    },
    /// The shape has another number of channels than there are scales, or no such axis.
    ChannelMismatch {
        /// The shape that was given, as text.
        shape: String,
        /// The axis along which the parameters differ.
        axis: usize,
        /// The number of scales.
        channels: usize,
    },
    /// Scales and zero points differ in number.
    CountMismatch {
        /// The number of scales.
        scales: usize,
        /// The number of zero points.
        zero_points: usize,
    },
}

impl fmt::Display for QuantizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LengthMismatch {
                source,
                destination,
            } => write!(
                f,
                "the source holds {source} elements and the destination {destination}; give both \
                 the same length"
            ),
            Self::ShapeMismatch { shape, elements } => write!(
                f,
                "a tensor of shape {shape} does not hold {elements} elements; give the shape the \
                 tensor has now"
            ),
            Self::ChannelMismatch {
                shape,
                axis,
                channels,
            } => write!(
                f,
                "a tensor of shape {shape} does not have {channels} channels along axis {axis}"
            ),
            Self::CountMismatch {
                scales,
                zero_points,
            } => write!(
                f,
                "{scales} scales and {zero_points} zero points: there must be as many zero points \
                 as scales, or just one"
            ),
        }
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for QuantizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for QuantizeError {}
