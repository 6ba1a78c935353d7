//! Which outputs of a graph `CompiledModel` cannot size before a run, or does not write at all.
//!
//! `CompiledModel` writes outputs into buffers that the caller makes before the run. TensorFlow Lite
//! lays out memory operator by operator: each kernel says, from the shapes of its inputs and the
//! values of a few of them, which shapes its outputs get. Where such a value is still to be computed
//! the kernel waits for it, and the runtime lays out nothing behind that operator until it has run.
//! What LiteRT then says about the outputs is left over from the file or from the run before, and it
//! neither minds a buffer of that size nor stops at its end.
//!
//! So this is a walk through the graph that repeats what the kernels decide, for inputs of any
//! shape. It knows the kernels of LiteRT 2.1.6 to 2.3.0, which agree, with and without XNNPACK:
//! XNNPACK takes operators on floats and on quantized bytes, works out their shapes before a run,
//! and leaves all others where they are.

mod control;
pub(crate) mod flow;
pub(crate) mod kernels;
pub(crate) mod node;
mod reason;
mod scalars;
#[cfg(test)]
pub(crate) mod tests;
mod walk;

use std::collections::HashMap;

use flow::Flow;
use scalars::Scalars;
use walk::Analysis;

use super::ModelView;
use super::reader::{SubgraphView, TensorView};
use crate::types::ElementType;

/// An output that needs a closer look before `CompiledModel` may run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnresolvedOutput {
    /// Its position among the outputs of the graph.
    pub output: usize,
    /// The name of the tensor; shortened if it is very long.
    pub tensor: String,
    /// What is to be done about it.
    pub kind: UnresolvedKind,
    /// Why, as the end of a sentence: “…, because” *its shape depends on the values of 'k' (TOPK_V2
    /// operator 3)*.
    pub reason: String,
}

/// What is to be done about an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnresolvedKind {
    /// The runtime does not write it into the buffer it is given, whatever its size, and may well
    /// report success. There is nothing to be done: the model must be refused.
    NotWritten,
    /// The runtime writes it into the buffer it is given, but what it says about the shape before
    /// the run is stale. The output can be used if its shape is certain from elsewhere.
    ///
    /// Whoever works out the shape must know all that the run does: where a graph is called by `IF`
    /// or `WHILE`, also that all branches give the same shapes, and that no round changes any.
    /// Where they do not, the output is not written.
    ///
    /// The buffer must not be smaller than what the runtime says either: it compares with the stale
    /// size, too, and then refuses to run.
    SizedLate,
    /// There is an operator that this crate knows nothing about: a custom one, or one that is newer
    /// than the crate. Whether the output is sized in time is up to the operator's own code. All is
    /// well if the operator is known to set the shapes of its outputs when it is prepared, as those
    /// do that are registered with LiteRT's own interface for custom operators.
    UnknownOperator,
}

/// The outputs of graph `subgraph` that `CompiledModel` does not handle on its own, whatever shapes
/// the inputs of the model are given; in order. Empty if all are well.
///
/// For the outputs that are not listed, what the runtime says about their shapes is right once it
/// has been asked to lay out memory, which must be done before each first run.
pub fn unresolved_outputs(model: ModelView<'_>, subgraph: usize) -> Vec<UnresolvedOutput> {
    unresolved(model, subgraph, false)
}

/// The operators of all graphs about which this crate knows nothing.
pub fn unknown_operators<'a>(
    model: ModelView<'a>,
) -> impl Iterator<Item = super::reader::OperatorView<'a>> {
    let operators = model.subgraphs().flat_map(|graph| graph.operators());
    operators.filter(|operator| kernels::unknown(*operator).is_some())
}

/// The same, provided that inputs keep the shapes that the file gives them.
///
/// The answer holds only as long as no input of *any* graph of the model has been given a shape
/// that its shape signature does not accept. Under this condition the shapes of variables are known,
/// for they are those of what any graph may store in them.
pub fn unresolved_outputs_as_declared(
    model: ModelView<'_>,
    subgraph: usize,
) -> Vec<UnresolvedOutput> {
    unresolved(model, subgraph, true)
}

