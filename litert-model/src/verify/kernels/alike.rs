//! Tensors that have to be alike, where the kernels do not look.

use crate::ops::Row;
use crate::ops::hazard::{ALL, Hazard, OLD, Probe};
use crate::reader::{OperatorView, TensorView};
use crate::schema::Scalars;
use crate::types::{ElementType, MAX_RANK};
use crate::verify::shapes::Shapes;
use crate::verify::types::Types;

/// BITCAST to wider elements takes the last dimension for those that make one of them.
pub(crate) const BITCAST: Hazard = Hazard::shapes("bitcast-size", ALL, bitcast);
/// RESHAPE copies as many bytes as its input has, wherever they end.
pub(crate) const COPY: Hazard = Hazard::file("copy-between-types", ALL, |case| {
    same_type(case.operator, case.types)
});
/// BATCH_MATMUL reads the last two dimensions of both inputs, whether there are as many or not.
pub(crate) const MATRICES: Hazard = Hazard::file("no-matrix", ALL, |case| {
    matrices(case.operator, case.shapes)
});
/// FILL counts in 32 bits.
pub(crate) const FILL: Hazard = Hazard::file(COUNTED, OLD, |case| {
    countable(case.operator, 0, 1).map(drop)
});
/// BROADCAST_TO counts in 32 bits, and steps through its input in fractions of what is 0.
pub(crate) const BROADCAST: Hazard =
    Hazard::file(COUNTED, OLD, |case| something(case.operator, 1, 0));
/// So does SCATTER_ND.
pub(crate) const SCATTER: Hazard =
    Hazard::file(COUNTED, OLD, |case| something(case.operator, 2, 1));
/// ATAN2 and STABLEHLO_SHIFT_LEFT read as many elements of the second input as the first one has.
pub(crate) const PAIRED: Hazard = Hazard::alike(|_| true);
/// So does MaxUnpooling2D, of every library.
pub(crate) const UNPOOLED: Hazard = Hazard {
    libraries: ALL,
    ..Hazard::alike(|_| true)
};
/// So does ADD where it shifts.
pub(crate) const ADD: Hazard = Hazard::alike(|operator| {
    let asked = operator.table().add();
    shifts(operator, true, asked.is_some_and(|it| it.pot_scale_int16()))
});
/// So does SUB where it shifts.
pub(crate) const SUB: Hazard = Hazard::alike(|operator| {
    let asked = operator.table().sub();
    shifts(
        operator,
        false,
        asked.is_some_and(|it| it.pot_scale_int16()),
    )
});

const COUNTED: &str = "shape-uncountable";

fn something(operator: OperatorView<'_>, shape: usize, of: usize) -> Result<(), String> {
    match countable(operator, shape, of)? {
        Some(0) => Err("it makes a tensor without elements".to_owned()),
        _ => Ok(()),
    }
}

/// Says whether two inputs are not of one shape.
pub(super) fn unlike(
    (first, second): (TensorView<'_>, TensorView<'_>),
    shapes: &Shapes<'_, '_>,
) -> Result<(), String> {
    // An open dimension may turn out to be anything, unless it follows from inputs that have none.
    let certain =
        !shapes.are_open() && shapes.known(first).is_some() && shapes.known(second).is_some();
    let open = [first.shape_signature(), second.shape_signature()];
    let (first, second) = (shapes.when_run(first), shapes.when_run(second));
    let fits = |axis: usize| {
        let mut open = open.iter().map(|shape| shape.get(axis));
        first.get(axis) == second.get(axis)
            || !certain && open.any(|dim| dim.is_some_and(|dim| *dim < 0))
    };
    if first.rank() == second.rank() && (0..first.rank()).all(fits) {
        return Ok(());
    }
    Err(format!(
        "its inputs have the shapes {first} and {second}, which must be the same"
    ))
}

fn bitcast(operator: OperatorView<'_>, shapes: &Shapes<'_, '_>) -> Result<(), String> {
    let (Some(Some(input)), Some(output)) = (operator.inputs().next(), operator.outputs().next())
    else {
        return Ok(());
    };
    let bits = [input, output].map(|tensor| tensor.element_type().size_bits());
    let (Some(shape), [Some(from), Some(to)]) = (shapes.known(input), bits) else {
        return Ok(());
    };
    let last = shape.last().and_then(|last| u32::try_from(*last).ok());
    if from >= to || last.is_some_and(|last| last.checked_mul(from) == Some(to)) {
        return Ok(());
    }
    Err(format!(
        "the last dimension of {shape} is not that of {} elements for one of {}",
        input.element_type(),
        output.element_type()
    ))
}

