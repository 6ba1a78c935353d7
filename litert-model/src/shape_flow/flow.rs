//! What the walk through a graph finds out.

use std::rc::Rc;

use crate::reader::{OperatorView, SubgraphView, TensorView};

/// What becomes of a tensor when the runtime lays out memory.
#[derive(Clone, Copy, Default)]
pub(crate) struct Fate {
    /// Its value is in the file.
    pub(crate) constant: bool,
    /// It is an input of the graph.
    pub(crate) input: bool,
    /// How many operators write it, as far as that matters.
    pub(crate) producers: u8,
    /// Its value is certainly known before the run.
    pub(crate) known: bool,
    /// The operator that computes it before the run if nobody stops it: XNNPACK does, at times.
    pub(crate) prepared: Option<usize>,
    /// The operator that computes it in the first run and never again.
    pub(crate) kept: Option<usize>,
    /// The stop that keeps it from having a size before the run.
    pub(crate) waits: Option<usize>,
    /// The first stop before it on the way from the inputs.
    pub(crate) behind: Option<usize>,
    /// It is computed by the only operator that stops, or on the way to it, so that nothing keeps
    /// the runtime from laying it out.
    pub(crate) early: bool,
}

/// An operator whose outputs have no size before the run. Nothing behind it is laid out until then.
#[derive(Clone, Copy)]
pub(crate) struct Stop {
    pub(crate) operator: usize,
    pub(crate) cause: Cause,
    /// Whether it is one for sure.
    pub(crate) certain: bool,
}

/// Why an operator cannot size its outputs.
#[derive(Clone, Copy)]
pub(crate) enum Cause {
    /// It needs the values of this tensor.
    Values(usize),
    /// It waits if this tensor is declared with an open dimension, though it need not.
    OpenDimension(usize),
    /// It waits if this tensor is declared without dimensions.
    NoRank(usize),
    /// It reads a variable.
    Variable,
    /// What the file says about its output may be wrong, and is not compared.
    Declared,
    /// Only the computation shows.
    Computation,
    /// It makes strings.
    Text,
    /// It makes a handle of something.
    Handle,
    /// A graph that it calls has a stop.
    Inside(usize),
    /// It may choose between graphs whose outputs have different shapes.
    Branches,
    /// It may change shapes from one round of a loop to the next.
    Rounds,
}

/// What the walk through a graph has found.
pub(crate) struct Flow {
    fates: Vec<Fate>,
    stops: Vec<Stop>,
    /// The first one that is certain.
    certain: Option<Stop>,
    /// The first operator about which nothing is known.
    pub(crate) unknown: Option<Rc<str>>,
}

impl Flow {
    pub(crate) fn new(graph: SubgraphView<'_>) -> Self {
        let mut flow = Self {
            fates: graph.tensors().map(start).collect(),
            stops: Vec::new(),
            certain: None,
            unknown: None,
        };
        for input in graph.inputs() {
            flow.update(input, |fate| fate.input = true);
        }
        for output in graph.operators().flat_map(OperatorView::outputs) {
            flow.update(output, |fate| {
                fate.producers = fate.producers.saturating_add(1)
            });
        }
        flow
    }

    pub(crate) fn fate(&self, tensor: usize) -> Fate {
        self.fates.get(tensor).copied().unwrap_or_default()
    }

    pub(crate) fn stop(&self, at: usize) -> Option<Stop> {
        self.stops.get(at).copied()
    }

    /// The first operator that stops the runtime, if one does. Delegates change the order of
    /// operators that do not depend on each other, so then no output is certainly laid out.
    pub(crate) fn late(&self) -> Option<Stop> {
        self.certain.or(self.stops.first().copied())
    }

    /// Marks what is laid out for certain, if there is only one operator that stops.
    pub(crate) fn mark_early(&mut self, graph: SubgraphView<'_>) {
        let Some(only) = self.stops.first().map(|stop| stop.operator) else {
            return;
        };
        if self.stops.iter().any(|stop| stop.operator != only) {
            return;
        }
        // Backwards, so that operators come after those that need their outputs.
        for index in (0..=only).rev() {
            let Some(operator) = graph.operator(index) else {
                continue;
            };
            let needed = |output: TensorView<'_>| self.fate(output.index()).early;
            if index == only || operator.outputs().any(needed) {
                for tensor in operator.outputs().chain(operator.inputs().flatten()) {
                    self.update(tensor, |fate| fate.early = true);
                }
            }
        }
    }

    pub(crate) fn update(&mut self, tensor: TensorView<'_>, change: impl FnOnce(&mut Fate)) {
        if let Some(fate) = self.fates.get_mut(tensor.index()) {
            change(fate);
        }
    }

    /// Notes a stop; returns its number.
    pub(crate) fn push(&mut self, stop: Stop) -> usize {
        self.certain = self.certain.or(Some(stop).filter(|stop| stop.certain));
        self.stops.push(stop);
        self.stops.len() - 1
    }
}

fn start(tensor: TensorView<'_>) -> Fate {
    Fate {
        // Also an empty list of bytes counts, other than no list.
        constant: tensor.is_constant(),
        known: tensor.data().is_some(),
        ..Fate::default()
    }
}
