//! Whether graphs that call each other come to an end.
//!
//! The runtimes prepare a graph together with all graphs it calls. One that reaches itself makes
//! them do so until the stack is used up.

use std::collections::{HashMap, HashSet};

use super::shapes::Shapes;
use super::{Check, fail, graph_place, operator_place, trust};
use crate::error::InvalidModelKind;
use crate::ops::{Early, Role};
use crate::reader::{ModelView, OperatorView, SubgraphView, TensorView};
use crate::schema::SubgraphUse;
use crate::shape_flow::unresolved_outputs_as_declared;
use crate::shape_infer::{self, Shared};
use crate::verify::types::Types;

/// No model that makes sense comes close, and the stack of a thread has room for this many.
const MAX_DEPTH: usize = 100;

pub(super) fn check<'a>(model: ModelView<'a>, shared: &Shared<'a>) -> Check {
    if model.subgraph_count() == 1 && callees(model.main_subgraph()).next().is_none() {
        return Ok(());
    }
    let graphs: Vec<Graph> = model
        .subgraphs()
        .map(|graph| {
            let mut callees: Vec<usize> = callees(graph).collect();
            callees.sort_unstable();
            callees.dedup();
            Graph {
                callees,
                depth: 0,
                state: State::New,
            }
        })
        .collect();
    called_graphs(model, shared, &graphs)?;
    let Some(at_fault) = too_deep(graphs) else {
        return Ok(());
    };
    let place = model
        .subgraph(at_fault)
        .map(graph_place)
        .unwrap_or_default();
    let message = format!(
        "the graph calls itself, directly or through others, or calls are nested deeper than \
         {MAX_DEPTH}"
    );
    fail(InvalidModelKind::Subgraph, place, message)
}

struct Graph {
    callees: Vec<usize>,
    /// How many calls deep the graph goes; known once done.
    depth: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// A graph that reaches itself, or goes too deep. A walk without recursion, so that a hostile file
/// cannot use up our stack either.
fn too_deep(mut graphs: Vec<Graph>) -> Option<usize> {
    for start in 0..graphs.len() {
        let mut stack = vec![(start, 0)];
        while let Some(&mut (index, ref mut next)) = stack.last_mut() {
            let graph = graphs.get_mut(index)?;
            if graph.state == State::Done {
                stack.pop();
                continue;
            }
            graph.state = State::Open;
            let Some(&callee) = graph.callees.get(*next) else {
                // All callees are done, so their depths are known.
                let callees = std::mem::take(&mut graph.callees);
                let deepest = callees.iter().filter_map(|&callee| graphs.get(callee));
                let depth = deepest.map(|callee| callee.depth + 1).max().unwrap_or(0);
                if depth > MAX_DEPTH {
                    return Some(index);
                }
                let graph = graphs.get_mut(index)?;
                graph.depth = depth;
                graph.state = State::Done;
                stack.pop();
                continue;
            };
            *next += 1;
            match graphs.get(callee)?.state {
                State::New => stack.push((callee, 0)),
                State::Open => return Some(callee),
                State::Done => {}
            }
        }
    }
    None
}

/// A caller's values are copied into the inputs of a called graph, which must therefore not lie in
/// the model, and its outputs are copied back, for which they must have values.
fn called_graphs<'a>(model: ModelView<'a>, shared: &Shared<'a>, graphs: &[Graph]) -> Check {
    let mut called: Vec<usize> = graphs
        .iter()
        .flat_map(|graph| &graph.callees)
        .copied()
        .collect();
    called.sort_unstable();
    called.dedup();
    let trusting = trusting(model, graphs);
    let all_types: Vec<Types> = model.subgraphs().map(Types::of).collect();
    let mut read = HashMap::new();
    for (graph, types) in model.subgraphs().zip(&all_types) {
        let shapes = Shapes::of(graph, shared);
        for operator in graph.operators() {
            let checked = handed_over(operator, types, &shapes, &trusting);
            let checked = checked.and_then(|()| all_given(operator, &mut read));
            let checked = checked.and_then(|()| handed_back(operator, &all_types));
            let checked = checked.and_then(|()| branches(operator, model));
            checked.or_else(|message| {
                fail(
                    InvalidModelKind::Operator,
                    operator_place(operator),
                    message,
                )
            })?;
        }
    }
    for graph in called.into_iter().filter_map(|index| model.subgraph(index)) {
        let invalid = |message| fail(InvalidModelKind::Subgraph, graph_place(graph), message);
        let mut written = vec![false; graph.tensor_count()];
        for tensor in graph
            .inputs()
            .chain(graph.operators().flat_map(|operator| operator.outputs()))
        {
            if let Some(written) = written.get_mut(tensor.index()) {
                *written = true;
            }
        }
        for input in graph.inputs() {
            if input.data().is_some_and(|data| !data.is_empty()) {
                return invalid(format!(
                    "input tensor {} is a constant, but the graph is called with values of its own",
                    input.index()
                ));
            }
        }
        for output in graph.outputs() {
            let given = output.is_constant() || output.is_variable();
            if !given && written.get(output.index()) != Some(&true) {
                return invalid(format!(
                    "output tensor {} never gets a value",
                    output.index()
                ));
            }
        }
    }
    Ok(())
}

