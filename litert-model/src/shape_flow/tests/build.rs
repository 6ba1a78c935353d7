//! Small models, written for one test each.

use litert_generator::file;

use crate::BuiltinOperator;
use crate::ModelView;
use crate::ops;

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
    let mut model = file::Model {
        buffers: vec![file::Buffer::default()],
        ..file::Model::default()
    };
    let mut kinds: Vec<&str> = Vec::new();
    for graph in graphs {
        let tensors = graph
            .tensors
            .iter()
            .map(|it| tensor(it, &mut model.buffers));
        let tensors = tensors.collect();
        let operators = graph.operators.iter().map(|it| {
            let kind = kinds.iter().position(|name| *name == it.name);
            let kind = kind.unwrap_or_else(|| {
                kinds.push(&it.name);
                kinds.len() - 1
            });
            file::Operator {
                options: options(it).map(file::Options::Fields),
                ..file::Operator::new(u32::try_from(kind).unwrap(), &it.inputs, &it.outputs)
            }
        });
        model.subgraphs.push(file::Subgraph {
            operators: operators.collect(),
            tensors,
            inputs: graph.inputs.clone(),
            outputs: graph.outputs.clone(),
            ..file::Subgraph::default()
        });
    }
    model.codes = kinds.into_iter().map(code).collect();
    model.build()
}

fn code(name: &str) -> (i32, Option<&'static str>) {
    let builtin = ops::rows()
        .iter()
        .find(|row| row.name == name)
        .map(|row| row.operator.0);
    let newer = name.strip_prefix('#').map(|code| code.parse().unwrap());
    match builtin.or(newer) {
        Some(code) => (code, None),
        None => (BuiltinOperator::CUSTOM.0, Some(leaked(name))),
    }
}

/// Files are written from names that live as long as the program.
fn leaked(name: &str) -> &'static str {
    name.to_owned().leak()
}

fn tensor(it: &Tensor, buffers: &mut Vec<file::Buffer>) -> file::Tensor {
    let closed: Vec<i32> = it.shape.iter().map(|dim| dim.abs()).collect();
    let buffer = it.data.as_ref().map(|data| {
        buffers.push(file::Buffer {
            data: Some(data.clone()),
            ..file::Buffer::default()
        });
        u32::try_from(buffers.len() - 1).unwrap()
    });
    file::Tensor {
        name: Some(leaked(&it.name)),
        ty: it.kind,
        signature: (closed != it.shape).then(|| it.shape.clone()),
        shape: Some(closed),
        buffer: buffer.unwrap_or(0),
        ..file::Tensor::default()
    }
}

fn options(operator: &Operator) -> Option<file::Fields> {
    use file::Value::{Byte, Int, Text};
    let (second, kind, values) = match operator.options {
        Options::None => return None,
        Options::Graphs(first, second) => {
            let kind = if operator.name == "IF" { 92 } else { 93 };
            (false, kind, vec![(0, Int(first)), (1, Int(second))])
        }
        Options::Parts(count) => {
            let kind = if operator.name == "SPLIT" { 35 } else { 79 };
            (false, kind, vec![(0, Int(count))])
        }
        Options::Graph(graph) => (true, 21, vec![(0, Text("composite")), (1, Int(graph))]),
        Options::Variable(name) => (false, 111, vec![(1, Text(name))]),
        Options::Offset => (false, 32, vec![(5, Byte(1))]),
        Options::Plain(kind) => (false, kind, Vec::new()),
        Options::Number(kind, field, number) => (false, kind, vec![(field, Int(number))]),
    };
    Some(file::Fields {
        second,
        kind,
        values,
    })
}
