//! `litert inspect --json` agrees with what the official tools say about the shared models.

use std::collections::BTreeMap;

use litert_cli::exit::run_to_string;
use litert_golden::{Model, Suite, manifest, suite_or_skip};
use serde_json::Value;

/// What the command says about a model, or why it refuses it.
fn inspect(suite: &Suite, model: &Model) -> Result<Value, String> {
    let path = suite.path(&model.file);
    let path = path.to_str().expect("UTF-8");
    let (_, text) =
        run_to_string(&["inspect", path, "--json"], None).map_err(|error| format!("{error:#}"))?;
    // The text form must work as well, and not only for the few that have a snapshot.
    let (_, plain) = run_to_string(&["inspect", path], Some(60)).expect("text");
    assert!(plain.contains("Engines"), "{plain}");
    Ok(serde_json::from_str(&text).expect("JSON"))
}

#[test]
fn every_shared_model_is_described_or_refused() {
    let Some(suite) = suite_or_skip("every_shared_model_is_described_or_refused") else {
        return;
    };
    let (mut described, mut refused) = (0, Vec::new());
    for model in suite.models() {
        match inspect(suite, model) {
            Ok(report) => {
                described += 1;
                agree(model, &report);
            }
            Err(why) => {
                assert!(why.contains("cannot inspect"), "{}: {why}", model.id);
                refused.push(model.id.as_str());
            }
        }
    }
    assert_eq!(described + refused.len(), 99);
    // Broken on purpose, or known to crash the runtimes.
    refused.sort_unstable();
    let expected = expect_test::expect_file!["snapshots/refused_models.txt"];
    expected.assert_eq(&format!("{}\n", refused.join("\n")));
}

fn agree(model: &Model, report: &Value) {
    let id = &model.id;
    assert_eq!(report["bytes"], model.size, "{id}");
    assert_eq!(
        report["schema_version"].as_u64(),
        model.schema_version.map(u64::from),
        "{id}"
    );
    graphs_and_operators(model, report);
    // The official tools show these only for models that they can load.
    if id != "derived_unknown_builtin" {
        interface(model, report);
    }
    let entries =
        list(&report["metadata"]["entries"]).map(|it| (text(&it["name"]), it["bytes"].as_u64()));
    let expected: Vec<_> = model
        .metadata
        .iter()
        .map(|it| (it.key.clone(), Some(it.size)))
        .collect();
    assert_eq!(entries.collect::<Vec<_>>(), expected, "{id}");
    let files: Vec<_> = list(&report["metadata"]["files"])
        .map(|it| text(&it["name"]))
        .collect();
    assert_eq!(files, model.associated_files, "{id}");
    for entry in model
        .metadata
        .iter()
        .filter(|entry| entry.key == "min_runtime_version")
    {
        // The field may be there and blank.
        let version = report["min_runtime_version"].as_str().unwrap_or_default();
        assert_eq!(Some(version), entry.text.as_deref(), "{id}");
    }
    assert_eq!(
        report["metadata"]["problems"],
        serde_json::json!([]),
        "{id}"
    );
    assert_eq!(
        report["has_variable_tensors"], model.has_variable_tensors,
        "{id}"
    );
}

fn graphs_and_operators(model: &Model, report: &Value) {
    let id = &model.id;
    let graphs: Vec<_> = list(&report["subgraphs"])
        .map(|it| {
            (
                text(&it["name"]),
                it["operators"].as_u64(),
                it["tensors"].as_u64(),
            )
        })
        .collect();
    let expected: Vec<_> = model
        .subgraphs
        .iter()
        .map(|it| {
            (
                it.name.clone(),
                Some(it.operators as u64),
                Some(it.tensors as u64),
            )
        })
        .collect();
    assert_eq!(graphs, expected, "{id}");
    let mut operators = BTreeMap::new();
    for group in list(&report["operators"]) {
        let name = text(&group["name"]);
        let name = match group["is_custom"].as_bool() {
            Some(true) => format!("CUSTOM {name}"),
            _ => name.replace("UNKNOWN_", ""),
        };
        *operators.entry(name).or_insert(0) += group["count"].as_u64().expect("a count") as u32;
    }
    assert_eq!(operators, model.operators, "{id}");
}

fn interface(model: &Model, report: &Value) {
    let id = &model.id;
    let signatures: Vec<&Value> = list(&report["signatures"]).collect();
    assert_eq!(
        report["has_signatures"],
        !model.signatures.is_empty(),
        "{id}"
    );
    if model.signatures.is_empty() {
        let [main] = signatures[..] else {
            panic!("{id}: {signatures:?}")
        };
        assert_eq!(main["key"], Value::Null, "{id}");
        tensors(id, &model.inputs, &main["inputs"]);
        tensors(id, &model.outputs, &main["outputs"]);
        return;
    }
    assert_eq!(signatures.len(), model.signatures.len(), "{id}");
    for (expected, found) in model.signatures.iter().zip(signatures) {
        assert_eq!(found["key"], expected.key, "{id}");
        assert_eq!(found["subgraph"], expected.subgraph, "{id}");
        if let Some(listed) = &expected.compiled_model {
            let names = |of: &Value| list(of).map(|it| text(&it["name"])).collect::<Vec<_>>();
            assert_eq!(names(&found["inputs"]), listed.inputs, "{id}");
            assert_eq!(names(&found["outputs"]), listed.outputs, "{id}");
        }
        if expected.subgraph == 0 {
            tensors(id, &model.inputs, &found["inputs"]);
            tensors(id, &model.outputs, &found["outputs"]);
        }
    }
}

fn tensors(id: &str, expected: &[manifest::TensorInfo], found: &Value) {
    assert_eq!(list(found).count(), expected.len(), "{id}");
    for (expected, found) in expected.iter().zip(list(found)) {
        let what = format!("{id} '{}'", expected.name);
        assert_eq!(found["tensor_name"], expected.name, "{what}");
        assert_eq!(found["index"], expected.tensor_index, "{what}");
        assert_eq!(found["type"], expected.dtype.to_string(), "{what}");
        assert_eq!(found["shape"], serde_json::json!(expected.shape), "{what}");
        let open = serde_json::json!(expected.shape_signature);
        assert_eq!(found["shape_signature"], open, "{what}");
        quantization(&what, expected, &found["quantization"]);
    }
}

fn quantization(what: &str, expected: &manifest::TensorInfo, found: &Value) {
    let Some(expected) = &expected.quantization else {
        assert!(
            !["per_tensor", "per_channel"].contains(&found["kind"].as_str().unwrap_or("")),
            "{what}"
        );
        return;
    };
    let numbers = |value: &Value| -> Vec<f64> {
        let single = value.as_f64().into_iter();
        single
            .chain(list(value).filter_map(Value::as_f64))
            .collect()
    };
    let (scales, zero_points) = match found["kind"].as_str() {
        Some("per_tensor") => (&found["scale"], &found["zero_point"]),
        Some("per_channel") => {
            assert_eq!(found["axis"], expected.quantized_dimension, "{what}");
            (&found["scales"], &found["zero_points"])
        }
        other => panic!("{what}: {other:?}"),
    };
    // Both sides print 32-bit floats in their own way.
    let floats = |all: &[f64]| all.iter().map(|&scale| scale as f32).collect::<Vec<_>>();
    assert_eq!(floats(&numbers(scales)), floats(&expected.scales), "{what}");
    let listed: Vec<f64> = expected
        .zero_points
        .iter()
        .map(|&zero| zero as f64)
        .collect();
    assert_eq!(numbers(zero_points), listed, "{what}");
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
