//! How a file is rewritten.
//!
//! Offsets in a file lead forwards only, from a table to what it points to. So what is new goes in front:
//! a new root, and new tables on the way to each change, which point to the old file behind them. Of that
//! nothing is moved against anything else, and only the offsets that count from the beginning of the file
//! grow.

use std::collections::{BTreeMap, HashMap};

use super::{Change, Repair};
use crate::reader::{ModelView, SubgraphView};
use crate::schema::Tables;
use crate::schema::table::Raw;
use crate::types::ElementType;

/// What is new has room for whole cache lines, so that whatever was aligned stays so.
const ALIGNMENT: usize = 64;

/// A kind of table: the fields that point elsewhere, and how many fields are known.
struct Kind {
    pointers: &'static [u16],
    fields: usize,
}

const MODEL: Kind = Kind {
    pointers: &[1, 2, 3, 4, 5, 6, 7, 8, 9],
    fields: 10,
};
const GRAPH: Kind = Kind {
    pointers: &[0, 1, 2, 3, 4],
    fields: 6,
};
const TENSOR: Kind = Kind {
    pointers: &[0, 3, 4, 6, 7, 9],
    fields: 11,
};
const OPERATOR: Kind = Kind {
    pointers: &[1, 2, 4, 5, 7, 8, 12],
    fields: 14,
};

/// The changes of one graph: to its tensors, by index, and biases for its operators, by index.
#[derive(Default)]
struct Changes {
    scales: BTreeMap<usize, (usize, usize)>,
    biases: BTreeMap<usize, (usize, ElementType)>,
}

/// Why a file cannot be rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unable {
    /// A table on the way to a change has fields that this crate does not know: they may point somewhere.
    NewerFields,
    /// The copy would be larger than the format allows.
    TooLarge,
}

/// The file with these changes.
pub(super) fn rewritten(model: ModelView<'_>, repairs: &[Repair]) -> Result<Vec<u8>, Unable> {
    let mut newer = false;
    written(model, repairs, &mut newer).ok_or(match newer {
        true => Unable::NewerFields,
        false => Unable::TooLarge,
    })
}

/// `newer` is set where a table has fields that are unknown.
fn written(model: ModelView<'_>, repairs: &[Repair], newer: &mut bool) -> Option<Vec<u8>> {
    let mut changes: BTreeMap<usize, Changes> = BTreeMap::new();
    let mut room = model.bytes().len().checked_mul(16)?.checked_add(1 << 20)?;
    for repair in repairs {
        let (bytes, channels) = match repair.change {
            Change::Scales { channels, .. } => (12, channels),
            Change::Bias { channels, .. } => (4, channels),
        };
        // A few bytes can name any number of channels.
        room = room.checked_sub(channels.checked_mul(bytes)?)?;
        match repair.change {
            Change::Scales {
                graph,
                tensor,
                channels,
                axis,
            } => {
                let graph = changes.entry(graph).or_default();
                graph.scales.insert(tensor, (channels, axis));
            }
            Change::Bias {
                graph,
                operator,
                channels,
                element_type,
            } => {
                let graph = changes.entry(graph).or_default();
                graph.biases.insert(operator, (channels, element_type));
            }
        }
    }
    // Once to learn how long it gets, which does not depend on how far the old file is moved.
    let length = front(model, &changes, 0, newer)?.len();
    let shift = length.next_multiple_of(ALIGNMENT);
    let mut bytes = front(model, &changes, shift, newer)?;
    bytes.resize(shift, 0);
    bytes.extend_from_slice(model.bytes());
    move_outside(model, shift, &mut bytes)?;
    Some(bytes)
}

/// What counts from the beginning of the file.
fn move_outside(model: ModelView<'_>, shift: usize, bytes: &mut [u8]) -> Option<()> {
    let mut places = HashMap::new();
    for buffer in model.root().buffers().into_iter().flat_map(Tables::iter) {
        if buffer.offset() > 1 {
            places.insert(buffer.raw().at() + buffer.raw().field(1)?, buffer.offset());
        }
    }
    for operator in model.subgraphs().flat_map(SubgraphView::operators) {
        let table = operator.table();
        let offset = table.large_custom_options_offset();
        if offset > 1 {
            places.insert(table.raw().at() + table.raw().field(9)?, offset);
        }
    }
    for (place, offset) in places {
        let moved = offset.checked_add(shift as u64)?;
        let at = place + shift;
        bytes
            .get_mut(at..at + 8)?
            .copy_from_slice(&moved.to_le_bytes());
    }
    Some(())
}

