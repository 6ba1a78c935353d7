//! Engines as the driver of the shared cases wants them.

use std::path::Path;

use litert::types::ElementType;
use litert::{CompiledModel, Engine, Error, Interpreter, Model, Tensor};
use litert_golden::{OutputData, Session, Slot, decode_strings, encode_strings};

/// An engine, or one signature of it.
pub struct EngineSession {
    pub(crate) engine: Box<dyn Engine>,
    pub(crate) signature: Option<String>,
}

/// A session that can go on with another signature of the same instance.
pub trait Signatures: Session {
    /// Everything that follows is done with the signature `key`.
    fn select(&mut self, key: &str);
}

impl Signatures for EngineSession {
    fn select(&mut self, key: &str) {
        self.signature = Some(key.to_owned());
    }
}

/// A fresh interpreter of a model file.
///
/// # Errors
///
/// The text of the engine's error.
pub fn interpreter(path: &Path, signature: Option<&str>) -> Result<EngineSession, String> {
    let model = Model::from_file(path).map_err(text)?;
    EngineSession::new(Interpreter::new(&model).map_err(text)?, signature)
}

/// A freshly compiled model file.
///
/// # Errors
///
/// The text of the engine's error.
pub fn compiled(path: &Path, signature: Option<&str>) -> Result<EngineSession, String> {
    let model = Model::from_file(path).map_err(text)?;
    EngineSession::new(CompiledModel::new(&model).map_err(text)?, signature)
}

/// Errors are searched for words, so all of their text counts.
pub fn text(error: Error) -> String {
    error.to_string()
}

impl EngineSession {
    fn new(engine: impl Engine + 'static, signature: Option<&str>) -> Result<Self, String> {
        let mut session = Self {
            engine: Box::new(engine),
            signature: signature.map(str::to_owned),
        };
        // A signature that does not exist is an error of the start.
        session.on(|_| Ok(()))?;
        Ok(session)
    }

    /// Works on the engine itself or on its signature.
    pub(crate) fn with<T>(
        &mut self,
        work: impl FnOnce(&mut dyn Engine) -> litert::Result<T>,
    ) -> litert::Result<T> {
        match &self.signature {
            Some(key) => work(&mut *self.engine.signature(key)?),
            None => work(&mut *self.engine),
        }
    }

    pub(crate) fn on<T>(
        &mut self,
        work: impl FnOnce(&mut dyn Engine) -> litert::Result<T>,
    ) -> Result<T, String> {
        self.with(work).map_err(text)
    }
}

/// Calls a method with the name of a slot where it has one, else with its position.
macro_rules! at {
    ($slot:expr, $engine:ident.$method:ident($($argument:expr),*)) => {
        match $slot.name {
            Some(name) => $engine.$method(name $(, $argument)*),
            None => $engine.$method($slot.index $(, $argument)*),
        }
    };
}

impl Session for EngineSession {
    fn resize_inputs(&mut self, shapes: &[(Slot<'_>, Vec<i32>)]) -> Result<(), String> {
        for (slot, shape) in shapes {
            self.on(|engine| at!(slot, engine.resize_input(shape)))?;
        }
        Ok(())
    }

    fn allocate(&mut self) -> Result<(), String> {
        self.on(|engine| engine.allocate())
    }

    fn reset_variables(&mut self) -> Result<(), String> {
        match self.engine.downcast_mut::<Interpreter>() {
            Some(interpreter) => interpreter.reset_variables().map_err(text),
            None => Err("CompiledModel runs no models with variable tensors".to_owned()),
        }
    }

    fn set_input(&mut self, slot: Slot<'_>, bytes: &[u8]) -> Result<(), String> {
        let (element_type, shape) = self.on(|engine| {
            at!(slot, engine.input()).map(|input| (input.element_type(), input.shape()))
        })?;
        if element_type == ElementType::String {
            let strings = decode_strings(bytes)?;
            return self.on(|engine| at!(slot, engine.write_strings(&shape, &strings)));
        }
        self.on(|engine| at!(slot, engine.input_mut())?.copy_from_bytes(bytes))
    }

    fn invoke(&mut self) -> Result<(), String> {
        self.on(|engine| engine.run())
    }

    fn output(&mut self, slot: Slot<'_>) -> Result<OutputData, String> {
        self.on(|engine| copy_of(&at!(slot, engine.output())?))
    }
}

/// The values, shape and type of a tensor.
///
/// # Errors
///
/// Those of [`Tensor::strings`].
pub fn copy_of(tensor: &Tensor<'_>) -> litert::Result<OutputData> {
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
