//! The memory that `inspect` estimates is about what the runtime takes.

use litert::types::ElementType;
use litert::{Family, Interpreter, Model, Runtime};
use litert_cli::exit::run_to_string;
use litert_golden::{skip_or_fail, suite_or_skip};
use serde_json::Value;

/// From the first byte of a value between operators to the last.
fn measured(model: &Model) -> litert::Result<u64> {
    let mut interpreter = Interpreter::builder().xnnpack(false).build(model)?;
    interpreter.invoke()?;
    let (mut first, mut last) = (usize::MAX, 0_usize);
    for (index, info) in interpreter.tensors().iter().enumerate() {
        if info.is_constant() || info.is_variable() || info.element_type() == ElementType::String {
            continue;
        }
        let tensor = interpreter.tensor(index)?;
        let bytes = tensor.bytes().as_ptr_range();
        if !bytes.is_empty() {
            first = first.min(bytes.start.addr());
            last = last.max(bytes.end.addr());
        }
    }
    Ok(last.saturating_sub(first) as u64)
}

#[test]
fn the_estimate_is_near_what_the_runtime_does() {
    let Some(suite) = suite_or_skip("the_estimate_is_near_what_the_runtime_does") else {
        return;
    };
    if Runtime::load()
        .and_then(|runtime| runtime.library(Family::TfLite))
        .is_err()
    {
        skip_or_fail("there is no library for the Interpreter");
        return;
    }
    let mut exact = 0;
    for id in [
        "mobilenet_v2_1_0_224_quant",
        "tf2_mobilenet_v2_1_0_224_ptq",
        "mobilenet_v1_0_25_128_quant",
        "movenet_single_pose_lightning_ptq",
        "deeplabv3_mnv2_dm05_pascal_quant",
        "torchaudio_conformer",
    ] {
        let file = suite.path(&suite.model(id).expect("a model").file);
        let measured = measured(&Model::from_file(&file).expect("a model")).expect("it runs");
        let path = file.to_str().expect("UTF-8");
        let (_, json) = run_to_string(&["inspect", path, "--json"], None).expect("a report");
        let report: Value = serde_json::from_str(&json).expect("JSON");
        let estimated = report["subgraphs"][0]["memory"]["arena_bytes"]
            .as_u64()
            .expect("a number");
        // What kernels need for themselves lies in between, and makes the rest larger.
        let ratio = estimated as f64 / measured as f64;
        assert!(
            (0.75..1.01).contains(&ratio),
            "{id}: {estimated} estimated, {measured} measured"
        );
        exact += usize::from((ratio - 1.0).abs() < 1e-4);
    }
    assert!(exact >= 4, "{exact}");
}
