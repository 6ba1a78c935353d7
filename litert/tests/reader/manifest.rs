//! The model reader agrees with what the official tools say about the shared models.

use std::collections::BTreeMap;

use litert::model::metadata::{FileKind, TensorContent};
use litert::model::reader::{OperatorView, TensorView};
use litert::model::{InvalidModelKind, ModelInfo, ModelView, TensorInfo};
use litert::types::{ElementType, Quantization};
use litert_golden::{Model, Suite, manifest, suite_or_skip};

/// Broken models that pass the check all the same, because the runtimes refuse them in an orderly
/// way and say why: an operator that does not exist (yet), and a constant without data.
const LEFT_TO_THE_RUNTIME: [&str; 2] = ["derived_unknown_builtin", "segment_sum_invalid_buffer"];

/// A model that no runtime runs, which the check notices before they do.
const REFUSED_EARLY: &str = "add_shared_tensors";

fn must_be_refused(model: &Model) -> bool {
    (model.corrupt() || model.known_crash() || model.id == REFUSED_EARLY)
        && !LEFT_TO_THE_RUNTIME.contains(&model.id.as_str())
}

/// Whether the manifest lists inputs, outputs and signatures: the official tools showed them only
/// for models that they could load.
fn has_interface(model: &Model) -> bool {
    model.id != "derived_unknown_builtin"
}

