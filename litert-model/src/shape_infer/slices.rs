//! Operators that pick elements by their place.

use super::node::{Known, MAX_VALUES, Node, axis};
use crate::schema::StridedSliceOptions;

/// Where a slice runs along one axis.
struct Run {
    /// The first place.
    start: i64,
    step: i64,
    /// The number of places.
    count: i64,
    /// Whether the axis is dropped afterwards.
    dropped: bool,
    /// Whether it is an axis of the input, and no new one.
    of_input: bool,
}

impl Run {
    /// All of an axis.
    fn whole(size: i64) -> Self {
        Self::of(0, size)
    }

    /// `count` places from `start` on.
    fn of(start: i64, count: i64) -> Self {
        Self {
            start,
            step: 1,
            count,
            dropped: false,
            of_input: true,
        }
    }
}

/// The elements that these runs pick.
fn picked(input: &Known, runs: &[Run]) -> Option<Vec<i64>> {
    let all = input.value.as_deref()?;
    let runs = runs.iter().filter(|run| run.of_input);
    let mut places = vec![0_i64];
    for (run, dim) in runs.zip(input.dims()) {
        let few = usize::try_from(run.count).is_ok_and(|count| count <= MAX_VALUES);
        if !few || places.len() > MAX_VALUES {
            return None;
        }
        let steps = |place: &i64| {
            let first = place * dim;
            (0..run.count).map(move |index| {
                let along = run.start + index * run.step;
                (0..dim).contains(&along).then_some(first + along)
            })
        };
        let next: Option<Vec<i64>> = places.iter().flat_map(steps).collect();
        places = next?;
    }
    let value = |&place: &i64| all.get(usize::try_from(place).ok()?).copied();
    places.iter().map(value).collect()
}

/// `STRIDED_SLICE`.
pub(crate) fn strided(node: &Node<'_>) -> Option<Known> {
    let options = node.options().strided_slice()?;
    let input = node.input(0)?;
    let (begin, end, step) = (node.vector(1)?, node.vector(2)?, node.vector(3)?);
    // Ends that count from the start are new, rare, and not handled alike by all kernels.
    if options.offset() || begin.len() != end.len() || begin.len() != step.len() {
        return None;
    }
    let runs = runs(options, &input.dims(), [begin, end, step])?;
    let kept = runs.iter().filter(|run| !run.dropped).map(|run| run.count);
    let kept: Vec<i64> = kept.collect();
    let value = picked(input, &runs);
    sliced(node, &kept, value)
}

/// Delegates take a size of 0 for all that is left, but they do not meddle with integers, nor with
/// bounds that are computed.
fn sliced(node: &Node<'_>, dims: &[i64], value: Option<Vec<i64>>) -> Option<Known> {
    let bounds = 1..node.inputs.len();
    let delegable = value.is_none() && bounds.into_iter().all(|at| node.stored(at));
    if delegable && dims.contains(&0) {
        return None;
    }
    Some(Known::new(dims)?.with(value))
}

/// What the four lists of a strided slice mean for each axis of the input, and for each new one.
fn runs(
    options: StridedSliceOptions<'_>,
    dims: &[i64],
    [begin, end, step]: [&[i64]; 3],
) -> Option<Vec<Run>> {
    let entries = begin.len();
    if entries > 31 {
        return None;
    }
    let set = |mask: i32, entry: usize| mask & (1 << entry) != 0;
    let is_ellipsis = |entry| set(options.ellipsis_mask(), entry);
    let is_new = |entry| !is_ellipsis(entry) && set(options.new_axis_mask(), entry);
    // Kernels stumble over marks behind the last entry and over an ellipsis that stands for nothing.
    if (options.ellipsis_mask() | options.new_axis_mask()) >> entries != 0 {
        return None;
    }
    let ellipses = (0..entries).filter(|&entry| is_ellipsis(entry)).count();
    let taken = (0..entries)
        .filter(|&entry| !is_ellipsis(entry) && !is_new(entry))
        .count();
    let spare = dims.len().checked_sub(taken)?;
    if ellipses > 1 || (ellipses == 1 && spare == 0) {
        return None;
    }
    let mut runs = Vec::new();
    let mut axes = dims.iter().copied();
    for entry in 0..entries {
        if is_ellipsis(entry) {
            runs.extend(axes.by_ref().take(spare).map(Run::whole));
        } else if is_new(entry) {
            runs.push(Run {
                of_input: false,
                ..Run::whole(1)
            });
        } else {
            let masks = (
                set(options.begin_mask(), entry),
                set(options.end_mask(), entry),
            );
            let bounds = (*begin.get(entry)?, *end.get(entry)?, *step.get(entry)?);
            let dropped = set(options.shrink_axis_mask(), entry);
            runs.push(run(axes.next()?, bounds, masks, dropped)?);
        }
    }
    // What is not mentioned is taken whole.
    runs.extend(axes.map(Run::whole));
    Some(runs)
}

