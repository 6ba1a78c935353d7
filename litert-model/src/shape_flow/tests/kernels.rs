//! What kernels wait for.

use super::build::{BOOL, COMPLEX, FLOAT, Graph, INT, LONG, Options};
use super::{UnresolvedKind, found, found_as_declared, kinds};
use crate::ops::types::Set;
use crate::ops::{self, types};
use crate::types::ElementType;
use UnresolvedKind::{NotWritten, SizedLate};

/// Operators that wait for values: how many inputs and outputs they have, the inputs that they wait
/// for, and how many of the outputs have no size until then.
#[rustfmt::skip] // A table.
const WAITING: &[(&str, usize, usize, &[usize], usize)] = &[
    ("ARG_MAX", 2, 1, &[1], 1),
    ("ARG_MIN", 2, 1, &[1], 1),
    ("BATCH_TO_SPACE_ND", 3, 1, &[1, 2], 1),
    ("BROADCAST_TO", 2, 1, &[1], 1),
    ("CONV_3D_TRANSPOSE", 3, 1, &[0], 1),
    ("DILATE", 3, 1, &[1], 1),
    ("EXPAND_DIMS", 2, 1, &[1], 1),
    ("FILL", 2, 1, &[0], 1),
    ("MEAN", 2, 1, &[1], 1),
    ("MIRROR_PAD", 2, 1, &[1], 1),
    ("MULTINOMIAL", 2, 1, &[0, 1], 1),
    ("NON_MAX_SUPPRESSION_V4", 5, 2, &[2], 1),
    ("NON_MAX_SUPPRESSION_V5", 6, 3, &[2], 2),
    ("ONE_HOT", 4, 1, &[1], 1),
    ("PAD", 2, 1, &[1], 1),
    ("PADV2", 3, 1, &[1], 1),
    ("RANDOM_STANDARD_NORMAL", 1, 1, &[0], 1),
    ("RANDOM_UNIFORM", 1, 1, &[0], 1),
    ("RANGE", 3, 1, &[0, 1, 2], 1),
    ("REDUCE_ALL", 2, 1, &[1], 1),
    ("REDUCE_ANY", 2, 1, &[1], 1),
    ("REDUCE_MAX", 2, 1, &[1], 1),
    ("REDUCE_MIN", 2, 1, &[1], 1),
    ("REDUCE_PROD", 2, 1, &[1], 1),
    ("RESHAPE", 2, 1, &[1], 1),
    ("RESIZE_BILINEAR", 2, 1, &[1], 1),
    ("RESIZE_NEAREST_NEIGHBOR", 2, 1, &[1], 1),
    ("RFFT2D", 2, 1, &[1], 1),
    ("SCATTER_ND", 3, 1, &[2], 1),
    ("SEGMENT_SUM", 2, 1, &[0, 1], 1),
    ("SPACE_TO_BATCH_ND", 3, 1, &[1, 2], 1),
    ("SPARSE_TO_DENSE", 4, 1, &[1], 1),
    ("SPLIT", 2, 2, &[0], 2),
    ("SPLIT_V", 3, 2, &[1, 2], 2),
    ("STRIDED_SLICE", 4, 1, &[1, 2, 3], 1),
    ("SUM", 2, 1, &[1], 1),
    ("TILE", 2, 1, &[1], 1),
    ("TOPK_V2", 2, 2, &[1], 2),
    ("TRANSPOSE", 2, 1, &[1], 1),
    ("TRANSPOSE_CONV", 3, 1, &[0], 1),
    ("UNSORTED_SEGMENT_MAX", 3, 1, &[1, 2], 1),
    ("UNSORTED_SEGMENT_MIN", 3, 1, &[1, 2], 1),
    ("UNSORTED_SEGMENT_PROD", 3, 1, &[1, 2], 1),
    ("UNSORTED_SEGMENT_SUM", 3, 1, &[1, 2], 1),
    ("WHERE", 1, 1, &[0], 1),
];

/// A graph of one operator, in which the inputs at `open` are inputs of the graph.
fn one(name: &str, inputs: usize, outputs: usize, open: &[usize]) -> Graph {
    let mut graph = Graph::default();
    let row = ops::rows().iter().find(|row| row.name == name).unwrap();
    let types = row.types.first().unwrap();
    let kinds = (
        |at| kind(types.inputs, types.inputs, at),
        |at| kind(types.outputs, types.inputs, at),
    );
    let inputs: Vec<i32> = (0..inputs)
        .map(|at| {
            // There is one axis to split, and not two.
            let count = match (name, at) {
                ("SPLIT", 0) | ("SPLIT_V", 2) => 1,
                _ => 2,
            };
            let kind = kinds.0(at);
            let asked = row.ranks.iter().find(|(position, _)| *position == at);
            let rank = asked.map_or(1, |(_, ranks)| *ranks.start());
            let mut shape = vec![1; rank];
            shape[rank - 1] = count;
            match open.contains(&at) {
                true => graph.input(&format!("input{at}"), kind, &shape),
                false if name == "TRANSPOSE" => graph.constant(&[2], &[1, 0]),
                false if kind == FLOAT => graph.floats(&shape, &[1.0, 1.0]),
                false => graph.constant(&[count], &[1, 1][..count as usize]),
            }
        })
        .collect();
    let outputs: Vec<i32> = (0..outputs)
        .map(|at| graph.tensor(&format!("output{at}"), kinds.1(at), &[2]))
        .collect();
    let options = match name {
        "SPLIT" | "SPLIT_V" => Options::Parts(2),
        _ => Options::None,
    };
    graph.operator_with(name, &inputs, &outputs, options);
    graph.outputs(&outputs);
    graph
}

