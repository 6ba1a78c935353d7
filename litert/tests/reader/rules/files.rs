//! What lies around the graphs: data behind the flatbuffer, signatures, metadata.

use super::*;

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
    // LiteRT calls an input without a name after its position.
    let mut made_up = add();
    made_up.signatures.clear();
    made_up.subgraphs[0].tensors[1].name = None;
    assert_eq!(check(&made_up), Ok(()));
    made_up.subgraphs[0].tensors[0].name = Some("input1");
    assert!(check(&made_up).unwrap_err().contains("the same name"));
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
