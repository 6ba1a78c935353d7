//! The elements of small tensors of integers: they become shapes.

use super::build::{BOOL, FLOAT, Graph, INT, Options, model};
use crate::ModelView;
use crate::shape_infer::output_shapes;

/// What is known about a list of `count` numbers: the shape of a tensor that has them as dimensions.
fn elements(count: i32, compute: impl FnOnce(&mut Graph) -> i32) -> Option<Vec<i32>> {
    let mut graph = Graph::default();
    graph.input("unused", FLOAT, &[1]);
    let computed = compute(&mut graph);
    let target = graph.constant(&[1], &[count]);
    let list = graph.made("RESHAPE", &[computed, target], INT, &[count]);
    let fill = graph.constant(&[], &[0]);
    let filled = graph.made(
        "FILL",
        &[list, fill],
        INT,
        &vec![-1; usize::try_from(count).unwrap()],
    );
    graph.outputs(&[filled]);
    let bytes = model(&[graph]);
    let view = ModelView::new(&bytes).unwrap();
    let inputs: Vec<_> = view.main_subgraph().inputs().map(|it| it.shape()).collect();
    output_shapes(view, 0, &inputs)[0].map(|shape| shape.to_vec())
}

fn matrix(graph: &mut Graph) -> i32 {
    graph.constant(&[2, 2], &[1, 2, 3, 4])
}

/// The output of an operator on the matrix and constants.
fn of_matrix(name: &str, lists: &[&[i32]], shape: &[i32], options: Options) -> Option<Vec<i32>> {
    elements(shape.iter().product(), |graph| {
        let mut inputs = vec![matrix(graph)];
        for list in lists {
            inputs.push(graph.constant(&[i32::try_from(list.len()).unwrap()], list));
        }
        let output = graph.tensor("output", INT, shape);
        graph.operator_with(name, &inputs, &[output], options);
        output
    })
}

#[test]
fn elements_are_picked_along_every_axis() {
    let strided = Options::Plain(32);
    let rows: [&[i32]; 3] = [&[1, 0], &[-3, 2], &[-1, 1]];
    let reversed = of_matrix("STRIDED_SLICE", &rows, &[2, 2], strided);
    assert_eq!(reversed, Some(vec![3, 4, 1, 2]));
    let column: [&[i32]; 3] = [&[0, 1], &[2, 2], &[1, 1]];
    let column = of_matrix("STRIDED_SLICE", &column, &[2, 1], strided);
    assert_eq!(column, Some(vec![2, 4]));
    let sliced = of_matrix("SLICE", &[&[1, 0], &[1, -1]], &[1, 2], Options::None);
    assert_eq!(sliced, Some(vec![3, 4]));
    let gathered = of_matrix("GATHER", &[&[1, 0]], &[2, 2], Options::Plain(23));
    assert_eq!(gathered, Some(vec![3, 4, 1, 2]));
    // A place that is not there.
    assert_eq!(
        of_matrix("GATHER", &[&[2]], &[1, 2], Options::Plain(23)),
        None
    );
}

#[test]
fn elements_are_moved_and_joined_along_every_axis() {
    let turned = of_matrix("TRANSPOSE", &[&[1, 0]], &[2, 2], Options::None);
    assert_eq!(turned, Some(vec![1, 3, 2, 4]));
    let joined = |axis| {
        elements(8, |graph| {
            let (one, other) = (matrix(graph), graph.constant(&[2, 2], &[5, 6, 7, 8]));
            let output = graph.tensor("output", INT, &[-1, -1]);
            let options = Options::Number(10, 0, axis);
            graph.operator_with("CONCATENATION", &[one, other], &[output], options);
            output
        })
    };
    assert_eq!(joined(0), Some(vec![1, 2, 3, 4, 5, 6, 7, 8]));
    assert_eq!(joined(1), Some(vec![1, 2, 5, 6, 3, 4, 7, 8]));
    let part = |axis, number: usize| {
        elements(2, |graph| {
            let (axis, matrix) = (graph.constant(&[], &[axis]), matrix(graph));
            let parts = [(); 2].map(|()| graph.tensor("part", INT, &[-1, -1]));
            graph.operator_with("SPLIT", &[axis, matrix], &parts, Options::Parts(2));
            parts[number]
        })
    };
    assert_eq!(
        (part(0, 0), part(0, 1)),
        (Some(vec![1, 2]), Some(vec![3, 4]))
    );
    assert_eq!(
        (part(1, 0), part(1, 1)),
        (Some(vec![1, 3]), Some(vec![2, 4]))
    );
}

