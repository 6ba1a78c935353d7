//! What metadata says about steps, boxes, groups and other formats; and bundles.
#![allow(missing_docs)]

use flatbuffers::{FlatBufferBuilder, TableFinishedWIPOffset, WIPOffset};
use litert_golden::skip_or_fail;
use litert_model::metadata::{
    BoxKind, Coordinates, ProcessUnit, ScoreTransformation, SegmenterActivation, Tokenizer,
};
use litert_model::{Bundle, InvalidModelKind, ModelView};

type Builder<'a> = FlatBufferBuilder<'a>;
type Written = WIPOffset<TableFinishedWIPOffset>;

fn slot(index: u16) -> u16 {
    4 + 2 * index
}

fn union(b: &mut Builder<'_>, kind: u8, value: Written) -> Written {
    let start = b.start_table();
    b.push_slot_always(slot(0), kind);
    b.push_slot_always(slot(1), value);
    b.end_table(start)
}

/// A description with these bytes as custom metadata of this name, and a step and a box of each kind.
fn description(custom: &str, data: &[u8]) -> Vec<u8> {
    let mut builder = Builder::new();
    let b = &mut builder;
    let start = b.start_table();
    b.push_slot_always(slot(0), 1_i8);
    b.push_slot_always(slot(1), 0.25_f32);
    let calibration = b.end_table(start);
    let calibration = union(b, 2, calibration);
    let name = b.create_string("words.txt");
    let start = b.start_table();
    b.push_slot_always(slot(0), name);
    b.push_slot_always(slot(2), 5_i8);
    let file = b.end_table(start);
    let files = b.create_vector(&[file]);
    let start = b.start_table();
    b.push_slot_always(slot(0), files);
    let bert = b.end_table(start);
    let bert = union(b, 4, bert);
    let start = b.start_table();
    let unknown = b.end_table(start);
    let unknown = union(b, 99, unknown);
    let units = b.create_vector(&[calibration, bert, unknown]);
    let order = b.create_vector(&[1_u32, 0, 3, 2]);
    let start = b.start_table();
    b.push_slot_always(slot(0), order);
    b.push_slot_always(slot(1), 3_i8);
    b.push_slot_always(slot(2), 1_i8);
    let boxes = b.end_table(start);
    let start = b.start_table();
    b.push_slot_always(slot(0), 2_i32);
    b.push_slot_always(slot(1), 3_i32);
    let range = b.end_table(start);
    let start = b.start_table();
    b.push_slot_always(slot(0), 3_u8);
    b.push_slot_always(slot(1), boxes);
    b.push_slot_always(slot(2), range);
    let content = b.end_table(start);
    let dimension = b.create_string("box");
    let dimensions = b.create_vector(&[dimension]);
    let start = b.start_table();
    b.push_slot_always(slot(2), dimensions);
    b.push_slot_always(slot(3), content);
    b.push_slot_always(slot(4), units);
    let output = b.end_table(start);
    let outputs = b.create_vector(&[output]);
    let one = b.create_string("location");
    let names = b.create_vector(&[one]);
    let start = b.start_table();
    b.push_slot_always(slot(1), names);
    let group = b.end_table(start);
    let groups = b.create_vector(&[group]);
    let name = b.create_string(custom);
    let data = b.create_vector(data);
    let start = b.start_table();
    b.push_slot_always(slot(0), name);
    b.push_slot_always(slot(1), data);
    let custom = b.end_table(start);
    let custom = b.create_vector(&[custom]);
    let start = b.start_table();
    b.push_slot_always(slot(3), outputs);
    b.push_slot_always(slot(8), groups);
    b.push_slot_always(slot(9), custom);
    let graph = b.end_table(start);
    let graphs = b.create_vector(&[graph]);
    let start = b.start_table();
    b.push_slot_always(slot(3), graphs);
    let root = b.end_table(start);
    b.finish(root, Some("M001"));
    b.finished_data().to_vec()
}

