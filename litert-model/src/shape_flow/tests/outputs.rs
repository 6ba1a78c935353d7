//! Which outputs are written, and when they have a size.

use super::build::{BOOL, FLOAT, Graph, HANDLE, INT, Options, TEXT};
use super::{UnresolvedKind, found, found_as_declared, kinds};
use UnresolvedKind::{NotWritten, SizedLate, UnknownOperator};

/// `x` through `RELU`, with these outputs made of `x` and its result.
fn relu(outputs: impl FnOnce(&mut Graph, i32, i32) -> Vec<i32>) -> Graph {
    let mut graph = Graph::default();
    let x = graph.input("x", FLOAT, &[-1, 2]);
    let y = graph.made("RELU", &[x], FLOAT, &[-1, 2]);
    let outputs = outputs(&mut graph, x, y);
    graph.outputs(&outputs);
    graph
}

/// An operator that stops the runtime and that nothing depends on.
fn stop(graph: &mut Graph) {
    let condition = graph.input("condition", BOOL, &[3]);
    graph.made("WHERE", &[condition], INT, &[-1, 1]);
}

#[test]
fn inputs_are_not_copied_to_outputs() {
    let found = found(&[relu(|_, x, y| vec![y, x])]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, 1);
    assert_eq!(found[0].1, NotWritten);
    assert!(found[0].2.contains("also an input"));
}

#[test]
fn only_one_of_two_equal_outputs_is_written() {
    assert_eq!(kinds(&[relu(|_, _, y| vec![y, y])]), [(0, NotWritten)]);
}

#[test]
fn outputs_that_nothing_computes_are_not_written() {
    let nobody = relu(|graph, _, y| vec![y, graph.tensor("nobody", FLOAT, &[2])]);
    assert_eq!(kinds(&[nobody]), [(1, NotWritten)]);
}

#[test]
fn constants_are_copied() {
    let constant = relu(|graph, _, y| {
        stop(graph);
        let constant = graph.constant(&[2], &[1, 2]);
        vec![constant, y, constant]
    });
    assert_eq!(kinds(&[constant]), [(1, SizedLate)]);
}

#[test]
fn what_is_computed_before_the_run_is_copied_if_nothing_stops() {
    assert_eq!(
        kinds(&[relu(|graph, x, _| vec![graph.made(
            "SHAPE",
            &[x],
            INT,
            &[2]
        )])]),
        []
    );
    let late = relu(|graph, x, _| {
        stop(graph);
        vec![graph.made("SHAPE", &[x], INT, &[2])]
    });
    assert_eq!(kinds(&[late]), [(0, NotWritten)]);
}

#[test]
fn constants_that_are_unpacked_once_are_not_written_again() {
    let unpacked = relu(|graph, _, y| {
        let constant = graph.bytes(&[1, 2]);
        vec![y, graph.made("DEQUANTIZE", &[constant], FLOAT, &[2])]
    });
    assert_eq!(kinds(&[unpacked]), [(1, NotWritten)]);
}

/// XNNPACK takes `RELU`, and may run it after `WHERE` whatever their order in the file.
#[test]
fn a_stop_beside_an_output_delays_it() {
    let beside = relu(|graph, _, y| {
        stop(graph);
        vec![y]
    });
    let found = found(&[beside]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, SizedLate);
    assert_eq!(
        found[0].2,
        "the runtime sizes it only after WHERE operator 1, which needs the values of 'condition'"
    );
}

#[test]
fn what_leads_to_the_only_stop_is_sized_before_it() {
    let flatten = |second: bool| {
        relu(|graph, x, y| {
            let target = graph.batch_and(y, 2);
            let flat = graph.made("RESHAPE", &[y, target], FLOAT, &[-1, 2]);
            let z = graph.made("RELU", &[flat], FLOAT, &[-1, 2]);
            let beside = graph.made("FLOOR", &[x], FLOAT, &[-1, 2]);
            if second {
                stop(graph);
            }
            vec![y, z, beside]
        })
    };
    assert_eq!(kinds(&[flatten(false)]), [(1, SizedLate), (2, SizedLate)]);
    assert_eq!(
        kinds(&[flatten(true)]),
        [0, 1, 2].map(|output| (output, SizedLate))
    );
}

