//! Whether every tensor is written once, and before it is read.
//!
//! The runtimes run graphs that break this. But each kernel settles in advance how much it will
//! write, from the shapes it sees at that time, and the memory is laid out for the last shape that
//! a tensor gets. Where a tensor has two writers, or is read before it is written, the two differ,
//! and kernels write past the end of what is theirs.

use super::{Check, fail, operator_place};
use crate::error::InvalidModelKind;
use crate::ops::Role;
use crate::providers::Provider;
use crate::reader::{OperatorView, SubgraphView, TensorView};
use crate::types::ElementType;

/// What is known about a tensor.
#[derive(Clone, Copy, Default)]
struct State {
    /// It has a value before the first operator runs.
    given: bool,
    /// An operator keeps what is of no interest to others in it.
    inner: bool,
    /// The operator that writes it.
    writer: Option<usize>,
    /// The last operator that reads it, and the first of its inputs that does.
    reader: Option<(usize, usize)>,
}

pub(super) fn check(graph: SubgraphView<'_>) -> Check {
    let mut states = vec![State::default(); graph.tensor_count()];
    for input in graph.inputs() {
        if let Some(state) = states.get_mut(input.index()) {
            state.given = true;
        }
    }
    for tensor in graph.operators().flat_map(OperatorView::intermediates) {
        if let Some(state) = states.get_mut(tensor.index()) {
            state.inner = true;
        }
    }
    for operator in graph.operators() {
        writes(operator, &mut states).or_else(|message| {
            fail(
                InvalidModelKind::Operator,
                operator_place(operator),
                message,
            )
        })?;
    }
    for operator in graph.operators() {
        reads(operator, &states).or_else(|message| {
            fail(
                InvalidModelKind::Operator,
                operator_place(operator),
                message,
            )
        })?;
    }
    Ok(())
}

fn writes(operator: OperatorView<'_>, states: &mut [State]) -> Result<(), String> {
    // Noted first: to look through all inputs for each output would take time that grows with the
    // square of their number.
    for (position, input) in operator.inputs().enumerate() {
        let Some(state) = input.and_then(|input| states.get_mut(input.index())) else {
            continue;
        };
        if state
            .reader
            .is_none_or(|(reader, _)| reader != operator.index())
        {
            state.reader = Some((operator.index(), position));
        }
    }
    for (number, output) in operator.outputs().enumerate() {
        // The kernels of the libraries are as strict as those of built-in operators.
        let is_custom = operator
            .code()
            .is_some_and(|code| code.is_custom() && Provider::of(&code.name()).is_none());
        if output.is_variable() {
            if is_custom {
                continue;
            }
            return Err(format!(
                "it writes to tensor {}, a variable, which only the operators that keep state in it \
                 may do",
                output.index()
            ));
        }
        let Some(state) = states.get_mut(output.index()) else {
            continue;
        };
        let shared = state
            .reader
            .filter(|(reader, _)| *reader == operator.index());
        if let Some((_, input)) = shared {
            // A custom operator may pass a tensor on as it is.
            if is_custom {
                continue;
            }
            return Err(format!(
                "tensor {} is both input {input} and output {number}",
                output.index()
            ));
        }
        if state.inner {
            return Err(format!(
                "it writes to tensor {}, an intermediate tensor",
                output.index()
            ));
        }
        if state.given {
            return Err(format!(
                "it writes to tensor {}, an input of the graph",
                output.index()
            ));
        }
        if let Some(other) = state.writer {
            return Err(format!(
                "it writes to tensor {}, which operator {other} writes to as well",
                output.index()
            ));
        }
        state.writer = Some(operator.index());
    }
    Ok(())
}

fn reads(operator: OperatorView<'_>, states: &[State]) -> Result<(), String> {
    // Recurrent kernels read their weights before they run, and those for variables and hash tables do
    // not look whether there is a handle.
    let looks_ahead = operator.row().is_some_and(|row| {
        use Role::{AssignsVariable, ReadsVariable, Recurrent, UsesTable};
        matches!(
            row.role,
            Recurrent | UsesTable | ReadsVariable | AssignsVariable
        )
    });
    for input in operator.inputs().flatten() {
        // Variables are there from the start.
        if input.is_variable() {
            continue;
        }
        let state = states.get(input.index()).copied().unwrap_or_default();
        if state.inner {
            return Err(format!(
                "it reads tensor {}, an intermediate tensor, which has no memory",
                input.index()
            ));
        }
        match state.writer {
            Some(writer) if !state.given && writer >= operator.index() => {
                return Err(format!(
                    "it reads tensor {}, which only operator {writer} writes",
                    input.index()
                ));
            }
            // One that nobody writes keeps its shape, and most kernels are not called without it.
            None if !state.given && !has_value(input) && (looks_ahead || holds_text(input)) => {
                return Err(format!("its input tensor {} has no value", input.index()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Kernels read the number of strings before anything else, also where there should be none.
fn holds_text(tensor: TensorView<'_>) -> bool {
    tensor.element_type() == ElementType::String
}

/// Whether a tensor that nobody writes is more than a place holder.
fn has_value(tensor: TensorView<'_>) -> bool {
    tensor.is_constant() || tensor.shape().num_elements() == Some(0)
}
