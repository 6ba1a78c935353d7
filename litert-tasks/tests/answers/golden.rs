//! The answers of the official MediaPipe Tasks, and those that the models' authors published.

use std::path::Path;

use litert::Model;
use litert::model::Labels;
use litert_tasks::{
    Detection, FaceDetector, Fit, ImageClassifier, ImageEmbedder, ImageSegmenter, Joint,
    ObjectDetector, Picture, PoseEstimator, Sampling, Segmentation,
};
use serde_json::Value;

use crate::support::{engines, has_runtime, shared};

/// The results of golden.json for a task: model, input, result.
fn results(root: &Path, task: &str) -> Vec<(String, String, Value)> {
    let text = std::fs::read_to_string(root.join("tasks/golden.json")).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let all = all["results"].as_array().unwrap();
    let of_task = all.iter().filter(|it| it["task"] == task);
    let found: Vec<_> = of_task
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap().to_owned();
            (text("model"), text("input"), it["result"].clone())
        })
        .collect();
    assert!(!found.is_empty(), "{task}");
    found
}

fn model(root: &Path, name: &str) -> Model {
    Model::from_file(root.join("tasks/models").join(name)).unwrap()
}

fn picture(root: &Path, name: &str) -> Picture {
    Picture::open(root.join("tasks/inputs").join(name)).unwrap()
}

fn number(value: &Value) -> f32 {
    value.as_f64().unwrap() as f32
}

/// Whether a JPEG file has less colors than pixels. Decoders make different pixels of the rest, by a level or
/// two, and what a fully quantized model makes of one pixel in thirty changes by more.
fn is_subsampled(input: &str) -> bool {
    input != "ts_burger.jpg"
}

fn is_quantized(model: &Model) -> bool {
    let outputs = model.default_signature().outputs();
    outputs[0].quantization().per_tensor().is_some()
}

#[test]
fn classes_are_those_of_the_official_task() {
    let Some(root) = shared().filter(|_| has_runtime()) else {
        return;
    };
    for (name, input, expected) in results(&root, "image_classifier") {
        let model = model(&root, &name);
        let picture = picture(&root, &input);
        let step = 1.0 / 256.0;
        let allowed = match (is_quantized(&model), is_subsampled(&input)) {
            (false, _) => 0.01,
            (true, false) => 2.5 * step,
            (true, true) => 8.5 * step,
        };
        for (engine, source) in engines(&model) {
            let mut classifier = ImageClassifier::builder(source)
                .sampling(Sampling::MediaPipe)
                .top(1001)
                .build()
                .unwrap();
            let found = classifier.classify(&picture).unwrap();
            let place = format!("{name} {input} {engine}: {:?}", &found[..5]);
            let expected = expected.as_array().unwrap();
            assert_eq!(
                found[0].index as u64,
                expected[0]["index"].as_u64().unwrap(),
                "{place}"
            );
            for class in expected {
                let index = class["index"].as_u64().unwrap() as usize;
                let same = found.iter().find(|it| it.index == index).unwrap();
                assert_eq!(&*same.name, class["name"].as_str().unwrap(), "{place}");
                let difference = (same.score - number(&class["score"])).abs();
                assert!(difference <= allowed, "{place}: {class}, {same:?}");
            }
        }
    }
}

fn assert_box(found: &Detection, expected: &Value, allowed: f32, place: &str) {
    let [x, y, width, height] = std::array::from_fn(|it| number(&expected["box"][it]));
    let rect = &found.rect;
    for (found, expected) in [
        (rect.left, x),
        (rect.top, y),
        (rect.right, x + width),
        (rect.bottom, y + height),
    ] {
        // The official task cuts fractions off, of a corner and of the size.
        assert!(
            (found - expected).abs() <= allowed,
            "{place}: {rect:?} {expected}"
        );
    }
}

