//! Stopping interpreters from another thread.

use std::thread;
use std::time::Duration;

use litert::{CancellationToken, Error, Interpreter, Model};
use litert_golden::suite_or_skip;
use litert_test_support::libraries::interpreter_libraries;

/// On every library a model that loops for ever as long as its input is 0, and ends at once with 1.
fn endless(test: &str) -> Vec<(Interpreter, CancellationToken)> {
    let Some(suite) = suite_or_skip(test) else {
        return Vec::new();
    };
    let path = suite.model_path(suite.model("nested_while").expect("in the manifest"));
    let model = Model::from_file(path).unwrap();
    interpreter_libraries()
        .into_iter()
        .map(|(name, runtime)| {
            println!("on {name}");
            let token = CancellationToken::new();
            let builder = Interpreter::builder()
                .runtime(&runtime)
                .cancellation(&token);
            (builder.build(&model).unwrap(), token)
        })
        .collect()
}

fn set_input(interpreter: &mut Interpreter, value: f32) {
    let mut input = interpreter.input_mut(0).unwrap();
    input.copy_from_slice(&[value]).unwrap();
}

#[test]
fn an_endless_loop_is_stopped_and_the_interpreter_runs_again() {
    for (mut interpreter, token) in endless("an_endless_loop_is_stopped") {
        for delay in [50, 0, 1, 0, 2, 0] {
            set_input(&mut interpreter, 0.0);
            let canceller = thread::spawn({
                let token = token.clone();
                move || {
                    thread::sleep(Duration::from_millis(delay));
                    token.cancel();
                }
            });
            let error = interpreter.invoke().expect_err("it never ends by itself");
            assert!(matches!(error, Error::Cancelled), "{error}");
            let unreadable = interpreter.output(0).expect_err("there is no result");
            assert!(
                matches!(unreadable, Error::InvalidArgument(_)),
                "{unreadable}"
            );
            canceller.join().unwrap();
            token.reset();
            set_input(&mut interpreter, 1.0);
            interpreter.invoke().expect("it can be used again");
            assert!(interpreter.output(0).is_ok());
        }
    }
}

#[test]
fn a_cancellation_does_not_reach_the_next_invoke() {
    for (mut interpreter, token) in endless("a_cancellation_does_not_reach") {
        for _ in 0..200 {
            set_input(&mut interpreter, 0.0);
            let canceller = thread::spawn({
                let token = token.clone();
                move || token.cancel()
            });
            assert!(matches!(interpreter.invoke(), Err(Error::Cancelled)));
            canceller.join().unwrap();
            token.reset();
            set_input(&mut interpreter, 1.0);
            interpreter.invoke().expect("the next invoke");
        }
    }
}

#[test]
fn a_cancelled_token_stops_invokes_before_they_begin_until_it_is_reset() {
    for (mut interpreter, token) in endless("a_cancelled_token_stops_invokes") {
        token.cancel();
        set_input(&mut interpreter, 0.0);
        for _ in 0..2 {
            assert!(matches!(interpreter.invoke(), Err(Error::Cancelled)));
        }
        token.reset();
        set_input(&mut interpreter, 1.0);
        interpreter.invoke().expect("a reset token");
    }
}

#[test]
fn the_token_outlives_the_interpreter_and_the_other_way_round() {
    for (interpreter, token) in endless("the_token_outlives_the_interpreter") {
        drop(interpreter);
        token.cancel();
    }
    for (mut interpreter, token) in endless("the_interpreter_outlives_the_token") {
        drop(token);
        set_input(&mut interpreter, 1.0);
        interpreter.invoke().unwrap();
    }
}

#[test]
fn one_token_stops_several_interpreters() {
    for (first, token) in endless("one_token_stops_several") {
        let mut second = Interpreter::builder()
            .runtime(first.runtime())
            .cancellation(&token)
            .build(first.model())
            .unwrap();
        let mut first = first;
        let threads = [
            thread::spawn(move || first.invoke().expect_err("endless").to_string()),
            thread::spawn(move || second.invoke().expect_err("endless").to_string()),
        ];
        thread::sleep(Duration::from_millis(20));
        token.cancel();
        for thread in threads {
            assert!(thread.join().unwrap().contains("cancelled"));
        }
    }
}
