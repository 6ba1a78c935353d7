//! Results of another type than the kernel writes.
//!
//! Most kernels compare the type of their output with what they are about to write, or overwrite it.
//! These do neither: memory is laid out for the declared type, and filled with the other one.

use crate::ops::hazard::{ALL, Case, Hazard};
use crate::reader::OperatorView;
use crate::types::ElementType;

const NAME: &str = "written-type";

/// The kernel writes truth values.
pub(crate) const TRUTH: Hazard = Hazard::file(NAME, ALL, |case| {
    check(case, Written::Always(ElementType::Bool))
});
/// The kernel writes integers.
pub(crate) const INTEGERS: Hazard = Hazard::file(NAME, ALL, |case| {
    check(case, Written::Always(ElementType::Int32))
});
/// The kernel writes elements of the type that it reads.
pub(crate) const LIKE_INPUT: Hazard =
    Hazard::file(NAME, ALL, |case| check(case, Written::TypeOfInput));
/// That of MUL.
pub(crate) const PRODUCT: Hazard = Hazard::file(NAME, ALL, |case| check(case, Written::Product));
/// That of BATCH_MATMUL.
pub(crate) const MATRIX: Hazard = Hazard::file(NAME, ALL, |case| check(case, Written::Matrix));
/// That of FULLY_CONNECTED.
pub(crate) const WEIGHTED: Hazard = Hazard::file(NAME, ALL, |case| check(case, Written::Weighted));

fn check(case: &Case<'_, '_, '_>, written: Written) -> Result<(), String> {
    let (operator, types) = (case.operator, case.types);
    let (Some(Some(input)), Some(output)) = (operator.inputs().next(), operator.outputs().next())
    else {
        return Ok(());
    };
    let to = output.element_type();
    let fits = |from: ElementType| match written {
        Written::Always(ty) => to == ty,
        Written::TypeOfInput => to == from,
        Written::Product => to == from || (from == ElementType::Int16 && is_byte(to)),
        Written::Matrix => to == from || (from == ElementType::Int8 && to == ElementType::Int32),
        // From here on the kernel looks by itself.
        Written::Weighted if to != ElementType::Int16 => true,
        // Shuffled weights turn bytes into wider numbers.
        Written::Weighted => matches!(from, ElementType::Int16 | ElementType::UInt8),
    };
    match [input.element_type(), types.when_run(input)]
        .into_iter()
        .find(|from| !fits(*from))
    {
        None => Ok(()),
        Some(from) => Err(format!(
            "it makes {to} of {from}, which its kernel does not do, nor notice"
        )),
    }
}

/// ARG_MAX, ARG_MIN and SHAPE write the type that their options ask for, and all behind them gets it.
pub(super) fn asked(operator: OperatorView<'_>) -> Result<(), String> {
    const INT32: i8 = 2;
    const INT64: i8 = 4;
    let table = operator.table();
    let position = table.arg_max().or(table.arg_min());
    let asked = position
        .map(|options| options.output_type())
        .or(table.shape_of().map(|options| options.out_type()));
    let asked = match asked {
        Some(INT32) => ElementType::Int32,
        Some(INT64) => ElementType::Int64,
        _ => return Ok(()),
    };
    match operator.outputs().next().map(|it| it.element_type()) {
        Some(output) if output != asked => Err(format!(
            "its options ask for {asked}, but its output is declared as {output}"
        )),
        _ => Ok(()),
    }
}

/// What a kernel writes.
enum Written {
    /// Elements of this type.
    Always(ElementType),
    /// Elements of the type that it reads.
    TypeOfInput,
    /// The same, or bytes instead of numbers of 16 bits.
    Product,
    /// The same, or sums instead of bytes.
    Matrix,
    /// Elements of the type that it reads, where the kernel does not compare others.
    Weighted,
}

fn is_byte(ty: ElementType) -> bool {
    matches!(ty, ElementType::Int8 | ElementType::UInt8)
}
