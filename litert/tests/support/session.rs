//! Both engines as the driver of the shared cases wants them.

use std::path::Path;

use litert::types::ElementType;
use litert::{CompiledModel, Error, Interpreter, Model, Result, Tensor};
use litert_golden::{OutputData, Session, Slot, decode_strings, encode_strings};

/// An interpreter, or one signature of it.
pub(crate) struct InterpreterSession {
    pub(crate) engine: Interpreter,
    pub(crate) signature: Option<String>,
}

/// A compiled model, or one signature of it.
pub(crate) struct CompiledSession {
    engine: CompiledModel,
    signature: Option<String>,
}

/// A session that can go on with another signature of the same instance.
pub(crate) trait Signatures: Session {
    fn select(&mut self, key: &str);
}

impl Signatures for InterpreterSession {
    fn select(&mut self, key: &str) {
        self.signature = Some(key.to_owned());
    }
}

impl Signatures for CompiledSession {
    fn select(&mut self, key: &str) {
        self.signature = Some(key.to_owned());
    }
}

/// A fresh interpreter of a model file.
pub(crate) fn interpreter(
    path: &Path,
    signature: Option<&str>,
) -> std::result::Result<InterpreterSession, String> {
    let open = || -> Result<_> {
        let mut engine = Interpreter::new(&Model::from_file(path)?)?;
        if let Some(key) = signature {
            engine.signature(key)?;
        }
        Ok(engine)
    };
    let engine = open().map_err(text)?;
    let signature = signature.map(str::to_owned);
    Ok(InterpreterSession { engine, signature })
}

/// A freshly compiled model file.
pub(crate) fn compiled(
    path: &Path,
    signature: Option<&str>,
) -> std::result::Result<CompiledSession, String> {
    let open = || -> Result<_> {
        let mut engine = CompiledModel::new(&Model::from_file(path)?)?;
        if let Some(key) = signature {
            engine.signature(key)?;
        }
        Ok(engine)
    };
    let engine = open().map_err(text)?;
    let signature = signature.map(str::to_owned);
    Ok(CompiledSession { engine, signature })
}

/// Errors are searched for words, so all of their text counts.
pub(crate) fn text(error: Error) -> String {
    error.to_string()
}

/// Runs `$body` on the engine itself or on its signature: they have the same methods and no common
/// trait.
macro_rules! on {
    ($session:ident, $io:ident => $body:expr) => {
        match $session.signature.clone() {
            Some(key) => {
                #[allow(unused_mut, reason = "some bodies only read")]
                let mut $io = $session.engine.signature(&key).map_err(text)?;
                $body.map_err(text)
            }
            None => {
                let $io = &mut $session.engine;
                $body.map_err(text)
            }
        }
    };
}

#[allow(
    unused_imports,
    reason = "not every test crate has a driver of its own"
)]
pub(crate) use on;

/// Calls a method with the name of a slot where it has one, else with its position.
macro_rules! at {
    ($slot:expr, $io:ident.$method:ident($($argument:expr),*)) => {
        match $slot.name {
            Some(name) => $io.$method(name $(, $argument)*),
            None => $io.$method($slot.index $(, $argument)*),
        }
    };
}

macro_rules! common {
    ($run:ident) => {
        fn resize_inputs(
            &mut self,
            shapes: &[(Slot<'_>, Vec<i32>)],
        ) -> std::result::Result<(), String> {
            for (slot, shape) in shapes {
                on!(self, io => at!(slot, io.resize_input(shape)))?;
            }
            Ok(())
        }

        fn allocate(&mut self) -> std::result::Result<(), String> {
            on!(self, io => io.allocate())
        }

        fn invoke(&mut self) -> std::result::Result<(), String> {
            on!(self, io => io.$run())
        }

        fn output(&mut self, slot: Slot<'_>) -> std::result::Result<OutputData, String> {
            on!(self, io => at!(slot, io.output()).and_then(|tensor| copy_of(&tensor)))
        }
    };
}

impl Session for InterpreterSession {
    common!(invoke);

    fn reset_variables(&mut self) -> std::result::Result<(), String> {
        self.engine.reset_variables().map_err(text)
    }

    fn set_input(&mut self, slot: Slot<'_>, bytes: &[u8]) -> std::result::Result<(), String> {
        let (element_type, shape) = on!(self, io => {
            at!(slot, io.input()).map(|input| (input.element_type(), input.shape()))
        })?;
        if element_type == ElementType::String {
            let strings = decode_strings(bytes)?;
            return on!(self, io => at!(slot, io.write_strings(&shape, &strings)));
        }
        on!(self, io => {
            at!(slot, io.input_mut()).and_then(|mut input| input.copy_from_bytes(bytes))
        })
    }
}

impl Session for CompiledSession {
    common!(run);

    fn reset_variables(&mut self) -> std::result::Result<(), String> {
        Err("CompiledModel runs no models with variable tensors".to_owned())
    }

    fn set_input(&mut self, slot: Slot<'_>, bytes: &[u8]) -> std::result::Result<(), String> {
        on!(self, io => {
            at!(slot, io.input_mut()).and_then(|mut input| input.copy_from_bytes(bytes))
        })
    }
}

pub(crate) fn copy_of(tensor: &Tensor<'_>) -> Result<OutputData> {
    let bytes = match tensor.element_type() {
        ElementType::String => encode_strings(&tensor.strings()?.collect::<Vec<_>>()),
        _ => tensor.bytes().to_vec(),
    };
    Ok(OutputData {
        bytes,
        shape: tensor.shape().to_vec(),
        dtype: tensor.element_type().to_string(),
    })
}
