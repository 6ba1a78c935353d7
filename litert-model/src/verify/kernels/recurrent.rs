//! Whether the tensors of quantized recurrent operators have the scales that their kernels read.

use crate::reader::{OperatorView, TensorView};
use crate::schema::Scalars;
use crate::types::ElementType;

const LSTM: i32 = 16;
const SVDF: i32 = 27;
const UNIDIRECTIONAL_SEQUENCE_LSTM: i32 = 44;

/// The position of the first coefficients of layer normalization that every variant has.
const LAYER_NORM: usize = 21;

/// Says what is wrong, if anything.
pub(super) fn check(operator: OperatorView<'_>, code: i32) -> Result<(), String> {
    // The state of the cell; data, two kinds of weights and the state.
    let read: &[usize] = match code {
        LSTM | UNIDIRECTIONAL_SEQUENCE_LSTM => &[19],
        SVDF => &[0, 1, 2, 4],
        _ => return Ok(()),
    };
    let mut inputs = operator.inputs();
    let first = inputs.next().flatten().map(TensorView::element_type);
    // Only the kernels for small integers need scales.
    if first != Some(ElementType::Int8) {
        return Ok(());
    }
    // Where tensors are missing altogether the kernels say so.
    let input = |at: &usize| operator.inputs().nth(*at).flatten();
    let read = read.iter().filter_map(input);
    if let Some(tensor) = read.chain(operator.outputs()).find(|it| !has_scale(*it)) {
        return Err(format!("tensor {} has no scale", tensor.index()));
    }
    if code == SVDF {
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
