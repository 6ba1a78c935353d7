//! Language models on a library that is made of nothing: every call failing, every symbol missing, and
//! objects counted. No native library is needed.

mod functions;
mod state;
mod streams;

use std::ffi::{CStr, c_void};
use std::path::PathBuf;
use std::ptr::NonNull;
use std::sync::Arc;

use litert_lm::{
    Backend, Cache, EmbedOptions, EmbeddingEngine, Engine, Error, Library, Message, Penalty,
    Result, Sampler, StopReason, ToolSpec, Tools, Turn,
};
use litert_sys::SymbolSource;
use serde_json::{Value, json};

use state::{Address, Script};

/// The made-up library, without some symbols and with others.
struct Fake {
    all: Vec<(&'static str, Address)>,
}

impl Fake {
    fn without(hidden: &str) -> Self {
        let mut all = functions::all();
        all.retain(|(name, _)| *name != hidden);
        Self { all }
    }

    fn library(self) -> Result<Library> {
        Library::from_source(Arc::new(self))
    }
}

// SAFETY: each address is that of a function with the signature of its name, which `functions` checks
// against the bindings.
unsafe impl SymbolSource for Fake {
    fn find(&self, name: &CStr) -> Option<NonNull<c_void>> {
        let name = name.to_str().ok()?;
        let (_, address) = self.all.iter().find(|(it, _)| *it == name)?;
        NonNull::new(address.0.cast_mut())
    }

