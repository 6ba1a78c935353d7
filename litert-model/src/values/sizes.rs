//! Shapes that come as values: kernels that go on when there is no such tensor, or none so large.

use super::{Operand, Values};
use crate::ops::hazard::{ALL, Hazard, Library, OLD};
use crate::reader::OperatorView;
use crate::types::ElementType;

/// RANDOM_UNIFORM and RANDOM_STANDARD_NORMAL fill as many elements, whether they got the memory or not.
pub(crate) const RANDOM: Hazard = size(ALL, &[0], &[], |_, operands| match operands {
    [shape] => possible(shape.integers(), ElementType::Float32),
    _ => Ok(()),
});

/// So does MULTINOMIAL.
pub(crate) const SAMPLES: Hazard = size(OLD, &[1], &[0], |operator, operands| match operands {
    [logits, count] => {
        counted(count, 1)?;
        let dims = logits.dims().take(1).chain(count.integers());
        possible(dims, written(operator))
    }
    _ => Ok(()),
});

/// RESIZE_BILINEAR and RESIZE_NEAREST_NEIGHBOR write as many pixels, and divide by how many there are.
pub(crate) const PICTURE: Hazard = size(ALL, &[1], &[0], |_, operands| match operands {
    [input, size] => {
        counted(size, 2)?;
        let ends = input.dims().take(1).chain(input.dims().skip(3));
        if size.integers().any(|it| it < 1) {
            return impossible(size.integers());
        }
        possible(ends.chain(size.integers()), input.element_type)
    }
    _ => Ok(()),
});

/// ONE_HOT writes as many elements.
pub(crate) const DEPTH: Hazard = size(OLD, &[1], &[0], |operator, operands| match operands {
    [places, depth, ..] => {
        counted(depth, 1)?;
        possible(places.dims().chain(depth.integers()), written(operator))
    }
    _ => Ok(()),
});

/// TILE writes as many copies.
pub(crate) const TIMES: Hazard = size(OLD, &[1], &[0], |_, operands| match operands {
    [input, times] => {
        counted(times, input.shape.rank())?;
        let dims = input.dims().zip(times.integers());
        let dims = dims.map(|(dim, times)| dim.checked_mul(times).unwrap_or(i64::MAX));
        if times.integers().any(|it| it < 0) {
            return impossible(times.integers());
        }
        possible(dims, input.element_type)
    }
    _ => Ok(()),
});

/// TOPK_V2 sorts as many elements as it is asked for, however many there are.
pub(crate) const BEST: Hazard = size(OLD, &[1], &[0], |_, operands| match operands {
    [input, count] => {
        counted(count, 1)?;
        let most = input.dims().last().unwrap_or(0);
        match count.integers().find(|it| !(1..=most).contains(it)) {
            None => Ok(()),
            Some(count) => Err(format!("it is to pick {count} of {most} elements")),
        }
    }
    _ => Ok(()),
});

/// MIRROR_PAD reads as many elements back from each end.
pub(crate) const EDGES: Hazard = size(OLD, &[1], &[0], |operator, operands| match operands {
    [input, edges] => {
        // REFLECT leaves the last element out.
        let reflects = operator
            .table()
            .mirror_pad()
            .is_none_or(|options| options.mode() == 0);
        if edges.shape.dims() != [input.shape.rank() as i32, 2] {
            return Err(format!("its edges have the shape {}", edges.shape));
        }
        let edges: Vec<i64> = edges.integers().collect();
        for (dim, edges) in input.dims().zip(edges.chunks(2)) {
            let most = dim - i64::from(reflects);
            if let Some(edge) = edges.iter().find(|edge| !(0..=most).contains(*edge)) {
                return Err(format!("it is to mirror {edge} of {dim} elements"));
            }
        }
        Ok(())
    }
    _ => Ok(()),
});

/// DILATE spreads its input out over as many elements, and reads as many factors as there are dimensions.
pub(crate) const SPREAD: Hazard = size(ALL, &[1], &[0], |_, operands| match operands {
    [input, factors, ..] => {
        if factors.integers().any(|it| it < 1) {
            return impossible(factors.integers());
        }
        let dims = input.dims().zip(factors.integers());
        let dims = dims.map(|(dim, factor)| (dim - 1).checked_mul(factor)?.checked_add(1));
        possible(dims.map(|dim| dim.unwrap_or(i64::MAX)), input.element_type)
    }
    _ => Ok(()),
});

/// BROADCAST_TO of TensorFlow Lite 2.17 divides by the sizes.
pub(crate) const STRETCHED: Hazard = size(OLD, &[1], &[], |operator, operands| match operands {
    [_, target] => {
        if target.integers().any(|it| it < 1) {
            return impossible(target.integers());
        }
        possible(target.integers(), written(operator))
    }
    _ => Ok(()),
});
/// FILL writes as many elements.
pub(crate) const FILLED: Hazard = size(OLD, &[0], &[], |operator, operands| match operands {
    [target, _] => possible(target.integers(), written(operator)),
    _ => Ok(()),
});

