//! Models that keep what lies between inputs and outputs.
//!
//! The C API cannot ask an interpreter to keep all tensors; but outputs are always kept. So the
//! file is changed: everything that an operator of the main graph computes becomes an output of the
//! graph. A new list is appended to the file, and the one place that points to the old list points
//! to it.

use anyhow::{Context, Result};
use litert::Model;
use litert::types::ElementType;

use crate::container;

/// Fields of the file format, by their place in their tables.
const MODEL_SUBGRAPHS: usize = 2;
const SUBGRAPH_OUTPUTS: usize = 2;

/// The same model with all that it computes as outputs of its main graph, after those that it has.
pub(crate) fn expose(model: &Model) -> Result<Model> {
    let graph = model.view().main_subgraph();
    let mut outputs: Vec<usize> = graph.outputs().map(|tensor| tensor.index()).collect();
    for tensor in graph.operators().flat_map(|operator| operator.outputs()) {
        let holds_numbers = tensor.element_type().size_bits().is_some()
            && tensor.element_type() != ElementType::NoType;
        let fixed = tensor.is_constant() || tensor.is_variable();
        if holds_numbers && !fixed && !outputs.contains(&tensor.index()) {
            outputs.push(tensor.index());
        }
    }
    let bytes = append_outputs(model.as_bytes(), &outputs);
    let bytes = bytes.context("the main graph has no list of outputs that could be longer")?;
    Ok(container::options(model.allowed()).take_bytes(bytes)?)
}

fn append_outputs(file: &[u8], outputs: &[usize]) -> Option<Vec<u8>> {
    let model = u32_at(file, 0)?;
    let subgraphs = follow(file, field(file, model, MODEL_SUBGRAPHS)?)?;
    // The first element comes after the number of elements.
    let graph = follow(file, subgraphs.checked_add(4)?)?;
    let outputs_field = field(file, graph, SUBGRAPH_OUTPUTS)?;

    let mut changed = file.to_vec();
    changed.resize(file.len().next_multiple_of(4), 0);
    let list = changed.len();
    changed.extend(u32::try_from(outputs.len()).ok()?.to_le_bytes());
    for &output in outputs {
        changed.extend(i32::try_from(output).ok()?.to_le_bytes());
    }
    let offset = u32::try_from(list.checked_sub(outputs_field)?).ok()?;
    let at = changed.get_mut(outputs_field..outputs_field.checked_add(4)?)?;
    at.copy_from_slice(&offset.to_le_bytes());
    Some(changed)
}

fn u32_at(file: &[u8], at: usize) -> Option<usize> {
    let bytes = file.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}

/// Where the place `at` points to.
fn follow(file: &[u8], at: usize) -> Option<usize> {
    at.checked_add(u32_at(file, at)?)
}

/// Where the field of a table is stored, if it is.
fn field(file: &[u8], table: usize, field: usize) -> Option<usize> {
    let back = i32::from_le_bytes(file.get(table..table.checked_add(4)?)?.try_into().ok()?);
    let vtable = table.checked_add_signed(isize::try_from(back).ok()?.checked_neg()?)?;
    let at = vtable.checked_add(4 + 2 * field)?;
    let size = u16::from_le_bytes(file.get(vtable..vtable.checked_add(2)?)?.try_into().ok()?);
    if 4 + 2 * field + 2 > usize::from(size) {
        return None;
    }
    let offset = u16::from_le_bytes(file.get(at..at.checked_add(2)?)?.try_into().ok()?);
    (offset != 0).then(|| table.checked_add(usize::from(offset)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_operators_compute_becomes_an_output() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../models/digits/digits_int8.tflite"
        );
        let model = Model::from_file(path).unwrap();
        let exposed = expose(&model).unwrap();
        let count = |model: &Model| {
            let graph = model.view().main_subgraph();
            (graph.operator_count(), graph.outputs().count())
        };
        let (operators, before) = count(&model);
        assert_eq!(before, 1);
        assert_eq!(count(&exposed), (operators, operators));
        let (before, now) = (model.default_signature(), exposed.default_signature());
        assert!(now.outputs().starts_with(before.outputs()));
        assert_eq!(now.inputs(), before.inputs());
    }

    #[test]
    fn damaged_files_are_no_panic() {
        assert_eq!(append_outputs(&[], &[0]), None);
        assert_eq!(append_outputs(&[255; 64], &[0]), None);
        assert_eq!(append_outputs(&[0; 64], &[0]), None);
    }
}