#[test]
fn boxes_are_those_of_the_official_task() {
    let Some(root) = shared().filter(|_| has_runtime()) else {
        return;
    };
    let mut all = results(&root, "object_detector");
    // The curves of this one change nothing, so its answers are the same.
    let (_, input, expected) = all[0].clone();
    all.push((
        "coco_ssd_mobilenet_v1_quant_score_calibration.tflite".to_owned(),
        input,
        expected,
    ));
    for (name, input, expected) in all {
        let model = model(&root, &name);
        let picture = picture(&root, &input);
        let expected = expected.as_array().unwrap();
        for (engine, source) in engines(&model) {
            let mut detector = ObjectDetector::builder(source)
                .sampling(Sampling::MediaPipe)
                .threshold(0.0)
                .most(expected.len())
                .build()
                .unwrap();
            let found = detector.detect(&picture).unwrap();
            assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(expected) {
                let place = format!("{name} {input} {engine}: {found:?} {expected}");
                let class = &expected["cats"][0];
                assert_eq!(&*found.name, class["name"].as_str().unwrap(), "{place}");
                let difference = (found.score - number(&class["score"])).abs();
                assert!(difference <= 8.5 / 256.0, "{place}");
                // Its boxes are quantized, too: a step is 1.3 % of a side.
                let side = found.rect.width().max(found.rect.height());
                assert_box(found, expected, 3.0 + 0.026 * side, &place);
            }
        }
    }
}

#[test]
fn faces_are_those_of_the_official_task() {
    let Some(root) = shared().filter(|_| has_runtime()) else {
        return;
    };
    for (name, input, expected) in results(&root, "face_detector") {
        let model = model(&root, &name);
        let picture = picture(&root, &input);
        let expected = expected.as_array().unwrap();
        let size = picture.size();
        for (engine, source) in engines(&model) {
            let mut detector = FaceDetector::builder(source).build().unwrap();
            let found = detector.detect(&picture).unwrap();
            assert_eq!(
                found.len(),
                expected.len(),
                "{name} {input} {engine}: {found:?}"
            );
            for (found, expected) in found.iter().zip(expected) {
                let place = format!("{name} {input} {engine}: {found:?} {expected}");
                let difference = (found.score - number(&expected["cats"][0]["score"])).abs();
                assert!(difference <= 0.01, "{place}");
                assert_box(found, expected, 3.0, &place);
                let keypoints = expected["keypoints"].as_array().unwrap();
                assert_eq!(found.keypoints.len(), keypoints.len());
                for (found, expected) in found.keypoints.iter().zip(keypoints) {
                    let x = found.point.x - number(&expected[0]) * size.width as f32;
                    let y = found.point.y - number(&expected[1]) * size.height as f32;
                    assert!(x.abs() <= 2.0 && y.abs() <= 2.0, "{place}: {x} {y}");
                }
            }
        }
    }
}

/// The bytes of a `.npy` file of bytes.
fn npy(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).unwrap();
    let header = usize::from(u16::from_le_bytes([bytes[8], bytes[9]])) + 10;
    assert!(
        String::from_utf8_lossy(&bytes[..header]).contains("u1"),
        "{}",
        path.display()
    );
    bytes[header..].to_vec()
}

fn iou(a: &[u8], b: &[u8], class: u8) -> f64 {
    let count = |both: bool| {
        let pairs = a.iter().zip(b);
        let hit = pairs.filter(|(a, b)| match both {
            true => **a == class && **b == class,
            false => **a == class || **b == class,
        });
        hit.count() as f64
    };
    count(true) / count(false).max(1.0)
}

