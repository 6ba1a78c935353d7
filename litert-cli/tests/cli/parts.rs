//! Models in `.task` bundles.

use std::fs;

use crate::support::{Zip, folder, litert, models, quiet, root, stderr, stdout, text};

const DIGITS: &str = "models/digits/digits_int8.tflite";
const ADD: &str = "models/tiny/add.tflite";

/// What a command prints behind the first line, which names the file.
fn rest(shown: &str) -> String {
    shown.split_once('\n').expect("several lines").1.to_owned()
}

#[test]
fn bundles_with_zero_bytes_and_packed_ones_and_nested_ones_are_read() {
    let folder = folder("bundles");
    let digits = fs::read(root().join(DIGITS)).expect("a model");
    let add = fs::read(root().join(ADD)).expect("a model");
    let of_model = stdout(&mut litert(["inspect", DIGITS]), 0);
    let input = ["-i", "random:5", "--json"];
    let run = quiet(litert(["run", DIGITS]).args(input), 0);
    for (zeros, packed) in [
        (0, false),
        (1, false),
        (2, false),
        (3, false),
        (4, false),
        (0, true),
    ] {
        let write = Zip { zeros, packed };
        let inner = write.write(b"", &[("digits.tflite", &digits), ("notes.txt", b"hello")]);
        let outer = Zip {
            zeros,
            packed: false,
        }
        .write(
            b"",
            &[
                ("add.tflite", &add),
                ("inner.task", &inner),
                ("data", b"1234567"),
            ],
        );
        let file = folder.join(format!("{zeros}_{packed}.task"));
        fs::write(&file, outer).expect("a file");
        let file = text(&file);

        let listed = stdout(&mut litert(["inspect", &file]), 0);
        for part in [
            "add.tflite",
            "inner.task",
            "inner.task/digits.tflite",
            "inner.task/notes.txt",
        ] {
            assert!(listed.contains(&format!("\n  {part} ")), "{part}: {listed}");
        }
        let part = ["--part", "inner.task/digits.tflite"];
        let inside = stdout(litert(["inspect", &file]).args(part), 0);
        assert_eq!(rest(&inside), rest(&of_model), "{zeros} {packed}");
        let ran = quiet(litert(["run", &file]).args(part).args(input), 0);
        assert_eq!(
            ran.split_once("\"library\"").expect("JSON").1,
            run.split_once("\"library\"").expect("JSON").1,
        );

        let said = stderr(&mut litert(["run", &file]), 1);
        assert!(
            said.contains("2 models") && said.contains("--part add.tflite"),
            "{said}"
        );
        let said = stderr(
            &mut litert(["run", &file, "--part", "inner.task/digit.tflite"]),
            1,
        );
        assert!(
            said.contains("did you mean 'inner.task/digits.tflite'"),
            "{said}"
        );
        let said = stderr(&mut litert(["run", &file, "--part", "data"]), 1);
        assert!(said.contains("part 'data' is no model"), "{said}");
    }
}

#[test]
fn the_only_model_of_a_bundle_needs_no_name() {
    let folder = folder("one_model");
    let digits = fs::read(root().join(DIGITS)).expect("a model");
    let file = folder.join("one.task");
    let bundle = Zip {
        zeros: 2,
        packed: false,
    }
    .write(b"", &[("digits.tflite", &digits)]);
    fs::write(&file, &bundle).expect("a file");
    let file = text(&file);
    for command in [
        &["run", &file][..],
        &["bench", &file, "--runs", "3"],
        &["profile", &file, "--runs", "3"],
        &["compare", &file, DIGITS],
        &["compare", DIGITS, &file],
        &["compare", DIGITS, &file, "--part", "digits.tflite"],
    ] {
        quiet(litert([]).args(command), 0);
    }
    assert_eq!(
        stdout(&mut litert(["labels", &file]), 0),
        stdout(&mut litert(["labels", DIGITS]), 0)
    );
    let said = stderr(&mut litert(["run", DIGITS, "--part", "x"]), 1);
    assert!(said.contains("--part is for .task and .litertlm"), "{said}");
    // A damaged bundle is an error in words.
    fs::write(&file, &bundle[..bundle.len() - 30]).expect("a file");
    let said = stderr(&mut litert(["run", &file]), 1);
    assert!(said.contains("it may be cut short"), "{said}");
}

#[test]
fn real_bundles_and_models_of_tasks_are_described() {
    let Some(models) = models() else { return };
    let mut count = 0;
    for entry in fs::read_dir(models.join("tasks/models")).expect("a folder") {
        let file = text(&entry.expect("a file").path());
        let shown = stdout(&mut litert(["inspect", &file]), 0);
        assert!(
            shown.contains("Parts") || shown.contains("Engines"),
            "{file}: {shown}"
        );
        count += 1;
    }
    assert!(count >= 47, "{count}");
    let bundle = text(&models.join("tasks/models/face_landmarker.task"));
    let shown = quiet(
        &mut litert(["run", &bundle, "--part", "face_detector.tflite"]),
        0,
    );
    assert!(shown.contains("[1, 896, 16]"), "{shown}");
    let faults = models.join("../faults/task_bundle");
    let listed = |name: &str| stdout(&mut litert(["inspect", &text(&faults.join(name))]), 0);
    assert!(listed("plain.task").contains("\n  b.tflite "));
    assert!(listed("small.task").contains("\n  face_landmarks_detector.tflite "));
}