#[test]
fn elements_are_stretched_as_kernels_do() {
    let added = |shape: &'static [i32]| {
        elements(4, move |graph| {
            let (matrix, other) = (matrix(graph), graph.constant(shape, &[10, 20]));
            let output = graph.tensor("output", INT, &[2, 2]);
            graph.operator_with("ADD", &[matrix, other], &[output], Options::Plain(11));
            output
        })
    };
    assert_eq!(added(&[2]), Some(vec![11, 22, 13, 24]));
    assert_eq!(added(&[2, 1]), Some(vec![11, 12, 23, 24]));
    // 1 and 2 of the first row, and what the other one says for the second.
    let chosen = elements(4, |graph| {
        let (matrix, other) = (matrix(graph), graph.constant(&[2], &[8, 9]));
        let (rows, zero) = (graph.constant(&[2, 1], &[1, 0]), graph.constant(&[], &[0]));
        let condition = graph.made("NOT_EQUAL", &[rows, zero], BOOL, &[2, 1]);
        graph.made("SELECT_V2", &[condition, matrix, other], INT, &[2, 2])
    });
    assert_eq!(chosen, Some(vec![1, 2, 8, 9]));
    let negated = elements(4, |graph| {
        let matrix = matrix(graph);
        let negative = graph.made("NEG", &[matrix], INT, &[2, 2]);
        graph.made("ABS", &[negative], INT, &[2, 2])
    });
    assert_eq!(negated, Some(vec![1, 2, 3, 4]));
}

#[test]
fn elements_are_gathered_in_segments() {
    let segments = |name: &'static str, places: [i32; 4]| {
        elements(3, move |graph| {
            let numbers = graph.constant(&[4], &[2, 3, 4, 5]);
            let (places, count) = (graph.constant(&[4], &places), graph.constant(&[], &[3]));
            graph.made(name, &[numbers, places, count], INT, &[3])
        })
    };
    let product = segments("UNSORTED_SEGMENT_PROD", [0, 0, 2, 2]);
    assert_eq!(product, Some(vec![6, 1, 20]));
    let sum = segments("UNSORTED_SEGMENT_SUM", [1, 1, 1, 2]);
    assert_eq!(sum, Some(vec![0, 9, 5]));
    // The kernel refuses a segment that is not there.
    assert_eq!(segments("UNSORTED_SEGMENT_SUM", [0, 1, 2, 3]), None);
}

/// The kernel computes the length with 32 bits: 3 000 000 000 is a negative number there, and it takes
/// the range for one of two elements.
#[test]
fn ranges_whose_length_does_not_fit_in_32_bits_are_unknown() {
    let range = |numbers: [i32; 3]| {
        let mut graph = Graph::default();
        graph.input("unused", FLOAT, &[1]);
        let numbers = numbers.map(|number| graph.constant(&[], &[number]));
        let range = graph.made("RANGE", &numbers, INT, &[-1]);
        graph.outputs(&[range]);
        let bytes = model(&[graph]);
        let view = ModelView::new(&bytes).unwrap();
        let inputs: Vec<_> = view.main_subgraph().inputs().map(|it| it.shape()).collect();
        output_shapes(view, 0, &inputs)[0].map(|shape| shape.to_vec())
    };
    assert_eq!(range([-1_500_000_000, 1_500_000_000, 800_000_000]), None);
    assert_eq!(range([0, 2_000_000_000, 2_000_000_000]), None);
    assert_eq!(range([5, 0, i32::MIN]), None);
    assert_eq!(range([0, 2_000_000_000, 100_000_000]), Some(vec![20]));
    assert_eq!(range([7, -3, -4]), Some(vec![3]));
}

/// The kernel picks nothing then, and leaves in the output what lay in memory.
#[test]
fn axis_dropped_backwards_has_no_known_elements() {
    let dropped = |step: i32| {
        let lists: [&[i32]; 3] = [&[1], &[2], &[step]];
        let shrink = Options::Number(32, 4, 1);
        of_matrix("STRIDED_SLICE", &lists, &[2], shrink)
    };
    assert_eq!(dropped(1), Some(vec![3, 4]));
    assert_eq!(dropped(-1), None);
}
