//! What is done with little memory: each scene is made ready with all memory, and then goes on
//! with what little is left.

use std::sync::Arc;

use litert::{AlignedBuffer, CompiledModel, Environment, Interpreter, Model, Result, Runtime};

use litert_test_support::child::Scratch;
use litert_test_support::runtime::own;

/// What remains to be done, under a limit. May be done again.
pub(crate) type Work = Box<dyn FnMut() -> Result<()>>;

pub(crate) struct Scene {
    pub(crate) name: &'static str,
    pub(crate) prepare: fn(&Runtime) -> Work,
    /// How it ends when there is hardly any memory.
    pub(crate) end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With `Error::OutOfMemory`: the memory is ours.
    Ours,
    /// With an error of some kind.
    Error,
    /// It takes no more than it has.
    Well,
    /// The native library ends the process.
    Death,
    /// TensorFlow Lite 2.17 ends the process, later versions report an error.
    DeathBefore218,
}

/// For each picture of 16 × 16, the digits model takes a kilobyte, and eight for what is inside.
const PICTURES: i32 = 4096;
const SHAPE: [i32; 4] = [PICTURES, 16, 16, 1];
const STRINGS: usize = 1 << 19;

fn digits() -> Model {
    Model::from_file(own("digits/digits_float32.tflite")).expect("our own model")
}

/// A model with 16 MiB behind it, as files attached to models lie.
fn padded() -> Vec<u8> {
    let mut bytes = std::fs::read(own("tiny/add.tflite")).expect("our own model");
    bytes.resize(bytes.len() + (16 << 20), 0);
    bytes
}

fn engine(runtime: &Runtime, model: &Model, xnnpack: bool) -> Interpreter {
    let builder = Interpreter::builder().runtime(runtime).xnnpack(xnnpack);
    builder.build(model).expect("an interpreter")
}

/// An interpreter that was used on one picture, and then given many.
fn many(runtime: &Runtime, xnnpack: bool) -> Interpreter {
    let mut engine = engine(runtime, &digits(), xnnpack);
    engine.invoke().expect("a run");
    engine.resize_input(0, &SHAPE).expect("a resize");
    engine
}

fn compiled(runtime: &Runtime) -> CompiledModel {
    let environment = Environment::new(runtime).expect("an environment");
    let builder = CompiledModel::builder().environment(&environment);
    builder.build(&digits()).expect("a compiled model")
}

fn compiled_many(runtime: &Runtime) -> CompiledModel {
    let mut engine = compiled(runtime);
    engine.resize_input(0, &SHAPE).expect("a resize");
    engine.allocate().expect("memory");
    engine
}

/// Two inputs, of which the second does not lie at the beginning of the tensors' memory.
fn sums(runtime: &Runtime) -> Interpreter {
    let model = Model::from_file(own("tiny/add.tflite")).expect("our own model");
    let mut engine = engine(runtime, &model, false);
    engine.invoke().expect("a run");
    let rank = engine.inputs()[0].shape().rank();
    let mut shape = vec![1; rank];
    shape[0] = 4 << 20;
    for input in 0..2 {
        engine.resize_input(input, &shape).expect("a resize");
    }
    engine
}

fn scene(name: &'static str, end: End, prepare: fn(&Runtime) -> Work) -> Scene {
    Scene { name, prepare, end }
}

/// What needs no engine.
pub(crate) fn models() -> Vec<Scene> {
    vec![
        scene("read a file", End::Ours, |_| {
            let folder = Scratch::new();
            let path = folder.path().join("padded.tflite");
            std::fs::write(&path, padded()).expect("a file");
            Box::new(move || Model::from_file(folder.path().join("padded.tflite")).map(drop))
        }),
        scene("take a slice", End::Ours, |_| {
            let bytes = padded();
            Box::new(move || Model::from_bytes(&bytes).map(drop))
        }),
        scene("take shared bytes", End::Ours, |_| {
            let bytes: Arc<[u8]> = padded().into();
            Box::new(move || Model::from_bytes(Arc::clone(&bytes)).map(drop))
        }),
        scene("take aligned bytes", End::Well, |_| {
            let mut bytes = Some(AlignedBuffer::copy_of(&padded()));
            Box::new(move || match bytes.take() {
                Some(bytes) => Model::from_bytes(bytes).map(drop),
                None => Ok(()),
            })
        }),
    ]
}

/// What `Interpreter` does.
pub(crate) fn interpreter() -> Vec<Scene> {
    vec![
        scene("allocate", End::Error, |runtime| {
            let mut engine = many(runtime, true);
            Box::new(move || engine.allocate())
        }),
        scene("allocate without XNNPACK", End::Error, |runtime| {
            let mut engine = many(runtime, false);
            Box::new(move || engine.allocate())
        }),
        scene("allocate two inputs", End::Error, |runtime| {
            let mut engine = sums(runtime);
            Box::new(move || {
                engine.allocate()?;
                engine.input_mut(1)?.fill_zero();
                Ok(())
            })
        }),
        scene("read an input as numbers", End::Ours, |runtime| {
            let mut engine = many(runtime, true);
            engine.allocate().expect("memory");
            Box::new(move || engine.input(0)?.to_f32().map(drop))
        }),
        scene("copy an input", End::Ours, |runtime| {
            let mut engine = many(runtime, true);
            engine.allocate().expect("memory");
            Box::new(move || engine.input(0)?.to_vec::<f32>().map(drop))
        }),
        scene("write strings", End::Ours, |runtime| {
            let model = Model::from_file(own("tiny/strings.tflite")).expect("our own model");
            let mut engine = engine(runtime, &model, true);
            let strings = vec!["some string or other"; STRINGS];
            let mut shape = vec![1; engine.inputs()[0].shape().rank()];
            shape[0] = STRINGS as i32;
            Box::new(move || engine.write_strings(0, &shape, &strings))
        }),
        scene("invoke", End::DeathBefore218, |runtime| {
            let mut engine = many(runtime, true);
            engine.allocate().expect("memory");
            Box::new(move || engine.invoke())
        }),
        scene("outputs of unknown size", End::DeathBefore218, |runtime| {
            let model = Model::from_file(own("tiny/keras_flatten.tflite")).expect("our own model");
            let mut engine = engine(runtime, &model, true);
            let mut shape = engine.inputs()[0].shape().dims().to_vec();
            shape[0] = 1 << 18;
            engine.resize_input(0, &shape).expect("a resize");
            engine.allocate().expect("memory");
            Box::new(move || engine.invoke())
        }),
        scene("invoke without XNNPACK", End::Death, |runtime| {
            let mut engine = many(runtime, false);
            engine.allocate().expect("memory");
            Box::new(move || engine.invoke())
        }),
    ]
}

/// What `CompiledModel` does.
pub(crate) fn compiled_model() -> Vec<Scene> {
    vec![
        scene("resize and allocate", End::Error, |runtime| {
            let mut engine = compiled(runtime);
            Box::new(move || {
                engine.resize_input(0, &SHAPE)?;
                engine.allocate()
            })
        }),
        scene("run", End::Well, |runtime| {
            let mut engine = compiled_many(runtime);
            Box::new(move || engine.run())
        }),
        scene("create buffers", End::Ours, |runtime| {
            let mut engine = compiled_many(runtime);
            Box::new(move || {
                engine.create_input_buffers()?;
                engine.create_output_buffers().map(drop)
            })
        }),
        scene("read an input", End::Ours, |runtime| {
            let engine = compiled_many(runtime);
            Box::new(move || engine.input(0)?.to_f32().map(drop))
        }),
    ]
}