/// Copies as many bytes as the input has, wherever they end.
fn same_type(operator: OperatorView<'_>, types: &Types) -> Result<(), String> {
    let (Some(Some(input)), Some(output)) = (operator.inputs().next(), operator.outputs().next())
    else {
        return Ok(());
    };
    let to = output.element_type();
    match [input.element_type(), types.when_run(input)]
        .into_iter()
        .find(|from| *from != to)
    {
        None => Ok(()),
        Some(from) => Err(format!(
            "it turns {from} elements into {to}, but it can only copy them"
        )),
    }
}

/// The last two dimensions of both inputs are read, whether there are as many or not.
fn matrices(operator: OperatorView<'_>, shapes: &Shapes<'_, '_>) -> Result<(), String> {
    let inputs = operator.inputs().flatten().take(2);
    let mut shapes = inputs.flat_map(|it| [it.shape(), shapes.when_run(it)]);
    match shapes.find(|shape| shape.rank() < 2) {
        None => Ok(()),
        Some(shape) => Err(format!("it multiplies matrices, and not shape {shape}")),
    }
}

/// The bytes that a constant shape asks for, if there can be as many: input `shape` of an operator that
/// makes such a tensor of the elements of input `of`. TensorFlow Lite 2.17 counts in 32 bits and does not
/// look.
fn countable(operator: OperatorView<'_>, shape: usize, of: usize) -> Result<Option<i64>, String> {
    let input = |at: usize| operator.inputs().nth(at).flatten();
    let (Some(shape), Some(of)) = (input(shape), input(of)) else {
        return Ok(None);
    };
    let Some(data) = shape.data() else {
        return Ok(None);
    };
    let length = shape.shape().num_elements().unwrap_or(0);
    if length > MAX_RANK {
        return Err(format!(
            "it asks for {length} dimensions, but the runtimes handle at most {MAX_RANK}"
        ));
    }
    let dims: Vec<i64> = match shape.element_type() {
        ElementType::Int32 => numbers(data, |bytes| i32::from_le_bytes(bytes).into()),
        ElementType::Int64 => numbers(data, i64::from_le_bytes),
        _ => return Ok(None),
    };
    let size = of.element_type().byte_len(1).unwrap_or(1) as i64;
    let bytes = dims.iter().try_fold(size, |product, dim| {
        product.checked_mul(*dim).filter(|_| *dim >= 0)
    });
    match bytes {
        Some(bytes) if i32::try_from(bytes).is_ok() => Ok(Some(bytes)),
        _ => Err(format!(
            "it asks for the shape {dims:?}, which is impossible"
        )),
    }
}

/// The elements of a constant.
pub(super) fn numbers<const N: usize, T>(data: &[u8], read: impl Fn([u8; N]) -> T) -> Vec<T> {
    let chunks = data.chunks_exact(N).filter_map(|it| it.try_into().ok());
    chunks.map(read).collect()
}

/// The two inputs of an operator whose kernel reads as many elements of the one as the other has,
/// whatever that one has itself.
pub(in crate::verify) fn of_same_shape<'a>(
    operator: OperatorView<'a>,
    row: &Row,
) -> Option<(TensorView<'a>, TensorView<'a>)> {
    let concerned = |hazard: &Hazard| match hazard.check {
        Probe::Alike(concerned) => concerned(operator),
        _ => false,
    };
    let mut inputs = operator.inputs().flatten();
    let (first, second) = (inputs.next()?, inputs.next()?);
    let different = first.index() != second.index();
    (different && row.hazards.iter().any(concerned)).then_some((first, second))
}

/// Whether integers of 16 bits are brought to a common scale by shifting them, which one kernel does
/// element by element.
fn shifts(operator: OperatorView<'_>, asks_first: bool, asked: bool) -> bool {
    let mut inputs = operator.inputs().flatten();
    let (Some(first), Some(second), Some(output)) =
        (inputs.next(), inputs.next(), operator.outputs().next())
    else {
        return false;
    };
    if second.element_type() != ElementType::Int16 && first.element_type() != ElementType::Int16 {
        return false;
    }
    let [first, second, output] = [first, second, output].map(scale);
    if output.is_none() {
        return false;
    }
    // ADD asks its first input whether anything is quantized, and before the run its output.
    if asks_first && first.is_none() {
        return true;
    }
    asked
        && [first, second, output]
            .into_iter()
            .flatten()
            .all(is_power_of_two)
}

fn scale(tensor: TensorView<'_>) -> Option<f32> {
    let scales = tensor.table().quantization()?.scale()?;
    Scalars::get(scales, 0)
}

/// With some room, as the kernel has it.
fn is_power_of_two(scale: f32) -> bool {
    let exponent = scale.log2();
    (exponent - exponent.round()).abs() < 2e-3
}
