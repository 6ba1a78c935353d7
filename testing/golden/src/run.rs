//! Carrying out cases.

use crate::compare::compare;
use crate::dtype::DType;
use crate::manifest::{Failure, Runtime, Step, StepTensor};
use crate::report::{
    CaseFailure, CaseReport, ExpectedError, OutputReport, Stage, StepReport, Summary,
};
use crate::rule::Platform;
use crate::session::{Session, Slot};
use crate::strings::decode_strings;
use crate::suite::{CaseRef, Suite};

/// How cases are to be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// The record of the manifest that the engine is held to.
    pub runtime: Runtime,
    /// The tolerance.
    pub platform: Platform,
    /// Run also what takes the official runtime down, see [`Check::with_fatal_cases`].
    pub fatal_cases: bool,
}

impl Check {
    /// Holds the engine to a record, with the tolerance for the processor this runs on. For
    /// kernels other than the default ones that is the wide tolerance everywhere.
    #[must_use]
    pub fn new(runtime: Runtime) -> Self {
        let platform = if runtime.has_default_kernels() {
            Platform::here()
        } else {
            Platform::Any
        };
        Self {
            runtime,
            platform,
            fatal_cases: false,
        }
    }

    /// Sets the tolerance: [`Platform::Any`] for a runtime of another version.
    #[must_use]
    pub fn platform(mut self, platform: Platform) -> Self {
        self.platform = platform;
        self
    }

    /// Does not hold back cases that end, block or corrupt the process in the official runtime:
    /// for a child process, or for a session that refuses or cancels them.
    #[must_use]
    pub fn with_fatal_cases(mut self) -> Self {
        self.fatal_cases = true;
        self
    }
}

/// Opens a session for each selected case, runs it and collects the results.
///
/// `open` gives a fresh instance of `case.model`, for the signature `case.signature` if there is
/// one, without allocating its tensors. An error from it is right for a case that must fail.
pub fn run_all<'s>(
    suite: &'s Suite,
    check: Check,
    mut select: impl FnMut(CaseRef<'s>) -> bool,
    mut open: impl FnMut(CaseRef<'s>) -> Result<Box<dyn Session + 's>, String>,
) -> Summary {
    let mut summary = Summary::default();
    for case in suite.cases() {
        if !select(case) {
            summary.left_out += 1;
            continue;
        }
        let run = Run { suite, case, check };
        let result = run.refuse_fatal().and_then(|()| match open(case) {
            Ok(mut session) => run.all_steps(session.as_mut()),
            Err(message) => run.conclude(
                Vec::new(),
                Some(CaseFailure {
                    step: None,
                    ..run.failure(0, Stage::Open, message)
                }),
            ),
        });
        match result {
            Ok(report) => summary.passed.push(report),
            Err(failure) => summary.failed.push(failure),
        }
    }
    summary
}

/// Runs one case on a fresh session and judges it.
///
/// A case that [`crate::Case::fails_on`] this runtime passes if an error comes no later than
/// recorded, and, where the interpreter is the one that made the records ([`Platform::Same`],
/// default kernels), says the words in the manifest.
///
/// # Errors
///
/// [`CaseFailure`]: where and how the case did not go as the manifest says.
pub fn run_case(
    session: &mut dyn Session,
    suite: &Suite,
    case: CaseRef<'_>,
    check: Check,
) -> Result<CaseReport, CaseFailure> {
    let run = Run { suite, case, check };
    run.refuse_fatal()?;
    run.all_steps(session)
}

/// A case on its way.
#[derive(Clone, Copy)]
struct Run<'a> {
    suite: &'a Suite,
    case: CaseRef<'a>,
    check: Check,
}

impl<'a> Run<'a> {
    fn failure(&self, step: usize, stage: Stage, message: impl Into<String>) -> CaseFailure {
        CaseFailure {
            case: self.case.to_string(),
            step: Some(step),
            stage,
            message: message.into(),
        }
    }