/// Which graphs, or graphs that they call, have operators that trust the shapes they meet.
fn trusting(model: ModelView<'_>, graphs: &[Graph]) -> Vec<bool> {
    let mut found: Vec<bool> = model.subgraphs().map(trust::trusts).collect();
    // Callers of what was found; once more for each level of calls. Deeper ones are refused below.
    for _ in 0..=MAX_DEPTH {
        let calls = |graph: &Graph| {
            let mut callees = graph.callees.iter();
            callees.any(|callee| found.get(*callee) == Some(&true))
        };
        let next: Vec<bool> = graphs
            .iter()
            .zip(&found)
            .map(|(graph, own)| *own || calls(graph))
            .collect();
        if next == found {
            break;
        }
        found = next;
    }
    found
}

/// The graphs into which values of a caller may come.
pub(super) fn take_values(model: ModelView<'_>) -> HashSet<usize> {
    let operators = model.subgraphs().flat_map(SubgraphView::operators);
    operators
        .flat_map(OperatorView::subgraphs)
        .filter(|graph| graph.inputs().next().is_some())
        .map(SubgraphView::index)
        .collect()
}

/// Values that are handed to a graph bring their types and shapes with them, and the kernels in it
/// would meet some that no check has seen.
fn handed_over(
    operator: OperatorView<'_>,
    types: &Types,
    shapes: &Shapes<'_, '_>,
    trusting: &[bool],
) -> Result<(), String> {
    let before = match operator.row().map(|row| row.role) {
        Some(Role::While | Role::Composite) => 0,
        // The first input decides which graph is called.
        Some(Role::If | Role::Case) => 1,
        _ => return Ok(()),
    };
    let mut seen = HashSet::new();
    for callee in operator.subgraphs() {
        // A list of branches may name one graph many times.
        if !seen.insert(callee.index()) {
            continue;
        }
        let given = operator.inputs().skip(before);
        for (at, (given, expected)) in given.zip(callee.inputs()).enumerate() {
            let Some(given) = given else {
                continue;
            };
            let shape = expected.shape();
            if trusting.get(callee.index()) == Some(&true) && shapes.when_run(given) != shape {
                return Err(format!(
                    "it hands a tensor of shape {} to input {at} of subgraph {}, which expects \
                     {shape}",
                    shapes.when_run(given),
                    callee.index()
                ));
            }
            let expected = expected.element_type();
            for given in [given.element_type(), types.when_run(given)] {
                if given != expected {
                    return Err(format!(
                        "it hands {given} elements to input {at} of subgraph {}, which expects \
                         {expected}",
                        callee.index()
                    ));
                }
            }
        }
    }
    Ok(())
}

/// Branches get no value for what is left out, and read it through a null pointer. What no operator of
/// theirs reads is not copied.
fn all_given(
    operator: OperatorView<'_>,
    read: &mut HashMap<usize, HashSet<usize>>,
) -> Result<(), String> {
    let role = operator.row().map(|row| row.role);
    let mut given = operator.inputs().skip(1);
    if !matches!(role, Some(Role::If | Role::Case)) || given.all(|input| input.is_some()) {
        return Ok(());
    }
    let mut seen = HashSet::new();
    for callee in operator.subgraphs().filter(|it| seen.insert(it.index())) {
        let read = read.entry(callee.index()).or_insert_with(|| {
            let operators = callee.operators();
            let inputs = operators.flat_map(|operator| operator.inputs().flatten());
            inputs
                .chain(callee.outputs())
                .map(TensorView::index)
                .collect()
        });
        let inputs = operator.inputs().skip(1).zip(callee.inputs()).enumerate();
        for (at, (given, input)) in inputs {
            if given.is_none() && read.contains(&input.index()) {
                return Err(format!(
                    "it leaves out input {at} of subgraph {}, which reads it",
                    callee.index()
                ));
            }
        }
    }
    Ok(())
}

/// Results are copied to where there is room for what the operator declares, whatever type they are of.
fn handed_back(operator: OperatorView<'_>, types: &[Types]) -> Result<(), String> {
    let role = operator.row().map(|row| row.role);
    if !matches!(role, Some(Role::If | Role::Composite | Role::Case)) {
        return Ok(());
    }
    let mut seen = HashSet::new();
    for callee in operator.subgraphs().filter(|it| seen.insert(it.index())) {
        let results = callee.outputs().zip(operator.outputs());
        for (at, (result, output)) in results.enumerate() {
            let declared = output.element_type();
            let given = types
                .get(callee.index())
                .map_or(result.element_type(), |types| types.when_run(result));
            if given != declared {
                return Err(format!(
                    "output {at} is declared as {declared}, but subgraph {} gives {given}",
                    callee.index()
                ));
            }
        }
    }
    Ok(())
}

