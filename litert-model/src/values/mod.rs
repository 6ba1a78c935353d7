//! Operators that end the process for some values of their inputs, in models that are right.
//!
//! The rules stand in the rows of the table, as `Probe::Values`. Constants are looked at when the file
//! is checked. What comes straight from the inputs of a graph is looked at before each run
//! ([`Guard`]). What a graph computes by itself is told: [`ModelView::hazards`].

mod broadcast;
mod guard;
mod kernels;
mod places;
pub(crate) mod ranks;
mod rules;
mod sizes;

use std::collections::HashMap;
use std::fmt;

use crate::ops::BuiltinOperator;
use crate::ops::hazard::{Hazard, Library, Probe};
use crate::reader::{ModelView, OperatorView, TensorView};
use crate::shape_infer::{self, Shared};
use crate::types::{ElementType, Shape};
use crate::verify::operator_place;

pub use guard::{Guard, guards};
pub(crate) use kernels::Kernel;
pub use kernels::{own_kernels, own_result, own_shape};
pub(crate) use places::{GATHERED, SCATTERED, SCATTERED_ND, SEGMENTS, SPARSE, UNPOOLED};
pub(crate) use rules::{LENGTHS, PLACES, QUOTIENT, REMAINDER, SHAPES, ZERO};
pub(crate) use sizes::{
    BEST, BLOCKS, BOUNDS, DEPTH, EDGES, FILLED, PADDED, PICTURE, RANDOM, SAMPLES, SPREAD,
    STRETCHED, TIMES,
};

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
        let width = match self.element_type {
            ElementType::Int64 => 8,
            ElementType::Int16 => 2,
            _ => 4,
        };
        self.bytes.chunks_exact(width).map(|number| {
            let wide = number.try_into().ok().map(i64::from_le_bytes);
            let narrow = || number.try_into().ok().map(i32::from_le_bytes);
            let small = || number.try_into().ok().map(i16::from_le_bytes);
            wide.or_else(|| narrow().map(i64::from))
                .or_else(|| small().map(i64::from))
                .unwrap_or_default()
        })
    }

    /// The dimensions, wide enough for products.
    fn dims(&self) -> impl Iterator<Item = i64> + Clone + use<> {
        let shape = self.shape;
        (0..shape.rank()).map(move |axis| shape.get(axis).map_or(0, |dim| i64::from(*dim)))
    }
}

/// Whether a value that decides is not in the file, or is such that the kernel goes wrong, by the rule of
/// the operator's row about values.
fn undecided(operator: OperatorView<'_>) -> bool {
    let row = operator.row().into_iter();
    let mut values = row
        .flat_map(|row| row.hazards)
        .filter_map(|hazard| match &hazard.check {
            Probe::Values(values) => Some(values),
            _ => None,
        });
    let Some(values) = values.next() else {
        return false;
    };
    operands(operator, values, declared).is_none_or(|it| (values.check)(operator, &it).is_err())
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

/// What is known about a tensor that is no constant: its shape, and its values if these are known.
type Found<'f> = (Shape, &'f [u8]);

/// Nothing but what the file declares.
fn declared<'f>(tensor: TensorView<'_>) -> Found<'f> {
    (tensor.shape(), &[])
}

