//! `litert inspect --graph`.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use litert_golden::suite_or_skip;

use crate::support::{folder, litert, root, stderr, stdout};

/// Draws a model and yields the picture.
fn draw(model: &str, ending: &str) -> String {
    // Tests run at the same time.
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let path = folder(&format!("graph_{count}")).join(format!("picture.{ending}"));
    stdout(
        &mut litert(["inspect", model, "--graph", path.to_str().expect("UTF-8")]),
        0,
    );
    fs::read_to_string(path).expect("a picture")
}

/// The pictures in the documentation are what the command draws.
#[test]
fn pictures_are_those_of_the_tour() {
    for name in ["tiny/control_flow", "digits/digits_int8"] {
        let svg = draw(&format!("models/{name}.tflite"), "svg");
        let file: PathBuf = root().join(format!("docs/pictures/{}.svg", name.replace('/', "_")));
        expect_test::expect_file![file].assert_eq(&svg);
    }
}

#[test]
fn every_operator_has_a_box_and_every_value_an_arrow() {
    let svg = draw("models/tiny/control_flow.tflite", "svg");
    for words in [
        "Graph 0: main",
        "Graph 2: while_body",
        ">WHILE<",
        "runs graph 1, 2",
        ">LESS<",
    ] {
        assert!(svg.contains(words), "{words}");
    }
    let dot = draw("models/tiny/control_flow.tflite", "dot");
    // 7 operators; 2, 4 and 4 inputs; 2, 1 and 4 outputs.
    assert_eq!(svg.matches("<rect class=\"b\"").count(), 24);
    assert_eq!(dot.matches("[label=").count(), 24);
    assert_eq!(
        svg.matches("<path class=\"e\"").count(),
        dot.matches(" -> ").count()
    );
}

#[test]
fn a_page_loads_nothing() {
    let page = draw("models/digits/digits_int8.tflite", "html");
    assert!(
        page.starts_with("<!doctype html>") && page.contains("</svg>"),
        "{page}"
    );
    for words in ["src=", "href=", "@import", "url(http", "fetch("] {
        assert!(!page.contains(words), "{words}");
    }
    // Names of things, not addresses: the namespace of SVG is the only one.
    assert_eq!(page.matches("http").count(), 1);
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let digits = "models/digits/digits_int8.tflite";
    let said = stderr(
        &mut litert(["inspect", digits, "--graph", "picture.png"]),
        1,
    );
    assert!(said.contains(".html, .svg or .dot"), "{said}");
    let said = stderr(
        &mut litert(["inspect", digits, "--graph", "no/such/folder/a.svg"]),
        1,
    );
    assert!(said.contains("cannot write no/such/folder/a.svg"), "{said}");
}

#[test]
fn large_graphs_are_drawn_and_parts_of_containers() {
    let Some(suite) = suite_or_skip("large_graphs_are_drawn_and_parts_of_containers") else {
        return;
    };
    let conformer = suite.path("models/torchaudio_conformer.tflite");
    assert!(draw(conformer.to_str().expect("UTF-8"), "svg").contains("SQUARED_DIFFERENCE"));

    let bundle = suite.path("llm/tiny_lm.task");
    let bundle = bundle.to_str().expect("UTF-8");
    let said = stderr(&mut litert(["inspect", bundle, "--graph", "a.svg"]), 1);
    assert!(said.contains("--part"), "{said}");
    let path = folder("graph_part").join("part.svg");
    let mut command = litert([
        "inspect",
        bundle,
        "--part",
        "TF_LITE_PREFILL_DECODE",
        "--graph",
    ]);
    stdout(command.arg(&path), 0);
    assert!(
        fs::read_to_string(path)
            .expect("a picture")
            .contains("BATCH_MATMUL")
    );
}
