//! The rules, each for one operator.

use super::broadcast::Broadcast;
use super::{Kernel, Operand, Values};
use crate::ops::hazard::{ALL, Hazard, Library, OLD};
use crate::reader::OperatorView;
use crate::types::ElementType;
use crate::types::ElementType::{Int32, Int64};

/// FLOOR_MOD divides the smallest integer by −1.
pub(crate) const REMAINDER: Hazard = Hazard::values(
    "floor-mod-overflow",
    ALL,
    Values {
        decide: &[0, 1],
        sizes: &[],
        concerned: divides,
        early: false,
        why: "the smallest integer divided by -1 ends the process",
        check: quotient,
    },
)
.computed_by(Kernel::Modulus);

/// So does DIV, before LiteRT 2.3.
pub(crate) const QUOTIENT: Hazard = Hazard::values(
    "div-overflow",
    &[Library::LiteRt21, Library::LiteRt22, Library::TfLite],
    Values {
        decide: &[0, 1],
        sizes: &[],
        concerned: divides,
        early: false,
        why: "the smallest integer divided by -1 ends the process",
        check: quotient,
    },
)
.computed_by(Kernel::Quotient);

/// DIV of TensorFlow Lite 2.17 divides by 0.
pub(crate) const ZERO: Hazard = Hazard::values(
    "div-by-zero",
    OLD,
    Values {
        decide: &[1],
        sizes: &[],
        concerned: |operator| {
            let mut inputs = operator.inputs();
            let below = inputs.nth(1).flatten();
            below.is_some_and(|it| {
                it.element_type() == Int32
                    && Operand::constant(it)
                        .is_none_or(|constant| constant.integers().any(|it| it == 0))
            })
        },
        early: false,
        why: "an integer divided by 0 ends the process",
        check: |_, operands| match operands {
            [_, below] if below.integers().any(|it| it == 0) => {
                Err("it is to divide by 0".to_owned())
            }
            _ => Ok(()),
        },
    },
);

/// REVERSE_SEQUENCE compares the first length only.
pub(crate) const LENGTHS: Hazard = Hazard::values(
    "reverse-sequence-lengths",
    ALL,
    Values {
        decide: &[1],
        sizes: &[0],
        concerned: |_| true,
        early: false,
        why: "a length above that of the sequence writes outside of the output",
        check: lengths,
    },
)
.computed_by(Kernel::Reverse);

/// BROADCAST_ARGS aborts.
pub(crate) const SHAPES: Hazard = Hazard::values(
    "broadcast-args-unlike",
    ALL,
    Values {
        decide: &[0, 1],
        sizes: &[],
        concerned: |operator| !operator.inputs().flatten().any(all_ones),
        early: true,
        why: "shapes that do not broadcast end the process",
        check: broadcast,
    },
);

/// EMBEDDING_LOOKUP_SPARSE divides wherever the indices lead to.
pub(crate) const PLACES: Hazard = Hazard::values(
    "embedding-lookup-sparse-places",
    ALL,
    Values {
        decide: &[1, 2],
        sizes: &[],
        concerned: |operator| {
            let options = operator.table().embedding_lookup_sparse();
            options.is_some_and(|options| options.combiner() != 0)
        },
        early: false,
        why: "an index outside of the dense shape writes outside of the output",
        check: places,
    },
);

fn smallest(element_type: ElementType) -> Option<i64> {
    match element_type {
        Int32 => Some(i64::from(i32::MIN)),
        Int64 => Some(i64::MIN),
        // Smaller ones are computed with 32 bits.
        _ => None,
    }
}

/// Whether the smallest integer and −1 may meet.
fn divides(operator: OperatorView<'_>) -> bool {
    let mut inputs = operator.inputs();
    let (Some(Some(above)), Some(Some(below))) = (inputs.next(), inputs.next()) else {
        return false;
    };
    let Some(smallest) = smallest(above.element_type()) else {
        return false;
    };
    [(above, smallest), (below, -1)]
        .into_iter()
        .all(|(it, bad)| {
            Operand::constant(it).is_none_or(|constant| constant.integers().any(|it| it == bad))
        })
}

