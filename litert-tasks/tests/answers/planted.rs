//! Answers that were put into outputs come back, through the real engine: exactly from floats, within half a
//! step from integers.

use std::collections::BTreeMap;

use litert_tasks::{
    Detection, FaceDetector, ImageClassifier, ImageEmbedder, ImageSegmenter, Joint, ObjectDetector,
    Picture, PoseEstimator, Rect,
};

use crate::made::{F16, F32, I8, I16, I64, Made, Out, U8, description, detector_metadata};
use crate::support::has_runtime;

/// Pixels of the square input, and of the picture.
const SIDE: f32 = 256.0;
/// Boxes of a head without anchors for it: 32 * 32 + 16 * 16 + 8 * 8.
const CELLS: usize = 1344;

fn picture() -> Picture {
    Picture::filled(256, 256, [90, 90, 90]).unwrap()
}

/// A box with its class and score.
type Planted = (Rect, usize, f32);

/// Boxes of numbers that floats of 16 bits have as well; none overlaps another.
const THINGS: [Planted; 3] = [
    (Rect::new(16.0, 32.0, 48.0, 96.0), 0, 0.875),
    (Rect::new(128.0, 128.0, 192.0, 144.0), 2, 0.75),
    (Rect::new(64.0, 160.0, 66.0, 164.0), 1, 0.5),
];

/// Rows of numbers in an output that is zero elsewhere: `[1, count, numbers]`, or turned around.
fn rows(count: usize, boxes_last: bool, given: &[(usize, Vec<f32>)]) -> Vec<f32> {
    let numbers = given[0].1.len();
    let mut all = vec![0.0; count * numbers];
    for (row, values) in given {
        for (channel, value) in values.iter().enumerate() {
            let at = if boxes_last {
                channel * count + row
            } else {
                row * numbers + channel
            };
            all[at] = *value;
        }
    }
    all
}

fn scores(class: usize, score: f32) -> [f32; 3] {
    std::array::from_fn(|it| if it == class { score } else { 0.0 })
}

/// The boxes are there in the order of their scores, `step` apart at most: of the numbers that an output
/// stores, in pixels and in scores.
fn assert_found(name: &str, found: &[Detection], step: f32, score_step: f32) {
    assert_eq!(found.len(), THINGS.len(), "{name}: {found:?}");
    for (found, (rect, class, score)) in found.iter().zip(THINGS) {
        let near =
            |a: f32, b: f32| (a - b).abs() <= step / 2.0 + 1e-4 * f32::from(u8::from(step > 0.0));
        let (center, expected) = (found.rect.center(), rect.center());
        assert_eq!(found.class, class, "{name}");
        assert!(
            near(center.x, expected.x) && near(center.y, expected.y),
            "{name}: {found:?} {rect:?}"
        );
        assert!(
            near(found.rect.width(), rect.width()),
            "{name}: {found:?} {rect:?}"
        );
        assert!(
            near(found.rect.height(), rect.height()),
            "{name}: {found:?} {rect:?}"
        );
        assert!(
            (found.score - score).abs() <= score_step / 2.0 + 1e-6,
            "{name}: {found:?}"
        );
        if step == 0.0 {
            assert_eq!(found.rect, rect, "{name}");
        }
    }
}

fn center(rect: &Rect, unit: f32) -> [f32; 4] {
    let center = rect.center();
    [
        center.x / unit,
        center.y / unit,
        rect.width() / unit,
        rect.height() / unit,
    ]
}

fn corners(rect: &Rect, unit: f32) -> [f32; 4] {
    [
        rect.left / unit,
        rect.top / unit,
        rect.right / unit,
        rect.bottom / unit,
    ]
}

type Params = (f32, i64);

/// Element types with scale and zero point for numbers from 0 to 1, and their step.
const TYPES: [(i8, Option<Params>, f32); 5] = [
    (F32, None, 0.0),
    (F16, None, 0.0),
    (I8, Some((1.0 / 250.0, -128)), 1.0 / 250.0),
    (U8, Some((1.0 / 250.0, 3)), 1.0 / 250.0),
    (I16, Some((1.0 / 30_000.0, 0)), 1.0 / 30_000.0),
];

