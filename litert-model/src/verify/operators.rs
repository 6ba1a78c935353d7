//! Whether operators exist, and whether what they name does.

use super::{Check, buffers, fail, in_range, operator_place};
use crate::error::InvalidModelKind;
use crate::reader::{ModelView, OperatorView, SubgraphView};
use crate::schema::Scalars;

/// Whether the kinds of operators have numbers and names.
///
/// Numbers that are newer than this crate pass: whether an operator exists is for the runtime to
/// say, and it does so in plain words.
pub(super) fn codes(model: ModelView<'_>) -> Check {
    for code in model.operator_codes() {
        let place = || format!("operator code {}", code.index());
        if code.builtin_code() < 0 {
            let message = format!("there is no operator number {}", code.builtin_code());
            return fail(InvalidModelKind::Operator, place(), message);
        }
        let name = code
            .table()
            .custom_code()
            .map_or(&[][..], |name| name.bytes());
        if code.is_custom() && (name.is_empty() || name.contains(&0)) {
            let message = "a custom operator has no name, or one that contains a zero byte";
            return fail(InvalidModelKind::Operator, place(), message);
        }
    }
    Ok(())
}

/// Whether the operators of a graph name kinds, tensors and graphs that exist.
pub(super) fn check(graph: SubgraphView<'_>) -> Check {
    for operator in graph.operators() {
        one(operator).or_else(|message| {
            fail(
                InvalidModelKind::Operator,
                operator_place(operator),
                message,
            )
        })?;
    }
    Ok(())
}

fn one(operator: OperatorView<'_>) -> Result<(), String> {
    let table = operator.table();
    let model = operator.subgraph().model();
    let Some(code) = operator.code() else {
        return Err(format!(
            "it is of kind {}, but the number of kinds is {}",
            table.opcode_index(),
            model.operator_code_count()
        ));
    };
    let refs = table.subgraph_refs();
    // The kernels of control flow leave out results that nobody wants, and custom operators do what
    // they like. Everybody else takes an output for granted.
    let optional_outputs = code.is_custom() || refs.is_some();
    tensors(operator, "input", table.inputs(), true)?;
    tensors(operator, "output", table.outputs(), optional_outputs)?;
    // The native libraries do not look at these at all.
    tensors(operator, "intermediate tensor", table.intermediates(), true)?;

    for output in operator.outputs() {
        if output.data().is_some_and(|data| !data.is_empty()) {
            return Err(format!(
                "it writes to tensor {}, which is a constant; the runtime would overwrite the \
                 model",
                output.index()
            ));
        }
    }

    let (offset, size) = (
        table.large_custom_options_offset(),
        table.large_custom_options_size(),
    );
    if offset > 1 && !buffers::inside(model, offset, size) {
        return Err(format!(
            "its options: {}",
            buffers::outside_message(model, offset, size)
        ));
    }

    let Some(refs) = refs else {
        return Ok(());
    };
    for index in refs.indices() {
        let none = index == -1 && refs.may_be_none;
        if !none && !in_range(index, model.subgraph_count()) {
            return Err(format!(
                "it refers to subgraph {index}, but the number of subgraphs is {}",
                model.subgraph_count()
            ));
        }
    }
    Ok(())
}

fn tensors(
    operator: OperatorView<'_>,
    role: &str,
    indices: Option<Scalars<'_, i32>>,
    optional: bool,
) -> Result<(), String> {
    let count = operator.subgraph().tensor_count();
    for (position, index) in indices.into_iter().flat_map(Scalars::iter).enumerate() {
        let left_out = optional && index == -1;
        if !left_out && !in_range(i64::from(index), count) {
            return Err(format!(
                "{role} {position} is tensor {index}, but the number of tensors is {count}"
            ));
        }
    }
    Ok(())
}
