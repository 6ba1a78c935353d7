//! What shapes the outputs of a graph have for given shapes of its inputs, without running it.
//!
//! The runtimes know some shapes only after a run: the target of a reshape may be computed from the
//! shape of an input, as in every Keras model with an open batch dimension and a `Flatten`. But a
//! caller has to provide output buffers before the run, and LiteRT writes past the end of one that
//! is too small. Such shapes depend on the shapes of the inputs only, and so they can be worked out
//! beforehand: by walking through the graph, noting the shape of each tensor and, for small ones
//! of integers, the elements.
//!
//! Nothing is guessed. What a file states about a computed tensor is not believed, and where one
//! step is not certain, all that depends on it is unknown.

mod constants;
mod control;
pub(crate) mod elementwise;
pub(crate) mod layout;
pub(crate) mod matrix;
pub(crate) mod node;
pub(crate) mod slices;
#[cfg(test)]
mod tests;
pub(crate) mod windows;

use std::cell::Cell;
use std::collections::HashSet;

use node::{Known, Node};

use super::ModelView;
use super::reader::{OperatorView, SubgraphView, TensorView};
use super::schema::{Scalars, SubGraph};
use crate::ops::{Role, Rule};
use crate::types::Shape;

/// Steps that the questions about one model may cost in graphs that other graphs call. A graph may name
/// another one in many places, and that one the next, so that the file says little about the work that
/// it means; real models need some ten thousand, and a loop as many in each hundred rounds.
const MAX_STEPS: usize = 500_000;

/// How deep graphs may call each other.
const MAX_DEPTH: usize = 16;

/// What questions about one model share: the steps that are left for all of them.
pub(crate) struct Shared<'a> {
    model: ModelView<'a>,
    steps_left: Cell<usize>,
}

impl<'a> Shared<'a> {
    pub(crate) fn new(model: ModelView<'a>) -> Self {
        Self {
            model,
            steps_left: Cell::new(MAX_STEPS),
        }
    }
}

/// The shapes of the outputs of graph `subgraph` when its inputs have the shapes `inputs`, in the
/// order of the graph; `None` for each that does not follow from them.
///
/// It is also `None` for what a loop or a branch gives with a shape that may change on the way: the
/// runtime keeps that in memory of its own. What is computed from it has a shape.
pub fn output_shapes(
    model: ModelView<'_>,
    subgraph: usize,
    inputs: &[Shape],
) -> Vec<Option<Shape>> {
    shapes(
        &Shared::new(model),
        subgraph,
        inputs,
        |walk, graph, inputs| {
            walk.follows_calls = true;
            let outputs = walk.graph(graph, inputs, 0);
            let moved = walk.unsteady_outputs(graph);
            let found = outputs.into_iter().zip(moved);
            found
                .map(|(known, moved)| known.filter(|_| !moved))
                .collect()
        },
    )
}

/// The shape of every tensor of graph `subgraph` when its inputs have the shapes `inputs`; `None` for
/// each that does not follow from them. Loops and branches are not followed.
pub(crate) fn tensor_shapes(
    shared: &Shared<'_>,
    subgraph: usize,
    inputs: &[Shape],
) -> Vec<Option<Shape>> {
    shapes(shared, subgraph, inputs, |walk, graph, inputs| {
        walk.tensors(graph, inputs, 0).unwrap_or_default()
    })
}

/// The same with the values of those that are small and hold integers, where these follow from shapes.
pub(crate) fn tensor_values(
    shared: &Shared<'_>,
    subgraph: usize,
    inputs: &[Shape],
) -> Vec<Option<(Shape, Vec<i64>)>> {
    let Some(graph) = shared.model.subgraph(subgraph) else {
        return Vec::new();
    };
    let inputs: Vec<_> = inputs.iter().map(|&shape| Known::of(shape)).collect();
    let found = Walk::new(shared).tensors(graph, &inputs, 0);
    let found = found.unwrap_or_default().into_iter();
    found
        .map(|known| known.map(|known| (known.shape, known.value.unwrap_or_default())))
        .collect()
}