/// What goes in front of the old file, which then begins at `shift`.
fn front(
    model: ModelView<'_>,
    changes: &BTreeMap<usize, Changes>,
    shift: usize,
    newer: &mut bool,
) -> Option<Vec<u8>> {
    let mut new = Front {
        old: model.bytes(),
        shift,
        bytes: vec![0; 8],
        newer,
    };
    new.bytes.get_mut(4..8)?.copy_from_slice(b"TFL3");
    let root = model.root();
    let model_at = new.copy(root.raw(), &MODEL)?;
    new.set(0, model_at)?;

    let mut added = Vec::new();
    let graphs = new.list(
        model
            .subgraphs()
            .filter_map(|it| Some(it.table()?.raw().at())),
        0,
    )?;
    new.point(model_at, root.raw(), 2, graphs)?;
    for (&index, changes) in changes {
        let at = graph(
            &mut new,
            model.subgraph(index)?,
            changes,
            model.buffer_count(),
            &mut added,
        )?;
        new.set_entry(graphs, index, at)?;
    }
    if !added.is_empty() {
        let old = root.buffers()?.iter().map(|it| it.raw().at());
        let buffers = new.list(old, added.len())?;
        new.point(model_at, root.raw(), 4, buffers)?;
        for (index, channels) in added.into_iter().enumerate() {
            let at = new.buffer(channels)?;
            new.set_entry(buffers, model.buffer_count() + index, at)?;
        }
    }
    Some(new.bytes)
}

/// A graph with its changes. `added` are the channels of the biases so far, each of which has a buffer
/// behind the old ones.
fn graph(
    new: &mut Front<'_>,
    graph: SubgraphView<'_>,
    changes: &Changes,
    buffers: usize,
    added: &mut Vec<usize>,
) -> Option<usize> {
    let table = graph.table()?;
    let at = new.copy(table.raw(), &GRAPH)?;
    let old = graph.tensors().map(|it| it.table().raw().at());
    let tensors = new.list(old, changes.biases.len())?;
    new.point(at, table.raw(), 0, tensors)?;
    for (&index, &(channels, axis)) in &changes.scales {
        let tensor = graph.tensor(index)?;
        let scale = tensor.quantization().per_tensor()?.scale;
        let copied = new.copy(tensor.table().raw(), &TENSOR)?;
        let quantization = new.quantization(scale, channels, axis)?;
        new.point(copied, tensor.table().raw(), 4, quantization)?;
        new.set_entry(tensors, index, copied)?;
    }
    if changes.biases.is_empty() {
        return Some(at);
    }
    let old = graph.operators().map(|it| it.table().raw().at());
    let operators = new.list(old, 0)?;
    new.point(at, table.raw(), 3, operators)?;
    for (bias, (&index, &(channels, element_type))) in (graph.tensor_count()..).zip(&changes.biases)
    {
        let operator = graph.operator(index)?.table();
        let mut inputs: Vec<i32> = operator.inputs()?.iter().take(2).collect();
        inputs.push(i32::try_from(bias).ok()?);
        let copied = new.copy(operator.raw(), &OPERATOR)?;
        let inputs = new.numbers(&inputs)?;
        new.point(copied, operator.raw(), 1, inputs)?;
        new.set_entry(operators, index, copied)?;
        let tensor = new.bias(channels, element_type, buffers + added.len())?;
        new.set_entry(tensors, bias, tensor)?;
        added.push(channels);
    }
    Some(at)
}

/// What is written in front.
struct Front<'a> {
    old: &'a [u8],
    shift: usize,
    bytes: Vec<u8>,
    newer: &'a mut bool,
}

