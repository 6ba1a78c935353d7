//! Either of the two engines, with a model in it.

use anyhow::{Result, ensure};
use litert::model::{Obstacle, SignatureInfo, TensorInfo};
use litert::{
    Accelerators, CompiledModel, Engine, Family, Interpreter, LibraryInfo, Model, Preference,
    ProfileEvent, Runtime,
};

use super::setup::{Accelerator, EngineKind, Setup};
use crate::names;

/// What an engine tells if it is made for it, and costs a little.
#[derive(Clone, Copy, Default)]
struct Extras {
    profile: bool,
    report: bool,
}

/// A model in an engine.
pub(crate) struct Session {
    engine: Box<dyn Engine>,
    model: Model,
    /// Where it is not the first.
    signature: Option<String>,
    /// In a few words.
    pub(crate) label: String,
    /// The library behind it.
    pub(crate) library: LibraryInfo,
}

impl Session {
    /// Makes a model ready, with its inputs in the shapes that were asked for.
    pub(crate) fn new(model: &Model, setup: &Setup) -> Result<Self> {
        Self::build(model, setup, Extras::default())
    }

    /// The same, for [`acceleration`](Self::acceleration).
    pub(crate) fn reported(model: &Model, setup: &Setup) -> Result<Self> {
        let report = true;
        Self::build(
            model,
            setup,
            Extras {
                report,
                ..Extras::default()
            },
        )
    }

    /// The same, for [`take_profile`](Self::take_profile).
    pub(crate) fn profiled(model: &Model, setup: &Setup) -> Result<Self> {
        let profile = true;
        Self::build(
            model,
            setup,
            Extras {
                profile,
                ..Extras::default()
            },
        )
    }

    fn build(model: &Model, setup: &Setup, extras: Extras) -> Result<Self> {
        let runtime = match &setup.library {
            // SAFETY: whoever names a library on the command line vouches for it.
            Some(path) => unsafe { Runtime::from_library(path) }?,
            None => Runtime::shared_for(match setup.engine {
                None if setup.accelerator.is_empty() => Family::TfLite,
                Some(EngineKind::Interpreter) => Family::TfLite,
                _ => Family::LiteRt,
            })?,
        };
        if let Some(key) = &setup.signature {
            let keys: Vec<&str> = model
                .signatures()
                .iter()
                .filter_map(|it| it.key())
                .collect();
            ensure!(
                keys.contains(&key.as_str()),
                "--signature: {}",
                names::unknown("signature", key, &keys)
            );
        }
        let kind = engine_kind(setup, model, &runtime)?;
        let (engine, family): (Box<dyn Engine>, _) = match kind {
            EngineKind::Interpreter => {
                let built = interpreter(model, setup, &runtime, extras)?;
                (Box::new(built), Family::TfLite)
            }
            EngineKind::Compiled => {
                let built = compiled(model, setup, &runtime, extras)?;
                (Box::new(built), Family::LiteRt)
            }
        };
        let mut session = Self {
            engine,
            model: model.clone(),
            signature: setup.signature.clone(),
            label: label(setup, model, kind),
            library: runtime.library(family)?,
        };
        session.resize(setup)?;
        Ok(session)
    }

    fn resize(&mut self, setup: &Setup) -> Result<()> {
        let mut runner = self.runner()?;
        for (place, spec) in setup.shape.iter().enumerate() {
            match &spec.input {
                Some(name) => {
                    let names: Vec<&str> = runner.inputs().iter().map(TensorInfo::name).collect();
                    ensure!(
                        names.contains(&name.as_str()),
                        "--shape {spec}: {}",
                        names::unknown("input", name, &names)
                    );
                    runner.resize_input(name, &spec.dims)?;
                }
                None => runner.resize_input(place, &spec.dims)?,
            }
        }
        Ok(())
    }

    /// The model.
    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    /// The engine alone, on the first signature.
    pub(crate) fn into_engine(self) -> Box<dyn Engine> {
        self.engine
    }

    /// The signature that runs.
    pub(crate) fn signature(&self) -> &SignatureInfo {
        signature(&self.model, self.signature.as_deref())
    }

    /// What the inputs of a run are, in the shapes that they have now.
    pub(crate) fn shapes(&mut self) -> Result<Vec<InputShape>> {
        let runner = self.runner()?;
        let inputs = runner.inputs().iter().enumerate();
        inputs
            .map(|(place, info)| {
                Ok(InputShape {
                    name: info.name().to_owned(),
                    element_type: info.element_type().to_string(),
                    shape: runner.input(place)?.shape().dims().to_vec(),
                })
            })
            .collect()
    }