fn for_each_good(test: &str, check: impl Fn(&Suite, &Model, ModelView<'_>)) {
    let Some(suite) = suite_or_skip(test) else {
        return;
    };
    let mut seen = 0;
    for model in suite
        .models()
        .iter()
        .filter(|model| !must_be_refused(model))
    {
        let bytes = suite.model_bytes(model).expect("the suite has its files");
        let view = ModelView::new(&bytes).unwrap_or_else(|error| panic!("{}: {error}", model.id));
        check(suite, model, view);
        seen += 1;
    }
    assert!(seen >= 80, "only {seen} models were looked at");
}

#[test]
fn broken_models_are_refused_with_a_reason() {
    let Some(suite) = suite_or_skip("broken_models_are_refused_with_a_reason") else {
        return;
    };
    let mut kinds = BTreeMap::new();
    for model in suite.models().iter().filter(|model| must_be_refused(model)) {
        let bytes = suite.model_bytes(model).expect("the suite has its files");
        let error = ModelView::new(&bytes).expect_err(&model.id);
        assert!(error.message().len() > 20, "{}: {error}", model.id);
        kinds.insert(model.id.clone(), error.kind());
    }
    for (id, kind) in [
        ("derived_empty_file", InvalidModelKind::NotAModel),
        ("derived_bad_identifier", InvalidModelKind::NotAModel),
        ("invalid_model", InvalidModelKind::NotAModel),
        ("test_model_broken", InvalidModelKind::NotAModel),
        ("derived_truncated", InvalidModelKind::Structure),
        ("derived_truncated_mobilenet", InvalidModelKind::Structure),
        ("derived_root_offset", InvalidModelKind::Structure),
        ("derived_schema_version_9", InvalidModelKind::SchemaVersion),
        ("schema_version_2", InvalidModelKind::SchemaVersion),
        ("derived_huge_shape", InvalidModelKind::Tensor),
        ("derived_short_constant", InvalidModelKind::Tensor),
        ("derived_tensor_index", InvalidModelKind::Operator),
        ("blockwise_quantized", InvalidModelKind::Operator),
        ("derived_signature_subgraph", InvalidModelKind::Signature),
        ("derived_signature_tensor", InvalidModelKind::Signature),
        ("no_subgraphs", InvalidModelKind::Subgraph),
        (REFUSED_EARLY, InvalidModelKind::Operator),
    ] {
        assert_eq!(kinds.remove(id), Some(kind), "{id}");
    }
    assert!(
        kinds.is_empty(),
        "refused, but with no expectation here: {kinds:?}"
    );
}

#[test]
fn models_that_run_pass_for_compiled_model_too() {
    for_each_good(
        "models_that_run_pass_for_compiled_model_too",
        |_, model, view| {
            if model.loads_and_allocates.get("compiled_model") == Some(&true) {
                view.check_for_compiled_model()
                    .unwrap_or_else(|e| panic!("{}: {e}", model.id));
            }
        },
    );
}

#[test]
fn graphs_and_operators_agree() {
    for_each_good("graphs_and_operators_agree", |_, model, view| {
        let id = &model.id;
        assert_eq!(Some(view.schema_version()), model.schema_version, "{id}");
        let graphs: Vec<_> = view
            .subgraphs()
            .map(|graph| {
                (
                    graph.name().into_owned(),
                    graph.operator_count(),
                    graph.tensor_count(),
                )
            })
            .collect();
        let expected: Vec<_> = model
            .subgraphs
            .iter()
            .map(|it| (it.name.clone(), it.operators, it.tensors))
            .collect();
        assert_eq!(graphs, expected, "{id}");

        let mut operators = BTreeMap::new();
        for operator in view.subgraphs().flat_map(|graph| graph.operators()) {
            *operators.entry(listed_name(operator)).or_insert(0) += 1;
        }
        assert_eq!(operators, model.operators, "{id}");

        let variables = view
            .subgraphs()
            .any(|graph| graph.tensors().any(TensorView::is_variable));
        assert_eq!(variables, model.has_variable_tensors, "{id}");
    });
}

fn listed_name(operator: OperatorView<'_>) -> String {
    let code = operator.code().expect("every operator is of some kind");
    match code.custom_name() {
        Some(name) => format!("CUSTOM {name}"),
        // The manifest calls operators that do not exist by their number.
        None => code.name().replace("UNKNOWN_", ""),
    }
}

#[test]
fn tensors_agree() {
    for_each_good("tensors_agree", |_, model, view| {
        if !has_interface(model) {
            return;
        }
        let graph = view.main_subgraph();
        for (expected, tensor) in model.inputs.iter().zip(graph.inputs()) {
            same_tensor(model, expected, tensor);
        }
        for (expected, tensor) in model.outputs.iter().zip(graph.outputs()) {
            same_tensor(model, expected, tensor);
        }
        assert_eq!(graph.inputs().count(), model.inputs.len(), "{}", model.id);
        assert_eq!(graph.outputs().count(), model.outputs.len(), "{}", model.id);
        for expected in &model.notable_tensors {
            let tensor = graph
                .tensor(expected.tensor_index)
                .expect("the tensor exists");
            same_tensor(model, expected, tensor);
            assert_eq!(
                tensor.is_sparse(),
                expected.sparsity.is_some(),
                "{}",
                model.id
            );
        }
    });
}

fn same_tensor(model: &Model, expected: &manifest::TensorInfo, tensor: TensorView<'_>) {
    let what = format!(
        "{} tensor {} '{}'",
        model.id, expected.tensor_index, expected.name
    );
    assert_eq!(tensor.index(), expected.tensor_index, "{what}");
    assert_eq!(tensor.name(), expected.name, "{what}");
    let ty = match tensor.element_type() {
        // The manifest was made with numpy, which has no smaller integers.
        ElementType::Int4 => ElementType::Int8,
        other => other,
    };
    assert_eq!(ty.to_string(), expected.dtype.to_string(), "{what}");
    assert_eq!(tensor.shape().dims(), expected.shape, "{what}");
    assert_eq!(
        tensor.shape_signature().dims(),
        expected.shape_signature,
        "{what}"
    );
    same_quantization(&what, expected, &tensor.quantization());
}

fn same_quantization(what: &str, expected: &manifest::TensorInfo, found: &Quantization) {
    let Some(stored) = &expected.quantization else {
        assert!(
            !matches!(
                found,
                Quantization::PerTensor(_) | Quantization::PerChannel(_)
            ),
            "{what}"
        );
        return;
    };
    let (scales, zero_points, axis) = match found {
        Quantization::PerTensor(params) => (
            vec![params.scale],
            vec![params.zero_point],
            stored.quantized_dimension as usize,
        ),
        Quantization::PerChannel(channels) => (
            channels.scales().to_vec(),
            channels.zero_points().to_vec(),
            channels.axis(),
        ),
        // The manifest lists the numbers from the tensors that hold them.
        Quantization::Blockwise(blocks) => {
            assert_eq!(
                Some(blocks.block_size),
                expected.quantization_block_size,
                "{what}"
            );
            return;
        }
        other => panic!("{what}: {other:?}"),
    };
    // The numbers in the manifest are doubles in decimal, and were floats before.
    let listed: Vec<f32> = stored.scales.iter().map(|&scale| scale as f32).collect();
    assert_eq!(scales, listed, "{what}");
    assert_eq!(axis, stored.quantized_dimension as usize, "{what}");
    for (index, &zero_point) in zero_points.iter().enumerate() {
        let listed = stored.zero_points.get(index).or(stored.zero_points.first());
        assert_eq!(Some(&i64::from(zero_point)), listed, "{what}");
    }
}

#[test]
fn signatures_agree_in_every_order() {
    for_each_good("signatures_agree_in_every_order", |_, model, view| {
        if !has_interface(model) {
            return;
        }
        let id = &model.id;
        assert_eq!(view.signature_count(), model.signatures.len(), "{id}");
        let info = ModelInfo::from_view(&view);
        assert_eq!(info.has_signatures(), !model.signatures.is_empty(), "{id}");
        for (expected, signature) in model.signatures.iter().zip(view.signatures()) {
            assert_eq!(signature.key(), expected.key, "{id}");
            assert_eq!(signature.subgraph().index(), expected.subgraph, "{id}");
            let listed = |tensors: &[manifest::SignatureTensor]| -> Vec<_> {
                tensors
                    .iter()
                    .map(|it| (it.name.clone(), it.tensor_index))
                    .collect()
            };
            let stored: Vec<_> = signature
                .stored_inputs()
                .map(|it| (it.name.into_owned(), it.tensor.index()))
                .collect();
            assert_eq!(stored, listed(&expected.inputs), "{id}");
            let stored: Vec<_> = signature
                .stored_outputs()
                .map(|it| (it.name.into_owned(), it.tensor.index()))
                .collect();
            assert_eq!(stored, listed(&expected.outputs), "{id}");

            let owned = info
                .signature(&expected.key)
                .expect("the key was just listed");
            if let Some(listed) = &expected.compiled_model {
                assert_eq!(names(owned.inputs()), listed.inputs, "{id}");
                assert_eq!(names(owned.outputs()), listed.outputs, "{id}");
            }
            if let Some(listed) = &expected.interpreter {
                assert_eq!(sorted(owned.inputs()), listed.inputs, "{id}");
                assert_eq!(sorted(owned.outputs()), listed.outputs, "{id}");
            }
        }
        if let Some(default) = &model.compiled_model_default_signature {
            let made_up = info.default_signature();
            assert_eq!(made_up.key(), None, "{id}");
            assert_eq!(names(made_up.inputs()), default.inputs, "{id}");
            assert_eq!(names(made_up.outputs()), default.outputs, "{id}");
        }
    });
}

fn names(tensors: &[TensorInfo]) -> Vec<&str> {
    tensors.iter().map(TensorInfo::name).collect()
}

fn sorted(tensors: &[TensorInfo]) -> Vec<&str> {
    let mut names = names(tensors);
    names.sort_unstable();
    names
}

#[test]
fn metadata_and_attached_files_agree() {
    for_each_good("metadata_and_attached_files_agree", |_, model, view| {
        let id = &model.id;
        let found: Vec<_> = view
            .metadata()
            .map(|it| (it.name.into_owned(), it.data.len() as u64))
            .collect();
        let expected: Vec<_> = model
            .metadata
            .iter()
            .map(|it| (it.key.clone(), it.size))
            .collect();
        assert_eq!(found, expected, "{id}");
        for entry in &model.metadata {
            let data = view
                .metadata_bytes(&entry.key)
                .expect("the entry was just listed");
            if let Some(text) = &entry.text {
                assert!(data.starts_with(text.as_bytes()), "{id} {}", entry.key);
            }
            if entry.key == "min_runtime_version" {
                // The field may be there and blank.
                let version = view.min_runtime_version().unwrap_or_default();
                assert_eq!(Some(&*version), entry.text.as_deref(), "{id}");
            }
        }
        let files = view
            .attached_files()
            .unwrap_or_else(|error| panic!("{id}: {error}"));
        let found: Vec<_> = files.iter().map(|file| file.name()).collect();
        assert_eq!(found, model.associated_files, "{id}");
        for file in &files {
            file.read().unwrap_or_else(|error| panic!("{id}: {error}"));
        }
    });
}

#[test]
fn mobilenet_describes_its_input_and_brings_its_labels() {
    let test = "mobilenet_describes_its_input_and_brings_its_labels";
    let Some(suite) = suite_or_skip(test) else {
        return;
    };
    let model = suite
        .model("mobilenet_v2_1_0_224_quant")
        .expect("the suite has this model");
    let bytes = suite.model_bytes(model).expect("the suite has its files");
    let view = ModelView::new(&bytes).expect("the model is good");

    let labels = view
        .labels()
        .expect("the labels can be read")
        .expect("there are labels");
    let listed = std::fs::read_to_string(suite.path("labels/imagenet_labels.txt"))
        .expect("the suite has its files");
    assert_eq!(
        labels.iter().collect::<Vec<_>>(),
        listed.lines().collect::<Vec<_>>()
    );
    assert_eq!(labels.get(0), Some("background"));

    let metadata = view
        .model_metadata()
        .expect("it can be read")
        .expect("there is metadata");
    let graph = metadata.subgraphs.first().expect("there is one graph");
    let input = graph.inputs.first().expect("it has an input");
    assert!(
        matches!(input.content, Some(TensorContent::Image { .. })),
        "{input:?}"
    );
    let normalization = input
        .normalization
        .as_ref()
        .expect("it says how to normalise");
    assert_eq!(normalization.apply(127.5, 0), 0.0, "{normalization:?}");
    let output = graph.outputs.first().expect("it has an output");
    assert_eq!(
        output.files.first().map(|file| file.kind),
        Some(FileKind::AxisLabels)
    );
}

#[test]
fn special_models_are_recognised() {
    let Some(suite) = suite_or_skip("special_models_are_recognised") else {
        return;
    };
    let info = |id: &str| {
        let model = suite.model(id).unwrap_or_else(|| panic!("no model {id}"));
        let bytes = suite.model_bytes(model).expect("the suite has its files");
        ModelInfo::from_view(&ModelView::new(&bytes).unwrap_or_else(|e| panic!("{id}: {e}")))
    };
    assert!(info("split_concat_edgetpu").needs_edgetpu());
    assert!(!info("split_concat").needs_edgetpu());
    assert!(info("npu_google_tensor_precompiled").needs_npu_dispatch());
    assert_eq!(
        info("double_flex").flex_operators().collect::<Vec<_>>(),
        ["FlexDouble"]
    );
    assert_eq!(info("custom_sinh").custom_operators(), ["Sinh"]);
    assert!(info("keras_lstm_mnist_ptq").has_variable_tensors());
    assert!(
        info("add_dynamic_batch")
            .default_signature()
            .has_dynamic_inputs()
    );
    assert!(info("where_bool").default_signature().has_dynamic_outputs());
    assert!(!info("add").default_signature().has_dynamic_inputs());
}
