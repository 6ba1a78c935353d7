//! Operators: what they name, and what kernels and delegates take for granted.

use super::*;

#[test]
fn operators_are_of_kinds_that_exist() {
    let place = "subgraph 0 operator 0";
    changed(
        add(),
        |m| m.subgraphs[0].operators[0].code = 1,
        Kind::Operator,
        place,
        "kind 1",
    );
    changed(
        add(),
        |m| m.codes[0].0 = -5,
        Kind::Operator,
        "operator code 0",
        "number -5",
    );
    let mut custom = add();
    custom.codes[0] = (32, Some("Mine"));
    for name in [None, Some(""), Some("Mi\0ne")] {
        let change = |m: &mut Model| m.codes[0].1 = name;
        changed(
            custom.clone(),
            change,
            Kind::Operator,
            "operator code 0",
            "no name",
        );
    }
    // What does not exist yet is for the runtime to refuse.
    let mut newer = add();
    newer.codes[0].0 = 300;
    passes(&newer);
}

#[test]
fn what_operators_name_exists() {
    let place = "subgraph 0 operator 0 ADD";
    for wrong in [3, -2] {
        let change = |m: &mut Model| m.subgraphs[0].operators[0].inputs[1] = wrong;
        changed(add(), change, Kind::Operator, place, "input 1");
    }
    for wrong in [3, -1] {
        let change = |m: &mut Model| m.subgraphs[0].operators[0].outputs[0] = wrong;
        changed(add(), change, Kind::Operator, place, "output 0");
    }
    let mut model = add();
    model.subgraphs[0].tensors.push(Tensor::float(&[1]));
    model.subgraphs[0].operators[0].intermediates = vec![-1, 3];
    let change = |m: &mut Model| m.subgraphs[0].operators[0].intermediates[1] = 4;
    changed(
        model,
        change,
        Kind::Operator,
        place,
        "intermediate tensor 1",
    );
}

#[test]
fn optional_inputs_may_be_left_out_and_others_not() {
    // FULLY_CONNECTED without a bias.
    let mut model = add();
    model.codes[0] = (9, None);
    model.subgraphs[0].operators[0].inputs = vec![0, 1, -1];
    passes(&model);
    let left_out = |m: &mut Model| m.subgraphs[0].operators[0].inputs[1] = -1;
    let place = "operator 0 FULLY_CONNECTED";
    changed(
        model,
        left_out,
        Kind::Operator,
        place,
        "input 1 is left out",
    );
    // PADV2 without the value that it pads with.
    let mut model = add();
    model.codes[0] = (60, None);
    model.subgraphs[0].tensors[1].ty = 2;
    model.subgraphs[0].operators[0].inputs = vec![0, 1, 0];
    let left_out = |m: &mut Model| m.subgraphs[0].operators[0].inputs[2] = -1;
    changed(
        model,
        left_out,
        Kind::Operator,
        "operator 0 PADV2",
        "input 2 is left out",
    );
    let too_few = |m: &mut Model| m.subgraphs[0].operators[0].inputs = vec![0];
    changed(
        add(),
        too_few,
        Kind::Operator,
        "operator 0 ADD",
        "needs 2 inputs",
    );
    let no_result = |m: &mut Model| m.subgraphs[0].operators[0].outputs.clear();
    changed(
        add(),
        no_result,
        Kind::Operator,
        "operator 0 ADD",
        "needs 1 outputs",
    );
}

#[test]
fn nobody_writes_to_a_constant() {
    let model = constant(0, &[1], &[0; 4]);
    let change = |m: &mut Model| m.subgraphs[0].operators[0].outputs[0] = 3;
    changed(
        model,
        change,
        Kind::Operator,
        "operator 0 ADD",
        "overwrite the model",
    );
}

