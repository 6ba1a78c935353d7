//! The isolated model as an engine among others.

use std::any::Any;

use super::IsolatedModel;
use crate::engine::{Acceleration, Engine, ProfileEvent, own_methods, sealed};
use crate::error::{Error, Result};
use crate::model::EngineKind;

impl sealed::Sealed for IsolatedModel {}

impl Engine for IsolatedModel {
    own_methods!();

    fn kind(&self) -> EngineKind {
        self.engine
    }

    /// The memory of inputs is there from the start. The worker gives the model's tensors memory when
    /// it runs the model.
    fn allocate(&mut self) -> Result<()> {
        Ok(())
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
        if self.signature.key() == Some(key) {
            return Ok(Box::new(self));
        }
        let own = match self.signature.key() {
            Some(own) => format!("signature '{own}'"),
            None => "the main graph".to_owned(),
        };
        Err(Error::unsupported(
            format!("running signature '{key}'"),
            format!("an isolated model, whose worker has loaded {own}"),
            "choose another one with IsolatedModelBuilder::signature",
        ))
    }

    fn acceleration_report(&self) -> Result<Acceleration> {
        Err(stays_in_worker("a report of its acceleration"))
    }

    fn start_profile(&mut self) -> Result<()> {
        Err(stays_in_worker("profiling"))
    }

    fn take_profile(&mut self) -> Result<Vec<ProfileEvent>> {
        Err(stays_in_worker("profiling"))
    }

    fn owner(&self) -> &dyn Any {
        self
    }

    fn owner_mut(&mut self) -> &mut dyn Any {
        self
    }
}

fn stays_in_worker(feature: &str) -> Error {
    Error::unsupported(
        feature,
        "an isolated model, because its worker sends outputs and nothing else",
        "ask an Interpreter or a CompiledModel of the same model in this process",
    )
}