/// A type that an operator takes; integers if it does.
fn kind(of: &[Set], inputs: &[Set], at: usize) -> i8 {
    let set = *of.get(at).or(of.last()).unwrap();
    if let Some(other) = types::reference(set) {
        return kind(inputs, inputs, other);
    }
    let mut kinds = [INT, FLOAT, BOOL, LONG, COMPLEX].into_iter();
    kinds
        .find(|kind| types::holds(set, ElementType::from_schema_code(*kind)))
        .unwrap()
}

#[test]
fn kernels_wait_for_these_values_and_no_others() {
    for &(name, inputs, outputs, needed, affected) in WAITING {
        let others: Vec<usize> = (0..inputs).filter(|at| !needed.contains(at)).collect();
        assert_eq!(found(&[one(name, inputs, outputs, &others)]), [], "{name}");
        for &at in needed {
            let all: Vec<usize> = others.iter().copied().chain([at]).collect();
            let found = found(&[one(name, inputs, outputs, &all)]);
            let reason =
                format!("its shape depends on the values of 'input{at}' ({name} operator 0)");
            let expected: Vec<_> = (0..affected)
                .map(|output| (output, NotWritten, reason.clone()))
                .collect();
            assert_eq!(found, expected, "{name} {at}");
        }
    }
}

#[test]
fn some_never_know() {
    let unique = one("UNIQUE", 1, 2, &[]);
    assert_eq!(kinds(&[unique]), [(0, NotWritten)]);
    let sparse = one("EMBEDDING_LOOKUP_SPARSE", 5, 1, &[]);
    assert_eq!(kinds(&[sparse]), [(0, NotWritten)]);
}

/// `RESHAPE` to a target that is made of the input's own shape by `make`.
fn reshaped(make: impl FnOnce(&mut Graph, i32) -> i32, relu: bool) -> Graph {
    let mut graph = Graph::default();
    let x = graph.input("x", FLOAT, &[-1, 2]);
    let target = make(&mut graph, x);
    let mut y = graph.made("RESHAPE", &[x, target], FLOAT, &[-1, 2]);
    if relu {
        y = graph.made("RELU", &[y], FLOAT, &[-1, 2]);
    }
    graph.outputs(&[y]);
    graph
}

fn shape(graph: &mut Graph, x: i32) -> i32 {
    graph.made("SHAPE", &[x], INT, &[2])
}

#[test]
fn shapes_are_followed_as_far_as_kernels_do() {
    let halves = |graph: &mut Graph, x| {
        let shape = shape(graph, x);
        let [zero, one, two] = [0, 1, 2].map(|value| graph.constant(&[1], &[value]));
        let batch = graph.made("STRIDED_SLICE", &[shape, zero, one, one], INT, &[1]);
        let rest = graph.made("STRIDED_SLICE", &[shape, one, two, one], INT, &[1]);
        [batch, rest]
    };
    assert_eq!(found(&[reshaped(shape, true)]), []);
    let joined = |graph: &mut Graph, x| {
        let halves = halves(graph, x);
        graph.made("CONCATENATION", &halves, INT, &[2])
    };
    assert_eq!(found(&[reshaped(joined, true)]), []);
    let product = |graph: &mut Graph, x| {
        let shape = shape(graph, x);
        let axis = graph.constant(&[1], &[0]);
        graph.made("REDUCE_PROD", &[shape, axis], INT, &[1])
    };
    assert_eq!(found(&[reshaped(product, true)]), []);
    // No more than eight numbers are multiplied up.
    for (count, expected) in [(8, 0), (9, 1)] {
        let mut graph = Graph::default();
        let x = graph.input("x", FLOAT, &[-1, 2]);
        let shape = shape(&mut graph, x);
        let axis = graph.constant(&[1], &[0]);
        let target = graph.made("REDUCE_PROD", &[shape, axis], INT, &[count]);
        let value = graph.floats(&[], &[1.0]);
        let filled = graph.made("FILL", &[target, value], FLOAT, &[-1, 2]);
        let y = graph.made("RELU", &[filled], FLOAT, &[-1, 2]);
        graph.outputs(&[y]);
        assert_eq!(kinds(&[graph]).len(), expected, "{count}");
    }
    // Others run only when all does.
    let reason = |what: &str| format!("its shape depends on the values of '{what}' (RESHAPE");
    let late = found(&[reshaped(|graph, x| graph.batch_and(x, 2), true)]);
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].1, SizedLate);
    assert!(late[0].2.starts_with(&reason("packed")), "{}", late[0].2);
    let own = found(&[reshaped(|graph, x| graph.batch_and(x, 2), false)]);
    assert_eq!(own[0].1, NotWritten);
    assert!(own[0].2.starts_with(&reason("packed")), "{}", own[0].2);
    let sum = |graph: &mut Graph, x| {
        let shape = shape(graph, x);
        graph.made("ADD", &[shape, shape], INT, &[2])
    };
    assert_eq!(kinds(&[reshaped(sum, true)]), [(0, SizedLate)]);
}

