//! `litert run`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{json, litert, models, quiet, stderr, text};
use crate::tflite::{Buffer, Model, Operator, Subgraph, Tensor};

const DIGITS: &str = "models/digits/digits_int8.tflite";
const THREE: &str = "models/digits/samples/3_a.png";

/// A file of a test's own.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("run");
    fs::create_dir_all(&folder).expect("a folder");
    folder.join(name)
}

#[test]
fn a_picture_is_read_by_both_engines() {
    for engine in ["interpreter", "compiled"] {
        let run = json(
            &mut litert(["run", DIGITS, "-i", THREE, "--engine", engine, "--json"]),
            0,
        );
        let best = &run["outputs"][0]["top"][0];
        assert_eq!(
            (&best["class"], &best["label"]),
            (&3.into(), &"3".into()),
            "{engine}"
        );
        assert!(run["configuration"].as_str().unwrap().starts_with(engine));
        let shown = quiet(
            &mut litert(["run", DIGITS, "-i", THREE, "--engine", engine]),
            0,
        );
        assert!(shown.contains("class   score  label\n      3"), "{shown}");
    }
}

#[test]
fn real_pictures_get_their_class() {
    let Some(models) = models() else { return };
    let model = models.join("models/mobilenet_v2_1_0_224_quant.tflite");
    let (model, image) = (text(&model), text(&models.join("images/parrot.jpg")));
    let run = json(litert(["run", "--json"]).args([&model, "-i", &image]), 0);
    assert_eq!(run["outputs"][0]["top"][0]["label"], "macaw");
}

#[test]
fn arrays_go_in_and_come_out() {
    let (a, b) = (scratch("a.npy"), scratch("b.npy"));
    let out = |seed: &str, file: &Path| {
        let file = text(file);
        let input = format!("random:{seed}");
        quiet(litert(["run", DIGITS, "-i", &input, "-o"]).arg(&file), 0);
        fs::read(&file).expect("an array")
    };
    let (first, again, other) = (out("1", &a), out("1", &a), out("2", &b));
    assert_eq!(first, again, "the same seed, the same numbers");
    assert_ne!(first, other);
    assert!(first.starts_with(b"\x93NUMPY\x01\x00"));

    // As an input: the shape must fit, and the type.
    let said = stderr(litert(["run", DIGITS, "-i"]).arg(&a), 1);
    assert!(said.contains("input 0 'image'"), "{said}");
    assert!(
        said.contains("[1, 10]") && said.contains("[1, 16, 16, 1]"),
        "{said}"
    );
}

#[test]
fn every_value_is_in_the_json() {
    let run = json(
        &mut litert(["run", "models/tiny/add.tflite", "-i", "zeros", "--json"]),
        0,
    );
    for output in run["outputs"].as_array().unwrap() {
        let shape = output["shape"].as_array().unwrap();
        let count: i64 = shape.iter().map(|it| it.as_i64().unwrap()).product();
        assert_eq!(output["values"].as_array().unwrap().len() as i64, count);
    }
}

#[test]
fn text_goes_in() {
    let Some(models) = models() else { return };
    let model = text(&models.join("models/gather_string.tflite"));
    let mut command = litert(["run", "--json", "-i"]);
    // The input takes ten.
    let lines = scratch("parrots.txt");
    fs::write(&lines, "parrot\n".repeat(10)).expect("a file");
    let lines = format!("input=lines:{}", text(&lines));
    command.args([&lines, "-i", "indices=zeros", &model]);
    let run = json(&mut command, 0);
    let values = run["outputs"][0]["values"].as_array().unwrap();
    assert!(
        values.iter().all(|it| it == &Value::from("parrot")),
        "{values:?}"
    );
    // The other engine has no way for text, and says which one has.
    let mut command = litert(["run", "--engine", "compiled", "-i"]);
    let said = stderr(command.args(["text:parrot", &model]), 1);
    assert!(said.contains("nterpreter"), "{said}");
}

/// The input takes three strings, in a shape that the file fixes.
#[test]
fn strings_of_a_fixed_shape_are_counted() {
    let Some(models) = models() else { return };
    let model = text(&models.join("models/string_input_model.tflite"));
    let said = stderr(&mut litert(["run", &model, "-i", "text:one"]), 1);
    assert!(
        said.contains("1 strings do not fill the shape [1, 3]"),
        "{said}"
    );
    // Without an input there are as many as it takes.
    let run = json(&mut litert(["run", &model, "--json"]), 0);
    assert_eq!(run["outputs"][0]["values"].as_array().unwrap().len(), 3);
    let lines = scratch("three.txt");
    fs::write(&lines, "a\nb\nc\n").unwrap();
    let lines = format!("lines:{}", text(&lines));
    let run = json(&mut litert(["run", &model, "--json", "-i", &lines]), 0);
    assert_eq!(
        run["outputs"][0]["values"],
        Value::from(vec!["a", "b", "c"])
    );
}

