//! The lists in the options of gathers and scatters of StableHLO, which its specification makes depend on
//! each other and on shapes. The kernels read along them.

use crate::ops::hazard::{ALL, Hazard, OLD};
use crate::reader::OperatorView;
use crate::schema::Scalars;
use crate::verify::shapes::Shapes;

use super::alike::numbers;

/// STABLEHLO_GATHER.
pub(crate) const GATHER: Hazard = Hazard::shapes("gather-lists", ALL, gather);
/// STABLEHLO_SCATTER.
pub(crate) const SCATTER: Hazard = Hazard::shapes("scatter-lists", ALL, scatter);

/// STABLEHLO_PAD makes a tensor of whatever size its options give.
pub(crate) const PADDED: Hazard = Hazard::shapes("shape-uncountable", OLD, |operator, shapes| {
    let input = operator.inputs().next().flatten();
    let (Some(options), Some(input)) = (operator.table().pad(), input) else {
        return Ok(());
    };
    let Some(shape) = shapes.known(input) else {
        return Ok(());
    };
    let lists = [
        list(options.edge_padding_low()),
        list(options.edge_padding_high()),
        list(options.interior_padding()),
    ];
    let size = input.element_type().byte_len(1).unwrap_or(1) as i64;
    let mut dims = shape.dims().iter().enumerate();
    let bytes = dims.try_fold(size, |product, (axis, dim)| {
        let [low, high, between] = lists.each_ref().map(|list| list.get(axis).copied());
        let gaps = between.unwrap_or(0).checked_mul(i64::from(*dim) - 1)?;
        let edges = low.unwrap_or(0).checked_add(high.unwrap_or(0))?;
        let padded = edges.checked_add(gaps)?.checked_add((*dim).into())?;
        product.checked_mul(padded).filter(|_| padded >= 0)
    });
    match bytes.is_some_and(|bytes| i32::try_from(bytes).is_ok()) {
        true => Ok(()),
        false => Err(format!(
            "it pads a tensor of shape {shape} by {lists:?}, which is impossible"
        )),
    }
});
/// STABLEHLO_REDUCE_WINDOW takes the size of its result for positive.
pub(crate) const WINDOW: Hazard = Hazard::shapes("window-larger", OLD, window);
/// STABLEHLO_PAD copies the last element of each dimension and what it pads with, and STABLEHLO_ADD and its
/// kin compute the first element, whether there is one or not.
pub(crate) const SOME: Hazard = Hazard::shapes("nothing-to-read", OLD, some);

fn some(operator: OperatorView<'_>, shapes: &Shapes<'_, '_>) -> Result<(), String> {
    let inputs = operator.inputs().flatten();
    let mut shapes = inputs.filter_map(|input| shapes.known(input));
    match shapes.find(|shape| shape.contains(&0)) {
        None => Ok(()),
        Some(shape) => Err(format!("there is nothing in its input, of shape {shape}")),
    }
}

/// So does REDUCE_WINDOW of TensorFlow Lite 2.17, and all of them read as much from its lists, which are constants,
/// as the input has dimensions.
pub(crate) const MOVED: Hazard = Hazard::shapes("window-larger", ALL, |operator, shapes| {
    let mut inputs = operator.inputs().flatten();
    let rank = inputs.next().map(|input| shapes.when_run(input).rank());
    // Behind what the window begins with.
    let mut lists = inputs.skip(1).map(|list| list.shape());
    if let Some(shape) = lists.find(|shape| shape.num_elements() != rank) {
        return Err(format!(
            "a list of shape {shape} is not as long as its input has dimensions"
        ));
    }
    let list = |at: usize| {
        let input = operator.inputs().nth(at).flatten();
        let data = input.and_then(|input| input.data()).unwrap_or(&[]);
        numbers(data, i64::from_le_bytes)
    };
    let (sizes, strides, apart) = (list(2), list(3), list(4));
    let mut numbers = sizes.iter().chain(&strides).chain(&apart);
    if let Some(number) = numbers.find(|number| **number < 1) {
        return Err(format!(
            "a size, stride or dilation of its window is {number}"
        ));
    }
    fits(operator, shapes, [&sizes, &[], &apart, &[]])
});

