//! A program that ends while an answer is written ends as it wants to, and not with a signal.

use std::process::{Command, exit};
use std::thread;
use std::time::Duration;

use crate::support::{engine, loaded};

const VARIABLE: &str = "LITERT_LM_TEST_EXIT";
const CODE: i32 = 7;

/// Not a test by itself: a program that ends in the middle of an answer.
#[test]
#[ignore = "a child process of the other tests"]
fn child() {
    let Ok(way) = std::env::var(VARIABLE) else {
        return;
    };
    let way: u64 = way.parse().unwrap();
    let engine = engine().expect("a library");
    let wait = Duration::from_micros(way * 7919 % 15_000);
    match way % 4 {
        0 => {
            let mut conversation = engine.conversation().unwrap();
            let mut stream = conversation.stream("sing").unwrap();
            stream.next().unwrap().unwrap();
            thread::sleep(wait);
            exit(CODE);
        }
        1 => {
            thread::spawn(move || {
                let mut conversation = engine.conversation().unwrap();
                loop {
                    if conversation.send("sing").is_err() {
                        return;
                    }
                    conversation = match engine.conversation() {
                        Ok(conversation) => conversation,
                        Err(_) => return,
                    };
                }
            });
            thread::sleep(wait);
            exit(CODE);
        }
        2 => {
            let mut session = engine.session().unwrap();
            let stream = session.generate_stream("sing").unwrap();
            thread::sleep(wait);
            std::mem::forget(stream);
            std::mem::forget(session);
            exit(CODE);
        }
        _ => {
            thread::spawn(move || {
                while let Ok(mut session) = engine.session() {
                    if session.generate("say hello").is_err() {
                        return;
                    }
                }
            });
            thread::sleep(wait);
            exit(CODE);
        }
    }
}

fn children(count: u64) {
    if !loaded() {
        return;
    }
    for way in 0..count {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "exits::child", "--ignored", "--test-threads=1"])
            .env(VARIABLE, way.to_string())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(CODE),
            "{way}: {} {said}",
            output.status
        );
    }
}

#[test]
fn exit_in_the_middle_of_an_answer_is_no_crash() {
    children(12);
}

#[test]
#[ignore = "takes a while; `.ci/run` runs it"]
fn exit_in_the_middle_of_an_answer_is_no_crash_200_times() {
    children(200);
}