#[test]
fn boxes_of_yolo_come_back() {
    if !has_runtime() {
        return;
    }
    let at = [5, 700, CELLS - 1];
    for (ty, quantized, step) in TYPES {
        let of =
            |shape: &[i32], values: Vec<f32>| vec![Out::of(ty, shape, quantized).saying(values)];
        let plain = |(rect, class, score): Planted| {
            [&center(&rect, SIDE)[..], &scores(class, score)].concat()
        };
        let each = |row: fn(Planted) -> Vec<f32>| -> Vec<(usize, Vec<f32>)> {
            at.into_iter().zip(THINGS.map(row)).collect()
        };
        let v8 = each(plain);
        let v5 = each(|(rect, class, score)| {
            [&center(&rect, SIDE)[..], &[1.0], &scores(class, score)].concat()
        });
        let chosen: Vec<(usize, Vec<f32>)> = THINGS
            .into_iter()
            .zip([0, 1, 299])
            .map(|((rect, class, score), row)| {
                (
                    row,
                    [&corners(&rect, SIDE)[..], &[score, class as f32]].concat(),
                )
            })
            .collect();
        let all = [
            (
                "v8",
                Made::new(256, of(&[1, 7, 1344], rows(CELLS, true, &v8))),
            ),
            (
                "v8, boxes first",
                Made::new(256, of(&[1, 1344, 7], rows(CELLS, false, &v8))).labels(3),
            ),
            (
                "v8, NCHW",
                Made::nchw(256, of(&[1, 7, 1344], rows(CELLS, true, &v8))),
            ),
            (
                "v5",
                Made::new(256, of(&[1, 4032, 8], rows(3 * CELLS, false, &v5))),
            ),
            (
                "chosen",
                Made::new(256, of(&[1, 300, 6], rows(300, false, &chosen))),
            ),
        ];
        for (name, made) in all {
            // A class number is no part of the picture: it needs numbers beyond 1.
            if name == "chosen" && quantized.is_some() {
                continue;
            }
            let mut detector = ObjectDetector::builder(made.model()).build().unwrap();
            let found = detector.detect(&picture()).unwrap();
            assert_found(&format!("{name} of type {ty}"), found, step * SIDE, step);
            assert_eq!(detector.cut(), 0);
        }
    }
}

#[test]
fn boxes_in_pixels_and_grids_come_back() {
    if !has_runtime() {
        return;
    }
    let chosen: Vec<(usize, Vec<f32>)> = THINGS
        .into_iter()
        .enumerate()
        .map(|(row, (rect, class, score))| {
            (
                row * 100,
                [&corners(&rect, 1.0)[..], &[score, class as f32]].concat(),
            )
        })
        .collect();
    let pixels = |ty, quantized| {
        let out = Out::of(ty, &[1, 300, 6], quantized).saying(rows(300, false, &chosen));
        Made::nchw(256, vec![out])
    };
    for (ty, quantized, step) in [(F32, None, 0.0), (I16, Some((1.0 / 64.0, 0)), 1.0 / 64.0)] {
        let mut detector = ObjectDetector::builder(pixels(ty, quantized).model())
            .build()
            .unwrap();
        assert_found(
            "chosen in pixels",
            detector.detect(&picture()).unwrap(),
            step,
            step,
        );
    }
    // YOLOX: row 0 is the cell at the left upper corner of stride 8.
    let grid: Vec<(usize, Vec<f32>)> = THINGS
        .into_iter()
        .zip([
            (0, 0.0, 0.0, 8.0),
            (33, 1.0, 1.0, 8.0),
            (CELLS - 1, 7.0, 7.0, 32.0),
        ])
        .map(|((rect, class, score), (row, column, line, stride))| {
            let [x, y, width, height] = center(&rect, stride);
            let four = [x - column, y - line, width.ln(), height.ln()];
            (row, [&four[..], &[1.0], &scores(class, score)].concat())
        })
        .collect();
    let out = Out::f32(&[1, 1344, 8]).saying(rows(CELLS, false, &grid));
    let made = Made::new(256, vec![out]).labels(3);
    let mut detector = ObjectDetector::builder(made.model()).build().unwrap();
    // Logarithms are rounded.
    assert_found("YOLOX", detector.detect(&picture()).unwrap(), 1e-3, 0.0);
}

