//! Operators that give the same elements another shape, join them or repeat them.

use super::node::{Known, MAX_VALUES, Node, axis};
use crate::types::ElementType;

/// `RESHAPE`: to the shape in the second input or, if that is no shape, to the one in the options.
pub(crate) fn reshape(node: &Node<'_>) -> Option<Known> {
    let input = node.input(0)?;
    let mut wanted: Vec<i64> = match node.has(1).then(|| node.input(1)) {
        Some(None) => return None,
        Some(Some(shape)) if shape.shape.rank() == 1 && node.holds(1, ElementType::Int32) => {
            shape.value.clone()?
        }
        _ => {
            let stored = node.options().reshape()?.new_shape()?;
            if stored.len() > crate::types::MAX_RANK {
                return None;
            }
            let stored: Vec<i64> = stored.iter().map(i64::from).collect();
            // Old files mean a scalar by this.
            if stored == [0] { Vec::new() } else { stored }
        }
    };
    let elements = input.elements()?;
    if let Some(open) = wanted.iter().position(|&dim| dim == -1) {
        let others = wanted.iter().filter(|&&dim| dim != -1);
        let others = others.copied().try_fold(1_i64, i64::checked_mul)?;
        // With an empty dimension among the others, the size of this one is a matter of taste.
        *wanted.get_mut(open)? = elements.checked_div(others)?;
    }
    let output = Known::new(&wanted)?;
    (output.elements() == Some(elements)).then(|| output.with(input.value.clone()))
}

/// `SQUEEZE`: drops the listed axes, or all of size 1 if none are listed.
pub(crate) fn squeeze(node: &Node<'_>) -> Option<Known> {
    let input = node.input(0)?;
    let mut dims: Vec<Option<i64>> = input.dims().into_iter().map(Some).collect();
    let rank = dims.len();
    match node.options().squeeze()?.axes() {
        Some(axes) if axes.len() > 0 => {
            for stored in axes.iter() {
                let slot = dims.get_mut(axis(i64::from(stored), rank)?)?;
                if slot.is_some_and(|dim| dim != 1) {
                    return None;
                }
                *slot = None;
            }
        }
        _ => dims.retain(|&dim| dim != Some(1)),
    }
    let left: Vec<i64> = dims.into_iter().flatten().collect();
    Some(Known::new(&left)?.with(input.value.clone()))
}

/// `EXPAND_DIMS`.
pub(crate) fn expand_dims(node: &Node<'_>) -> Option<Known> {
    let input = node.input(0)?;
    let mut dims = input.dims();
    dims.insert(axis(node.scalar(1)?, dims.len() + 1)?, 1);
    Some(Known::new(&dims)?.with(input.value.clone()))
}

/// `SHAPE`: where knowledge about shapes becomes knowledge about values.
pub(crate) fn shape(node: &Node<'_>) -> Option<Known> {
    let dims = node.dims(0)?;
    let rank = i64::try_from(dims.len()).ok()?;
    Some(Known::new(&[rank])?.with(Some(dims)))
}

/// `RANK`.
pub(crate) fn rank(node: &Node<'_>) -> Option<Known> {
    let rank = i64::try_from(node.dims(0)?.len()).ok()?;
    Some(Known::new(&[])?.with(Some(vec![rank])))
}

/// `TRANSPOSE`.
pub(crate) fn transpose(node: &Node<'_>) -> Option<Known> {
    let (input, order) = (node.input(0)?, node.vector(1)?);
    let dims = input.dims();
    if order.len() != dims.len() {
        return None;
    }
    let mut left: Vec<Option<i64>> = dims.into_iter().map(Some).collect();
    let rank = left.len();
    // Taking each only once makes sure that it is a permutation.
    let dims: Option<Vec<i64>> = order
        .iter()
        .map(|&from| left.get_mut(axis(from, rank)?)?.take())
        .collect();
    let dims = dims?;
    let value = || {
        let all = input.value.as_deref()?;
        let mut places = vec![0];
        for (&from, &dim) in order.iter().zip(&dims) {
            let behind = input.shape.get(axis(from, rank)? + 1..)?;
            let stride: i64 = behind.iter().map(|&dim| i64::from(dim)).product();
            let steps = |place: &i64| {
                let place = *place;
                (0..dim).map(move |index| place + index * stride)
            };
            places = places.iter().flat_map(steps).collect();
        }
        let value = |&place: &i64| all.get(usize::try_from(place).ok()?).copied();
        places.iter().map(value).collect()
    };
    let value = value();
    Some(Known::new(&dims)?.with(value))
}

