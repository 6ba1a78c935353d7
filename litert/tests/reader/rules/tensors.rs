//! Tensors: shapes, constant data and quantization.

use super::*;

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
    changed(
        add(),
        set(&[1 << 16, 1 << 15]),
        Kind::Tensor,
        place,
        "than kernels can count",
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
        let less = enough.checked_sub(1);
        for wrong in less.into_iter().chain([enough + 1]) {
            let model = constant(ty, shape, &vec![0; wrong]);
            refused(&model, Kind::Tensor, "tensor 3", "its data has");
        }
    }
    let truth = |m: &mut Model| m.buffers[1].data = Some(vec![0, 2]);
    changed(
        constant(6, &[2], &[0, 1]),
        truth,
        Kind::Tensor,
        "tensor 3",
        "a bool is 0 or 1",
    );
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
        // Two scales of 16 bits, as tensor 4.
        model.buffers.push(Buffer {
            data: Some(vec![0; 4]),
            ..Buffer::default()
        });
        model.subgraphs[0].tensors.push(Tensor {
            ty: 1,
            buffer: 1,
            ..Tensor::float(&[2])
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
        (Quantization::blockwise(4, -1, 0), "block size is 0"),
        (Quantization::blockwise(0, -1, 3), "no constant"),
        (Quantization::blockwise(4, -1, 1), "blocks of 1"),
        (Quantization::blockwise(4, -1, 2), "blocks of 2"),
        (Quantization::blockwise(4, -1, 6), "blocks of 6"),
        (Quantization::multi_axis(0, -1, 0, &[]), "no axis"),
        (Quantization::multi_axis(0, -1, 0, &[0, 2]), "along axis 2"),
        (
            Quantization::multi_axis(9, -1, 0, &[0]),
            "scales are tensor 9",
        ),
    ] {
        refused(&with(bad), Kind::Tensor, "tensor 3", message);
    }
    passes(&with(Quantization::blockwise(4, -1, 3)));
    passes(&with(Quantization::multi_axis(0, 1, 0, &[0, 1])));
}

/// Some converters wrote the axis of the filter for its bias. Such a file can be looked into; the
/// runtimes refuse it in words of their own.
#[test]
fn one_dimension_has_one_axis() {
    let with = |quantization: Quantization| {
        let mut model = add();
        model.subgraphs[0].tensors.push(Tensor {
            ty: 2,
            quantization: Some(quantization),
            ..Tensor::float(&[2])
        });
        model
    };
    let model = with(Quantization::new(&[0.5, 0.25], &[0; 2], 3));
    let bytes = model.build();
    let view = ModelView::new(&bytes).expect("a model");
    let tensor = view.main_subgraph().tensor(3).expect("the fourth");
    let litert::types::Quantization::PerChannel(channels) = tensor.quantization() else {
        panic!("{:?}", tensor.quantization());
    };
    assert_eq!((channels.axis(), channels.scales()), (0, &[0.5, 0.25][..]));
    for engine in [EngineKind::Interpreter, EngineKind::CompiledModel] {
        let found = view.obstacles(engine);
        assert!(
            found
                .iter()
                .any(|it| it.is_final() && it.message().contains("axis")),
            "{found:?}"
        );
    }
    passes(&with(Quantization::new(&[0.5], &[0], 3)));
    let three = with(Quantization::new(&[0.5; 3], &[0; 3], 3));
    refused(&three, Kind::Tensor, "tensor 3", "2 channels along axis 0");
    let negative = with(Quantization::new(&[0.5], &[0], -1));
    refused(&negative, Kind::Tensor, "tensor 3", "along axis -1");
}