/// The kernel of STABLEHLO_CASE takes all graphs but the first for branches, however many it has. It and
/// that of IF have branches write their results straight to where the caller keeps them, unless sizes
/// are settled in the run only; operators that compute before the run have then done so elsewhere.
fn branches<'a>(operator: OperatorView<'a>, model: ModelView<'a>) -> Result<(), String> {
    let role = operator.row().map(|row| row.role);
    if !matches!(role, Some(Role::If | Role::Case)) {
        return Ok(());
    }
    let count = operator.subgraphs().count();
    if role == Some(Role::Case) && count + 1 < model.subgraph_count() {
        return Err(format!(
            "it has {count} branches, but its kernel takes all {} graphs behind the first for branches",
            model.subgraph_count() - 1
        ));
    }
    let mut seen = HashSet::new();
    let called: Vec<SubgraphView<'a>> = operator
        .subgraphs()
        .filter(|it| seen.insert(it.index()))
        .collect();
    let early = called
        .iter()
        .find_map(|graph| Some((graph, early_result(*graph)?)));
    let Some((graph, at)) = early else {
        return Ok(());
    };
    let sizes = |graph: &SubgraphView<'a>| -> Vec<_> {
        let inputs: Vec<_> = graph.inputs().map(|input| input.shape()).collect();
        shape_infer::output_shapes(model, graph.index(), &inputs)
    };
    let first = called.first().map(sizes);
    let late = called.iter().any(|graph| {
        Some(sizes(graph)) != first
            || !unresolved_outputs_as_declared(model, graph.index()).is_empty()
    });
    match late {
        true => Ok(()),
        false => Err(format!(
            "output {at} of subgraph {} is computed before the run, and would get lost",
            graph.index()
        )),
    }
}

/// The position of an output of a graph that an operator computes while it is prepared.
fn early_result(graph: SubgraphView<'_>) -> Option<usize> {
    let mut known: HashSet<usize> = HashSet::new();
    for operator in graph.operators() {
        let Some(row) = operator.row() else {
            continue;
        };
        let given = |at: usize| {
            let input = operator.inputs().nth(at).flatten();
            input.is_none_or(|it| it.is_constant() || known.contains(&it.index()))
        };
        let early = match row.early {
            Early::Never | Early::Once | Early::OnceFromFile => false,
            Early::Always => true,
            Early::From(needed) | Early::Few(needed) => needed.iter().all(|at| given(*at)),
            Early::FromAll => (0..operator.inputs().count()).all(given),
        };
        if early {
            let outputs = operator.outputs().map(|output| output.index());
            known.extend(outputs);
        }
    }
    graph
        .outputs()
        .position(|output| known.contains(&output.index()))
}

fn callees(graph: SubgraphView<'_>) -> impl Iterator<Item = usize> {
    graph
        .operators()
        .filter_map(|operator| operator.table().subgraph_refs())
        .filter(|refs| refs.used == SubgraphUse::Runs)
        .flat_map(|refs| refs.indices())
        .filter_map(|index| usize::try_from(index).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graphs(calls: &[&[usize]]) -> Vec<Graph> {
        let new = |callees: &&[usize]| Graph {
            callees: callees.to_vec(),
            depth: 0,
            state: State::New,
        };
        calls.iter().map(new).collect()
    }

    #[test]
    fn finds_cycles_and_only_cycles() {
        assert_eq!(too_deep(graphs(&[&[1, 2], &[2], &[]])), None);
        assert_eq!(too_deep(graphs(&[&[0]])), Some(0));
        assert!(too_deep(graphs(&[&[1], &[2], &[1]])).is_some());
        // Also where the main graph does not lead.
        assert!(too_deep(graphs(&[&[], &[2], &[1]])).is_some());
    }

    #[test]
    fn depth_is_bounded_and_shared_graphs_are_walked_once() {
        let chain = |len: usize| -> Vec<Graph> {
            let callees = |index| {
                if index + 1 < len {
                    vec![index + 1]
                } else {
                    Vec::new()
                }
            };
            let new = |index| Graph {
                callees: callees(index),
                depth: 0,
                state: State::New,
            };
            (0..len).map(new).collect()
        };
        assert_eq!(too_deep(chain(MAX_DEPTH + 1)), None);
        assert!(too_deep(chain(MAX_DEPTH + 2)).is_some());
        assert!(too_deep(chain(100_000)).is_some());
        // Each graph calls the next one twice in effect: 2^60 ways through, but 60 graphs.
        let diamonds: Vec<Vec<usize>> = (0..60)
            .map(|i| if i < 58 { vec![i + 1, i + 2] } else { vec![] })
            .collect();
        let diamonds: Vec<&[usize]> = diamonds.iter().map(Vec::as_slice).collect();
        assert_eq!(too_deep(graphs(&diamonds)), None);
    }
}