    fn refuse_fatal(&self) -> Result<(), CaseFailure> {
        if self.check.fatal_cases || !self.case.is_fatal_on(self.check.runtime) {
            return Ok(());
        }
        let why = self
            .case
            .compiled_model_hazard
            .as_deref()
            .unwrap_or("it never returns");
        let message = format!("the official runtime takes the process down here: {why}");
        Err(CaseFailure {
            step: None,
            ..self.failure(0, Stage::Refused, message)
        })
    }

    fn all_steps(&self, session: &mut dyn Session) -> Result<CaseReport, CaseFailure> {
        let mut reports = Vec::new();
        let mut before = None;
        for (number, step) in self.case.case.steps.iter().enumerate() {
            match self.one_step(session, number, step, before) {
                Ok(report) => reports.push(report),
                Err(failure) => return self.conclude(reports, Some(failure)),
            }
            before = Some(step);
        }
        self.conclude(reports, None)
    }

    fn one_step(
        &self,
        session: &mut dyn Session,
        number: usize,
        step: &'a Step,
        before: Option<&'a Step>,
    ) -> Result<StepReport, CaseFailure> {
        let at = |stage: Stage| move |message: String| self.failure(number, stage, message);
        // The stored data first, so that a broken suite is not taken for a broken engine.
        let inputs = step
            .inputs
            .iter()
            .map(|input| Ok((self.slot(input), self.suite.bytes(input)?)))
            .collect::<Result<Vec<_>, String>>()
            .map_err(at(Stage::Golden))?;

        let shapes = self.shapes_to_set(step, before);
        if !shapes.is_empty() {
            session.resize_inputs(&shapes).map_err(at(Stage::Resize))?;
        }
        if before.is_none() || !shapes.is_empty() {
            session.allocate().map_err(at(Stage::Allocate))?;
        }
        if step.reset_variables_before {
            session.reset_variables().map_err(at(Stage::Reset))?;
        }
        for (slot, bytes) in &inputs {
            session
                .set_input(*slot, bytes)
                .map_err(at(Stage::SetInput))?;
        }
        session.invoke().map_err(at(Stage::Invoke))?;

        let mut outputs = Vec::new();
        for golden in &step.outputs {
            outputs.extend(self.one_output(session, number, golden)?);
        }
        Ok(StepReport { outputs })
    }

    /// The inputs whose shape differs from the step before, or from the model's for the first.
    fn shapes_to_set(&self, step: &'a Step, before: Option<&'a Step>) -> Vec<(Slot<'a>, Vec<i32>)> {
        step.inputs
            .iter()
            .filter(|input| self.current_shape(input, before) != Some(&input.shape))
            .map(|input| (self.slot(input), input.shape.clone()))
            .collect()
    }

