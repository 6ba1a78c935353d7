//! The compiled model and its signatures as engines among others.

use std::any::Any;

use super::{CompiledModel, CompiledSignature, ENGINE};
use crate::engine::{Acceleration, Engine, ProfileEvent, own_methods, sealed};
use crate::error::{Error, Result};
use crate::model::EngineKind;
use crate::tensor::TensorKey;

impl sealed::Sealed for CompiledModel {}
impl sealed::Sealed for CompiledSignature<'_> {}

impl Engine for CompiledModel {
    own_methods!();

    fn kind(&self) -> EngineKind {
        EngineKind::CompiledModel
    }

    fn allocate(&mut self) -> Result<()> {
        self.allocate()
    }

    fn write_strings_at(&mut self, position: usize, _: &[i32], _: &[&[u8]]) -> Result<()> {
        position.position("input", self.inputs())?;
        Err(no_strings())
    }

    fn signature(&mut self, key: &str) -> Result<Box<dyn Engine + '_>> {
        Ok(Box::new(self.signature(key)?))
    }

    fn acceleration_report(&self) -> Result<Acceleration> {
        Ok(Acceleration::Accelerators(self.acceleration().clone()))
    }

    fn start_profile(&mut self) -> Result<()> {
        let profiler = self.profiler()?;
        profiler.reset()?;
        profiler.start()
    }

    fn take_profile(&mut self) -> Result<Vec<ProfileEvent>> {
        let profiler = self.profiler()?;
        profiler.stop()?;
        profiler.events()
    }

    fn owner(&self) -> &dyn Any {
        self
    }

    fn owner_mut(&mut self) -> &mut dyn Any {
        self
    }
}

impl Engine for CompiledSignature<'_> {
    own_methods!();

    fn kind(&self) -> EngineKind {
        EngineKind::CompiledModel
    }

    fn allocate(&mut self) -> Result<()> {
        self.allocate()
    }

    fn write_strings_at(&mut self, position: usize, _: &[i32], _: &[&[u8]]) -> Result<()> {
        position.position("input", self.inputs())?;
        Err(no_strings())
    }

    fn signature(&mut self, key: &str) -> Result<Box<dyn Engine + '_>> {
        Ok(Box::new(self.compiled.signature(key)?))
    }

    fn acceleration_report(&self) -> Result<Acceleration> {
        self.compiled.acceleration_report()
    }

    fn start_profile(&mut self) -> Result<()> {
        self.compiled.start_profile()
    }

    fn take_profile(&mut self) -> Result<Vec<ProfileEvent>> {
        self.compiled.take_profile()
    }

    fn owner(&self) -> &dyn Any {
        self.compiled
    }

    fn owner_mut(&mut self) -> &mut dyn Any {
        self.compiled
    }
}

/// Models that have string inputs are refused when they are compiled.
fn no_strings() -> Error {
    Error::unsupported(
        "writing strings",
        ENGINE,
        "run the model with Interpreter, which takes strings",
    )
}
