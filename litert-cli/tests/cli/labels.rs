//! `litert labels`.

use crate::support::{litert, snapshot, stderr, stdout};

const DIGITS: &str = "models/digits/digits_int8.tflite";

#[test]
fn labels_are_numbered() {
    let text = stdout(&mut litert(["labels", DIGITS]), 0);
    assert_eq!(
        text,
        (0..10).map(|n| format!("{n}\t{n}\n")).collect::<String>()
    );
    snapshot("labels.json").assert_eq(&stdout(&mut litert(["labels", DIGITS, "--json"]), 0));
}

#[test]
fn a_model_without_labels_is_an_error() {
    let said = stderr(&mut litert(["labels", "models/tiny/add.tflite"]), 1);
    assert!(
        said.starts_with("error: no class names are attached to models/tiny/add.tflite"),
        "{said}"
    );
}

#[test]
fn what_is_no_model_is_refused() {
    let said = stderr(&mut litert(["labels", "README.md"]), 1);
    assert!(said.contains("README.md"), "{said}");
    let said = stderr(&mut litert(["labels", "no/such.tflite"]), 1);
    assert!(said.contains("no/such.tflite"), "{said}");
}
