//! Graphs that call others.

use super::build::{BOOL, FLOAT, Graph, HANDLE, INT, Options, TEXT};
use super::{UnresolvedKind, found, kinds};
use UnresolvedKind::{NotWritten, SizedLate, UnknownOperator};

/// A graph of one input, and an output that is made of it.
fn called(shape: &[i32], make: impl FnOnce(&mut Graph, i32) -> i32) -> Graph {
    let mut graph = Graph::default();
    let x = graph.input("x", FLOAT, shape);
    let y = make(&mut graph, x);
    graph.outputs(&[y]);
    graph
}

fn same(shape: &'static [i32]) -> Graph {
    called(shape, |graph, x| graph.made("RELU", &[x], FLOAT, shape))
}

/// One in which the runtime has to stop.
fn stopping() -> Graph {
    called(&[3, 2], |graph, x| {
        let target = graph.batch_and(x, 2);
        let flat = graph.made("RESHAPE", &[x, target], FLOAT, &[3, 2]);
        graph.made("RELU", &[flat], FLOAT, &[3, 2])
    })
}

fn choice(shape: &[i32], branches: [Graph; 2]) -> Vec<Graph> {
    let mut graph = Graph::default();
    let condition = graph.input("condition", BOOL, &[1]);
    let x = graph.input("x", FLOAT, shape);
    let y = graph.tensor("y", FLOAT, shape);
    graph.operator_with("IF", &[condition, x], &[y], Options::Graphs(1, 2));
    graph.outputs(&[y]);
    let [yes, no] = branches;
    vec![graph, yes, no]
}

#[test]
fn branches_must_agree() {
    assert_eq!(found(&choice(&[3, 2], [same(&[3, 2]), same(&[3, 2])])), []);
    assert_eq!(
        kinds(&choice(&[3, 2], [same(&[3, 2]), same(&[4, 2])])),
        [(0, NotWritten)]
    );
    // The file does not say; whoever knows the shapes can tell.
    let open = choice(&[-1, 2], [same(&[-1, 2]), same(&[-1, 2])]);
    assert_eq!(kinds(&open), [(0, SizedLate)]);
}

#[test]
fn stops_in_branches_count() {
    let stopped = found(&choice(&[3, 2], [same(&[3, 2]), stopping()]));
    assert_eq!(stopped.len(), 1);
    assert_eq!(stopped[0].1, NotWritten);
    let reason = "it comes from a graph where a shape depends on the values of 'packed' (RESHAPE";
    assert!(stopped[0].2.starts_with(reason), "{}", stopped[0].2);
    assert!(
        stopped[0].2.ends_with(" of subgraph 2)"),
        "{}",
        stopped[0].2
    );
}

/// A loop that hands on a counter and a value.
fn rounds(shape: &'static [i32], body: impl FnOnce(&mut Graph, i32) -> i32) -> Vec<Graph> {
    let mut graph = Graph::default();
    let inputs = [graph.input("n", INT, &[]), graph.input("x", FLOAT, shape)];
    let outputs = [graph.tensor("m", INT, &[]), graph.tensor("y", FLOAT, shape)];
    graph.operator_with("WHILE", &inputs, &outputs, Options::Graphs(1, 2));
    graph.outputs(&outputs);
    let graphs = [(); 2].map(|()| {
        let mut graph = Graph::default();
        let inputs = [graph.input("n", INT, &[]), graph.input("x", FLOAT, shape)];
        let one = graph.constant(&[], &[1]);
        (graph, inputs, one)
    });
    let [(mut condition, [n, _], one), (mut step, [m, x], more)] = graphs;
    let less = condition.made("LESS", &[n, one], BOOL, &[]);
    condition.outputs(&[less]);
    let next = step.made("ADD", &[m, more], INT, &[]);
    let y = body(&mut step, x);
    step.outputs(&[next, y]);
    vec![graph, condition, step]
}

#[test]
fn rounds_must_not_change_shapes() {
    let keep = |graph: &mut Graph, x| graph.made("RELU", &[x], FLOAT, &[3, 2]);
    assert_eq!(found(&rounds(&[3, 2], keep)), []);
    // What is handed through cannot change.
    assert_eq!(found(&rounds(&[-1, 2], |_, x| x)), []);
    let grow = |graph: &mut Graph, x| graph.made("CONCATENATION", &[x, x], FLOAT, &[6, 2]);
    assert_eq!(
        kinds(&rounds(&[3, 2], grow)),
        [(0, NotWritten), (1, NotWritten)]
    );
    let open = |graph: &mut Graph, x| graph.made("RELU", &[x], FLOAT, &[-1, 2]);
    assert_eq!(
        kinds(&rounds(&[-1, 2], open)),
        [(0, SizedLate), (1, SizedLate)]
    );
    // A number and a list of one are exchangeable.
    let single = |graph: &mut Graph, x| graph.made("RELU", &[x], FLOAT, &[1]);
    assert_eq!(found(&rounds(&[], single)), []);
}