fn window(operator: OperatorView<'_>, shapes: &Shapes<'_, '_>) -> Result<(), String> {
    let Some(options) = operator.table().reduce_window() else {
        return Ok(());
    };
    let sizes = list(options.window_dimensions());
    let (spread, apart) = (
        list(options.base_dilations()),
        list(options.window_dilations()),
    );
    fits(
        operator,
        shapes,
        [&sizes, &spread, &apart, &list(options.padding())],
    )
}

/// Whether a window fits into the first input: its size, how far the elements of the input and its own are
/// apart, and what is added at both ends of each axis.
fn fits(
    operator: OperatorView<'_>,
    shapes: &Shapes<'_, '_>,
    [sizes, spread, apart, edges]: [&[i64]; 4],
) -> Result<(), String> {
    let input = operator.inputs().next().flatten();
    let Some(shape) = input.and_then(|input| shapes.known(input)) else {
        return Ok(());
    };
    // The second input is what the window begins with.
    some(operator, shapes)?;
    for (axis, dim) in shape.dims().iter().enumerate() {
        let at = |list: &[i64]| list.get(axis).copied().unwrap_or(1);
        let edges: i64 = edges
            .iter()
            .skip(2 * axis)
            .take(2)
            .fold(0, |sum, it| sum.saturating_add(*it));
        let whole = (i64::from(*dim) - 1).checked_mul(at(spread));
        let whole = whole.and_then(|whole| whole.checked_add(1)?.checked_add(edges));
        let reach = at(sizes).saturating_sub(1).checked_mul(at(apart));
        let fits = whole.zip(reach).is_some_and(|(whole, reach)| reach < whole);
        if !fits {
            return Err(format!(
                "its window of shape {sizes:?} is larger than its input, of shape {shape}"
            ));
        }
    }
    Ok(())
}

fn list(stored: Option<Scalars<'_, i64>>) -> Vec<i64> {
    stored.into_iter().flat_map(Scalars::iter).collect()
}

/// Says what is wrong with a list of axes out of so many, each of which may be there once.
fn axes(what: &str, axes: &[i64], rank: usize) -> Result<(), String> {
    let inside = axes.iter().all(|axis| (0..rank as i64).contains(axis));
    let mut sorted = axes.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    match inside && sorted.len() == axes.len() {
        true => Ok(()),
        false => Err(format!("{what} are {axes:?}, of {rank} dimensions")),
    }
}

/// How long the vectors of places are, and how many dimensions there are beside them. The specification
/// has single places as well, along an axis that is not there: the kernels read its length all the same.
fn vectors(dims: &[i32], vector: i64) -> Result<(i64, usize), String> {
    let length = usize::try_from(vector).ok().and_then(|at| dims.get(at));
    match length {
        Some(length) => Ok(((*length).into(), dims.len() - 1)),
        None => Err(format!(
            "places lie along axis {vector} of {} dimensions, and the kernels know no others",
            dims.len()
        )),
    }
}

