//! Types and shapes that kernels trust.

use super::*;

#[test]
fn results_are_of_the_type_that_is_written() {
    let of = |code: i32, input: i8, output: i8| {
        let mut model = add();
        model.codes[0].0 = code;
        for tensor in &mut model.subgraphs[0].tensors[..2] {
            tensor.ty = input;
        }
        // The reductions take axes.
        if [74, 128, 140, 56].contains(&code) {
            model.subgraphs[0].tensors[1].ty = 2;
        }
        model.subgraphs[0].tensors[2].ty = output;
        model
    };
    // SUM, CUMSUM, REDUCE_ALL, MUL, BATCH_MATMUL, FULLY_CONNECTED: right and wrong.
    for (code, good, bad) in [
        (74, (0, 0), (0, 9)),
        (128, (4, 4), (4, 2)),
        (140, (6, 6), (6, 18)),
        (18, (7, 9), (9, 7)),
        (126, (9, 2), (9, 4)),
        (9, (3, 7), (9, 7)),
    ] {
        passes(&of(code, good.0, good.1));
        refused(
            &of(code, bad.0, bad.1),
            Kind::Operator,
            "operator 0",
            "nor notice",
        );
    }
    // ARG_MAX is asked for a type.
    let mut position = of(56, 0, 4);
    position.subgraphs[0].operators[0].options = Some(Options::Positions(4));
    let other = |m: &mut Model| m.subgraphs[0].tensors[2].ty = 2;
    changed(position, other, Kind::Operator, "ARG_MAX", "ask for int64");
}

#[test]
fn split_gives_what_it_gets() {
    let mut model = add();
    model.codes = vec![(22, None), (49, None)];
    let graph = &mut model.subgraphs[0];
    graph.tensors[0] = Tensor::float(&[]);
    graph.tensors[0].ty = 2;
    graph
        .tensors
        .extend([Tensor::float(&[2, 3]), Tensor::float(&[2, 3])]);
    graph.operators = vec![
        Operator {
            options: Some(Options::Split(2)),
            ..Operator::new(1, &[0, 1], &[3, 4])
        },
        Operator::new(0, &[4, 0], &[2]),
    ];
    let hidden = |m: &mut Model| m.subgraphs[0].tensors[1].ty = 4;
    changed(model, hidden, Kind::Operator, "RESHAPE", "only copy");
}

/// An addition of integers of 16 bits with these scales.
fn add_wide(scales: [Option<f32>; 3], shifts: bool) -> Model {
    let mut model = add();
    let graph = &mut model.subgraphs[0];
    for (tensor, scale) in graph.tensors.iter_mut().zip(scales) {
        tensor.ty = 7;
        tensor.quantization = scale.map(|scale| Quantization::new(&[scale], &[0], 0));
    }
    graph.operators[0].options = Some(Options::Shifts(shifts));
    model
}

#[test]
fn what_is_shifted_is_of_one_shape() {
    let place = "operator 0 ADD";
    let broadcast = |m: &mut Model| m.subgraphs[0].tensors[0].shape = Some(vec![1]);
    let powers = [Some(0.5), Some(0.25), Some(0.5)];
    changed(
        add_wide(powers, true),
        broadcast,
        Kind::Operator,
        place,
        "must be the same",
    );
    let unscaled = add_wide([None, Some(0.1), Some(0.1)], false);
    changed(
        unscaled,
        broadcast,
        Kind::Operator,
        place,
        "must be the same",
    );
    // Others multiply, and stretch what is smaller.
    for mut model in [
        add_wide(powers, false),
        add_wide([Some(0.1), Some(0.1), Some(0.1)], true),
        add_wide([None, None, None], true),
    ] {
        broadcast(&mut model);
        passes(&model);
    }
}

/// ATAN2 of two computed tensors, the first of which is declared in one way and is in another.
#[test]
fn computed_shapes_count_and_not_declared_ones() {
    let mut model = add();
    model.codes.push((156, None));
    let graph = &mut model.subgraphs[0];
    graph.tensors.push(Tensor::float(&[2, 3]));
    graph.operators = vec![
        Operator::new(0, &[0, 1], &[3]),
        Operator::new(1, &[3, 0], &[2]),
    ];
    let stretched = |m: &mut Model| {
        m.subgraphs[0].tensors[0].shape = Some(vec![1, 3]);
        m.subgraphs[0].tensors[3].shape = Some(vec![1, 3]);
    };
    changed(
        model,
        stretched,
        Kind::Operator,
        "operator 1 ATAN2",
        "must be the same",
    );
}