#[test]
fn stops_in_the_body_count_and_in_the_condition_do_not() {
    let stop = |graph: &mut Graph, x: i32| {
        let target = graph.batch_and(x, 2);
        graph.made("RESHAPE", &[x, target], FLOAT, &[3, 2])
    };
    let in_body = rounds(&[3, 2], stop);
    assert_eq!(kinds(&in_body), [(0, NotWritten), (1, NotWritten)]);
    let mut in_condition = rounds(&[3, 2], |graph, x| graph.made("RELU", &[x], FLOAT, &[3, 2]));
    stop(&mut in_condition[1], 1);
    assert_eq!(found(&in_condition), []);
}

#[test]
fn strings_may_pass_through_a_loop() {
    let mut graphs = rounds(&[3, 2], |graph, x| graph.made("RELU", &[x], FLOAT, &[3, 2]));
    let inner: Vec<i32> = graphs[1..]
        .iter_mut()
        .map(|graph| graph.input("words", TEXT, &[1]))
        .collect();
    graphs[2].outputs(&[3, 4, inner[1]]);
    let words = graphs[0].input("words", TEXT, &[1]);
    let same_words = graphs[0].tensor("same words", TEXT, &[1]);
    let mut outer = graphs[0].without_operators();
    outer.operator_with(
        "WHILE",
        &[0, 1, words],
        &[2, 3, same_words],
        Options::Graphs(1, 2),
    );
    outer.outputs(&[2, 3, same_words]);
    graphs[0] = outer;
    assert_eq!(found(&graphs), []);
}

#[test]
fn composites_are_looked_into() {
    let composite = |inner: Graph| {
        let mut graph = called(&[3, 2], |graph, _| graph.tensor("y", FLOAT, &[3, 2]));
        graph.operator_with("STABLEHLO_COMPOSITE", &[0], &[1], Options::Graph(1));
        vec![graph, inner]
    };
    assert_eq!(found(&composite(same(&[3, 2]))), []);
    assert_eq!(kinds(&composite(stopping())), [(0, NotWritten)]);
    let custom = called(&[3, 2], |graph, x| graph.made("Sinh", &[x], FLOAT, &[3, 2]));
    let found = found(&composite(custom));
    assert_eq!(found[0].1, UnknownOperator);
    assert_eq!(
        found[0].2,
        "nothing is known about custom 'Sinh' operator 0 of subgraph 1"
    );
    let handle = called(&[3, 2], |graph, _| graph.input("handle", HANDLE, &[]));
    let mut graphs = composite(handle);
    let handle = graphs[0].input("handle", HANDLE, &[]);
    let out = graphs[0].tensor("out", HANDLE, &[]);
    let mut outer = graphs[0].without_operators();
    outer.operator_with(
        "STABLEHLO_COMPOSITE",
        &[0, handle],
        &[out],
        Options::Graph(1),
    );
    let y = outer.made("RELU", &[0], FLOAT, &[3, 2]);
    outer.outputs(&[y]);
    graphs[0] = outer;
    assert_eq!(kinds(&graphs), [(0, SizedLate)]);
}

#[test]
fn reasons_do_not_grow_with_the_depth_of_calls() {
    let depth = 60;
    let mut graphs: Vec<Graph> = (1..depth)
        .map(|next| {
            let mut graph = called(&[3, 2], |graph, _| graph.tensor("y", FLOAT, &[3, 2]));
            graph.operator_with("STABLEHLO_COMPOSITE", &[0], &[1], Options::Graph(next));
            graph
        })
        .collect();
    graphs.push(stopping());
    let found = found(&graphs);
    assert_eq!(found[0].1, NotWritten);
    assert!(found[0].2.len() < 200, "{}", found[0].2);
}

/// Each graph calls the next one twice, so that there are 2^50 ways through 50 graphs.
#[test]
fn graphs_are_walked_through_once() {
    let count = 50;
    let mut graphs: Vec<Graph> = (1..count)
        .map(|next| {
            let mut graph = called(&[3, 2], |graph, _| graph.tensor("y", FLOAT, &[3, 2]));
            let z = graph.tensor("z", FLOAT, &[3, 2]);
            graph.operator_with("STABLEHLO_COMPOSITE", &[0], &[1], Options::Graph(next));
            graph.operator_with("STABLEHLO_COMPOSITE", &[1], &[z], Options::Graph(next));
            graph.outputs(&[z]);
            graph
        })
        .collect();
    graphs.push(same(&[3, 2]));
    assert_eq!(found(&graphs), []);
}
