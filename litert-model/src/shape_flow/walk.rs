//! The walk through a graph.

use std::rc::Rc;

use super::control;
use super::flow::{Cause, Flow, Stop};
use super::kernels;
use super::node::Node;
use super::reason;
use crate::ModelView;
use crate::ops::Role;
use crate::reader::{OperatorView, SubgraphView, TensorView};
use crate::types::ElementType;

/// What a caller needs to know of the graph it calls.
#[derive(Clone, Default)]
pub(super) struct Called {
    /// Whether it has a stop: `None` if not, else whether that is certain.
    pub(super) stops: Option<bool>,
    /// Why, in words.
    pub(super) reason: Rc<str>,
    /// The first operator about which nothing is known.
    pub(super) unknown: Option<Rc<str>>,
}

/// The walks through the graphs of a model, each done once.
pub(super) struct Analysis {
    as_declared: bool,
    called: Vec<Option<Called>>,
}

/// Models that pass the check do not nest deeper.
const MAX_DEPTH: usize = 128;

impl Analysis {
    pub(super) fn new(model: ModelView<'_>, as_declared: bool) -> Self {
        Self {
            as_declared,
            called: vec![None; model.subgraph_count()],
        }
    }

    /// What was found in a graph that is called.
    pub(super) fn found(&self, graph: usize) -> Option<&Called> {
        self.called.get(graph)?.as_ref()
    }

    /// Why a graph that is called has a stop.
    pub(super) fn reason(&self, graph: usize) -> &str {
        self.found(graph).map_or("", |found| &*found.reason)
    }

    /// Walks through a graph that another one calls.
    pub(super) fn called(&mut self, graph: SubgraphView<'_>, depth: usize) -> Called {
        if let Some(found) = self.found(graph.index()) {
            return found.clone();
        }
        // Noted before the walk, so that a graph that reaches itself ends here.
        let endless = Called {
            stops: Some(false),
            reason: "graphs call each other without end".into(),
            unknown: None,
        };
        if let Some(slot) = self.called.get_mut(graph.index()) {
            *slot = Some(endless.clone());
        }
        if depth > MAX_DEPTH {
            return endless;
        }
        let flow = self.graph(graph, depth);
        let found = self.summary(graph, &flow);
        if let Some(slot) = self.called.get_mut(graph.index()) {
            *slot = Some(found.clone());
        }
        found
    }

    fn summary(&self, graph: SubgraphView<'_>, flow: &Flow) -> Called {
        let stop = flow.late();
        let mut stops = stop.map(|stop| stop.certain);
        let mut text = stop.map(|stop| reason::inside(graph, stop, self));
        // Strings and handles that only pass through come without an operator. For strings the
        // caller has provided, for handles nobody has.
        let handle = |tensor: &TensorView<'_>| {
            let fate = flow.fate(tensor.index());
            fate.input && !fate.constant && is_handle(*tensor)
        };
        if stops != Some(true) && graph.outputs().any(|tensor| handle(&tensor)) {
            stops = Some(true);
            text = Some("a handle passes through".to_owned());
        }
        Called {
            stops,
            reason: text.unwrap_or_default().into(),
            unknown: flow.unknown.clone(),
        }
    }

    /// Walks through a graph.
    pub(super) fn graph(&mut self, graph: SubgraphView<'_>, depth: usize) -> Flow {
        let mut flow = Flow::new(graph);
        for operator in graph.operators() {
            self.operator(operator, &mut flow, depth);
        }
        flow.mark_early(graph);
        flow
    }

    fn operator(&mut self, operator: OperatorView<'_>, flow: &mut Flow, depth: usize) {
        let row = operator.row();
        let role = row.map(|row| row.role);
        let inputs: Vec<Option<TensorView<'_>>> = operator.inputs().collect();
        let node = Node {
            operator,
            inputs: &inputs,
            flow,
            as_declared: self.as_declared,
        };
        let waiting = if control::calls_graphs(role) {
            control::waiting(self, operator, &inputs, depth)
        } else {
            row.and_then(|row| kernels::waiting(row, &node))
        };
        let (known, prepared) = row.map_or((false, false), |row| kernels::prepared(row, &node));
        let kept = row.is_some_and(|row| kernels::kept(row, &node));
        let unknown = kernels::unknown(operator)
            .or_else(|| control::unknown_inside(self, operator))
            .filter(|_| flow.unknown.is_none());
        if let Some(unknown) = unknown {
            flow.unknown = Some(unknown);
        }

        let before = inputs
            .iter()
            .flatten()
            .filter_map(|input| flow.fate(input.index()).behind)
            .min();
        let stop = waiting.map(|waiting| {
            flow.push(Stop {
                operator: operator.index(),
                cause: waiting.cause,
                certain: waiting.certain,
            })
        });
        let first = waiting.map_or(0, |waiting| waiting.outputs);
        for (position, output) in operator.outputs().enumerate() {
            let mut waits = stop.filter(|_| position < first);
            let at = operator.index();
            if let Some(cause) = unsized_kind(role, output) {
                waits = waits.or_else(|| {
                    Some(flow.push(Stop {
                        operator: at,
                        cause,
                        certain: true,
                    }))
                });
            }
            // Operators on floats and quantized bytes may be left to XNNPACK, which computes
            // nothing before the run.
            let fate = flow.fate(output.index());
            let known = known && fate.producers == 1 && !fate.input && !delegable(output);
            flow.update(output, |fate| {
                fate.known |= known;
                fate.prepared = fate.prepared.or(prepared.then_some(at));
                fate.kept = fate.kept.or(kept.then_some(at));
                fate.waits = fate.waits.or(waits);
                fate.behind = fate.behind.or(before).or(waits).or(stop);
            });
        }
    }
}

fn is_handle(tensor: TensorView<'_>) -> bool {
    matches!(
        tensor.element_type(),
        ElementType::Resource | ElementType::Variant
    )
}

/// Tensors of some types have no size before the run, whichever operator makes them.
fn unsized_kind(role: Option<Role>, output: TensorView<'_>) -> Option<Cause> {
    if output.element_type() == ElementType::String {
        return Some(Cause::Text);
    }
    (is_handle(output) && role != Some(Role::MakesVariable)).then_some(Cause::Handle)
}

/// Whether XNNPACK might take an operator with this output.
fn delegable(output: TensorView<'_>) -> bool {
    !matches!(
        output.element_type(),
        ElementType::Int32 | ElementType::Int64 | ElementType::Bool
    )
}
