//! Either of LiteRT's two engines, chosen at run time.
//!
//! Programs usually settle for one and then need none of this. What follows is the same for both:
//! `&mut dyn Engine` has the methods of either.

use litert::{CompiledModel, Engine, EngineKind, Family, Interpreter, Model, Result, Runtime};

/// Gets the model ready.
pub(crate) fn start(kind: EngineKind, model: &Model, threads: usize) -> Result<Box<dyn Engine>> {
    Ok(match kind {
        // TensorFlow Lite's classic engine: runs everything.
        EngineKind::Interpreter => Box::new(Interpreter::builder().threads(threads).build(model)?),
        // LiteRT 2's engine: reaches more accelerators.
        EngineKind::CompiledModel => {
            Box::new(CompiledModel::builder().threads(threads).build(model)?)
        }
    })
}

/// The engine and its library in a few words.
pub(crate) fn describe(engine: &dyn Engine) -> String {
    let kind = engine.kind();
    let family = match kind {
        EngineKind::Interpreter => Family::TfLite,
        EngineKind::CompiledModel => Family::LiteRt,
    };
    match Runtime::shared().and_then(|runtime| runtime.library(family)) {
        Ok(library) => format!("{kind} of {family} {}", library.version),
        Err(_) => kind.to_string(),
    }
}
