//! The columns of the table.

use std::ops::RangeInclusive;

use super::BuiltinOperator;
use super::hazard::Hazard;
use super::types::Combination;
use crate::reader::{OperatorView, TensorView};
use crate::shape_flow::kernels::Waiting;
use crate::shape_flow::node as flow;
use crate::shape_infer::node::{Known, Node};
use crate::types::{self, ElementType};

/// What is known about one operator.
pub struct Row {
    /// The name: of a built-in operator as in the file format, else as models spell it.
    pub name: &'static str,
    /// The number; [`BuiltinOperator::CUSTOM`] for all custom ones.
    pub operator: BuiltinOperator,
    /// How many inputs it takes.
    pub inputs: Count,
    /// How many outputs it gives.
    pub outputs: Count,
    /// The element types that go together. Empty where nothing is known about that.
    pub types: &'static [Combination],
    /// The dimensions that inputs have, by position; others may have any number.
    pub ranks: &'static [(usize, RangeInclusive<usize>)],
    /// What its kernel makes of the element type of its outputs.
    pub(crate) yields: Gives,
    /// The shapes of its outputs.
    pub(crate) shape: Shape,
    /// What its kernel waits for before it sizes its outputs.
    pub(crate) waits: Waits,
    /// Whether its kernel computes its outputs before the run.
    pub(crate) early: Early,
    /// The multiplications with additions that it makes.
    pub macs: Macs,
    /// What it does, for people.
    pub family: OperatorFamily,
    /// What it is to the graph around it.
    pub role: Role,
    /// What it is refused for.
    pub hazards: &'static [Hazard],
    /// The versions that the newest library knows; empty if it has no kernel for it.
    pub versions: RangeInclusive<i32>,
}

/// How many inputs or outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// So many must be there.
    pub least: usize,
    /// No more than these are looked at.
    pub most: usize,
    /// Which of them may be left out by −1.
    pub gaps: Gaps,
}

/// Places where −1 stands for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gaps {
    /// Nowhere.
    None,
    /// At these positions.
    At(&'static [usize]),
    /// Anywhere.
    Any,
}

impl Gaps {
    /// Whether there may be nothing at this position.
    pub fn allow(self, position: usize) -> bool {
        match self {
            Self::None => false,
            Self::At(positions) => positions.contains(&position),
            Self::Any => true,
        }
    }
}

/// Exactly `count`.
pub(super) const fn exactly(count: usize) -> Count {
    between(count, count)
}

/// From `least` to `most`.
pub(super) const fn between(least: usize, most: usize) -> Count {
    Count {
        least,
        most,
        gaps: Gaps::None,
    }
}

/// As many as there are, but at least `least`.
pub(super) const fn any(least: usize) -> Count {
    between(least, usize::MAX)
}

impl Count {
    /// The same, but −1 may stand for those at these positions.
    pub(super) const fn or_none(self, positions: &'static [usize]) -> Self {
        let gaps = Gaps::At(positions);
        Self { gaps, ..self }
    }

    /// The same, but −1 may stand for any.
    pub(super) const fn with_gaps(self) -> Self {
        let gaps = Gaps::Any;
        Self { gaps, ..self }
    }
}

/// What a kernel makes of the type of its output, whatever the file declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gives {
    /// It leaves it as declared.
    Declared,
    /// The first output gets the type of the input at this position.
    Like(usize),
    /// All outputs get that type.
    AllLike(usize),
    /// The first output gets this type.
    Always(ElementType),
}

/// What is known about the outputs of an operator for what is known about its inputs: `None` if that is
/// not enough.
type Outputs = fn(&Node<'_>) -> Option<Vec<Known>>;

/// The rule for the shapes of outputs.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) rule: Rule,
    /// Whether single numbers make a single number.
    pub(crate) each: bool,
    /// When the kernel leaves the shape that the file declares.
    pub(crate) keeps: Keeps,
}

