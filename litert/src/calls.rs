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

use crate::error::{Error, Result};
use crate::model::{ModelView, SignatureInfo};

/// Who calls whom in a model, and what became of it in one engine.
#[derive(Default)]
pub(crate) struct Calls {
    /// For each graph, those that it runs, at any depth. Nothing where no graph calls another.
    reached: Vec<Vec<usize>>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// A graph whose tensors belong to a caller, and the caller. There may be several for a graph.
    taken: Vec<(usize, usize)>,
    /// Graphs of which an input was given another shape.
    resized: Vec<usize>,
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
        let reached = (0..direct.len()).map(|graph| reached_from(graph, &direct));
        Self {
            reached: reached.collect(),
            state: RefCell::default(),
        }
    }

    /// Whether another graph calls this one.
    pub(crate) fn is_called(&self, graph: usize) -> bool {
        self.reached.iter().any(|reached| reached.contains(&graph))
    }

    /// Whether the tensors of a graph belong to a caller by now.
    pub(crate) fn is_taken(&self, graph: usize) -> bool {
        let state = self.state.borrow();
        state.taken.iter().any(|(taken, _)| *taken == graph)
    }

    /// Takes note that a graph is about to be given memory, and all that it calls with it.
    ///
    /// # Errors
    /// [`Error::Unsupported`] where the graph's tensors belong to a caller, or those of a graph that
    /// it calls to another caller with other shapes.
    pub(crate) fn take(&self, engine: &'static str, signature: &SignatureInfo) -> Result<()> {
        let graph = signature.subgraph_index();
        self.expect_own(engine, signature)?;
        let Some(reached) = self.reached.get(graph).filter(|it| !it.is_empty()) else {
            return Ok(());
        };
        if let Some(other) = self.sharing(graph) {
            let state = self.state.borrow();
            if state.resized.contains(&graph) || state.resized.contains(&other) {
                return Err(shared(engine, signature, other));
            }
        }
        let mut state = self.state.borrow_mut();
        for called in reached {
            if !state.taken.contains(&(*called, graph)) {
                state.taken.push((*called, graph));
            }
        }
        Ok(())
    }

    /// Takes note that an input of a graph is about to get another shape.
    ///
    /// # Errors
    /// As for [`take`](Self::take).
    pub(crate) fn resize(&self, engine: &'static str, signature: &SignatureInfo) -> Result<()> {
        let graph = signature.subgraph_index();
        if self.reached.is_empty() {
            return Ok(());
        }
        self.expect_own(engine, signature)?;
        if let Some(other) = self.sharing(graph) {
            return Err(shared(engine, signature, other));
        }
        let mut state = self.state.borrow_mut();
        if !state.resized.contains(&graph) {
            state.resized.push(graph);
        }
        Ok(())
    }

    /// Refuses a graph whose tensors belong to a caller.
    pub(crate) fn expect_own(&self, engine: &'static str, signature: &SignatureInfo) -> Result<()> {
        let graph = signature.subgraph_index();
        let nothing_to_share = signature.inputs().is_empty() && signature.outputs().is_empty();
        let state = self.state.borrow();
        let mut taken = state.taken.iter();
        match taken.find(|(taken, _)| *taken == graph && !nothing_to_share) {
            None => Ok(()),
            Some((_, caller)) => Err(Error::unsupported(
                format!("running {} by itself", named(signature)),
                format!(
                    "{engine}, because subgraph {caller} calls it and was given memory before: the \
                     inputs and outputs of a called graph lie in the memory of its caller"
                ),
                format!("make another {engine} for this signature"),
            )),
        }
    }

    /// Another graph that has been given memory and calls what this one calls.
    fn sharing(&self, graph: usize) -> Option<usize> {
        let reached = self.reached.get(graph)?;
        let state = self.state.borrow();
        let mut taken = state.taken.iter();
        let found = taken.find(|(called, caller)| {
            // What calls it on behalf of this graph is no other.
            reached.contains(called) && *caller != graph && !reached.contains(caller)
        });
        found.map(|(_, caller)| *caller)
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

/// All graphs that `start` runs, itself excluded. The reader refuses graphs that reach themselves.
fn reached_from(start: usize, direct: &[Vec<usize>]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut open = vec![start];
    while let Some(graph) = open.pop() {
        for &called in direct.get(graph).into_iter().flatten() {
            if !found.contains(&called) {
                found.push(called);
                open.push(called);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphs_are_reached_through_others_and_once() {
        let direct = [vec![1, 2], vec![2, 2], vec![3], vec![], vec![1]];
        let mut all = reached_from(0, &direct);
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3]);
        assert!(reached_from(3, &direct).is_empty());
        assert_eq!(reached_from(4, &direct).len(), 3);
    }
}
