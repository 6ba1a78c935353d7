//! `litert classify`, `detect`, `segment`, `pose` and `embed`.

use std::fs;

use image::{GrayImage, Luma, RgbImage};

use crate::support::{folder, json, litert, models, quiet, root, stderr, text};

const DIGITS: &str = "models/digits/digits_int8.tflite";

/// The fourth sample is a 3.
fn digit() -> GrayImage {
    let samples = fs::read(root().join("models/digits/samples.bin")).expect("samples");
    GrayImage::from_fn(16, 16, |x, y| {
        Luma([samples[3 * 256 + (y * 16 + x) as usize]])
    })
}

#[test]
fn pictures_are_classified_and_drawn() {
    let folder = folder("tasks_classify");
    digit().save(folder.join("b.png")).expect("a picture");
    let picture = text(&folder.join("b.png"));
    let drawn = folder.join("drawn.png");
    let all = json(
        &mut litert([
            "classify",
            DIGITS,
            &picture,
            "--top",
            "2",
            "--json",
            "--draw",
            &text(&drawn),
        ]),
        0,
    );
    let found = &all["pictures"][0];
    assert_eq!(found["classes"][0]["index"], 3, "{found}");
    assert_eq!(found["classes"][0]["name"], "3");
    assert_eq!(found["classes"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (&found["width"], &found["height"]),
        (&16.into(), &16.into())
    );
    assert!(drawn.is_file());

    // Pictures in a folder, in the order of their names; what is none is told, and the rest goes on.
    digit().save(folder.join("a.bmp")).expect("a picture");
    fs::write(folder.join("c.jpg"), b"no picture").expect("a file");
    fs::remove_file(drawn).expect("a file");
    let several = text(&folder);
    let mut command = litert(["classify", DIGITS, &several, "--only", "3,5", "--timings"]);
    let shown = quiet(&mut command, 1);
    let [a, b, c] = ["a.bmp", "b.png", "c.jpg"].map(|name| shown.find(name).expect(name));
    assert!(a < b && b < c, "{shown}");
    assert_eq!(shown.matches("  3\n").count(), 2, "{shown}");
    assert_eq!(shown.matches("in and").count(), 2, "{shown}");

    let said = stderr(&mut litert(["classify", DIGITS, "no/such.png"]), 1);
    assert!(said.contains("no/such.png"), "{said}");
    let said = stderr(&mut litert(["classify", DIGITS, "docs"]), 1);
    assert!(said.contains("has no pictures"), "{said}");
}

#[test]
fn models_and_labels_that_do_not_fit_are_refused() {
    let folder = folder("tasks_refused");
    digit().save(folder.join("a.png")).expect("a picture");
    let picture = text(&folder.join("a.png"));
    for (command, task) in [
        ("detect", "object detection"),
        ("segment", "segmentation"),
        ("pose", "pose estimation"),
    ] {
        let said = stderr(&mut litert([command, DIGITS, &picture]), 1);
        assert!(
            said.contains(task) && said.contains("scores of 10 classes"),
            "{said}"
        );
    }
    let labels = folder.join("labels.txt");
    fs::write(&labels, "a\nb\n").expect("a file");
    let labels = text(&labels);
    let said = stderr(
        &mut litert(["classify", DIGITS, &picture, "--labels", &labels]),
        1,
    );
    assert!(
        said.contains("10 classes") && said.contains("names 2"),
        "{said}"
    );
    let said = stderr(
        &mut litert(["classify", DIGITS, &picture, "--only", "cat"]),
        1,
    );
    assert!(said.contains("'cat'"), "{said}");
    let said = stderr(
        &mut litert(["embed", DIGITS, &picture, "--draw", "x.png"]),
        1,
    );
    assert!(said.contains("--draw"), "{said}");
}

#[test]
fn real_models_find_cats_faces_and_bodies() {
    let Some(models) = models().filter(|it| it.join("tasks/models").is_dir()) else {
        return;
    };
    let model = |name: &str| text(&models.join("tasks/models").join(name));
    let input = |name: &str| text(&models.join("tasks/inputs").join(name));
    let folder = folder("tasks_real");
    let drawn = text(&folder.join("drawn.png"));
    let cats = input("ts_cats_and_dogs.jpg");
    let ssd = model("coco_ssd_mobilenet_v1_quant.tflite");
    let all = json(
        &mut litert(["detect", &ssd, &cats, "--json", "--draw", &drawn]),
        0,
    );
    assert_eq!(all["pictures"][0]["detections"][0]["name"], "cat");
    let picture = image::open(&drawn).expect("a picture").to_rgb8();
    assert_ne!(picture, image::open(&cats).expect("a picture").to_rgb8());

    let face = model("mp_face_detection_short_range.tflite");
    let shown = quiet(
        &mut litert(["detect", &face, &input("coral_grace_hopper.bmp")]),
        0,
    );
    assert!(
        shown.contains("face") && shown.lines().count() == 1,
        "{shown}"
    );
    let selfie = model("mp_selfie_segmentation.tflite");
    let person = input("ts_segmentation_input_rotation0.jpg");
    let shown = quiet(
        &mut litert(["segment", &selfie, &person, "--draw", &drawn]),
        0,
    );
    assert!(shown.contains("selfie"), "{shown}");
    let movenet = text(&models.join("models/movenet_single_pose_lightning_ptq.tflite"));
    let squat = text(&models.join("images/squat.bmp"));
    let shown = quiet(&mut litert(["pose", &movenet, &squat, "--draw", &drawn]), 0);
    assert!(shown.contains("LeftKnee"), "{shown}");
    let embedder = model("mobilenet_v2_035_96_embedder.tflite");
    let same = folder.join("same.png");
    RgbImage::from_pixel(4, 4, image::Rgb([9, 9, 9]))
        .save(&same)
        .expect("a picture");
    let shown = quiet(&mut litert(["embed", &embedder, &cats, &text(&same)]), 0);
    assert!(
        shown.contains("1.000  to the first picture; 1280 numbers"),
        "{shown}"
    );
}