#[derive(Clone, Copy)]
pub(crate) enum Rule {
    Unknown,
    /// The only output.
    One(fn(&Node<'_>) -> Option<Known>),
    /// All outputs.
    All(Outputs),
}

/// When a kernel leaves the shape of its output as the file declares it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeps {
    Never,
    /// If it has dimensions, and none of them is open.
    Complete,
    /// If it is a single number, and the result is, too.
    Single,
}

impl Keeps {
    /// Whether a kernel leaves an output as declared although another shape is right. What it then
    /// does is anybody's guess.
    pub(crate) fn declared(self, tensor: TensorView<'_>, right: types::Shape) -> bool {
        let stored = tensor.shape();
        stored != right
            && match self {
                Self::Never => false,
                Self::Complete => stored.rank() > 0 && tensor.shape_signature().is_static(),
                Self::Single => right.num_elements() == Some(1) && stored.num_elements() == Some(1),
            }
    }
}

/// No rule is known.
pub(super) const UNKNOWN: Shape = Shape {
    rule: Rule::Unknown,
    each: false,
    keeps: Keeps::Never,
};

/// The rule for the only output.
pub(super) const fn one(rule: fn(&Node<'_>) -> Option<Known>) -> Shape {
    Shape {
        rule: Rule::One(rule),
        ..UNKNOWN
    }
}

/// The rule for an operator that works element by element, so that numbers make a number.
pub(super) const fn each(rule: fn(&Node<'_>) -> Option<Known>) -> Shape {
    Shape {
        each: true,
        ..one(rule)
    }
}

/// The rule for all outputs.
pub(super) const fn all(rule: Outputs) -> Shape {
    Shape {
        rule: Rule::All(rule),
        ..UNKNOWN
    }
}

impl Shape {
    /// The same for a kernel that believes the file where it says all.
    pub(super) const fn unless(self, keeps: Keeps) -> Self {
        Self { keeps, ..self }
    }
}

/// What a kernel waits for before it sizes its outputs.
#[derive(Clone, Copy)]
pub(crate) enum Waits {
    /// Nothing: shapes are enough.
    No,
    /// The values of these inputs; those that were computed before the run will do.
    On(&'static [usize]),
    /// The values of these inputs in the file.
    InFile(&'static [usize]),
    /// What this says.
    By(fn(&flow::Node<'_, '_>) -> Option<Waiting>),
    /// Nobody knows.
    Unknown,
}

/// When a kernel computes its outputs before the run, so that others can size theirs.
#[derive(Clone, Copy)]
pub(crate) enum Early {
    /// It does not.
    Never,
    /// Always.
    Always,
    /// If the values of these inputs are known.
    From(&'static [usize]),
    /// If the values of all inputs are known.
    FromAll,
    /// If the values of these inputs are known, and the outputs are small.
    Few(&'static [usize]),
    /// It does so in the first run only.
    Once,
    /// The same if the first input is in the file.
    OnceFromFile,
}

/// How many multiplications with additions an operator makes, by the shapes of the file.
#[derive(Clone, Copy)]
pub enum Macs {
    /// None to speak of.
    None,
    /// Some, and nobody knows how many.
    Unknown,
    /// As many as this says.
    Of(fn(OperatorView<'_>) -> Option<u64>),
}

/// What an operator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OperatorFamily {
    /// It computes each element by itself.
    Arithmetic,
    /// It runs graphs, or keeps variables.
    Control,
    /// It multiplies matrices, or what is made of that.
    Matrix,
    /// It puts elements elsewhere.
    Movement,
    /// It makes fewer elements of many.
    Reduction,
}

/// What an operator is to the graph around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It computes its outputs from its inputs.
    Plain,
    /// The same with state and weights that its kernel reads before it runs.
    Recurrent,
    /// It makes the handle of a variable.
    MakesVariable,
    /// It gives the value of a variable.
    ReadsVariable,
    /// It changes the value of a variable.
    AssignsVariable,
    /// It makes the handle of a hash table.
    MakesTable,
    /// It works with a hash table.
    UsesTable,
    /// It runs one of two graphs.
    If,
    /// It runs a graph as long as another one says so.
    While,
    /// It runs one of several graphs.
    Case,
    /// It runs the graph that stands for it.
    Composite,
    /// It runs another graph, and that only once.
    CallsOnce,
    /// It runs another graph in some other way, or stands for a delegate.
    Other,
    /// It is told apart by its name.
    Custom,
}