impl Front<'_> {
    /// Fills up until the next byte lies `phase` behind a multiple of `alignment`.
    fn fill(&mut self, alignment: usize, phase: usize) {
        while self.bytes.len() % alignment != phase % alignment {
            self.bytes.push(0);
        }
    }

    fn number(&mut self, value: usize) -> Option<()> {
        let value = u32::try_from(value).ok()?;
        self.bytes.extend_from_slice(&value.to_le_bytes());
        Some(())
    }

    /// Makes the offset at `place` lead to `target`.
    fn set(&mut self, place: usize, target: usize) -> Option<()> {
        let offset = i32::try_from(target.checked_sub(place)?).ok()?;
        let place = self.bytes.get_mut(place..place + 4)?;
        place.copy_from_slice(&offset.to_le_bytes());
        Some(())
    }

    /// Makes a field of a table that was copied to `at` lead to `target`.
    fn point(&mut self, at: usize, table: Raw<'_>, slot: u16, target: usize) -> Option<()> {
        self.set(at + table.field(slot)?, target)
    }

    fn set_entry(&mut self, list: usize, index: usize, target: usize) -> Option<()> {
        self.set(list + 4 + 4 * index, target)
    }

    /// Copies a table; what it points to stays where it is.
    fn copy(&mut self, table: Raw<'_>, kind: &Kind) -> Option<usize> {
        let directory = table.directory();
        if directory.len() > 4 + 2 * kind.fields {
            *self.newer = true;
            return None;
        }
        self.fill(2, 0);
        let directory_at = self.bytes.len();
        self.bytes.extend_from_slice(&directory);
        self.fill(16, table.at());
        let at = self.bytes.len();
        let own = self.old.get(table.at()..table.at() + table.len())?;
        self.bytes.extend_from_slice(own);
        let back = i32::try_from(at - directory_at).ok()?;
        self.bytes
            .get_mut(at..at + 4)?
            .copy_from_slice(&back.to_le_bytes());
        for field in kind.pointers.iter().filter_map(|slot| table.field(*slot)) {
            let stored: [u8; 4] = own.get(field..field + 4)?.try_into().ok()?;
            let old = table.at() + field + usize::try_from(u32::from_le_bytes(stored)).ok()?;
            // Without a shift this is only about the length.
            let target = (old + self.shift).max(at + field);
            self.set(at + field, target)?;
        }
        Some(at)
    }

    /// A list of tables of the old file, with room for more.
    fn list(&mut self, old: impl Iterator<Item = usize>, more: usize) -> Option<usize> {
        let old: Vec<usize> = old.collect();
        self.fill(4, 0);
        let at = self.bytes.len();
        self.number(old.len() + more)?;
        self.bytes.resize(at + 4 + 4 * (old.len() + more), 0);
        for (index, old) in old.into_iter().enumerate() {
            let target = (old + self.shift).max(at + 4 + 4 * index);
            self.set_entry(at, index, target)?;
        }
        Some(at)
    }

    fn numbers(&mut self, values: &[i32]) -> Option<usize> {
        self.fill(4, 0);
        let at = self.bytes.len();
        self.number(values.len())?;
        let bytes = values.iter().flat_map(|value| value.to_le_bytes());
        self.bytes.extend(bytes);
        Some(at)
    }

    /// A table of fields of four bytes each, by slot.
    fn table(&mut self, fields: &[(u16, u32)]) -> Option<usize> {
        let slots = fields.iter().map(|(slot, _)| slot + 1).max()?;
        self.fill(4, 0);
        let directory_at = self.bytes.len();
        let mut directory = vec![0_u16; 2 + usize::from(slots)];
        *directory.first_mut()? = 4 + 2 * slots;
        *directory.get_mut(1)? = 4 + 4 * u16::try_from(fields.len()).ok()?;
        for (place, (slot, _)) in (1_u16..).zip(fields) {
            *directory.get_mut(2 + usize::from(*slot))? = 4 * place;
        }
        let bytes = directory.iter().flat_map(|entry| entry.to_le_bytes());
        self.bytes.extend(bytes);
        self.fill(4, 0);
        let at = self.bytes.len();
        self.number(at - directory_at)?;
        for (_, value) in fields {
            self.bytes.extend_from_slice(&value.to_le_bytes());
        }
        Some(at)
    }

    /// This scale for each channel, and zero points of 0.
    fn quantization(&mut self, scale: f32, channels: usize, axis: usize) -> Option<usize> {
        let at = self.table(&[(2, 0), (3, 0), (6, u32::try_from(axis).ok()?)])?;
        self.fill(4, 0);
        let scales = self.bytes.len();
        self.set(at + 4, scales)?;
        self.number(channels)?;
        let bytes = (0..channels).flat_map(|_| scale.to_le_bytes());
        self.bytes.extend(bytes);
        // The elements have eight bytes, behind a count of four.
        self.fill(8, 4);
        let zero_points = self.bytes.len();
        self.set(at + 8, zero_points)?;
        self.number(channels)?;
        self.bytes.resize(zero_points + 4 + 8 * channels, 0);
        Some(at)
    }

    /// A tensor whose data is this buffer.
    fn bias(&mut self, channels: usize, element_type: ElementType, buffer: usize) -> Option<usize> {
        let element_type = u32::try_from(element_type.schema_code()?).ok()?;
        let at = self.table(&[(0, 0), (1, element_type), (2, u32::try_from(buffer).ok()?)])?;
        let shape = self.numbers(&[i32::try_from(channels).ok()?])?;
        self.set(at + 4, shape)?;
        Some(at)
    }

    /// A buffer of zeros, four bytes for each channel.
    fn buffer(&mut self, channels: usize) -> Option<usize> {
        let at = self.table(&[(0, 0)])?;
        let bytes = 4 * channels;
        self.fill(16, 12);
        let data = self.bytes.len();
        self.set(at + 4, data)?;
        self.number(bytes)?;
        self.bytes.resize(data + 4 + bytes, 0);
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_with_newer_fields_are_not_copied_and_not_called_too_large() {
        let bytes = include_bytes!("../../../models/tiny/add.tflite");
        let model = ModelView::new(bytes).unwrap();
        let root = model.root().raw();
        for (fields, copied) in [(MODEL.fields, true), (1, false)] {
            let mut newer = false;
            let mut front = Front {
                old: model.bytes(),
                shift: 0,
                bytes: vec![0; 8],
                newer: &mut newer,
            };
            let kind = Kind { fields, ..MODEL };
            assert_eq!(front.copy(root, &kind).is_some(), copied);
            assert_eq!(newer, !copied);
        }
    }
}
