//! Cases: runs of a model with known results.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use super::{Expectation, Failure, Outcome, StepTensor};

/// A run of one model, in one or more steps.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    /// Name that no other case of the model has.
    pub id: String,
    /// What it shows.
    #[serde(default)]
    pub description: String,
    /// Key of the signature to run; `None` to run the first subgraph by position.
    pub signature: Option<String>,
    /// The subgraph that is run.
    #[serde(default)]
    pub subgraph: usize,
    /// Whether an input has another shape than the model declares, or changes it on the way.
    #[serde(default)]
    pub resize_inputs: bool,
    /// Invocations of **one** instance, in order, starting fresh.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// Whether it worked, by runtime and kernels.
    #[serde(default)]
    pub runtimes: CaseRuntimes,
    /// How each of them compares to the golden outputs.
    #[serde(default)]
    pub agreement: BTreeMap<String, Agreement>,
    /// The picture that the input was made from.
    pub image: Option<Image>,
    /// The answer a person would check.
    pub expectation: Option<Expectation>,
    /// The run must fail: there are no golden outputs.
    pub expect_error: Option<ExpectError>,
    /// The input is the output of another case.
    pub chain: Option<Chain>,
    /// How the official `CompiledModel` fails or lies here.
    pub compiled_model_hazard: Option<String>,
    /// `CompiledModel` does it only with `LiteRtCompiledModelResizeInputTensorNonStrict`, because
    /// the model declares another, fixed shape.
    #[serde(default)]
    pub compiled_model_needs_non_strict_resize: bool,
    /// How the record of `CompiledModel` was made, where not through Python.
    pub compiled_model_via: Option<String>,
}

impl Case {
    /// The record of one runtime, if there is one.
    #[must_use]
    pub fn outcome(&self, runtime: Runtime) -> Option<&Outcome> {
        self.runtimes.0.get(runtime.key())
    }

    /// Whether this runtime gives the golden outputs.
    ///
    /// For [`Runtime::CompiledModel`] this means a binding that asks for the output layouts before
    /// it makes the output buffers, as it has to: cases that need this are included, and those
    /// in which the runtime then fails (or else would leave a buffer unwritten) are not. Cases
    /// that need the non-strict resize are under [`Runtime::CompiledModelNonStrictResize`].
    #[must_use]
    pub fn runs_on(&self, runtime: Runtime) -> bool {
        let runtime = self.deciding(runtime);
        self.expect_error.is_none()
            && self.comparable(runtime)
            && self.outcome(runtime).is_some_and(Outcome::is_ok)
    }

    /// Whether this runtime is recorded to fail, so that a binding has to give an error. Like
    /// [`Case::runs_on`] this means a binding that asks for the output layouts first; a run that
    /// reports success and leaves its output unwritten is a failure. False for both where there
    /// is no record.
    #[must_use]
    pub fn fails_on(&self, runtime: Runtime) -> bool {
        let runtime = self.deciding(runtime);
        self.outcome(runtime)
            .is_some_and(|it| !it.is_ok() || !self.comparable(runtime))
    }

    /// Whether the official runtime ends or blocks the process here, or corrupts its memory. Run
    /// such a case only in a child process, or to prove that a binding refuses it.
    #[must_use]
    pub fn is_fatal_on(&self, runtime: Runtime) -> bool {
        self.endless() || self.failure_on(runtime).is_some_and(Failure::is_fatal)
    }

    /// How this runtime fails, where it is recorded to; for `CompiledModel` asked for the output
    /// layouts first.
    #[must_use]
    pub fn failure_on(&self, runtime: Runtime) -> Option<&Failure> {
        self.outcome(self.deciding(runtime))?.failure()
    }

    /// Whether the run never returns by itself, so that it has to be cancelled.
    #[must_use]
    pub fn endless(&self) -> bool {
        self.expect_error
            .as_ref()
            .is_some_and(|error| error.endless)
    }

    /// `null` for the difference means that there was nothing to compare.
    fn comparable(&self, runtime: Runtime) -> bool {
        self.agreement
            .get(runtime.key())
            .is_none_or(|it| it.max_abs_diff.is_some())
    }

