//! Small models, written for one test each.

use flatbuffers::{FlatBufferBuilder, UOffsetT, WIPOffset};

use crate::BuiltinOperator;
use crate::ModelView;
use crate::ops;

type Done = WIPOffset<UOffsetT>;

pub(crate) const FLOAT: i8 = 0;
pub(crate) const INT: i8 = 2;
pub(crate) const LONG: i8 = 4;
pub(crate) const TEXT: i8 = 5;
pub(crate) const BOOL: i8 = 6;
pub(crate) const COMPLEX: i8 = 8;
pub(crate) const BYTE: i8 = 9;
pub(crate) const HANDLE: i8 = 13;

#[derive(Clone, Default)]
struct Tensor {
    name: String,
    kind: i8,
    /// With −1 for open dimensions.
    shape: Vec<i32>,
    data: Option<Vec<u8>>,
}

/// Options of an operator that matter here.
#[derive(Clone, Copy)]
pub(crate) enum Options {
    None,
    /// `IF`, `WHILE`
    Graphs(i32, i32),
    /// `STABLEHLO_COMPOSITE`
    Graph(i32),
    /// `VAR_HANDLE`
    Variable(&'static str),
    /// `SPLIT`, `SPLIT_V`
    Parts(i32),
    /// `STRIDED_SLICE`, with ends counted from the begins
    Offset,
    /// All defaults, of the kind with this tag.
    Plain(u8),
    /// Of the kind with this tag, the field, and its number.
    Number(u8, u16, i32),
}

#[derive(Clone)]
struct Operator {
    name: String,
    inputs: Vec<i32>,
    outputs: Vec<i32>,
    options: Options,
}

#[derive(Clone, Default)]
pub(crate) struct Graph {
    tensors: Vec<Tensor>,
    operators: Vec<Operator>,
    inputs: Vec<i32>,
    outputs: Vec<i32>,
}

impl Graph {
    pub(crate) fn tensor(&mut self, name: &str, kind: i8, shape: &[i32]) -> i32 {
        self.tensors.push(Tensor {
            name: name.to_owned(),
            kind,
            shape: shape.to_vec(),
            data: None,
        });
        i32::try_from(self.tensors.len() - 1).unwrap()
    }

    pub(crate) fn input(&mut self, name: &str, kind: i8, shape: &[i32]) -> i32 {
        let tensor = self.tensor(name, kind, shape);
        self.inputs.push(tensor);
        tensor
    }

    pub(crate) fn constant(&mut self, shape: &[i32], values: &[i32]) -> i32 {
        let tensor = self.tensor("constant", INT, shape);
        let data = values.iter().flat_map(|value| value.to_le_bytes());
        self.tensors.last_mut().unwrap().data = Some(data.collect());
        tensor
    }

    pub(crate) fn bytes(&mut self, values: &[u8]) -> i32 {
        let tensor = self.tensor("bytes", BYTE, &[values.len() as i32]);
        self.tensors.last_mut().unwrap().data = Some(values.to_vec());
        tensor
    }

    pub(crate) fn floats(&mut self, shape: &[i32], values: &[f32]) -> i32 {
        let tensor = self.tensor("floats", FLOAT, shape);
        let data = values.iter().flat_map(|value| value.to_le_bytes());
        self.tensors.last_mut().unwrap().data = Some(data.collect());
        tensor
    }

    pub(crate) fn operator(&mut self, name: &str, inputs: &[i32], outputs: &[i32]) {
        self.operator_with(name, inputs, outputs, Options::None);
    }

    pub(crate) fn operator_with(
        &mut self,
        name: &str,
        inputs: &[i32],
        outputs: &[i32],
        options: Options,
    ) {
        self.operators.push(Operator {
            name: name.to_owned(),
            inputs: inputs.to_vec(),
            outputs: outputs.to_vec(),
            options,
        });
    }

    /// An operator with one new output.
    pub(crate) fn made(&mut self, operator: &str, inputs: &[i32], kind: i8, shape: &[i32]) -> i32 {
        let name = format!("{}_{}", operator.to_lowercase(), self.tensors.len());
        let output = self.tensor(&name, kind, shape);
        self.operator(operator, inputs, &[output]);
        output
    }

