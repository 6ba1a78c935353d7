//! Shapes of more dimensions than a kernel broadcasts.

use super::{Operand, Values};
use crate::ops::hazard::{Hazard, OLD};
use crate::reader::OperatorView;
use crate::types::ElementType;

/// Most kernels of TensorFlow Lite 2.17 broadcast four dimensions, and abort if there are more.
pub(crate) const FOUR: Hazard = ranks::<4, 4>(&[0, 1]);
/// Those of MINIMUM and MAXIMUM five.
pub(crate) const FIVE: Hazard = ranks::<5, 5>(&[0, 1]);
/// That of DIV six of floats, and five of integers.
pub(crate) const QUOTIENT: Hazard = ranks::<6, 5>(&[0, 1]);
/// That of MUL any of floats, and six of integers.
pub(crate) const PRODUCT: Hazard = ranks::<8, 6>(&[0, 1]);
/// That of SQUARED_DIFFERENCE six of floats, and four of integers.
pub(crate) const DIFFERENCE: Hazard = ranks::<6, 4>(&[0, 1]);
/// That of SELECT_V2 five, of all three inputs.
pub(crate) const SELECT: Hazard = ranks::<5, 5>(&[0, 1, 2]);

const fn ranks<const FLOATS: usize, const INTEGERS: usize>(sizes: &'static [usize]) -> Hazard {
    Hazard::values(
        "broadcast-ranks",
        OLD,
        Values {
            decide: &[],
            sizes,
            concerned: concerned::<FLOATS, INTEGERS>,
            early: false,
            why: "shapes that differ and have more dimensions than the kernel knows end the process",
            check: check::<FLOATS, INTEGERS>,
        },
    )
}

/// How many dimensions a kernel broadcasts.
fn most<const FLOATS: usize, const INTEGERS: usize>(element_type: ElementType) -> usize {
    match element_type {
        ElementType::Float32 => FLOATS,
        _ => INTEGERS,
    }
}

/// Whether there are more, or may be: only an input without dimensions can be given some.
fn concerned<const FLOATS: usize, const INTEGERS: usize>(operator: OperatorView<'_>) -> bool {
    operator.inputs().flatten().any(|input| {
        let most = most::<FLOATS, INTEGERS>(input.element_type());
        let rank = input.shape().rank();
        rank > most || rank == 0 && !input.is_constant()
    })
}

fn check<const FLOATS: usize, const INTEGERS: usize>(
    _: OperatorView<'_>,
    operands: &[Operand<'_>],
) -> Result<(), String> {
    let [one, others @ ..] = operands else {
        return Ok(());
    };
    let most = most::<FLOATS, INTEGERS>(one.element_type);
    let unlike = others
        .iter()
        .find(|other| one.shape != other.shape && one.shape.rank().max(other.shape.rank()) > most);
    match unlike {
        None => Ok(()),
        Some(other) => Err(format!(
            "it is to broadcast {} and {}, but its kernel knows {most} dimensions",
            one.shape, other.shape
        )),
    }
}