/// One axis of `size` elements from `begin` to `end`, or from and to its ends where masked.
fn run(
    size: i64,
    (begin, end, step): (i64, i64, i64),
    (from_first, to_last): (bool, bool),
    dropped: bool,
) -> Option<Run> {
    // Kernels stop one place behind the start of an axis that is dropped, so backwards they pick nothing.
    if dropped && step < 0 {
        return None;
    }
    // Forwards one may stop behind the last element, backwards before the first.
    let (lowest, highest) = match step {
        0 => return None,
        1.. => (0, size),
        _ => (-1, size - 1),
    };
    let place = |stored: i64| {
        let from_front = if stored < 0 { stored + size } else { stored };
        from_front.max(lowest).min(highest)
    };
    let (first, last) = if step > 0 {
        (lowest, highest)
    } else {
        (highest, lowest)
    };
    let start = if from_first { first } else { place(begin) };
    let stop = if to_last { last } else { place(end) };
    let count = if dropped {
        1
    } else if step > 0 {
        (stop - start + step - 1).max(0) / step
    } else {
        (start - stop - step - 1).max(0) / -step
    };
    Some(Run {
        start,
        step,
        count,
        dropped,
        of_input: true,
    })
}

/// `SLICE`: a start and a size for each axis; a size of −1 means all that is left.
pub(crate) fn slice(node: &Node<'_>) -> Option<Known> {
    let input = node.input(0)?;
    let (begin, size) = (node.vector(1)?, node.vector(2)?);
    let dims = input.dims();
    if begin.len() != dims.len() || size.len() != dims.len() {
        return None;
    }
    let mut runs = Vec::with_capacity(dims.len());
    for ((&dim, &start), &size) in dims.iter().zip(begin).zip(size) {
        let count = if size == -1 { dim - start } else { size };
        if start < 0 || count < 0 || start + count > dim {
            return None;
        }
        runs.push(Run::of(start, count));
    }
    let counts: Vec<i64> = runs.iter().map(|run| run.count).collect();
    let value = picked(input, &runs);
    sliced(node, &counts, value)
}

/// `GATHER`: the places in the second input are looked up along an axis of the first.
pub(crate) fn gather(node: &Node<'_>) -> Option<Known> {
    let options = node.options().gather_options()?;
    let (input, places) = (node.input(0)?, node.input(1)?);
    let (dims, lookups) = (input.dims(), places.dims());
    let along = axis(i64::from(options.axis()), dims.len())?;
    // As many leading axes as this are shared by both. All of the places' own may be.
    let shared = axis(i64::from(options.batch_dims()), lookups.len() + 1)?;
    if options.batch_dims() < 0 || shared > along || dims.get(..shared) != lookups.get(..shared) {
        return None;
    }
    let output = [
        dims.get(..along)?,
        lookups.get(shared..)?,
        dims.get(along + 1..)?,
    ]
    .concat();
    let output = Known::new(&output)?;
    let value = || {
        let all = input.value.clone().filter(|_| shared == 0)?;
        let places = places.value.as_deref()?;
        // The axes before this one count as one.
        let outer: i64 = dims.get(..along)?.iter().product();
        let input = Known::new(&[&[outer], dims.get(along..)?].concat())?.with(Some(all));
        let mut value = Vec::new();
        for block in 0..outer {
            for &place in places {
                let mut runs = vec![Run::of(block, 1), Run::of(place, 1)];
                runs.extend(dims.get(along + 1..)?.iter().copied().map(Run::whole));
                value.extend(picked(&input, &runs)?);
            }
        }
        Some(value)
    };
    let few = output.shape.num_elements()? <= MAX_VALUES;
    let value = few.then(value).flatten();
    Some(output.with(value))
}

/// `GATHER_ND`: the last axis of the second input holds places in the leading axes of the first.
pub(crate) fn gather_nd(node: &Node<'_>) -> Option<Known> {
    let (dims, lookups) = (node.dims(0)?, node.dims(1)?);
    let (&depth, outer) = lookups.split_last()?;
    let inner = dims.get(usize::try_from(depth).ok()?..)?;
    (!dims.is_empty()).then(|| Known::new(&[outer, inner].concat()))?
}

/// `EMBEDDING_LOOKUP`: rows of the second input.
pub(crate) fn embedding_lookup(node: &Node<'_>) -> Option<Known> {
    let (lookups, rows) = (node.dims(0)?, node.dims(1)?);
    if lookups.len() != 1 || rows.len() < 2 {
        return None;
    }
    Known::new(&[lookups.as_slice(), rows.get(1..)?].concat())
}

/// `ONE_HOT`: a new axis, as long as the second input says.
pub(crate) fn one_hot(node: &Node<'_>) -> Option<Known> {
    let mut dims = node.dims(0)?;
    let along = match node.options().one_hot()?.axis() {
        -1 => dims.len(),
        stored => usize::try_from(stored)
            .ok()
            .filter(|&at| at <= dims.len())?,
    };
    dims.insert(along, node.scalar(1)?);
    Known::new(&dims)
}
