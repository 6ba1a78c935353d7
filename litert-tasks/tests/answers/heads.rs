//! Which head a model has: by its notes, its metadata, its operators, its shapes; or why it has none.

use std::collections::BTreeMap;

use litert_tasks::decode::classify::Scores;
use litert_tasks::decode::masks::Activation;
use litert_tasks::{
    FaceDetector, Head, ImageClassifier, ImageEmbedder, ImageSegmenter, ObjectDetector,
    PoseEstimator,
};

use crate::made::{
    F16, F32, I8, I16, I32, I64, Made, Out, SOFTMAX, U8, description, detector_metadata,
};
use crate::support::has_runtime;

/// A head in a few words.
fn told(head: &Head) -> String {
    match head {
        Head::Classes(it) => {
            let logits = if it.scores == Scores::Logits {
                " logits"
            } else {
                ""
            };
            format!("classes {}{logits}", it.classes)
        }
        Head::Embedding(it) => format!("vector {}", it.len),
        Head::PostProcess(it) => format!(
            "chosen boxes {} classes {} scores {} count {:?} order {:?}{}",
            it.boxes,
            it.classes,
            it.scores,
            it.count,
            it.layout.order,
            if it.layout.pixels { " pixels" } else { "" }
        ),
        Head::Ssd(it) => format!(
            "{} boxes {} scores {} classes {} anchors {} keypoints {}",
            if it.is_face { "face" } else { "ssd" },
            it.boxes,
            it.scores,
            it.classes,
            it.ssd.anchors.len(),
            it.ssd.keypoints.1
        ),
        Head::Yolo(it) => format!(
            "yolo {} {:?} {:?} {:?} classes {:?} mask {} keypoints {}x{}",
            it.output,
            it.yolo.row,
            it.yolo.axis,
            it.yolo.units,
            it.classes,
            it.yolo.extra.mask,
            it.yolo.extra.keypoints,
            it.yolo.extra.keypoint_values
        ),
        Head::Mask(it) => format!(
            "mask {} classes {}{}{}{}",
            it.planes.size,
            it.planes.channels,
            if it.planes.channels_first {
                " first"
            } else {
                ""
            },
            if it.is_class { " stored" } else { "" },
            match it.activation {
                Activation::None => String::new(),
                other => format!(" {other:?}"),
            }
        ),
        Head::MoveNet(_) => "movenet".to_owned(),
        other => format!("{other:?}"),
    }
}

fn notes(text: &str) -> String {
    format!("{{'description': 'a model', {text}}}")
}

fn names(count: usize) -> String {
    let each: Vec<String> = (0..count).map(|it| format!("{it}: 'n{it}'")).collect();
    format!("'names': {{{}}}", each.join(", "))
}

fn one(shape: &[i32]) -> Vec<Out> {
    vec![Out::f32(shape)]
}

fn two(a: &[i32], b: &[i32]) -> Vec<Out> {
    vec![Out::f32(a), Out::f32(b)]
}

const UNIT: Option<(f32, i64)> = Some((1.0 / 256.0, 0));

