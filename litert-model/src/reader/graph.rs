//! One graph of a model.

use std::borrow::Cow;
use std::fmt;

use super::{ModelView, OperatorView, TensorView, index};
use crate::schema::{Scalars, SubGraph, Tables, Tensor, Text};

/// A graph: tensors, and the operators between them.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bytes = std::fs::read("../models/digits/digits_int8.tflite")?;
/// let model = litert_model::ModelView::new(&bytes)?;
/// let graph = model.main_subgraph();
/// for operator in graph.operators() {
///     if let Some(code) = operator.code() {
///         println!("{} version {}", code.name(), code.version());
///     }
/// }
/// assert_eq!(graph.inputs().count(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct SubgraphView<'a> {
    model: ModelView<'a>,
    index: usize,
    table: Option<SubGraph<'a>>,
    // Looked up once, because each operator asks for it.
    tensors: Option<Tables<'a, Tensor<'a>>>,
}

impl<'a> SubgraphView<'a> {
    pub(super) fn new(model: ModelView<'a>, index: usize, table: SubGraph<'a>) -> Self {
        Self {
            model,
            index,
            table: Some(table),
            tensors: table.tensors(),
        }
    }

    pub(super) fn empty(model: ModelView<'a>) -> Self {
        Self {
            model,
            index: 0,
            table: None,
            tensors: None,
        }
    }

    pub(crate) fn table(self) -> Option<SubGraph<'a>> {
        self.table
    }

    /// The model this graph belongs to.
    pub fn model(self) -> ModelView<'a> {
        self.model
    }

    /// Its place among the graphs of the model.
    pub fn index(self) -> usize {
        self.index
    }

    /// Its name; often empty.
    pub fn name(self) -> Cow<'a, str> {
        self.table
            .and_then(SubGraph::name)
            .map_or(Cow::Borrowed(""), Text::text)
    }

    /// The number of tensors.
    pub fn tensor_count(self) -> usize {
        self.tensors.map_or(0, Tables::len)
    }

    /// Tensor `index`.
    pub fn tensor(self, index: usize) -> Option<TensorView<'a>> {
        let table = self.tensors?.get(index)?;
        Some(TensorView::new(self, index, table))
    }

    /// All tensors: inputs, outputs, constants and what flows between operators.
    pub fn tensors(self) -> impl Iterator<Item = TensorView<'a>> + Clone {
        (0..self.tensor_count()).filter_map(move |index| self.tensor(index))
    }

    /// The tensors that a caller fills, in the order both engines use.
    pub fn inputs(self) -> impl Iterator<Item = TensorView<'a>> + Clone {
        self.named(self.table.and_then(SubGraph::inputs))
    }

    /// The tensors that hold the results, in the order both engines use.
    pub fn outputs(self) -> impl Iterator<Item = TensorView<'a>> + Clone {
        self.named(self.table.and_then(SubGraph::outputs))
    }

    /// The number of operators.
    pub fn operator_count(self) -> usize {
        self.table
            .and_then(SubGraph::operators)
            .map_or(0, Tables::len)
    }

    /// Operator `index`.
    pub fn operator(self, index: usize) -> Option<OperatorView<'a>> {
        let operators = self.table.and_then(SubGraph::operators)?;
        Some(OperatorView::new(self, index, operators.get(index)?))
    }

    /// All operators, in the order they run.
    pub fn operators(self) -> impl Iterator<Item = OperatorView<'a>> + Clone {
        let tables = self.table.and_then(SubGraph::operators).into_iter();
        let tables = tables.flat_map(Tables::iter).enumerate();
        tables.map(move |(index, table)| OperatorView::new(self, index, table))
    }

    /// The tensors that some stored indices name.
    pub(super) fn named(
        self,
        indices: Option<Scalars<'a, i32>>,
    ) -> impl Iterator<Item = TensorView<'a>> + Clone {
        indices
            .into_iter()
            .flat_map(Scalars::iter)
            .filter_map(move |stored| self.tensor(index(stored)?))
    }
}

impl fmt::Debug for SubgraphView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SubgraphView")
            .field("index", &self.index)
            .field("name", &self.name())
            .field("tensors", &self.tensor_count())
            .field("operators", &self.operator_count())
            .finish_non_exhaustive()
    }
}