/// The shapes of what a walk through graph `subgraph` finds.
fn shapes<'s, 'a>(
    shared: &'s Shared<'a>,
    subgraph: usize,
    inputs: &[Shape],
    find: impl FnOnce(&mut Walk<'s>, SubgraphView<'a>, &[Option<Known>]) -> Vec<Option<Known>>,
) -> Vec<Option<Shape>> {
    let Some(graph) = shared.model.subgraph(subgraph) else {
        return Vec::new();
    };
    let inputs: Vec<_> = inputs.iter().map(|&shape| Known::of(shape)).collect();
    let found = find(&mut Walk::new(shared), graph, &inputs).into_iter();
    found.map(|known| Some(known?.shape)).collect()
}

/// A walk through the graphs of a model.
struct Walk<'s> {
    steps_left: &'s Cell<usize>,
    /// Whether loops and branches are followed.
    follows_calls: bool,
    /// The operators, by graph and place, whose outputs may change shapes between rounds or branches.
    unsteady: HashSet<(usize, usize)>,
}

impl<'s, 'a> Walk<'s> {
    fn new(shared: &'s Shared<'a>) -> Self {
        Self {
            steps_left: &shared.steps_left,
            follows_calls: false,
            unsteady: HashSet::new(),
        }
    }

    /// The outputs of a graph for what is known about its inputs.
    fn graph(
        &mut self,
        graph: SubgraphView<'a>,
        inputs: &[Option<Known>],
        depth: usize,
    ) -> Vec<Option<Known>> {
        let (_, outputs) = ends(graph);
        let tensors = self.tensors(graph, inputs, depth).unwrap_or_default();
        let known = |at: Option<usize>| tensors.get(at?)?.clone();
        outputs.into_iter().map(known).collect()
    }

    /// What is known about each tensor of a graph; `None` if nothing is.
    fn tensors(
        &mut self,
        graph: SubgraphView<'a>,
        inputs: &[Option<Known>],
        depth: usize,
    ) -> Option<Vec<Option<Known>>> {
        let (named, _) = ends(graph);
        // Each graph is asked about for itself only once, which costs no more than the file is long.
        let affordable = depth == 0 || depth <= MAX_DEPTH && self.pay_for(graph).is_some();
        if !affordable || named.len() != inputs.len() {
            return None;
        }
        // Runtimes do not mind if a tensor gets its value from two places, but it takes more than
        // the order of operators to tell which of them decides.
        let sources = sources(graph, &named);
        let single = |at: usize| sources.get(at) == Some(&1);
        let mut tensors: Vec<Option<Known>> = graph
            .tensors()
            .zip(&sources)
            .map(|(tensor, &sources)| constants::known(tensor, sources))
            .collect();
        let store = |tensors: &mut Vec<Option<Known>>, at: usize, known: Option<Known>| {
            if let Some(slot) = tensors.get_mut(at).filter(|_| single(at)) {
                *slot = known;
            }
        };
        for (at, input) in named.iter().zip(inputs) {
            at.iter()
                .for_each(|&at| store(&mut tensors, at, input.clone()));
        }
        for operator in graph.operators() {
            let found = self.operator(operator, &tensors, depth).unwrap_or_default();
            for (tensor, output) in operator.outputs().zip(found) {
                let output = output.map(|known| constants::fitting(known, tensor));
                store(&mut tensors, tensor.index(), output);
            }
        }
        Some(tensors)
    }

    /// Whether an operator whose outputs may change shapes gives each output of a graph.
    fn unsteady_outputs(&self, graph: SubgraphView<'a>) -> Vec<bool> {
        let unsteady = graph
            .operators()
            .filter(|operator| self.unsteady.contains(&(graph.index(), operator.index())));
        let moved: HashSet<usize> = unsteady
            .flat_map(OperatorView::outputs)
            .map(|tensor| tensor.index())
            .collect();
        let (_, outputs) = ends(graph);
        let moves = |at: Option<usize>| at.is_some_and(|at| moved.contains(&at));
        outputs.into_iter().map(moves).collect()
    }

    /// Takes the steps that a graph costs, not counting those that it calls; `None` if there are
    /// not so many left.
    fn pay_for(&self, graph: SubgraphView<'a>) -> Option<()> {
        let table = graph.table()?;
        let ends = [table.inputs(), table.outputs()];
        let mut steps: usize = ends.iter().flatten().map(|list| list.len()).sum();
        steps += graph.tensor_count() + graph.operator_count();
        let take = |steps| {
            let left = self.steps_left.get().checked_sub(steps)?;
            self.steps_left.set(left);
            Some(())
        };
        take(steps)?;
        for operator in graph.operators() {
            let lists = [operator.table().inputs(), operator.table().outputs()];
            take(lists.iter().flatten().map(|list| list.len()).sum())?;
        }
        Some(())
    }

    /// What is known about each output of an operator; `None` if nothing is.
    fn operator(
        &mut self,
        operator: OperatorView<'a>,
        tensors: &[Option<Known>],
        depth: usize,
    ) -> Option<Vec<Option<Known>>> {
        let row = operator.row()?;
        let inputs: Vec<_> = operator
            .inputs()
            .map(|input| Some(input?.index()))
            .collect();
        let (graph, index) = (operator.subgraph().index(), operator.index());
        let node = Node {
            operator,
            inputs: &inputs,
            tensors,
            outputs: operator.outputs().count(),
        };
        let given = || -> Vec<_> {
            let places = 0..inputs.len();
            places.map(|at| node.input(at).cloned()).collect()
        };
        let found: Vec<Option<Known>> = match row.role {
            Role::Composite => self.graph(operator.subgraphs().next()?, &given(), depth + 1),
            // Each graph of a file asks for all its tensors, so that bodies would be looked at again
            // and again.
            Role::If | Role::While if !self.follows_calls => return None,
            Role::If | Role::While => {
                let called = if row.role == Role::If {
                    self.branches(operator, &given(), depth)
                } else {
                    self.rounds(operator, &given(), depth)
                };
                if called.as_ref().is_none_or(|called| !called.steady) {
                    self.unsteady.insert((graph, index));
                }
                called?.outputs
            }
            _ => {
                // The rules say what the kernels do when all is well. Where a kernel would refuse its
                // inputs, any answer is right, because the run fails.
                let found = match row.shape.rule {
                    Rule::Unknown => return None,
                    Rule::One(rule) => vec![rule(&node)?],
                    Rule::All(rule) => rule(&node)?,
                };
                let effective = |(known, tensor): (Known, TensorView<'_>)| {
                    Some(known).filter(|known| !row.shape.keeps.declared(tensor, known.shape))
                };
                let found = found.into_iter().zip(operator.outputs());
                found.map(effective).collect()
            }
        };
        (found.len() == node.outputs).then_some(found)
    }
}

/// The inputs and outputs of a graph, with a place for each that is left out.
fn ends(graph: SubgraphView<'_>) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let list = |stored: Option<Scalars<'_, i32>>| {
        let stored = stored.into_iter().flat_map(Scalars::iter);
        stored.map(|at| usize::try_from(at).ok()).collect()
    };
    let table = graph.table();
    (
        list(table.and_then(SubGraph::inputs)),
        list(table.and_then(SubGraph::outputs)),
    )
}

/// How many things give each tensor its value: the file, a caller, operators.
fn sources(graph: SubgraphView<'_>, inputs: &[Option<usize>]) -> Vec<u8> {
    let mut sources: Vec<u8> = graph
        .tensors()
        .map(|tensor| u8::from(constants::is_stored(tensor)))
        .collect();
    let written = graph
        .operators()
        .flat_map(|operator| operator.outputs().map(|it| it.index()));
    for at in inputs.iter().copied().flatten().chain(written) {
        if let Some(count) = sources.get_mut(at) {
            *count = count.saturating_add(1);
        }
    }
    sources
}