    /// The record that counts for a careful binding: with the layouts asked for, where that makes
    /// a difference.
    fn deciding(&self, runtime: Runtime) -> Runtime {
        let careful = Runtime::CompiledModelLayoutsFirst;
        if runtime == Runtime::CompiledModel && self.outcome(careful).is_some() {
            careful
        } else {
            runtime
        }
    }
}

/// The records of a case, by [`Runtime::key`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct CaseRuntimes(pub BTreeMap<String, Outcome>);

/// A way to run a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Runtime {
    /// The interpreter with its default kernels (XNNPACK), one thread. It made the golden outputs.
    Interpreter,
    /// The interpreter without delegates.
    InterpreterBuiltinKernels,
    /// The interpreter with the slow reference kernels.
    InterpreterReferenceKernels,
    /// The interpreter with two threads.
    Interpreter2Threads,
    /// The interpreter with the model given as bytes.
    InterpreterFromMemory,
    /// `CompiledModel` on the CPU.
    CompiledModel,
    /// `CompiledModel`, asked for the output layouts (with update) before the first run.
    CompiledModelLayoutsFirst,
    /// `CompiledModel`, with the resize that ignores the declared shape.
    CompiledModelNonStrictResize,
}

impl Runtime {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Interpreter,
        Self::InterpreterBuiltinKernels,
        Self::InterpreterReferenceKernels,
        Self::Interpreter2Threads,
        Self::InterpreterFromMemory,
        Self::CompiledModel,
        Self::CompiledModelLayoutsFirst,
        Self::CompiledModelNonStrictResize,
    ];

    /// The name in the manifest.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Interpreter => "interpreter",
            Self::InterpreterBuiltinKernels => "interpreter_builtin_kernels",
            Self::InterpreterReferenceKernels => "interpreter_reference_kernels",
            Self::Interpreter2Threads => "interpreter_2_threads",
            Self::InterpreterFromMemory => "interpreter_from_memory",
            Self::CompiledModel => "compiled_model",
            Self::CompiledModelLayoutsFirst => "compiled_model_layouts_first",
            Self::CompiledModelNonStrictResize => "compiled_model_non_strict_resize",
        }
    }

    /// Whether it is one of the interpreters.
    #[must_use]
    pub fn is_interpreter(self) -> bool {
        self.key().starts_with("interpreter")
    }

    /// Whether it runs the kernels that made the golden outputs.
    #[must_use]
    pub fn has_default_kernels(self) -> bool {
        !matches!(
            self,
            Self::InterpreterBuiltinKernels | Self::InterpreterReferenceKernels
        )
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// One invocation.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// All inputs, in the order of the subgraph.
    #[serde(default)]
    pub inputs: Vec<StepTensor>,
    /// All golden outputs, in the order of the subgraph; none where the run must fail.
    #[serde(default)]
    pub outputs: Vec<StepTensor>,
    /// Reset the variable tensors first.
    #[serde(default)]
    pub reset_variables_before: bool,
}

/// How a runtime's outputs compare to the golden ones.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Agreement {
    /// Whether all bytes are the same.
    pub bitwise_equal: bool,
    /// Largest absolute difference over all outputs; `None` where they cannot be compared.
    pub max_abs_diff: Option<f64>,
}

/// How an input was made from a picture. The result is stored, too.
#[derive(Debug, Clone, Deserialize)]
pub struct Image {
    /// Path of the picture in the suite.
    pub file: String,
    /// How it was decoded.
    #[serde(default)]
    pub decode: String,
    /// How it was resized.
    #[serde(default)]
    pub resize: String,
    /// How the values were scaled.
    #[serde(default)]
    pub normalisation: String,
    /// Order of the values.
    #[serde(default)]
    pub layout: String,
    /// A remark.
    pub note: Option<String>,
}

/// How a run must fail. Afterwards the instance is usable, or can be dropped cleanly.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ExpectError {
    /// A part of the interpreter's message with the default kernels.
    pub message_contains: Option<String>,
    /// The same for a person to read, where no message can be given or more is to be said.
    pub text: Option<String>,
    /// The run never returns by itself.
    pub endless: bool,
}

/// The input of a case is the output of another one.
#[derive(Debug, Clone, Deserialize)]
pub struct Chain {
    /// The other model.
    pub from_model: String,
    /// The other case.
    pub from_case: String,
    /// Position of its output.
    pub from_output: usize,
    /// Position of the input here.
    pub to_input: usize,
}
