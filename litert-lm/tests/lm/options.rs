//! Settings: what they do, and which are refused.

use litert_lm::{Backend, Cache, Engine, Error, Penalty, Sampler, StopReason, Turn};

use crate::support::{FILES, engine, loaded, model};

#[test]
fn seeded_sampling_repeats() {
    let Some(engine) = engine() else {
        return;
    };
    let say = |seed: i32, top_k: u32| {
        let sampler = Sampler::new()
            .top_k(top_k)
            .top_p(1.0)
            .temperature(3.0)
            .seed(seed);
        let builder = engine.conversation_builder().sampler(sampler);
        let mut conversation = builder.max_output_tokens(30).build().unwrap();
        let one = conversation.send("tell me a rhyme").unwrap().text();
        let mut session = engine
            .session_builder()
            .sampler(sampler)
            .max_output_tokens(30);
        session = session.prompt_template(true);
        let two = session
            .build()
            .unwrap()
            .generate("tell me a rhyme")
            .unwrap()
            .text;
        (one, two)
    };
    let all: Vec<_> = (0..4).map(|seed| say(seed, 100)).collect();
    for (seed, said) in all.iter().enumerate() {
        assert_eq!(&say(seed as i32, 100), said, "seed {seed}");
    }
    assert!(
        all.iter().any(|it| it != &all[0]),
        "every seed says the same: {all:?}"
    );
    let greedy = engine.session_builder().sampler(Sampler::greedy());
    let said = greedy.build().unwrap().generate("say hello").unwrap();
    assert_eq!(said.text, "hello there!");
}

#[test]
fn settings_without_sense_are_refused() {
    let Some(engine) = engine() else {
        return;
    };
    let file = || Engine::builder(model(FILES[0]));
    let refused = |result: Result<Engine, Error>, name: &str| match result {
        Err(Error::Setting { setting, .. }) => assert_eq!(setting, name),
        other => panic!("{name}: {other:?}"),
    };
    refused(file().threads(0).build(), "threads");
    refused(file().threads(10_000).build(), "threads");
    refused(file().max_tokens(0).build(), "max_tokens");
    refused(file().max_tokens(u32::MAX).build(), "max_tokens");
    refused(file().prefill_chunk(0).build(), "prefill_chunk");
    refused(file().max_images(0).build(), "max_images");
    refused(file().lora_ranks([4, 0]).build(), "lora_ranks");
    refused(file().gpu_steps_per_sync(0).build(), "gpu_steps_per_sync");
    refused(
        file().cache(Cache::Folder("/nowhere".into())).build(),
        "cache",
    );
    refused(
        file().dispatch_folder("/nowhere").build(),
        "dispatch_folder",
    );
    // The file says that it is for the CPU.
    refused(file().backend(Backend::Gpu).build(), "backend");
    for result in [
        file().images(Backend::Cpu).build(),
        file().audio(Backend::Cpu).build(),
        file().speculative_decoding(true).build(),
    ] {
        assert!(
            matches!(result, Err(Error::Unsupported { .. })),
            "{result:?}"
        );
    }
    for sampler in [
        Sampler::new().temperature(f32::NAN),
        Sampler::new().temperature(0.0),
        Sampler::new().temperature(-1.0),
        Sampler::new().temperature(f32::INFINITY),
        Sampler::new().top_p(0.0),
        Sampler::new().top_p(1.5),
        Sampler::new().top_p(f32::NAN),
        Sampler::new().top_k(0),
    ] {
        let session = engine.session_builder().sampler(sampler).build();
        assert!(matches!(session, Err(Error::Setting { .. })), "{sampler:?}");
        let conversation = engine.conversation_builder().sampler(sampler).build();
        assert!(
            matches!(conversation, Err(Error::Setting { .. })),
            "{sampler:?}"
        );
    }
    let session = engine.session_builder().max_output_tokens(0).build();
    assert!(matches!(session, Err(Error::Setting { .. })), "{session:?}");

    let mut conversation = engine.conversation().unwrap();
    for turn in [
        Turn::new().max_output_tokens(0),
        Turn::new().penalty(Penalty::new().repetition(0.0)),
        Turn::new().penalty(Penalty::new().presence(f32::NAN)),
        Turn::new().penalty(Penalty::new().window(0)),
        Turn::new().no_repeat_ngrams(0, 5),
        Turn::new().suppress_tokens([999_999]),
        Turn::new().thinking(true, Some(0)),
    ] {
        let reply = conversation.send_with("say hello", &turn);
        assert!(
            matches!(reply, Err(Error::Setting { .. })),
            "{turn:?}: {reply:?}"
        );
    }
    assert_eq!(
        conversation.send("say hello").unwrap().text(),
        "hello there!"
    );
}

#[test]
fn settings_of_a_turn_have_an_effect() {
    let Some(engine) = engine() else {
        return;
    };
    let say = |turn: &Turn| {
        let mut conversation = engine.conversation().unwrap();
        conversation.send_with("say hello", turn).unwrap().text()
    };
    assert_eq!(say(&Turn::new()), "hello there!");
    // The first token of the answer is "h".
    let first = engine.tokenize("hello there!").unwrap();
    let suppressed = say(&Turn::new().suppress_tokens(first.iter().map(|it| *it as u32)));
    assert_ne!(suppressed, "hello there!");
    let mut conversation = engine.conversation().unwrap();
    let turn = Turn::new().no_repeat_ngrams(2, 100).max_output_tokens(40);
    let reply = conversation.send_with("sing", &turn).unwrap();
    assert!(!reply.text().contains("la la la la"), "{}", reply.text());
}

#[test]
fn caches_are_where_they_were_wanted() {
    if !loaded() {
        return;
    }
    let folder = std::env::temp_dir().join(format!("litert-lm-cache-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("model.litertlm");
    std::fs::copy(model(FILES[0]), &path).unwrap();
    let files = || std::fs::read_dir(&folder).unwrap().count();
    let say = |cache: Cache| {
        let engine = Engine::builder(&path)
            .threads(1)
            .cache(cache)
            .build()
            .unwrap();
        assert_eq!(
            engine
                .session()
                .unwrap()
                .generate("say hello")
                .unwrap()
                .text,
            "hello there!"
        );
    };
    say(Cache::None);
    say(Cache::Memory);
    assert_eq!(files(), 1);
    let inner = folder.join("cache");
    std::fs::create_dir(&inner).unwrap();
    say(Cache::Folder(inner.clone()));
    assert_eq!(std::fs::read_dir(&inner).unwrap().count(), 1);
    assert_eq!(files(), 2);
    say(Cache::BesideModel);
    assert_eq!(files(), 3);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn channels_and_templates_reach_the_caller() {
    let Some(engine) = engine() else {
        return;
    };
    let mut conversation = engine.conversation().unwrap();
    let reply = conversation.send("think about crabs").unwrap();
    assert_eq!(reply.text(), "they walk sideways.");
    assert_eq!(reply.message.channels()["thought"], "crabs have ten legs.");
    assert_eq!(reply.stop, StopReason::Stop);

    let template = "{%- for m in messages -%}<|user|>{{ m.content[0].text }}!<|end|>\
                    {%- endfor -%}<|model|>";
    let builder = engine.conversation_builder().template(template);
    let conversation = builder.build().unwrap();
    let rendered = conversation.render("say hello").unwrap();
    assert!(rendered.contains("say hello!"), "{rendered}");
    let mut system = engine
        .conversation_builder()
        .system("be brief")
        .build()
        .unwrap();
    let preface = system.render_preface().unwrap();
    assert!(preface.contains("be brief"), "{preface}");
    drop(system.send("say hello"));
}
