//! What only `CompiledModel` stumbles over.

use super::{Check, fail, tensor_place};
use crate::model::error::InvalidModelKind;
use crate::model::reader::ModelView;
use crate::model::schema::Scalars;

/// LiteRT's loader reads the first scale whenever there is a single zero point, even if there are
/// no scales, and crashes. `Interpreter` ignores zero points without scales.
pub(in crate::model) fn compiled_model(model: ModelView<'_>) -> Check {
    for tensor in model.subgraphs().flat_map(|graph| graph.tensors()) {
        let Some(stored) = tensor.table().quantization() else {
            continue;
        };
        if stored.blockwise().is_some() {
            continue;
        }
        let scales = stored.scale().map_or(0, Scalars::len);
        let zero_points = stored.zero_point().map_or(0, Scalars::len);
        if scales != zero_points {
            return fail(
                InvalidModelKind::Tensor,
                tensor_place(tensor),
                format!(
                    "quantization: there are {zero_points} zero points but {scales} scales; \
                     CompiledModel cannot load this, use Interpreter"
                ),
            );
        }
    }
    Ok(())
}
