//! Whether options are there, and whole, where kernels read them without a look.

use super::flexbuffer;
use crate::ops::hazard::{Hazard, Probe};
use crate::reader::OperatorView;
use crate::schema::Scalars;
use crate::types::ElementType;
use crate::verify::read::Read;

/// Says what is wrong with the options of a built-in operator, if anything.
pub(super) fn check(operator: OperatorView<'_>) -> Result<(), String> {
    let table = operator.table();
    let lists = if let Some(options) = table.scatter() {
        [
            options.update_window_dims(),
            options.inserted_window_dims(),
            options.scatter_dims_to_operand_dims(),
        ]
        .iter()
        .all(Option::is_some)
    } else if let Some(options) = table.gather() {
        [
            options.offset_dims(),
            options.collapsed_slice_dims(),
            options.start_index_map(),
            options.slice_sizes(),
        ]
        .iter()
        .all(Option::is_some)
    } else if let Some(options) = table.pad() {
        [
            options.edge_padding_low(),
            options.edge_padding_high(),
            options.interior_padding(),
        ]
        .iter()
        .all(Option::is_some)
    } else if let Some(options) = table.case() {
        options.branch_subgraphs().is_some()
    } else {
        true
    };
    if !lists {
        return Err("one of the lists in its options is missing".to_owned());
    }
    match table.composite() {
        Some(options) if options.name().is_none() => Err("the composite has no name".to_owned()),
        _ => Ok(()),
    }
}

/// The kernel reads its options as a FlexBuffer, whatever they are.
pub(crate) const FLEXBUFFER: Hazard = Hazard::flexbuffer(true);
/// The same if there are any.
pub(crate) const FLEXBUFFER_IF_ANY: Hazard = Hazard::flexbuffer(false);

/// Says what is wrong with the options of a custom operator, if anything.
pub(super) fn custom(operator: OperatorView<'_>, read: &mut Read) -> Result<(), String> {
    let options = operator.custom_options().unwrap_or(&[]);
    let mut hazards = operator.row().into_iter().flat_map(|row| row.hazards);
    let concerned = hazards.any(|hazard| match hazard.check {
        Probe::FlexBuffer { required } => required || !options.is_empty(),
        _ => false,
    });
    if concerned && read.is_first(options, ElementType::UInt8)? {
        flexbuffer::check(options).map_err(|what| format!("its options: {what}"))?;
    }
    Ok(())
}

/// Says what is wrong with the attributes of a composite that a delegate reads, if anything.
pub(super) fn attributes(stored: Option<Scalars<'_, u8>>) -> Result<(), String> {
    let bytes = stored.map_or(&[][..], Scalars::bytes);
    flexbuffer::check(bytes).map_err(|what| format!("its attributes: {what}"))
}