    pub(crate) fn outputs(&mut self, outputs: &[i32]) {
        self.outputs = outputs.to_vec();
    }

    /// The same tensors, inputs and outputs.
    pub(crate) fn without_operators(&self) -> Self {
        Self {
            operators: Vec::new(),
            ..self.clone()
        }
    }

    /// `[length of the first dimension, rest]`, as Keras computes the target of a `Flatten`.
    pub(crate) fn batch_and(&mut self, tensor: i32, rest: i32) -> i32 {
        let [zero, one] = [0, 1].map(|value| self.constant(&[1], &[value]));
        let rest = self.constant(&[], &[rest]);
        let shape = self.made("SHAPE", &[tensor], INT, &[2]);
        let batch = self.made("STRIDED_SLICE", &[shape, zero, one, one], INT, &[1]);
        let batch = self.made("SQUEEZE", &[batch], INT, &[]);
        let packed = self.tensor("packed", INT, &[2]);
        self.operator("PACK", &[batch, rest], &[packed]);
        packed
    }
}

/// The bytes of a model, checked.
pub(crate) fn model(graphs: &[Graph]) -> Vec<u8> {
    let bytes = file(graphs);
    ModelView::new(&bytes).unwrap();
    bytes
}

/// The same, whatever it is worth.
pub(crate) fn file(graphs: &[Graph]) -> Vec<u8> {
    let mut kinds: Vec<String> = Vec::new();
    let mut data = vec![None];
    let mut fbb = FlatBufferBuilder::new();
    let graphs: Vec<Done> = graphs
        .iter()
        .map(|graph| write_graph(&mut fbb, graph, &mut kinds, &mut data))
        .collect();
    let codes: Vec<Done> = kinds
        .iter()
        .map(|name| write_code(&mut fbb, name))
        .collect();
    let buffers: Vec<Done> = data
        .into_iter()
        .map(|bytes: Option<Vec<u8>>| {
            let bytes = bytes.map(|bytes| fbb.create_vector(&bytes));
            let table = fbb.start_table();
            if let Some(bytes) = bytes {
                fbb.push_slot_always(slot(0), bytes);
            }
            WIPOffset::new(fbb.end_table(table).value())
        })
        .collect();
    let codes = fbb.create_vector(&codes);
    let graphs = fbb.create_vector(&graphs);
    let buffers = fbb.create_vector(&buffers);
    let root = fbb.start_table();
    fbb.push_slot_always(slot(0), 3_u32);
    fbb.push_slot_always(slot(1), codes);
    fbb.push_slot_always(slot(2), graphs);
    fbb.push_slot_always(slot(4), buffers);
    let root = fbb.end_table(root);
    fbb.finish(root, Some("TFL3"));
    fbb.finished_data().to_vec()
}

fn slot(field: u16) -> u16 {
    4 + 2 * field
}

fn write_code(fbb: &mut FlatBufferBuilder<'_>, name: &str) -> Done {
    let builtin = ops::rows()
        .iter()
        .find(|row| row.name == name)
        .map(|row| row.operator.0);
    let newer = name.strip_prefix('#').map(|code| code.parse().unwrap());
    let code: i32 = builtin.or(newer).unwrap_or(BuiltinOperator::CUSTOM.0);
    let custom = (code == BuiltinOperator::CUSTOM.0).then(|| fbb.create_string(name));
    let table = fbb.start_table();
    fbb.push_slot_always(slot(0), i8::try_from(code.min(127)).unwrap());
    if let Some(custom) = custom {
        fbb.push_slot_always(slot(1), custom);
    }
    fbb.push_slot_always(slot(3), code);
    WIPOffset::new(fbb.end_table(table).value())
}

fn write_graph(
    fbb: &mut FlatBufferBuilder<'_>,
    graph: &Graph,
    kinds: &mut Vec<String>,
    data: &mut Vec<Option<Vec<u8>>>,
) -> Done {
    let tensors: Vec<Done> = graph
        .tensors
        .iter()
        .map(|tensor| write_tensor(fbb, tensor, data))
        .collect();
    let operators: Vec<Done> = graph
        .operators
        .iter()
        .map(|operator| write_operator(fbb, operator, kinds))
        .collect();
    let tensors = fbb.create_vector(&tensors);
    let operators = fbb.create_vector(&operators);
    let inputs = fbb.create_vector(&graph.inputs);
    let outputs = fbb.create_vector(&graph.outputs);
    let table = fbb.start_table();
    fbb.push_slot_always(slot(0), tensors);
    fbb.push_slot_always(slot(1), inputs);
    fbb.push_slot_always(slot(2), outputs);
    fbb.push_slot_always(slot(3), operators);
    WIPOffset::new(fbb.end_table(table).value())
}

fn write_tensor(
    fbb: &mut FlatBufferBuilder<'_>,
    tensor: &Tensor,
    data: &mut Vec<Option<Vec<u8>>>,
) -> Done {
    let closed: Vec<i32> = tensor.shape.iter().map(|&dim| dim.abs()).collect();
    let shape = fbb.create_vector(&closed);
    let signature = (closed != tensor.shape).then(|| fbb.create_vector(&tensor.shape));
    let name = fbb.create_string(&tensor.name);
    let table = fbb.start_table();
    fbb.push_slot_always(slot(0), shape);
    fbb.push_slot_always(slot(1), tensor.kind);
    if tensor.data.is_some() {
        fbb.push_slot_always(slot(2), u32::try_from(data.len()).unwrap());
        data.push(tensor.data.clone());
    }
    fbb.push_slot_always(slot(3), name);
    if let Some(signature) = signature {
        fbb.push_slot_always(slot(7), signature);
    }
    fbb.push_slot_always(slot(8), true);
    WIPOffset::new(fbb.end_table(table).value())
}

fn write_operator(
    fbb: &mut FlatBufferBuilder<'_>,
    operator: &Operator,
    kinds: &mut Vec<String>,
) -> Done {
    let kind = kinds.iter().position(|name| *name == operator.name);
    let kind = kind.unwrap_or_else(|| {
        kinds.push(operator.name.clone());
        kinds.len() - 1
    });
    let inputs = fbb.create_vector(&operator.inputs);
    let outputs = fbb.create_vector(&operator.outputs);
    let options = write_options(fbb, operator);
    let table = fbb.start_table();
    fbb.push_slot_always(slot(0), u32::try_from(kind).unwrap());
    fbb.push_slot_always(slot(1), inputs);
    fbb.push_slot_always(slot(2), outputs);
    if let Some((field, tag, options)) = options {
        fbb.push_slot_always(slot(field), tag);
        fbb.push_slot_always(slot(field + 1), options);
    }
    WIPOffset::new(fbb.end_table(table).value())
}

/// The field of the union, its tag and its value.
fn write_options(fbb: &mut FlatBufferBuilder<'_>, operator: &Operator) -> Option<(u16, u8, Done)> {
    let text = match operator.options {
        Options::Variable(name) => Some(fbb.create_string(name)),
        Options::Graph(_) => Some(fbb.create_string("composite")),
        _ => None,
    };
    let table = fbb.start_table();
    let (field, tag) = match operator.options {
        Options::None => {
            fbb.end_table(table);
            return None;
        }
        Options::Graphs(first, second) => {
            fbb.push_slot_always(slot(0), first);
            fbb.push_slot_always(slot(1), second);
            (3, if operator.name == "IF" { 92 } else { 93 })
        }
        Options::Parts(count) => {
            fbb.push_slot_always(slot(0), count);
            (3, if operator.name == "SPLIT" { 35 } else { 79 })
        }
        Options::Graph(graph) => {
            fbb.push_slot_always(slot(0), text?);
            fbb.push_slot_always(slot(1), graph);
            (11, 21)
        }
        Options::Variable(_) => {
            fbb.push_slot_always(slot(1), text?);
            (3, 111)
        }
        Options::Offset => {
            fbb.push_slot_always(slot(5), true);
            (3, 32)
        }
        Options::Plain(tag) => (3, tag),
        Options::Number(tag, field, number) => {
            fbb.push_slot_always(slot(field), number);
            (3, tag)
        }
    };
    Some((field, tag, WIPOffset::new(fbb.end_table(table).value())))
}
