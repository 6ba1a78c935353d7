//! Graphs that other graphs of a model call, and that signatures may run as well.
//!
//! IF, WHILE and composites run another graph on that graph's own tensors. When the caller is given
//! memory, the kernels take the inputs and outputs of the called graph out of its memory plan
//! (`kTfLiteCustom`): from then on their addresses are those of the caller's tensors, which the next
//! allocation of the caller frees. Nobody gives them memory of their own again. A loop, besides,
//! trusts that its body has the sizes that it had when the loop was prepared.
//!
//! So a graph is run by itself only as long as no caller of it has been given memory.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::error::{Error, Result};
use crate::model::reader::{OperatorView, SubgraphView};
use crate::model::{ModelView, SignatureInfo};
use crate::types::Shape;
use litert_model::ops::Role;

/// The calls between the graphs of a model, and which of them one engine has made.
#[derive(Default)]
pub(crate) struct Calls {
    /// For each graph, those that its operators run. Nothing where no graph calls another.
    direct: Vec<Vec<usize>>,
    called: HashSet<usize>,
    loops: Vec<Loop>,
    state: RefCell<State>,
}

/// A graph that a WHILE runs. One graph has one size for all loops that run it.
struct Loop {
    caller: usize,
    called: usize,
    shapes: Vec<Option<Shape>>,
}

#[derive(Default)]
struct State {
    /// The graphs whose tensors belong to callers, each with those that were given memory.
    taken: HashMap<usize, Vec<usize>>,
    /// Graphs of which an input was given another shape.
    resized: HashSet<usize>,
}

impl Calls {
    pub(crate) fn of(model: ModelView<'_>) -> Self {
        let direct: Vec<Vec<usize>> = model
            .subgraphs()
            .map(|graph| {
                let operators = graph.operators();
                let called = operators.flat_map(|operator| operator.subgraphs());
                called.map(|graph| graph.index()).collect()
            })
            .collect();
        if direct.iter().all(Vec::is_empty) {
            return Self::default();
        }
        Self {
            called: direct.iter().flatten().copied().collect(),
            direct,
            loops: model.subgraphs().flat_map(loops).collect(),
            state: RefCell::default(),
        }
    }

    /// True if another graph calls this one.
    pub(crate) fn is_called(&self, graph: usize) -> bool {
        self.called.contains(&graph)
    }

    /// True if the tensors of a graph belong to a caller by now.
    pub(crate) fn is_taken(&self, graph: usize) -> bool {
        self.state.borrow().taken.contains_key(&graph)
    }

    /// Takes note that a graph is about to be given memory, and all that it calls with it.
    ///
    /// # Errors
    /// [`Error::Unsupported`] where the graph's tensors belong to a caller, or those of a graph that
    /// it calls to another caller with other shapes.
    pub(crate) fn take(&self, engine: &'static str, signature: &SignatureInfo) -> Result<()> {
        if self.direct.is_empty() {
            return Ok(());
        }
        let graph = signature.subgraph_index();
        self.expect_own(engine, signature)?;
        let reached = reached_from(graph, &self.direct);
        if self.loops_differ(&[graph]) {
            return Err(Error::unsupported(
                format!("running {}", named(signature)),
                format!(
                    "{engine}, because two of its loops run the same graph with different shapes, and \
                     that graph has one size"
                ),
                "convert the model so that each loop has graphs of its own",
            ));
        }
        let mut state = self.state.borrow_mut();
        if let Some(other) = state.sharing(graph, &reached) {
            if state.resized.contains(&graph)
                || state.resized.contains(&other)
                || self.loops_differ(&[graph, other])
            {
                return Err(shared(engine, signature, other));
            }
        }
        for called in reached {
            let callers = state.taken.entry(called).or_default();
            if !callers.contains(&graph) {
                callers.push(graph);
            }
        }
        Ok(())
    }

    /// Takes note that an input of a graph is about to get another shape.
    ///
    /// # Errors
    /// As for [`take`](Self::take).
    pub(crate) fn resize(&self, engine: &'static str, signature: &SignatureInfo) -> Result<()> {
        if self.direct.is_empty() {
            return Ok(());
        }
        let graph = signature.subgraph_index();
        self.expect_own(engine, signature)?;
        let reached = reached_from(graph, &self.direct);
        if let Some(other) = self.state.borrow().sharing(graph, &reached) {
            return Err(shared(engine, signature, other));
        }
        if self.has_twins(graph) {
            return Err(Error::unsupported(
                format!("another input shape for {}", named(signature)),
                format!(
                    "{engine}, because two of its loops run the same graph, which has one size"
                ),
                "convert the model with the shapes that you need",
            ));
        }
        self.state.borrow_mut().resized.insert(graph);
        Ok(())
    }