#[test]
fn kernels_get_scales_they_can_represent() {
    passes(&add_quantized([0.1, 0.2, 0.3]));
    let place = "operator 0 ADD";
    for bad in [
        [0.0, 0.2, 0.3],
        [0.1, f32::NAN, 0.3],
        [0.1, 0.2, 0.0],
        [0.1, 0.2, 1e-8],
    ] {
        refused(&add_quantized(bad), Kind::Operator, place, "scales");
    }
    let mut missing = add_quantized([0.1, 0.2, 0.3]);
    missing.subgraphs[0].tensors[2].quantization = None;
    refused(&missing, Kind::Operator, place, "scales");
    let mut blockwise = constant(1, &[2], &[0; 4]);
    blockwise.subgraphs[0].tensors[0] = Tensor {
        ty: 9,
        quantization: Some(Quantization::blockwise(3, -1, 3)),
        ..Tensor::float(&[2, 3])
    };
    refused(&blockwise, Kind::Operator, place, "scales");
    // Plain integers of 16 bits need none.
    let mut plain = add();
    for tensor in &mut plain.subgraphs[0].tensors {
        tensor.ty = 7;
    }
    passes(&plain);
    // RSQRT does, of which one input is enough.
    plain.codes[0].0 = 76;
    plain.subgraphs[0].operators[0].inputs.pop();
    refused(&plain, Kind::Operator, "operator 0 RSQRT", "scales");
    plain.subgraphs[0].tensors[0].quantization = Some(Quantization::new(&[0.1], &[0], 0));
    passes(&plain);
}

#[test]
fn what_is_copied_keeps_its_type() {
    let mut reshape = add();
    reshape.codes[0] = (22, None);
    let place = "operator 0 RESHAPE";
    let other = |m: &mut Model| m.subgraphs[0].tensors[2].ty = 9;
    changed(reshape, other, Kind::Operator, place, "only copy");
    // NEG gives what it gets, whatever its output is declared as.
    let mut chain = add();
    chain.codes = vec![(22, None), (59, None)];
    let graph = &mut chain.subgraphs[0];
    graph.tensors.push(Tensor::float(&[2, 3]));
    graph.operators = vec![
        Operator::new(1, &[0], &[3]),
        Operator::new(0, &[3, 1], &[2]),
    ];
    let hidden = |m: &mut Model| m.subgraphs[0].tensors[0].ty = 4;
    let place = "operator 1 RESHAPE";
    changed(chain, hidden, Kind::Operator, place, "only copy");
}

#[test]
fn atan2_gets_inputs_of_one_shape() {
    let mut atan2 = add();
    atan2.codes[0] = (156, None);
    for wrong in [&[2, 2][..], &[0, 3], &[6]] {
        let misfit = |m: &mut Model| m.subgraphs[0].tensors[1].shape = Some(wrong.to_vec());
        changed(
            atan2.clone(),
            misfit,
            Kind::Operator,
            "operator 0 ATAN2",
            "must be the same",
        );
    }
    // An open dimension may turn out to be anything.
    let second = &mut atan2.subgraphs[0].tensors[1];
    second.shape = Some(vec![1, 3]);
    second.signature = Some(vec![-1, 3]);
    passes(&atan2);
}

#[test]
fn strings_that_are_read_are_there() {
    let mut model = constant(5, &[1], &[1, 0, 0, 0, 12, 0, 0, 0, 12, 0, 0, 0]);
    model.codes[0] = (71, None);
    model.subgraphs[0].tensors[0].ty = 5;
    model.subgraphs[0].operators[0].inputs[1] = 3;
    let lost = |m: &mut Model| m.subgraphs[0].tensors[3].buffer = 0;
    changed(
        model,
        lost,
        Kind::Operator,
        "operator 0 EQUAL",
        "tensor 3 has no value",
    );
}

