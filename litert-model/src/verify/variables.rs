//! Whether what is read from a variable is there.
//!
//! READ_VARIABLE copies as many bytes as its output takes, however many the variable holds. XNNPACK,
//! where it is told to take variables over, writes as many as a value takes into what the first value
//! left behind. And older runtimes keep variables and hash tables under numbers in one list, and take
//! whatever they find there for what they look for.

use std::collections::{HashMap, HashSet};

use super::shapes::Shapes;
use super::{Check, fail, operator_place};
use crate::error::InvalidModelKind;
use crate::ops::Role;
use crate::reader::{ModelView, OperatorView, SubgraphView, TensorView};
use crate::shape_infer::Shared;
use crate::types::ElementType;
use crate::variable::{Variable, variable_of};

pub(super) fn check<'a>(model: ModelView<'a>, shared: &Shared<'a>) -> Check {
    let uses = |role| {
        let mut codes = model.operator_codes();
        codes.any(|code| code.row().is_some_and(|row| row.role == role))
    };
    if !uses(Role::ReadsVariable)
        && !uses(Role::AssignsVariable)
        && !uses(Role::MakesTable)
        && !uses(Role::UsesTable)
    {
        return Ok(());
    }
    let mut found = Vec::new();
    from_caller(model)?;
    let mixed = uses(Role::MakesTable) && uses(Role::MakesVariable);
    if mixed {
        tables_apart(model)?;
    }
    for graph in model.subgraphs() {
        let handles = Handles::of(graph);
        let shapes = Shapes::of(graph, shared);
        for operator in graph.operators() {
            one(operator, &handles, &shapes, mixed, &mut found).or_else(|message| {
                let kind = InvalidModelKind::Operator;
                fail(kind, operator_place(operator), message)
            })?;
        }
    }
    agree(&found)
}

/// A handle is a number that operators make. One that a caller can write leads anywhere.
fn from_caller(model: ModelView<'_>) -> Check {
    let mut entries: Vec<SubgraphView<'_>> = model.signatures().map(|it| it.subgraph()).collect();
    entries.push(model.main_subgraph());
    for graph in entries {
        let handles = Handles::of(graph);
        let given: HashSet<usize> = graph.inputs().map(TensorView::index).collect();
        for operator in graph.operators() {
            if !matches!(
                role(operator),
                Some(Role::UsesTable | Role::AssignsVariable | Role::ReadsVariable)
            ) {
                continue;
            }
            let handle = operator.inputs().next().flatten();
            // A number that is no variable's is an error when it is an integer, and is not looked at else.
            let written = handle.is_some_and(|it| {
                given.contains(&it.index()) && it.element_type() != ElementType::Int32
            });
            if written && matches!(handles.of_input(handle), Handle::Any) {
                return fail(
                    InvalidModelKind::Operator,
                    operator_place(operator),
                    "its variable or hash table is an input of the model, and no operator makes it",
                );
            }
        }
    }
    Ok(())
}

/// Hash tables have the numbers that the file gives them, variables count from 0.
fn tables_apart(model: ModelView<'_>) -> Check {
    let operators = || model.subgraphs().flat_map(SubgraphView::operators);
    let variables: HashSet<Variable<'_>> = operators().filter_map(variable_of).collect();
    for operator in operators() {
        let table = operator.table().hashtable().map(|it| it.table_id());
        if role(operator) != Some(Role::MakesTable) {
            continue;
        }
        let number = table.unwrap_or(0);
        if usize::try_from(number).is_ok_and(|number| number < variables.len()) {
            let message = format!("its table has number {number}, which a variable has as well");
            return fail(
                InvalidModelKind::Operator,
                operator_place(operator),
                message,
            );
        }
    }
    Ok(())
}

