//! Which hardware is tried, in which order, and what happens when it does not work.

use super::handle::Handle;
use super::options::Texts;
use super::plugged::Plugged;
use super::{Accelerators, Environment};
use crate::custom_op::CustomOps;
use crate::engine::acceleration::{
    AccelerationError, AccelerationFailure, AccelerationProblem, AccelerationReport,
};
use crate::error::{Error, Result, StatusError};
use crate::model::Model;

/// Hardware to try, as one entry of
/// [`CompiledModelBuilder::prefer`](crate::CompiledModelBuilder::prefer).
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::{Accelerators, CompiledModel, Preference};
///
/// let gpu = Preference::new(Accelerators::GPU);
/// let cpu = Preference::new(Accelerators::CPU).required(); // nothing is tried after it
/// let compiled = CompiledModel::builder().prefer([gpu, cpu]).build(&model)?;
/// println!("{}", compiled.acceleration());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Preference {
    accelerators: Accelerators,
    required: bool,
}

impl Preference {
    /// Tries these; if they do not work, the next entry is tried.
    pub fn new(accelerators: Accelerators) -> Self {
        Self {
            accelerators,
            required: false,
        }
    }

    /// If these do not work, that is an error, and no further entry is tried.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl From<Accelerators> for Preference {
    fn from(accelerators: Accelerators) -> Self {
        Self::new(accelerators)
    }
}

/// The builder's settings about hardware.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) accelerators: Accelerators,
    /// Instead of `accelerators`, if not empty.
    pub(super) preferences: Vec<Preference>,
    pub(super) full: bool,
    pub(super) ops: CustomOps,
}

/// An attempt that came to nothing.
enum Miss {
    /// The next entry may be tried.
    Continue,
    /// This is the error, whatever else could be tried.
    Stop(Error),
}

impl From<Error> for Miss {
    fn from(error: Error) -> Self {
        Miss::Stop(error)
    }
}

impl Plan {
    /// Everything that may be used.
    pub(super) fn requested(&self) -> Accelerators {
        match self.preferences.as_slice() {
            [] => self.accelerators,
            entries => entries
                .iter()
                .fold(Accelerators::NONE, |all, entry| all | entry.accelerators),
        }
    }

    /// Compiles for the first hardware that works.
    pub(super) fn compile(
        &self,
        environment: &Environment,
        model: &Model,
        options: &Texts,
        delegates: Plugged,
    ) -> Result<(Handle, AccelerationReport)> {
        let single = [Preference::new(self.accelerators)];
        let entries = match self.preferences.as_slice() {
            [] => &single[..],
            entries => entries,
        };
        for entry in entries {
            if entry.accelerators == Accelerators::NONE {
                return Err(Error::invalid_argument(format!(
                    "{model} cannot be compiled for no accelerator at all; name the CPU at least"
                )));
            }
        }
        let mut attempt = Attempt {
            environment,
            model,
            options,
            ops: &self.ops,
            delegates,
            registered: environment.registered(),
            full: self.full,
            failures: Vec::new(),
        };
        for entry in entries {
            let made = if self.preferences.is_empty() {
                attempt.with_fallback(entry.accelerators)
            } else {
                attempt.exactly(entry.accelerators)
            };
            match made {
                Ok((mut handle, used)) => {
                    let report = attempt.report(&handle, self.requested(), used)?;
                    handle.delegates = attempt.delegates;
                    return Ok((handle, report));
                }
                Err(Miss::Stop(error)) => return Err(error),
                Err(Miss::Continue) if entry.required => break,
                Err(Miss::Continue) => {}
            }
        }
        Err(Error::Acceleration(Box::new(AccelerationError {
            model: model.to_string(),
            failures: attempt.failures,
        })))
    }
}

/// The state while hardware is tried.
struct Attempt<'a> {
    environment: &'a Environment,
    model: &'a Model,
    options: &'a Texts,
    ops: &'a CustomOps,
    /// Outlives every handle that is made, until the one that stays takes it over.
    delegates: Plugged,
    /// `None` if the library cannot say.
    registered: Option<Vec<(String, Accelerators)>>,
    full: bool,
    failures: Vec<AccelerationFailure>,
}

type Made = Result<(Handle, Accelerators), Miss>;

