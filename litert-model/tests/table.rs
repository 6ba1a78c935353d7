//! What the table of operators accepts and refuses among models that people made.

use std::path::{Path, PathBuf};

use litert_golden::{ENV_MODELS, skip_or_fail};
use litert_model::ModelView;

/// Models that end the process, and the rules that refuse them.
const CRASHES: &[(&str, &str)] = &[
    ("floor_div_i64", "element-types"),
    ("q_equal_int16", "scales-impossible"),
    ("q_log_int16", "scales-impossible"),
    ("s_reverse_no_axes", "axes-empty"),
    ("s_transpose_scalar", "axes-empty"),
    ("t_bitcast", "bitcast-size"),
    ("t_fake_quant_int8", "element-types"),
    ("t_matrix_diag_bool", "element-types"),
    ("t_matrix_diag_f16", "element-types"),
    ("t_resize_nn_f16", "element-types"),
    ("t_softmax_f16_int8", "element-types"),
];

/// Models that are broken on purpose, or that the runtimes cannot run.
const BROKEN: &[&str] = &[
    "add_shared_tensors",
    "blockwise_quantized",
    "derived_huge_shape",
    "derived_root_offset",
    "derived_schema_version_9",
    "derived_short_constant",
    "derived_signature_subgraph",
    "derived_signature_tensor",
    "derived_tensor_index",
    "derived_truncated",
    "derived_truncated_mobilenet",
    "no_subgraphs",
    "schema_version_2",
];

fn shared(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(ENV_MODELS).map(PathBuf::from);
    if folder.is_none() {
        skip_or_fail(format_args!(
            "{test}: {ENV_MODELS} names no folder of models"
        ));
    }
    folder
}

#[test]
fn models_that_crash_are_refused_by_name() {
    let test = "models_that_crash_are_refused_by_name";
    let Some(folder) = shared(test).map(|folder| folder.join("../faults/crashes")) else {
        return;
    };
    if !folder.is_dir() {
        skip_or_fail(format_args!(
            "{test}: there is no folder {}",
            folder.display()
        ));
        return;
    }
    for (name, rule) in CRASHES {
        let bytes = std::fs::read(folder.join(name).with_extension("tflite")).unwrap();
        let error = ModelView::new(&bytes).expect_err(name);
        assert_eq!(error.name(), *rule, "{name}: {error}");
        assert!(
            error.to_string().ends_with(&format!(" [{rule}]")),
            "{error}"
        );
    }
}

#[test]
fn models_that_run_are_accepted() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    let folders = [Some(own), shared("models_that_run_are_accepted")];
    let mut files = Vec::new();
    for folder in folders.into_iter().flatten() {
        models(&folder, &mut files);
    }
    assert!(files.len() > 5, "{files:?}");
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).unwrap();
        // Bundles have the same ending.
        if BROKEN.contains(&&*name) || bytes.get(4..8) != Some(b"TFL3") {
            continue;
        }
        if let Err(error) = ModelView::new(&bytes) {
            panic!("{}: {error}", file.display());
        }
    }
}

fn models(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            models(&path, found);
        } else if path.extension().is_some_and(|it| it == "tflite") {
            found.push(path);
        }
    }
}