#[test]
fn masks_are_those_of_the_official_task() {
    let Some(root) = shared().filter(|_| has_runtime()) else {
        return;
    };
    let mut all = results(&root, "image_segmenter");
    let input = all[0].1.clone();
    all.push((
        "mp_selfie_segmentation_landscape.tflite".to_owned(),
        input,
        Value::Null,
    ));
    for (name, input, expected) in all {
        let stem = |name: &str| name.rsplit_once('.').unwrap().0.to_owned();
        let file = format!("golden_{}__{}.npy", stem(&name), stem(&input));
        let golden = npy(&root.join("tasks/inputs").join(file));
        let model = model(&root, &name);
        let picture = picture(&root, &input);
        for (engine, source) in engines(&model) {
            let builder = ImageSegmenter::builder(source).sampling(Sampling::MediaPipe);
            let mut segmenter = builder.build().unwrap();
            let found: Segmentation = segmenter.segment(&picture).unwrap().clone();
            assert_eq!(found.classes.len(), golden.len());
            let mut classes = golden.clone();
            classes.sort_unstable();
            classes.dedup();
            for class in classes {
                let iou = iou(&found.classes, &golden, class);
                // With libjpeg's pixels it is 0.994 and more; this decoder has other colors at edges.
                assert!(iou >= 0.985, "{name} {engine}: class {class} has {iou}");
            }
            if let Some(mean) = expected["mean0"].as_f64() {
                let scores = segmenter.confidence(0).unwrap();
                let found =
                    scores.iter().map(|it| f64::from(*it)).sum::<f64>() / scores.len() as f64;
                assert!(
                    (found - mean).abs() <= 0.01 * mean.max(1.0),
                    "{name}: {found} {mean}"
                );
            }
        }
    }
}

#[test]
fn vectors_are_those_of_the_official_task() {
    let Some(root) = shared().filter(|_| has_runtime()) else {
        return;
    };
    for (name, inputs, expected) in results(&root, "image_embedder") {
        let (one, two) = inputs.split_once(" vs ").unwrap();
        let (one, two) = (picture(&root, one), picture(&root, two));
        for (engine, source) in engines(&model(&root, &name)) {
            let builder = ImageEmbedder::builder(source).sampling(Sampling::MediaPipe);
            let mut embedder = builder.l2_normalize().build().unwrap();
            let (a, b) = (embedder.embed(&one).unwrap(), embedder.embed(&two).unwrap());
            let first: Vec<f32> = expected["first8"]
                .as_array()
                .unwrap()
                .iter()
                .map(number)
                .collect();
            let begin = litert_tasks::decode::embedding::cosine(&a.values()[..8], &first);
            assert!(
                begin >= 0.999,
                "{name} {engine}: {begin} {:?} {first:?}",
                &a.values()[..8]
            );
            let difference = a.cosine(&b) - number(&expected["cosine"]);
            assert!(
                difference.abs() <= 0.003,
                "{name} {engine}: {}",
                a.cosine(&b)
            );
        }
    }
}

fn old_model(root: &Path, name: &str) -> Model {
    Model::from_file(root.join("models").join(format!("{name}.tflite"))).unwrap()
}

fn old_picture(root: &Path, name: &str) -> Picture {
    Picture::open(root.join("images").join(name)).unwrap()
}

fn labels(root: &Path, name: &str) -> Labels {
    Labels::parse(&std::fs::read_to_string(root.join("labels").join(name)).unwrap())
}

