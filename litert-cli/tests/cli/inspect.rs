//! `litert inspect`.

use std::fs;
use std::path::Path;

use litert_golden::suite_or_skip;

use crate::support::{json, litert, models, snapshot, stderr, stdout, text};
use crate::tflite::{Buffer, Model, Operator, Subgraph, Tensor};

/// Our own models, each with a part of the output that the others have not.
const MODELS: [(&str, &str); 5] = [
    ("digits", "models/digits/digits_int8.tflite"),
    ("control_flow", "models/tiny/control_flow.tflite"),
    ("signatures", "models/tiny/multi_signature.tflite"),
    ("strings", "models/tiny/strings.tflite"),
    ("custom", "models/custom_op/soft_clip.tflite"),
];

#[test]
fn models_are_described_to_people_and_programs() {
    for (name, path) in MODELS {
        let text = stdout(&mut litert(["inspect", path]), 0);
        snapshot(&format!("inspect_{name}.txt")).assert_eq(&text);
        let json = stdout(&mut litert(["inspect", path, "--json"]), 0);
        snapshot(&format!("inspect_{name}.json")).assert_eq(&json);
    }
}

/// What is changed in memory before a model runs.
#[test]
fn repairs_are_named() {
    let Some(models) = models() else { return };
    let file = text(&models.join("../faults/hybrid_depthwise/model.tflite"));
    let shown = stdout(&mut litert(["inspect", &file]), 0);
    assert!(shown.contains("\nRepairs"), "{shown}");
    assert!(shown.contains("its one scale is repeated"), "{shown}");
    let told = json(&mut litert(["inspect", &file, "--json"]), 0);
    let repairs = told.to_string();
    assert!(
        repairs.contains("for 64 channels along axis 3"),
        "{repairs}"
    );
}

/// What may end the process by the values that it gets.
#[test]
fn hazards_are_named() {
    let Some(models) = models() else { return };
    let file = text(&models.join("../faults/crashes/floor_mod_i32.tflite"));
    let shown = stdout(&mut litert(["inspect", &file]), 0);
    assert!(shown.contains("\nHazards"), "{shown}");
    let told = json(&mut litert(["inspect", &file, "--json"]), 0);
    assert!(told.to_string().contains("[floor-mod-overflow]"), "{told}");
}

#[test]
fn a_narrow_terminal_is_enough() {
    for (name, path) in MODELS {
        let text = stdout(litert(["inspect", path]).env("COLUMNS", "60"), 0);
        // The first line has the path, which is not cut: someone may want to copy it.
        for line in text.lines().skip(1) {
            assert!(line.chars().count() <= 60, "{name}: {line}");
        }
    }
    let text = stdout(litert(["inspect", MODELS[0].1]).env("COLUMNS", "60"), 0);
    snapshot("inspect_60_columns.txt").assert_eq(&text);
}

#[test]
fn colours_are_only_where_they_are_wanted() {
    let plain = stdout(&mut litert(["inspect", MODELS[0].1]), 0);
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let forced = stdout(
        &mut litert(["inspect", MODELS[0].1, "--color", "always"]),
        0,
    );
    assert!(forced.contains("\u{1b}["), "{forced}");
    assert_eq!(anstream::adapter::strip_str(&forced).to_string(), plain);
}

#[test]
fn all_weights_can_be_listed() {
    let few = stdout(&mut litert(["inspect", MODELS[0].1]), 0);
    let all = stdout(&mut litert(["inspect", MODELS[0].1, "--weights"]), 0);
    assert!(
        few.contains("--weights lists all") && !all.contains("--weights"),
        "{all}"
    );
    assert!(all.lines().count() >= few.lines().count());
}

#[test]
fn no_runtime_is_needed() {
    let mut command = litert(["inspect", MODELS[0].1]);
    command.env("LITERT_LIBRARY_PATH", "/no/such/library.so");
    assert!(stdout(&mut command, 0).contains("Interpreter"));
}

