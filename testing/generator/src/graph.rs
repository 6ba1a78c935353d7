//! A model that can still be changed: constants follow the types and shapes of their tensors.

use litert_model::ops::Row;
use litert_model::types::ElementType;

use crate::data;
use crate::file::{self, Fields};
use crate::template::Kind;

#[derive(Clone, Default)]
pub(crate) struct Graph {
    pub(crate) tensors: Vec<Tensor>,
    pub(crate) operators: Vec<Operator>,
    /// What the graph takes and gives, in this order.
    pub(crate) inputs: Vec<i32>,
    pub(crate) outputs: Vec<i32>,
}

#[derive(Clone)]
pub(crate) struct Tensor {
    pub(crate) ty: ElementType,
    /// Also with dimensions of −1, which are open.
    pub(crate) shape: Vec<i32>,
    pub(crate) kind: Kind,
    /// The values of a constant, repeated.
    pub(crate) values: Vec<f64>,
    pub(crate) quantization: Option<Quantization>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantization {
    pub(crate) scales: Vec<f32>,
    pub(crate) zero_points: Vec<i64>,
    pub(crate) axis: i32,
}

#[derive(Clone)]
pub(crate) struct Operator {
    pub(crate) row: &'static Row,
    pub(crate) version: i32,
    pub(crate) inputs: Vec<i32>,
    pub(crate) outputs: Vec<i32>,
    pub(crate) options: Option<Fields>,
    pub(crate) custom: Option<Vec<u8>>,
}

impl Graph {
    pub(crate) fn add(&mut self, tensor: Tensor) -> i32 {
        self.tensors.push(tensor);
        i32::try_from(self.tensors.len()).unwrap_or(i32::MAX) - 1
    }

    /// Makes inputs of all that nothing computes, and outputs of all that is computed.
    pub(crate) fn close(&mut self) {
        let computed: Vec<i32> = self
            .operators
            .iter()
            .flat_map(|operator| operator.outputs.iter().copied())
            .collect();
        self.inputs = (0..)
            .zip(&self.tensors)
            .filter(|(at, tensor)| tensor.kind == Kind::Runtime && !computed.contains(at))
            .map(|(at, _)| at)
            .collect();
        self.outputs = computed;
    }
}

/// The model in the form that is written to a file.
pub(crate) fn lower(graphs: &[Graph], signatures: bool) -> file::Model {
    let mut model = file::Model {
        buffers: vec![file::Buffer::default()],
        ..file::Model::default()
    };
    for graph in graphs {
        let lowered = subgraph(graph, &mut model);
        model.subgraphs.push(lowered);
    }
    if signatures {
        const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        for ((at, graph), key) in (0..).zip(graphs).zip(NAMES) {
            let name = |list: &[i32]| {
                let indices = list.iter().map(|&it| u32::try_from(it).unwrap_or(0));
                NAMES.into_iter().map(Some).zip(indices).collect()
            };
            model.signatures.push(file::Signature {
                key: Some(key),
                inputs: name(&graph.inputs),
                outputs: name(&graph.outputs),
                subgraph: at,
            });
        }
    }
    model
}

fn subgraph(graph: &Graph, model: &mut file::Model) -> file::Subgraph {
    let mut lowered = file::Subgraph {
        inputs: graph.inputs.clone(),
        outputs: graph.outputs.clone(),
        ..file::Subgraph::default()
    };
    for tensor in &graph.tensors {
        let buffer = match tensor.kind {
            Kind::Constant => {
                let data = data::bytes(tensor.ty, &tensor.shape, &tensor.values);
                model.buffers.push(file::Buffer {
                    data: Some(data),
                    ..file::Buffer::default()
                });
                u32::try_from(model.buffers.len()).unwrap_or(0) - 1
            }
            _ => 0,
        };
        let open = tensor.shape.contains(&-1);
        let shape = tensor.shape.iter().map(|&it| if it == -1 { 1 } else { it });
        lowered.tensors.push(file::Tensor {
            ty: tensor.ty.schema_code().unwrap_or(0),
            shape: Some(shape.collect()),
            signature: open.then(|| tensor.shape.clone()),
            buffer,
            quantization: tensor
                .quantization
                .as_ref()
                .map(|it| file::Quantization::new(&it.scales, &it.zero_points, it.axis)),
            variable: tensor.kind == Kind::Variable,
            ..file::Tensor::default()
        });
    }
    for operator in &graph.operators {
        let number = operator.row.operator.0;
        let name = operator.custom.as_ref().map(|_| operator.row.name);
        let code = (0..model.codes.len())
            .find(|&at| {
                model.codes[at] == (number, name) && model.op_versions[at] == operator.version
            })
            .unwrap_or_else(|| {
                model.codes.push((number, name));
                model.op_versions.push(operator.version);
                model.codes.len() - 1
            });
        lowered.operators.push(file::Operator {
            code: u32::try_from(code).unwrap_or(0),
            inputs: operator.inputs.clone(),
            outputs: operator.outputs.clone(),
            options: operator.options.clone().map(file::Options::Fields),
            custom_options: operator.custom.clone(),
            ..file::Operator::default()
        });
    }
    lowered
}
