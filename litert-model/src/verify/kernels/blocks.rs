//! Blocks that DEPTH_TO_SPACE and SPACE_TO_DEPTH move between depth and the other dimensions.

use crate::ops::hazard::{ALL, Hazard};
use crate::reader::OperatorView;

/// The kernels multiply the size of a block in 32 bits, and divide by what that gives.
pub(crate) const BLOCK: Hazard = Hazard::file("block-size", ALL, |case| block(case.operator));

/// Its square, and products with sizes, are numbers of 32 bits. No model comes close.
const MOST: i32 = i16::MAX as i32;

fn block(operator: OperatorView<'_>) -> Result<(), String> {
    let table = operator.table();
    let options = table.depth_to_space().or(table.space_to_depth());
    let size = options.map_or(0, |options| options.size());
    // Those below 1 the kernels refuse by themselves.
    match size <= MOST {
        true => Ok(()),
        false => Err(format!(
            "its blocks have the size {size}, which is impossible"
        )),
    }
}