/// Names, models, and the expected head in words.
fn good() -> Vec<(&'static str, Made, &'static str)> {
    let yolo8 = "yolo 0 Classes Last Parts classes Some(80) mask 0 keypoints 0x0";
    let json = r#"{"task": "detect", "end2end": true, "names": {"0": "a", "1": "b"}}"#;
    let anchors = vec![[0.5, 0.5, 1.0, 1.0]; 12];
    let custom = |data: Vec<u8>| BTreeMap::from([("DETECTOR_METADATA", data)]);
    let four = || {
        vec![
            Out::f32(&[1, 10, 4]).named("TFLite_Detection_PostProcess"),
            Out::f32(&[1, 10]).named("TFLite_Detection_PostProcess:1"),
            Out::f32(&[1, 10]).named("TFLite_Detection_PostProcess:2"),
            Out::f32(&[1]).named("TFLite_Detection_PostProcess:3"),
        ]
    };
    let scrambled = || {
        vec![
            Out::f32(&[1, 10]).named("StatefulPartitionedCall:1"),
            Out::f32(&[1, 10, 4]).named("StatefulPartitionedCall:3"),
            Out::f32(&[1]).named("StatefulPartitionedCall:0"),
            Out::f32(&[1, 10]).named("StatefulPartitionedCall:2"),
        ]
    };
    let by_op = |order: Vec<usize>| {
        let mut made = Made::new(320, scrambled());
        made.custom = Some(("TFLite_Detection_PostProcess", order));
        made
    };
    let described = |order: Option<(&[u32], i8, i8)>, names: &[&str]| {
        let mut made = Made::new(320, scrambled());
        made.outputs.swap(0, 1);
        made.description = Some(description(names, order, &BTreeMap::new()));
        made
    };
    let with_last = |mut made: Made, last| {
        made.last = Some(last);
        made
    };
    let quantized = |mut made: Made, ty, params| {
        made.input = (ty, made.input.1, Some(params));
        made
    };
    let with_custom = |mut made: Made, data| {
        made.description = Some(description(&[], None, &custom(data)));
        made
    };
    let segmenter = |activation: i8| {
        let mut made = Made::new(64, one(&[1, 32, 32, 5]));
        let bytes = [
            12, 0, 0, 0, b'V', b'0', b'0', b'1', 6, 0, 8, 0, 4, 0, 0, 0, 8, 0, 0, 0,
        ];
        let mut bytes = bytes.to_vec();
        bytes[8..].copy_from_slice(&[6, 0, 5, 0, 4, 0, 6, 0, 0, 0, 0, 0]);
        // The root: a table whose only field is a byte.
        let mut b = flatbuffers::FlatBufferBuilder::new();
        let start = b.start_table();
        b.push_slot_always(4, activation);
        let root = b.end_table(start);
        b.finish(root, Some("V001"));
        bytes.clear();
        bytes.extend_from_slice(b.finished_data());
        made.description = Some(description(
            &[],
            None,
            &BTreeMap::from([("SEGMENTER_METADATA", bytes)]),
        ));
        made
    };
    vec![
        (
            "v8 by shape, NHWC",
            Made::new(320, one(&[1, 84, 2100])),
            yolo8,
        ),
        (
            "v8 by shape, NCHW",
            Made::nchw(320, one(&[1, 84, 2100])),
            yolo8,
        ),
        (
            "v8 of int8",
            Made::new(320, vec![Out::of(I8, &[1, 84, 2100], Some((0.004, -128)))]),
            yolo8,
        ),
        (
            "v8 of int8 in and out",
            quantized(
                Made::new(320, vec![Out::of(I8, &[1, 84, 2100], Some((0.004, -128)))]),
                I8,
                (1.0 / 255.0, -128),
            ),
            yolo8,
        ),
        (
            "v8 of uint8",
            Made::new(320, vec![Out::of(U8, &[1, 84, 2100], UNIT)]),
            yolo8,
        ),
        (
            "v8 of int16",
            Made::new(320, vec![Out::of(I16, &[1, 84, 2100], Some((0.0001, 0)))]),
            yolo8,
        ),
        (
            "v8 of float16",
            Made::new(320, vec![Out::of(F16, &[1, 84, 2100], None)]),
            yolo8,
        ),
        (
            "v8 with one class",
            Made::new(640, one(&[1, 5, 8400])),
            "yolo 0 Classes Last Parts classes Some(1) mask 0 keypoints 0x0",
        ),
        (
            "v8 not square",
            {
                let mut made = Made::new(640, one(&[1, 84, 6300]));
                made.input.1 = vec![1, 480, 640, 3];
                made
            },
            yolo8,
        ),
        (
            "v8 with boxes first and labels",
            Made::new(320, one(&[1, 2100, 9])).labels(5),
            "yolo 0 Classes First Parts classes Some(5) mask 0 keypoints 0x0",
        ),
        ("v8 P6", Made::new(640, one(&[1, 84, 8500])), yolo8),
        (
            "YOLOX by its labels",
            Made::new(320, one(&[1, 2100, 85])).labels(80),
            "yolo 0 Grid First Pixels classes Some(80) mask 0 keypoints 0x0",
        ),
        (
            "v5 by shape",
            Made::new(320, one(&[1, 6300, 85])),
            "yolo 0 Objectness First Parts classes Some(80) mask 0 keypoints 0x0",
        ),
        (
            "v5 of uint8",
            Made::new(320, vec![Out::of(U8, &[1, 6300, 85], UNIT)]),
            "yolo 0 Objectness First Parts classes Some(80) mask 0 keypoints 0x0",
        ),
        (
            "v5 of 640",
            Made::new(640, one(&[1, 25200, 7])),
            "yolo 0 Objectness First Parts classes Some(2) mask 0 keypoints 0x0",
        ),
        (
            "v10 by shape, NHWC",
            Made::new(640, one(&[1, 300, 6])),
            "yolo 0 Chosen First Parts classes None mask 0 keypoints 0x0",
        ),
        (
            "v10 by shape, NCHW",
            Made::nchw(640, one(&[1, 300, 6])),
            "yolo 0 Chosen First Pixels classes None mask 0 keypoints 0x0",
        ),
        (
            "26 by its notes",
            Made::nchw(640, one(&[1, 300, 6])).file("metadata.json", json),
            "yolo 0 Chosen First Pixels classes Some(2) mask 0 keypoints 0x0",
        ),
        (
            "suppression inside, noted",
            Made::new(640, one(&[1, 300, 6])).file(
                "temp_meta.txt",
                notes(&format!(
                    "'task': 'detect', 'args': {{'nms': True}}, {}",
                    names(3)
                )),
            ),
            "yolo 0 Chosen First Parts classes Some(3) mask 0 keypoints 0x0",
        ),
        (
            "v8 noted",
            Made::nchw(640, one(&[1, 7, 8400])).file(
                "metadata.json",
                notes(&format!("'task': 'detect', {}", names(3))),
            ),
            "yolo 0 Classes Last Parts classes Some(3) mask 0 keypoints 0x0",
        ),
        (
            "v8 noted, of an odd number of boxes",
            Made::new(640, one(&[1, 123, 7])).file(
                "metadata.json",
                notes(&format!("'task': 'detect', {}", names(3))),
            ),
            "yolo 0 Classes First Parts classes Some(3) mask 0 keypoints 0x0",
        ),
        (
            "v8 pose noted",
            Made::new(640, one(&[1, 56, 8400])).file(
                "metadata.json",
                notes(&format!(
                    "'task': 'pose', 'kpt_shape': [17, 3], {}",
                    names(1)
                )),
            ),
            "yolo 0 Classes Last Parts classes Some(1) mask 0 keypoints 17x3",
        ),
        (
            "pose of hands noted",
            Made::new(640, one(&[1, 47, 8400])).file(
                "metadata.json",
                notes(&format!(
                    "'task': 'pose', 'kpt_shape': [21, 2], {}",
                    names(1)
                )),
            ),
            "yolo 0 Classes Last Parts classes Some(1) mask 0 keypoints 21x2",
        ),
        (
            "chosen pose noted",
            Made::new(640, one(&[1, 300, 57])).file(
                "metadata.json",
                notes(&format!("'task': 'pose', 'end2end': True, {}", names(1))),
            ),
            "yolo 0 Chosen First Parts classes Some(1) mask 0 keypoints 17x3",
        ),
        (
            "v8 masks, prototypes last",
            Made::new(320, two(&[1, 116, 2100], &[1, 80, 80, 32])),
            "yolo 0 Classes Last Parts classes Some(80) mask 32 keypoints 0x0",
        ),
        (
            "v8 masks, prototypes in front and first",
            Made::nchw(320, two(&[1, 32, 80, 80], &[1, 116, 2100])),
            "yolo 1 Classes Last Parts classes Some(80) mask 32 keypoints 0x0",
        ),
        (
            "v8 masks noted",
            Made::new(320, two(&[1, 80, 80, 32], &[1, 39, 2100])).file(
                "metadata.json",
                notes(&format!("'task': 'segment', {}", names(3))),
            ),
            "yolo 1 Classes Last Parts classes Some(3) mask 32 keypoints 0x0",
        ),
        (
            "chosen masks",
            Made::new(320, two(&[1, 300, 38], &[1, 80, 80, 32])),
            "yolo 0 Chosen First Parts classes None mask 32 keypoints 0x0",
        ),
        (
            "classifier noted",
            Made::new(224, one(&[1, 3])).file(
                "metadata.json",
                notes(&format!("'task': 'classify', {}", names(3))),
            ),
            "classes 3",
        ),
        (
            "post-process by the names of its operator",
            Made::new(300, four()),
            "chosen boxes 0 classes 1 scores 2 count Some(3) order [1, 0, 3, 2]",
        ),
        (
            "post-process by its operator, scrambled",
            by_op(vec![1, 3, 0, 2]),
            "chosen boxes 1 classes 3 scores 0 count Some(2) order [1, 0, 3, 2]",
        ),
        (
            "post-process by its operator, scrambled otherwise",
            by_op(vec![1, 0, 3, 2]),
            "chosen boxes 1 classes 0 scores 3 count Some(2) order [1, 0, 3, 2]",
        ),
        (
            "post-process by metadata",
            described(
                None,
                &["location", "category", "number of detections", "score"],
            ),
            "chosen boxes 0 classes 1 scores 3 count Some(2) order [1, 0, 3, 2]",
        ),
        (
            "post-process with another box",
            described(
                Some((&[0, 1, 2, 3], 2, 1)),
                &["location", "score", "number of detections", "category"],
            ),
            "chosen boxes 0 classes 3 scores 1 count Some(2) order [0, 1, 2, 3] pixels",
        ),
        (
            "MediaPipe's detector",
            with_custom(
                Made::new(256, two(&[1, 12, 4], &[1, 12, 90])),
                detector_metadata(&anchors, 0),
            ),
            "ssd boxes 0 scores 1 classes 90 anchors 12 keypoints 0",
        ),
        (
            "MediaPipe's detector, scores first, with keypoints",
            with_custom(
                Made::new(256, two(&[1, 12, 2], &[1, 12, 8])),
                detector_metadata(&anchors, 2),
            ),
            "ssd boxes 1 scores 0 classes 2 anchors 12 keypoints 2",
        ),
        (
            "BlazeFace, short range",
            Made::new(128, two(&[1, 896, 16], &[1, 896, 1])),
            "face boxes 0 scores 1 classes 1 anchors 896 keypoints 6",
        ),
        (
            "BlazeFace, full range, scores first",
            Made::new(192, two(&[1, 2304, 1], &[1, 2304, 16])),
            "face boxes 1 scores 0 classes 1 anchors 2304 keypoints 6",
        ),
        ("MoveNet", Made::new(192, one(&[1, 1, 17, 3])), "movenet"),
        (
            "MoveNet of int32 pixels",
            {
                let mut made = Made::new(256, one(&[1, 1, 17, 3]));
                made.input.0 = I32;
                made
            },
            "movenet",
        ),
        (
            "DeepLab of logits",
            Made::new(257, one(&[1, 257, 257, 21])),
            "mask 257x257 classes 21",
        ),
        (
            "masks with classes in front",
            Made::nchw(128, one(&[1, 19, 64, 64])),
            "mask 64x64 classes 19 first",
        ),
        (
            "masks of classes",
            Made::new(513, vec![Out::of(I64, &[1, 513, 513], None)]),
            "mask 513x513 classes 1 stored",
        ),
        (
            "masks of bytes",
            Made::new(64, vec![Out::of(U8, &[1, 64, 64, 1], None)]),
            "mask 64x64 classes 1 stored",
        ),
        (
            "selfie",
            Made::new(256, one(&[1, 256, 256, 1])),
            "mask 256x256 classes 1",
        ),
        (
            "masks before softmax",
            segmenter(2),
            "mask 32x32 classes 5 Softmax",
        ),
        (
            "classes behind softmax",
            with_last(Made::new(224, one(&[1, 1000])), SOFTMAX),
            "classes 1000",
        ),
        (
            "classes by quantization",
            Made::new(224, vec![Out::of(U8, &[1, 1001], UNIT)]),
            "classes 1001",
        ),
        (
            "logits with labels",
            Made::new(224, one(&[1, 10])).labels(10),
            "classes 10 logits",
        ),
        (
            "logits of four dimensions",
            Made::new(224, one(&[1, 1, 1, 10])).labels(10),
            "classes 10 logits",
        ),
        ("vector", Made::new(96, one(&[1, 1280])), "vector 1280"),
        (
            "quantized vector",
            Made::new(96, vec![Out::of(U8, &[1, 1, 1, 1024], Some((0.023, 0)))]),
            "vector 1024",
        ),
    ]
}