/// The first class and its score as Pillow's bilinear filter gives them, in steps of 1/256.
#[test]
fn published_classes_are_found() {
    let Some(root) = shared().filter(|_| has_runtime()) else {
        return;
    };
    let imagenet = "imagenet_labels.txt";
    for (name, image, list, index, value) in [
        (
            "mobilenet_v2_1_0_224_quant",
            "cat.bmp",
            imagenet,
            286,
            202.0,
        ),
        (
            "mobilenet_v2_1_0_224_quant",
            "resized_cat.bmp",
            imagenet,
            286,
            202.0,
        ),
        (
            "mobilenet_v2_1_0_224_quant",
            "parrot.jpg",
            imagenet,
            89,
            255.0,
        ),
        (
            "tf2_mobilenet_v2_1_0_224_ptq",
            "cat.bmp",
            imagenet,
            286,
            157.0,
        ),
        (
            "mobilenet_v1_0_25_128_quant",
            "parrot.jpg",
            imagenet,
            89,
            195.0,
        ),
        (
            "mobilenet_v2_1_0_224_inat_insect_quant",
            "dragonfly.bmp",
            "inat_insect_labels.txt",
            912,
            201.0,
        ),
    ] {
        let model = old_model(&root, name);
        let labels = labels(&root, list);
        for (engine, source) in engines(&model) {
            let mut classifier = ImageClassifier::builder(source)
                .labels(labels.clone())
                .sampling(Sampling::Antialias)
                .build()
                .unwrap();
            let found = &classifier.classify(&old_picture(&root, image)).unwrap()[0];
            assert_eq!(found.index, index, "{name} {image} {engine}");
            assert_eq!(Some(&*found.name), labels.get(index));
            let steps = (found.score * 256.0 - value).abs();
            assert!(
                steps <= 6.0,
                "{name} {image} {engine}: {}",
                found.score * 256.0
            );
        }
    }
}

#[test]
fn published_joints_vectors_and_masks_are_found() {
    let Some(root) = shared().filter(|_| has_runtime()) else {
        return;
    };
    let movenet = old_model(&root, "movenet_single_pose_lightning_ptq");
    let squat = old_picture(&root, "squat.bmp");
    for (engine, source) in engines(&movenet) {
        let builder = PoseEstimator::builder(source).fit(Fit::Stretch);
        let mut pose = builder.sampling(Sampling::Antialias).build().unwrap();
        let body = &pose.estimate(&squat).unwrap()[0];
        let size = squat.size();
        for (joint, y, x) in [
            (Joint::Nose, 0.3359, 0.5777),
            (Joint::LeftShoulder, 0.4097, 0.5654),
            (Joint::RightElbow, 0.5244, 0.5285),
            (Joint::LeftHip, 0.6104, 0.3933),
        ] {
            let found = body.joint(joint).unwrap().point;
            let dx = found.x / size.width as f32 - x;
            let dy = found.y / size.height as f32 - y;
            assert!(
                dx.abs() < 0.025 && dy.abs() < 0.025,
                "{engine} {joint:?}: {dx} {dy}"
            );
        }
        assert!(body.rect.width() > 100.0 && body.score > 0.3);
    }

    let embedder = old_model(&root, "mobilenet_v1_1_0_224_embedding_extractor");
    for (engine, source) in engines(&embedder) {
        let builder = ImageEmbedder::builder(source).sampling(Sampling::Antialias);
        let mut embedder = builder.build().unwrap();
        let mut of = |name| embedder.embed(&old_picture(&root, name)).unwrap();
        let (cat, resized, parrot) = (of("cat.bmp"), of("resized_cat.bmp"), of("parrot.jpg"));
        assert!((cat.cosine(&resized) - 0.9988).abs() < 0.005, "{engine}");
        assert!(
            (cat.cosine(&parrot) - 0.4564).abs() < 0.03,
            "{engine}: {}",
            cat.cosine(&parrot)
        );
    }

    let deeplab = old_model(&root, "deeplabv3_mnv2_dm05_pascal_quant");
    let bird = old_picture(&root, "bird_segmentation.bmp");
    let list = labels(&root, "pascal_voc_segmentation_labels.txt");
    for (engine, source) in engines(&deeplab) {
        let mut segmenter = ImageSegmenter::builder(source)
            .labels(list.clone())
            .build()
            .unwrap();
        let areas = segmenter.segment(&bird).unwrap();
        for (name, expected) in [("background", 214_043), ("bird", 44_935), ("dog", 4_160)] {
            let found = areas.areas().into_iter().find(|it| it.1 == name);
            let pixels = found.map_or(0, |it| it.2) as i64;
            assert!((pixels - expected).abs() < 400, "{engine} {name}: {pixels}");
        }
        assert!(
            segmenter.confidence(0).is_err(),
            "the model gives no scores"
        );
    }
}