fn detector(anchors: &[[f32; 4]]) -> Vec<u8> {
    let mut builder = Builder::new();
    let b = &mut builder;
    let anchors: Vec<Written> = anchors
        .iter()
        .map(|anchor| {
            let start = b.start_table();
            for (index, value) in (0..).zip(anchor) {
                b.push_slot_always(slot(index), *value);
            }
            b.end_table(start)
        })
        .collect();
    let anchors = b.create_vector(&anchors);
    let start = b.start_table();
    b.push_slot_always(slot(0), anchors);
    let fixed = b.end_table(start);
    let start = b.start_table();
    b.push_slot_always(slot(0), fixed);
    let ssd = b.end_table(start);
    let start = b.start_table();
    b.push_slot_always(slot(0), 90_i32);
    b.push_slot_always(slot(2), 4_i32);
    b.push_slot_always(slot(9), 5.0_f32);
    b.push_slot_always(slot(10), true);
    let decoding = b.end_table(start);
    let start = b.start_table();
    b.push_slot_always(slot(1), ssd);
    b.push_slot_always(slot(2), decoding);
    let root = b.end_table(start);
    b.finish(root, Some("V001"));
    b.finished_data().to_vec()
}

/// A model without operators that says this about itself.
fn model(description: &[u8]) -> Vec<u8> {
    let mut builder = Builder::new();
    let b = &mut builder;
    let shape = b.create_vector(&[1_i32]);
    let start = b.start_table();
    b.push_slot_always(slot(0), shape);
    let tensor = b.end_table(start);
    let tensors = b.create_vector(&[tensor]);
    let interface = b.create_vector(&[0_i32]);
    let start = b.start_table();
    b.push_slot_always(slot(0), tensors);
    b.push_slot_always(slot(1), interface);
    b.push_slot_always(slot(2), interface);
    let graph = b.end_table(start);
    let graphs = b.create_vector(&[graph]);
    let start = b.start_table();
    let empty = b.end_table(start);
    let data = b.create_vector(description);
    let start = b.start_table();
    b.push_slot_always(slot(0), data);
    let full = b.end_table(start);
    let buffers = b.create_vector(&[empty, full]);
    let name = b.create_string("TFLITE_METADATA");
    let start = b.start_table();
    b.push_slot_always(slot(0), name);
    b.push_slot_always(slot(1), 1_u32);
    let entry = b.end_table(start);
    let entries = b.create_vector(&[entry]);
    let start = b.start_table();
    b.push_slot_always(slot(0), 3_u32);
    b.push_slot_always(slot(2), graphs);
    b.push_slot_always(slot(4), buffers);
    b.push_slot_always(slot(6), entries);
    let root = b.end_table(start);
    b.finish(root, Some("TFL3"));
    b.finished_data().to_vec()
}

#[test]
fn steps_boxes_and_groups_are_read() {
    let bytes = model(&description("OTHER", b"abc"));
    let view = ModelView::new(&bytes).unwrap();
    let metadata = view.model_metadata().unwrap().unwrap();
    let graph = &metadata.subgraphs[0];
    let output = &graph.outputs[0];
    let calibration = output.score_calibration.unwrap();
    assert_eq!(calibration.transformation, ScoreTransformation::Log);
    assert_eq!(calibration.default_score, 0.25);
    assert_eq!(output.units.len(), 3);
    let ProcessUnit::Tokenizer(Tokenizer::Bert { vocabulary }) = &output.units[1] else {
        panic!("{:?}", output.units);
    };
    assert_eq!(vocabulary[0].name, "words.txt");
    assert_eq!(output.units[2], ProcessUnit::Other(99));
    let boxes = output.boxes.as_ref().unwrap();
    assert_eq!(boxes.order, [1, 0, 3, 2]);
    assert_eq!(
        (boxes.kind, boxes.coordinates),
        (BoxKind::Center, Coordinates::Pixel)
    );
    assert_eq!(output.content_range, Some((2, 3)));
    assert_eq!(output.dimensions, ["box"]);
    assert_eq!(graph.output_groups[0].tensors, ["location"]);
    assert_eq!(graph.custom_metadata("OTHER"), Some(&b"abc"[..]));
    assert_eq!(graph.detector_options().unwrap(), None);
}

