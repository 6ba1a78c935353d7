//! Which outputs `litert run` lists by class, and with which names.

use std::fs;
use std::path::Path;

use crate::support::{Zip, folder, json, litert, models, quiet, root, stderr, stdout, text};
use crate::tflite::{Buffer, Model, Operator, Subgraph, Tensor};

const DIGITS: &str = "models/digits/digits_int8.tflite";
const NEG: i32 = 59;

/// A model with one negation for each shape, in a file.
fn negates(file: &Path, shapes: &[&[i32]]) -> String {
    let count = shapes.len() as i32;
    let tensors = || shapes.iter().map(|shape| Tensor::float(shape));
    let model = Model {
        codes: vec![(NEG, None)],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors: tensors().chain(tensors()).collect(),
            inputs: (0..count).collect(),
            outputs: (count..2 * count).collect(),
            operators: (0..count)
                .map(|at| Operator::new(0, &[at], &[count + at]))
                .collect(),
            ..Subgraph::default()
        }],
        ..Model::default()
    };
    fs::write(file, model.build()).expect("a file");
    text(file)
}

fn ranked(arguments: &[&str]) -> Vec<usize> {
    let run = json(litert(["run", "--json"]).args(arguments), 0);
    let outputs = run["outputs"].as_array().expect("outputs");
    outputs
        .iter()
        .map(|it| it["top"].as_array().expect("a list").len())
        .collect()
}

#[test]
fn only_scores_of_classes_are_ranked() {
    let folder = folder("ranking");
    let one = negates(&folder.join("one.tflite"), &[&[1, 12]]);
    assert_eq!(ranked(&[&one]), [0], "numbers of whatever meaning");
    assert_eq!(ranked(&[&one, "--top", "3"]), [3], "somebody asks for it");
    let names = folder.join("names.txt");
    fs::write(&names, "a\nb\n".repeat(6)).expect("a file");
    let names = text(&names);
    assert_eq!(ranked(&[&one, "--labels", &names]), [5]);
    // A detector's: a box, a class and a score of each thing.
    let detector = negates(
        &folder.join("d.tflite"),
        &[&[1, 12, 4], &[1, 12], &[1, 12], &[1]],
    );
    assert_eq!(ranked(&[&detector, "--labels", &names]), [0; 4]);
    let shown = quiet(&mut litert(["run", &detector, "--labels", &names]), 0);
    assert!(shown.contains("names.txt is not used"), "{shown}");

    let Some(models) = models() else { return };
    let model = |name: &str| text(&models.join("tasks/models").join(name));
    assert_eq!(
        ranked(&[&model("coco_ssd_mobilenet_v1_quant.tflite")]),
        [0; 4]
    );
    assert_eq!(ranked(&[&model("mp_hand_landmark_lite.tflite")]), [0; 4]);
    // A softmax at the end, and no names.
    assert_eq!(ranked(&[&model("mobilenet_v1_0.25_224_float.tflite")]), [5]);
}

#[test]
fn names_of_another_number_are_an_error() {
    let folder = folder("labels");
    for (count, fits) in [
        (0, false),
        (3, false),
        (9, true),
        (10, true),
        (11, true),
        (12, false),
    ] {
        let file = folder.join(format!("{count}.txt"));
        fs::write(&file, "name\n".repeat(count)).expect("a file");
        let file = text(&file);
        let mut command = litert(["run", DIGITS, "--labels", &file]);
        if fits {
            assert!(quiet(&mut command, 0).contains("name"));
            continue;
        }
        let said = stderr(&mut command, 1);
        match count {
            0 => assert!(said.contains("no names"), "{said}"),
            _ => assert!(
                said.contains(&format!("{count} names")) && said.contains("'output_0' has 10"),
                "{said}"
            ),
        }
    }
    let said = stderr(&mut litert(["run", DIGITS, "--labels", "no/such.txt"]), 1);
    assert!(said.contains("no/such.txt"), "{said}");
}

#[test]
fn names_in_the_files_of_yolo_exporters_are_found() {
    let folder = folder("yolo");
    let model = fs::read(root().join("models/tiny/add.tflite")).expect("a model");
    let json = br#"{"task": "detect", "names": {"0": "person", "1": "it's"}, "imgsz": [640, 640]}"#;
    let python = br#"{'stride': 32, 'task': 'detect', 'names': {0: 'person', 1: "it's"}}"#;
    let wanted = "0\tperson\n1\tit's\n";
    for (name, content) in [("metadata.json", &json[..]), ("temp_meta.txt", &python[..])] {
        for packed in [false, true] {
            let write = Zip { zeros: 0, packed };
            let file = folder.join(format!("{packed}_{name}.tflite"));
            fs::write(&file, write.write(&model, &[(name, content)])).expect("a file");
            let file = text(&file);
            assert_eq!(stdout(&mut litert(["labels", &file]), 0), wanted, "{file}");
            let shown = stdout(&mut litert(["inspect", &file]), 0);
            assert!(shown.contains("2 classes with names"), "{shown}");
        }
        // The same file beside the model.
        let file = folder.join(name);
        fs::write(&file, content).expect("a file");
        let said = stderr(&mut litert(["run", DIGITS, "--labels", &text(&file)]), 1);
        assert!(said.contains("2 names"), "{said}");
    }
    // What has no names is no list of one name.
    let file = folder.join("none.tflite");
    let bundle = Zip::default().write(&model, &[("temp_meta.txt", b"{'task': 'detect'}")]);
    fs::write(&file, bundle).expect("a file");
    let said = stderr(&mut litert(["labels", &text(&file)]), 1);
    assert!(said.contains("no class names"), "{said}");

    let Some(models) = models() else { return };
    let fault = text(&models.join("../faults/ultralytics_labels/new.tflite"));
    assert_eq!(
        stdout(&mut litert(["labels", &fault]), 0),
        "0\tperson\n1\tbicycle\n"
    );
}