/// Names, models, and parts of the error.
fn wrong() -> Vec<(&'static str, Made, &'static [&'static str])> {
    let noted = |text: &str, outputs| Made::new(640, outputs).file("metadata.json", notes(text));
    let with_custom = |outputs, data: Vec<u8>| {
        let mut made = Made::new(256, outputs);
        let custom = BTreeMap::from([("DETECTOR_METADATA", data)]);
        made.description = Some(description(&[], None, &custom));
        made
    };
    vec![
        (
            "no outputs that fit",
            Made::new(224, one(&[1, 7, 9, 11, 2])),
            &["float32 [1, 7, 9, 11, 2]"],
        ),
        (
            "one number",
            Made::new(224, one(&[1, 1])),
            &["one row of numbers is expected"],
        ),
        (
            "v8 or YOLOX",
            Made::new(320, one(&[1, 2100, 85])),
            &[
                "81 classes (v8 and later)",
                "80 classes of YOLOX",
                "attach labels",
            ],
        ),
        (
            "a person or 52 classes",
            Made::new(640, one(&[1, 56, 8400])),
            &["17 joints or 52 classes"],
        ),
        (
            "labels of another length",
            Made::new(320, one(&[1, 84, 2100])).labels(79),
            &["80 classes", "labels 79"],
        ),
        (
            "other number of boxes",
            Made::new(640, one(&[1, 84, 2100])),
            &["8400 boxes (v8 and later), 25200 (v5)", "[1, 84, 2100]"],
        ),
        (
            "task that nobody knows",
            noted("'task': 'depth'", one(&[1, 4, 8400])),
            &["task 'depth'"],
        ),
        (
            "impossible keypoints",
            noted("'task': 'pose', 'kpt_shape': [17, 5]", one(&[1, 90, 8400])),
            &["kpt_shape [17, 5]"],
        ),
        (
            "notes of other classes",
            noted(
                &format!("'task': 'detect', {}", names(5)),
                one(&[1, 7, 8400]),
            ),
            &["of 5 classes", "[1, 7, 8400] does not fit"],
        ),
        (
            "masks without prototypes",
            noted("'task': 'segment'", one(&[1, 116, 8400])),
            &["prototypes of masks"],
        ),
        (
            "damaged DETECTOR_METADATA",
            with_custom(two(&[1, 12, 4], &[1, 12, 90]), vec![0; 40]),
            &["custom metadata 'DETECTOR_METADATA'"],
        ),
        (
            "other number of anchors",
            with_custom(
                two(&[1, 12, 4], &[1, 12, 90]),
                detector_metadata(&[[0.5; 4]; 10], 0),
            ),
            &["[1, 10, 4] and [1, 10, classes]", "[1, 12, 4]"],
        ),
        (
            "BlazeFace of another size",
            Made::new(256, two(&[1, 896, 16], &[1, 896, 1])),
            &["its input is 128x128 or 192x192, and this one is 256x256"],
        ),
        (
            "three outputs without names",
            Made::new(
                300,
                vec![
                    Out::f32(&[1, 10, 4]),
                    Out::f32(&[1, 10]),
                    Out::f32(&[1, 10]),
                ],
            ),
            &["names of its outputs do not tell"],
        ),
    ]
}

#[test]
fn every_signature_has_its_head() {
    let all = good();
    assert!(all.len() >= 40, "{}", all.len());
    for (name, made, expected) in all {
        let head = Head::of(&made.model()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(told(&head), expected, "{name}");
    }
}

#[test]
fn what_fits_no_head_is_told_why() {
    for (name, made, parts) in wrong() {
        let error = Head::of(&made.model()).expect_err(name).to_string();
        for part in parts {
            assert!(error.contains(part), "{name}: {part} is not in: {error}");
        }
        // Each kind that was tried is there, and what was found.
        for kind in [
            "Ultralytics' notes",
            "BlazeFace",
            "a vector",
            "its inputs are float32 [1, ",
        ] {
            assert!(error.contains(kind), "{name}: {kind} is not in: {error}");
        }
    }
}

#[test]
fn models_for_other_tasks_are_refused_with_both_kinds() {
    if !has_runtime() {
        return;
    }
    let classes = Made::new(32, vec![Out::of(U8, &[1, 10], UNIT)]).model();
    let boxes = Made::new(320, one(&[1, 84, 2100])).model();
    let mask = Made::new(32, one(&[1, 32, 32, 4])).model();
    let text = |error: litert_tasks::Error| error.to_string();
    let contains = |error: String, parts: &[&str]| {
        for part in parts {
            assert!(error.contains(part), "{part} is not in: {error}");
        }
    };
    contains(
        text(ObjectDetector::builder(&classes).build().unwrap_err()),
        &[
            "no model for object detection",
            "scores of 10 classes",
            "uint8 [1, 10]",
        ],
    );
    contains(
        text(ImageClassifier::builder(&boxes).build().unwrap_err()),
        &["image classification", "boxes of YOLO"],
    );
    contains(
        text(ImageSegmenter::builder(&classes).build().unwrap_err()),
        &["segmentation", "scores of 10 classes"],
    );
    contains(
        text(FaceDetector::builder(&boxes).build().unwrap_err()),
        &["face detection", "boxes of YOLO"],
    );
    contains(
        text(PoseEstimator::builder(&boxes).build().unwrap_err()),
        &["pose estimation", "boxes of YOLO"],
    );
    contains(
        text(ImageEmbedder::builder(&mask).build().unwrap_err()),
        &["masks of 32x32"],
    );
    // A head of the caller's has to be one for the task, and to speak of outputs that are there.
    let head = Head::of(&boxes).unwrap();
    contains(
        text(
            ImageClassifier::builder(&classes)
                .head(head)
                .build()
                .unwrap_err(),
        ),
        &["which is none for image classification"],
    );
    let error = ImageClassifier::builder(&classes)
        .labels(litert::model::Labels::parse("a\nb"))
        .build()
        .unwrap_err();
    contains(text(error), &["10 classes", "the list given names 2"]);
    let error = ImageClassifier::builder(&classes)
        .only(["a"])
        .build()
        .unwrap_err();
    contains(text(error), &["'a'", ".labels(..)"]);
    let error = ImageClassifier::builder("no/such.tflite")
        .build()
        .unwrap_err();
    contains(text(error), &["no/such.tflite"]);
    let error = ObjectDetector::builder(&boxes)
        .threshold(1.5)
        .build()
        .unwrap_err();
    contains(text(error), &["1.5"]);
    let error = ObjectDetector::builder(&boxes)
        .iou(-1.0)
        .build()
        .unwrap_err();
    contains(text(error), &["-1"]);
    let _ = F32;
}
