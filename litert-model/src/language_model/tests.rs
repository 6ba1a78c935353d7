use super::*;

fn model(name: &str) -> Vec<u8> {
    std::fs::read(format!("../models/lm/{name}")).expect("a model of this repository")
}

#[test]
fn tiny_model_says_what_it_is() {
    for (name, tokenizer) in [
        ("tiny_lm.litertlm", PartKind::SentencePiece),
        ("tiny_lm_hf.litertlm", PartKind::HuggingFace),
        ("tiny_lm.task", PartKind::SentencePiece),
    ] {
        let bytes = model(name);
        let file = LanguageModelFile::new(&bytes).unwrap();
        assert_eq!(file.kind(), LanguageModelKind::Generates, "{name}");
        assert!(file.part(tokenizer).is_some(), "{name}: {:?}", file.parts());
        let settings = file.check_generates().unwrap();
        assert_eq!(settings.start_token, Some(Token::Ids(vec![1])));
        assert_eq!(settings.stop_tokens[0], Token::Ids(vec![2]));
        assert_eq!(settings.stop_tokens[1], Token::Text("<|end|>".to_owned()));
        assert_eq!(settings.max_tokens, Some(256));
        assert_eq!(settings.model_type, Some("generic"));
        assert_eq!(settings.channels[0].name, "thought");
        assert!(settings.supports_thinking && !settings.supports_function_calling);
        let sampler = settings.sampler.unwrap();
        assert_eq!((sampler.kind, sampler.top_k), (2, 1));
        let error = file.check_embeds().unwrap_err().to_string();
        assert!(
            error.contains("no settings of an embedding model"),
            "{error}"
        );
    }
    let bytes = model("tiny_embed.litertlm");
    let file = LanguageModelFile::new(&bytes).unwrap();
    assert_eq!(file.kind(), LanguageModelKind::Embeds);
    file.check_embeds().unwrap();
    let error = file.check_generates().unwrap_err();
    assert_eq!(error.kind(), InvalidModelKind::LanguageModel, "{error}");
}

/// Whatever byte of a header is changed, nothing panics, and what is read lies in the file.
#[test]
fn damaged_headers_give_errors() {
    let good = model("tiny_lm.litertlm");
    let settings = LanguageModelFile::new(&good).unwrap();
    let settings = settings.part(PartKind::LanguageSettings).unwrap().offset as usize;
    let mut refused = 0;
    for at in (0..2048).chain(settings..settings + 1200) {
        for value in [0, 0xff] {
            let mut bytes = good.clone();
            bytes[at] = value;
            let Ok(file) = LanguageModelFile::new(&bytes) else {
                refused += 1;
                continue;
            };
            for part in file.parts() {
                let _ = file.bytes_of(part);
            }
            refused += usize::from(file.language_settings().is_err());
        }
    }
    assert!(refused > 100, "{refused}");
    for end in (0..settings).step_by(97) {
        assert!(LanguageModelFile::new(&good[..end]).is_err());
    }
}

#[test]
fn files_without_needed_parts_are_refused() {
    let good = model("tiny_lm.task");
    // The names of entries stand twice: in front of the entry and in the directory.
    for (name, other, said) in [
        ("METADATA", "NETADATA", "LlmMetadata"),
        ("TOKENIZER_MODEL", "TOKENIZER_NODEL", "no tokenizer"),
        (
            "TF_LITE_PREFILL_DECODE",
            "TF_LITE_PREFILL_DECODF",
            "prefill_decode",
        ),
    ] {
        let mut bytes = good.clone();
        let name = name.as_bytes();
        for at in 0..bytes.len() - name.len() {
            if bytes[at..].starts_with(name) {
                bytes[at..at + name.len()].copy_from_slice(other.as_bytes());
            }
        }
        let file = LanguageModelFile::new(&bytes).unwrap();
        let error = file.check_generates().unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}