#[test]
fn boxes_of_ssd_come_back() {
    if !has_runtime() {
        return;
    }
    let anchors = [[0.0, 0.0, 1.0, 1.0]; 12];
    for (ty, quantized, step) in TYPES {
        // MediaPipe's: y and height come first.
        let boxes: Vec<(usize, Vec<f32>)> = THINGS
            .into_iter()
            .enumerate()
            .map(|(row, (rect, ..))| {
                let [x, y, width, height] = center(&rect, SIDE);
                (row * 4, vec![y, x, height, width])
            })
            .collect();
        let classes: Vec<(usize, Vec<f32>)> = THINGS
            .into_iter()
            .enumerate()
            .map(|(row, (_, class, score))| (row * 4, scores(class, score).to_vec()))
            .collect();
        let mut made = Made::new(
            256,
            vec![
                Out::of(ty, &[1, 12, 3], quantized).saying(rows(12, false, &classes)),
                Out::of(ty, &[1, 12, 4], quantized).saying(rows(12, false, &boxes)),
            ],
        );
        let custom = BTreeMap::from([("DETECTOR_METADATA", detector_metadata(&anchors, 0))]);
        made.description = Some(description(&[], None, &custom));
        let mut detector = ObjectDetector::builder(made.model()).build().unwrap();
        let found = detector.detect(&picture()).unwrap();
        assert_found(&format!("anchors of type {ty}"), found, step * SIDE, step);
    }
    // The operator's outputs: top, left, bottom, right.
    let boxes: Vec<(usize, Vec<f32>)> = THINGS
        .into_iter()
        .enumerate()
        .map(|(row, (rect, ..))| {
            let [left, top, right, bottom] = corners(&rect, SIDE);
            (row, vec![top, left, bottom, right])
        })
        .collect();
    // Behind the three that count there are old ones.
    let classes = vec![0.0, 2.0, 1.0, 5.0];
    let scores = vec![0.875, 0.75, 0.5, 0.99];
    let outputs = vec![
        Out::f32(&[1, 10, 4])
            .named("detection_boxes")
            .saying(rows(10, false, &boxes)),
        Out::f32(&[1, 10]).named("detection_scores").saying(scores),
        Out::f32(&[1]).named("num_detections").saying(vec![3.0]),
        Out::f32(&[1, 10])
            .named("detection_classes")
            .saying(classes),
    ];
    let mut detector = ObjectDetector::builder(Made::new(256, outputs).model())
        .build()
        .unwrap();
    assert_found(
        "post-process",
        detector.detect(&picture()).unwrap(),
        0.0,
        0.0,
    );
}

#[test]
fn faces_with_keypoints_come_back_merged() {
    if !has_runtime() {
        return;
    }
    // Two boxes of one face; anchors 0 and 1 are the same cell, at 4, 4.
    let mut boxes = vec![0.0; 896 * 16];
    boxes[..6].copy_from_slice(&[36.0, 36.0, 32.0, 32.0, 30.0, 28.0]);
    boxes[16..22].copy_from_slice(&[40.0, 36.0, 32.0, 32.0, 34.0, 28.0]);
    let mut scores = vec![-100.0; 896];
    (scores[0], scores[1]) = (100.0, 100.0);
    let outputs = vec![
        Out::f32(&[1, 896, 16]).saying(boxes),
        Out::f32(&[1, 896, 1]).saying(scores),
    ];
    let mut detector = FaceDetector::builder(Made::new(128, outputs).model())
        .build()
        .unwrap();
    let picture = Picture::filled(128, 128, [9; 3]).unwrap();
    let found = detector.detect(&picture).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rect, Rect::new(26.0, 24.0, 58.0, 56.0));
    assert_eq!((found[0].score, &*found[0].name), (1.0, "face"));
    assert_eq!(found[0].keypoints.len(), 6);
    let eye = found[0].keypoints[0].point;
    assert_eq!((eye.x, eye.y), (36.0, 32.0));
}

