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

#[test]
fn tokenizers_that_are_none_are_refused() {
    let good = model("tiny_lm.litertlm");
    let file = LanguageModelFile::new(&good).unwrap();
    let part = file.part(PartKind::SentencePiece).unwrap();
    let (begin, end) = (part.offset as usize, (part.offset + part.size) as usize);
    let find = |text: &[u8]| {
        let at = good[begin..end]
            .windows(text.len())
            .position(|it| it == text);
        begin + at.expect("a piece")
    };
    for (text, other, said) in [
        (&b"<0x41>"[..], &b"<0xzz>"[..], "stands for a byte"),
        (b"<0x41>", b"<0x42>", "there twice"),
        (b"<|think|>", b"<|t\0ink|>", "zero byte"),
    ] {
        let mut bytes = good.clone();
        let at = find(text);
        bytes[at..at + text.len()].copy_from_slice(other);
        let file = LanguageModelFile::new(&bytes).unwrap();
        let error = file.check_generates().unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    // The checksum of a bundle.
    let mut bytes = model("tiny_lm.task");
    let file = LanguageModelFile::new(&bytes).unwrap();
    let at = file.part(PartKind::SentencePiece).unwrap().offset as usize + 100;
    bytes[at] ^= 1;
    let error = LanguageModelFile::new(&bytes).unwrap().check_generates();
    assert!(error.unwrap_err().to_string().contains("checksum"));
}

/// The engine would write 512 numbers where there is room for 64.
#[test]
fn outputs_that_are_larger_than_stated_are_refused() {
    let mut bytes = model("tiny_embed.litertlm");
    LanguageModelFile::new(&bytes)
        .unwrap()
        .check_embeds()
        .unwrap();
    // In the encoder of 8 tokens: the second input of MAXIMUM, a constant, becomes the input.
    let file = LanguageModelFile::new(&bytes).unwrap();
    let part = file.model("text_encoder").unwrap();
    let (begin, end) = (part.offset as usize, (part.offset + part.size) as usize);
    let inputs = [2, 9, 2].map(u32::to_le_bytes).concat();
    let mut found = (begin..end - inputs.len()).filter(|at| bytes[*at..].starts_with(&inputs));
    let at = found.next_back().expect("the inputs of an operator");
    bytes[at + 8] = 0;
    let error = LanguageModelFile::new(&bytes).unwrap().check_embeds();
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("it is said to have the shape [1, 64]"),
        "{error}"
    );
}
