//! Which tensors are single numbers, if no input gets another shape than the file gives it.
//!
//! A read of a variable that the file declares as a number makes the runtime wait, because to it
//! “no dimensions” may as well mean that nothing is known. But all that is ever stored in the
//! variable can be looked at: if that is always a number, so is what is read. Whether an update of a
//! counter is a number depends on the counter being one, so this is assumed first and then checked.

use std::collections::{HashMap, HashSet};

use crate::ModelView;
use crate::ops::Role;
use crate::reader::{OperatorView, SubgraphView, TensorView};
use crate::variable::{Variable, variable_of};

/// The numbers among the tensors of one graph.
pub(super) struct Scalars {
    certain: Vec<bool>,
}

impl Scalars {
    pub(super) fn new(model: ModelView<'_>, subgraph: usize) -> Self {
        let called: HashSet<usize> = model
            .subgraphs()
            .flat_map(SubgraphView::operators)
            .flat_map(OperatorView::subgraphs)
            .map(SubgraphView::index)
            .collect();
        let mut wanted = None;
        let mut holds = true;
        let variables = Some(read_as_numbers(model));
        for graph in model.subgraphs() {
            let open = called.contains(&graph.index());
            let numbers = Numbers::new(graph, open, variables.as_ref());
            holds = holds && numbers.assigned_well;
            if graph.index() == subgraph {
                wanted = Some(numbers.certain);
            }
        }
        if !holds {
            let open = called.contains(&subgraph);
            wanted = model
                .subgraph(subgraph)
                .map(|graph| Numbers::new(graph, open, None).certain);
        }
        Self {
            certain: wanted.unwrap_or_default(),
        }
    }

    /// Whether a tensor is a number, and the file says so, too.
    pub(super) fn certain(&self, tensor: TensorView<'_>) -> bool {
        let certain = self.certain.get(tensor.index()).copied().unwrap_or(false);
        certain && tensor.shape().rank() == 0
    }
}

/// The variables that are read as numbers anywhere.
fn read_as_numbers(model: ModelView<'_>) -> HashSet<Variable<'_>> {
    let mut found = HashSet::new();
    for graph in model.subgraphs() {
        let handles = handles(graph);
        for operator in graph.operators() {
            if role(operator) == Some(Role::ReadsVariable) && reads_number(operator) {
                found.extend(variable(&handles, operator));
            }
        }
    }
    found
}

fn role(operator: OperatorView<'_>) -> Option<Role> {
    Some(operator.row()?.role)
}

fn reads_number(operator: OperatorView<'_>) -> bool {
    operator.outputs().all(|output| output.shape().rank() == 0)
}

/// The tensors that are handles of variables. Several operators may make the same tensor one.
fn handles(graph: SubgraphView<'_>) -> HashMap<usize, Option<Variable<'_>>> {
    let mut handles = HashMap::new();
    for operator in graph.operators() {
        for output in operator.outputs() {
            let made = variable_of(operator);
            handles
                .entry(output.index())
                .and_modify(|variable| *variable = None)
                .or_insert(made);
        }
    }
    // A caller can hand in any handle.
    for input in graph.inputs() {
        handles.insert(input.index(), None);
    }
    handles
}

/// The variable that an operator reads or assigns, if that can be told.
fn variable<'a>(
    handles: &HashMap<usize, Option<Variable<'a>>>,
    operator: OperatorView<'a>,
) -> Option<Variable<'a>> {
    let handle = operator.inputs().next().flatten()?;
    *handles.get(&handle.index())?
}

struct Numbers {
    certain: Vec<bool>,
    /// Whether all that is assigned to the variables in question is a number.
    assigned_well: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Unset,
    Number,
    Other,
}

impl Numbers {
    /// `open` says that others call the graph, with inputs of any shape; `variables` are those
    /// assumed to hold numbers.
    fn new<'a>(
        graph: SubgraphView<'a>,
        open: bool,
        variables: Option<&HashSet<Variable<'a>>>,
    ) -> Self {
        let handles = handles(graph);
        let no_dimensions = |tensor: TensorView<'_>| {
            tensor.shape().rank() == 0 && tensor.shape_signature().rank() == 0
        };
        let number = |yes: bool| if yes { State::Number } else { State::Other };
        let mut states: Vec<State> = graph
            .tensors()
            .map(|tensor| match tensor.data() {
                Some(_) => number(tensor.shape().rank() == 0),
                None => State::Unset,
            })
            .collect();
        for input in graph.inputs() {
            set(&mut states, input, number(!open && no_dimensions(input)));
        }
        let mut assigned_well = true;
        for operator in graph.operators() {
            let row = operator.row();
            let is_number = |input: Option<TensorView<'_>>| {
                input.is_some_and(|input| states.get(input.index()) == Some(&State::Number))
            };
            if role(operator) == Some(Role::AssignsVariable) {
                let concerned = match (variable(&handles, operator), variables) {
                    (Some(variable), Some(variables)) => variables.contains(&variable),
                    _ => true,
                };
                assigned_well &= !concerned || operator.inputs().nth(1).is_some_and(is_number);
                continue;
            }
            let result = if role(operator) == Some(Role::ReadsVariable) {
                let variable = variable(&handles, operator);
                reads_number(operator)
                    && variable
                        .zip(variables)
                        .is_some_and(|(variable, all)| all.contains(&variable))
            } else {
                row.is_some_and(|row| row.shape.each) && operator.inputs().all(is_number)
            };
            for output in operator.outputs() {
                set(&mut states, output, number(result));
            }
        }
        Self {
            certain: states
                .into_iter()
                .map(|state| state == State::Number)
                .collect(),
            assigned_well,
        }
    }
}

/// What two things set is certain only if neither of them is in doubt, which nobody needs.
fn set(states: &mut [State], tensor: TensorView<'_>, state: State) {
    if let Some(slot) = states.get_mut(tensor.index()) {
        *slot = if *slot == State::Unset {
            state
        } else {
            State::Other
        };
    }
}