#[test]
fn the_delegate_gets_what_it_does_not_check() {
    let of_kind = |code: i32| {
        let mut model = add_quantized([0.1, 0.2, 0.3]);
        model.codes[0].0 = code;
        model
    };
    let with_one_input = |code: i32| {
        let mut model = of_kind(code);
        model.subgraphs[0].operators[0].inputs.pop();
        model
    };
    // SPLIT believes its options.
    let mut split = of_kind(49);
    split.subgraphs[0].tensors[0] = Tensor {
        ty: 2,
        ..Tensor::float(&[])
    };
    split.subgraphs[0].operators[0].options = Some(Options::Split(1));
    let wrong = |m: &mut Model| m.subgraphs[0].operators[0].options = Some(Options::Split(2));
    changed(
        split.clone(),
        wrong,
        Kind::Operator,
        "operator 0 SPLIT",
        "splits into 2 parts",
    );
    let empty = |m: &mut Model| m.subgraphs[0].tensors[0].shape = Some(vec![0]);
    changed(split, empty, Kind::Operator, "operator 0 SPLIT", "the axis");
    // TRANSPOSE takes the order of its axes for a list.
    let mut transpose = of_kind(39);
    transpose.subgraphs[0].tensors[1] = Tensor {
        ty: 2,
        ..Tensor::float(&[2])
    };
    let scalar = |m: &mut Model| m.subgraphs[0].tensors[1].shape = Some(vec![]);
    changed(
        transpose,
        scalar,
        Kind::Operator,
        "operator 0 TRANSPOSE",
        "is no list",
    );
    let mut twice = of_kind(39);
    twice.buffers.push(Buffer {
        data: Some([1_i32, -2].iter().flat_map(|it| it.to_le_bytes()).collect()),
        ..Buffer::default()
    });
    twice.subgraphs[0].tensors[1] = Tensor {
        ty: 2,
        buffer: 1,
        ..Tensor::float(&[2])
    };
    let again = |m: &mut Model| m.buffers[1].data = Some([1, 0, 0, 0].repeat(2));
    let place = "operator 0 TRANSPOSE";
    changed(twice, again, Kind::Operator, place, "no order of axes");
    // SPACE_TO_DEPTH looks for height and width.
    let mut space = with_one_input(26);
    space.subgraphs[0].tensors[0].shape = Some(vec![1, 2, 2, 1]);
    let flat = |m: &mut Model| m.subgraphs[0].tensors[0].shape = Some(vec![4]);
    let place = "operator 0 SPACE_TO_DEPTH";
    changed(space, flat, Kind::Operator, place, "four dimensions");
    // RESHAPE to a shape of nine dimensions.
    let mut reshape = of_kind(22);
    reshape.subgraphs[0].tensors[1] = Tensor {
        ty: 2,
        ..Tensor::float(&[8])
    };
    let longer = |m: &mut Model| m.subgraphs[0].tensors[1].shape = Some(vec![9]);
    changed(
        reshape,
        longer,
        Kind::Operator,
        "operator 0 RESHAPE",
        "9 dimensions",
    );
    // QUANTIZE cannot say no to impossible parameters.
    let quantize = with_one_input(114);
    let zero_point = |m: &mut Model| {
        m.subgraphs[0].tensors[0].quantization = Some(Quantization::new(&[0.1], &[128], 0));
    };
    changed(
        quantize,
        zero_point,
        Kind::Operator,
        "operator 0 QUANTIZE",
        "impossible",
    );
    // DEQUANTIZE unpacks constants by the size of the result.
    let mut dequantize = with_one_input(6);
    dequantize.buffers.push(Buffer {
        data: Some(vec![0; 6]),
        ..Buffer::default()
    });
    dequantize.subgraphs[0].tensors[0].buffer = 1;
    let larger = |m: &mut Model| m.subgraphs[0].tensors[2].shape = Some(vec![2, 300]);
    changed(
        dequantize,
        larger,
        Kind::Operator,
        "operator 0 DEQUANTIZE",
        "unpacks",
    );
}

#[test]
fn options_of_known_custom_operators_can_be_read() {
    let with = |name: &'static str, options: Option<&[u8]>| {
        let mut model = add();
        model.codes[0] = (32, Some(name));
        model.subgraphs[0].operators[0].custom_options = options.map(<[u8]>::to_vec);
        model
    };
    let empty_map = [0, 0, 1, 0, 0, 36, 1];
    passes(&with("TFLite_Detection_PostProcess", Some(&empty_map)));
    for bad in [None, Some(&[][..]), Some(&[1, 2, 3])] {
        let model = with("TFLite_Detection_PostProcess", bad);
        refused(
            &model,
            Kind::Operator,
            "TFLite_Detection_PostProcess",
            "FlexBuffer",
        );
    }
    // What others put there is their business.
    passes(&with("Mine", None));
    passes(&with("Mine", Some(&[1, 2, 3])));
}