/// `PACK`: a new axis along which all inputs are lined up.
pub(crate) fn pack(node: &Node<'_>) -> Option<Known> {
    let options = node.options().pack()?;
    let (first, inputs) = (node.input(0)?, node.all()?);
    let count = i64::try_from(inputs.len()).ok()?;
    let all_alike = inputs.iter().all(|input| input.shape == first.shape);
    if !all_alike || i64::from(options.count()) != count {
        return None;
    }
    let mut dims = first.dims();
    let along = axis(i64::from(options.axis()), dims.len() + 1)?;
    dims.insert(along, count);
    let output = Known::new(&dims)?;
    Some(output.with(joined(&inputs, along)))
}

/// `CONCATENATION`.
pub(crate) fn concatenation(node: &Node<'_>) -> Option<Known> {
    let stored = node.options().concatenation()?.axis();
    let (mut dims, inputs) = (node.dims(0)?, node.all()?);
    let along = axis(i64::from(stored), dims.len())?;
    let mut total = 0_i64;
    for input in &inputs {
        let mut other = input.dims();
        if other.len() != dims.len() {
            return None;
        }
        let slot = other.get_mut(along)?;
        total = total.checked_add(*slot)?;
        *slot = *dims.get(along)?;
        if other != dims {
            return None;
        }
    }
    *dims.get_mut(along)? = total;
    let output = Known::new(&dims)?;
    Some(output.with(joined(&inputs, along)))
}

/// The elements of all inputs, joined along an axis.
fn joined(inputs: &[&Known], along: usize) -> Option<Vec<i64>> {
    // Each input without elements costs time as well, so their number is limited, too.
    if inputs.len() > MAX_VALUES {
        return None;
    }
    // What lies behind the axis stays together.
    let mut parts = Vec::with_capacity(inputs.len());
    for input in inputs {
        let dims = input.dims();
        let together: i64 = dims.get(along..)?.iter().product();
        let together = usize::try_from(together).ok()?.max(1);
        parts.push(input.value.as_deref()?.chunks(together));
    }
    let blocks = parts.iter().map(ExactSizeIterator::len).max()?;
    let mut value = Vec::new();
    for _ in 0..blocks {
        value.extend(parts.iter_mut().filter_map(Iterator::next).flatten());
    }
    Some(value)
}

/// `UNPACK`: one output for each place along an axis.
pub(crate) fn unpack(node: &Node<'_>) -> Option<Vec<Known>> {
    let options = node.options().unpack()?;
    let input = node.input(0)?;
    let mut dims = input.dims();
    let along = axis(i64::from(options.axis()), dims.len())?;
    let count = usize::try_from(dims.remove(along)).ok()?;
    let output = Known::new(&dims)?;
    if count != node.outputs || count == 0 || output.elements()? == 0 {
        return None;
    }
    Some(pieces(input, along, &vec![output; count]))
}

/// `SPLIT`: the axis first, then what is split into equal parts.
pub(crate) fn split(node: &Node<'_>) -> Option<Vec<Known>> {
    let (input, mut dims) = (node.input(1)?, node.dims(1)?);
    let along = axis(node.scalar(0)?, dims.len())?;
    let count = i64::try_from(node.outputs).ok()?;
    let dim = dims.get_mut(along)?;
    if dim.checked_rem(count)? != 0 {
        return None;
    }
    *dim /= count;
    Some(pieces(
        input,
        along,
        &vec![Known::new(&dims)?; node.outputs],
    ))
}

