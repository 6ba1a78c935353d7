//! The report on hardware and delegates, for any engine.

use std::fmt;

use super::acceleration::AccelerationReport;
use crate::delegate::DelegationReport;

/// The hardware and delegates that run the operators of a model:
/// [`Engine::acceleration_report`](crate::Engine::acceleration_report). `Display` prints it in a few
/// lines.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::{Acceleration, CompiledModel, Engine};
///
/// let engine: Box<dyn Engine> = Box::new(CompiledModel::new(&model)?);
/// match engine.acceleration_report()? {
///     Acceleration::Delegates(report) => println!("{} operators", report.delegated()),
///     Acceleration::Accelerators(report) => println!("on {}", report.used),
///     other => println!("{other}"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Acceleration {
    /// Of an interpreter: its delegates.
    Delegates(DelegationReport),
    /// Of a compiled model: its accelerators and delegates.
    Accelerators(AccelerationReport),
}

impl Acceleration {
    /// True if nothing is left to the runtime's own kernels.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Delegates(report) => report.is_full(),
            Self::Accelerators(report) => report.fully_accelerated,
        }
    }
}

impl fmt::Display for Acceleration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delegates(report) => report.fmt(f),
            Self::Accelerators(report) => report.fmt(f),
        }
    }
}
