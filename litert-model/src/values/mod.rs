//! Operators that end the process for some values of their inputs, in models that are right.
//!
//! The rules stand in the rows of the table, as `Probe::Values`. Constants are looked at when the file
//! is checked. What comes straight from the inputs of a graph is looked at before each run
//! ([`Guard`]). What a graph computes by itself is told: [`ModelView::hazards`].

mod guard;
mod rules;

use std::fmt;

use crate::ops::hazard::{Hazard, Library, Probe};
use crate::reader::{ModelView, OperatorView, TensorView};
use crate::types::{ElementType, Shape};
use crate::verify::operator_place;

pub use guard::{Guard, guards};
pub(crate) use rules::{LENGTHS, PLACES, QUOTIENT, REMAINDER, SHAPES};

/// For which values of its inputs a kernel ends the process or leaves its memory.
#[derive(Clone, Copy)]
pub(crate) struct Values {
    /// The inputs whose values decide.
    pub(crate) decide: &'static [usize],
    /// The inputs whose shapes decide.
    pub(crate) sizes: &'static [usize],
    /// Whether any values of inputs that are no constants can be wrong.
    pub(crate) concerned: fn(OperatorView<'_>) -> bool,
    /// Whether the kernel computes while it is prepared if all that decides is constant.
    pub(crate) early: bool,
    /// What happens.
    pub(crate) why: &'static str,
    /// Whether it can work with these values: those of all its inputs, as far as they are known.
    pub(crate) check: fn(OperatorView<'_>, &[Operand<'_>]) -> Result<(), String>,
}

impl Values {
    fn decides(&self, position: usize) -> bool {
        self.decide.contains(&position) || self.sizes.contains(&position)
    }
}

/// An input of an operator in a run.
#[derive(Clone, Copy)]
pub struct Operand<'a> {
    /// What its values are.
    pub element_type: ElementType,
    /// Its shape.
    pub shape: Shape,
    /// Its values; empty if they do not matter.
    pub bytes: &'a [u8],
}

impl<'a> Operand<'a> {
    fn constant(tensor: TensorView<'a>) -> Option<Self> {
        Some(Self {
            element_type: tensor.element_type(),
            shape: tensor.shape(),
            bytes: tensor.data().filter(|_| tensor.is_constant())?,
        })
    }

    /// Its integers.
    fn integers(&self) -> impl Iterator<Item = i64> + Clone + 'a {
        let bytes = self.bytes;
        let wide = self.element_type == ElementType::Int64;
        bytes.chunks_exact(if wide { 8 } else { 4 }).map(|number| {
            let narrow = |number: &[u8]| number.try_into().ok().map(i32::from_le_bytes);
            let number = match number.try_into() {
                Ok(number) => Some(i64::from_le_bytes(number)),
                Err(_) => narrow(number).map(i64::from),
            };
            number.unwrap_or_default()
        })
    }
}

/// The rules for an operator.
fn rules(operator: OperatorView<'_>) -> impl Iterator<Item = (&'static Hazard, &'static Values)> {
    let row = operator.row();
    let hazards = row.into_iter().flat_map(|row| row.hazards);
    hazards.filter_map(move |hazard| match &hazard.check {
        Probe::Values(values) if (values.concerned)(operator) => Some((hazard, values)),
        _ => None,
    })
}

/// All inputs of an operator if what decides is constant.
fn constants<'a>(operator: OperatorView<'a>, values: &Values) -> Option<Vec<Operand<'a>>> {
    let inputs = operator.inputs().enumerate();
    let operands = inputs.map(|(position, tensor)| {
        let tensor = tensor?;
        match Operand::constant(tensor) {
            None if !values.decides(position) => Some(Operand {
                element_type: tensor.element_type(),
                shape: tensor.shape(),
                bytes: &[],
            }),
            operand => operand,
        }
    });
    operands.collect()
}

/// Whether constants are such that a kernel of every library ends the process, in a graph that runs.
pub(crate) fn check(operator: OperatorView<'_>, hazard: &Hazard) -> Result<(), String> {
    let Probe::Values(values) = &hazard.check else {
        return Ok(());
    };
    let all = hazard.libraries == crate::ops::hazard::ALL;
    if !all || !(values.early || operator.subgraph().index() == 0) || !(values.concerned)(operator)
    {
        return Ok(());
    }
    constants(operator, values).map_or(Ok(()), |operands| (values.check)(operator, &operands))
}

/// An operator of a model that ends the process, or reads and writes outside of its memory, for some
/// values of its inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueHazard {
    name: &'static str,
    place: String,
    why: &'static str,
    libraries: &'static [Library],
    guarded: bool,
}

impl ValueHazard {
    /// The name of the danger. It never changes.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The operator, such as `subgraph 0 operator 3 FLOOR_MOD`.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// For which values, and what happens then.
    pub fn why(&self) -> &'static str {
        self.why
    }

    /// Whether all that decides comes straight from inputs and constants, so that both engines look at
    /// it before each run and return an error. What lies on a device is not looked at.
    pub fn is_guarded(&self) -> bool {
        self.guarded
    }
}

impl fmt::Display for ValueHazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name, place, why, ..
        } = self;
        write!(f, "{place}: {why}")?;
        if self.libraries != crate::ops::hazard::ALL {
            f.write_str(", in some of the supported libraries")?;
        }
        write!(f, " [{name}]; ")?;
        f.write_str(if self.guarded {
            "looked at before each run"
        } else {
            "computed by the graph, so nobody looks: use litert::isolated where that may happen"
        })
    }
}

impl ModelView<'_> {
    /// The operators that end the process, or leave their memory, for some values that they may get in
    /// this model. It is known of a few operators only, and constants that rule it out are taken into
    /// account. Empty for nearly all models.
    pub fn hazards(self) -> Vec<ValueHazard> {
        let mut found = Vec::new();
        for graph in self.subgraphs() {
            // Other graphs call the rest, with values that they compute.
            let guards = match runs_by_itself(self, graph.index()) {
                true => guards(graph),
                false => Vec::new(),
            };
            for operator in graph.operators() {
                for (hazard, values) in rules(operator) {
                    let known = constants(operator, values);
                    if known.is_some_and(|known| (values.check)(operator, &known).is_ok()) {
                        continue;
                    }
                    found.push(ValueHazard {
                        name: hazard.name,
                        place: operator_place(operator),
                        why: values.why,
                        libraries: hazard.libraries,
                        guarded: guards.iter().any(|it| it.is_of(operator, hazard)),
                    });
                }
            }
        }
        found
    }
}

/// Whether only callers from outside run a graph.
fn runs_by_itself(model: ModelView<'_>, graph: usize) -> bool {
    let mut operators = model.subgraphs().flat_map(|graph| graph.operators());
    operators.all(|operator| operator.subgraphs().all(|called| called.index() != graph))
}
