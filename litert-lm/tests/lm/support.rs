//! What the tests need.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use litert_golden::skip_or_fail;
use litert_lm::{Engine, Library};
use serde_json::Value;

/// The three files of the same model.
pub(crate) const FILES: [&str; 3] = ["tiny_lm.litertlm", "tiny_lm_hf.litertlm", "tiny_lm.task"];

/// A file of this repository.
pub(crate) fn model(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../models/lm")
        .join(name)
}

/// Whether there is a library; where not, says why the test is skipped.
#[track_caller]
pub(crate) fn loaded() -> bool {
    match Library::shared() {
        Ok(_) => true,
        Err(error) => {
            skip_or_fail(error);
            false
        }
    }
}

/// The tiny model, if there is a library.
#[track_caller]
pub(crate) fn engine() -> Option<Engine> {
    loaded().then(|| open(FILES[0]))
}

pub(crate) fn open(name: &str) -> Engine {
    let engine = Engine::builder(model(name)).threads(1).build();
    engine.unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub(crate) fn expected(name: &str) -> Value {
    let text = std::fs::read_to_string(model(name)).expect("expected values");
    serde_json::from_str(&text).expect("JSON")
}

pub(crate) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("{name}"))
}

pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name} in {value}"))
}

pub(crate) fn numbers(value: &Value) -> Vec<u32> {
    let all = value.as_array().expect("a list").iter();
    all.map(|it| it.as_u64().expect("a number") as u32)
        .collect()
}

/// Runs a future on this thread.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
