//! Every rule of the model check refuses a model that breaks it, and says where.
//!
//! The models are made here, whole and then with one thing wrong, so that nothing but the rule can
//! be the reason.

mod tflite;

use litert::model::{InvalidModelKind, ModelView};
use tflite::{Buffer, Model, Operator, Options, Quantization, Signature, Subgraph, Tensor};

/// Float addition, with a signature.
fn add() -> Model {
    let tensor = |name: &'static str| Tensor {
        name: Some(name),
        ..Tensor::float(&[2, 3])
    };
    Model {
        codes: vec![(0, None)],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors: vec![tensor("a"), tensor("b"), tensor("sum")],
            inputs: vec![0, 1],
            outputs: vec![2],
            operators: vec![Operator::new(0, &[0, 1], &[2])],
            ..Subgraph::default()
        }],
        signatures: vec![Signature {
            key: Some("go"),
            inputs: vec![(Some("x"), 0), (Some("y"), 1)],
            outputs: vec![(Some("z"), 2)],
            subgraph: 0,
        }],
        ..Model::default()
    }
}

/// The same with small integers.
fn add_quantized(scales: [f32; 3]) -> Model {
    let mut model = add();
    for (tensor, scale) in model.subgraphs[0].tensors.iter_mut().zip(scales) {
        tensor.ty = 9;
        tensor.quantization = Some(Quantization::new(&[scale], &[0], 0));
    }
    model
}

/// A tensor with data in buffer 1.
fn constant(ty: i8, shape: &[i32], data: &[u8]) -> Model {
    let mut model = add();
    model.buffers.push(Buffer {
        data: Some(data.to_vec()),
        ..Buffer::default()
    });
    model.subgraphs[0].tensors.push(Tensor {
        ty,
        shape: Some(shape.to_vec()),
        buffer: 1,
        ..Tensor::default()
    });
    model
}

/// Graph 0 calls graph 1 and, on demand, the other way round.
fn calls(callees: &[(usize, i32)]) -> Model {
    let mut model = add();
    model.codes.push((129, None));
    model.subgraphs.resize_with(4, || Subgraph {
        tensors: vec![],
        ..Subgraph::default()
    });
    for &(caller, callee) in callees {
        model.subgraphs[caller].operators.push(Operator {
            options: Some(Options::CallOnce(callee)),
            ..Operator::new(1, &[], &[])
        });
    }
    model
}

#[track_caller]
fn passes(model: &Model) {
    let bytes = model.build();
    ModelView::new(&bytes).unwrap_or_else(|error| panic!("{error}"));
}

#[track_caller]
fn refused(model: &Model, kind: InvalidModelKind, place: &str, message: &str) {
    let bytes = model.build();
    let error = match ModelView::new(&bytes) {
        Ok(_) => panic!("passed, but should have said: {message}"),
        Err(error) => error,
    };
    assert_eq!(error.kind(), kind, "{error}");
    assert!(error.place().contains(place), "{error}");
    assert!(error.message().contains(message), "{error}");
}

#[track_caller]
fn changed(
    model: Model,
    change: impl FnOnce(&mut Model),
    kind: InvalidModelKind,
    place: &str,
    message: &str,
) {
    // Whatever is wrong must be wrong because of the change.
    passes(&model);
    let mut model = model;
    change(&mut model);
    refused(&model, kind, place, message);
}

use InvalidModelKind as Kind;

#[test]
fn graphs_need_their_lists() {
    changed(
        add(),
        |m| m.subgraphs.clear(),
        Kind::Subgraph,
        "",
        "no graph",
    );
    changed(
        add(),
        |m| m.leave_out_buffers = true,
        Kind::Buffer,
        "",
        "no list of buffers",
    );
    let no_tensors = |m: &mut Model| m.subgraphs[0].leave_out_tensors = true;
    changed(
        add(),
        no_tensors,
        Kind::Subgraph,
        "subgraph 0",
        "no list of tensors",
    );
}

#[test]
fn inputs_and_outputs_of_graphs_exist() {
    for wrong in [-1, 3, i32::MIN] {
        let place = "subgraph 0";
        changed(
            add(),
            |m| m.subgraphs[0].inputs[1] = wrong,
            Kind::Subgraph,
            place,
            "input 1",
        );
        changed(
            add(),
            |m| m.subgraphs[0].outputs[0] = wrong,
            Kind::Subgraph,
            place,
            "output 0",
        );
    }
}