#[test]
fn attention_gets_inputs_that_fit_together() {
    // The attributes are a FlexBuffer, here with a single number.
    let attention = |shapes: &[&[i32]], attributes: Option<Vec<u8>>| {
        let name = "odml.scaled_dot_product_attention";
        let mut model = add();
        model.codes[0] = (206, None);
        let graph = &mut model.subgraphs[0];
        graph
            .tensors
            .extend(shapes.iter().map(|shape| Tensor::float(shape)));
        let inputs: Vec<i32> = (3..).take(shapes.len()).collect();
        graph.operators[0] = Operator {
            options: Some(Options::Composite(name, -1, attributes)),
            ..Operator::new(0, &inputs, &[2])
        };
        model
    };
    let number = || Some(vec![1, 4, 1]);
    let (query, key, mask) = (&[1, 1, 8, 4][..], &[1, 16, 2, 4][..], &[1, 1, 1, 16][..]);
    passes(&attention(&[query, key, key, mask], number()));
    passes(&attention(&[query, key, key], number()));
    changed(
        attention(&[query, key, key], number()),
        |m| m.subgraphs[0].operators[0].outputs.clear(),
        Kind::Operator,
        "STABLEHLO_COMPOSITE",
        "no output",
    );
    for (shapes, attributes, message) in [
        (&[query, key, key, mask][..], None, "FlexBuffer"),
        (&[query, key][..], number(), "missing"),
        (
            &[query, &[1, 16, 2, 5], key, mask],
            number(),
            "fit together",
        ),
        (
            &[query, key, &[1, 17, 2, 4], mask],
            number(),
            "fit together",
        ),
        (&[query, key, key, &[15]], number(), "fit together"),
        (&[query, key, key, &[]], number(), "fit together"),
        (&[&[], &[], &[]], number(), "fit together"),
        (
            &[query, &[1, 16, 0, 4], key, mask],
            number(),
            "fit together",
        ),
    ] {
        let model = attention(shapes, attributes);
        refused(&model, Kind::Operator, "STABLEHLO_COMPOSITE", message);
    }
}

#[test]
fn quantized_filters_of_depth_have_a_bias() {
    let mut depthwise = add_quantized([0.1, 0.2, 0.3]);
    depthwise.codes[0].0 = 4;
    let graph = &mut depthwise.subgraphs[0];
    graph.tensors[0].shape = Some(vec![1, 8, 8, 4]);
    graph.tensors[1].shape = Some(vec![1, 3, 3, 4]);
    graph.operators[0].options = Some(Options::Depthwise(1, 1));
    graph.tensors.push(Tensor {
        ty: 2,
        ..Tensor::float(&[4])
    });
    graph.inputs.push(3);
    graph.operators[0].inputs = vec![0, 1, 3];
    depthwise.signatures.clear();
    let place = "operator 0 DEPTHWISE_CONV_2D";
    for inputs in [vec![0, 1], vec![0, 1, -1]] {
        let missing = |m: &mut Model| m.subgraphs[0].operators[0].inputs = inputs;
        changed(depthwise.clone(), missing, Kind::Operator, place, "a bias");
    }
}

#[test]
fn quantized_recurrent_operators_have_the_scales_they_read() {
    let mut svdf = add_quantized([0.1, 0.2, 0.3]);
    svdf.codes[0].0 = 27;
    let mut wide = svdf.subgraphs[0].tensors[1].clone();
    (wide.ty, wide.variable) = (7, true);
    svdf.subgraphs[0].tensors.push(wide);
    svdf.subgraphs[0].inputs.push(3);
    svdf.signatures.clear();
    svdf.subgraphs[0].operators[0].inputs = vec![0, 1, 3, -1, 3];
    for at in 0..4 {
        let lost = |m: &mut Model| m.subgraphs[0].tensors[at].quantization = None;
        changed(
            svdf.clone(),
            lost,
            Kind::Operator,
            "operator 0 SVDF",
            "no scale",
        );
    }
}

#[test]
fn quantized_lstms_have_the_scales_they_read() {
    let mut lstm = add_quantized([0.1, 0.2, 0.3]);
    lstm.codes[0].0 = 16;
    // Tensor 3 has no scale.
    lstm.subgraphs[0].tensors.push(Tensor::float(&[1]));
    let scaled = lstm.subgraphs[0].tensors[0].clone();
    lstm.subgraphs[0].tensors.push(scaled.clone());
    lstm.subgraphs[0].tensors.push(Tensor {
        ty: 7,
        ..scaled.clone()
    });
    // The biases.
    lstm.subgraphs[0].tensors.push(Tensor { ty: 2, ..scaled });
    for state in [1, 5] {
        lstm.subgraphs[0].tensors[state].variable = true;
    }
    lstm.subgraphs[0].inputs.extend([5, 6]);
    lstm.signatures.clear();
    let operator = &mut lstm.subgraphs[0].operators[0];
    operator.inputs = [&[0][..], &[1; 8], &[-1; 3], &[6; 4], &[-1; 2], &[1, 5]].concat();
    operator.intermediates = vec![3, 3, 3, 3, 4];
    let last = |m: &mut Model| m.subgraphs[0].operators[0].intermediates[4] = 3;
    let place = "operator 0 LSTM";
    changed(lstm.clone(), last, Kind::Operator, place, "intermediate");
    let left_out = |m: &mut Model| m.subgraphs[0].operators[0].intermediates[4] = -1;
    changed(
        lstm.clone(),
        left_out,
        Kind::Operator,
        place,
        "intermediate",
    );
    // With layer normalization all of them are read.
    let normalizes = |m: &mut Model| m.subgraphs[0].operators[0].inputs.extend([5; 4]);
    changed(
        lstm.clone(),
        normalizes,
        Kind::Operator,
        place,
        "intermediate",
    );
    // Floats need no scales.
    for tensor in &mut lstm.subgraphs[0].tensors {
        tensor.ty = 0;
    }
    lstm.subgraphs[0].operators[0].intermediates[4] = 3;
    passes(&lstm);
}

