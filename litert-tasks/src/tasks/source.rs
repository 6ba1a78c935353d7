//! Where a task gets its engine from.

use std::fmt;
use std::path::{Path, PathBuf};

use litert::isolated::IsolatedModel;
use litert::model::Bundle;
use litert::{CompiledModel, Engine, Interpreter, Model};

use crate::error::{Error, Result};

/// Where a task gets its engine from: the path of a model, a model, or an engine.
///
/// A path or model runs on an [`Interpreter`] with its default settings, and so on XNNPACK. For the GPU, an
/// Edge TPU, more threads or a process of its own, make the engine and give that.
#[derive(Debug)]
#[non_exhaustive]
pub enum Source {
    /// A file: a model, or a `.task` bundle with one model.
    Path(PathBuf),
    /// A model.
    Model(Model),
    /// An engine.
    Engine(Box<dyn Engine>),
}

impl From<&str> for Source {
    fn from(path: &str) -> Self {
        Self::Path(path.into())
    }
}

impl From<String> for Source {
    fn from(path: String) -> Self {
        Self::Path(path.into())
    }
}

impl From<&Path> for Source {
    fn from(path: &Path) -> Self {
        Self::Path(path.to_owned())
    }
}

impl From<PathBuf> for Source {
    fn from(path: PathBuf) -> Self {
        Self::Path(path)
    }
}

impl From<&Model> for Source {
    fn from(model: &Model) -> Self {
        Self::Model(model.clone())
    }
}

impl From<Model> for Source {
    fn from(model: Model) -> Self {
        Self::Model(model)
    }
}

impl From<Box<dyn Engine>> for Source {
    fn from(engine: Box<dyn Engine>) -> Self {
        Self::Engine(engine)
    }
}

impl From<Interpreter> for Source {
    fn from(engine: Interpreter) -> Self {
        Self::Engine(Box::new(engine))
    }
}

impl From<CompiledModel> for Source {
    fn from(engine: CompiledModel) -> Self {
        Self::Engine(Box::new(engine))
    }
}

impl From<IsolatedModel> for Source {
    fn from(engine: IsolatedModel) -> Self {
        Self::Engine(Box::new(engine))
    }
}

/// An engine, and the model that it runs.
pub(super) struct Opened {
    pub(super) engine: Box<dyn Engine>,
    pub(super) model: Model,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("engine", &self.engine)
            .finish_non_exhaustive()
    }
}

impl Opened {
    /// `model`: what the caller says that an engine runs.
    pub(super) fn new(source: Source, model: Option<Model>) -> Result<Self> {
        let own = match source {
            Source::Path(path) => load(&path)?,
            Source::Model(model) => model,
            Source::Engine(engine) => {
                let known = model.or_else(|| model_of(engine.as_ref()).cloned());
                let model = known.ok_or_else(|| {
                    Error::invalid_argument(
                        "this engine does not tell its model, which says what its outputs are; give it \
                         to the builder with .model(..)",
                    )
                })?;
                return Self { engine, model }.checked();
            }
        };
        let engine = Box::new(Interpreter::new(&own)?);
        let model = model.unwrap_or(own);
        Self { engine, model }.checked()
    }

    /// The model has the interface of the engine.
    fn checked(self) -> Result<Self> {
        let signature = self.model.default_signature();
        let same = |ours: &[litert::model::TensorInfo], its: &[litert::model::TensorInfo]| {
            ours.len() == its.len()
                && ours.iter().zip(its).all(|(a, b)| {
                    a.element_type() == b.element_type()
                        && a.shape_signature() == b.shape_signature()
                })
        };
        if same(signature.inputs(), self.engine.inputs())
            && same(signature.outputs(), self.engine.outputs())
        {
            return Ok(self);
        }
        Err(Error::invalid_argument(format!(
            "the engine has other inputs or outputs than {}: it runs another model, or another signature",
            self.model.name()
        )))
    }
}

fn model_of(engine: &dyn Engine) -> Option<&Model> {
    let owner = engine.owner();
    let interpreter = owner.downcast_ref::<Interpreter>().map(Interpreter::model);
    interpreter.or_else(|| {
        owner
            .downcast_ref::<CompiledModel>()
            .map(CompiledModel::model)
    })
}

/// A model, or the only one in a bundle.
fn load(path: &Path) -> Result<Model> {
    if path
        .extension()
        .is_none_or(|it| !it.eq_ignore_ascii_case("task"))
    {
        return Ok(Model::from_file(path)?);
    }
    let bytes = std::fs::read(path).map_err(|error| Error::file(path, error.to_string()))?;
    let bundle = Bundle::new(&bytes).map_err(|error| Error::file(path, error.to_string()))?;
    let models: Vec<&str> = bundle.models().collect();
    let [only] = models[..] else {
        let message = format!(
            "it is a bundle with {} models: {}; a task takes one, so take it out with Bundle::model",
            models.len(),
            models.join(", ")
        );
        return Err(Error::file(path, message));
    };
    let model = bundle
        .model(only)
        .map_err(|error| Error::file(path, error.to_string()))?;
    Ok(Model::from_bytes(&*model)?)
}
