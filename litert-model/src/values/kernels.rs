//! Kernels of our own, for operators that end the process for values that a graph computes.
//!
//! They give what the kernels of the libraries give, bit for bit, and an error in words where those end the
//! process (`litert/tests/models/own_kernels.rs` compares them).

use super::broadcast::Broadcast;
use super::rules::last;
use super::{Operand, rules};
use crate::ops::hazard::Library;
use crate::ops::{BuiltinOperator, Row};
use crate::reader::{ModelView, OperatorView};
use crate::types::{ElementType, Shape};
use crate::verify::{Vouched, operator_place};

/// A kernel of ours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kernel {
    /// DIV.
    Quotient,
    /// FLOOR_MOD.
    Modulus,
    /// REVERSE_SEQUENCE.
    Reverse,
}

impl Kernel {
    /// The one for an operator.
    fn of(row: &Row) -> Option<Self> {
        row.hazards.iter().find_map(|hazard| hazard.kernel)
    }

    /// Whether it computes this operator.
    fn computes(self, operator: OperatorView<'_>) -> bool {
        use ElementType::{Float32, Int8, Int16, Int32, Int64, UInt8};
        let mut inputs = operator.inputs();
        let (Some(Some(first)), Some(Some(_)), None) =
            (inputs.next(), inputs.next(), inputs.next())
        else {
            return false;
        };
        let types: &[ElementType] = match self {
            Self::Quotient => &[Float32, Int32],
            Self::Modulus => &[Float32, Int8, Int16, Int32, Int64],
            Self::Reverse => &[Float32, UInt8, Int16, Int32, Int64],
        };
        let plain = operator.table().div().is_none_or(|it| it.activation() == 0);
        plain && types.contains(&first.element_type())
    }
}

/// FLOOR_MOD of integers.
macro_rules! remainder {
    ($ty:ty, $first:expr, $second:expr, $output:expr) => {
        pairwise(
            $first,
            $second,
            $output,
            <$ty>::from_le_bytes,
            |one, other| {
                if other == 0 {
                    return Err(BY_ZERO);
                }
                // Wraps for the smallest integer of 8 and 16 bits, which kernels compute with 32.
                let rest = one.wrapping_rem(other);
                let other_side = rest != 0 && (other < 0) != (rest < 0);
                Ok((if other_side { rest + other } else { rest }).to_le_bytes())
            },
        )
    };
}
/// The operators of a model that kernels of ours are to compute in this library, with the newest version of
/// each: those with values that end the process and that nobody sees before a run, nor vouches for. All operators of one
/// kind have one kernel.
pub fn own_kernels(
    model: ModelView<'_>,
    library: Library,
    vouched: &Vouched,
) -> Vec<(BuiltinOperator, i32)> {
    let mut rows = model.operator_codes().filter_map(|code| code.row());
    if !rows.any(|row| Kernel::of(row).is_some()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for hazard in model.hazards() {
        let nobody_looks = !hazard.guarded && !vouched.has(hazard.name);
        let wanted = hazard.own_kernel && nobody_looks && hazard.concerns(library);
        let row = hazard.operator.row().filter(|_| wanted);
        found.extend(row.map(|row| (row.operator, *row.versions.end())));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a kernel of ours computes all operators of this kind in a model.
pub(super) fn all_computed(model: ModelView<'_>, builtin: BuiltinOperator) -> bool {
    let Some(kernel) = builtin.row().and_then(Kernel::of) else {
        return false;
    };
    let operators = model.subgraphs().flat_map(|graph| graph.operators());
    let of_kind = |it: &OperatorView<'_>| it.code().is_some_and(|it| it.builtin() == builtin);
    operators.filter(of_kind).all(|it| kernel.computes(it))
}

fn kernel(operator: OperatorView<'_>) -> Result<Kernel, String> {
    let found = operator.row().and_then(Kernel::of);
    found.ok_or_else(|| wrong(operator, "it has no kernel of ours"))
}

/// The shape of the result.
pub fn own_shape(operator: OperatorView<'_>, inputs: &[Shape]) -> Result<Shape, String> {
    let [first, second] = inputs else {
        return Err(wrong(operator, "it takes two inputs"));
    };
    if kernel(operator)? == Kernel::Reverse {
        return Ok(*first);
    }
    let shape = Broadcast::of(first, second).and_then(|pairs| pairs.shape());
    shape.ok_or_else(|| {
        let message = format!("the shapes {first} and {second} are not broadcastable");
        wrong(operator, &message)
    })
}

/// Computes an operator: the bytes of its result.
pub fn own_result(
    operator: OperatorView<'_>,
    inputs: &[Operand<'_>],
    output: &mut [u8],
) -> Result<(), String> {
    // What the rules refuse is what the library's kernel would end the process for.
    for (hazard, values) in rules(operator).filter(|(hazard, _)| hazard.kernel.is_some()) {
        (values.check)(operator, inputs).map_err(|message| {
            let message = format!("{message} [{}]", hazard.name);
            wrong(operator, &message)
        })?;
    }
    let [first, second] = inputs else {
        return Err(wrong(operator, "it takes two inputs"));
    };
    let found = match kernel(operator)? {
        Kernel::Reverse => reversed(operator, first, second, output),
        Kernel::Quotient => match first.element_type {
            ElementType::Float32 => pairwise(first, second, output, f32::from_le_bytes, quotient),
            _ => pairwise(first, second, output, i32::from_le_bytes, |one, other| {
                let quotient = one.checked_div(other).ok_or(BY_ZERO)?;
                Ok(quotient.to_le_bytes())
            }),
        },
        Kernel::Modulus => match first.element_type {
            ElementType::Float32 => pairwise(first, second, output, f32::from_le_bytes, modulus),
            ElementType::Int8 => remainder!(i8, first, second, output),
            ElementType::Int16 => remainder!(i16, first, second, output),
            ElementType::Int32 => remainder!(i32, first, second, output),
            _ => remainder!(i64, first, second, output),
        },
    };
    found.map_err(|message| wrong(operator, message))
}

const BY_ZERO: &str = "it is to divide by 0";
const UNLIKE: &str = "its inputs and output do not fit each other";

fn wrong(operator: OperatorView<'_>, message: &str) -> String {
    format!("{}: {message}", operator_place(operator))
}

/// FLOOR_MOD of floating point numbers.
fn modulus(one: f32, other: f32) -> Result<[u8; 4], &'static str> {
    let rest = one % other;
    let other_side = rest != 0.0 && (other < 0.0) != (rest < 0.0);
    Ok((if other_side { rest + other } else { rest }).to_le_bytes())
}

/// DIV of floating point numbers, whose kernel keeps the result finite.
fn quotient(one: f32, other: f32) -> Result<[u8; 4], &'static str> {
    let found = one / other;
    let found = if found.is_nan() {
        found
    } else {
        found.clamp(f32::MIN, f32::MAX)
    };
    Ok(found.to_le_bytes())
}

/// What becomes of any two elements that meet.
fn pairwise<T: Copy, const N: usize>(
    first: &Operand<'_>,
    second: &Operand<'_>,
    output: &mut [u8],
    read: impl Fn([u8; N]) -> T,
    compute: impl Fn(T, T) -> Result<[u8; N], &'static str>,
) -> Result<(), &'static str> {
    let numbers = |operand: &Operand<'_>| -> Vec<T> {
        let numbers = operand.bytes.chunks_exact(N);
        numbers
            .filter_map(|it| Some(read(it.try_into().ok()?)))
            .collect()
    };
    let (ones, others) = (numbers(first), numbers(second));
    let pairs = Broadcast::of(&first.shape, &second.shape).ok_or(UNLIKE)?;
    let (mut slots, mut found) = (output.chunks_exact_mut(N), Ok(()));
    pairs.any(|one, other| {
        let operands = ones.get(one).zip(others.get(other));
        let computed = match (operands, slots.next()) {
            (Some((one, other)), Some(slot)) => {
                compute(*one, *other).map(|it| slot.copy_from_slice(&it))
            }
            _ => Err(UNLIKE),
        };
        found = computed;
        found.is_err()
    });
    found
}