#[test]
fn ranges_outside_the_flatbuffer_lie_in_the_file() {
    let mut model = add();
    model.appended = vec![7; 64];
    model.buffers.push(Buffer {
        offset: 8,
        size: 8,
        ..Buffer::default()
    });
    // The numbers themselves may change the length of the file by a few bytes.
    let len = model.build().len() as u64;
    for (offset, size) in [
        (len - 50, 100),
        (len + 50, 0),
        (8, len + 50),
        (u64::MAX - 63, 128),
        (u64::MAX, u64::MAX),
        (2, u64::MAX),
    ] {
        let change = |m: &mut Model| {
            m.buffers[1] = Buffer {
                offset,
                size,
                data: None,
            }
        };
        changed(
            model.clone(),
            change,
            Kind::Buffer,
            "buffer 1",
            "the file ends at",
        );
    }
    let mut custom = model.clone();
    custom.codes[0] = (32, Some("Mine"));
    custom.subgraphs[0].operators[0].large_options = (len - 50, 8);
    for range in [(len - 50, 200), (u64::MAX - 63, 128)] {
        let change = |m: &mut Model| m.subgraphs[0].operators[0].large_options = range;
        let place = "subgraph 0 operator 0 Mine";
        changed(
            custom.clone(),
            change,
            Kind::Operator,
            place,
            "the file ends at",
        );
    }
}

#[test]
fn constants_outside_the_flatbuffer_are_found() {
    let mut model = constant(9, &[4], &[0; 4]);
    model.appended = vec![1, 2, 3, 4];
    model.buffers[1] = Buffer {
        data: None,
        offset: 8,
        size: 4,
    };
    let end = model.build().len() as u64;
    model.buffers[1].offset = end - 4;
    let bytes = model.build();
    let view = ModelView::new(&bytes).expect("the model is good");
    let tensor = view.main_subgraph().tensor(3).expect("it was just added");
    assert_eq!(tensor.data(), Some(&[1, 2, 3, 4][..]));
}

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
    model.subgraphs[0].operators[0].intermediates = vec![-1, 0];
    let change = |m: &mut Model| m.subgraphs[0].operators[0].intermediates[1] = 3;
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
fn tensors_are_written_once_and_then_read() {
    let mut chain = add();
    let graph = &mut chain.subgraphs[0];
    graph.tensors.push(Tensor::float(&[2, 3]));
    graph.operators.push(Operator::new(0, &[2, 0], &[3]));
    let swap = |m: &mut Model| m.subgraphs[0].operators.swap(0, 1);
    let place = "subgraph 0 operator 0 ADD";
    changed(
        chain.clone(),
        swap,
        Kind::Operator,
        place,
        "only operator 1 writes",
    );
    let itself = |m: &mut Model| m.subgraphs[0].operators[1].inputs = vec![3, 3];
    changed(
        chain.clone(),
        itself,
        Kind::Operator,
        "operator 1",
        "both input 0 and output 0",
    );
    let again = |m: &mut Model| m.subgraphs[0].operators[1] = Operator::new(0, &[0, 1], &[2]);
    let message = "operator 0 writes to as well";
    changed(chain.clone(), again, Kind::Operator, "operator 1", message);
    let input = |m: &mut Model| m.subgraphs[0].operators[1] = Operator::new(0, &[2, 2], &[0]);
    changed(
        chain.clone(),
        input,
        Kind::Operator,
        "operator 1",
        "an input of the graph",
    );

    // Variables are read before they are written, and written more than once.
    let mut variable = chain.clone();
    let graph = &mut variable.subgraphs[0];
    graph.tensors[3].variable = true;
    graph.operators[0].inputs = vec![0, 3];
    graph.operators.push(Operator::new(0, &[2, 0], &[3]));
    passes(&variable);
    // A custom operator may pass on what it was given.
    let mut custom = chain.clone();
    custom.codes.push((32, Some("Mine")));
    custom.subgraphs[0].operators[1] = Operator::new(1, &[2], &[2]);
    passes(&custom);
    // What nobody writes has no value, which the runtime says.
    let mut nobody = chain;
    nobody.subgraphs[0].operators[1] = Operator::new(0, &[3, 3], &[2]);
    nobody.subgraphs[0].operators.remove(0);
    passes(&nobody);
}

