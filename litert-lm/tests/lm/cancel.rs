//! Cancelling leaves everything as it was before the message.

use std::thread;
use std::time::Duration;

use litert_lm::{Conversation, Engine, Error, StopReason};

use crate::support::engine;

fn begun(engine: &Engine) -> Conversation {
    let mut conversation = engine.conversation().unwrap();
    assert_eq!(
        conversation.send("count from two to five").unwrap().text(),
        "two three four five."
    );
    conversation
}

/// Reads some pieces. Whether there may be more.
fn read<T, E: std::fmt::Debug>(
    stream: &mut impl Iterator<Item = Result<T, E>>,
    most: usize,
) -> bool {
    (0..most).all(|_| stream.next().transpose().unwrap().is_some())
}

/// A stream that is cancelled somewhere, in one of four ways. Whether it was: it may have come to its
/// end before.
fn cancelled(conversation: &mut Conversation, way: usize, random: &mut fastrand::Rng) -> bool {
    let wait = Duration::from_micros(random.u64(0..3_000));
    let pieces = random.usize(0..12);
    match way % 4 {
        // From another thread, at any time.
        0 => {
            let handle = conversation.cancel_handle();
            let canceller = thread::spawn(move || {
                thread::sleep(wait);
                handle.cancel()
            });
            let mut stream = conversation.stream("tell me a rhyme").unwrap();
            read(&mut stream, usize::MAX);
            let (stop, _) = stream.end().expect("an end");
            drop(stream);
            let hit = canceller.join().unwrap();
            assert!(hit || stop != StopReason::Cancelled);
            stop == StopReason::Cancelled
        }
        // Between two pieces.
        1 => {
            let mut stream = conversation.stream("tell me a rhyme").unwrap();
            if !read(&mut stream, pieces) {
                return false;
            }
            assert!(stream.cancel_handle().cancel());
            read(&mut stream, usize::MAX);
            assert_eq!(stream.end().unwrap().0, StopReason::Cancelled);
            true
        }
        // By dropping it.
        2 => read(&mut conversation.stream("tell me a rhyme").unwrap(), pieces),
        // By forgetting it.
        _ => {
            let mut stream = conversation.stream("tell me a rhyme").unwrap();
            let more = read(&mut stream, pieces);
            std::mem::forget(stream);
            more
        }
    }
}

fn conversations_go_on(rounds: usize) {
    let Some(engine) = engine() else {
        return;
    };
    let mut random = fastrand::Rng::with_seed(17);
    let mut hits = 0;
    for round in 0..rounds {
        let mut conversation = begun(&engine);
        if !cancelled(&mut conversation, round, &mut random) {
            conversation = begun(&engine);
        } else {
            hits += 1;
        }
        let reply = conversation.send("again").unwrap();
        assert_eq!(reply.text(), "two three four five.", "round {round}");
        assert_eq!(conversation.token_count().unwrap(), 29, "round {round}");
        assert!(!engine.is_busy());
    }
    assert!(
        hits > rounds / 3,
        "only {hits} of {rounds} were cancelled in time"
    );
}

#[test]
fn cancelled_conversations_answer_as_if_nothing_had_been_asked() {
    conversations_go_on(40);
}

#[test]
#[ignore = "takes a while; `.ci/run` runs it"]
fn cancelled_conversations_answer_as_if_nothing_had_been_asked_200_times() {
    conversations_go_on(200);
}

#[test]
fn cancelled_sessions_answer_as_if_nothing_had_been_asked() {
    let Some(engine) = engine() else {
        return;
    };
    let mut random = fastrand::Rng::with_seed(18);
    for round in 0..40 {
        let mut session = engine.session().unwrap();
        assert_eq!(
            session.generate("count from two to five").unwrap().text,
            "two three four five."
        );
        {
            let mut stream = session.generate_stream("tell me a rhyme").unwrap();
            if !read(&mut stream, random.usize(0..12)) {
                continue;
            }
            if round % 2 == 0 {
                stream.cancel_handle().cancel();
                read(&mut stream, usize::MAX);
                assert_eq!(stream.end().unwrap().0, StopReason::Cancelled);
            }
        }
        let answer = session.generate("again").unwrap();
        assert_eq!(answer.text, "two three four five.", "round {round}");
    }
}

#[test]
fn cancelled_decode_can_be_done_again() {
    let Some(engine) = engine() else {
        return;
    };
    let mut session = engine.session().unwrap();
    session.prefill("say hello").unwrap();
    {
        let mut stream = session.stream().unwrap();
        stream.next().unwrap().unwrap();
    }
    assert_eq!(session.decode().unwrap().text, "hello there!");
}

#[test]
fn cancelled_blocking_call_says_so() {
    let Some(engine) = engine() else {
        return;
    };
    let mut hits = 0;
    for _ in 0..10 {
        let mut conversation = engine.conversation().unwrap();
        let handle = conversation.cancel_handle();
        let canceller = thread::spawn(move || while !handle.cancel() {});
        match conversation.send("sing") {
            Err(Error::Cancelled) => hits += 1,
            Ok(reply) => assert_eq!(reply.stop, StopReason::ContextFull),
            Err(other) => panic!("{other}"),
        }
        canceller.join().unwrap();
        // Without what was cancelled.
        if hits > 0 {
            let mut conversation = engine.conversation().unwrap();
            assert_eq!(
                conversation.send("say hello").unwrap().text(),
                "hello there!"
            );
        }
    }
    assert!(hits > 0, "no cancel came in time");
    // A cancel when nothing is written has no effect.
    let mut conversation = engine.conversation().unwrap();
    assert!(!conversation.cancel_handle().cancel());
    assert_eq!(
        conversation.send("say hello").unwrap().text(),
        "hello there!"
    );
}
