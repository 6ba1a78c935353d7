//! Operators that trust the shapes they meet, and what becomes of them when shapes change.
//!
//! The check of a model settles that such an operator gets what it takes for granted, for inputs as
//! the file declares them. Other shapes can come from two sides: an input that is resized, and a
//! graph that calls another one.

use super::Vouched;
use super::calls::take_values;
use super::kernels::{fits, must_fit, of_same_shape};
use super::shapes::Shapes;
use crate::ModelView;
use crate::ops::Role;
use crate::reader::{OperatorView, SubgraphView, TensorView};
use crate::shape_infer::Shared;
use crate::types::Shape;

/// What an operator trusts.
#[derive(Clone, Copy)]
enum Trust<'a> {
    /// That both are of the same shape.
    Alike(TensorView<'a>, TensorView<'a>),
    /// That this has the number of dimensions that was checked.
    Rank(TensorView<'a>),
    /// That this takes as much memory as was checked.
    Size(TensorView<'a>),
    /// That the shape of a variable never changes.
    Variable,
}

fn trust(operator: OperatorView<'_>) -> Option<Trust<'_>> {
    let row = operator.row()?;
    if let Some((first, second)) = of_same_shape(operator, row) {
        return Some(Trust::Alike(first, second));
    }
    match row.role {
        Role::AssignsVariable => {
            let value = operator.inputs().nth(1).flatten();
            value.filter(|it| !it.is_constant()).map(Trust::Size)
        }
        // XNNPACK takes such variables for scalars, and a larger operand beside one is written past
        // the end.
        Role::ReadsVariable if operator.outputs().any(|it| it.shape().rank() == 0) => {
            Some(Trust::Variable)
        }
        Role::Recurrent => operator.inputs().next().flatten().map(Trust::Rank),
        _ => None,
    }
}

/// Whether anything in a graph trusts shapes. Graphs that it calls are not looked at.
pub(super) fn trusts(graph: SubgraphView<'_>) -> bool {
    graph.operators().any(|operator| trust(operator).is_some())
}

/// Whether a resize of an input of the model needs a closer look.
pub(crate) fn minds_resizes(model: ModelView<'_>) -> bool {
    let mut codes = model.operator_codes();
    codes.any(|code| code.row().is_some_and(must_fit)) || model.subgraphs().any(trusts)
}

/// An operator that would leave its memory if an input tensor of graph `subgraph` had this shape, with
/// all inputs as they are `now`: its name, and what it trusts, as the end of a sentence about the
/// model.
pub fn broken_by(
    model: ModelView<'_>,
    subgraph: usize,
    now: Vec<(usize, Shape)>,
    resized: (usize, Shape),
    vouched: &Vouched,
) -> Option<String> {
    let graph = model.subgraph(subgraph)?;
    let mut then = now.clone();
    then.push(resized);
    let shared = Shared::new(model);
    let declared = Shapes::of(graph, &shared);
    let before = Shapes::given(graph, &shared, now);
    let after = Shapes::given(graph, &shared, then);
    let trust = |operator| trust(operator).filter(|it| !vouched.has(it.rule()));
    for operator in graph.operators() {
        let name = operator.name();
        let Some(row) = operator.row() else {
            continue;
        };
        let changed = |tensor| after.known(tensor) != before.known(tensor);
        if must_fit(row) && operator.inputs().flatten().any(changed) {
            if let Err(message) = fits(operator, row, &after, vouched) {
                return Some(format!("where {name} could not run: {message}"));
            }
        }
        let holds = match trust(operator) {
            None => true,
            Some(Trust::Alike(first, second)) => {
                after.known(first).is_some() && after.known(first) == after.known(second)
            }
            Some(Trust::Rank(tensor)) => after
                .known(tensor)
                .is_some_and(|it| it.rank() == tensor.shape().rank()),
            Some(Trust::Size(tensor)) => after
                .known(tensor)
                .is_some_and(|it| it.num_elements() == declared.when_run(tensor).num_elements()),
            Some(Trust::Variable) => false,
        };
        if !holds {
            return trust(operator).map(|trust| trust.broken(&name));
        }
    }
    // What callers hand over may have changed in any way.
    let called = take_values(model);
    let mut called = model.subgraphs().filter(|it| called.contains(&it.index()));
    called.find_map(|graph| {
        let mut operators = graph.operators();
        operators.find_map(|operator| Some(trust(operator)?.broken(&operator.name())))
    })
}

impl Trust<'_> {
    /// The rule that is broken where this is not true.
    fn rule(self) -> &'static str {
        match self {
            Self::Alike(..) => "inputs-unlike",
            Self::Rank(_) | Self::Size(_) | Self::Variable => "resized",
        }
    }

    /// What is no longer true.
    fn broken(self, name: &str) -> String {
        let what = match self {
            Self::Alike(..) => {
                format!("where {name} needs two inputs of the same shape and does not look")
            }
            Self::Rank(_) => format!("where {name} takes the number of its dimensions for granted"),
            Self::Size(_) => "which assigns variables, and would read what is not there".to_owned(),
            Self::Variable => "which reads variables whose shape it does not state".to_owned(),
        };
        format!("{what} [{}]", self.rule())
    }
}