fn gather(operator: OperatorView<'_>, shapes: &Shapes<'_, '_>) -> Result<(), String> {
    let Some(options) = operator.table().gather() else {
        return Ok(());
    };
    let mut inputs = operator.inputs().flatten();
    let (Some(operand), Some(places)) = (inputs.next(), inputs.next()) else {
        return Ok(());
    };
    let (operand, places) = (shapes.when_run(operand), shapes.when_run(places));
    let rank = operand.rank();
    let (offset, collapsed) = (
        list(options.offset_dims()),
        list(options.collapsed_slice_dims()),
    );
    let (map, sizes) = (list(options.start_index_map()), list(options.slice_sizes()));
    let (length, batch) = vectors(places.dims(), options.index_vector_dim())?;
    axes("the axes of places", &map, rank)?;
    axes("the dropped axes", &collapsed, rank)?;
    axes("the axes of slices", &offset, batch + offset.len())?;
    if map.len() as i64 != length || offset.len() + collapsed.len() != rank {
        return Err(format!(
            "its lists have {} and {} entries for an operand of shape {operand} and places of shape {places}",
            map.len(),
            offset.len() + collapsed.len()
        ));
    }
    let written = operator
        .outputs()
        .next()
        .map(|output| output.shape().rank());
    if written.is_some_and(|rank| rank != batch + offset.len()) {
        return Err(format!(
            "it makes {} dimensions, but its output is declared with another number",
            batch + offset.len()
        ));
    }
    let dims = operand.dims().iter().map(|dim| i64::from(*dim));
    let fits = dims.zip(&sizes).all(|(dim, size)| (0..=dim).contains(size));
    if sizes.len() != rank || !fits {
        return Err(format!(
            "it takes slices of shape {sizes:?} out of an operand of shape {operand}"
        ));
    }
    let dropped = collapsed
        .iter()
        .filter_map(|axis| sizes.get(usize::try_from(*axis).ok()?));
    match dropped.into_iter().find(|size| **size > 1) {
        Some(size) => Err(format!("it drops an axis of {size} elements")),
        None => Ok(()),
    }
}

fn scatter(operator: OperatorView<'_>, shapes: &Shapes<'_, '_>) -> Result<(), String> {
    let Some(options) = operator.table().scatter() else {
        return Ok(());
    };
    let mut inputs = operator.inputs().flatten();
    let (Some(operand), Some(places), Some(updates)) =
        (inputs.next(), inputs.next(), inputs.next())
    else {
        return Ok(());
    };
    let (operand, places) = (shapes.when_run(operand), shapes.when_run(places));
    let updates = shapes.when_run(updates);
    let rank = operand.rank();
    let window = list(options.update_window_dims());
    let inserted = list(options.inserted_window_dims());
    let map = list(options.scatter_dims_to_operand_dims());
    let (length, batch) = vectors(places.dims(), options.index_vector_dim())?;
    axes("the axes of places", &map, rank)?;
    axes("the inserted axes", &inserted, rank)?;
    axes("the axes of windows", &window, updates.rank())?;
    if map.len() as i64 != length
        || window.len() + inserted.len() != rank
        || updates.rank() != batch + window.len()
    {
        return Err(format!(
            "its lists have {}, {} and {} entries for shapes {operand}, {places} and {updates}",
            map.len(),
            inserted.len(),
            window.len()
        ));
    }
    // The updates beside the windows are as many as there are places.
    let mut beside = places.dims().to_vec();
    if let Ok(at) = usize::try_from(options.index_vector_dim()) {
        if at < beside.len() {
            beside.remove(at);
        }
    }
    let scattered: Vec<i32> = (0_i64..)
        .zip(updates.dims())
        .filter(|(axis, _)| !window.contains(axis))
        .map(|(_, dim)| *dim)
        .collect();
    if scattered != beside {
        return Err(format!(
            "its updates of shape {updates} are not as many as its places of shape {places}"
        ));
    }
    let kept = (0_i64..)
        .zip(operand.dims())
        .filter(|(axis, _)| !inserted.contains(axis));
    let mut windows = kept.zip(&window);
    let larger = windows.any(|((_, dim), axis)| {
        let size = usize::try_from(*axis)
            .ok()
            .and_then(|axis| updates.dims().get(axis));
        size.is_none_or(|size| size > dim)
    });
    match larger {
        true => Err(format!(
            "its windows, in updates of shape {updates}, are larger than shape {operand}"
        )),
        false => Ok(()),
    }
}
