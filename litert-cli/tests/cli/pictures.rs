//! Pictures as inputs of `litert run`.

use std::fs;
use std::path::Path;

use image::{Rgb, RgbImage};
use serde_json::Value;

use crate::support::{folder, json, litert, models, quiet, stderr, text};
use crate::tflite::{Buffer, Model, Operator, Subgraph, Tensor};

const NEG: i32 = 59;

/// A model that negates its float input, in a file.
fn negates(folder: &Path, shape: &[i32]) -> String {
    let name = |name| Tensor {
        name: Some(name),
        ..Tensor::float(shape)
    };
    let model = Model {
        codes: vec![(NEG, None)],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors: vec![name("x"), name("y")],
            inputs: vec![0],
            outputs: vec![1],
            operators: vec![Operator::new(0, &[0], &[1])],
            ..Subgraph::default()
        }],
        ..Model::default()
    };
    let shape: Vec<String> = shape.iter().map(i32::to_string).collect();
    let file = folder.join(format!("{}.tflite", shape.join("x")));
    fs::write(&file, model.build()).expect("a file");
    text(&file)
}

/// Five pixels wide and four high, no two alike.
fn picture() -> RgbImage {
    RgbImage::from_fn(5, 4, |x, y| {
        let [x, y] = [x, y].map(|it| it as u8);
        Rgb([10 * x, 100 + 10 * y, 200 + x + y])
    })
}

fn values(run: &Value) -> Vec<f64> {
    let values = run["outputs"][0]["values"].as_array().expect("values");
    values
        .iter()
        .map(|it| it.as_f64().expect("a number"))
        .collect()
}

#[track_caller]
fn assert_near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-5;
    assert!(
        found.iter().zip(expected).all(near),
        "{found:?} and not {expected:?}"
    );
}

/// What the model says of the picture, channel by channel or pixel by pixel.
fn expected(first: bool, of: impl Fn(u8, usize) -> f64) -> Vec<f64> {
    let picture = picture();
    let each = |channel: usize| picture.pixels().map(move |pixel| (pixel[channel], channel));
    let all: Vec<(u8, usize)> = match first {
        true => (0..3).flat_map(each).collect(),
        false => picture
            .pixels()
            .flat_map(|pixel| (0..3).map(|at| (pixel[at], at)))
            .collect(),
    };
    all.into_iter()
        .map(|(pixel, channel)| -of(pixel, channel))
        .collect()
}

#[test]
fn channels_may_come_first() {
    let folder = folder("channels_first");
    let file = folder.join("a.png");
    picture().save(&file).expect("a picture");
    let file = text(&file);
    let unit = |pixel: u8, _| f64::from(pixel) / 255.0;

    let model = negates(&folder, &[1, 3, 4, 5]);
    for engine in ["interpreter", "compiled"] {
        let input = ["-i", &file, "--json", "--engine", engine];
        let run = json(litert(["run", &model]).args(input), 0);
        assert_near(&values(&run), &expected(true, unit));
        assert_eq!(run["inputs"][0]["layout"], "nchw");
        assert_eq!(run["inputs"][0]["range_from"], "assumed");
    }
    let shown = quiet(&mut litert(["run", &model, "-i", &file]), 0);
    assert!(
        shown.contains("a.png, 5x4, channels first (NCHW)"),
        "{shown}"
    );
    // Each channel has numbers of its own.
    let given = ["--mean", "1,2,3", "--std", "4,5,6", "--json", "-i", &file];
    let run = json(litert(["run", &model]).args(given), 0);
    let own = |pixel: u8, channel: usize| {
        (f64::from(pixel) - 1.0 - channel as f64) / (4.0 + channel as f64)
    };
    assert_near(&values(&run), &expected(true, own));
    let said = stderr(
        &mut litert(["run", &model, "-i", &file, "--mean", "1,2"]),
        1,
    );
    assert!(said.contains("--mean has 2 numbers"), "{said}");
    let said = stderr(
        &mut litert(["run", &model, "-i", &file, "--layout", "nhwc"]),
        1,
    );
    assert!(
        said.contains("--layout nhwc") && said.contains("[1, 3, 4, 5]"),
        "{said}"
    );

    // Without a batch, and where the shape does not tell.
    let model = negates(&folder, &[3, 4, 5]);
    let run = json(&mut litert(["run", &model, "--json", "-i", &file]), 0);
    assert_near(&values(&run), &expected(true, unit));
    let model = negates(&folder, &[1, 3, 4, 3]);
    for (layout, wanted) in [(&[][..], "nhwc"), (&["--layout", "nchw"], "nchw")] {
        let run = json(
            litert(["run", &model, "--json", "-i", &file]).args(layout),
            0,
        );
        assert_eq!(run["inputs"][0]["layout"], wanted);
    }
    let model = negates(&folder, &[2, 4, 5, 3]);
    let said = stderr(&mut litert(["run", &model, "-i", &file]), 1);
    assert!(said.contains("2 pictures at once"), "{said}");
}