#[test]
fn graphs_that_are_called_exist_and_come_to_an_end() {
    passes(&calls(&[(0, 1), (0, 2), (1, 2), (2, 3)]));
    for wrong in [4, -1] {
        refused(
            &calls(&[(0, wrong)]),
            Kind::Operator,
            "operator 1 CALL_ONCE",
            "refers to",
        );
    }
    for cycle in [&[(0, 0)][..], &[(0, 1), (1, 0)], &[(1, 2), (2, 3), (3, 1)]] {
        refused(&calls(cycle), Kind::Subgraph, "subgraph", "calls itself");
    }
    // A composite may do without a decomposition.
    let composite = |index| {
        let mut model = add();
        model.codes[0] = (206, None);
        model.subgraphs[0].operators[0].options = Some(Options::Composite("mine", index, None));
        model
    };
    passes(&composite(-1));
    refused(
        &composite(1),
        Kind::Operator,
        "STABLEHLO_COMPOSITE",
        "refers to subgraph 1",
    );
    refused(&composite(0), Kind::Subgraph, "subgraph 0", "calls itself");
}

#[test]
fn inputs_of_called_graphs_are_not_constant() {
    let mut model = calls(&[(0, 1)]);
    model.buffers.push(Buffer {
        data: Some(vec![0; 4]),
        ..Buffer::default()
    });
    model.subgraphs[1].tensors = vec![Tensor::float(&[1])];
    model.subgraphs[1].inputs = vec![0];
    let change = |m: &mut Model| m.subgraphs[1].tensors[0].buffer = 1;
    changed(model, change, Kind::Subgraph, "subgraph 1", "is a constant");
}

#[test]
fn shapes_are_shapes() {
    let set = |shape: &[i32]| {
        let shape = shape.to_vec();
        move |m: &mut Model| m.subgraphs[0].tensors[1].shape = Some(shape)
    };
    let place = "subgraph 0 tensor 1 'b'";
    changed(add(), set(&[1; 9]), Kind::Tensor, place, "9 dimensions");
    changed(
        add(),
        set(&[2, -1]),
        Kind::Tensor,
        place,
        "dimension 1 of the shape is -1",
    );
    changed(
        add(),
        set(&[1 << 30; 3]),
        Kind::Tensor,
        place,
        "larger than any memory",
    );
    let sign = |shape: &[i32]| {
        let shape = shape.to_vec();
        move |m: &mut Model| m.subgraphs[0].tensors[1].signature = Some(shape)
    };
    changed(add(), sign(&[-1; 9]), Kind::Tensor, place, "9 dimensions");
    changed(add(), sign(&[-1]), Kind::Tensor, place, "shape signature 1");
    changed(
        add(),
        sign(&[-2, 3]),
        Kind::Tensor,
        place,
        "signature is -2",
    );
    let mut dynamic = add();
    dynamic.subgraphs[0].tensors[1].signature = Some(vec![-1, 3]);
    passes(&dynamic);
    // An empty signature is none, and eight dimensions are not too many.
    dynamic.subgraphs[0].tensors[1].signature = Some(vec![]);
    dynamic.subgraphs[0].tensors[1].shape = Some(vec![1; 8]);
    passes(&dynamic);
}