#[test]
fn masks_and_keypoints_of_yolo_come_back() {
    if !has_runtime() {
        return;
    }
    // One prototype: 1 in the left half of the picture, -1 in the right one.
    let half = |at: usize| if at % 64 < 32 { 1.0 } else { -1.0 };
    let rect = Rect::new(64.0, 64.0, 192.0, 128.0);
    let row = [&center(&rect, SIDE)[..], &scores(1, 0.875), &[1.0, 0.0]].concat();
    let boxes = || Out::f32(&[1, 9, 1344]).saying(rows(CELLS, true, &[(9, row.clone())]));
    let first: Vec<f32> = (0..64 * 64).map(half).collect();
    let last: Vec<f32> = first.iter().flat_map(|value| [*value, 7.0]).collect();
    for (name, prototypes) in [
        ("first", Out::f32(&[1, 2, 64, 64]).saying(first)),
        ("last", Out::f32(&[1, 64, 64, 2]).saying(last)),
    ] {
        let made = Made::new(256, vec![prototypes, boxes()]);
        let mut detector = ObjectDetector::builder(made.model()).build().unwrap();
        let found = detector.detect(&picture()).unwrap();
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0].rect, rect);
        let mask = found[0].mask.as_ref().unwrap();
        assert_eq!(
            (mask.left, mask.top, mask.width, mask.height),
            (64, 64, 128, 64)
        );
        assert_eq!(mask.area(), 64 * 64, "{name}");
        assert!(mask.covers(127, 100) && !mask.covers(128, 100) && !mask.covers(63, 100));
    }

    let joints: Vec<f32> = (0..17)
        .flat_map(|joint| {
            [
                joint as f32 / 32.0,
                0.5,
                if joint == 3 { 0.25 } else { 1.0 },
            ]
        })
        .collect();
    let row = [&center(&rect, SIDE)[..], &[0.875], &joints].concat();
    let out = Out::f32(&[1, 56, 1344]).saying(rows(CELLS, true, &[(9, row)]));
    let made = Made::new(256, vec![out]).labels(1);
    let mut pose = PoseEstimator::builder(made.model()).build().unwrap();
    let bodies = pose.estimate(&picture()).unwrap();
    assert_eq!(bodies.len(), 1);
    assert_eq!(bodies[0].rect, rect);
    let ear = bodies[0].joint(Joint::LeftEar).unwrap();
    assert_eq!((ear.point.x, ear.point.y, ear.score), (24.0, 128.0, 0.25));
}