    /// Refuses a graph whose tensors belong to a caller.
    pub(crate) fn expect_own(&self, engine: &'static str, signature: &SignatureInfo) -> Result<()> {
        let graph = signature.subgraph_index();
        let nothing_to_share = signature.inputs().is_empty() && signature.outputs().is_empty();
        let state = self.state.borrow();
        let callers = state.taken.get(&graph).filter(|_| !nothing_to_share);
        match callers.and_then(|callers| callers.first()) {
            None => Ok(()),
            Some(caller) => Err(Error::unsupported(
                format!("running {} by itself", named(signature)),
                format!(
                    "{engine}, because subgraph {caller} calls it and was given memory before: the \
                     inputs and outputs of a called graph lie in the memory of its caller"
                ),
                format!("make another {engine} for this signature"),
            )),
        }
    }

    /// The loops that a run of these graphs comes to, by the graph that they run.
    fn loops_of(&self, graphs: &[usize]) -> Vec<&Loop> {
        let mut run: HashSet<usize> = graphs.iter().copied().collect();
        for graph in graphs {
            run.extend(reached_from(*graph, &self.direct));
        }
        let loops = self.loops.iter();
        let mut loops: Vec<&Loop> = loops.filter(|it| run.contains(&it.caller)).collect();
        loops.sort_by_key(|it| it.called);
        loops
    }

    /// True if two loops run one graph with different shapes, as far as the file tells.
    fn loops_differ(&self, graphs: &[usize]) -> bool {
        let loops = self.loops_of(graphs);
        let mut pairs = loops.windows(2);
        pairs.any(|pair| pair[0].called == pair[1].called && pair[0].shapes != pair[1].shapes)
    }

    /// True if two loops that a graph comes to run one graph.
    fn has_twins(&self, graph: usize) -> bool {
        let loops = self.loops_of(&[graph]);
        let mut pairs = loops.windows(2);
        pairs.any(|pair| pair[0].called == pair[1].called)
    }
}

impl State {
    /// Another graph that has been given memory and calls what this one calls.
    fn sharing(&self, graph: usize, reached: &HashSet<usize>) -> Option<usize> {
        let callers = reached.iter().filter_map(|called| self.taken.get(called));
        // What calls it on behalf of this graph is no other.
        let mut others = callers.flatten().copied();
        others.find(|caller| *caller != graph && !reached.contains(caller))
    }
}

fn named(signature: &SignatureInfo) -> String {
    let graph = signature.subgraph_index();
    match signature.key() {
        Some(key) => format!("the signature '{key}' (subgraph {graph})"),
        None => format!("subgraph {graph}"),
    }
}

#[cold]
fn shared(engine: &'static str, signature: &SignatureInfo, other: usize) -> Error {
    Error::unsupported(
        format!("another input shape for {}", named(signature)),
        format!(
            "{engine}, because it calls the same graph as subgraph {other}, and that graph has one \
             size for both"
        ),
        format!("make another {engine} for this signature"),
    )
}

fn loops(graph: SubgraphView<'_>) -> impl Iterator<Item = Loop> {
    let is_loop =
        |operator: &OperatorView<'_>| operator.row().is_some_and(|row| row.role == Role::While);
    graph.operators().filter(is_loop).flat_map(move |operator| {
        let shapes = operator.inputs().map(|input| input.map(|it| it.shape()));
        let shapes: Vec<_> = shapes.collect();
        operator.subgraphs().map(move |called| Loop {
            caller: graph.index(),
            called: called.index(),
            shapes: shapes.clone(),
        })
    })
}

/// All graphs that `start` runs, itself excluded. The reader refuses graphs that reach themselves.
fn reached_from(start: usize, direct: &[Vec<usize>]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut open = vec![start];
    while let Some(graph) = open.pop() {
        let called = direct.get(graph).into_iter().flatten();
        open.extend(called.filter(|called| found.insert(**called)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphs_are_reached_through_others_and_once() {
        let direct = [vec![1, 2], vec![2, 2], vec![3], vec![], vec![1]];
        assert_eq!(reached_from(0, &direct), HashSet::from([1, 2, 3]));
        assert!(reached_from(3, &direct).is_empty());
        assert_eq!(reached_from(4, &direct).len(), 3);
    }
}