/// All inputs of an operator if the values that decide are known; `found` is asked for those that are no
/// constants.
fn operands<'a>(
    operator: OperatorView<'a>,
    values: &Values,
    found: impl Fn(TensorView<'a>) -> Found<'a>,
) -> Option<Vec<Operand<'a>>> {
    let inputs = operator.inputs().enumerate();
    let operands = inputs.map(|(position, tensor)| {
        let tensor = tensor?;
        if let Some(constant) = Operand::constant(tensor) {
            return Some(constant);
        }
        let (shape, bytes) = found(tensor);
        let decides = values.decide.contains(&position);
        let known = !bytes.is_empty() || shape.num_elements() == Some(0);
        (known || !decides).then(|| Operand {
            element_type: tensor.element_type(),
            shape,
            bytes,
        })
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
    let constant = |position: &usize| {
        let input = operator.inputs().nth(*position).flatten();
        input.is_some_and(|input| input.is_constant())
    };
    let mut decide = values.decide.iter().chain(values.sizes);
    if !decide.all(constant) {
        return Ok(());
    }
    let operands = operands(operator, values, declared);
    operands.map_or(Ok(()), |operands| (values.check)(operator, &operands))
}

/// An operator of a model that ends the process, or reads and writes outside of its memory, for some
/// values of its inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueHazard {
    name: &'static str,
    place: String,
    why: &'static str,
    libraries: &'static [Library],
    operator: BuiltinOperator,
    guarded: bool,
    own_kernel: bool,
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

    /// Whether this library needs it.
    #[doc(hidden)]
    pub fn concerns(&self, library: Library) -> bool {
        self.libraries.contains(&library)
    }

    /// Whether all that decides comes straight from inputs and constants, so that both engines look at
    /// it before each run and return an error. What lies on a device is not looked at.
    pub fn is_guarded(&self) -> bool {
        self.guarded
    }

    /// Whether `Interpreter` computes such operators with a kernel of ours where nobody can look before the
    /// run, so that a run with such values is an error. `CompiledModel` cannot.
    pub fn has_own_kernel(&self) -> bool {
        self.own_kernel
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
        } else if self.own_kernel {
            "computed by the graph, so Interpreter has a kernel of ours for it; CompiledModel has none: use \
             litert::isolated where that may happen"
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
        let mut computed = HashMap::new();
        let shared = Shared::new(self);
        for graph in self.subgraphs() {
            if !graph
                .operators()
                .any(|operator| rules(operator).next().is_some())
            {
                continue;
            }
            // Shapes, and what is made of them, follow from those of the inputs.
            let inputs: Vec<Shape> = graph.inputs().map(|input| input.shape()).collect();
            let known: Vec<(Shape, Vec<u8>)> =
                shape_infer::tensor_values(&shared, graph.index(), &inputs)
                    .into_iter()
                    .zip(graph.tensors())
                    .map(|(known, tensor)| match known {
                        Some((shape, values)) => (shape, stored(tensor.element_type(), &values)),
                        None => (tensor.shape(), Vec::new()),
                    })
                    .collect();
            // Other graphs call the rest, with values that they compute.
            let guards = match runs_by_itself(self, graph.index()) {
                true => guards(graph),
                false => Vec::new(),
            };
            for operator in graph.operators() {
                let code = operator
                    .code()
                    .map_or(BuiltinOperator::CUSTOM, |it| it.builtin());
                for (hazard, values) in rules(operator) {
                    let known = operands(operator, values, |tensor| {
                        let found = known.get(tensor.index());
                        found.map_or(declared(tensor), |(shape, bytes)| (*shape, &bytes[..]))
                    });
                    if known.is_some_and(|known| (values.check)(operator, &known).is_ok()) {
                        continue;
                    }
                    found.push(ValueHazard {
                        name: hazard.name,
                        place: operator_place(operator),
                        why: values.why,
                        libraries: hazard.libraries,
                        operator: code,
                        guarded: guards.iter().any(|it| it.is_of(operator, hazard)),
                        own_kernel: *computed
                            .entry(code)
                            .or_insert_with(|| kernels::all_computed(self, code)),
                    });
                }
            }
        }
        found
    }
}

/// Integers as a tensor of this type holds them; none if it holds others.
fn stored(element_type: ElementType, values: &[i64]) -> Vec<u8> {
    match element_type {
        ElementType::Int64 => values.iter().flat_map(|it| it.to_le_bytes()).collect(),
        ElementType::Int32 => {
            let narrow = values
                .iter()
                .map(|it| i32::try_from(*it).unwrap_or_default());
            narrow.flat_map(i32::to_le_bytes).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether only callers from outside run a graph.
fn runs_by_itself(model: ModelView<'_>, graph: usize) -> bool {
    let mut operators = model.subgraphs().flat_map(|graph| graph.operators());
    operators.all(|operator| operator.subgraphs().all(|called| called.index() != graph))
}
