//! The worker's end of the conversation.

use std::io::Write;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use litert_sys::Family;

use super::channel::hear;
use super::message::{self, HELLO, Load, Value, decode_run};
use super::{confine, is_worker, limits};
use crate::compiled::CompiledModel;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::interpreter::Interpreter;
use crate::model::{EngineKind, Model, SignatureInfo, signature_position};
use crate::runtime::Runtime;
use crate::tensor::{Strings, Tensor};
use crate::types::{ElementType, Shape};

/// Does the work of a worker, in a process that [`IsolatedModel`](super::IsolatedModel) started, and
/// does not come back; in any other process it does nothing at all.
///
/// Call it first in `main`, before anything is printed, before threads are started and arguments are
/// looked at.
pub fn serve() {
    if is_worker() {
        let done = work();
        std::process::exit(i32::from(done.is_none()));
    }
}

/// Serves until nobody is there to be served; `None` if that came unexpectedly.
fn work() -> Option<()> {
    // Before there are other threads, and before anything of the model is seen.
    let confinement = confine();
    let mut to = output()?;
    to.write_all(HELLO).ok()?;
    to.flush().ok()?;
    let requests = requests();
    let load = requests.recv().ok()?;
    let load = Load::decode(&load)?;
    let mut served = match load_model(&load) {
        Ok(served) => served,
        Err(error) => {
            say(&mut to, &message::encode_failed(&error))?;
            return Some(());
        }
    };
    say(
        &mut to,
        &message::encode_ready(confinement, &served.signature),
    )?;
    while let Ok(request) = requests.recv() {
        let inputs = decode_run(&request)?;
        let answer = served.run(&inputs, load.signature);
        let answer = answer.unwrap_or_else(|error| message::encode_failed(&error.to_string()));
        say(&mut to, &answer)?;
    }
    Some(())
}

/// What comes in. When nothing more can come, because the application is gone, the process ends in
/// the midst of whatever it does: a run need not have an end.
fn requests() -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut from = std::io::stdin().lock();
        while let Some(request) = hear(&mut from) {
            if sender.send(request).is_err() {
                break;
            }
        }
        end_now()
    });
    receiver
}

#[cfg(unix)]
fn end_now() -> ! {
    unsafe extern "C" {
        fn _exit(status: std::ffi::c_int) -> !;
    }
    // SAFETY: no preconditions. Nothing is run at the exit that could meet a run in progress.
    unsafe { _exit(0) }
}

#[cfg(not(unix))]
fn end_now() -> ! {
    std::process::exit(0)
}

/// Where answers go. Libraries print to the standard output as well, so that on Unix answers get a
/// stream of their own and the standard output goes where errors go.
#[cfg(unix)]
fn output() -> Option<impl Write> {
    use std::fs::File;
    use std::os::fd::AsFd;

    unsafe extern "C" {
        fn dup2(from: std::ffi::c_int, to: std::ffi::c_int) -> std::ffi::c_int;
    }
    let answers = std::io::stdout().as_fd().try_clone_to_owned().ok()?;
    // SAFETY: both are the process's own standard streams; Rust's `Stdout` only knows the number.
    (unsafe { dup2(2, 1) } == 1).then(|| File::from(answers))
}

#[cfg(not(unix))]
fn output() -> Option<impl Write> {
    Some(std::io::stdout())
}

fn say(to: &mut impl Write, answer: &[u8]) -> Option<()> {
    to.write_all(&(answer.len() as u64).to_le_bytes()).ok()?;
    to.write_all(answer).ok()?;
    to.flush().ok()
}

/// A model on its engine.
struct Served {
    engine: Box<dyn Engine>,
    /// The shapes that the inputs have.
    shapes: Vec<Shape>,
    signature: SignatureInfo,
}

fn load_model(load: &Load<'_>) -> Result<Served, String> {
    let text = |error: Error| error.to_string();
    // The library comes before the limits: it is ours, and large.
    let family = match load.engine {
        EngineKind::Interpreter => Family::TfLite,
        EngineKind::CompiledModel => Family::LiteRt,
    };
    let runtime = Runtime::shared_for(family).map_err(text)?;
    runtime.library(family).map_err(text)?;
    limits::set(load.memory)?;
    // SAFETY: whoever made the model in the application vouches for these rules, in an unsafe call of its own.
    let model = unsafe { Model::from_bytes_vouched(load.model, load.vouched.clone()) };
    let model = model.map_err(text)?;
    let info = match load.signature {
        None => model.default_signature(),
        Some(key) => &model.signatures()[signature_position(model.info(), key).map_err(text)?],
    };
    let signature = info.clone();
    let shapes = info.inputs().iter().map(|input| input.shape()).collect();
    let engine: Box<dyn Engine> = match load.engine {
        EngineKind::Interpreter => Box::new(Interpreter::new(&model).map_err(text)?),
        EngineKind::CompiledModel => Box::new(CompiledModel::new(&model).map_err(text)?),
    };
    Ok(Served {
        engine,
        shapes,
        signature,
    })
}

impl Served {
    fn run(&mut self, inputs: &[Value<'_>], signature: Option<&str>) -> Result<Vec<u8>> {
        let shapes = &mut self.shapes;
        match signature {
            None => run(&mut *self.engine, inputs, shapes),
            Some(key) => run(&mut *self.engine.signature(key)?, inputs, shapes),
        }
    }
}

fn is_text(engine: &dyn Engine, input: usize) -> bool {
    let input = engine.inputs().get(input);
    input.is_some_and(|input| input.element_type() == ElementType::String)
}

/// Gives the inputs their shapes and values, runs, and packs up what came out.
fn run(engine: &mut dyn Engine, inputs: &[Value<'_>], shapes: &mut [Shape]) -> Result<Vec<u8>> {
    if inputs.len() != shapes.len() {
        return Err(Error::invalid_argument("another number of inputs"));
    }
    for (at, (input, shape)) in inputs.iter().zip(shapes).enumerate() {
        if is_text(engine, at) {
            let strings = Strings::parse(input.bytes).map_err(Error::invalid_argument)?;
            engine.write_strings(at, input.shape.dims(), &strings.collect::<Vec<_>>())?;
        } else if *shape != input.shape {
            engine.resize_input(at, input.shape.dims())?;
            *shape = input.shape;
        }
    }
    engine.allocate()?;
    for (at, input) in inputs.iter().enumerate() {
        if !is_text(engine, at) {
            let mut tensor = engine.input_mut(at)?;
            let bytes = tensor.bytes_mut();
            if bytes.len() != input.bytes.len() {
                return Err(Error::invalid_argument("an input of another size"));
            }
            bytes.copy_from_slice(input.bytes);
        }
    }
    engine.run()?;
    let outputs: Vec<Tensor<'_>> = (0..engine.outputs().len())
        .map(|at| engine.output(at))
        .collect::<Result<_>>()?;
    let outputs: Vec<Value<'_>> = outputs
        .iter()
        .map(|output| Value {
            shape: output.shape(),
            bytes: output.bytes(),
        })
        .collect();
    message::encode_outputs(&outputs)
}
