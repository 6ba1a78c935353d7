//! The interpreter and its signatures as engines among others.

use std::any::Any;

use super::{Interpreter, SignatureRunner};
use crate::engine::{Acceleration, Engine, ProfileEvent, own_methods, sealed};
use crate::error::Result;
use crate::model::EngineKind;

impl sealed::Sealed for Interpreter {}
impl sealed::Sealed for SignatureRunner<'_> {}

impl Engine for Interpreter {
    own_methods!();

    fn kind(&self) -> EngineKind {
        EngineKind::Interpreter
    }

    fn allocate(&mut self) -> Result<()> {
        self.allocate()
    }

    fn write_strings_at(
        &mut self,
        position: usize,
        shape: &[i32],
        strings: &[&[u8]],
    ) -> Result<()> {
        self.write_strings(position, shape, strings)
    }

    fn signature(&mut self, key: &str) -> Result<Box<dyn Engine + '_>> {
        Ok(Box::new(self.signature(key)?))
    }

    fn acceleration_report(&self) -> Result<Acceleration> {
        self.delegation_report().map(Acceleration::Delegates)
    }

    fn start_profile(&mut self) -> Result<()> {
        self.take_profile().map(drop)
    }

    fn take_profile(&mut self) -> Result<Vec<ProfileEvent>> {
        self.take_profile()
    }

    fn owner(&self) -> &dyn Any {
        self
    }

    fn owner_mut(&mut self) -> &mut dyn Any {
        self
    }
}

impl Engine for SignatureRunner<'_> {
    own_methods!();

    fn kind(&self) -> EngineKind {
        EngineKind::Interpreter
    }

    fn allocate(&mut self) -> Result<()> {
        self.allocate()
    }

    fn write_strings_at(
        &mut self,
        position: usize,
        shape: &[i32],
        strings: &[&[u8]],
    ) -> Result<()> {
        self.write_strings(position, shape, strings)
    }

    fn signature(&mut self, key: &str) -> Result<Box<dyn Engine + '_>> {
        Ok(Box::new(self.interpreter.signature(key)?))
    }

    fn acceleration_report(&self) -> Result<Acceleration> {
        Engine::acceleration_report(&*self.interpreter)
    }

    fn start_profile(&mut self) -> Result<()> {
        self.interpreter.start_profile()
    }

    fn take_profile(&mut self) -> Result<Vec<ProfileEvent>> {
        self.interpreter.take_profile()
    }

    fn owner(&self) -> &dyn Any {
        self.interpreter
    }

    fn owner_mut(&mut self) -> &mut dyn Any {
        self.interpreter
    }
}
