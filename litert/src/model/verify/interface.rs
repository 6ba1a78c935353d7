//! Whether what is told about inputs and outputs is about as large as the file.

use super::{Check, fail, structure};
use crate::model::error::InvalidModelKind;
use crate::model::reader::{ModelView, OperatorCodeView, SubgraphView, TensorView};
use crate::model::schema::Scalars;

/// Names and scales are copied for each input and output. A hostile file lists one tensor with a
/// long name many thousand times, and unfolds to more than there is memory. The limit is the one
/// that the tables of the file are held to.
pub(super) fn check(model: ModelView<'_>) -> Check {
    let limit = structure::most_unfolded(model.bytes());
    let mut size = 0_usize;
    for copied in sizes(model) {
        size = size.saturating_add(copied);
        if size > limit {
            return fail(
                InvalidModelKind::Structure,
                "",
                "the names and scales of its inputs and outputs unfold to many times the size of \
                 the file; it is damaged",
            );
        }
    }
    Ok(())
}

/// What each description takes that somebody owns: of the inputs and outputs of the main graph, of
/// signatures, and of custom operators.
fn sizes(model: ModelView<'_>) -> impl Iterator<Item = usize> {
    let main = model.main_subgraph();
    let of_signatures = model
        .signatures()
        .flat_map(|signature| signature.inputs().chain(signature.outputs()))
        .map(|it| it.name.len().saturating_add(own(it.tensor)));
    let of_custom_operators = model
        .subgraphs()
        .flat_map(SubgraphView::operators)
        .filter(|operator| operator.code().is_some_and(OperatorCodeView::is_custom))
        .flat_map(|operator| operator.inputs().flatten().chain(operator.outputs()));
    main.inputs()
        .chain(main.outputs())
        .chain(of_custom_operators)
        // These are called by the one name twice.
        .map(|tensor| own(tensor).saturating_mul(2))
        .chain(of_signatures)
}

/// The name of a tensor and its scales, with their zero points.
fn own(tensor: TensorView<'_>) -> usize {
    let table = tensor.table();
    let name = table.name().map_or(0, |name| name.bytes().len());
    let scales = table.quantization().and_then(|it| it.scale());
    name.saturating_add(scales.map_or(0, Scalars::len).saturating_mul(8))
}