#[test]
fn two_kernels_want_the_value_in_the_file() {
    for (name, at) in [("TRANSPOSE_CONV", 0), ("DILATE", 1), ("BROADCAST_TO", 1)] {
        let mut graph = Graph::default();
        let x = graph.input("x", FLOAT, &[-1, 2]);
        let mut inputs = vec![x; 3];
        inputs[at] = shape(&mut graph, x);
        inputs.truncate(if name == "BROADCAST_TO" { 2 } else { 3 });
        let y = graph.made(name, &inputs, FLOAT, &[-1, 2]);
        graph.outputs(&[y]);
        let expected = if name == "BROADCAST_TO" { 0 } else { 1 };
        assert_eq!(kinds(&[graph]).len(), expected, "{name}");
    }
}

/// XNNPACK takes a product of floats, and computes it only when all runs.
#[test]
fn floats_are_not_followed() {
    let mut graph = Graph::default();
    let [a, b, c] = [0.0, 2.0, 1.0].map(|value| graph.floats(&[], &[value]));
    let limit = graph.made("MUL", &[b, b], FLOAT, &[]);
    let y = graph.made("RANGE", &[a, limit, c], FLOAT, &[-1]);
    graph.outputs(&[y]);
    assert_eq!(kinds(&[graph]), [(0, NotWritten)]);
}

#[test]
fn open_dimensions_make_top_k_wait() {
    for (batch, expected) in [(3, 0), (-1, 2)] {
        let mut graph = Graph::default();
        let x = graph.input("x", FLOAT, &[batch, 4]);
        let k = graph.constant(&[], &[2]);
        let outputs = [FLOAT, INT].map(|kind| graph.tensor("y", kind, &[batch, 2]));
        graph.operator("TOPK_V2", &[x, k], &outputs);
        graph.outputs(&outputs);
        assert_eq!(kinds(&[graph]).len(), expected, "{batch}");
    }
}

fn slice(input: &[i32], output: &[i32], begin: Option<&[i32]>, size: Option<&[i32]>) -> Graph {
    let mut graph = Graph::default();
    let x = graph.input("x", FLOAT, input);
    let [begin, size] = [("begin", begin), ("size", size)].map(|(name, values)| match values {
        Some(values) => graph.constant(&[2], values),
        None => graph.input(name, INT, &[2]),
    });
    let y = graph.made("SLICE", &[x, begin, size], FLOAT, output);
    graph.outputs(&[y]);
    graph
}

#[test]
fn slices_go_by_what_the_file_says() {
    let zeros = Some(&[0, 0][..]);
    // With a complete shape it does not matter where a slice begins.
    assert_eq!(found(&[slice(&[4, 2], &[2, 2], zeros, Some(&[2, 2]))]), []);
    assert_eq!(found(&[slice(&[-1, 2], &[2, 2], None, Some(&[2, 2]))]), []);
    // But the kernel may write another number of elements than it has room for.
    for size in [None, Some(&[3, 2][..])] {
        assert_eq!(
            kinds(&[slice(&[4, 2], &[2, 2], zeros, size)]),
            [(0, SizedLate)]
        );
    }
    let rest = slice(&[4, 2], &[3, 2], Some(&[1, 0]), Some(&[-1, 2]));
    let rest = [rest];
    assert_eq!(kinds(&rest), [(0, SizedLate)]);
    assert_eq!(found_as_declared(&rest), []);
    let wrong = slice(&[4, 2], &[2, 2], Some(&[1, 0]), Some(&[-1, 2]));
    assert_eq!(found_as_declared(&[wrong]).len(), 1);
    // Without one it waits even for what it knows.
    let open = slice(&[-1, 2], &[-1, 1], zeros, Some(&[-1, 1]));
    assert_eq!(kinds(&[open]), [(0, NotWritten)]);
    let open = slice(&[4, 2], &[-1, 1], zeros, Some(&[-1, 1]));
    assert_eq!(kinds(&[open]), []);
}

#[test]
fn offsets_make_begins_irrelevant() {
    for (options, expected) in [(Options::None, 1), (Options::Offset, 0)] {
        let mut graph = Graph::default();
        let x = graph.input("x", FLOAT, &[4, 2]);
        let begin = graph.input("begin", INT, &[2]);
        let size = graph.constant(&[2], &[2, 2]);
        let strides = graph.constant(&[2], &[1, 1]);
        let y = graph.tensor("y", FLOAT, &[2, 2]);
        graph.operator_with("STRIDED_SLICE", &[x, begin, size, strides], &[y], options);
        graph.outputs(&[y]);
        assert_eq!(kinds(&[graph]).len(), expected);
    }
}
