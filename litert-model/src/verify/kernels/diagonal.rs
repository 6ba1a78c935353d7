//! The diagonal of MATRIX_SET_DIAG.

use crate::ops::hazard::{ALL, Hazard};
use crate::reader::OperatorView;
use crate::verify::shapes::Shapes;

/// The kernel takes as many elements of the diagonal as the matrix has, wherever they end.
pub(crate) const DIAGONAL: Hazard = Hazard::shapes("diagonal-length", ALL, check);

fn check(operator: OperatorView<'_>, shapes: &Shapes<'_, '_>) -> Result<(), String> {
    let mut inputs = operator.inputs().flatten();
    let (Some(matrix), Some(diagonal)) = (inputs.next(), inputs.next()) else {
        return Ok(());
    };
    let (Some(matrix), Some(diagonal)) = (shapes.known(matrix), shapes.known(diagonal)) else {
        return Ok(());
    };
    let [batch @ .., rows, columns] = matrix.dims() else {
        return Ok(());
    };
    let expected = [batch, &[*rows.min(columns)]].concat();
    if diagonal.dims() == expected {
        return Ok(());
    }
    Err(format!(
        "a diagonal of shape {diagonal} does not fit a matrix of shape {matrix}"
    ))
}
