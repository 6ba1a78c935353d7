//! Every value that the official Python package gave for the tiny embedding model.

use litert_lm::{EmbedOptions, EmbeddingEngine, Error, Overflow};
use serde_json::Value;

use crate::support::{expected, list, loaded, model, text};

fn options(case: &Value) -> EmbedOptions {
    let mut options = EmbedOptions::new();
    for (name, value) in case["options"].as_object().expect("options") {
        options = match name.as_str() {
            "normalize" => options.normalize(value.as_bool().unwrap()),
            "insert_special_tokens" => options.special_tokens(value.as_bool().unwrap()),
            "output_size" => options.size(value.as_u64().unwrap() as u32),
            "input_overflow_strategy" => options.overflow(match value.as_str().unwrap() {
                "CHUNK_AND_AVERAGE" => Overflow::ChunkAndAverage,
                "TRUNCATE" => Overflow::Truncate,
                "ERROR" => Overflow::Error,
                other => panic!("{other}"),
            }),
            other => panic!("{other}"),
        };
    }
    options
}

#[test]
fn embeddings_are_those_of_the_official_package() {
    if !loaded() {
        return;
    }
    let values = expected("expected_embed.json");
    let tolerance = values["tolerance"].as_f64().unwrap();
    let engine = EmbeddingEngine::new(model("tiny_embed.litertlm")).unwrap();
    for _ in 0..3 {
        for case in list(&values, "cases") {
            let said = text(case, "text");
            let got = engine.embed_with(said, &options(case)).unwrap();
            let wanted = list(case, "values");
            assert_eq!(got.len(), wanted.len(), "{said}");
            for (got, wanted) in got.iter().zip(wanted) {
                let off = (f64::from(*got) - wanted.as_f64().unwrap()).abs();
                assert!(off <= tolerance, "{said}: {got} {wanted}");
            }
        }
    }
}

#[test]
fn embeddings_of_a_batch_are_those_of_its_texts() {
    if !loaded() {
        return;
    }
    let engine = EmbeddingEngine::new(model("tiny_embed.litertlm")).unwrap();
    let texts = ["say hello", "", "a small brown crab set out to sea"];
    let all = engine.embed_all(&texts, &EmbedOptions::new()).unwrap();
    assert_eq!(all.len(), texts.len());
    for (text, vector) in texts.iter().zip(&all) {
        assert_eq!(&engine.embed(*text).unwrap(), vector, "{text}");
    }
    assert!(
        engine
            .embed_all(&[], &EmbedOptions::new())
            .unwrap()
            .is_empty()
    );
}

#[test]
fn embedding_failures_have_codes_and_reasons() {
    if !loaded() {
        return;
    }
    let values = expected("expected_embed.json");
    let engine = EmbeddingEngine::new(model("tiny_embed.litertlm")).unwrap();
    for case in list(&values, "errors") {
        let Some(said) = case["text"].as_str() else {
            continue;
        };
        if case["code"].is_null() {
            continue;
        }
        match engine.embed_with(said, &options(case)) {
            Err(Error::Status { code, message, .. }) => {
                assert_eq!(
                    Some(i64::from(code.number())),
                    case["code"].as_i64(),
                    "{message}"
                );
                assert!(!message.is_empty());
            }
            other => panic!("{case}: {other:?}"),
        }
    }
    let zero = engine.embed_with("a", &EmbedOptions::new().size(0));
    assert!(matches!(zero, Err(Error::Setting { .. })), "{zero:?}");
}