/// A graph that trusts shapes is called with those that it declares.
#[test]
fn callers_hand_over_the_shapes_that_are_trusted() {
    let mut model = add();
    model.codes = vec![(118, None), (156, None)];
    let mut branch = model.subgraphs[0].clone();
    branch.operators = vec![Operator::new(1, &[0, 1], &[2])];
    let graph = &mut model.subgraphs[0];
    graph.tensors.push(Tensor {
        ty: 6,
        ..Tensor::float(&[])
    });
    graph.inputs.push(3);
    graph.operators = vec![Operator {
        options: Some(Options::If(1, 1)),
        ..Operator::new(0, &[3, 0, 1], &[2])
    }];
    model.signatures.clear();
    model.subgraphs.push(branch);
    let other = |m: &mut Model| m.subgraphs[0].tensors[1].shape = Some(vec![1, 3]);
    changed(
        model,
        other,
        Kind::Operator,
        "operator 0 IF",
        "which expects [2, 3]",
    );
}

/// A convolution of pictures that have this height and width by a window of that size.
fn convolution(room: [i32; 2], size: [i32; 2], options: Options) -> Model {
    let mut model = add();
    model.codes[0].0 = 3;
    let graph = &mut model.subgraphs[0];
    graph.tensors[0].shape = Some(vec![1, room[0], room[1], 4]);
    graph.tensors[1].shape = Some(vec![6, size[0], size[1], 4]);
    graph.operators[0].options = Some(options);
    model
}

#[test]
fn windows_fit_into_what_they_move_over() {
    let place = "operator 0 CONV_2D";
    let inside = |dilation: i32| Options::ConvPadded(1, dilation);
    passes(&convolution([5, 3], [5, 3], inside(1)));
    passes(&convolution([5, 5], [3, 3], inside(2)));
    for (room, size, dilation) in [([4, 3], [5, 3], 1), ([5, 5], [3, 3], 3)] {
        let model = convolution(room, size, inside(dilation));
        refused(&model, Kind::Operator, place, "larger than its input");
        // With the edges filled up, any window fits.
        passes(&convolution(room, size, Options::Conv(1, 1)));
    }
    // Open dimensions stand for others.
    let mut open = convolution([1, 1], [5, 3], inside(1));
    open.subgraphs[0].tensors[0].signature = Some(vec![1, -1, -1, 4]);
    passes(&open);
    let unknown = convolution([5, 5], [3, 3], Options::ConvPadded(-46, 1));
    refused(&unknown, Kind::Operator, place, "no padding of kind -46");
    let far = convolution([5, 5], [3, 3], Options::Conv(1, 1 << 29));
    refused(&far, Kind::Operator, place, "which is impossible");
    // There is something to work on.
    let mixed = convolution([5, 5], [3, 3], inside(1));
    let nothing = |m: &mut Model| m.subgraphs[0].tensors[0].shape = Some(vec![0, 5, 5, 4]);
    changed(
        mixed,
        nothing,
        Kind::Operator,
        place,
        "nothing in its input",
    );
}

#[test]
fn matrices_have_two_dimensions() {
    let mut model = add();
    model.codes[0].0 = 126;
    let list = |m: &mut Model| m.subgraphs[0].tensors[1].shape = Some(vec![3]);
    changed(model, list, Kind::Operator, "BATCH_MATMUL", "matrices");
}

#[test]
fn parts_are_equal() {
    let mut model = constant(2, &[], &[0; 4]);
    model.codes[0].0 = 49;
    let graph = &mut model.subgraphs[0];
    graph.tensors[0].shape = Some(vec![4, 3]);
    graph.operators = vec![Operator {
        options: Some(Options::Split(2)),
        ..Operator::new(0, &[3, 0], &[1, 2])
    }];
    graph.inputs = vec![0];
    model.signatures.clear();
    let odd = |m: &mut Model| m.subgraphs[0].tensors[0].shape = Some(vec![5, 3]);
    changed(
        model,
        odd,
        Kind::Operator,
        "operator 0 SPLIT",
        "5 into 2 parts",
    );
}

#[test]
fn constant_shapes_can_be_had() {
    let of = |dims: [i32; 2]| {
        let bytes: Vec<u8> = dims.iter().flat_map(|dim| dim.to_le_bytes()).collect();
        let mut model = constant(2, &[2], &bytes);
        model.codes[0].0 = 130;
        model.subgraphs[0].operators[0].inputs = vec![0, 3];
        model
    };
    passes(&of([2, 3]));
    for wrong in [[-1, 3], [1 << 20, 1 << 20], [i32::MIN, 0]] {
        refused(&of(wrong), Kind::Operator, "BROADCAST_TO", "impossible");
    }
    refused(
        &of([0, 3]),
        Kind::Operator,
        "BROADCAST_TO",
        "without elements",
    );
}
