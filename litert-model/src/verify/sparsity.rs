//! Whether the index of a sparse constant describes the tensor and the data that is there.
//!
//! A sparse tensor is a tree: each level is one dimension, in an order of its own, either complete
//! or with a list of the indices that occur, cut into one segment per node of the level above. The
//! kernels walk the tree without a look.

use super::TensorView;
use crate::schema::{DimensionMetadata, Scalars, SparsityParameters, Tables};
use crate::types::MAX_RANK;

/// Says what is wrong, if anything.
pub(super) fn check(tensor: TensorView<'_>, bytes: usize) -> Result<(), String> {
    let Some(sparsity) = tensor.table().sparsity() else {
        return Ok(());
    };
    let elements = count(tensor, sparsity).map_err(|what| format!("sparsity: {what}"))?;
    let needed = usize::try_from(elements)
        .ok()
        .and_then(|n| tensor.element_type().byte_len(n));
    match needed {
        Some(needed) if needed <= bytes => Ok(()),
        _ => Err(format!(
            "its index lists {elements} {} elements, but its data has {bytes} bytes",
            tensor.element_type()
        )),
    }
}

/// The number of elements that the index lists.
fn count(tensor: TensorView<'_>, sparsity: SparsityParameters<'_>) -> Result<u64, String> {
    let rank = tensor.shape().rank();
    let order: Vec<i32> = sparsity
        .traversal_order()
        .into_iter()
        .flat_map(Scalars::iter)
        .collect();
    let Some(levels) = sparsity.dim_metadata() else {
        return Err("there are no levels".to_owned());
    };
    let blocks: Vec<i32> = sparsity
        .block_map()
        .into_iter()
        .flat_map(Scalars::iter)
        .collect();
    // Each dimension can be split into blocks once.
    if order.len() != levels.len() || order.len() > 2 * MAX_RANK {
        return Err(format!(
            "{} levels, {} dimensions in the order",
            levels.len(),
            order.len()
        ));
    }
    if order.len().checked_sub(rank) != Some(blocks.len()) {
        return Err(format!(
            "{} levels and {} blocks for {rank} dimensions",
            levels.len(),
            blocks.len()
        ));
    }
    permutation(&order, rank)?;
    let sizes = sizes(tensor, &order, &blocks, levels)?;

    let mut nodes = 1_u64;
    for (&dim, level) in order.iter().zip(levels.iter()) {
        let size = usize::try_from(dim)
            .ok()
            .and_then(|dim| sizes.get(dim))
            .copied()
            .unwrap_or(0);
        nodes = if level.format() == 0 {
            if i64::from(level.dense_size()) != size {
                return Err(format!(
                    "dimension {dim} has {size} entries, its level another number"
                ));
            }
            nodes
                .checked_mul(u64::try_from(size).unwrap_or(0))
                .ok_or_else(|| "there are too many elements".to_owned())?
        } else {
            segments(level, nodes, size).ok_or_else(|| {
                format!("the indices of dimension {dim} are missing, out of order or out of range")
            })?
        };
    }
    Ok(nodes)
}

/// The first `rank` levels are the dimensions in some order, the rest are the blocks in some order.
fn permutation(order: &[i32], rank: usize) -> Result<(), String> {
    let mut seen = [false; 2 * MAX_RANK];
    for (level, &dim) in order.iter().enumerate() {
        let slot = usize::try_from(dim)
            .ok()
            .filter(|&dim| (dim < rank) == (level < rank));
        match slot.and_then(|slot| seen.get_mut(slot)) {
            Some(seen) if !*seen && slot.is_some_and(|slot| slot < order.len()) => *seen = true,
            _ => return Err(format!("the order names dimension {dim} at level {level}")),
        }
    }
    Ok(())
}

/// How many entries each dimension has, once blocks are split off.
fn sizes(
    tensor: TensorView<'_>,
    order: &[i32],
    blocks: &[i32],
    levels: Tables<'_, DimensionMetadata<'_>>,
) -> Result<[i64; 2 * MAX_RANK], String> {
    let rank = tensor.shape().rank();
    let mut sizes = [0_i64; 2 * MAX_RANK];
    for (slot, &dim) in sizes.iter_mut().zip(tensor.shape().dims()) {
        *slot = i64::from(dim);
    }
    for (index, &mapped) in blocks.iter().enumerate() {
        let level = levels.get(rank + index);
        let size = level.map_or(0, |level| i64::from(level.dense_size()));
        let block = order
            .get(rank + index)
            .and_then(|&dim| usize::try_from(dim).ok());
        let mapped = usize::try_from(mapped).ok().filter(|&mapped| mapped < rank);
        let (Some(block), Some(mapped), 1..) = (block, mapped, size) else {
            return Err(format!(
                "block {index} has no size or belongs to no dimension"
            ));
        };
        if let Some(slot) = sizes.get_mut(block) {
            *slot = size;
        }
        if let Some(slot) = sizes.get_mut(mapped) {
            *slot /= size;
        }
    }
    Ok(sizes)
}

/// The number of nodes below a level that lists its indices; `None` if the lists are wrong.
fn segments(level: DimensionMetadata<'_>, nodes: u64, size: i64) -> Option<u64> {
    let segments = Indices::of_segments(level)?;
    let indices = Indices::of_indices(level)?;
    if level.format() != 1 || u64::try_from(segments.len()).ok() != nodes.checked_add(1) {
        return None;
    }
    let mut previous = 0;
    for at in segments.iter() {
        if at < previous {
            return None;
        }
        previous = at;
    }
    let all_exist = indices.iter().all(|index| (0..size).contains(&index));
    let count = u64::try_from(indices.len()).ok()?;
    (all_exist && u64::try_from(previous).ok() == Some(count)).then_some(count)
}

/// A list of numbers of one of three widths.
enum Indices<'a> {
    I32(Scalars<'a, i32>),
    U16(Scalars<'a, u16>),
    U8(Scalars<'a, u8>),
}

impl<'a> Indices<'a> {
    fn of_segments(level: DimensionMetadata<'a>) -> Option<Self> {
        if let Some(list) = level.segments_i32() {
            return list.values().map(Self::I32);
        }
        if let Some(list) = level.segments_u16() {
            return list.values().map(Self::U16);
        }
        level.segments_u8()?.values().map(Self::U8)
    }

    fn of_indices(level: DimensionMetadata<'a>) -> Option<Self> {
        if let Some(list) = level.indices_i32() {
            return list.values().map(Self::I32);
        }
        if let Some(list) = level.indices_u16() {
            return list.values().map(Self::U16);
        }
        level.indices_u8()?.values().map(Self::U8)
    }

    fn len(&self) -> usize {
        match self {
            Self::I32(list) => list.len(),
            Self::U16(list) => list.len(),
            Self::U8(list) => list.len(),
        }
    }

    fn iter(&self) -> Box<dyn Iterator<Item = i64> + 'a> {
        match self {
            Self::I32(list) => Box::new(list.iter().map(i64::from)),
            Self::U16(list) => Box::new(list.iter().map(i64::from)),
            Self::U8(list) => Box::new(list.iter().map(i64::from)),
        }
    }
}
