//! Writes descriptions of models (`TFLITE_METADATA`).

use arbitrary::Arbitrary;
use flatbuffers::{FlatBufferBuilder, TableFinishedWIPOffset, WIPOffset};

/// What is said about a model with one graph.
#[derive(Arbitrary, Debug)]
pub(crate) struct Description {
    pub(crate) name: Option<String>,
    pub(crate) license: Option<String>,
    pub(crate) inputs: Vec<Tensor>,
    pub(crate) outputs: Vec<Tensor>,
}

/// What is said about an input or output.
#[derive(Arbitrary, Debug)]
pub(crate) struct Tensor {
    pub(crate) name: Option<String>,
    pub(crate) mean: Vec<f32>,
    pub(crate) std: Vec<f32>,
    pub(crate) threshold: Option<f32>,
    /// Of pictures.
    pub(crate) size: Option<(u32, u32)>,
    /// The name and kind of an attached file.
    pub(crate) file: Option<(String, i8)>,
}

type Builder<'a> = FlatBufferBuilder<'a>;
type Written = WIPOffset<TableFinishedWIPOffset>;

const fn slot(index: u16) -> u16 {
    4 + 2 * index
}

impl Description {
    /// The bytes of the entry.
    pub(crate) fn build(&self) -> Vec<u8> {
        let mut builder = Builder::new();
        let b = &mut builder;
        let inputs: Vec<_> = self.inputs.iter().map(|tensor| tensor.build(b)).collect();
        let inputs = b.create_vector(&inputs);
        let outputs: Vec<_> = self.outputs.iter().map(|tensor| tensor.build(b)).collect();
        let outputs = b.create_vector(&outputs);
        let start = b.start_table();
        b.push_slot_always(slot(2), inputs);
        b.push_slot_always(slot(3), outputs);
        let graph = b.end_table(start);
        let graphs = b.create_vector(&[graph]);
        let name = self.name.as_ref().map(|name| b.create_string(name));
        let license = self.license.as_ref().map(|text| b.create_string(text));
        let start = b.start_table();
        for (index, text) in [(0, name), (5, license)] {
            if let Some(text) = text {
                b.push_slot_always(slot(index), text);
            }
        }
        b.push_slot_always(slot(3), graphs);
        let root = b.end_table(start);
        b.finish(root, Some("M001"));
        b.finished_data().to_vec()
    }
}

impl Tensor {
    fn build(&self, b: &mut Builder<'_>) -> Written {
        let name = self.name.as_ref().map(|name| b.create_string(name));
        let content = self.size.map(|size| picture(b, size));
        let (mean, std) = (b.create_vector(&self.mean), b.create_vector(&self.std));
        let start = b.start_table();
        b.push_slot_always(slot(0), mean);
        b.push_slot_always(slot(1), std);
        let normalization = b.end_table(start);
        let mut units = vec![unit(b, 1, normalization)];
        if let Some(threshold) = self.threshold {
            let start = b.start_table();
            b.push_slot_always(slot(0), threshold);
            let threshold = b.end_table(start);
            units.push(unit(b, 3, threshold));
        }
        let units = b.create_vector(&units);
        let file = self.file.as_ref().map(|(name, kind)| {
            let name = b.create_string(name);
            let start = b.start_table();
            b.push_slot_always(slot(0), name);
            b.push_slot_always(slot(2), *kind);
            b.end_table(start)
        });
        let files: Vec<_> = file.into_iter().collect();
        let files = b.create_vector(&files);
        let start = b.start_table();
        if let Some(name) = name {
            b.push_slot_always(slot(0), name);
        }
        if let Some(content) = content {
            b.push_slot_always(slot(3), content);
        }
        b.push_slot_always(slot(4), units);
        b.push_slot_always(slot(6), files);
        b.end_table(start)
    }
}

/// A step before or after the model.
fn unit(b: &mut Builder<'_>, kind: u8, options: Written) -> Written {
    union(b, kind, options)
}

fn picture(b: &mut Builder<'_>, (width, height): (u32, u32)) -> Written {
    let start = b.start_table();
    b.push_slot_always(slot(0), width);
    b.push_slot_always(slot(1), height);
    let size = b.end_table(start);
    let start = b.start_table();
    b.push_slot_always(slot(1), size);
    let picture = b.end_table(start);
    union(b, 2, picture)
}

fn union(b: &mut Builder<'_>, tag: u8, value: Written) -> Written {
    let start = b.start_table();
    b.push_slot_always(slot(0), tag);
    b.push_slot_always(slot(1), value);
    b.end_table(start)
}