#[test]
fn constants_are_as_long_as_their_shapes_say() {
    for (ty, shape, enough) in [
        (0, &[2, 2][..], 16),
        (9, &[5], 5),
        (1, &[3], 6),
        (4, &[1], 8),
        // Four and two bits each.
        (17, &[5], 3),
        (19, &[5], 2),
        (11, &[1], 16),
        (0, &[], 4),
        (0, &[0, 7], 0),
    ] {
        passes(&constant(ty, shape, &vec![0; enough]));
        // More than enough is fine.
        passes(&constant(ty, shape, &vec![0; enough + 1]));
        if let Some(less) = enough.checked_sub(1) {
            let short = constant(ty, shape, &vec![0; less]);
            refused(&short, Kind::Tensor, "tensor 3", "its data has");
        }
    }
    let model = constant(0, &[1], &[0; 4]);
    let wrong = |m: &mut Model| m.subgraphs[0].tensors[3].buffer = 2;
    changed(model.clone(), wrong, Kind::Tensor, "tensor 3", "buffer 2");
    let variable = |m: &mut Model| m.subgraphs[0].tensors[3].variable = true;
    changed(
        model.clone(),
        variable,
        Kind::Tensor,
        "tensor 3",
        "a variable and a constant",
    );
    let external = |m: &mut Model| m.subgraphs[0].tensors[3].external_buffer = 1;
    changed(
        model.clone(),
        external,
        Kind::Tensor,
        "tensor 3",
        "in another one",
    );
    let variant = |m: &mut Model| m.subgraphs[0].tensors[3].ty = 14;
    changed(model, variant, Kind::Tensor, "tensor 3", "variant");
    // A buffer without data makes no constant; the runtime says what is missing.
    let mut empty = constant(0, &[4], &[]);
    empty.buffers[1].data = None;
    passes(&empty);
}

#[test]
fn string_tables_lead_somewhere() {
    let table = |words: &[i32], text: &[u8]| -> Vec<u8> {
        let bytes = words.iter().flat_map(|word| word.to_le_bytes());
        bytes.chain(text.iter().copied()).collect()
    };
    passes(&constant(5, &[2], &table(&[2, 16, 17, 18], b"ab")));
    for bad in [
        table(&[2, 16, 17, 19], b"ab"),
        table(&[9, 16, 17, 18], b"ab"),
        vec![1, 0],
    ] {
        refused(
            &constant(5, &[2], &bad),
            Kind::Tensor,
            "tensor 3",
            "string table",
        );
    }
}

#[test]
fn quantization_fits_the_tensor() {
    let with = |quantization: Quantization| {
        let mut model = add();
        // Not an input of anything, so that no kernel minds.
        model.subgraphs[0].tensors.push(Tensor {
            ty: 9,
            quantization: Some(quantization),
            ..Tensor::float(&[2, 3])
        });
        model
    };
    passes(&with(Quantization::new(&[0.5], &[0], 0)));
    passes(&with(Quantization::new(&[0.5; 3], &[0; 3], 1)));
    passes(&with(Quantization::new(&[], &[0], 7)));
    for (bad, message) in [
        (
            Quantization::new(&[0.5; 3], &[0; 2], 1),
            "3 scales but 2 zero points",
        ),
        (
            Quantization::new(&[0.5], &[], 0),
            "1 scales but 0 zero points",
        ),
        (
            Quantization::new(&[0.5; 3], &[0; 3], 0),
            "2 channels along axis 0",
        ),
        (Quantization::new(&[0.5], &[0], 2), "along axis 2"),
        (Quantization::new(&[0.5], &[0], -1), "along axis -1"),
        (Quantization::blockwise(9, -1, 1), "scales are tensor 9"),
        (Quantization::blockwise(-1, -1, 1), "scales are tensor -1"),
        (Quantization::blockwise(0, 9, 1), "zero points are tensor 9"),
        (Quantization::blockwise(0, -1, 0), "block size is 0"),
        (Quantization::multi_axis(0, -1, 0, &[]), "no axis"),
        (Quantization::multi_axis(0, -1, 0, &[0, 2]), "along axis 2"),
        (
            Quantization::multi_axis(9, -1, 0, &[0]),
            "scales are tensor 9",
        ),
    ] {
        refused(&with(bad), Kind::Tensor, "tensor 3", message);
    }
    passes(&with(Quantization::blockwise(0, -1, 1)));
    passes(&with(Quantization::multi_axis(0, 1, 0, &[0, 1])));
}