/// `SPLIT_V`: parts of given sizes, of which one may be left open.
pub(crate) fn split_v(node: &Node<'_>) -> Option<Vec<Known>> {
    let (input, mut dims) = (node.input(0)?, node.dims(0)?);
    let mut sizes = node.vector(1)?.to_vec();
    let along = axis(node.scalar(2)?, dims.len())?;
    let whole = *dims.get(along)?;
    if let Some(open) = sizes.iter().position(|&size| size == -1) {
        let others: i64 = sizes.iter().sum::<i64>() + 1;
        *sizes.get_mut(open)? = whole.checked_sub(others)?;
    }
    if sizes.len() != node.outputs || sizes.iter().sum::<i64>() != whole {
        return None;
    }
    let mut outputs = Vec::with_capacity(sizes.len());
    for size in sizes {
        *dims.get_mut(along)? = size;
        outputs.push(Known::new(&dims)?);
    }
    Some(pieces(input, along, &outputs))
}

/// Deals the elements of `input` out to its parts along an axis; `outputs` are the parts, whether they
/// keep the axis or not.
fn pieces(input: &Known, along: usize, outputs: &[Known]) -> Vec<Known> {
    let dims = input.dims();
    let blocks: i64 = dims.iter().take(along).product();
    let whole: i64 = dims.iter().skip(along).product();
    let mut start = 0;
    let mut deal = |output: &Known| {
        let blocks = usize::try_from(blocks).ok()?.max(1);
        let whole = usize::try_from(whole).ok()?.max(1);
        let part = output.shape.num_elements()? / blocks;
        let taken = start..start + part;
        start += part;
        let all = input.value.as_deref()?.chunks(whole);
        let parts: Option<Vec<&[i64]>> = all.map(|block| block.get(taken.clone())).collect();
        Some(parts?.concat())
    };
    let dealt = outputs
        .iter()
        .map(|output| output.clone().with(deal(output)));
    dealt.collect()
}

/// `PAD`, `PADV2` and `MIRROR_PAD`: how much is added before and after, for each axis.
pub(crate) fn pad(node: &Node<'_>) -> Option<Known> {
    let (mut dims, edges) = (node.dims(0)?, node.value(1)?);
    if edges.len() != 2 * dims.len() || edges.iter().any(|&edge| edge < 0) {
        return None;
    }
    for (dim, edges) in dims.iter_mut().zip(edges.chunks(2)) {
        *dim += edges.iter().sum::<i64>();
    }
    Known::new(&dims)
}

/// `TILE`: how often it is repeated, for each axis.
pub(crate) fn tile(node: &Node<'_>) -> Option<Known> {
    let (mut dims, times) = (node.dims(0)?, node.vector(1)?);
    if times.len() != dims.len() {
        return None;
    }
    for (dim, &times) in dims.iter_mut().zip(times) {
        *dim = dim.checked_mul(times)?;
    }
    Known::new(&dims)
}

/// `FILL`.
pub(crate) fn fill(node: &Node<'_>) -> Option<Known> {
    given(node, 0, Some(1))
}

/// `SCATTER_ND`.
pub(crate) fn scatter(node: &Node<'_>) -> Option<Known> {
    given(node, 2, None)
}

/// `RANDOM_UNIFORM` and `RANDOM_STANDARD_NORMAL`.
pub(crate) fn random(node: &Node<'_>) -> Option<Known> {
    given(node, 0, None)
}

/// An output whose shape is the value of input `at`; if that of `filled` is a single element, the
/// output is full of it.
fn given(node: &Node<'_>, at: usize, filled: Option<usize>) -> Option<Known> {
    let output = Known::new(node.vector(at)?)?;
    let count = output.shape.num_elements()?;
    let fill = filled.and_then(|at| node.scalar(at));
    let fill = fill.filter(|_| count <= MAX_VALUES);
    Some(output.with(fill.map(|fill| vec![fill; count])))
}

/// `BROADCAST_TO`: the shape in the second input, if the first stretches to it.
pub(crate) fn broadcast_to(node: &Node<'_>) -> Option<Known> {
    let output = given(node, 1, Some(0))?;
    let stretched = super::elementwise::broadcast(&[node.input(0)?, &output])?;
    (stretched.shape == output.shape).then_some(output)
}

/// `READ_VARIABLE`: the kernel believes the file, unless that leaves the rank open.
pub(crate) fn declared(node: &Node<'_>) -> Option<Known> {
    let declared = node.output()?.shape();
    Known::of(declared).filter(|known| known.shape.rank() > 0)
}
