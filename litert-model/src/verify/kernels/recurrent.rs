//! Whether the tensors of quantized recurrent operators have the scales that their kernels read.

use crate::ops::hazard::{ALL, Hazard};
use crate::reader::{OperatorView, TensorView};
use crate::schema::Scalars;
use crate::types::ElementType;

/// The position of the first coefficients of layer normalization that every variant has.
const LAYER_NORM: usize = 21;

const NAME: &str = "recurrent-scales";

/// The kernels of LSTM read the scale of the state of the cell.
pub(crate) const LSTM: Hazard = Hazard::file(NAME, ALL, |case| {
    read(case.operator, &[19])?;
    inner(case.operator)
});

/// The kernel of SVDF reads those of data, two kinds of weights and the state.
pub(crate) const SVDF: Hazard = Hazard::file(NAME, ALL, |case| read(case.operator, &[0, 1, 2, 4]));

/// Only the kernels for small integers need scales.
fn is_quantized(operator: OperatorView<'_>) -> bool {
    let first = operator.inputs().next().flatten();
    first.map(TensorView::element_type) == Some(ElementType::Int8)
}

fn read(operator: OperatorView<'_>, read: &[usize]) -> Result<(), String> {
    if !is_quantized(operator) {
        return Ok(());
    }
    // Where tensors are missing altogether the kernels say so.
    let input = |at: &usize| operator.inputs().nth(*at).flatten();
    let read = read.iter().filter_map(input);
    if let Some(tensor) = read.chain(operator.outputs()).find(|it| !has_scale(*it)) {
        return Err(format!("tensor {} has no scale", tensor.index()));
    }
    Ok(())
}

/// Those of intermediate tensors.
fn inner(operator: OperatorView<'_>) -> Result<(), String> {
    if !is_quantized(operator) {
        return Ok(());
    }
    let normalizes = operator.inputs().nth(LAYER_NORM).flatten().is_some();
    // −1 stands for a tensor that is left out.
    let inner: Vec<Option<TensorView<'_>>> = operator.intermediate_slots().collect();
    let read = match inner.len() {
        5 if normalizes => 0..5,
        5 => 4..5,
        12 => 0..12,
        // The kernel refuses other numbers.
        _ => return Ok(()),
    };
    let all_have_scales = inner
        .get(read)
        .is_some_and(|read| read.iter().all(|tensor| tensor.is_some_and(has_scale)));
    if all_have_scales {
        return Ok(());
    }
    Err("the scale of one of its intermediate tensors is missing".to_owned())
}

fn has_scale(tensor: TensorView<'_>) -> bool {
    tensor.table().quantization().is_some_and(|stored| {
        stored.blockwise().is_none()
            && stored.multi_axis().is_none()
            && stored.scale().map_or(0, Scalars::len) > 0
    })
}
