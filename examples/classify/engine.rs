//! Either of LiteRT's two engines, chosen at run time.
//!
//! Programs usually settle for one and then need none of this: the methods of both have the same
//! names, but for `invoke` and `run`.

use std::fmt;

use litert::{CompiledModel, Family, Interpreter, Model, Result, Runtime, Tensor, TensorMut};

use crate::args::EngineKind;

/// A model with one input and one output of interest, ready to run.
pub(crate) enum Engine {
    /// TensorFlow Lite's classic engine: runs everything.
    Interpreter(Interpreter),
    /// LiteRT 2's engine: reaches more accelerators.
    Compiled(CompiledModel),
}

impl Engine {
    /// Gets the model ready.
    pub(crate) fn new(kind: EngineKind, model: &Model, threads: usize) -> Result<Self> {
        Ok(match kind {
            EngineKind::Interpreter => {
                Self::Interpreter(Interpreter::builder().threads(threads).build(model)?)
            }
            EngineKind::Compiled => {
                Self::Compiled(CompiledModel::builder().threads(threads).build(model)?)
            }
        })
    }

    /// Gives the input a shape.
    pub(crate) fn resize_input(&mut self, shape: &[i32]) -> Result<()> {
        match self {
            Self::Interpreter(engine) => engine.resize_input(0, shape),
            Self::Compiled(engine) => engine.resize_input(0, shape),
        }
    }

    /// The input's memory.
    pub(crate) fn input_mut(&mut self) -> Result<TensorMut<'_>> {
        match self {
            Self::Interpreter(engine) => engine.input_mut(0),
            Self::Compiled(engine) => engine.input_mut(0),
        }
    }

    /// Runs the model.
    pub(crate) fn run(&mut self) -> Result<()> {
        match self {
            Self::Interpreter(engine) => engine.invoke(),
            Self::Compiled(engine) => engine.run(),
        }
    }

    /// What the model says.
    pub(crate) fn output(&self) -> Result<Tensor<'_>> {
        match self {
            Self::Interpreter(engine) => engine.output(0),
            Self::Compiled(engine) => engine.output(0),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, family) = match self {
            Self::Interpreter(_) => ("Interpreter", Family::TfLite),
            Self::Compiled(_) => ("CompiledModel", Family::LiteRt),
        };
        match Runtime::shared().and_then(|runtime| runtime.library(family)) {
            Ok(library) => write!(f, "{name} of {family} {}", library.version),
            Err(_) => f.write_str(name),
        }
    }
}
