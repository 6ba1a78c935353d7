//! Inputs that are written as the official MediaPipe Tasks write them give their answers.

use std::path::{Path, PathBuf};

use litert::{CompiledModel, Engine, Interpreter, Model};
use litert_tasks::{ImageInput, Picture, Sampling};

fn folder() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("LITERT_TEST_MODELS") else {
        litert_golden::skip_or_fail("LITERT_TEST_MODELS is not set");
        return None;
    };
    Some(Path::new(&folder).join("tasks"))
}

/// The scores of a model for a picture, as real numbers, on both engines.
fn scores(folder: &Path, model: &str, picture: &Path, sampling: Sampling) -> Vec<Vec<f32>> {
    let model = Model::from_file(folder.join("models").join(model)).unwrap();
    let picture = Picture::open(picture).unwrap();
    let mut input = ImageInput::of(&model, 0).unwrap().sampling(sampling);
    let engines: [Box<dyn Engine>; 2] = [
        Box::new(Interpreter::new(&model).unwrap()),
        Box::new(CompiledModel::new(&model).unwrap()),
    ];
    engines
        .into_iter()
        .map(|mut engine| {
            input
                .write(&picture, &mut engine.input_mut(0).unwrap())
                .unwrap();
            engine.run().unwrap();
            engine.output(0).unwrap().to_f32().unwrap()
        })
        .collect()
}

#[test]
fn classifiers_say_what_the_official_tasks_say() {
    let Some(folder) = folder() else { return };
    let text = std::fs::read_to_string(folder.join("golden.json")).unwrap();
    let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut seen = 0;
    for case in golden["results"].as_array().unwrap() {
        if case["task"] != "image_classifier" {
            continue;
        }
        seen += 1;
        let (model, picture) = (
            case["model"].as_str().unwrap(),
            case["input"].as_str().unwrap(),
        );
        let path = folder.join("inputs").join(picture);
        for scores in scores(&folder, model, &path, Sampling::MediaPipe) {
            let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
            let best = best.unwrap();
            let expected = &case["result"][0];
            assert_eq!(
                Some(best as u64),
                expected["index"].as_u64(),
                "{model} {picture}"
            );
            let score = expected["score"].as_f64().unwrap() as f32;
            // Two steps of a quantized score; the decoders of JPEG files differ by a level.
            let allowed = if model.contains("float") {
                0.01
            } else {
                2.0 / 256.0
            };
            println!("{model} {picture}: {} and {score}", scores[best]);
            assert!(
                (scores[best] - score).abs() <= allowed + 1e-6,
                "{model} {picture}: {} and not {score}",
                scores[best]
            );
        }
    }
    assert_eq!(seen, 4);
}