fn quotient(_: OperatorView<'_>, operands: &[Operand<'_>]) -> Result<(), String> {
    let [above, below] = operands else {
        return Ok(());
    };
    let Some(smallest) = smallest(above.element_type) else {
        return Ok(());
    };
    // One look at each, and mostly no more.
    if !below.integers().any(|it| it == -1) || !above.integers().any(|it| it == smallest) {
        return Ok(());
    }
    let met = meet(above, below, |above, below| {
        above == smallest && below == -1
    });
    match met {
        true => Err(format!("it is to divide {smallest} by -1")),
        false => Ok(()),
    }
}

/// Whether two elements that meet when shapes are broadcast are such. False if they do not broadcast,
/// which the kernel says by itself.
fn meet(one: &Operand<'_>, other: &Operand<'_>, such: impl Fn(i64, i64) -> bool) -> bool {
    let Some(pairs) = Broadcast::of(&one.shape, &other.shape) else {
        return false;
    };
    let (ones, others): (Vec<i64>, Vec<i64>) =
        (one.integers().collect(), other.integers().collect());
    let bad = |at: usize, of: usize| Some(such(*ones.get(at)?, *others.get(of)?));
    pairs.any(|at, of| bad(at, of) == Some(true))
}

fn lengths(operator: OperatorView<'_>, operands: &[Operand<'_>]) -> Result<(), String> {
    let [input, lengths] = operands else {
        return Ok(());
    };
    let axis = operator.table().reverse_sequence();
    let axis = axis.map_or(0, |options| options.seq_dim());
    let longest = usize::try_from(axis).ok();
    let Some(longest) = longest.and_then(|axis| input.shape.dim(axis)) else {
        // The kernel says so.
        return Ok(());
    };
    if input.shape.contains(&0) {
        return Ok(());
    }
    match lengths.integers().find(|it| last(*it) >= longest as i64) {
        None => Ok(()),
        Some(length) => Err(format!(
            "it is to reverse {length} elements of a sequence of {longest}"
        )),
    }
}

/// The last place of a sequence, which the kernel takes for a number of 32 bits.
pub(super) fn last(length: i64) -> i64 {
    i64::from(length.wrapping_sub(1) as i32)
}

fn all_ones(tensor: crate::reader::TensorView<'_>) -> bool {
    Operand::constant(tensor).is_some_and(|constant| constant.integers().all(|it| it == 1))
}

fn broadcast(_: OperatorView<'_>, operands: &[Operand<'_>]) -> Result<(), String> {
    let [one, other] = operands else {
        return Ok(());
    };
    let backwards = |operand: &Operand<'_>| {
        let mut numbers: Vec<i64> = operand.integers().collect();
        numbers.reverse();
        numbers
    };
    let (one, other) = (backwards(one), backwards(other));
    // The kernel compares 32 bits.
    let mut pairs = one
        .iter()
        .zip(&other)
        .map(|(one, other)| (*one as i32, *other as i32));
    match pairs.find(|(one, other)| *one != 1 && *other != 1 && one != other) {
        None => Ok(()),
        Some((one, other)) => Err(format!("it is to broadcast {one} and {other}")),
    }
}

fn places(_: OperatorView<'_>, operands: &[Operand<'_>]) -> Result<(), String> {
    let (Some(indices), Some(shape)) = (operands.get(1), operands.get(2)) else {
        return Ok(());
    };
    let Some(rank) = indices.shape.dim(1) else {
        return Ok(());
    };
    let dims: Vec<i64> = shape.integers().collect();
    if rank == 0 || dims.len() != rank {
        // The kernel says so.
        return Ok(());
    }
    let dims = &dims[..rank - 1];
    let count = dims.iter().try_fold(1_i64, |all, it| all.checked_mul(*it));
    let numbers: Vec<i64> = indices.integers().collect();
    for place in numbers.chunks_exact(rank) {
        let mut stride = Some(1_i64);
        let mut bucket = Some(0_i64);
        for (index, dim) in place.iter().zip(dims).rev() {
            bucket = bucket.and_then(|it| it.checked_add(index.checked_mul(stride?)?));
            stride = stride.and_then(|it| it.checked_mul(*dim));
        }
        let inside = bucket
            .zip(count)
            .is_some_and(|(it, count)| (0..count).contains(&it));
        if !inside {
            return Err(format!(
                "it is to write to place {:?} of the dense shape {dims:?}",
                &place[..rank - 1]
            ));
        }
    }
    Ok(())
}
