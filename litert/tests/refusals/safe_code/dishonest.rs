//! Types of the caller's that say one thing first and another thing later, or panic.

use std::cell::Cell;
use std::error::Error as StdError;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use litert::delegate::{WeightsCache, XnnpackOptions};
use litert::types::Shape;
use litert::{
    CompiledModel, CustomOp, Error, Family, Interpreter, Model, OpResult, Runtime, Tensor,
    TensorMut,
};

use super::tflite::{self, Buffer, Operator, Subgraph};
use litert_test_support::runtime::{loaded, own};

/// An operator that uses a cache of weights while an interpreter is built with it.
struct Recursive(WeightsCache, Model);

impl CustomOp for Recursive {
    type State = ();

    fn init(&self, _: &[u8]) -> OpResult<()> {
        self.0.finalize().expect_err("the cache is in use");
        let xnnpack = XnnpackOptions::new().weights_cache(&self.0);
        let built = Interpreter::builder().delegate(xnnpack).build(&self.1);
        Err(built.expect_err("the cache is in use").into())
    }

    fn output_shapes(&self, _: &(), inputs: &[Shape]) -> OpResult<Vec<Shape>> {
        Ok(inputs.to_vec())
    }

    fn invoke(&self, _: &(), _: &[Tensor<'_>], _: &mut [TensorMut<'_>]) -> OpResult<()> {
        Ok(())
    }
}

/// It waited for itself.
#[test]
fn operators_that_build_with_the_cache_of_a_build_in_progress_are_refused() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let runtime = Runtime::shared().expect("it is loaded");
    let cache = WeightsCache::new(&runtime).expect("a cache");
    let model = two_operators();
    let op = || Recursive(cache.clone(), model.clone());
    let build = Interpreter::builder()
        .delegate(XnnpackOptions::new().weights_cache(&cache))
        .custom_op("First", 1, op())
        .custom_op("Second", 1, op())
        .build(&model);
    let error = build.expect_err("its operators fail").to_string();
    assert!(error.contains("this thread is building"), "{error}");
}

/// A string that is longer each time it is looked at, after `honest` times.
struct Growing {
    looked: Cell<usize>,
    honest: usize,
    long: Vec<u8>,
}

impl AsRef<[u8]> for Growing {
    fn as_ref(&self) -> &[u8] {
        let looked = self.looked.get();
        self.looked.set(looked + 1);
        match looked < self.honest {
            true => b"yes",
            false => &self.long,
        }
    }
}

/// The length came from one answer and the address from another: the runtime copied what lay behind.
#[test]
fn strings_are_looked_at_once() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let model = Model::from_file(own("tiny/strings.tflite")).expect("the model");
    let mut interpreter = Interpreter::new(&model).expect("an interpreter");
    for honest in 0..4 {
        let growing = Growing {
            looked: Cell::new(0),
            honest,
            long: vec![b'b'; 1 << 20],
        };
        let words = [growing];
        interpreter
            .write_strings("words", &[1], &words)
            .expect("strings");
        let words_now = interpreter.input("words").expect("they were written");
        let held: Vec<_> = words_now.strings().expect("strings").collect();
        let expected = match honest {
            0 => &words[0].long,
            _ => b"yes".as_slice(),
        };
        assert!(held == [expected], "{honest}: {} bytes", held[0].len());
        assert_eq!(words[0].looked.get(), 1);
    }
}

/// An error that panics when it goes, and when it is shown if it is `Mute`.
#[derive(Debug)]
enum Bomb {
    Spoken,
    Mute,
}

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bomb::Spoken => f.write_str("a bomb"),
            Bomb::Mute => panic!("an error that panics when it is shown"),
        }
    }
}

impl StdError for Bomb {}

impl Drop for Bomb {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            panic!("an error that panics when it is dropped");
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Fails {
    Init,
    OutputShapes,
    Invoke,
    Never,
}

struct Failing {
    fails: Fails,
    mute: bool,
    /// An operator and its states go with a panic of their own.
    last: Option<Bomb>,
}

impl Failing {
    fn fail(&self, fails: Fails) -> OpResult<()> {
        match (self.fails == fails, self.mute) {
            (false, _) => Ok(()),
            (true, false) => Err(Box::new(Bomb::Spoken)),
            (true, true) => Err(Box::new(Bomb::Mute)),
        }
    }
}

impl CustomOp for Failing {
    type State = Option<Bomb>;

    fn init(&self, _: &[u8]) -> OpResult<Self::State> {
        self.fail(Fails::Init)?;
        Ok(self.last.as_ref().map(|_| Bomb::Spoken))
    }

    fn output_shapes(&self, _: &Self::State, inputs: &[Shape]) -> OpResult<Vec<Shape>> {
        self.fail(Fails::OutputShapes)?;
        Ok(inputs.to_vec())
    }

    fn invoke(&self, _: &Self::State, _: &[Tensor<'_>], _: &mut [TensorMut<'_>]) -> OpResult<()> {
        self.fail(Fails::Invoke)
    }
}

/// Two operators of the application's, one after the other.
fn two_operators() -> Model {
    let model = tflite::Model {
        codes: vec![(32, Some("First")), (32, Some("Second"))],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors: vec![tflite::Tensor::float(&[4]); 4],
            inputs: vec![0],
            outputs: vec![3],
            operators: vec![
                Operator::new(0, &[0], &[1]),
                Operator::new(0, &[1], &[2]),
                Operator::new(1, &[2], &[3]),
            ],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    Model::from_bytes(model.build()).expect("a model")
}

/// The second failure is dropped in a callback of C's, where a panic ends the process; and two
/// destructors that panic one after the other do so anywhere.
#[test]
fn errors_and_operators_that_panic_when_they_go_do_no_harm() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let model = two_operators();
    for fails in [
        Fails::Init,
        Fails::OutputShapes,
        Fails::Invoke,
        Fails::Never,
    ] {
        for mute in [false, true] {
            let op = || Failing {
                fails,
                mute,
                last: Some(Bomb::Spoken),
            };
            let interpret = || {
                let builder = Interpreter::builder().xnnpack(false);
                let builder = builder
                    .custom_op("First", 1, op())
                    .custom_op("Second", 1, op());
                builder.build(&model)?.invoke()
            };
            let compute = || {
                let builder = CompiledModel::builder();
                let builder = builder
                    .custom_op("First", 1, op())
                    .custom_op("Second", 1, op());
                builder.build(&model)?.run()
            };
            let lives: [&dyn Fn() -> litert::Result<()>; 2] = [&interpret, &compute];
            for life in lives {
                let done =
                    catch_unwind(AssertUnwindSafe(life)).expect("no panic reaches the caller");
                match done {
                    Ok(()) => assert!(fails == Fails::Never),
                    Err(error) => {
                        assert!(matches!(error, Error::CustomOp(_)), "{error}");
                        let text = if mute {
                            "panics when it is shown"
                        } else {
                            "a bomb"
                        };
                        assert!(error.to_string().contains(text), "{error}");
                        // From here on it is the caller's.
                        std::mem::forget(error);
                    }
                }
            }
        }
    }
}
