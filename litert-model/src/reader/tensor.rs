//! One tensor of a graph.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{SubgraphView, index};
use crate::schema::{QuantizationParameters, Scalars, Tensor, Text};
use crate::types::{
    AxesQuantization, BlockQuantization, ChannelQuantization, ElementType, QuantParams,
    Quantization, Shape,
};

/// A tensor: an input, an output, a constant, or a value between two operators.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bytes = std::fs::read("../models/digits/digits_int8.tflite")?;
/// let model = litert_model::ModelView::new(&bytes)?;
/// let weights: usize = model
///     .main_subgraph()
///     .tensors()
///     .filter_map(|tensor| tensor.data())
///     .map(|data| data.len())
///     .sum();
/// assert!(weights > 1000);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct TensorView<'a> {
    subgraph: SubgraphView<'a>,
    index: usize,
    table: Tensor<'a>,
}

impl<'a> TensorView<'a> {
    pub(super) fn new(subgraph: SubgraphView<'a>, index: usize, table: Tensor<'a>) -> Self {
        Self {
            subgraph,
            index,
            table,
        }
    }

    pub(crate) fn table(self) -> Tensor<'a> {
        self.table
    }

    /// The graph this tensor belongs to.
    pub fn subgraph(self) -> SubgraphView<'a> {
        self.subgraph
    }

    /// Its place among the tensors of the graph.
    pub fn index(self) -> usize {
        self.index
    }

    /// Its name in the graph, which may be empty and need not be unique. Signatures give tensors
    /// other names.
    pub fn name(self) -> Cow<'a, str> {
        self.table.name().map_or(Cow::Borrowed(""), Text::text)
    }

    /// The type of its elements.
    pub fn element_type(self) -> ElementType {
        ElementType::from_schema_code(self.table.type_code())
    }

    /// The shape that the file was written with. Where the signature shape has a dynamic dimension
    /// this one has a placeholder, usually 1.
    pub fn shape(self) -> Shape {
        shape(self.table.shape())
    }

    /// The shape with −1 for every dynamic dimension; the same as [`shape`](Self::shape) if there
    /// is none.
    pub fn shape_signature(self) -> Shape {
        match self.table.shape_signature() {
            Some(dims) if dims.len() > 0 => shape(Some(dims)),
            _ => self.shape(),
        }
    }

    /// Whether the file says that the rank is known. Converters set this since 2022; older files
    /// leave it unset even where the shape is given.
    pub fn has_rank(self) -> bool {
        self.table.has_rank()
    }

    /// How stored values stand for real numbers.
    pub fn quantization(self) -> Quantization {
        self.table
            .quantization()
            .map_or(Quantization::None, |stored| {
                quantization(stored, self.shape().rank())
            })
    }

    /// The buffer that holds the constant value; 0 if the tensor is no constant.
    pub fn buffer_index(self) -> usize {
        self.table.buffer() as usize
    }

    /// The constant value as it lies in the file: packed, little-endian, or a string table. `None`
    /// if the tensor is computed, is given by the caller, or lies in another file.
    pub fn data(self) -> Option<&'a [u8]> {
        match self.buffer_index() {
            // Buffer 0 is by definition the one that holds nothing.
            0 => None,
            index => self.subgraph.model().buffer(index),
        }
    }

    /// Whether the value is fixed in the model file or in a file of weights beside it.
    pub fn is_constant(self) -> bool {
        self.data().is_some() || self.external_buffer().is_some()
    }

    /// Whether the tensor keeps its value from one run to the next.
    pub fn is_variable(self) -> bool {
        self.table.is_variable()
    }

    /// Whether only the elements that are not zero are stored.
    pub fn is_sparse(self) -> bool {
        self.table.sparsity().is_some()
    }

    /// The identifier of the bytes in another file that hold the value.
    pub fn external_buffer(self) -> Option<u32> {
        Some(self.table.external_buffer()).filter(|&id| id != 0)
    }
}

impl fmt::Debug for TensorView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TensorView")
            .field("index", &self.index)
            .field("name", &self.name())
            .field("element_type", &self.element_type())
            .field("shape", &self.shape_signature())
            .finish_non_exhaustive()
    }
}

/// The check has made sure that the rank fits.
fn shape(dims: Option<Scalars<'_, i32>>) -> Shape {
    let mut all = [0; crate::types::MAX_RANK];
    let mut rank = 0;
    for (slot, dim) in all.iter_mut().zip(dims.into_iter().flat_map(Scalars::iter)) {
        *slot = dim;
        rank += 1;
    }
    Shape::new(all.get(..rank).unwrap_or(&[])).unwrap_or_default()
}

fn quantization(stored: QuantizationParameters<'_>, rank: usize) -> Quantization {
    if let Some(axes) = stored.multi_axis() {
        let along = axes
            .quantized_dimensions()
            .into_iter()
            .flat_map(Scalars::iter);
        return Quantization::MultiAxis(AxesQuantization::new(
            index(axes.scales()).unwrap_or(0),
            index(axes.zero_points()),
            index(axes.block_size()).unwrap_or(0),
            along.filter_map(index).collect::<Arc<[usize]>>(),
        ));
    }
    let axis = match index(stored.quantized_dimension()).unwrap_or(0) {
        // There is only one axis. Some converters wrote the axis of the filter for its bias.
        _ if rank == 1 => 0,
        axis => axis,
    };
    if let Some(block) = stored.blockwise() {
        return Quantization::Blockwise(BlockQuantization::new(
            index(block.scales()).unwrap_or(0),
            index(block.zero_points()),
            index(block.block_size()).unwrap_or(0),
            axis,
        ));
    }
    let zero_points = stored
        .zero_point()
        .into_iter()
        .flat_map(Scalars::iter)
        .map(narrow);
    match stored.scale() {
        Some(scales) if scales.len() == 1 => Quantization::PerTensor(QuantParams {
            scale: scales.get(0).unwrap_or(0.0),
            zero_point: zero_points.clone().next().unwrap_or(0),
        }),
        Some(scales) if scales.len() > 1 => {
            let scales: Arc<[f32]> = scales.iter().collect();
            let zero_points: Arc<[i32]> = zero_points.collect();
            // The check has compared the two counts.
            ChannelQuantization::new(scales, zero_points, axis)
                .map_or(Quantization::Custom, Quantization::PerChannel)
        }
        // The runtimes look at the scales whatever the details say.
        _ if stored.details_type() != 0 => Quantization::Custom,
        _ => Quantization::None,
    }
}

/// The file has 64 bits for a zero point, the runtimes use 32.
fn narrow(zero_point: i64) -> i32 {
    zero_point.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
}