impl Attempt<'_> {
    /// Whatever of the set is there, and the CPU alone if that does not work and it is in the set.
    fn with_fallback(&mut self, set: Accelerators) -> Made {
        let cpu_allowed = set.contains(Accelerators::CPU) && !self.full;
        let others = set.without(Accelerators::CPU);
        if others == Accelerators::NONE {
            return self.on_cpu();
        }
        let present = self.present(others);
        if present != Accelerators::NONE {
            match self.on(present, cpu_allowed) {
                Err(Miss::Continue) => {}
                done => return done,
            }
        }
        if !cpu_allowed {
            return Err(Miss::Continue);
        }
        for failure in &self.failures {
            log::warn!("{} runs on the CPU: {failure}", self.model);
        }
        self.on_cpu()
    }

    /// The set as it is; a part of it that is not there may be missing, but not all.
    fn exactly(&mut self, set: Accelerators) -> Made {
        let others = set.without(Accelerators::CPU);
        if others == Accelerators::NONE {
            return match self.on_cpu() {
                // A model that the CPU refuses may still be one for the next entry.
                Err(Miss::Stop(Error::Status(error))) => self.miss(set, *error),
                done => done,
            };
        }
        let present = self.present(others);
        if present == Accelerators::NONE {
            return Err(Miss::Continue);
        }
        self.on(present, set.contains(Accelerators::CPU) && !self.full)
    }

    /// What of `wanted` is registered; notes what is not. If the library cannot say, everything is
    /// tried.
    fn present(&mut self, wanted: Accelerators) -> Accelerators {
        let Some(registered) = &self.registered else {
            return wanted;
        };
        let all = registered
            .iter()
            .fold(Accelerators::NONE, |all, (_, accelerators)| {
                all | *accelerators
            });
        let missing = wanted.without(all);
        if missing != Accelerators::NONE {
            let library = self.environment.api().source.describe();
            let problem = AccelerationProblem::NotRegistered {
                accelerators: missing,
                library,
            };
            self.note(missing, problem);
        }
        wanted.without(missing)
    }

    /// Keeps a failure for the report, unless it is told there: entries may have a part in common.
    fn note(&mut self, accelerators: Accelerators, problem: AccelerationProblem) {
        let failure = AccelerationFailure {
            accelerators,
            problem,
        };
        let text = failure.to_string();
        if !self.failures.iter().any(|known| known.to_string() == text) {
            self.failures.push(failure);
        }
    }

    fn on_cpu(&mut self) -> Made {
        let handle = self.create(Accelerators::CPU)?;
        self.refuse_idle_delegates(Accelerators::CPU)?;
        if self.full && !handle.is_fully_accelerated()? {
            self.note(Accelerators::CPU, AccelerationProblem::Incomplete);
            return Err(Miss::Continue);
        }
        Ok((handle, Accelerators::CPU))
    }

    fn on(&mut self, others: Accelerators, cpu_allowed: bool) -> Made {
        // Without the CPU among them, the runtime itself makes sure that they take every operator.
        let set = if cpu_allowed {
            others | Accelerators::CPU
        } else {
            others
        };
        match self.create(set) {
            Ok(handle) => {
                self.refuse_idle_delegates(set)?;
                Ok((handle, set))
            }
            Err(Error::Status(error)) => self.miss(others, *error),
            Err(error) => Err(Miss::Stop(error)),
        }
    }

    /// Where full acceleration is required, a delegate that took nothing is a failure.
    fn refuse_idle_delegates(&mut self, accelerators: Accelerators) -> Result<(), Miss> {
        let uses = self.delegates.uses();
        let idle = uses.into_iter().find(|it| it.operators == Some(0));
        let Some(idle) = idle.filter(|_| self.full) else {
            return Ok(());
        };
        let problem = AccelerationProblem::IdleDelegate {
            name: idle.name,
            xnnpack_came_first: self.environment.xnnpack_comes_first(),
        };
        self.note(accelerators, problem);
        Err(Miss::Continue)
    }

    fn create(&self, set: Accelerators) -> Result<Handle> {
        // SAFETY: the handle takes the delegates over, or is dropped before them: it is a local of
        // functions that are called on `self`.
        unsafe {
            Handle::create(
                self.environment,
                self.model,
                set,
                self.options,
                self.ops,
                &self.delegates,
            )
        }
    }

    fn miss(&mut self, accelerators: Accelerators, error: StatusError) -> Made {
        // Anything before this call is about the model, and not about the hardware.
        if error.call != "LiteRtCreateCompiledModel" {
            return Err(Miss::Stop(Error::Status(Box::new(error))));
        }
        let problem = AccelerationProblem::of(error, accelerators, self.model);
        self.note(accelerators, problem);
        Err(Miss::Continue)
    }

    fn report(
        &mut self,
        handle: &Handle,
        requested: Accelerators,
        used: Accelerators,
    ) -> Result<AccelerationReport> {
        Ok(AccelerationReport {
            requested,
            used,
            registered: self.registered.take().unwrap_or_default(),
            fully_accelerated: handle.is_fully_accelerated()?,
            fully_accelerated_without_cpu: match handle.is_fully_accelerated_without_cpu()? {
                // It would not have been compiled otherwise.
                _ if !used.contains(Accelerators::CPU) => Some(true),
                None if used == Accelerators::CPU && self.delegates.is_empty() => Some(false),
                answer => answer,
            },
            delegates: self.delegates.uses(),
            xnnpack_before_delegates: !self.delegates.is_empty()
                && self.environment.xnnpack_comes_first(),
            failures: std::mem::take(&mut self.failures),
        })
    }
}