#[test]
fn windows_move_and_filters_fit() {
    let mut conv = add();
    conv.codes[0].0 = 3;
    let graph = &mut conv.subgraphs[0];
    graph.tensors[0].shape = Some(vec![1, 8, 8, 4]);
    graph.tensors[1].shape = Some(vec![6, 3, 3, 2]);
    graph.operators[0].options = Some(Options::Conv(1, 2));
    let place = "operator 0 CONV_2D";
    for wrong in [Some(Options::Conv(0, 1)), Some(Options::Conv(1, -1)), None] {
        let still = |m: &mut Model| m.subgraphs[0].operators[0].options = wrong;
        changed(conv.clone(), still, Kind::Operator, place, "window is 0");
    }
    for wrong in [[6, 0, 3, 2], [6, 3, 3, 0]] {
        let empty = |m: &mut Model| m.subgraphs[0].tensors[1].shape = Some(wrong.to_vec());
        changed(conv.clone(), empty, Kind::Operator, place, "window is 0");
    }
    // Two groups of channels cannot share seven filters, nor four groups one.
    for wrong in [[7, 3, 3, 2], [1, 3, 3, 1]] {
        let misfit = |m: &mut Model| m.subgraphs[0].tensors[1].shape = Some(wrong.to_vec());
        changed(conv.clone(), misfit, Kind::Operator, place, "do not fit");
    }
}

#[test]
fn kernels_that_read_the_first_or_last_element_find_one() {
    for code in [25, 50] {
        let model = |shape: &[i32]| {
            let mut model = add();
            model.signatures.clear();
            model.codes[0].0 = code;
            let graph = &mut model.subgraphs[0];
            graph.tensors = vec![Tensor::float(shape), Tensor::float(shape)];
            (graph.inputs, graph.outputs) = (vec![0], vec![1]);
            graph.operators = vec![Operator::new(0, &[0], &[1])];
            model
        };
        passes(&model(&[2, 3]));
        passes(&model(&[0, 0]));
        refused(
            &model(&[2, 0]),
            Kind::Operator,
            "SOFTMAX",
            "nothing in the rows",
        );
    }
    let mut dilate = add();
    dilate.signatures.clear();
    dilate.codes[0].0 = 203;
    let graph = &mut dilate.subgraphs[0];
    graph.tensors = vec![
        Tensor::float(&[2, 3]),
        Tensor {
            ty: 2,
            ..Tensor::float(&[2])
        },
        Tensor::float(&[]),
        Tensor::float(&[3, 5]),
    ];
    (graph.inputs, graph.outputs) = (vec![0, 1, 2], vec![3]);
    graph.operators = vec![Operator::new(0, &[0, 1, 2], &[3])];
    let what = "there is nothing in its input";
    for (at, shape) in [(0, [0, 3]), (0, [2, 0]), (2, [0, 1])] {
        let empty = |m: &mut Model| m.subgraphs[0].tensors[at].shape = Some(shape.to_vec());
        changed(dilate.clone(), empty, Kind::Operator, "DILATE", what);
    }
    let text = Tensor {
        ty: 5,
        ..Tensor::float(&[1])
    };
    let mut grams = add();
    grams.signatures.clear();
    grams.codes[0].0 = 30;
    let graph = &mut grams.subgraphs[0];
    graph.tensors = vec![text.clone(), text];
    (graph.inputs, graph.outputs) = (vec![0], vec![1]);
    graph.operators = vec![Operator::new(0, &[0], &[1])];
    let empty = |m: &mut Model| m.subgraphs[0].tensors[0].shape = Some(vec![0]);
    changed(grams, empty, Kind::Operator, "SKIP_GRAM", what);
}
