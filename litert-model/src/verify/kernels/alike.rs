//! Tensors that have to be alike, where the kernels do not look.

use crate::reader::{OperatorView, TensorView};
use crate::schema::{Operator, Scalars};
use crate::types::{ElementType, MAX_RANK};
use crate::verify::shapes::Shapes;
use crate::verify::types::Types;

const ADD: i32 = 0;
const RESHAPE: i32 = 22;
const SUB: i32 = 41;
const FILL: i32 = 94;
const BATCH_MATMUL: i32 = 126;
const SCATTER_ND: i32 = 122;
const BROADCAST_TO: i32 = 130;
const ATAN2: i32 = 156;

/// Says what is wrong, if anything.
pub(super) fn check(
    operator: OperatorView<'_>,
    code: i32,
    types: &Types,
    shapes: &Shapes<'_, '_>,
) -> Result<(), String> {
    match code {
        RESHAPE => return same_type(operator, types),
        BATCH_MATMUL => return matrices(operator, shapes),
        FILL => return countable(operator, 0, 1).map(drop),
        // They step through their input in fractions of what is 0.
        BROADCAST_TO | SCATTER_ND => {
            let (shape, of) = if code == BROADCAST_TO { (1, 0) } else { (2, 1) };
            return match countable(operator, shape, of)? {
                Some(0) => Err("it makes a tensor without elements".to_owned()),
                _ => Ok(()),
            };
        }
        _ => {}
    }
    let Some((first, second)) = of_same_shape(operator, code) else {
        return Ok(());
    };
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
    code: i32,
) -> Option<(TensorView<'a>, TensorView<'a>)> {
    let mut inputs = operator.inputs().flatten();
    let (first, second) = (inputs.next()?, inputs.next()?);
    let concerned = match code {
        ATAN2 => true,
        ADD | SUB => shifts(operator, code, first, second),
        _ => false,
    };
    (concerned && first.index() != second.index()).then_some((first, second))
}

/// Whether integers of 16 bits are brought to a common scale by shifting them, which one kernel does
/// element by element.
fn shifts(
    operator: OperatorView<'_>,
    code: i32,
    first: TensorView<'_>,
    second: TensorView<'_>,
) -> bool {
    let Some(output) = operator.outputs().next() else {
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
    if code == ADD && first.is_none() {
        return true;
    }
    let table: Operator<'_> = operator.table();
    let asked = match code {
        ADD => table.add().is_some_and(|options| options.pot_scale_int16()),
        _ => table.sub().is_some_and(|options| options.pot_scale_int16()),
    };
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
