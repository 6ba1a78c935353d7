//! What a picture of a model shows: boxes with text, and arrows.

use std::collections::HashMap;

use litert::model::reader::{OperatorView, SubgraphView, TensorView};
use litert::model::{ModelView, OperatorFamily};

use super::super::tensor::{Quantized, shape_text};
use crate::format::{fit, one_line};

/// A graph of the model.
pub(super) struct Scene {
    pub(super) title: String,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

/// A box.
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) lines: Vec<String>,
    /// Everything there is to say, for whoever points at it.
    pub(super) details: String,
}

/// What a box stands for, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Input,
    Output,
    Matrix,
    Arithmetic,
    Reduction,
    Movement,
    Control,
    Custom,
}

/// An arrow: a value on its way.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) details: String,
}

/// The longest text in a box.
const LONGEST: usize = 34;
/// The longest text of all.
const LONGEST_DETAIL: usize = 300;
/// How many results and constants of an operator are listed.
const MOST_LINES: usize = 3;

/// The pictures of all graphs.
pub(super) fn scenes(model: ModelView<'_>) -> Vec<Scene> {
    let several = model.subgraph_count() > 1;
    model
        .subgraphs()
        .map(|graph| scene(graph, several))
        .collect()
}

/// How many boxes there will be.
pub(super) fn size(model: ModelView<'_>) -> usize {
    let ends = |graph: SubgraphView<'_>| graph.inputs().count() + graph.outputs().count();
    model
        .subgraphs()
        .map(|graph| graph.operator_count() + ends(graph))
        .sum()
}

fn scene(graph: SubgraphView<'_>, several: bool) -> Scene {
    let mut nodes = Vec::new();
    let mut edges: Vec<Edge> = Vec::new();
    // Which box a tensor comes from.
    let mut sources: HashMap<usize, usize> = HashMap::new();
    for tensor in graph.inputs() {
        sources.insert(tensor.index(), nodes.len());
        nodes.push(end(Kind::Input, tensor));
    }
    for operator in graph.operators() {
        let here = nodes.len();
        let mut arrived: Vec<usize> = Vec::new();
        for tensor in operator.inputs().flatten() {
            if let Some(&from) = sources
                .get(&tensor.index())
                .filter(|_| !arrived.contains(&tensor.index()))
            {
                edges.push(Edge {
                    from,
                    to: here,
                    details: tensor_details(tensor),
                });
                arrived.push(tensor.index());
            }
        }
        for tensor in operator.outputs() {
            sources.insert(tensor.index(), here);
        }
        nodes.push(node(operator));
    }
    for tensor in graph.outputs() {
        if let Some(&from) = sources.get(&tensor.index()) {
            edges.push(Edge {
                from,
                to: nodes.len(),
                details: tensor_details(tensor),
            });
        }
        nodes.push(end(Kind::Output, tensor));
    }
    let title = match (several, one_line(&graph.name())) {
        (false, _) => String::new(),
        (true, name) if name.is_empty() => format!("Graph {}", graph.index()),
        (true, name) => format!("Graph {}: {}", graph.index(), fit(&name, LONGEST_DETAIL)),
    };
    Scene {
        title,
        nodes,
        edges,
    }
}

fn end(kind: Kind, tensor: TensorView<'_>) -> Node {
    let name = one_line(&tensor.name());
    let name = if name.is_empty() {
        format!("tensor {}", tensor.index())
    } else {
        name
    };
    Node {
        kind,
        title: fit(&name, LONGEST),
        lines: vec![type_and_shape(tensor)],
        details: tensor_details(tensor),
    }
}

fn node(operator: OperatorView<'_>) -> Node {
    let name = one_line(&operator.name());
    let mut lines: Vec<String> = Vec::new();
    let constants = operator
        .inputs()
        .flatten()
        .filter(|tensor| tensor.is_constant() && tensor.shape().rank() > 0);
    lines.extend(
        constants
            .take(MOST_LINES)
            .map(|tensor| format!("with {}", type_and_shape(tensor))),
    );
    let called: Vec<String> = operator
        .subgraphs()
        .take(4)
        .map(|graph| graph.index().to_string())
        .collect();
    if !called.is_empty() {
        lines.push(format!("runs graph {}", called.join(", ")));
    }
    let outputs = operator.outputs();
    lines.extend(
        outputs
            .take(MOST_LINES)
            .map(|tensor| format!("→ {}", type_and_shape(tensor))),
    );
    let more = operator.outputs().count().saturating_sub(MOST_LINES);
    if more > 0 {
        lines.push(format!("→ and {more} more"));
    }
    let mut details = format!("operator {}: {name}", operator.index());
    for (role, tensor) in operator
        .inputs()
        .flatten()
        .take(20)
        .map(|tensor| ("reads", tensor))
        .chain(operator.outputs().take(20).map(|tensor| ("writes", tensor)))
    {
        details.push_str(&format!("\n{role} {}", tensor_details(tensor)));
    }
    Node {
        kind: kind(operator),
        title: fit(&name, LONGEST),
        lines,
        details,
    }
}

fn type_and_shape(tensor: TensorView<'_>) -> String {
    format!(
        "{} {}",
        tensor.element_type(),
        shape_text(&tensor.shape_signature())
    )
}

fn tensor_details(tensor: TensorView<'_>) -> String {
    let name = fit(&one_line(&tensor.name()), LONGEST_DETAIL);
    let mut text = format!(
        "tensor {} '{name}': {}",
        tensor.index(),
        type_and_shape(tensor)
    );
    if let Some(quantization) = Quantized::new(&tensor.quantization()) {
        text.push_str(&format!(", {}", quantization.text()));
    }
    text
}

fn kind(operator: OperatorView<'_>) -> Kind {
    if operator.code().is_some_and(|code| code.is_custom()) {
        return Kind::Custom;
    }
    match operator.family() {
        Some(OperatorFamily::Control) => Kind::Control,
        Some(OperatorFamily::Matrix) => Kind::Matrix,
        Some(OperatorFamily::Reduction) => Kind::Reduction,
        Some(OperatorFamily::Movement) => Kind::Movement,
        _ => Kind::Arithmetic,
    }
}
