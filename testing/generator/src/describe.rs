//! A model in words.

use std::fmt::Write as _;

use crate::graph::{Graph, Tensor};
use crate::template::Kind;

pub(crate) fn describe(graphs: &[Graph], signatures: bool) -> String {
    let mut text = String::new();
    for (at, graph) in graphs.iter().enumerate() {
        if at > 0 {
            let _ = write!(text, " || graph {at}: ");
        }
        for (at, operator) in graph.operators.iter().enumerate() {
            if at > 0 {
                text.push_str("; ");
            }
            let _ = write!(text, "{} v{} (", operator.row.name, operator.version);
            list(&mut text, graph, &operator.inputs);
            text.push_str(") -> (");
            list(&mut text, graph, &operator.outputs);
            text.push(')');
            if let Some(options) = &operator.options {
                let union = if options.second { 2 } else { 1 };
                let _ = write!(
                    text,
                    " options {union}.{} {:?}",
                    options.kind, options.values
                );
            }
            if let Some(custom) = &operator.custom {
                let _ = write!(text, " custom {custom:?}");
            }
        }
        let _ = write!(text, " in {:?} out {:?}", graph.inputs, graph.outputs);
    }
    if signatures {
        text.push_str(" signatures");
    }
    text
}

fn list(text: &mut String, graph: &Graph, tensors: &[i32]) {
    for (position, &at) in tensors.iter().enumerate() {
        if position > 0 {
            text.push_str(", ");
        }
        match usize::try_from(at)
            .ok()
            .and_then(|at| graph.tensors.get(at))
        {
            Some(tensor) => one(text, at, tensor),
            None => text.push('-'),
        }
    }
}

fn one(text: &mut String, at: i32, tensor: &Tensor) {
    let _ = write!(text, "{at} {}{:?}", tensor.ty, tensor.shape);
    match tensor.kind {
        Kind::Runtime => {}
        Kind::Constant => {
            let _ = write!(text, "={:?}", tensor.values);
        }
        Kind::Variable => text.push_str(" variable"),
    }
    if let Some(it) = &tensor.quantization {
        let _ = write!(
            text,
            " q({:?} {:?} axis {})",
            it.scales, it.zero_points, it.axis
        );
    }
}