#[test]
fn mistakes_are_explained() {
    let says = |arguments: &[&str], what: &str| {
        let said = stderr(litert(["run"]).args(arguments), 1);
        assert!(said.contains(what), "{arguments:?}: {said}");
    };
    says(&["no/such.tflite"], "no/such.tflite");
    says(&["README.md"], "README.md: invalid model");
    says(&[DIGITS, "-i", "no.png"], "no.png");
    says(&[DIGITS, "-i", "README.md"], "input 0 'image'");
    says(&[DIGITS, "-i", ""], "nothing to put in");
    says(&[DIGITS, "-i", "image="], "nothing to put in");
    says(&[DIGITS, "-o", "output_0="], "name of a file is missing");
    says(&[DIGITS, "-i", THREE, "--mean", "nan"], "finite");
    says(&[DIGITS, "-i", THREE, "--std", "inf"], "finite");
    says(&[DIGITS, "-i", "zeros", "-i", "zeros"], "1 inputs (image)");
    says(&[DIGITS, "-o", "a", "-o", "b"], "1 outputs (output_0)");
    says(&[DIGITS, "--signature", "nope"], "serving_default");
    says(&[DIGITS, "--shape", "nope=1x2"], "nope");
    says(&[DIGITS, "--library", "no/such.so"], "no/such.so");
    says(&[DIGITS, "--delegate", "nope"], "no delegate 'nope'");
    says(
        &[DIGITS, "--delegate", "xnnpack,nope=1"],
        "no setting 'nope'",
    );
    says(&[DIGITS, "--delegate", "gpu"], "--accelerator gpu");
    says(
        &[DIGITS, "--engine", "interpreter", "--accelerator", "gpu"],
        "--engine compiled",
    );
    says(
        &[DIGITS, "--engine", "compiled", "--no-xnnpack"],
        "--engine interpreter",
    );
    assert!(stderr(&mut litert(["run", DIGITS, "--shape", "1xtwo"]), 2).contains("'two'"));
}

#[test]
fn misspelled_names_are_recognised() {
    let says = |arguments: &[&str], meant: &str| {
        let said = stderr(litert(["run", DIGITS]).args(arguments), 1);
        let meant = format!("did you mean '{meant}'?");
        assert!(said.contains(&meant), "{arguments:?}: {said}");
    };
    says(&["-i", &format!("imgae={THREE}")], "image");
    says(&["-i", "Image=zeros"], "image");
    says(&["--shape", "imag=1x16x16x1"], "image");
    says(&["-o", "output_9=x.npy"], "output_0");
    says(&["--signature", "serving"], "serving_default");
    let said = stderr(&mut litert(["run", DIGITS, "-i", "xyz=zeros"]), 1);
    assert!(said.contains("there is only image"), "{said}");
    // An equals sign in the name of a file is none of an input.
    let file = scratch("a=b.png");
    fs::copy(crate::support::root().join(THREE), &file).expect("a copy");
    quiet(&mut litert(["run", DIGITS, "-i", &text(&file)]), 0);
    let out = text(&scratch("c=d.npy"));
    let shown = quiet(&mut litert(["run", DIGITS, "-o", &out]), 0);
    assert!(shown.ends_with(&format!("\nwritten: {out}\n")), "{shown}");
}

/// The interpreter has no way to an NPU: without being told, the other engine is asked.
#[test]
fn what_was_compiled_for_an_npu_goes_to_the_engine_that_can() {
    let (Ok(runtime), tensor) = (litert::Runtime::load(), || Tensor::float(&[4])) else {
        litert_golden::skip_or_fail("there is no runtime");
        return;
    };
    for family in [litert::Family::TfLite, litert::Family::LiteRt] {
        if runtime.library(family).is_err() {
            litert_golden::skip_or_fail("there is no library for both engines");
            return;
        }
    }
    let model = Model {
        codes: vec![(32, Some("DISPATCH_OP"))],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors: vec![tensor(), tensor()],
            inputs: vec![0],
            outputs: vec![1],
            operators: vec![Operator::new(0, &[0], &[1])],
            ..Subgraph::default()
        }],
        ..Model::default()
    };
    let file = scratch("npu.tflite");
    fs::write(&file, model.build()).expect("a file");
    let run = |engine: &[&str]| {
        let output = litert(["run", &text(&file)]).args(engine).output();
        let output = output.expect("it starts");
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let said = run(&[]);
    assert!(
        said.contains("CompiledModel") && !said.contains("TfLiteInterpreter"),
        "{said}"
    );
    let said = run(&["--engine", "interpreter"]);
    assert!(said.contains("TfLiteInterpreter"), "{said}");
}

#[test]
fn missing_libraries_are_explained() {
    let mut command = litert(["run", DIGITS]);
    command.env("LITERT_LIBRARY_PATH", "README.md");
    let said = stderr(&mut command, 1);
    assert!(said.contains("LITERT_LIBRARY_PATH"), "{said}");
}