    /// The shape that an input has before it is resized, if that is known.
    fn current_shape(&self, input: &'a StepTensor, before: Option<&'a Step>) -> Option<&'a [i32]> {
        if let Some(step) = before {
            let earlier = step.inputs.iter().find(|it| it.index == input.index)?;
            return Some(&earlier.shape);
        }
        if !self.case.resize_inputs {
            return Some(&input.shape);
        }
        // The manifest describes the tensors of the first subgraph only.
        let first = self.case.subgraph == 0;
        Some(
            &self
                .case
                .model
                .inputs
                .get(input.index)
                .filter(|_| first)?
                .shape,
        )
    }

    /// `None` for an output that cannot be read and, rightly, was not.
    fn one_output(
        &self,
        session: &mut dyn Session,
        number: usize,
        golden: &'a StepTensor,
    ) -> Result<Option<OutputReport>, CaseFailure> {
        let name = &golden.name;
        let fail = |stage, message: String| {
            self.failure(
                number,
                stage,
                format!("output {} ({name}): {message}", golden.index),
            )
        };
        let output = session.output(self.slot(golden));
        if golden.unreadable.is_some() {
            // An error or nothing is right. Bytes without the string layout are what the official
            // runtime holds here and does no harm; strings out of them would be made up.
            let strings = output.ok().and_then(|it| decode_strings(&it.bytes).ok());
            return match strings {
                Some(strings) if !strings.is_empty() => Err(fail(
                    Stage::Compare,
                    format!("unreadable, but gave {strings:?}"),
                )),
                _ => Ok(None),
            };
        }
        let output = output.map_err(|message| fail(Stage::Output, message))?;
        let expected = self
            .suite
            .bytes(golden)
            .map_err(|message| fail(Stage::Golden, message))?;
        if DType::parse(&output.dtype) != golden.dtype {
            let message = format!("type {}, expected {}", output.dtype, golden.dtype);
            return Err(fail(Stage::Compare, message));
        }
        if output.shape != golden.shape {
            let message = format!("shape {:?}, expected {:?}", output.shape, golden.shape);
            return Err(fail(Stage::Compare, message));
        }
        let tolerance = golden.tolerance.clone().unwrap_or_default();
        let report = compare(
            &expected,
            &output.bytes,
            golden.dtype,
            &tolerance,
            self.check.platform,
        )
        .map_err(|mismatch| fail(Stage::Compare, mismatch.to_string()))?;
        Ok(Some(OutputReport {
            name: name.clone(),
            report,
        }))
    }

    /// Turns an error into success where one must come, and its absence into failure.
    fn conclude(
        &self,
        steps: Vec<StepReport>,
        failure: Option<CaseFailure>,
    ) -> Result<CaseReport, CaseFailure> {
        let report = |error| CaseReport {
            case: self.case.to_string(),
            steps,
            error,
        };
        // Where there is no record an expected error is expected all the same; where other kernels
        // do what the default ones cannot, there is nothing to compare with.
        let runtime = self.check.runtime;
        let must_fail = self.case.fails_on(runtime)
            || (self.case.expect_error.is_some() && self.case.outcome(runtime).is_none());
        match failure {
            None if must_fail => {
                let last = self.case.steps.len().saturating_sub(1);
                Err(self.failure(
                    last,
                    Stage::ExpectError,
                    "the run must fail, but it did not",
                ))
            }
            None => Ok(report(None)),
            Some(failure) if must_fail => {
                self.judge_error(failure).map(|error| report(Some(error)))
            }
            Some(failure) => Err(failure),
        }
    }

    fn judge_error(&self, failure: CaseFailure) -> Result<ExpectedError, CaseFailure> {
        if failure.stage < Stage::Open {
            return Err(failure);
        }
        let Check {
            runtime, platform, ..
        } = self.check;
        let wrong = |message: String| CaseFailure {
            case: failure.case.clone(),
            step: failure.step,
            stage: Stage::ExpectError,
            message,
        };
        // Another version of the runtime may find out later, but never after the run.
        let latest = match platform {
            Platform::Same => self.case.failure_on(runtime).and_then(latest_stage),
            Platform::Any => None,
        };
        let latest = latest.unwrap_or(Stage::Invoke);
        if failure.stage > latest {
            return Err(wrong(format!(
                "an error must come when {latest} or before, but came when {}: {}",
                failure.stage, failure.message
            )));
        }
        let words = self
            .case
            .expect_error
            .as_ref()
            .and_then(|it| it.message_contains.as_deref());
        let words_found = words.map(|words| failure.message.contains(words));
        let said_so =
            runtime.is_interpreter() && runtime.has_default_kernels() && platform == Platform::Same;
        match words {
            Some(words) if said_so && words_found == Some(false) => Err(wrong(format!(
                "the error does not say \"{words}\": {}",
                failure.message
            ))),
            _ => Ok(ExpectedError {
                stage: failure.stage,
                message: failure.message,
                words_found,
            }),
        }
    }

    fn slot(&self, tensor: &'a StepTensor) -> Slot<'a> {
        let name = self
            .case
            .signature
            .is_some()
            .then_some(tensor.name.as_str());
        Slot {
            index: tensor.index,
            name,
        }
    }
}

/// The last moment at which an error like the recorded one may come.
fn latest_stage(recorded: &Failure) -> Option<Stage> {
    Some(match recorded.stage.as_deref()? {
        "load" | "create" => Stage::Open,
        "resize" => Stage::Resize,
        "allocate" | "create_output_buffers" => Stage::Allocate,
        "invoke" | "run" => Stage::Invoke,
        _ => return None,
    })
}