#[test]
fn strings_and_handles_stop_and_strings_are_no_problem() {
    let mut graph = Graph::default();
    let words = graph.input("words", TEXT, &[-1]);
    let index = graph.input("index", INT, &[-1]);
    let picked = graph.made("GATHER", &[words, index], TEXT, &[-1]);
    let equal = graph.made("EQUAL", &[picked, picked], BOOL, &[-1]);
    graph.outputs(&[words, picked, equal]);
    let late = found(&[graph]);
    assert_eq!(late.len(), 1);
    assert_eq!((late[0].0, late[0].1), (2, SizedLate));
    assert!(
        late[0]
            .2
            .ends_with("GATHER operator 0, which makes strings"),
        "{}",
        late[0].2
    );

    let table = relu(|graph, _, y| {
        graph.made("HASHTABLE", &[], HANDLE, &[1]);
        vec![y]
    });
    assert_eq!(kinds(&[table]), [(0, SizedLate)]);
    let variable = relu(|graph, _, y| {
        graph.made("VAR_HANDLE", &[], HANDLE, &[]);
        vec![y]
    });
    assert_eq!(kinds(&[variable]), []);
}

#[test]
fn unknown_operators_are_told_apart() {
    for (name, known) in [
        ("DISPATCH_OP", true),
        ("edgetpu-custom-op", true),
        ("FlexDouble", false),
        ("#900", false),
    ] {
        let custom = relu(|graph, x, y| vec![graph.made(name, &[x], FLOAT, &[2]), y]);
        let expected = if known { vec![] } else { vec![0, 1] };
        let expected: Vec<_> = expected
            .into_iter()
            .map(|at| (at, UnknownOperator))
            .collect();
        assert_eq!(kinds(&[custom]), expected, "{name}");
    }
    let custom = relu(|graph, x, _| vec![graph.made("Sinh", &[x], FLOAT, &[2])]);
    assert_eq!(
        found(&[custom])[0].2,
        "nothing is known about custom 'Sinh' operator 1"
    );
}

/// A counter: `first` is stored once, then `by` is added to what is there.
fn counter(by: &[i32], first: &[i32], names: [&'static str; 2]) -> Vec<Graph> {
    let mut graph = Graph::default();
    let by = graph.input("by", INT, by);
    let handle = graph.tensor("handle", HANDLE, &[]);
    graph.operator_with("VAR_HANDLE", &[], &[handle], Options::Variable(names[0]));
    let read = graph.made("READ_VARIABLE", &[handle], INT, &[]);
    let now = graph.made("ADD", &[read, by], INT, &[]);
    graph.operator("ASSIGN_VARIABLE", &[handle, now], &[]);
    graph.outputs(&[now]);
    let mut start = Graph::default();
    let handle = start.tensor("handle", HANDLE, &[]);
    start.operator_with("VAR_HANDLE", &[], &[handle], Options::Variable(names[1]));
    let count = first.iter().product::<i32>();
    let first = start.constant(first, &vec![0; usize::try_from(count).unwrap()]);
    start.operator("ASSIGN_VARIABLE", &[handle, first], &[]);
    vec![graph, start]
}

#[test]
fn variables_that_hold_numbers_are_fine_as_long_as_inputs_are_as_declared() {
    let good = counter(&[], &[], ["v", "v"]);
    assert_eq!(kinds(&good), [(0, SizedLate)]);
    assert_eq!(found_as_declared(&good), []);
    // What is stored in another variable does not matter.
    assert_eq!(found_as_declared(&counter(&[], &[2], ["v", "w"])), []);
    let open = counter(&[-1], &[], ["v", "v"]);
    assert_eq!(found_as_declared(&open).len(), 1);
}

#[test]
fn what_a_variable_holds_is_not_written_itself() {
    let mut graphs = counter(&[], &[], ["v", "v"]);
    graphs[0].outputs(&[2]);
    assert_eq!(kinds(&graphs), [(0, NotWritten)]);
    assert_eq!(found_as_declared(&graphs).len(), 1);
}

#[test]
fn names_of_any_length_are_shortened() {
    let mut graph = Graph::default();
    let long = "ö".repeat(100_000);
    let condition = graph.input(&long, BOOL, &[3]);
    let y = graph.tensor(&long, INT, &[-1, 1]);
    graph.operator("WHERE", &[condition], &[y]);
    graph.outputs(&[y]);
    let found = found(&[graph]);
    assert!(found[0].2.len() < 500, "{}", found[0].2.len());
}
