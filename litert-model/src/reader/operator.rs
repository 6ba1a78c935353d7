//! Operators and their kinds.

use std::borrow::Cow;
use std::fmt;

use super::{SubgraphView, TensorView, index};
use crate::ops::{self, BuiltinOperator, Macs, OperatorFamily, Role, Row};
use crate::schema::{Operator, OperatorCode, Scalars, SubgraphRefs, Text};

/// A kind of operator: a built-in one, or a custom one with a name.
#[derive(Clone, Copy)]
pub struct OperatorCodeView<'a> {
    index: usize,
    number: i32,
    table: OperatorCode<'a>,
}

impl<'a> OperatorCodeView<'a> {
    pub(super) fn new(index: usize, table: OperatorCode<'a>) -> Self {
        // The old field has one byte. Files written for new runtimes put the number into the new
        // field and, where it fits, into both.
        let number = table
            .builtin_code()
            .max(i32::from(table.old_builtin_code()));
        Self {
            index,
            number,
            table,
        }
    }

    /// Its place among the kinds of the model.
    pub fn index(self) -> usize {
        self.index
    }

    /// The number of the built-in operator; 32 for custom ones.
    pub fn builtin_code(self) -> i32 {
        self.number
    }

    /// The built-in operator; [`BuiltinOperator::CUSTOM`] for custom ones.
    pub fn builtin(self) -> BuiltinOperator {
        BuiltinOperator(self.builtin_code())
    }

    /// What the crate knows about the operator, if anything.
    #[doc(hidden)]
    pub fn row(self) -> Option<&'static Row> {
        if !self.is_custom() {
            return self.builtin().row();
        }
        let name = self.table.custom_code()?.bytes();
        ops::custom().iter().find(|row| row.name.as_bytes() == name)
    }

    /// The version of the operator that the model needs.
    pub fn version(self) -> i32 {
        self.table.version()
    }

    /// Whether the operator is not built in and must be supplied by a delegate or the application.
    pub fn is_custom(self) -> bool {
        self.builtin() == BuiltinOperator::CUSTOM
    }

    /// The name of a custom operator, such as `edgetpu-custom-op`.
    pub fn custom_name(self) -> Option<Cow<'a, str>> {
        if !self.is_custom() {
            return None;
        }
        Some(
            self.table
                .custom_code()
                .map_or(Cow::Borrowed(""), Text::text),
        )
    }

    /// The name of a built-in operator, such as `CONV_2D`, or of a custom one. A number that is
    /// newer than this crate reads `UNKNOWN_500`.
    pub fn name(self) -> Cow<'a, str> {
        if let Some(name) = self.custom_name() {
            return name;
        }
        let operator = self.builtin();
        operator
            .name()
            .map_or_else(|| operator.to_string().into(), Cow::Borrowed)
    }

    pub(crate) fn table(self) -> OperatorCode<'a> {
        self.table
    }
}

impl fmt::Debug for OperatorCodeView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperatorCodeView")
            .field("name", &self.name())
            .field("version", &self.version())
            .finish_non_exhaustive()
    }
}

/// One operator of a graph.
#[derive(Clone, Copy)]
pub struct OperatorView<'a> {
    subgraph: SubgraphView<'a>,
    index: usize,
    table: Operator<'a>,
}

impl<'a> OperatorView<'a> {
    pub(super) fn new(subgraph: SubgraphView<'a>, index: usize, table: Operator<'a>) -> Self {
        Self {
            subgraph,
            index,
            table,
        }
    }

    pub(crate) fn table(self) -> Operator<'a> {
        self.table
    }

    /// The graph this operator belongs to.
    pub fn subgraph(self) -> SubgraphView<'a> {
        self.subgraph
    }

    /// Its place in the order of execution.
    pub fn index(self) -> usize {
        self.index
    }

    /// What kind of operator it is; always there in a model that passed the check.
    pub fn code(self) -> Option<OperatorCodeView<'a>> {
        self.subgraph
            .model()
            .operator_code(self.table.opcode_index() as usize)
    }

    /// What the crate knows about its kind, if anything.
    #[doc(hidden)]
    pub fn row(self) -> Option<&'static Row> {
        self.code()?.row()
    }

    /// What it does; `None` for custom operators, and for those that are newer than this crate.
    pub fn family(self) -> Option<OperatorFamily> {
        let row = self.row().filter(|row| row.role != Role::Custom)?;
        Some(row.family)
    }

    /// How many multiplications with additions it makes, by the shapes of the file, where an open
    /// dimension counts as 1; `None` where nobody can tell. As is usual, only matrix products and what
    /// is made of them count: convolutions, fully connected and recurrent layers.
    pub fn macs(self) -> Option<u64> {
        // Who knows what an operator does that is newer than this crate?
        match self.row()?.macs {
            Macs::None => Some(0),
            Macs::Unknown => None,
            Macs::Of(count) => count(self),
        }
    }

    /// The name of its kind, such as `CONV_2D`.
    pub fn name(self) -> Cow<'a, str> {
        self.code()
            .map_or(Cow::Borrowed(""), OperatorCodeView::name)
    }

    /// The tensors it reads, by position; `None` where an optional input is left out.
    pub fn inputs(self) -> impl Iterator<Item = Option<TensorView<'a>>> + Clone {
        let stored = self.table.inputs().into_iter().flat_map(Scalars::iter);
        stored.map(move |stored| self.subgraph.tensor(index(stored)?))
    }

    /// The tensors it writes.
    pub fn outputs(self) -> impl Iterator<Item = TensorView<'a>> + Clone {
        self.subgraph.named(self.table.outputs())
    }

    /// Tensors that it uses inside, such as the gates of a quantized LSTM.
    pub fn intermediates(self) -> impl Iterator<Item = TensorView<'a>> + Clone {
        self.subgraph.named(self.table.intermediates())
    }

    /// The same by position; `None` where one is left out.
    pub(crate) fn intermediate_slots(self) -> impl Iterator<Item = Option<TensorView<'a>>> + Clone {
        let stored = self
            .table
            .intermediates()
            .into_iter()
            .flat_map(Scalars::iter);
        stored.map(move |stored| self.subgraph.tensor(index(stored)?))
    }

    /// Whether it changes its input at this position in place.
    pub fn mutates_input(self, position: usize) -> bool {
        self.table
            .mutating_variable_inputs()
            .and_then(|flags| flags.get(position))
            .is_some_and(|flag| flag != 0)
    }

    /// The options of a custom operator, in whatever form it defines.
    pub fn custom_options(self) -> Option<&'a [u8]> {
        if let Some(options) = self.table.custom_options() {
            return Some(options.bytes());
        }
        let (offset, size) = (
            self.table.large_custom_options_offset(),
            self.table.large_custom_options_size(),
        );
        self.subgraph.model().outside(offset, size)
    }

    /// The graphs that it runs or refers to: the branches of `IF`, the condition and the body of
    /// `WHILE`, the decomposition of a composite, and the like.
    pub fn subgraphs(self) -> impl Iterator<Item = SubgraphView<'a>> {
        let model = self.subgraph.model();
        let refs = self
            .table
            .subgraph_refs()
            .into_iter()
            .flat_map(SubgraphRefs::indices);
        refs.filter_map(move |stored| model.subgraph(usize::try_from(stored).ok()?))
    }
}

impl fmt::Debug for OperatorView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperatorView")
            .field("index", &self.index)
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}
