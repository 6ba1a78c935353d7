//! Several conversations of one engine.

use std::thread;

use litert_lm::{Engine, Error};

use crate::support::{engine, model};

fn chat(engine: &Engine, rounds: usize, asked: &str, answer: &str) {
    for _ in 0..rounds {
        let mut conversation = engine.conversation().unwrap();
        assert_eq!(conversation.send(asked).unwrap().text(), answer);
        assert_eq!(conversation.send("again").unwrap().text(), answer);
    }
}

#[test]
fn conversations_on_two_threads_answer_as_when_alone() {
    let Some(engine) = engine() else {
        return;
    };
    thread::scope(|scope| {
        scope.spawn(|| {
            chat(
                &engine,
                20,
                "count from two to five",
                "two three four five.",
            )
        });
        scope.spawn(|| chat(&engine, 20, "what color is grass", "grass is green."));
        scope.spawn(|| {
            for _ in 0..20 {
                let mut session = engine.session().unwrap();
                let said = session.generate("say hello").unwrap();
                assert_eq!(said.text, "hello there!");
            }
        });
    });
}

#[test]
fn interleaved_conversations_keep_what_they_know() {
    let Some(engine) = engine() else {
        return;
    };
    let mut one = engine.conversation().unwrap();
    let mut two = engine.conversation().unwrap();
    assert_eq!(
        one.send("what color is grass").unwrap().text(),
        "grass is green."
    );
    assert_eq!(
        two.send("count from two to five").unwrap().text(),
        "two three four five."
    );
    let mut copy = one.duplicate().unwrap();
    assert_eq!(one.send("again").unwrap().text(), "grass is green.");
    assert_eq!(two.send("again").unwrap().text(), "two three four five.");
    assert_eq!(copy.send("again").unwrap().text(), "grass is green.");
}

#[test]
fn unread_stream_holds_up_no_other() {
    let Some(engine) = engine() else {
        return;
    };
    let mut unread = engine.conversation().unwrap();
    let mut other = engine.conversation().unwrap();
    let stream = unread.stream("sing").unwrap();
    // Nobody reads the stream, and the other one gets its answer.
    assert_eq!(other.send("say hello").unwrap().text(), "hello there!");
    let words: String = stream
        .map(|it| it.unwrap().text().unwrap().to_owned())
        .collect();
    assert_eq!(words.split_whitespace().count(), 248);
}

#[test]
fn busy_engine_is_said_to_be_busy() {
    let Some(engine) = engine() else {
        return;
    };
    let mut one = engine.conversation().unwrap();
    let mut two = engine.conversation().unwrap();
    let stream = one.stream("sing").unwrap();
    assert!(engine.is_busy());
    assert!(matches!(two.try_send("say hello"), Err(Error::Busy)));
    drop(stream);
    assert_eq!(two.try_send("say hello").unwrap().text(), "hello there!");
}

/// Memory of this process, in KiB.
#[cfg(target_os = "linux")]
fn resident() -> Option<usize> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(target_os = "linux")]
fn cycles(count: usize) {
    let Some(engine) = engine() else {
        return;
    };
    let cycle = |round: usize| {
        let mut conversation = engine.conversation().unwrap();
        if round % 10 == 0 {
            conversation.send("say hello").unwrap();
        }
        let mut session = engine.session().unwrap();
        if round % 10 == 5 {
            session.generate("say hello").unwrap();
        }
        if round % 50 == 0 {
            drop(
                Engine::builder(model("tiny_lm.task"))
                    .threads(1)
                    .build()
                    .unwrap(),
            );
        }
    };
    (0..count / 10 + 20).for_each(cycle);
    let before = resident().unwrap();
    (0..count).for_each(cycle);
    let after = resident().unwrap();
    // A session has 256 KiB of cache: what is left over would be seen.
    assert!(
        after < before + 20_000,
        "{before} KiB before, {after} KiB after {count} cycles"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn created_and_dropped_objects_leave_no_memory() {
    cycles(150);
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "takes a while; `.ci/run` runs it"]
fn created_and_dropped_objects_leave_no_memory_1000_times() {
    cycles(1000);
}

#[test]
fn tokenizers_can_be_used_while_answers_are_written() {
    if !crate::support::loaded() {
        return;
    }
    for file in crate::support::FILES {
        let engine = crate::support::open(file);
        let texts = [
            "count from three to nine",
            "caf\u{e9} \u{2605}",
            "a small brown crab",
        ];
        let ids: Vec<_> = texts
            .iter()
            .map(|it| engine.tokenize(it).unwrap())
            .collect();
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for _ in 0..300 {
                        for (text, ids) in texts.iter().zip(&ids) {
                            assert_eq!(&engine.tokenize(text).unwrap(), ids, "{file}");
                            assert_eq!(&engine.detokenize(ids).unwrap(), text, "{file}");
                        }
                    }
                });
            }
            scope.spawn(|| {
                chat(
                    &engine,
                    20,
                    "count from two to five",
                    "two three four five.",
                )
            });
        });
    }
}
