//! Reasons in words.

use super::flow::{Cause, Stop};
use super::walk::Analysis;
use crate::reader::SubgraphView;

/// Names are shortened to this many characters, because a file may share one of any length between
/// any number of tensors.
const MAX_NAME: usize = 80;

/// Why an output behind a stop has no size before the run.
pub(super) fn behind(graph: SubgraphView<'_>, stop: Stop, analysis: &Analysis) -> String {
    match stop.cause {
        Cause::Text | Cause::Handle => after(graph, stop, analysis),
        Cause::Inside(called) => {
            format!("it comes from a graph where {}", analysis.reason(called))
        }
        _ => shape("its shape", graph, stop),
    }
}

/// Why an output beside a stop has none.
pub(super) fn after(graph: SubgraphView<'_>, stop: Stop, analysis: &Analysis) -> String {
    let operator = operator(graph, stop.operator);
    let tensor = |tensor| tensor_name(graph, tensor);
    let which = match stop.cause {
        Cause::Values(of) => format!("needs the values of {}", tensor(of)),
        Cause::OpenDimension(of) => format!("minds an open dimension of {}", tensor(of)),
        Cause::NoRank(of) => format!("minds that the rank of {} is open", tensor(of)),
        Cause::Variable => "reads a variable".to_owned(),
        Cause::Declared => "may not have the shape that the file says".to_owned(),
        Cause::Computation => "has to run for that".to_owned(),
        Cause::Text => "makes strings".to_owned(),
        Cause::Handle => "makes a handle".to_owned(),
        Cause::Inside(called) => format!("runs a graph where {}", analysis.reason(called)),
        Cause::Branches => "may have another shape in each branch".to_owned(),
        Cause::Rounds => "may change shapes from one round to the next".to_owned(),
    };
    format!("the runtime sizes it only after {operator}, which {which}")
}

/// Why a graph that is called has a stop.
pub(super) fn inside(graph: SubgraphView<'_>, stop: Stop, analysis: &Analysis) -> String {
    match stop.cause {
        // However deep it lies, only the graph where it happens is worth naming.
        Cause::Inside(called) => analysis.reason(called).to_owned(),
        Cause::Text => format!("strings are made ({})", operator(graph, stop.operator)),
        Cause::Handle => format!("a handle is made ({})", operator(graph, stop.operator)),
        _ => shape("a shape", graph, stop),
    }
}

fn shape(what: &str, graph: SubgraphView<'_>, stop: Stop) -> String {
    let tensor = |tensor| tensor_name(graph, tensor);
    let why = match stop.cause {
        Cause::Values(of) => format!("depends on the values of {}", tensor(of)),
        Cause::OpenDimension(of) => format!("depends on an open dimension of {}", tensor(of)),
        Cause::NoRank(of) => format!("depends on the rank of {}, which is open", tensor(of)),
        Cause::Variable => "is that of a variable".to_owned(),
        Cause::Declared => "need not be what the file says".to_owned(),
        Cause::Branches => "may differ from branch to branch".to_owned(),
        Cause::Rounds => "may change from one round to the next".to_owned(),
        Cause::Computation | Cause::Text | Cause::Handle | Cause::Inside(_) => {
            "depends on what is computed".to_owned()
        }
    };
    format!("{what} {why} ({})", operator(graph, stop.operator))
}

/// An operator as people would look for it.
pub(super) fn operator(graph: SubgraphView<'_>, index: usize) -> String {
    let found = graph.operator(index);
    let mut name = found.map_or_else(String::new, |operator| shortened(&operator.name()));
    let code = found.and_then(|operator| operator.code());
    if code.is_some_and(|code| code.is_custom()) {
        name = format!("custom '{name}'");
    }
    match graph.index() {
        0 => format!("{name} operator {index}"),
        graph => format!("{name} operator {index} of subgraph {graph}"),
    }
}

fn tensor_name(graph: SubgraphView<'_>, index: usize) -> String {
    match graph.tensor(index).map(|tensor| shortened(&tensor.name())) {
        Some(name) if !name.is_empty() => format!("'{name}'"),
        _ => format!("tensor {index}"),
    }
}

/// A name of bearable length.
pub(super) fn shortened(name: &str) -> String {
    match name.char_indices().nth(MAX_NAME) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}