#[test]
fn signatures_name_what_exists() {
    let place = "signature 0";
    changed(
        add(),
        |m| m.signatures[0].subgraph = 1,
        Kind::Signature,
        place,
        "subgraph 1",
    );
    changed(
        add(),
        |m| m.signatures[0].key = None,
        Kind::Signature,
        place,
        "no name",
    );
    changed(
        add(),
        |m| m.signatures[0].inputs[1].1 = 3,
        Kind::Signature,
        place,
        "tensor 3",
    );
    changed(
        add(),
        |m| m.signatures[0].outputs[0].1 = 9,
        Kind::Signature,
        place,
        "tensor 9",
    );
    changed(
        add(),
        |m| m.signatures[0].inputs[1].0 = Some("x"),
        Kind::Signature,
        place,
        "named 'x'",
    );
    changed(
        add(),
        |m| m.signatures[0].inputs[1].0 = None,
        Kind::Signature,
        place,
        "input 1 has no",
    );
    let twice = |m: &mut Model| m.signatures.push(m.signatures[0].clone());
    changed(
        add(),
        twice,
        Kind::Signature,
        "signature 1 'go'",
        "another signature",
    );
}

#[test]
fn metadata_has_names_and_buffers() {
    let mut model = add();
    model.metadata = vec![(Some("note"), 0)];
    let place = "metadata 0";
    changed(
        model.clone(),
        |m| m.metadata[0].0 = None,
        Kind::Metadata,
        place,
        "no name",
    );
    changed(
        model,
        |m| m.metadata[0].1 = 1,
        Kind::Metadata,
        place,
        "buffer 1",
    );

    let mut edges = add();
    let data = vec![1, 1, 1, 0, 0];
    edges.buffers.push(Buffer {
        data: Some(data),
        ..Buffer::default()
    });
    edges.metadata = vec![(Some("model_control_dependencies"), 1)];
    let beyond = |m: &mut Model| m.buffers[1].data = Some(vec![1, 1, 1, 0, 2]);
    changed(
        edges.clone(),
        beyond,
        Kind::Metadata,
        "model_control",
        "no operator number 1",
    );
    let huge = |m: &mut Model| m.buffers[1].data = Some(vec![1, 255, 255, 255, 255, 15]);
    changed(
        edges,
        huge,
        Kind::Metadata,
        "model_control",
        "are announced",
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
    let mut blockwise = add_quantized([0.1, 0.2, 0.3]);
    blockwise.subgraphs[0].tensors[0].quantization = Some(Quantization::blockwise(1, -1, 2));
    refused(&blockwise, Kind::Operator, place, "scales");
    // Plain integers of 16 bits need none.
    let mut plain = add();
    for tensor in &mut plain.subgraphs[0].tensors {
        tensor.ty = 7;
    }
    passes(&plain);
}

#[test]
fn the_delegate_gets_what_it_does_not_check() {
    let of_kind = |code: i32| {
        let mut model = add_quantized([0.1, 0.2, 0.3]);
        model.codes[0].0 = code;
        model
    };
    // SPLIT believes its options.
    let mut split = of_kind(49);
    split.subgraphs[0].operators[0].options = Some(Options::Split(1));
    let wrong = |m: &mut Model| m.subgraphs[0].operators[0].options = Some(Options::Split(2));
    changed(
        split,
        wrong,
        Kind::Operator,
        "operator 0 SPLIT",
        "splits into 2 parts",
    );
    // QUANTIZE cannot say no to impossible parameters.
    let quantize = of_kind(114);
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
    let mut dequantize = of_kind(6);
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
fn compiled_model_has_needs_of_its_own() {
    let check = |model: &Model| {
        let bytes = model.build();
        let view = ModelView::new(&bytes).unwrap_or_else(|error| panic!("{error}"));
        view.check_for_compiled_model()
            .map_err(|error| error.to_string())
    };
    assert_eq!(check(&add()), Ok(()));
    let mut unnamed = add();
    unnamed.signatures[0].outputs[0].1 = 0;
    assert!(
        check(&unnamed)
            .unwrap_err()
            .contains("no name for output tensor 2")
    );
    let mut same_names = add();
    same_names.signatures.clear();
    assert_eq!(check(&same_names), Ok(()));
    same_names.subgraphs[0].tensors[1].name = Some("a");
    assert!(check(&same_names).unwrap_err().contains("the same name"));
    let mut zero_points = add();
    zero_points.subgraphs[0].tensors[0].quantization = Some(Quantization::new(&[], &[0], 0));
    assert!(
        check(&zero_points)
            .unwrap_err()
            .contains("1 zero points but 0 scales")
    );
    let mut zero_byte = add();
    zero_byte.signatures[0].inputs[0].0 = Some("a\0b");
    assert!(check(&zero_byte).unwrap_err().contains("zero byte"));
}
