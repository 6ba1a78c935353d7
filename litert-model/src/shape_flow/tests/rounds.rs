//! Loops and branches whose shapes follow from constants and from the shapes of the inputs.

use super::build::{BOOL, FLOAT, Graph, INT, Options, model};
use super::{UnresolvedKind, found_as_declared};
use crate::ModelView;
use crate::shape_infer::output_shapes;
use UnresolvedKind::{NotWritten, SizedLate};

const ADD: Options = Options::Plain(11);
const CONCATENATION: Options = Options::Plain(10);
const GATHER: Options = Options::Plain(23);

/// The planned shape of each output with inputs as declared; `None` where the model is refused.
fn planned(graphs: &[Graph]) -> Vec<Option<Vec<i32>>> {
    let bytes = model(graphs);
    let view = ModelView::new(&bytes).unwrap();
    let inputs: Vec<_> = view.main_subgraph().inputs().map(|it| it.shape()).collect();
    let inferred = output_shapes(view, 0, &inputs);
    let late = found_as_declared(graphs);
    let outputs = view.main_subgraph().outputs().enumerate();
    let plan = |(at, tensor): (usize, crate::reader::TensorView<'_>)| match late
        .iter()
        .find(|(output, ..)| *output == at)
    {
        None => Some(tensor.shape().to_vec()),
        Some((_, SizedLate, _)) => inferred[at].map(|shape| shape.to_vec()),
        Some(_) => None,
    };
    outputs.map(plan).collect()
}

/// A loop over a counter and a value, until the counter is at `limit`, or at the value of an input.
/// The outputs are the value that the loop gives, and what is computed from it.
fn looped(
    shape: &[i32],
    limit: Option<i32>,
    body: impl FnOnce(&mut Graph, i32, i32) -> i32,
) -> Vec<Graph> {
    let mut graph = Graph::default();
    let start = graph.constant(&[], &[0]);
    let value = graph.input("value", FLOAT, shape);
    let stop = match limit {
        Some(limit) => graph.constant(&[], &[limit]),
        None => graph.input("stop", INT, &[]),
    };
    let ends = [(); 3].map(|()| graph.tensor("end", INT, &[]));
    let last = graph.tensor("last", FLOAT, shape);
    let outputs = [ends[0], last, ends[1]];
    graph.operator_with(
        "WHILE",
        &[start, value, stop],
        &outputs,
        Options::Graphs(1, 2),
    );
    let behind = graph.made("RELU", &[last], FLOAT, shape);
    graph.outputs(&[last, behind]);

    let called = |graph: &mut Graph| {
        [
            graph.input("counter", INT, &[]),
            graph.input("value", FLOAT, shape),
            graph.input("stop", INT, &[]),
        ]
    };
    let mut condition = Graph::default();
    let [counter, _, stop] = called(&mut condition);
    let less = condition.made("LESS", &[counter, stop], BOOL, &[]);
    condition.outputs(&[less]);
    let mut step = Graph::default();
    let [counter, value, stop] = called(&mut step);
    let value = body(&mut step, counter, value);
    let next = added(&mut step, counter);
    step.outputs(&[next, value, stop]);
    vec![graph, condition, step]
}

fn added(graph: &mut Graph, counter: i32) -> i32 {
    let one = graph.constant(&[], &[1]);
    let next = graph.tensor("next", INT, &[]);
    graph.operator_with("ADD", &[counter, one], &[next], ADD);
    next
}

/// What the converter makes of a list: all before the place, the new element, all behind it.
fn replaced(graph: &mut Graph, counter: i32, list: i32) -> i32 {
    let one = graph.constant(&[1], &[1]);
    let place = graph.made("RESHAPE", &[counter, one], INT, &[1]);
    let next = added(graph, counter);
    let next = graph.made("RESHAPE", &[next, one], INT, &[1]);
    let [rest, zero] = [-1, 0].map(|value| graph.constant(&[1], &[value]));
    let (zeros, rests) = (
        graph.constant(&[2], &[0, 0]),
        graph.constant(&[2], &[-1, -1]),
    );
    let [size, begin] = [(place, rest), (next, zero)].map(|(first, second)| {
        let pair = graph.tensor("pair", INT, &[2]);
        graph.operator_with("CONCATENATION", &[first, second], &[pair], CONCATENATION);
        pair
    });
    let before = graph.made("SLICE", &[list, zeros, size], FLOAT, &[-1, -1]);
    let behind = graph.made("SLICE", &[list, begin, rests], FLOAT, &[-1, 2]);
    let element = graph.tensor("element", FLOAT, &[1, 2]);
    graph.operator_with("GATHER", &[list, place], &[element], GATHER);
    let list = graph.tensor("list", FLOAT, &[3, 2]);
    let parts = [before, element, behind];
    graph.operator_with("CONCATENATION", &parts, &[list], CONCATENATION);
    list
}

fn doubled(graph: &mut Graph, _: i32, value: i32) -> i32 {
    let twice = graph.tensor("twice", FLOAT, &[-1, 2]);
    graph.operator_with("CONCATENATION", &[value, value], &[twice], CONCATENATION);
    twice
}

#[test]
fn lists_that_a_loop_fills_have_a_size_behind_it() {
    let graphs = looped(&[3, 2], Some(3), replaced);
    // The loop keeps its own outputs in memory of the runtime.
    assert_eq!(planned(&graphs), [None, Some(vec![3, 2])]);
    let kinds: Vec<_> = found_as_declared(&graphs)
        .into_iter()
        .map(|it| it.1)
        .collect();
    assert_eq!(kinds, [NotWritten, SizedLate]);
}

#[test]
fn loops_without_a_known_end_have_no_size_if_rounds_change_it() {
    assert_eq!(planned(&looped(&[3, 2], None, replaced)), [None, None]);
    assert_eq!(planned(&looped(&[-1, 2], None, doubled)), [None, None]);
    // One round too many: the slice does not fit, and the kernel says so.
    assert_eq!(planned(&looped(&[3, 2], Some(4), replaced)), [None, None]);
}

#[test]
fn growth_is_followed_round_by_round() {
    let grown = |rounds| planned(&looped(&[-1, 2], Some(rounds), doubled));
    assert_eq!(grown(0), [None, Some(vec![1, 2])]);
    assert_eq!(grown(1), [None, Some(vec![2, 2])]);
    assert_eq!(grown(5), [None, Some(vec![32, 2])]);
}

#[test]
fn loops_that_keep_their_shapes_need_no_known_end() {
    let keep = |graph: &mut Graph, _, value| graph.made("RELU", &[value], FLOAT, &[-1, 2]);
    let all = Some(vec![1, 2]);
    assert_eq!(
        planned(&looped(&[-1, 2], None, keep)),
        [all.clone(), all.clone()]
    );
    assert_eq!(
        planned(&looped(&[-1, 2], Some(i32::MAX), keep)),
        [all.clone(), all]
    );
}

#[test]
fn a_loop_too_long_to_be_followed_is_given_up() {
    let grown = looped(&[-1, 2], Some(i32::MAX), |graph: &mut Graph, _, value| {
        let bound = graph.constant(&[2], &[0, 0]);
        let size = graph.constant(&[2], &[1, -1]);
        let first = graph.made("SLICE", &[value, bound, size], FLOAT, &[-1, -1]);
        doubled(graph, 0, first)
    });
    assert_eq!(planned(&grown), [None, None]);
}

/// The runtime takes a list of one number for a number, and sizes the output by the body although that
/// never runs. Other shapes can be confused in the same way.
#[test]
fn shapes_that_the_runtime_confuses_are_not_known_behind_a_loop() {
    for (before, after) in [(vec![], vec![1]), (vec![0, 5], vec![1, 0])] {
        for rounds in 0..3 {
            let graphs = reshaped(&before, &after, rounds);
            assert_eq!(
                inferred(&graphs),
                [None, None],
                "{before:?} {after:?} {rounds}"
            );
        }
    }
    let behind = |rounds| inferred(&reshaped(&[1, 2], &[2, 1], rounds));
    assert_eq!(behind(0), [None, Some(vec![1, 2])]);
    assert_eq!(behind(2), [None, Some(vec![2, 1])]);
}

/// A loop that gives its value another shape.
fn reshaped(before: &[i32], after: &[i32], rounds: i32) -> Vec<Graph> {
    looped(before, Some(rounds), |graph: &mut Graph, _, value| {
        let target = graph.constant(&[i32::try_from(after.len()).unwrap()], after);
        graph.made("RESHAPE", &[value, target], FLOAT, after)
    })
}

fn inferred(graphs: &[Graph]) -> Vec<Option<Vec<i32>>> {
    let bytes = model(graphs);
    let view = ModelView::new(&bytes).unwrap();
    let inputs: Vec<_> = view.main_subgraph().inputs().map(|it| it.shape()).collect();
    let shapes = output_shapes(view, 0, &inputs).into_iter();
    shapes.map(|shape| Some(shape?.to_vec())).collect()
}

/// Each body has a loop of its own over the next one.
#[test]
fn nested_loops_are_given_up_before_they_multiply() {
    let depth = 12;
    let mut graphs = Vec::new();
    for level in 0..depth {
        let [body, condition] = [2 * level + 2, 2 * level + 1];
        let mut graph = Graph::default();
        let counter = graph.input("counter", INT, &[]);
        let value = graph.input("value", FLOAT, &[-1, 2]);
        let zero = graph.constant(&[], &[0]);
        let end = graph.tensor("end", INT, &[]);
        let last = graph.tensor("last", FLOAT, &[-1, 2]);
        let options = Options::Graphs(condition, body);
        graph.operator_with("WHILE", &[zero, value], &[end, last], options);
        let next = added(&mut graph, counter);
        graph.outputs(&[next, last]);
        graphs.push(graph);
        let mut condition = Graph::default();
        let counter = condition.input("counter", INT, &[]);
        condition.input("value", FLOAT, &[-1, 2]);
        let many = condition.constant(&[], &[1000]);
        let less = condition.made("LESS", &[counter, many], BOOL, &[]);
        condition.outputs(&[less]);
        graphs.push(condition);
    }
    let mut innermost = Graph::default();
    let counter = innermost.input("counter", INT, &[]);
    let value = innermost.input("value", FLOAT, &[-1, 2]);
    let twice = doubled(&mut innermost, counter, value);
    let next = added(&mut innermost, counter);
    innermost.outputs(&[next, twice]);
    graphs.push(innermost);
    assert_eq!(planned(&graphs), [Some(vec![]), None]);
}

/// An `IF` over a value, and what is computed from its output.
fn chosen(condition: Option<i32>, branches: [&[i32]; 2]) -> Vec<Graph> {
    let mut graph = Graph::default();
    let choice = match condition {
        // A truth value that is computed from constants.
        Some(value) => {
            let value = graph.constant(&[], &[value]);
            let zero = graph.constant(&[], &[0]);
            graph.made("NOT_EQUAL", &[value, zero], BOOL, &[])
        }
        None => graph.input("choice", BOOL, &[]),
    };
    let value = graph.input("value", FLOAT, &[3, 2]);
    let result = graph.tensor("result", FLOAT, &[-1, -1]);
    graph.operator_with("IF", &[choice, value], &[result], Options::Graphs(1, 2));
    let behind = graph.made("RELU", &[result], FLOAT, &[-1, -1]);
    graph.outputs(&[result, behind]);
    let branch = |shape: &[i32]| {
        let mut graph = Graph::default();
        let value = graph.input("value", FLOAT, &[3, 2]);
        let target = graph.constant(&[i32::try_from(shape.len()).unwrap()], shape);
        let shaped = graph.tensor("shaped", FLOAT, &[-1, -1]);
        graph.operator("RESHAPE", &[value, target], &[shaped]);
        graph.outputs(&[shaped]);
        graph
    };
    vec![graph, branch(branches[0]), branch(branches[1])]
}

#[test]
fn branches_of_one_shape_need_no_known_choice() {
    let same = Some(vec![2, 3]);
    assert_eq!(
        planned(&chosen(None, [&[2, 3], &[2, 3]])),
        [same.clone(), same]
    );
}

#[test]
fn branches_of_two_shapes_have_one_behind_a_known_choice() {
    let shapes: [&[i32]; 2] = [&[2, 3], &[6, 1]];
    assert_eq!(planned(&chosen(None, shapes)), [None, None]);
    assert_eq!(planned(&chosen(Some(1), shapes)), [None, Some(vec![2, 3])]);
    assert_eq!(planned(&chosen(Some(0), shapes)), [None, Some(vec![6, 1])]);
}
