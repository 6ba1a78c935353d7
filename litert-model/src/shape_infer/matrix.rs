//! Operators that sum along an axis: products of matrices, and reductions.

use super::node::{Known, MAX_VALUES, Node, axis};

/// `FULLY_CONNECTED`: weights are outputs, inputs.
pub(crate) fn fully_connected(node: &Node<'_>) -> Option<Known> {
    let options = node.options().fully_connected()?;
    let (input, weights) = (node.input(0)?, node.dims(1)?);
    let &[units, depth] = weights.as_slice() else {
        return None;
    };
    if options.keep_num_dims() {
        let mut dims = input.dims();
        let last = dims.last_mut().filter(|last| **last == depth)?;
        *last = units;
        return Known::new(&dims);
    }
    let elements = input.elements()?;
    let rows = elements.checked_div(depth)?;
    (rows.checked_mul(depth)? == elements).then(|| Known::new(&[rows, units]))?
}

/// `BATCH_MATMUL`.
pub(crate) fn batch_matmul(node: &Node<'_>) -> Option<Known> {
    let options = node.options().batch_matmul()?;
    let (mut left, mut right) = (node.dims(0)?, node.dims(1)?);
    let rank = left.len().max(right.len());
    for side in [&mut left, &mut right] {
        if side.len() < 2 {
            return None;
        }
        while side.len() < rank {
            side.insert(0, 1);
        }
    }
    let [rows, left_depth] = ends(&left, options.adj_x())?;
    let [right_depth, columns] = ends(&right, options.adj_y())?;
    if left_depth != right_depth {
        return None;
    }
    let mut dims = Vec::with_capacity(rank);
    for (&l, &r) in left.iter().zip(&right).take(rank - 2) {
        match (l, r) {
            (same, other) if same == other => dims.push(same),
            (1, size) | (size, 1) => dims.push(size),
            _ => return None,
        }
    }
    dims.extend([rows, columns]);
    Known::new(&dims)
}

/// The last two dimensions, the other way round if asked.
fn ends(dims: &[i64], swapped: bool) -> Option<[i64; 2]> {
    let &[.., a, b] = dims else { return None };
    Some(if swapped { [b, a] } else { [a, b] })
}

/// What becomes of all elements of a tensor together.
type Total = fn(&[i64]) -> Option<i64>;

/// `SUM`.
pub(crate) fn sum(node: &Node<'_>) -> Option<Known> {
    reduced(node, |all| {
        all.iter().try_fold(0, |sum: i64, it| sum.checked_add(*it))
    })
}

/// `REDUCE_PROD`.
pub(crate) fn product(node: &Node<'_>) -> Option<Known> {
    reduced(node, |all| {
        all.iter()
            .try_fold(1, |product: i64, it| product.checked_mul(*it))
    })
}

/// `REDUCE_MAX`.
pub(crate) fn largest(node: &Node<'_>) -> Option<Known> {
    reduced(node, |all| all.iter().copied().max())
}

/// `REDUCE_MIN`.
pub(crate) fn smallest(node: &Node<'_>) -> Option<Known> {
    reduced(node, |all| all.iter().copied().min())
}

/// `MEAN` and its like, whose values are not followed.
pub(crate) fn reduce(node: &Node<'_>) -> Option<Known> {
    reduced(node, |_| None)
}

fn reduced(node: &Node<'_>, total: Total) -> Option<Known> {
    let keep_dims = node.options().reducer()?.keep_dims();
    let (input, axes) = (node.input(0)?, node.value(1)?);
    let mut dims: Vec<Option<i64>> = input.dims().into_iter().map(Some).collect();
    let rank = dims.len();
    // A scalar has no axes, and none of those given are looked at.
    for &stored in axes.iter().filter(|_| rank > 0) {
        *dims.get_mut(axis(stored, rank)?)? = None;
    }
    let whole = rank > 0 && dims.iter().all(Option::is_none);
    let left: Vec<i64> = if keep_dims {
        dims.into_iter().map(|dim| dim.unwrap_or(1)).collect()
    } else {
        dims.into_iter().flatten().collect()
    };
    let value = input.value.as_deref().filter(|_| whole).and_then(total);
    Some(Known::new(&left)?.with(value.map(|value| vec![value])))
}

