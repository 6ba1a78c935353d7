//! Models of this repository, of which everything is known that can be.

use std::path::PathBuf;

use crate::ModelView;
use crate::shape_infer::{Shared, Walk, node::Known, output_shapes};
use crate::types::Shape;

fn read(model: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../models")
        .join(model);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `2,3` as `[2, 3]`, nothing as a scalar, and `?` as unknown.
fn shape(text: &str) -> Option<Shape> {
    let dims = text.split(',').filter(|dim| !dim.is_empty());
    let dims: Option<Vec<i32>> = dims.map(|dim| dim.parse().ok()).collect();
    Some(Shape::new(&dims?).unwrap())
}

#[test]
fn operators_are_followed_as_far_as_they_can_be() {
    let list = String::from_utf8(read("shapes/shapes.txt")).unwrap();
    for line in list.lines() {
        let mut fields = line.split('|').map(str::trim);
        let model = fields.next().unwrap();
        let bytes = read(&format!("shapes/{model}.tflite"));
        let model = ModelView::new(&bytes).unwrap();
        let input = shape(fields.next().unwrap()).unwrap();
        let wanted: Vec<_> = fields.map(shape).collect();
        assert!(!wanted.is_empty());
        assert_eq!(output_shapes(model, 0, &[input]), wanted, "{line}");
    }
}

#[test]
fn open_batch_dimensions_reach_the_outputs() {
    for (model, input, output) in [
        ("tiny/keras_flatten", vec![0, 2, 3, 1], vec![0, 2]),
        ("tiny/dynamic", vec![0, 4], vec![0, 3]),
        ("digits/digits_float32", vec![0, 16, 16, 1], vec![0, 10]),
        ("digits/digits_dynrange", vec![0, 16, 16, 1], vec![0, 10]),
    ] {
        let bytes = read(&format!("{model}.tflite"));
        let model_view = ModelView::new(&bytes).unwrap();
        for batch in [1, 3, 7] {
            let sized = |mut dims: Vec<i32>| {
                dims[0] = batch;
                Shape::new(&dims).unwrap()
            };
            let found = output_shapes(model_view, 0, &[sized(input.clone())]);
            assert_eq!(found, [Some(sized(output.clone()))], "{model}");
        }
    }
}

#[test]
fn fixed_shapes_are_those_of_the_file() {
    for model in [
        "tiny/add",
        "tiny/multi_signature",
        "tiny/per_channel_int8",
        "tiny/uint8_quantized",
        "tiny/float16_weights",
        "tiny/float16_io",
        "digits/digits_int8",
    ] {
        let bytes = read(&format!("{model}.tflite"));
        let view = ModelView::new(&bytes).unwrap();
        for graph in view.subgraphs() {
            let inputs: Vec<_> = graph.inputs().map(|tensor| tensor.shape()).collect();
            let outputs: Vec<_> = graph.outputs().map(|tensor| Some(tensor.shape())).collect();
            assert_eq!(
                output_shapes(view, graph.index(), &inputs),
                outputs,
                "{model}"
            );
        }
    }
}

#[test]
fn questions_without_an_answer_have_none() {
    let bytes = read("tiny/keras_flatten.tflite");
    let model = ModelView::new(&bytes).unwrap();
    let image = Shape::from([2, 2, 3, 1]);
    assert_eq!(output_shapes(model, 0, &[]), [None]);
    assert_eq!(output_shapes(model, 0, &[image, image]), [None]);
    assert_eq!(
        output_shapes(model, 0, &[Shape::from([-1, 2, 3, 1])]),
        [None]
    );
    assert_eq!(output_shapes(model, 9, &[image]), []);
}

#[test]
fn the_work_is_limited_however_often_graphs_are_named() {
    let bytes = read("shapes/composites.tflite");
    let model = ModelView::new(&bytes).unwrap();
    let input = [Known::of(Shape::from([2, 4]))];
    let shared = Shared::new(model);
    let mut walk = Walk::new(&shared);
    assert_eq!(walk.graph(model.main_subgraph(), &input, 0), input);
    // Five short graphs, but 121 runs of them.
    assert!(walk.steps_left.get() < super::super::MAX_STEPS - 1000);
    walk.steps_left.set(500);
    assert_eq!(walk.graph(model.main_subgraph(), &input, 0), [None]);
    walk.steps_left.set(usize::MAX);
    assert_eq!(
        walk.graph(model.main_subgraph(), &input, usize::MAX / 2),
        [None]
    );
}

#[test]
fn no_byte_makes_it_panic() {
    let mut answers = 0;
    for (model, input) in [("arithmetic", vec![2, 6, 3]), ("axes", vec![2, 3, 4])] {
        let good = read(&format!("shapes/{model}.tflite"));
        let input = [Shape::new(&input).unwrap()];
        for at in 0..good.len() {
            for change in [0x01, 0x80] {
                let mut bad = good.clone();
                bad[at] ^= change;
                if let Ok(model) = ModelView::new(&bad) {
                    let shapes = output_shapes(model, 0, &input);
                    answers += usize::from(shapes.iter().any(Option::is_some));
                }
            }
        }
    }
    assert!(
        answers > 1000,
        "only {answers} damaged models were of any use"
    );
}
