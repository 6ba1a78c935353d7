//! Whole models: the shared ones and our own.

use std::path::Path;

use litert_golden::{Runtime, suite_or_skip};

use super::UnresolvedKind::{NotWritten, SizedLate};
use crate::ModelView;
use crate::shape_flow::{
    UnresolvedKind, UnresolvedOutput, unresolved_outputs, unresolved_outputs_as_declared,
};
use crate::shape_infer::output_shapes;
use crate::types::Shape;

/// Whether a binding that infers shapes can use the output of a run.
fn usable(output: &UnresolvedOutput, inferred: &[Option<Shape>], real: &[i32]) -> bool {
    output.kind == SizedLate
        && inferred
            .get(output.output)
            .copied()
            .flatten()
            .is_some_and(|shape| shape == real)
}

/// The official `CompiledModel` runs these, once in a process of its own: it corrupts memory in
/// another case of the same model.
const LUCKY: [&str; 1] = ["dynamic_shapes"];

#[test]
fn what_compiled_model_runs_is_not_refused() {
    let Some(suite) = suite_or_skip("what_compiled_model_runs_is_not_refused") else {
        return;
    };
    let mut accepted = 0;
    for case in suite.cases() {
        let resized = Runtime::CompiledModelNonStrictResize;
        let strict = case.runs_on(Runtime::CompiledModel);
        if !(strict || case.runs_on(resized)) || LUCKY.contains(&&*case.model.id) {
            continue;
        }
        let bytes = suite.model_bytes(case.model).unwrap();
        let model = ModelView::new(&bytes).unwrap();
        let unresolved = if strict {
            unresolved_outputs_as_declared(model, case.subgraph)
        } else {
            unresolved_outputs(model, case.subgraph)
        };
        for step in &case.steps {
            let inputs: Vec<Shape> = step
                .inputs
                .iter()
                .map(|input| Shape::new(&input.shape).unwrap())
                .collect();
            let inferred = output_shapes(model, case.subgraph, &inputs);
            for output in &unresolved {
                let real = &step.outputs[output.output].shape;
                assert!(usable(output, &inferred, real), "{case}: {output:?}");
            }
        }
        accepted += 1;
    }
    assert!(accepted > 80, "only {accepted} cases");
}

#[test]
fn what_compiled_model_only_seems_to_run_is_refused() {
    let Some(suite) = suite_or_skip("what_compiled_model_only_seems_to_run_is_refused") else {
        return;
    };
    for (id, kind) in [
        ("where_bool", NotWritten),
        ("tile_with_bool_input", NotWritten),
        ("topk_runtime_k", NotWritten),
        ("dynamic_shapes", SizedLate),
    ] {
        let entry = suite.model(id).unwrap();
        let bytes = suite.model_bytes(entry).unwrap();
        let model = ModelView::new(&bytes).unwrap();
        let unresolved = unresolved_outputs_as_declared(model, 0);
        assert_eq!(unresolved.len(), entry.outputs.len(), "{id}");
        let inputs: Vec<Shape> = model
            .main_subgraph()
            .inputs()
            .map(|input| input.shape())
            .collect();
        let inferred = output_shapes(model, 0, &inputs);
        for output in &unresolved {
            assert_eq!(output.kind, kind, "{id}: {output:?}");
            let shape = inferred.get(output.output).copied().flatten();
            assert!(kind == NotWritten || shape.is_none(), "{id}: {output:?}");
        }
    }
    // All other cases with a hazard are about buffers that were sized without a question.
    for case in suite
        .cases()
        .filter(|case| case.compiled_model_hazard.is_some())
    {
        let refused = [
            "where_bool",
            "tile_with_bool_input",
            "topk_runtime_k",
            "dynamic_shapes",
        ];
        let harmless =
            case.runs_on(Runtime::CompiledModel) || case.model.id == "add_unknown_dimensions";
        assert!(refused.contains(&&*case.model.id) || harmless, "{case}");
    }
}

/// A model of ours, with the kind of each output of each signature.
fn ours(file: &str) -> Vec<Vec<Option<UnresolvedKind>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../models")
        .join(file);
    let bytes = std::fs::read(path).unwrap();
    let model = ModelView::new(&bytes).unwrap();
    model
        .signatures()
        .map(|signature| {
            let graph = signature.subgraph();
            let found = unresolved_outputs_as_declared(model, graph.index());
            let kind = |at| found.iter().find(|it| it.output == at).map(|it| it.kind);
            (0..graph.outputs().count()).map(kind).collect()
        })
        .collect()
}

#[test]
fn our_own_models_are_judged_as_they_ran() {
    for file in [
        "tiny/add.tflite",
        "tiny/dynamic.tflite",
        "tiny/float16_io.tflite",
        "tiny/per_channel_int8.tflite",
        "digits/digits_int8.tflite",
    ] {
        assert_eq!(ours(file), [[None]], "{file}");
    }
    assert_eq!(
        ours("tiny/multi_signature.tflite"),
        [vec![None; 2], vec![None]]
    );
    assert_eq!(ours("tiny/control_flow.tflite"), [[None, None]]);
    assert_eq!(ours("tiny/strings.tflite"), [[Some(SizedLate), None]]);
    // Keras makes the target of a Flatten of the batch size.
    for file in [
        "tiny/keras_flatten.tflite",
        "digits/digits_float32.tflite",
        "digits/digits_dynrange.tflite",
    ] {
        assert_eq!(ours(file), [[Some(SizedLate)]], "{file}");
    }
    let variables = ours("tiny/resource_variables.tflite");
    assert_eq!(variables, [[None], [Some(NotWritten)], [None]]);
}

/// Files that are damaged and pass all checks all the same must not be the end of the analysis.
#[test]
fn damaged_models_are_judged_without_a_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/tiny");
    let mut judged = 0;
    for file in [
        "control_flow",
        "keras_flatten",
        "resource_variables",
        "strings",
    ] {
        let bytes = std::fs::read(folder.join(file).with_extension("tflite")).unwrap();
        for at in (0..bytes.len()).step_by(11) {
            for change in [1, 0x80, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] ^= change;
                let Ok(model) = ModelView::new(&damaged) else {
                    continue;
                };
                for graph in 0..=model.subgraph_count() {
                    let outputs = model
                        .subgraph(graph)
                        .map_or(0, |graph| graph.outputs().count());
                    assert!(unresolved_outputs(model, graph).len() <= outputs);
                    assert!(unresolved_outputs_as_declared(model, graph).len() <= outputs);
                }
                judged += 1;
            }
        }
    }
    assert!(judged > 500, "only {judged} models");
}