/// `ARG_MAX` and `ARG_MIN`.
pub(crate) fn arg(node: &Node<'_>) -> Option<Known> {
    let mut dims = node.dims(0)?;
    let along = axis(node.scalar(1)?, dims.len())?;
    dims.remove(along);
    Known::new(&dims)
}

/// `TOPK_V2`: values and indices are of one shape.
pub(crate) fn top_k(node: &Node<'_>) -> Option<Vec<Known>> {
    let mut dims = node.dims(0)?;
    let count = node.scalar(1)?.max(0);
    let last = dims.last_mut().filter(|last| count <= **last)?;
    *last = count;
    let output = Known::new(&dims)?;
    Some(vec![output.clone(), output])
}

/// `RANGE`.
pub(crate) fn range(node: &Node<'_>) -> Option<Known> {
    let (start, limit, step) = (node.scalar(0)?, node.scalar(1)?, node.scalar(2)?);
    let backwards = step < 0;
    if step == 0 || (backwards && start < limit) || (!backwards && start > limit) {
        return None;
    }
    // All three are numbers of 32 bits, so nothing overflows here. The kernel computes with 32 bits and
    // does not notice when that is not enough.
    let (distance, stride) = ((limit - start).abs(), step.abs());
    let rounded = i32::try_from(distance + stride).ok()?;
    let count = (i64::from(rounded) - 1) / stride;
    let value = usize::try_from(count)
        .ok()
        .filter(|&count| count <= MAX_VALUES);
    let value = value.map(|_| (0..count).map(|index| start + index * step).collect());
    Some(Known::new(&[count])?.with(value))
}

/// `RFFT2D`: the last axes get the lengths in the second input; of the last one, half is redundant.
pub(crate) fn rfft2d(node: &Node<'_>) -> Option<Known> {
    let (mut dims, lengths) = (node.dims(0)?, node.vector(1)?);
    let (&[rows, columns], [.., height, width]) = (lengths, dims.as_mut_slice()) else {
        return None;
    };
    if rows <= 0 || columns <= 0 {
        return None;
    }
    (*height, *width) = (rows, columns / 2 + 1);
    Known::new(&dims)
}

/// `MATRIX_DIAG`: the last axis becomes the diagonal of a square.
pub(crate) fn diagonal(node: &Node<'_>) -> Option<Known> {
    let mut dims = node.dims(0)?;
    dims.push(*dims.last()?);
    Known::new(&dims)
}

/// `UNSORTED_SEGMENT_PROD`.
pub(crate) fn segment_products(node: &Node<'_>) -> Option<Known> {
    folded_segments(node, 1, i64::checked_mul)
}

/// `UNSORTED_SEGMENT_SUM`.
pub(crate) fn segment_sums(node: &Node<'_>) -> Option<Known> {
    folded_segments(node, 0, i64::checked_add)
}

/// `UNSORTED_SEGMENT_MAX` and its like: the second input says to which segment each part of the first
/// belongs, the third how many there are.
pub(crate) fn segments(node: &Node<'_>) -> Option<Known> {
    let (data, places, count) = (node.input(0)?, node.input(1)?, node.scalar(2)?);
    let (dims, lookups) = (data.dims(), places.dims());
    if dims.get(..lookups.len())? != lookups.as_slice() {
        return None;
    }
    let output = [&[count], dims.get(lookups.len()..)?].concat();
    Known::new(&output)
}

/// The same with the integers that come out. Segments without parts get the value that changes nothing.
fn folded_segments(
    node: &Node<'_>,
    nothing: i64,
    fold: fn(i64, i64) -> Option<i64>,
) -> Option<Known> {
    let output = segments(node)?;
    let value = || {
        let (data, places) = (node.value(0)?, node.value(1)?);
        let count = output.shape.num_elements().filter(|&it| it <= MAX_VALUES)?;
        if output.shape.rank() != 1 || data.len() != places.len() {
            return None;
        }
        let mut values = vec![nothing; count];
        for (&element, &place) in data.iter().zip(places) {
            let slot = values.get_mut(usize::try_from(place).ok()?)?;
            *slot = fold(*slot, element)?;
        }
        Some(values)
    };
    let value = value();
    Some(output.with(value))
}
