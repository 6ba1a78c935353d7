//! What the library does with a crash or in silence is an error with a type.

use litert_lm::{
    EmbeddingEngine, Engine, Error, Input, Message, ModelInfo, StopReason, ToolSpec, Turn,
};
use serde_json::{Value, json};

use crate::support::{FILES, engine, expected, list, loaded, model, open};

#[test]
fn embedding_model_is_no_language_model() {
    let error = Engine::new(model("tiny_embed.litertlm")).unwrap_err();
    assert!(matches!(error, Error::WrongKind { .. }), "{error}");
    assert!(error.to_string().contains("EmbeddingEngine"), "{error}");
    for name in FILES {
        let error = EmbeddingEngine::new(model(name)).unwrap_err();
        assert!(matches!(error, Error::WrongKind { .. }), "{name}: {error}");
    }
}

/// A file that lacks a part, or is damaged, does not reach the library.
#[test]
fn damaged_files_do_not_reach_the_library() {
    let folder = std::env::temp_dir().join(format!("litert-lm-damaged-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("model.litertlm");
    let refused = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        let error = Engine::new(&path).unwrap_err();
        assert!(matches!(error, Error::Model { .. }), "{error}");
    };
    let good = std::fs::read(model(FILES[0])).unwrap();
    refused(b"");
    refused(b"LITERTLM");
    refused(&good[..40]);
    refused(&good[..20_000]);
    refused(&good[..good.len() - 1000]);
    // An offset of the header.
    let mut bytes = good.clone();
    bytes[32..36].copy_from_slice(&[0xff; 4]);
    refused(&bytes);
    // The first byte of each part: settings, tokenizer and model.
    let info = litert_model::language_model::LanguageModelFile::new(&good).unwrap();
    for part in info.parts() {
        let mut bytes = good.clone();
        let at = part.offset as usize;
        bytes[at..at + 8].copy_from_slice(&[0xff; 8]);
        refused(&bytes);
    }
    // A bare model.
    let part = info.model("prefill_decode").unwrap();
    refused(info.bytes_of(part).unwrap());
    std::fs::remove_dir_all(&folder).unwrap();
    let error = Engine::new("/nowhere/model.litertlm").unwrap_err();
    assert!(matches!(error, Error::Io { .. }), "{error}");
    let error = Engine::new(std::env::temp_dir()).unwrap_err();
    assert!(matches!(error, Error::Io { .. }), "{error}");
}

#[test]
fn deep_json_is_refused() {
    let Some(engine) = engine() else {
        return;
    };
    let mut deep = json!([]);
    for _ in 0..200 {
        deep = json!([deep]);
    }
    let content = json!([{ "type": "text", "text": "a", "more": deep }]);
    let message = Message::from_json(json!({ "role": "user", "content": content }));
    assert!(matches!(message, Err(Error::Json { .. })), "{message:?}");
    let tool = ToolSpec::new("a", "b", json!({ "type": deep }));
    assert!(matches!(tool, Err(Error::Json { .. })), "{tool:?}");
    let mut conversation = engine
        .conversation_builder()
        .constraints(true)
        .build()
        .unwrap();
    let reply = conversation.send_with("a", &Turn::new().json_schema(deep.clone()));
    assert!(matches!(reply, Err(Error::Json { .. })), "{reply:?}");
    let context = [("a".to_owned(), deep)].into_iter().collect();
    let built = engine.conversation_builder().extra_context(context).build();
    assert!(matches!(built, Err(Error::Json { .. })), "{built:?}");
}

#[test]
fn messages_and_tools_of_the_wrong_shape_are_refused() {
    for wrong in [
        json!(5),
        json!([]),
        json!({}),
        json!({ "role": "user" }),
        json!({ "role": "nobody", "content": "a" }),
        json!({ "role": "user", "content": 5 }),
        json!({ "role": "user", "content": ["a"] }),
        json!({ "role": "user", "content": [{ "type": "text" }] }),
        json!({ "role": "user", "content": [{ "type": "video", "path": "a" }] }),
    ] {
        let message = Message::from_json(wrong.clone());
        assert!(matches!(message, Err(Error::Json { .. })), "{wrong}");
    }
    assert!(Message::from_json(json!({ "role": "user", "content": "a" })).is_ok());
    for (name, schema) in [("", json!({})), ("a b", json!({})), ("a", json!("text"))] {
        let tool = ToolSpec::new(name, "", schema);
        assert!(matches!(tool, Err(Error::Json { .. })), "{name}");
    }
}

#[test]
fn pictures_for_a_text_model_are_refused() {
    let Some(engine) = engine() else {
        return;
    };
    let mut conversation = engine.conversation().unwrap();
    for message in [
        Message::user("what is this").with_image("picture.png"),
        Message::user("what is this").with_audio("sound.wav"),
    ] {
        let reply = conversation.send(message);
        assert!(matches!(reply, Err(Error::Unsupported { .. })), "{reply:?}");
    }
    let mut session = engine.session().unwrap();
    for input in [Input::Image(&[]), Input::Audio(b"RIFF")] {
        let read = session.prefill([Input::Text("what is this"), input]);
        assert!(matches!(read, Err(Error::Unsupported { .. })), "{read:?}");
    }
    let none: &[Input<'_>] = &[];
    assert!(matches!(session.prefill(none), Err(Error::Setting { .. })));
}

#[test]
fn constraints_without_a_provider_are_refused() {
    let Some(engine) = engine() else {
        return;
    };
    let mut conversation = engine.conversation().unwrap();
    let reply = conversation.send_with("say hello", &Turn::new().regex("a"));
    assert!(matches!(reply, Err(Error::Unsupported { .. })), "{reply:?}");
    let mut conversation = engine
        .conversation_builder()
        .constraints(true)
        .build()
        .unwrap();
    let reply = conversation.send_with("say hello", &Turn::new().regex("(a"));
    assert!(matches!(reply, Err(Error::Status { .. })), "{reply:?}");
    // Nothing is lost.
    assert_eq!(
        conversation.send("say hello").unwrap().text(),
        "hello there!"
    );
    let turn = Turn::new().regex("[0-9]{20}").max_output_tokens(3);
    let reply = conversation.send_with("say hello", &turn).unwrap();
    assert_eq!(reply.stop, StopReason::ConstraintUnsatisfied);
}

#[test]
fn full_context_is_an_error_for_what_comes_next() {
    let Some(engine) = engine() else {
        return;
    };
    let mut conversation = engine.conversation().unwrap();
    assert_eq!(
        conversation.send("sing").unwrap().stop,
        StopReason::ContextFull
    );
    let reply = conversation.send("say hello");
    assert!(matches!(reply, Err(Error::ContextFull { .. })), "{reply:?}");
    let mut session = engine.session().unwrap();
    session.checkpoint("start").unwrap();
    assert_eq!(
        session.generate("sing").unwrap().stop,
        StopReason::ContextFull
    );
    let answer = session.generate("say hello");
    assert!(
        matches!(answer, Err(Error::ContextFull { .. })),
        "{answer:?}"
    );
    session.rewind("start").unwrap();
    assert_eq!(session.generate("say hello").unwrap().text, "hello there!");
}

#[test]
fn failures_have_codes_and_reasons() {
    let Some(engine) = engine() else {
        return;
    };
    let values = expected("expected.json");
    let errors = list(&values, "errors");
    let same = |error: Error, wanted: &Value| match error {
        Error::Status { code, message, .. } => {
            assert_eq!(Some(i64::from(code.number())), wanted["code"].as_i64());
            assert_eq!(Some(message.as_str()), wanted["message"].as_str());
        }
        other => panic!("{other}"),
    };
    let mut session = engine.session().unwrap();
    let long = "la ".repeat(300);
    same(session.generate(&long).unwrap_err(), &errors[0]);
    // A failure is not taken for one of the next call.
    assert_eq!(session.generate("say hello").unwrap().text, "hello there!");
    let mut session = engine.session().unwrap();
    same(session.decode().unwrap_err(), &errors[2]);
    assert!(matches!(
        session.rewind("nothing"),
        Err(Error::Status { .. })
    ));
    assert!(matches!(
        session.rewind_to_step(9999),
        Err(Error::Status { .. })
    ));
    assert!(matches!(session.checkpoint(""), Err(Error::Setting { .. })));
    let template = engine.conversation_builder().template("{% broken");
    let reply = template.build().and_then(|mut it| it.send("say hello"));
    assert!(matches!(reply, Err(Error::Status { .. })), "{reply:?}");
    assert!(matches!(
        engine.tokenize("a\0b"),
        Err(Error::Setting { .. })
    ));
    assert!(matches!(
        engine.detokenize(&[-1]),
        Err(Error::Setting { .. })
    ));
    assert!(matches!(
        engine.detokenize(&[999_999]),
        Err(Error::Status { .. })
    ));
}

#[test]
fn sessions_keep_their_engine_alive() {
    if !loaded() {
        return;
    }
    let engine = open(FILES[0]);
    let mut session = engine.session().unwrap();
    let mut conversation = engine.conversation().unwrap();
    drop(engine);
    assert_eq!(session.generate("say hello").unwrap().text, "hello there!");
    assert_eq!(
        conversation.send("say hello").unwrap().text(),
        "hello there!"
    );
}

#[test]
fn facts_need_no_library() {
    let values = expected("expected.json");
    for name in FILES {
        let info = ModelInfo::read(model(name)).unwrap();
        let wanted = &values["model_info"];
        let context = info.context_tokens().map(u64::from);
        assert_eq!(context, wanted["max_context_tokens"].as_u64());
        let language = info.language.as_ref().unwrap();
        assert_eq!(
            language.min_runtime_version.as_deref(),
            wanted["min_runtime_version"].as_str()
        );
        assert_eq!(
            Some(language.supports_thinking),
            wanted["supports_thinking"].as_bool()
        );
        assert_eq!(
            Some(language.supports_function_calling),
            wanted["supports_function_calling"].as_bool()
        );
        assert_eq!(
            Some(info.has_drafter),
            wanted["speculative_decoding"].as_bool()
        );
        assert_eq!(
            Some(info.takes_images),
            wanted["modalities"]["vision"].as_bool()
        );
        assert_eq!(
            Some(info.takes_audio),
            wanted["modalities"]["audio"].as_bool()
        );
        if name.ends_with(".litertlm") {
            assert_eq!(info.backends, ["cpu"]);
        }
    }
}