fn one<'a>(
    operator: OperatorView<'a>,
    handles: &Handles<'a>,
    shapes: &Shapes<'_, '_>,
    mixed: bool,
    uses: &mut Vec<Use<'a>>,
) -> Result<(), String> {
    let role = role(operator);
    let of_table = role == Some(Role::UsesTable);
    let (assigns, reads) = (
        role == Some(Role::AssignsVariable),
        role == Some(Role::ReadsVariable),
    );
    if !of_table && !assigns && !reads {
        return Ok(());
    }
    let handle = handles.of_input(operator.inputs().next().flatten());
    match handle {
        Handle::Table if !of_table => return Err("its variable is a hash table".to_owned()),
        Handle::Variable(_) if of_table => return Err("its hash table is a variable".to_owned()),
        Handle::Any if mixed => {
            return Err("nothing tells whether it is handed a variable or a hash table".to_owned());
        }
        _ => {}
    }
    let value = match role {
        Some(Role::AssignsVariable) => operator.inputs().nth(1).flatten(),
        Some(Role::ReadsVariable) => operator.outputs().next(),
        _ => None,
    };
    let Some(value) = value else {
        return Ok(());
    };
    // Read without a shape, a value gets that of the variable.
    let shape = match assigns {
        true => Some(shapes.when_run(value)),
        false => Some(value.shape()).filter(|shape| shape.rank() > 0),
    };
    let bytes = match shape {
        None => None,
        Some(shape) => {
            let count = shape.num_elements();
            let bytes = count.and_then(|count| value.element_type().byte_len(count));
            Some(bytes.ok_or_else(|| {
                let ty = value.element_type();
                format!("no variable can hold {ty} elements of shape {shape}")
            })?)
        }
    };
    let variable = match handle {
        Handle::Variable(variable) => Some(variable),
        _ => None,
    };
    uses.push(Use {
        variable,
        bytes,
        operator,
    });
    Ok(())
}

/// Whether all uses of each variable agree on its size.
fn agree(uses: &[Use<'_>]) -> Check {
    // Whoever is handed any variable must agree with all.
    let any = uses.iter().find(|it| it.variable.is_none());
    let mut first: HashMap<Option<Variable<'_>>, (usize, OperatorView<'_>)> = HashMap::new();
    let mut unsized_reads = uses.iter().filter(|it| it.bytes.is_none());
    for it in uses {
        let Some(bytes) = it.bytes else {
            continue;
        };
        let key = it.variable.filter(|_| any.is_none());
        let &mut (other, operator) = first.entry(key).or_insert((bytes, it.operator));
        if bytes != other {
            let message = format!(
                "its variable takes {bytes} bytes here, but {other} bytes in {}",
                operator_place(operator)
            );
            return fail(
                InvalidModelKind::Operator,
                operator_place(it.operator),
                message,
            );
        }
    }
    // XNNPACK takes what it reads without a shape for one number at least.
    let empty = |it: &&Use<'_>| {
        let key = it.variable.filter(|_| any.is_none());
        first.get(&key).is_some_and(|(bytes, _)| *bytes == 0)
    };
    match unsized_reads.find(empty) {
        None => Ok(()),
        Some(it) => fail(
            InvalidModelKind::Operator,
            operator_place(it.operator),
            "it reads a variable without elements, and does not state so",
        ),
    }
}

fn role(operator: OperatorView<'_>) -> Option<Role> {
    Some(operator.row()?.role)
}

/// What a tensor is the handle of.
#[derive(Clone, Copy)]
enum Handle<'a> {
    Variable(Variable<'a>),
    Table,
    /// It comes from elsewhere: another graph, the caller.
    Any,
}

/// The handles that operators of a graph make.
struct Handles<'a>(HashMap<usize, Handle<'a>>);

impl<'a> Handles<'a> {
    fn of(graph: SubgraphView<'a>) -> Self {
        let mut found = HashMap::new();
        for operator in graph.operators() {
            let made = match role(operator) {
                Some(Role::MakesTable) => Some(Handle::Table),
                _ => variable_of(operator).map(Handle::Variable),
            };
            if let (Some(made), Some(output)) = (made, operator.outputs().next()) {
                found.insert(output.index(), made);
            }
        }
        Self(found)
    }

    /// What an operator is handed.
    fn of_input(&self, input: Option<TensorView<'_>>) -> Handle<'a> {
        let found = input.and_then(|input| self.0.get(&input.index()));
        found.copied().unwrap_or(Handle::Any)
    }
}

/// A variable that is assigned or read.
struct Use<'a> {
    /// `None` stands for any.
    variable: Option<Variable<'a>>,
    /// The size; `None` if it is that of what was assigned.
    bytes: Option<usize>,
    operator: OperatorView<'a>,
}