#[test]
fn detector_options_are_read_or_an_error() {
    let anchors = [[0.5, 0.25, 1.0, 2.0], [0.0, 0.0, 0.1, 0.1]];
    let good = detector(&anchors);
    let read = |data: &[u8]| {
        let bytes = model(&description("DETECTOR_METADATA", data));
        let view = ModelView::new(&bytes).unwrap();
        let metadata = view.model_metadata().unwrap().unwrap();
        metadata.subgraphs[0].detector_options()
    };
    let options = read(&good).unwrap().unwrap();
    assert_eq!(options.anchors, anchors);
    assert_eq!((options.classes, options.values_per_box), (90, 4));
    assert_eq!(options.scale[3], 5.0);
    assert!(options.exponential_size && !options.sigmoid_scores);
    for wrong in [&b""[..], b"V001", &good[..good.len() - 9], &[0xff; 64]] {
        let error = read(wrong).unwrap_err();
        assert_eq!(error.kind(), InvalidModelKind::Metadata);
        assert!(error.to_string().contains("'DETECTOR_METADATA'"), "{error}");
    }
    // Damage anywhere is an error or other numbers.
    for at in 0..good.len() {
        let mut damaged = good.clone();
        damaged[at] ^= 0x5a;
        let _ = read(&damaged);
    }
}

/// A stored entry at `at`, and its line in the directory.
fn entry(archive: &mut Vec<u8>, directory: &mut Vec<u8>, zeros: usize, name: &str, content: &[u8]) {
    archive.extend(vec![0; zeros]);
    let at = archive.len() as u32;
    let sizes = |out: &mut Vec<u8>| {
        out.extend_from_slice(&crc(content).to_le_bytes());
        out.extend_from_slice(&(content.len() as u32).to_le_bytes());
        out.extend_from_slice(&(content.len() as u32).to_le_bytes());
        out.extend_from_slice(&(name.len() as u16).to_le_bytes());
        out.extend_from_slice(&0_u16.to_le_bytes());
    };
    archive.extend_from_slice(b"PK\x03\x04");
    archive.extend_from_slice(&[0; 10]);
    sizes(archive);
    archive.extend_from_slice(name.as_bytes());
    archive.extend_from_slice(content);
    line(directory, at, name, sizes);
}

fn line(directory: &mut Vec<u8>, at: u32, name: &str, sizes: impl Fn(&mut Vec<u8>)) {
    directory.extend_from_slice(b"PK\x01\x02");
    directory.extend_from_slice(&[0; 12]);
    sizes(directory);
    directory.extend_from_slice(&[0; 10]);
    directory.extend_from_slice(&at.to_le_bytes());
    directory.extend_from_slice(name.as_bytes());
}

