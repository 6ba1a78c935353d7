//! Environments of compiled models that name none.

use std::sync::{Mutex, PoisonError};

use super::Environment;
use crate::engine::accelerators::Accelerators;
use crate::error::Result;
use crate::runtime::Runtime;

/// The environments that a runtime keeps.
#[derive(Default)]
struct Shared {
    /// Without the accelerators for GPUs and NPUs: finding these loads libraries, and opens drivers.
    cpu: Option<Environment>,
    all: Option<Environment>,
}

impl Runtime {
    /// An environment with every accelerator that there is, made when it is first asked for.
    ///
    /// Compiled models that name no environment share it if they may use a GPU or an NPU. Those for
    /// the CPU alone share one that has only the CPU, unless this one exists already: looking for a
    /// GPU loads the accelerator's library and the graphics driver.
    ///
    /// # Errors
    /// [`Error::Load`](crate::Error::Load) without a LiteRT library, [`Error::Status`](crate::Error::Status) if it refuses.
    pub fn environment(&self) -> Result<Environment> {
        self.environment_with(Accelerators::ALL)
    }

    /// The shared environment of a model that may use `accelerators`.
    pub(crate) fn environment_with(&self, accelerators: Accelerators) -> Result<Environment> {
        let shared = self.kept::<Mutex<Shared>>();
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(environment) = &shared.all {
            return Ok(environment.clone());
        }
        if accelerators.without(Accelerators::CPU) != Accelerators::NONE {
            return Ok(shared.all.insert(Environment::new(self)?).clone());
        }
        if let Some(environment) = &shared.cpu {
            return Ok(environment.clone());
        }
        let environment = Environment::builder()
            .runtime(self)
            .auto_register(Accelerators::CPU)
            .build()?;
        Ok(shared.cpu.insert(environment).clone())
    }
}
