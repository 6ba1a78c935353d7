//! Stopping compiled models from another thread.

use std::thread;
use std::time::{Duration, Instant};

use litert::{CancellationToken, CompiledModel, Error, Model};
use litert_golden::suite_or_skip;
use litert_test_support::libraries::libraries;

/// On every runtime a model that loops for ever as long as its input is 0, and ends at once with 1.
fn endless(test: &str) -> Vec<CompiledModel> {
    let Some(suite) = suite_or_skip(test) else {
        return Vec::new();
    };
    let path = suite.model_path(suite.model("nested_while").expect("in the manifest"));
    let model = Model::from_file(path).unwrap();
    let mut compiled = Vec::new();
    for (name, runtime) in libraries() {
        println!("on {name}");
        compiled.push(
            CompiledModel::builder()
                .runtime(&runtime)
                .build(&model)
                .unwrap(),
        );
    }
    compiled
}

fn set_input(compiled: &mut CompiledModel, value: f32) {
    let mut input = compiled.input_mut(0).unwrap();
    input.copy_from_slice(&[value]).unwrap();
}

#[test]
fn an_endless_loop_is_stopped_and_the_model_runs_again() {
    for mut compiled in endless("an_endless_loop_is_stopped") {
        let token = CancellationToken::new();
        compiled.set_cancellation(&token).unwrap();
        for _ in 0..3 {
            set_input(&mut compiled, 0.0);
            let start = Instant::now();
            let canceller = thread::spawn({
                let token = token.clone();
                move || {
                    thread::sleep(Duration::from_millis(50));
                    token.cancel();
                }
            });
            let error = compiled.run().expect_err("it never ends by itself");
            assert!(matches!(error, Error::Cancelled), "{error}");
            assert!(start.elapsed() >= Duration::from_millis(50));
            assert!(error.to_string().contains("cancelled"), "{error}");
            let unreadable = compiled.output(0).expect_err("there is no result");
            assert!(
                matches!(unreadable, Error::InvalidArgument(_)),
                "{unreadable}"
            );
            canceller.join().unwrap();
            token.reset();
            set_input(&mut compiled, 1.0);
            compiled.run().expect("it can be used again");
            assert!(compiled.output(0).is_ok());
        }
    }
}

#[test]
fn a_cancelled_token_stops_runs_before_they_begin_until_it_is_reset_or_replaced() {
    for mut compiled in endless("a_cancelled_token_stops_runs") {
        let token = CancellationToken::new();
        compiled.set_cancellation(&token).unwrap();
        token.cancel();
        set_input(&mut compiled, 1.0);
        for _ in 0..2 {
            assert!(matches!(compiled.run(), Err(Error::Cancelled)));
        }
        compiled
            .set_cancellation(&CancellationToken::new())
            .unwrap();
        compiled.run().expect("another token");
        compiled.set_cancellation(&token).unwrap();
        assert!(matches!(compiled.run(), Err(Error::Cancelled)));
        compiled.set_cancellation(None).unwrap();
        compiled.run().expect("no token");
        compiled.set_cancellation(&token).unwrap();
        token.reset();
        compiled.run().expect("a reset token");
    }
}

#[test]
fn the_token_may_be_dropped_before_the_model_and_after_it() {
    for mut compiled in endless("the_token_may_be_dropped") {
        {
            let token = CancellationToken::new();
            compiled.set_cancellation(&token).unwrap();
        }
        set_input(&mut compiled, 1.0);
        compiled.run().expect("the compiled model keeps its token");
        let token = CancellationToken::new();
        compiled.set_cancellation(&token).unwrap();
        drop(compiled);
        token.cancel();
    }
}

#[test]
fn other_failures_are_not_called_cancelled() {
    for mut compiled in endless("other_failures") {
        let token = CancellationToken::new();
        compiled.set_cancellation(&token).unwrap();
        let error = compiled.resize_input(0, &[2]).and_then(|()| compiled.run());
        assert!(!matches!(error, Err(Error::Cancelled)), "{error:?}");
    }
}