fn ended(mut archive: Vec<u8>, directory: &[u8], count: usize) -> Vec<u8> {
    let at = archive.len() as u32;
    archive.extend_from_slice(directory);
    archive.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    archive.extend_from_slice(&(count as u16).to_le_bytes());
    archive.extend_from_slice(&(count as u16).to_le_bytes());
    archive.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    archive.extend_from_slice(&at.to_le_bytes());
    archive.extend_from_slice(&[0, 0]);
    archive
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

fn archive(files: &[(usize, &str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (zeros, name, content) in files {
        entry(&mut bytes, &mut directory, *zeros, name, content);
    }
    ended(bytes, &directory, files.len())
}

#[test]
fn bundles_have_parts_and_models() {
    let inner = model(&description("A", b""));
    let hand = archive(&[(0, "detector.tflite", &inner), (1, "note", b"text")]);
    let bytes = archive(&[(2, "hand.task", &hand), (4, "gesture.tflite", &inner)]);
    let bundle = Bundle::new(&bytes).unwrap();
    let names: Vec<&str> = bundle.parts().iter().map(|part| part.name()).collect();
    let all = [
        "hand.task",
        "hand.task/detector.tflite",
        "hand.task/note",
        "gesture.tflite",
    ];
    assert_eq!(names, all);
    assert_eq!(bundle.models().collect::<Vec<_>>(), [all[1], all[3]]);
    assert_eq!(
        *bundle.model("hand.task/detector.tflite").unwrap(),
        inner[..]
    );
    let error = bundle.model("hand.task/note").unwrap_err().to_string();
    assert!(
        error.contains("no model") && error.contains("gesture.tflite"),
        "{error}"
    );
    let error = bundle.model("face").unwrap_err().to_string();
    assert!(
        error.contains("'face'") && error.contains("hand.task/note"),
        "{error}"
    );
}

#[test]
fn forged_bundles_are_errors_in_bounded_memory() {
    let good = archive(&[(0, "a.tflite", b"1234TFL3")]);
    for at in 0..good.len() {
        let mut damaged = good.clone();
        damaged[at] ^= 0xff;
        if let Ok(bundle) = Bundle::new(&damaged) {
            let _ = bundle.models().map(str::to_owned).collect::<Vec<_>>();
            let _ = bundle.model("a.tflite");
        }
        assert!(Bundle::new(&good[..at]).is_err(), "{at}");
    }
    // Every line of the directory names the same archive, which holds as many.
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    let many: Vec<(usize, &str, &[u8])> = vec![(0, "x", b""); 1000];
    let inside = archive(&many);
    entry(&mut bytes, &mut directory, 0, "b.task", &inside);
    let one = directory.clone();
    (0..999).for_each(|_| directory.extend_from_slice(&one));
    let error = Bundle::new(&ended(bytes, &directory, 1000)).unwrap_err();
    assert_eq!(error.kind(), InvalidModelKind::TooLarge, "{error}");
    // The name of the bundle inside is said for each of its parts.
    let inside = archive(&vec![(0, "x", &b""[..]); 9000]);
    let long = "n".repeat(60_000);
    let error = Bundle::new(&archive(&[(0, &long, &inside)])).unwrap_err();
    assert_eq!(error.kind(), InvalidModelKind::TooLarge, "{error}");
}

/// What the official tools write.
#[test]
fn official_models_and_bundles_are_read() {
    let Some(root) = std::env::var_os("LITERT_TEST_MODELS").map(std::path::PathBuf::from) else {
        skip_or_fail("LITERT_TEST_MODELS is not set");
        return;
    };
    let models = root.join("tasks/models");
    if !models.is_dir() {
        skip_or_fail(format!("{} is not there", models.display()));
        return;
    }
    let read = |name: &str| std::fs::read(models.join(name)).unwrap();
    for (file, expected) in [
        (
            "face_landmarker.task",
            &[
                "face_detector.tflite",
                "face_landmarks_detector.tflite",
                "face_blendshapes.tflite",
            ][..],
        ),
        (
            "hand_landmarker_lite.task",
            &["hand_detector.tflite", "hand_landmarks_detector.tflite"],
        ),
    ] {
        let bytes = read(file);
        let bundle = Bundle::new(&bytes).unwrap();
        assert_eq!(bundle.models().collect::<Vec<_>>(), expected, "{file}");
        for name in expected {
            let model = bundle.model(name).unwrap();
            // The reader wants models at an aligned address, as engines do.
            assert_eq!(model.get(4..8), Some(&b"TFL3"[..]), "{file} {name}");
        }
    }
    let graph = |name: &str| {
        let bytes = read(name);
        let metadata = ModelView::new(&bytes).unwrap().model_metadata().unwrap();
        metadata.unwrap().subgraphs.swap_remove(0)
    };
    let ssd = graph("coco_ssd_mobilenet_v1_quant_score_calibration.tflite");
    assert_eq!(ssd.outputs[0].boxes.as_ref().unwrap().order, [1, 0, 3, 2]);
    let calibration = ssd.outputs[2].score_calibration.unwrap();
    assert_eq!(
        calibration.transformation,
        ScoreTransformation::InverseLogistic
    );
    assert_eq!(
        ssd.output_groups[0].tensors,
        ["location", "category", "score"]
    );
    let text = graph("nl_classifier_regex.tflite");
    let [ProcessUnit::Tokenizer(Tokenizer::Regex { pattern, .. })] = &text.inputs[0].units[..]
    else {
        panic!("{:?}", text.inputs);
    };
    assert_eq!(pattern, r"[^\w\']+");
    let selfie = graph("mp_selfie_segmentation.tflite");
    assert_eq!(
        selfie.segmenter_activation().unwrap(),
        Some(SegmenterActivation::None)
    );
}
