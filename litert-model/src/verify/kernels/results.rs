//! Results of another type than the kernel writes.
//!
//! Most kernels compare the type of their output with what they are about to write, or overwrite it.
//! These do neither: memory is laid out for the declared type, and filled with the other one.

use crate::reader::OperatorView;
use crate::types::ElementType;
use crate::verify::types::Types;

/// Says what is wrong, if anything.
pub(super) fn check(operator: OperatorView<'_>, types: &Types) -> Result<(), String> {
    asked(operator)?;
    let Some(written) = operator.row().and_then(|row| written(row.name)) else {
        return Ok(());
    };
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
fn asked(operator: OperatorView<'_>) -> Result<(), String> {
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

/// `None` for kernels that make sure of it themselves.
fn written(name: &str) -> Option<Written> {
    Some(match name {
        "REDUCE_ALL" | "REDUCE_ANY" => Written::Always(ElementType::Bool),
        "LSH_PROJECTION" => Written::Always(ElementType::Int32),
        "CUMSUM"
        | "MEAN"
        | "REDUCE_MAX"
        | "REDUCE_MIN"
        | "REDUCE_PROD"
        | "SEGMENT_SUM"
        | "SQUEEZE"
        | "SUM"
        | "UNSORTED_SEGMENT_MAX"
        | "UNSORTED_SEGMENT_MIN"
        | "UNSORTED_SEGMENT_PROD"
        | "UNSORTED_SEGMENT_SUM" => Written::TypeOfInput,
        "STABLEHLO_ADD" | "STABLEHLO_AND" | "STABLEHLO_GATHER" | "STABLEHLO_MAXIMUM"
        | "STABLEHLO_MINIMUM" | "STABLEHLO_MULTIPLY" | "STABLEHLO_SCATTER"
        | "STABLEHLO_SUBTRACT" => Written::TypeOfInput,
        "MUL" => Written::Product,
        "BATCH_MATMUL" => Written::Matrix,
        "FULLY_CONNECTED" => Written::Weighted,
        _ => return None,
    })
}

fn is_byte(ty: ElementType) -> bool {
    matches!(ty, ElementType::Int8 | ElementType::UInt8)
}