#[test]
fn containers_list_their_parts() {
    let Some(suite) = suite_or_skip("containers_list_their_parts") else {
        return;
    };
    for (file, part) in [
        ("tiny_lm.task", "TF_LITE_PREFILL_DECODE"),
        ("tiny_lm.litertlm", "tf_lite_prefill_decode"),
    ] {
        let inspect = |more: &[&str]| {
            let mut command = litert(["inspect", file]);
            command.args(more).current_dir(suite.path("llm"));
            command
        };
        let text = stdout(&mut inspect(&[]), 0);
        snapshot(&format!("inspect_{file}.txt")).assert_eq(&text);
        let json = stdout(&mut inspect(&["--json"]), 0);
        snapshot(&format!("inspect_{file}.json")).assert_eq(&json);

        // The same model is also there as a file of its own.
        let inside = stdout(&mut inspect(&["--part", part]), 0);
        let alone = stdout(
            litert(["inspect", "tiny_lm.tflite"]).current_dir(suite.path("llm")),
            0,
        );
        let rest = |text: &str| text.split_once('\n').map(|(_, rest)| rest.to_owned());
        assert_eq!(rest(&inside), rest(&alone));

        let said = stderr(&mut inspect(&["--part", "nothing"]), 1);
        assert!(said.contains(part), "{said}");
    }
    let said = stderr(&mut litert(["inspect", MODELS[0].1, "--part", "x"]), 1);
    assert!(said.contains("--part is for"), "{said}");
}

#[test]
fn operators_that_every_library_has_are_not_asked_for() {
    let folder = crate::support::folder("provided");
    let tensor = || Tensor::float(&[4]);
    for (name, by) in [
        ("AudioSpectrogram", "kernels of"),
        ("Mfcc", "kernels of"),
        ("TFLite_Detection_PostProcess", "kernels of"),
        ("Convolution2DTransposeBias", "the XNNPACK delegate of"),
        ("SomethingElse", ""),
    ] {
        let model = Model {
            codes: vec![(32, Some(name))],
            buffers: vec![Buffer::default()],
            subgraphs: vec![Subgraph {
                tensors: vec![tensor(), tensor()],
                inputs: vec![0],
                outputs: vec![1],
                operators: vec![Operator {
                    // A FlexBuffer of an empty map: its keys, their count, and the map itself.
                    custom_options: Some(vec![0, 0, 1, 0, 0, 36, 1]),
                    ..Operator::new(0, &[0], &[1])
                }],
                ..Subgraph::default()
            }],
            ..Model::default()
        };
        let file = folder.join(name);
        fs::write(&file, model.build()).expect("a file");
        let file = crate::support::text(&file);
        let shown = stdout(&mut litert(["inspect", &file]), 0);
        let report = crate::support::json(&mut litert(["inspect", &file, "--json"]), 0);
        let needs = &report["needs"];
        if by.is_empty() {
            assert!(
                shown.contains("needs the custom operator 'SomethingElse'"),
                "{shown}"
            );
            assert_eq!(needs["custom_operators"], serde_json::json!([name]));
            continue;
        }
        assert_eq!(needs["custom_operators"], serde_json::json!([]));
        assert_eq!(needs["provided_operators"], serde_json::json!([name]));
        for library in [
            "liblitert-lm and libtensorflowlite_c",
            "libLiteRt and liblitert-lm",
        ] {
            let line = format!("- operator '{name}': {by} {library}");
            assert!(shown.contains(&line), "{line}: {shown}");
        }
        assert!(
            !shown.contains("if helped") && !shown.contains("needs"),
            "{shown}"
        );
    }
}

#[test]
fn damage_is_named() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damage");
    fs::create_dir_all(&folder).expect("a folder");
    let model = fs::read(crate::support::root().join(MODELS[0].1)).expect("a model");
    for (name, bytes, words) in [
        ("empty", &[][..], "is the file empty?"),
        ("cut", &model[..model.len() / 2], "cannot inspect"),
        ("zip", b"PK\x03\x04 and no more", "ZIP"),
        ("lm", b"LITERTLM\x01\0\0\0", "header"),
        ("text", b"hello, this is no model", "TFL3"),
    ] {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("a file");
        let said = stderr(&mut litert(["inspect", path.to_str().expect("UTF-8")]), 1);
        assert!(
            said.contains(words) && said.contains(name),
            "{name}: {said}"
        );
    }
    let said = stderr(&mut litert(["inspect", "no/such/file"]), 1);
    assert!(said.contains("cannot read no/such/file"), "{said}");
}
