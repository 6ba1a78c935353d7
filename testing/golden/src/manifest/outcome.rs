//! What a runtime made of something: well, or how not.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The record of one stage, or of a whole case, in one runtime.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Raw")]
pub enum Outcome {
    /// It worked.
    Ok,
    /// The stage was passed, and a later one ended the process.
    Reached,
    /// It did not work.
    Failed(Failure),
}

/// `"ok"`, another word, or an object: the forms in the file.
#[derive(Deserialize)]
#[serde(untagged)]
enum Raw {
    Word(String),
    Object(Failure),
}

impl From<Raw> for Outcome {
    fn from(raw: Raw) -> Self {
        match raw {
            Raw::Word(word) if word == "ok" => Self::Ok,
            Raw::Word(word) if word == "reached" => Self::Reached,
            // A word from a later manifest is not taken for success.
            Raw::Word(word) => Self::Failed(Failure {
                status: Some(word),
                ..Failure::default()
            }),
            Raw::Object(failure) => Self::Failed(failure),
        }
    }
}

impl Outcome {
    /// Whether it worked, to the end.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        *self == Self::Ok
    }

    /// How it failed.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}

/// How something failed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Failure {
    /// Where a case failed: `load`, `create`, `resize`, `allocate`, `create_output_buffers`,
    /// `invoke` or `run`.
    pub stage: Option<String>,
    /// Class of the Python exception.
    pub exception: Option<String>,
    /// Its text.
    pub message: Option<String>,
    /// Name of the C status, for what was done through the C API.
    pub status: Option<String>,
    /// How it was done, where not through Python.
    pub via: Option<String>,
    /// The whole process ended: the signal, or what is known about it.
    pub crash: Option<String>,
    /// It did not come back.
    pub timeout: bool,
    /// Lines that the runtime printed.
    pub error_log: Vec<String>,
    /// A remark.
    pub note: Option<String>,
}

impl Failure {
    /// Whether it took the test process with it, by a crash or by never coming back.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        self.crash.is_some() || self.timeout
    }
}

/// What each runtime makes of a model without any input data.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ModelRuntimes {
    /// The official Python `Interpreter`.
    pub interpreter: InterpreterStages,
    /// The official Python `CompiledModel`.
    pub compiled_model: CompiledModelStages,
    /// The LiteRT C API.
    pub litert_c_api: CApiStages,
    /// For broken files: all outcomes seen over repeated loads, by runtime.
    pub outcomes_over_repeats: BTreeMap<String, Vec<String>>,
}

/// The stages of the interpreter; those after a failure are `None`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct InterpreterStages {
    /// Reading the file and making the interpreter.
    pub load: Option<Outcome>,
    /// Allocating the tensors.
    pub allocate: Option<Outcome>,
}

impl InterpreterStages {
    /// The first stage that did not work: its name, and how it failed.
    #[must_use]
    pub fn failure(&self) -> Option<(&'static str, &Failure)> {
        first([("load", &self.load), ("allocate", &self.allocate)])
    }
}

/// The stages of `CompiledModel`; those after a failure are `None`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CompiledModelStages {
    /// Reading the file and compiling it.
    pub create: Option<Outcome>,
    /// Listing the signatures.
    pub signature_list: Option<Outcome>,
    /// Asking for the inputs.
    pub input_details: Option<Outcome>,
    /// Asking for the outputs; this is where the tensors are allocated.
    pub output_details: Option<Outcome>,
    /// Making the input buffers.
    pub create_input_buffers: Option<Outcome>,
    /// Making the output buffers.
    pub create_output_buffers: Option<Outcome>,
    /// Filling the inputs with zero bytes.
    pub write_zeros: Option<Outcome>,
    /// A run with them, which some models refuse with good reason.
    pub run_zeros: Option<Outcome>,
    /// What the runtime printed.
    pub error_log: Vec<String>,
}

impl CompiledModelStages {
    /// The first stage that did not work: its name, and how it failed.
    #[must_use]
    pub fn failure(&self) -> Option<(&'static str, &Failure)> {
        first([
            ("create", &self.create),
            ("signature_list", &self.signature_list),
            ("input_details", &self.input_details),
            ("output_details", &self.output_details),
            ("create_input_buffers", &self.create_input_buffers),
            ("create_output_buffers", &self.create_output_buffers),
            ("write_zeros", &self.write_zeros),
            ("run_zeros", &self.run_zeros),
        ])
    }
}

fn first<'a, const N: usize>(
    stages: [(&'static str, &'a Option<Outcome>); N],
) -> Option<(&'static str, &'a Failure)> {
    stages
        .into_iter()
        .find_map(|(name, stage)| Some((name, stage.as_ref()?.failure()?)))
}

/// The names of the statuses that the LiteRT C calls gave; `None` after a failure.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CApiStages {
    /// `LiteRtCreateEnvironment`.
    pub create_environment: Option<String>,
    /// `LiteRtCreateModelFromFile`.
    pub create_model: Option<String>,
    /// `LiteRtCreateCompiledModel`.
    pub create_compiled_model: Option<String>,
    /// `LiteRtGetCompiledModelOutputTensorLayouts` with update, which allocates the tensors.
    pub output_layouts: Option<String>,
    /// The whole process ended, with this signal.
    pub crash: Option<String>,
    /// The stage in which it ended.
    pub at: Option<String>,
}
