//! What came of the cases.

use std::fmt;

use crate::compare::Report;

/// Where in a case something happened, in the order of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The stored inputs or outputs could not be read: the suite is broken, not the engine.
    Golden,
    /// The case was not started, because it takes the process down or never returns.
    Refused,
    /// Loading the model and making the instance.
    Open,
    /// Resizing the inputs.
    Resize,
    /// Allocating tensors or making buffers.
    Allocate,
    /// Resetting the variable tensors.
    Reset,
    /// Filling an input.
    SetInput,
    /// The run.
    Invoke,
    /// Reading an output.
    Output,
    /// Type, shape and values of an output.
    Compare,
    /// A run that must fail did not, or not as it must.
    ExpectError,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Golden => "reading the stored data",
            Self::Refused => "not started",
            Self::Open => "opening the model",
            Self::Resize => "resizing the inputs",
            Self::Allocate => "allocating the tensors",
            Self::Reset => "resetting the variables",
            Self::SetInput => "setting an input",
            Self::Invoke => "running",
            Self::Output => "reading an output",
            Self::Compare => "comparing an output",
            Self::ExpectError => "expecting an error",
        })
    }
}

/// A case that went as the manifest says.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseReport {
    /// Ids of the model and the case, `model/case`.
    pub case: String,
    /// What each step gave; those that did not come to an end are left out.
    pub steps: Vec<StepReport>,
    /// The error, where the run had to fail.
    pub error: Option<ExpectedError>,
}

impl CaseReport {
    /// All outputs of all steps.
    pub fn outputs(&self) -> impl Iterator<Item = &OutputReport> {
        self.steps.iter().flat_map(|step| &step.outputs)
    }

    /// Whether every output has the bytes of the golden one.
    #[must_use]
    pub fn bitwise_equal(&self) -> bool {
        self.outputs().all(|output| output.report.bitwise_equal)
    }

    /// Largest difference of all outputs.
    #[must_use]
    pub fn max_abs_diff(&self) -> f64 {
        self.outputs()
            .map(|output| output.report.max_abs_diff)
            .fold(0.0, f64::max)
    }
}

/// A step that went as the manifest says.
#[derive(Debug, Clone, PartialEq)]
pub struct StepReport {
    /// The outputs that were compared.
    pub outputs: Vec<OutputReport>,
}

/// An output that meets its rule.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputReport {
    /// Its name.
    pub name: String,
    /// How it compares.
    pub report: Report,
}

/// The error of a run that had to fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedError {
    /// Where it came.
    pub stage: Stage,
    /// What the engine said.
    pub message: String,
    /// Whether that contains the words in the manifest, where it has some.
    pub words_found: Option<bool>,
}

/// A case that did not go as the manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFailure {
    /// Ids of the model and the case, `model/case`.
    pub case: String,
    /// The step, from 0; `None` before the first one.
    pub step: Option<usize>,
    /// Where it went wrong.
    pub stage: Stage,
    /// What went wrong.
    pub message: String,
}

impl fmt::Display for CaseFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.case)?;
        if let Some(step) = self.step {
            write!(f, ", step {step}")?;
        }
        write!(f, ", {}: {}", self.stage, self.message)
    }
}

impl std::error::Error for CaseFailure {}

/// What came of many cases.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// Those that went as the manifest says.
    pub passed: Vec<CaseReport>,
    /// Those that did not.
    pub failed: Vec<CaseFailure>,
    /// How many were not selected.
    pub left_out: usize,
}

impl Summary {
    /// Prints the summary.
    ///
    /// # Panics
    ///
    /// When a case failed, or fewer than `least` passed: a filter that selects nothing must not
    /// look like success.
    #[track_caller]
    pub fn assert_passed(&self, least: usize) {
        println!("{self}");
        assert!(
            self.failed.is_empty(),
            "{} cases failed:\n{self}",
            self.failed.len()
        );
        assert!(
            self.passed.len() >= least,
            "only {} cases were run, at least {least} are expected",
            self.passed.len()
        );
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (refused, equal): (Vec<_>, Vec<_>) = self
            .passed
            .iter()
            .partition(|report| report.error.is_some());
        let bitwise = equal.iter().filter(|report| report.bitwise_equal()).count();
        write!(
            f,
            "{} cases as expected ({bitwise} bitwise, {} within tolerance, {} by the right \
             error), {} failed, {} left out",
            self.passed.len(),
            equal.len() - bitwise,
            refused.len(),
            self.failed.len(),
            self.left_out
        )?;
        for failure in &self.failed {
            write!(f, "\n  {failure}")?;
        }
        Ok(())
    }
}