#[test]
fn classes_joints_masks_and_vectors_come_back() {
    if !has_runtime() {
        return;
    }
    let picture = picture();
    for (ty, quantized, step) in TYPES {
        let values = vec![0.125, 0.75, 0.5];
        let out = Out::of(ty, &[1, 3], quantized).saying(values.clone());
        let made = Made::new(256, vec![out.clone()]);
        let builder = ImageClassifier::builder(made.model());
        let builder = builder.scores(litert_tasks::decode::classify::Scores::Plain);
        let mut classifier = builder.top(2).threshold(0.2).build().unwrap();
        let found = classifier.classify(&picture).unwrap();
        assert_eq!(
            (found[0].index, found[1].index, found.len()),
            (1, 2, 2),
            "{ty}"
        );
        assert!((found[0].score - 0.75).abs() <= step / 2.0 + 1e-6);
        let mut embedder = ImageEmbedder::builder(Made::new(256, vec![out]).model())
            .build()
            .unwrap();
        let embedding = embedder.embed(&picture).unwrap();
        for (found, expected) in embedding.values().iter().zip(values) {
            assert!((found - expected).abs() <= step / 2.0 + 1e-6, "{ty}");
        }
        let mut stripes = vec![0.0; 32 * 32 * 2];
        for (at, value) in stripes.iter_mut().enumerate() {
            let right = (at / 2) % 32 >= 16;
            *value = if (at % 2 == 1) == right { 0.75 } else { 0.25 };
        }
        let out = Out::of(ty, &[1, 32, 32, 2], quantized).saying(stripes);
        let made = Made::new(256, vec![out]).labels(2);
        let mut segmenter = ImageSegmenter::builder(made.model()).build().unwrap();
        let found = segmenter.segment(&picture).unwrap();
        assert_eq!(
            (found.class_at(127, 9), found.class_at(128, 9)),
            (Some(0), Some(1)),
            "{ty}"
        );
        assert_eq!(found.areas()[1], (1, "name 1", 256 * 128));
        let sure = segmenter.confidence(1).unwrap();
        assert!(
            (sure[0] - 0.25).abs() <= step / 2.0 + 1e-6,
            "{ty}: {}",
            sure[0]
        );
    }
    let stored: Vec<f32> = (0..64 * 64)
        .map(|at| if at < 64 * 32 { 3.0 } else { 0.0 })
        .collect();
    let out = Out::of(I64, &[1, 64, 64], None).saying(stored);
    let mut segmenter = ImageSegmenter::builder(Made::new(256, vec![out]).model())
        .build()
        .unwrap();
    let found = segmenter.segment(&picture).unwrap();
    assert_eq!(
        (found.class_at(0, 127), found.class_at(0, 128)),
        (Some(3), Some(0))
    );
    assert_eq!(found.class_at(256, 0), None);

    let joints: Vec<f32> = (0..17)
        .flat_map(|joint| [0.5, joint as f32 / 32.0, 0.75])
        .collect();
    let made = Made::new(256, vec![Out::f32(&[1, 1, 17, 3]).saying(joints)]);
    let mut pose = PoseEstimator::builder(made.model()).build().unwrap();
    let body = &pose.estimate(&picture).unwrap()[0];
    let ankle = body.joint(Joint::RightAnkle).unwrap();
    assert_eq!(
        (ankle.point.x, ankle.point.y, ankle.score),
        (128.0, 128.0, 0.75)
    );
    assert_eq!(body.rect, Rect::new(0.0, 128.0, 128.0, 128.0));
}

/// All boxes pass and none suppresses another: what the limit leaves out is told, and memory is used again.
#[test]
fn more_boxes_than_the_limit_are_told() {
    if !has_runtime() {
        return;
    }
    let all: Vec<(usize, Vec<f32>)> = (0..25_200)
        .map(|row| {
            let (x, y) = ((row % 160) as f32, (row / 160) as f32);
            (
                row,
                vec![(x + 0.5) / 160.0, (y + 0.5) / 160.0, 0.005, 0.005, 1.0, 1.0],
            )
        })
        .collect();
    let out = Out::f32(&[1, 25200, 6]).saying(rows(25_200, false, &all));
    let mut detector = ObjectDetector::builder(Made::new(640, vec![out]).model())
        .build()
        .unwrap();
    let picture = Picture::filled(640, 640, [0; 3]).unwrap();
    for _ in 0..2 {
        assert_eq!(detector.detect(&picture).unwrap().len(), 300);
        assert_eq!(detector.cut(), 24_900);
    }
    for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let out = Out::f32(&[1, 25200, 6]).saying(vec![value; 25_200 * 6]);
        let mut detector = ObjectDetector::builder(Made::new(640, vec![out]).model())
            .build()
            .unwrap();
        assert_eq!(detector.detect(&picture).unwrap(), []);
    }
}