#[test]
fn formats_are_told_by_what_is_in_the_file() {
    let folder = folder("formats");
    let model = negates(&folder, &[1, 4, 5, 3]);
    let wanted = expected(false, |pixel, _| f64::from(pixel) / 255.0);
    for name in ["a.png", "a.bmp", "a.gif", "a.webp"] {
        let file = folder.join(name);
        picture().save(&file).expect("a picture");
        // Many a .jpg is none, and some have no ending at all.
        for other in [name, "wrong.jpg", "none"] {
            let other = folder.join(other);
            if other != file {
                fs::copy(&file, &other).expect("a copy");
            }
            let input = format!("x={}", text(&other));
            let run = json(&mut litert(["run", &model, "--json", "-i", &input]), 0);
            assert_near(&values(&run), &wanted);
        }
    }
    let formats = "PNG, JPEG, BMP, GIF and WebP";
    let tiff = folder.join("b.tiff");
    fs::write(&tiff, b"II*\0\x08\0\0\0").expect("a file");
    let said = stderr(&mut litert(["run", &model, "-i", &text(&tiff)]), 1);
    assert!(said.contains(formats) && said.contains(".tiff"), "{said}");
    for name in ["c.png", "c"] {
        let other = folder.join(name);
        fs::copy(&tiff, &other).expect("a copy");
        let said = stderr(&mut litert(["run", &model, "-i", &text(&other)]), 1);
        assert!(said.contains(formats), "{name}: {said}");
    }
    let half = folder.join("half.png");
    fs::write(&half, &fs::read(folder.join("a.png")).expect("it")[..40]).expect("a file");
    let said = stderr(&mut litert(["run", &model, "-i", &text(&half)]), 1);
    assert!(said.contains("half.png"), "{said}");
}

#[test]
fn assumed_ranges_are_said() {
    let folder = folder("ranges");
    let file = folder.join("a.png");
    picture().save(&file).expect("a picture");
    let file = text(&file);
    let model = negates(&folder, &[1, 4, 5, 3]);
    let shown = quiet(&mut litert(["run", &model, "-i", &file]), 0);
    let assumed = "black to white is 0 to 1: assumed, the model does not say";
    assert!(
        shown.contains(assumed) && shown.contains("--mean 127.5 --std 127.5"),
        "{shown}"
    );
    let given = ["--mean", "127.5", "--std", "127.5"];
    let shown = quiet(litert(["run", &model, "-i", &file]).args(given), 0);
    let said = "black to white is -1 to 1, as --mean and --std say";
    assert!(
        shown.contains(said) && !shown.contains("assumed"),
        "{shown}"
    );

    let Some(models) = models() else { return };
    let shown = |model: &str| {
        let model = text(&models.join(model));
        quiet(&mut litert(["run", &model, "-i", &file]), 0)
    };
    let with = shown("tasks/models/mobilenet_v1_0.25_224_float_metadata.tflite");
    assert!(with.contains("is -1 to 1, as the metadata says"), "{with}");
    let without = shown("tasks/models/mobilenet_v1_0.25_224_float.tflite");
    assert!(without.contains(assumed), "{without}");
    let faults = shown("../faults/nchw_picture/nchw.tflite");
    assert!(faults.contains("NCHW"), "{faults}");
    // The type says it: 8 bits with a scale.
    for (file, range) in [
        ("deq_i8", "is 0 to 1\n"),
        ("deq_u8", "is -0.9961 to 1.0039\n"),
    ] {
        let fault = shown(&format!("../faults/normalize/{file}.tflite"));
        assert!(fault.contains(range), "{fault}");
    }
}