/// REVERSE_SEQUENCE.
fn reversed(
    operator: OperatorView<'_>,
    input: &Operand<'_>,
    lengths: &Operand<'_>,
    output: &mut [u8],
) -> Result<(), &'static str> {
    let axes = operator.table().reverse_sequence();
    let axes = axes.map_or([0, 0], |it| [it.seq_dim(), it.batch_dim()]);
    let [along, batch] = axes.map(|axis| usize::try_from(axis).unwrap_or(usize::MAX));
    let (Some(longest), Some(batches)) = (input.shape.dim(along), input.shape.dim(batch)) else {
        return Err("the axis of its sequences or that of their number does not exist");
    };
    if along == batch {
        return Err("the axis of its sequences and that of their number are one");
    }
    if lengths.shape.dim(0) != Some(batches) {
        return Err("the number of lengths is not that of sequences");
    }
    let lengths: Vec<i64> = lengths.integers().collect();
    let stride = |axis: usize| -> usize {
        let behind = input.shape.dims().iter().skip(axis + 1);
        behind
            .map(|dim| usize::try_from(*dim).unwrap_or(0))
            .product()
    };
    let size = input.element_type.byte_len(1).unwrap_or(0);
    if size == 0 || output.len() != input.bytes.len() {
        return Err(UNLIKE);
    }
    let (along_stride, batch_stride) = (stride(along), stride(batch));
    for (at, slot) in output.chunks_exact_mut(size).enumerate() {
        let place = at / along_stride % longest;
        let length = lengths.get(at / batch_stride % batches);
        // Elements behind the sequence stay where they are.
        let last = last(*length.ok_or(UNLIKE)?);
        let from = match usize::try_from(last) {
            Ok(last) if place <= last => at - place * along_stride + (last - place) * along_stride,
            _ => at,
        };
        let from = input
            .bytes
            .get(from * size..(from + 1) * size)
            .ok_or(UNLIKE)?;
        slot.copy_from_slice(from);
    }
    Ok(())
}