    /// The engine, on the signature that was asked for.
    pub(crate) fn runner(&mut self) -> Result<Box<dyn Engine + '_>> {
        Ok(match &self.signature {
            None => Box::new(&mut *self.engine),
            Some(key) => self.engine.signature(key)?,
        })
    }

    /// The interpreter, if that is the engine.
    pub(crate) fn interpreter(&self) -> Option<&Interpreter> {
        self.engine.downcast_ref()
    }

    /// What became of the hardware that was asked for, in the words of the library.
    pub(crate) fn acceleration(&self) -> Option<String> {
        Some(self.engine.acceleration_report().ok()?.to_string())
    }

    /// Starts the stopwatches of a session that was built with them.
    pub(crate) fn start_profile(&mut self) -> Result<()> {
        Ok(self.engine.start_profile()?)
    }

    /// What was measured since then. The stopwatches are stopped.
    pub(crate) fn take_profile(&mut self) -> Result<Vec<ProfileEvent>> {
        Ok(self.engine.take_profile()?)
    }
}

/// An input of a run.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct InputShape {
    name: String,
    #[serde(rename = "type")]
    element_type: String,
    shape: Vec<i32>,
}

/// The signature of this key, or the first.
pub(crate) fn signature<'m>(model: &'m Model, key: Option<&str>) -> &'m SignatureInfo {
    let mut all = model.signatures().iter();
    let named = key.and_then(|key| all.find(|signature| signature.key() == Some(key)));
    named.unwrap_or_else(|| model.default_signature())
}

/// The configuration in a few words. Of several signatures, the one that runs is named.
fn label(setup: &Setup, model: &Model, kind: EngineKind) -> String {
    let mut named = setup.clone();
    if named.signature.is_none() && model.signatures().len() > 1 {
        named.signature = model.default_signature().key().map(str::to_owned);
    }
    named.label(kind)
}

/// The engine that was asked for, or the one that fits.
fn engine_kind(setup: &Setup, model: &Model, runtime: &Runtime) -> Result<EngineKind> {
    let has = |family| runtime.library(family).is_ok();
    let refused = |engine| {
        model
            .view()
            .obstacles(engine)
            .iter()
            .any(Obstacle::is_final)
    };
    let kind = match setup.engine {
        Some(kind) => kind,
        None if !setup.accelerator.is_empty() => EngineKind::Compiled,
        None if !has(Family::TfLite) => EngineKind::Compiled,
        // What was compiled for an NPU, for instance, runs in a compiled model only.
        None if !setup.no_xnnpack
            && has(Family::LiteRt)
            && refused(litert::EngineKind::Interpreter)
            && !refused(litert::EngineKind::CompiledModel) =>
        {
            EngineKind::Compiled
        }
        None => EngineKind::Interpreter,
    };
    match kind {
        EngineKind::Interpreter => ensure!(
            setup.accelerator.is_empty(),
            "--accelerator is for --engine compiled; an interpreter takes --delegate"
        ),
        EngineKind::Compiled => {
            ensure!(
                !setup.no_xnnpack,
                "--no-xnnpack is for --engine interpreter; compiled models always use XNNPACK"
            );
            ensure!(
                !setup.delegate.iter().any(|it| it.is_xnnpack()),
                "compiled models always use XNNPACK: it is no --delegate of theirs"
            );
        }
    }
    Ok(kind)
}

fn interpreter(
    model: &Model,
    setup: &Setup,
    runtime: &Runtime,
    extras: Extras,
) -> Result<Interpreter> {
    let mut builder = Interpreter::builder()
        .runtime(runtime)
        .threads(setup.threads)
        .profiling(extras.profile)
        .acceleration_report(extras.report);
    if setup.no_xnnpack {
        builder = builder.xnnpack(false);
    }
    for spec in &setup.delegate {
        builder = builder.delegate(spec.delegate(setup.threads)?);
    }
    if setup.require_full {
        builder = builder.require_full_delegation();
    }
    Ok(builder.build(model)?)
}

fn compiled(
    model: &Model,
    setup: &Setup,
    runtime: &Runtime,
    extras: Extras,
) -> Result<CompiledModel> {
    let mut builder = CompiledModel::builder()
        .runtime(runtime)
        .threads(setup.threads)
        .profiling(extras.profile);
    if !setup.accelerator.is_empty() {
        let kinds = setup.accelerator.iter().map(|kind| match kind {
            Accelerator::Cpu => Accelerators::CPU,
            Accelerator::Gpu => Accelerators::GPU | Accelerators::CPU,
            Accelerator::Npu => Accelerators::NPU | Accelerators::CPU,
        });
        builder = builder.prefer(kinds.map(Preference::new));
    }
    for spec in &setup.delegate {
        builder = builder.delegate(spec.delegate(setup.threads)?);
    }
    if setup.require_full {
        builder = builder.require_full_acceleration();
    }
    Ok(builder.build(model)?)
}