/// PAD and PADV2 read two edges for each dimension, and make a tensor of that size.
pub(crate) const PADDED: Hazard = size(OLD, &[1], &[0], |_, operands| match operands {
    [input, edges, ..] => {
        if edges.shape.dims() != [input.shape.rank() as i32, 2] {
            return Err(format!("its edges have the shape {}", edges.shape));
        }
        let edges: Vec<i64> = edges.integers().collect();
        if edges.iter().any(|edge| *edge < 0) {
            return impossible(edges.iter().copied());
        }
        let added = edges.chunks(2).map(|edges| edges.iter().sum::<i64>());
        let dims: Vec<i64> = input.dims().zip(added).map(|(dim, it)| dim + it).collect();
        possible(dims.iter().copied(), input.element_type)
    }
    _ => Ok(()),
});

/// SLICE copies what it is told to, where the file does not say how large its output is.
pub(crate) const BOUNDS: Hazard = size(OLD, &[1, 2], &[0], |_, operands| match operands {
    [input, begin, size] => {
        let mut bounds = input.dims().zip(begin.integers().zip(size.integers()));
        let outside = bounds.find(|(dim, (begin, size))| {
            let size = if *size == -1 { dim - begin } else { *size };
            let end = begin.checked_add(size);
            *begin < 0 || size < 0 || end.is_none_or(|end| end > *dim)
        });
        match outside {
            None => Ok(()),
            Some((dim, (begin, size))) => Err(format!(
                "it is to take {size} elements from {begin} on of {dim}"
            )),
        }
    }
    _ => Ok(()),
});

/// SPACE_TO_BATCH_ND divides by blocks, and believes that these and the edges fit.
pub(crate) const BLOCKS: Hazard = size(OLD, &[1, 2], &[0], |_, operands| match operands {
    [input, blocks, edges] => {
        if edges.shape.dims() != [blocks.integers().count() as i32, 2] {
            return Err(format!("its edges have the shape {}", edges.shape));
        }
        if blocks.integers().any(|it| it < 1) || edges.integers().any(|it| it < 0) {
            return impossible(blocks.integers().chain(edges.integers()));
        }
        let edges: Vec<i64> = edges.integers().collect();
        let added = edges.chunks(2).map(|edges| edges.iter().sum::<i64>());
        let dims = input
            .dims()
            .skip(1)
            .zip(added)
            .map(|(dim, added)| dim + added);
        let dims: Vec<i64> = dims.collect();
        let ends = input
            .dims()
            .take(1)
            .chain(input.dims().skip(1 + dims.len()));
        possible(ends.chain(dims.iter().copied()), input.element_type)?;
        possible(
            input.dims().take(1).chain(blocks.integers()),
            ElementType::Int8,
        )
    }
    _ => Ok(()),
});

type Check = fn(OperatorView<'_>, &[Operand<'_>]) -> Result<(), String>;

const fn size(
    libraries: &'static [Library],
    decide: &'static [usize],
    sizes: &'static [usize],
    check: Check,
) -> Hazard {
    Hazard::values(
        "output-size",
        libraries,
        Values {
            decide,
            sizes,
            concerned: super::undecided,
            early: false,
            why: "where there is no such shape, or no memory for it, the kernel leaves its output",
            check,
        },
    )
}

/// The type of the first output, as it is declared.
fn written(operator: OperatorView<'_>) -> ElementType {
    let output = operator.outputs().next();
    output.map_or(ElementType::Int64, |output| output.element_type())
}

/// Whether there can be a tensor of this shape. The runtimes and their kernels count bytes and elements in
/// 32 bits.
pub(super) fn possible(
    dims: impl Iterator<Item = i64> + Clone,
    element_type: ElementType,
) -> Result<(), String> {
    let size = element_type.byte_len(1).unwrap_or(1) as i64;
    let bytes = dims.clone().try_fold(size, |product, dim| {
        product.checked_mul(dim).filter(|_| dim >= 0)
    });
    match bytes {
        Some(bytes) if i32::try_from(bytes).is_ok() => Ok(()),
        _ => impossible(dims),
    }
}

/// Whether a list is as long as the kernel takes it to be.
fn counted(list: &Operand<'_>, count: usize) -> Result<(), String> {
    match list.shape.num_elements() == Some(count) {
        true => Ok(()),
        false => Err(format!(
            "it is to read {count} numbers from the shape {}",
            list.shape
        )),
    }
}

fn impossible(dims: impl Iterator<Item = i64>) -> Result<(), String> {
    Err(format!(
        "it asks for the sizes {:?}, which are impossible",
        dims.take(8).collect::<Vec<_>>()
    ))
}