fn unresolved(model: ModelView<'_>, subgraph: usize, as_declared: bool) -> Vec<UnresolvedOutput> {
    let Some(graph) = model.subgraph(subgraph) else {
        return Vec::new();
    };
    let mut analysis = Analysis::new(model, as_declared);
    let flow = analysis.graph(graph, 0);
    let mut outputs = Outputs {
        graph,
        analysis: &analysis,
        flow: &flow,
        // Only a late output needs them, and few models have any.
        scalars: (as_declared && flow.late().is_some()).then(|| Scalars::new(model, subgraph)),
        last: graph
            .outputs()
            .enumerate()
            .map(|(position, tensor)| (tensor.index(), position))
            .collect(),
    };
    graph
        .outputs()
        .enumerate()
        .filter_map(|(position, tensor)| {
            let (kind, reason) = outputs.verdict(position, tensor)?;
            Some(UnresolvedOutput {
                output: position,
                tensor: reason::shortened(&tensor.name()),
                kind,
                reason,
            })
        })
        .collect()
}

/// What is needed to judge the outputs of a graph.
struct Outputs<'m, 'a> {
    graph: SubgraphView<'a>,
    analysis: &'m Analysis,
    flow: &'m Flow,
    scalars: Option<Scalars>,
    /// The last place of each tensor among the outputs.
    last: HashMap<usize, usize>,
}

impl Outputs<'_, '_> {
    /// What is wrong with an output, if anything is.
    fn verdict(
        &mut self,
        position: usize,
        tensor: TensorView<'_>,
    ) -> Option<(UnresolvedKind, String)> {
        use UnresolvedKind::{NotWritten, SizedLate, UnknownOperator};

        let index = tensor.index();
        let fate = self.flow.fate(index);
        // Constants are copied after the run.
        if fate.constant {
            return None;
        }
        let text = tensor.element_type() == ElementType::String;
        if fate.producers == 0 && !(fate.input && text) {
            let reason = if fate.input {
                "it is also an input, and the runtime does not copy inputs to outputs"
            } else {
                "no operator computes it"
            };
            return Some((NotWritten, reason.to_owned()));
        }
        // Strings are copied after the run, whatever their number; a buffer in which they find no
        // room is an error.
        if text {
            return None;
        }
        if fate.input {
            let reason = "it is also an input, and the two would share a buffer";
            return Some((NotWritten, reason.to_owned()));
        }
        if fate.producers > 1 {
            let reason = "more than one operator computes it";
            return Some((NotWritten, reason.to_owned()));
        }
        if let Some(&last) = self.last.get(&index).filter(|&&last| last != position) {
            let reason = format!(
                "it is the same tensor as output {last}, and the runtime writes only one of the two"
            );
            return Some((NotWritten, reason));
        }
        if let Some(stop) = fate.waits.and_then(|at| self.flow.stop(at)) {
            let kind = if stop.certain { NotWritten } else { SizedLate };
            return Some((kind, reason::behind(self.graph, stop, self.analysis)));
        }
        if let Some(operator) = fate.kept {
            let operator = reason::operator(self.graph, operator);
            let reason = format!("{operator} computes it once and keeps it in memory of its own");
            return Some((NotWritten, reason));
        }
        if let Some(stop) = self.flow.late().filter(|_| !fate.early) {
            if let Some(operator) = fate.prepared {
                let operator = reason::operator(self.graph, operator);
                let reason =
                    format!("{operator} computes it before the run into memory of its own");
                return Some((NotWritten, reason));
            }
            if self
                .scalars
                .as_ref()
                .is_some_and(|scalars| scalars.certain(tensor))
            {
                return None;
            }
            let reason = match fate.behind.and_then(|at| self.flow.stop(at)) {
                Some(stop) => reason::behind(self.graph, stop, self.analysis),
                None => reason::after(self.graph, stop, self.analysis),
            };
            return Some((SizedLate, reason));
        }
        let unknown = self.flow.unknown.as_ref()?;
        Some((UnknownOperator, format!("nothing is known about {unknown}")))
    }
}