    fn describe(&self) -> String {
        "a made-up library".to_owned()
    }
}

fn model(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../models/lm")
        .join(name)
}

/// Everything once.
fn everything(library: &Library) -> Result<()> {
    // SAFETY: the made-up library does not read files, which takes most of the time.
    let builder = unsafe { Engine::builder(model("tiny_lm.litertlm")).unverified() };
    let engine = builder
        .library(library)
        .threads(2)
        .max_tokens(100)
        .cache(Cache::Memory)
        .backend(Backend::Cpu)
        .prefill_chunk(8)
        .lora_ranks([4])
        .parallel_loading(true)
        .build()?;
    engine.tokenize("a")?;
    engine.detokenize(&[1])?;
    engine.start_token()?;
    engine.stop_tokens()?;
    let builder = engine.session_builder().sampler(Sampler::greedy());
    let mut session = builder.max_output_tokens(5).build()?;
    session.checkpoint("start")?;
    session.generate("a")?;
    session.rewind("start")?;
    session.rewind_to_step(1)?;
    session.prefill("a")?;
    session.score("b")?;
    session.decode()?;
    drop(session.generate_stream("a")?);
    let spec = ToolSpec::new("tool", "", json!({}))?;
    let mut conversation = engine
        .conversation_builder()
        .system("a")
        .history([Message::user("a"), Message::assistant("b")])
        .tools([&spec])
        .constraints(true)
        .template("a")
        .thinking(true, Some(5))
        .build()?;
    conversation.render("a")?;
    conversation.render_preface()?;
    let turn = Turn::new()
        .max_output_tokens(5)
        .regex("a")
        .penalty(Penalty::new().window(3))
        .no_repeat_ngrams(2, 3)
        .suppress_tokens([1])
        .thinking(true, None);
    conversation.send_with("a", &turn)?;
    drop(conversation.stream("a")?);
    conversation.duplicate()?.send("a")?;
    // SAFETY: as above.
    let embedding = unsafe { EmbeddingEngine::builder(model("tiny_embed.litertlm")).unverified() };
    let embedding = embedding.library(library).threads(1).build()?;
    embedding.embed("a")?;
    embedding
        .embed_all(&["a"], &EmbedOptions::new())
        .map(drop)
        .or_else(|error| match error {
            // The made-up batch holds nothing.
            Error::Unsupported { .. } => Ok(()),
            other => Err(other),
        })
}

/// Nothing is left, and nothing was freed twice.
fn balanced(what: &str) {
    state::with(|state| {
        assert!(state.live.is_empty(), "{what}: {:?} are left", state.live);
        assert_eq!(state.wrong, 0, "{what}");
    });
}

#[test]
fn everything_works_and_leaves_nothing() {
    let _alone = state::alone();
    let library = Fake::without("").library().unwrap();
    everything(&library).unwrap();
    balanced("no fault");
}

#[test]
fn failing_calls_are_errors_and_leave_nothing() {
    let _alone = state::alone();
    let library = Fake::without("").library().unwrap();
    let mut seen = 0;
    for (name, _) in functions::all() {
        state::with(|state| state.fault = Some(name));
        let result = everything(&library);
        state::with(|state| state.fault = None);
        balanced(name);
        if let Err(error) = &result {
            seen += 1;
            // The name of what failed, and a reason although the library gives none.
            let call = name.trim_start_matches("litert_lm_");
            assert!(error.to_string().contains(call), "{name}: {error}");
            assert!(error.to_string().contains("no reason"), "{name}: {error}");
        }
    }
    assert!(seen >= 30, "{seen}");
}

#[test]
fn missing_symbols_are_errors_and_leave_nothing() {
    let _alone = state::alone();
    let (mut refused, mut lacking) = (0, 0);
    for (name, _) in functions::all() {
        match Fake::without(name).library() {
            Err(error) => {
                refused += 1;
                assert!(matches!(error, Error::Load(_)), "{name}: {error}");
            }
            Ok(library) => match everything(&library) {
                Ok(()) => {}
                Err(Error::Unsupported { why, .. }) => {
                    lacking += 1;
                    assert!(why.contains("litert_lm_"), "{name}: {why}");
                }
                Err(other) => panic!("{name}: {other}"),
            },
        }
        balanced(name);
    }
    assert!(refused > 30 && lacking > 60, "{refused} {lacking}");
}

#[test]
fn other_generations_are_refused_before_any_call() {
    let _alone = state::alone();
    let mut fake = Fake::without("");
    let any = fake.all[0].1;
    fake.all.push(("litert_lm_get_api_version", any));
    let error = fake.library().unwrap_err().to_string();
    assert!(
        error.contains("0.19 or later") && error.contains("would crash"),
        "{error}"
    );
    let error = Fake::without("litert_lm_get_last_error_code").library();
    let error = error.unwrap_err().to_string();
    assert!(error.contains("0.15 or older"), "{error}");
    let error = Fake { all: Vec::new() }.library().unwrap_err().to_string();
    assert!(error.contains("litert_lm_engine_create"), "{error}");
    balanced("generations");
}

fn call(arguments: &Value) -> Script {
    let function = json!({ "name": "add", "arguments": arguments });
    let calls = json!([{ "type": "function", "function": function }]);
    Script {
        pieces: vec![json!({ "role": "assistant", "tool_calls": calls }).to_string()],
        error: None,
    }
}

fn says(text: &str) -> Script {
    let content = json!([{ "type": "text", "text": text }]);
    Script {
        pieces: vec![json!({ "role": "assistant", "content": content }).to_string()],
        error: None,
    }
}

#[test]
fn tools_are_called_until_the_model_wants_no_more() {
    let _alone = state::alone();
    let library = Fake::without("").library().unwrap();
    let engine = Engine::builder(model("tiny_lm.litertlm"))
        .library(&library)
        .build()
        .unwrap();
    let mut sums = Vec::new();
    let mut tools = Tools::new();
    let schema = json!({ "type": "object" });
    tools
        .add(ToolSpec::new("add", "adds", schema).unwrap(), |arguments| {
            let number = |name: &str| arguments[name].as_i64().ok_or("a number is missing");
            let sum = number("a")? + number("b")?;
            sums.push(sum);
            Ok(json!(sum))
        })
        .unwrap();
    let builder = engine.conversation_builder().tools(tools.specs());
    let mut conversation = builder.build().unwrap();
    state::with(|state| {
        // As JSON, as a text that holds JSON, and wrong.
        state.scripts.push_back(call(&json!({ "a": 1, "b": 2 })));
        state
            .scripts
            .push_back(call(&json!("{\"a\": 3, \"b\": 4}")));
        state.scripts.push_back(call(&json!({ "a": 1 })));
        state.scripts.push_back(says("done"));
    });
    let reply = conversation.send_with_tools("go", &mut tools, 3).unwrap();
    assert_eq!(
        (reply.text().as_str(), reply.stop),
        ("done", StopReason::Stop)
    );
    let sent = state::with(|state| std::mem::take(&mut state.sent));
    let sent: Vec<Value> = sent
        .iter()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert_eq!(sent.len(), 4);
    for (message, response) in sent[1..].iter().zip([json!(3), json!(7)]) {
        assert_eq!(message["role"], "tool");
        assert_eq!(message["content"][0]["name"], "add");
        assert_eq!(message["content"][0]["response"], response);
    }
    assert_eq!(
        sent[3]["content"][0]["response"]["error"],
        "a number is missing"
    );

    state::with(|state| {
        state
            .scripts
            .extend((0..3).map(|_| call(&json!({ "a": 1, "b": 1 }))))
    });
    let error = conversation
        .send_with_tools("go", &mut tools, 2)
        .unwrap_err();
    assert!(
        matches!(error, Error::TooManyRounds { rounds: 2 }),
        "{error}"
    );
    drop(tools);
    assert_eq!(sums, [3, 7, 2, 2]);
    drop((conversation, engine));
    balanced("tools");
}

#[test]
fn failing_streams_leave_the_conversation_as_it_was() {
    let _alone = state::alone();
    let library = Fake::without("").library().unwrap();
    let engine = Engine::builder(model("tiny_lm.litertlm"))
        .library(&library)
        .build()
        .unwrap();
    let mut conversation = engine.conversation().unwrap();
    let failing = Script {
        error: Some("INTERNAL: no more".to_owned()),
        ..says("half")
    };
    let no_json = Script {
        pieces: vec!["this is no JSON".to_owned()],
        error: None,
    };
    state::with(|state| state.scripts.extend([failing.clone(), no_json]));
    match conversation.send("a") {
        Err(Error::Status { code, message, .. }) => {
            assert_eq!((code.number(), message.as_str()), (13, "INTERNAL: no more"));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(conversation.send("a"), Err(Error::Json { .. })));
    assert_eq!(conversation.send("a").unwrap().text(), "said");
    let mut session = engine.session().unwrap();
    state::with(|state| state.scripts.push_back(failing));
    assert!(matches!(session.generate("a"), Err(Error::Status { .. })));
    assert_eq!(session.generate("a").unwrap().text, "said");
    drop((conversation, session, engine));
    balanced("streams");
}
