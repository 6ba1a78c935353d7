//! Places that come as values: kernels that read or write there without a look.

use super::{Operand, Values, sizes};
use crate::ops::hazard::{ALL, Hazard, Library, OLD};
use crate::reader::OperatorView;
use crate::schema::Scalars;
use crate::types::ElementType;

/// SPARSE_TO_DENSE writes wherever its indices lead.
pub(crate) const SPARSE: Hazard = places(OLD, &[0, 1], &[], |operator, operands| match operands {
    [indices, shape, ..] => {
        let dims: Vec<i64> = shape.integers().collect();
        sizes::possible(dims.iter().copied(), written(operator))?;
        let indices: Vec<i64> = indices.integers().collect();
        inside(&indices, &dims, &dims)
    }
    _ => Ok(()),
});

/// SCATTER_ND writes wherever its indices lead, and divides by the sizes.
pub(crate) const SCATTERED_ND: Hazard =
    places(OLD, &[0, 2], &[], |operator, operands| match operands {
        [indices, _, shape] => {
            let dims: Vec<i64> = shape.integers().collect();
            if dims.iter().any(|dim| *dim < 1) {
                return Err(format!("it is to write into the shape {dims:?}"));
            }
            sizes::possible(dims.iter().copied(), written(operator))?;
            let depth = indices.dims().last().unwrap_or(0);
            let depth = usize::try_from(depth).unwrap_or(0);
            let indices: Vec<i64> = indices.integers().collect();
            inside(&indices, dims.get(..depth).unwrap_or(&dims), &dims)
        }
        _ => Ok(()),
    });

/// The kernels of UNSORTED_SEGMENT_SUM and its kin write to whichever segment they are told.
pub(crate) const SEGMENTS: Hazard = places(OLD, &[1, 2], &[0], |_, operands| match operands {
    [data, ids, count] => {
        let dims = count.integers().chain(data.dims().skip(ids.shape.rank()));
        sizes::possible(dims, data.element_type)?;
        let most = count.integers().next().unwrap_or(0);
        match ids.integers().find(|id| *id >= most) {
            None => Ok(()),
            Some(id) => Err(format!("it is to write to segment {id} of {most}")),
        }
    }
    _ => Ok(()),
});

/// STABLEHLO_GATHER moves slices that begin behind the end, but not those before the start.
pub(crate) const GATHERED: Hazard = places(OLD, &[1], &[], |_, operands| match operands {
    [_, starts] => match starts.integers().find(|it| *it < 0) {
        None => Ok(()),
        Some(start) => Err(format!("it is to read from place {start}")),
    },
    _ => Ok(()),
});

/// STABLEHLO_SCATTER writes to wherever its indices lead.
pub(crate) const SCATTERED: Hazard = places(OLD, &[1], &[0], |operator, operands| {
    let [input, starts, ..] = operands else {
        return Ok(());
    };
    let options = operator.table().scatter();
    let dims: Vec<i64> = input.dims().collect();
    let map: Vec<i64> = options
        .and_then(|options| options.scatter_dims_to_operand_dims())
        .into_iter()
        .flat_map(Scalars::iter)
        .collect();
    // Where a vector is spread over another axis than the last, each number counts for the smallest
    // dimension.
    let vector = options.map_or(0, |options| options.index_vector_dim());
    let last = vector + 1 == starts.shape.rank() as i64;
    let smallest = dims.iter().copied().min().unwrap_or(0);
    let most = |at: usize| {
        let axis = map.get(at % map.len().max(1)).copied();
        let axis = axis.and_then(|axis| usize::try_from(axis).ok());
        let dim = axis.and_then(|axis| dims.get(axis)).copied();
        dim.filter(|_| last || map.len() < 2).unwrap_or(smallest)
    };
    let mut starts = starts.integers().enumerate();
    match starts.find(|(at, start)| !(0..most(*at)).contains(start)) {
        None => Ok(()),
        Some((_, start)) => Err(format!(
            "it is to write to place {start} of the shape {dims:?}"
        )),
    }
});

/// MaxUnpooling2D writes to wherever its indices lead, which count the elements of a window.
pub(crate) const UNPOOLED: Hazard = places(ALL, &[1], &[], |operator, operands| {
    let [_, indices, ..] = operands else {
        return Ok(());
    };
    if !matches!(
        indices.element_type,
        ElementType::Int32 | ElementType::Float32
    ) {
        return Err(format!(
            "its indices are of the type {}",
            indices.element_type
        ));
    }
    // What the delegate copies out of the options: padding, strides, the window, all of 32 bits.
    let options = operator.custom_options().unwrap_or(&[]);
    let option = |at: usize| {
        let bytes = options.get(4 * at..4 * at + 4)?.try_into().ok()?;
        Some(i64::from(i32::from_le_bytes(bytes)))
    };
    let Some((wide, high)) = option(3).zip(option(4)) else {
        return Ok(());
    };
    let room = wide.saturating_mul(high);
    match indices.integers().find(|at| !(0..room).contains(at)) {
        None => Ok(()),
        Some(at) => Err(format!(
            "it is to write to place {at} of a window of {room}"
        )),
    }
});

/// Whether all rows of indices lie inside of the leading dimensions of a shape.
fn inside(indices: &[i64], leading: &[i64], dims: &[i64]) -> Result<(), String> {
    let outside = |row: &&[i64]| {
        !row.iter()
            .zip(leading)
            .all(|(at, dim)| (0..*dim).contains(at))
    };
    match indices.chunks(leading.len().max(1)).find(outside) {
        None => Ok(()),
        Some(row) => Err(format!(
            "it is to write to place {row:?} of the shape {dims:?}"
        )),
    }
}

type Check = fn(OperatorView<'_>, &[Operand<'_>]) -> Result<(), String>;

/// Where shapes decide as well, these may change.
const fn places(
    libraries: &'static [Library],
    decide: &'static [usize],
    sizes: &'static [usize],
    check: Check,
) -> Hazard {
    let concerned: fn(OperatorView<'_>) -> bool = match sizes.is_empty() {
        true => super::undecided,
        false => |_| true,
    };
    Hazard::values(
        "places-outside",
        libraries,
        Values {
            decide,
            sizes,
            concerned,
            early: false,
            why: "a place outside of the tensor is read or written all the same",
            check,
        },
    )
}

/// The type of the first output, as it is declared.
fn written(operator: OperatorView<'_>) -> ElementType {
    let output = operator.outputs().next();
    output.map_or(ElementType::Int64, |it| it.element_type())
}
