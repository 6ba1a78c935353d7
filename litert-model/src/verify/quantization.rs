//! Whether quantization parameters fit their tensor.

use super::{Check, fail, in_range, tensor_place};
use crate::error::InvalidModelKind;
use crate::reader::TensorView;
use crate::schema::{QuantizationParameters, Scalars};

pub(super) fn check(tensor: TensorView<'_>) -> Check {
    let Some(stored) = tensor.table().quantization() else {
        return Ok(());
    };
    parameters(tensor, stored).or_else(|message| {
        fail(
            InvalidModelKind::Tensor,
            tensor_place(tensor),
            format!("quantization: {message}"),
        )
    })
}

fn parameters(tensor: TensorView<'_>, stored: QuantizationParameters<'_>) -> Result<(), String> {
    let rank = tensor.shape().rank();
    if let Some(axes) = stored.multi_axis() {
        references(tensor, axes.scales(), axes.zero_points())?;
        if axes.block_size() < 0 {
            return Err(format!("the block size is {}", axes.block_size()));
        }
        let Some(along) = axes.quantized_dimensions().filter(|along| along.len() > 0) else {
            return Err("there is no axis along which the scales differ".to_owned());
        };
        return along
            .iter()
            .try_for_each(|stored| axis(stored, rank).map(drop));
    }
    if let Some(blocks) = stored.blockwise() {
        references(tensor, blocks.scales(), blocks.zero_points())?;
        if blocks.block_size() < 1 {
            return Err(format!("the block size is {}", blocks.block_size()));
        }
        axis(stored.quantized_dimension(), rank)?;
        return block_scales(tensor, blocks.scales(), blocks.block_size());
    }
    // Without scales nothing is quantized, whatever else is noted.
    let Some(scales) = stored.scale().filter(|scales| scales.len() > 0) else {
        return Ok(());
    };
    let zero_points = stored.zero_point().map_or(0, Scalars::len);
    if scales.len() != zero_points {
        return Err(format!(
            "there are {} scales but {zero_points} zero points",
            scales.len()
        ));
    }
    let axis = match axis(stored.quantized_dimension(), rank) {
        // Some converters wrote the axis of the filter for its bias. There is only one axis that can
        // be meant; the runtimes refuse such a file in words of their own.
        Err(_) if rank == 1 && stored.quantized_dimension() >= 0 => 0,
        axis => axis?,
    };
    // With an unknown rank there is nothing to compare with.
    let channels = tensor.shape().dim(axis);
    if rank != 0 && scales.len() != 1 && channels != Some(scales.len()) {
        return Err(format!(
            "there are {} scales, but the shape {} has {} channels along axis {axis}",
            scales.len(),
            tensor.shape(),
            channels.unwrap_or(0)
        ));
    }
    Ok(())
}

/// Whether the tensors that hold the scales and zero points exist.
fn references(tensor: TensorView<'_>, scales: i32, zero_points: i32) -> Result<(), String> {
    let count = tensor.subgraph().tensor_count();
    if !in_range(i64::from(scales), count) {
        return Err(format!(
            "its scales are tensor {scales}, but the number of tensors is {count}"
        ));
    }
    // −1 means that there are none.
    if zero_points != -1 && !in_range(i64::from(zero_points), count) {
        return Err(format!(
            "its zero points are tensor {zero_points}, but the number of tensors is {count}"
        ));
    }
    Ok(())
}

/// Whether there is a scale for each block. Kernels read them as numbers of 16 bits.
fn block_scales(tensor: TensorView<'_>, scales: i32, block_size: i32) -> Result<(), String> {
    let scales = usize::try_from(scales).ok();
    let Some(scales) = scales.and_then(|index| tensor.subgraph().tensor(index)) else {
        return Ok(());
    };
    if scales.data().is_none() || scales.element_type().size_bits() < Some(16) {
        return Err(format!(
            "its scales, tensor {}, are no constant of floating point numbers",
            scales.index()
        ));
    }
    let blocks = |tensor: TensorView<'_>| {
        let row = tensor.shape().iter().next_back().copied()?;
        let whole = row % block_size == 0;
        let block_size = usize::try_from(block_size).ok()?;
        whole.then_some(tensor.shape().num_elements()? / block_size)
    };
    let found = scales.shape().num_elements();
    if found.is_some() && blocks(tensor) == found {
        return Ok(());
    }
    Err(format!(
        "its scales have the shape {}, which does not fit the shape {} in blocks of {block_size}",
        scales.shape(),
        tensor.shape()
    ))
}

fn axis(stored: i32, rank: usize) -> Result<usize, String> {
    match usize::try_from(stored) {
        Ok(axis) if rank == 0 || axis < rank => Ok(axis),
        _ => Err(format!(
            "it is along axis {stored}, but the tensor has {rank} dimensions"
        )),
    }
}
