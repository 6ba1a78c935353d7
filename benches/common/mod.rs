//! What benchmarks share.

use std::path::{Path, PathBuf};

/// The add model and digits of this repository, and MobileNetV2 where the shared test models are.
pub(crate) fn default_models() -> Vec<String> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let mut models = vec![
        own.join("tiny/add.tflite"),
        own.join("digits/digits_int8.tflite"),
    ];
    if let Some(shared) = std::env::var_os("LITERT_TEST_MODELS").map(PathBuf::from) {
        models.push(shared.join("bench/mobilenet_v2_random_f32.tflite"));
        models.push(shared.join("bench/mobilenet_v2_random_int8.tflite"));
        models.push(shared.join("models/mobilenet_v2_1_0_224_quant.tflite"));
    }
    models.retain(|model| model.exists());
    let text = |model: PathBuf| model.to_string_lossy().into_owned();
    models.into_iter().map(text).collect()
}

/// The one in the middle.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
