//! The manifest as types.
//!
//! Fields that a manifest may leave out are `Option` or empty by default, and fields this crate
//! does not know are passed over, so that the manifest can grow without breaking the tests.

mod case;
mod expectation;
mod outcome;
mod tensor;

pub use case::{Agreement, Case, CaseRuntimes, Chain, ExpectError, Image, Runtime, Step};
pub use expectation::{Expectation, KeyPoint, Ranked, ResizedTop1};
pub use outcome::{
    CApiStages, CompiledModelStages, Failure, InterpreterStages, ModelRuntimes, Outcome,
};
pub use tensor::{
    DimensionMetadata, Encoding, Quantization, Sparsity, Statistics, StepTensor, TensorInfo,
    Tolerance,
};

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::suite::CaseRef;

/// The whole `manifest.json`.
#[derive(Debug, Clone, Deserialize)]
pub struct Manifest {
    /// Version of the manifest's own form; this crate reads 1.
    pub schema_version: u32,
    /// What made the golden outputs: runtime, platform, settings.
    #[serde(default)]
    pub generated_with: BTreeMap<String, String>,
    /// The repositories that the files come from.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Pictures, labels and published results that go with the models.
    #[serde(default)]
    pub files: Vec<File>,
    /// The models.
    pub models: Vec<Model>,
}

/// Where a file comes from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Source {
    /// Owner and name of the repository.
    pub repo: Option<String>,
    /// Path inside it.
    pub path: Option<String>,
    /// Commit.
    pub commit: Option<String>,
    /// Licence of what is taken from it.
    pub license: Option<String>,
    /// For files broken on purpose: what they were made from.
    pub derived_from: Option<String>,
}

/// A picture, a list of labels or a published result.
#[derive(Debug, Clone, Deserialize)]
pub struct File {
    /// Path in the suite.
    pub file: String,
    /// `image`, `mask`, `labels` or `reference`.
    #[serde(default)]
    pub kind: String,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    #[serde(default)]
    pub sha256: String,
    /// What is seen on it or said in it.
    #[serde(default)]
    pub description: String,
    /// Licence of this file.
    #[serde(default)]
    pub license: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: Source,
    /// Width in pixels, for pictures.
    pub width: Option<u32>,
    /// Height in pixels, for pictures.
    pub height: Option<u32>,
    /// Pixel form, for pictures: `RGB` or `L` (grey).
    pub mode: Option<String>,
}

/// One `.tflite` file and what is known about it.
#[derive(Debug, Clone, Deserialize)]
pub struct Model {
    /// Name that no other model has.
    pub id: String,
    /// Path in the suite.
    pub file: String,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    #[serde(default)]
    pub sha256: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: Source,
    /// Licence.
    #[serde(default)]
    pub license: String,
    /// What it is.
    #[serde(default)]
    pub description: String,
    /// Tags to select by, see [`Model::has_feature`].
    #[serde(default)]
    pub features: Vec<String>,
    /// Warnings to the author of a test.
    pub notes: Option<String>,
    /// Version of the file format, where the file can be read at all.
    pub schema_version: Option<u32>,
    /// How often each operator occurs; custom ones as `CUSTOM name`.
    #[serde(default)]
    pub operators: BTreeMap<String, u32>,
    /// The subgraphs.
    #[serde(default)]
    pub subgraphs: Vec<Subgraph>,
    /// The metadata entries.
    #[serde(default)]
    pub metadata: Vec<Metadata>,
    /// Names in the ZIP archive that is appended to the file.
    #[serde(default)]
    pub associated_files: Vec<String>,
    /// Whether a tensor keeps its value from one invocation to the next.
    #[serde(default)]
    pub has_variable_tensors: bool,
    /// What happens in each runtime without any input data.
    #[serde(default)]
    pub runtimes: ModelRuntimes,
    /// The same in short, by runtime (`interpreter`, `compiled_model`).
    #[serde(default)]
    pub loads_and_allocates: BTreeMap<String, bool>,
    /// For models that must fail: a part of what the interpreter says. `CompiledModel` often
    /// words it differently.
    pub expect_interpreter_message_contains: Option<String>,
    /// Inputs of the first subgraph, in its order.
    #[serde(default)]
    pub inputs: Vec<TensorInfo>,
    /// Outputs of the first subgraph, in its order.
    #[serde(default)]
    pub outputs: Vec<TensorInfo>,
    /// Other tensors worth a look: quantised per channel or in blocks, sparse, float16.
    #[serde(default)]
    pub notable_tensors: Vec<TensorInfo>,
    /// The signatures stored in the file.
    #[serde(default)]
    pub signatures: Vec<Signature>,
    /// What `CompiledModel` makes up where the file has no signature.
    pub compiled_model_default_signature: Option<DefaultSignature>,
    /// The runs with known results; see [`Model::cases`].
    #[serde(default, rename = "cases")]
    pub case_list: Vec<Case>,
}

impl Model {
    /// Whether the model has a tag, for instance `real`, `string`, `corrupt` or `multi-signature`.
    #[must_use]
    pub fn has_feature(&self, feature: &str) -> bool {
        self.features.iter().any(|it| it == feature)
    }

    /// Whether the official runtime itself dies of this model: it goes only into a child process,
    /// or to a binding that refuses it before the runtime sees it.
    #[must_use]
    pub fn known_crash(&self) -> bool {
        self.has_feature("known-crash")
    }

    /// Whether no runtime can load and allocate it as it is.
    #[must_use]
    pub fn must_fail(&self) -> bool {
        self.has_feature("must-fail")
    }

    /// Whether the file is broken.
    #[must_use]
    pub fn corrupt(&self) -> bool {
        self.has_feature("corrupt")
    }

    /// The cases, each with this model.
    pub fn cases(&self) -> impl Iterator<Item = CaseRef<'_>> {
        self.case_list
            .iter()
            .map(move |case| CaseRef { model: self, case })
    }

    /// The signature with this key.
    #[must_use]
    pub fn signature(&self, key: &str) -> Option<&Signature> {
        self.signatures
            .iter()
            .find(|signature| signature.key == key)
    }
}

/// A subgraph in short.
#[derive(Debug, Clone, Deserialize)]
pub struct Subgraph {
    /// Its name, often empty.
    #[serde(default)]
    pub name: String,
    /// Number of operators.
    pub operators: usize,
    /// Number of tensors.
    pub tensors: usize,
}

/// A metadata entry of a model file.
#[derive(Debug, Clone, Deserialize)]
pub struct Metadata {
    /// Its name.
    pub key: String,
    /// Length of its buffer in bytes.
    pub size: u64,
    /// SHA-256 of its buffer.
    #[serde(default)]
    pub sha256: String,
    /// The buffer as text up to the first NUL, where it is text.
    pub text: Option<String>,
}

/// A signature as stored in the file, and the order in which each runtime lists it.
#[derive(Debug, Clone, Deserialize)]
pub struct Signature {
    /// Its key.
    pub key: String,
    /// The subgraph it runs.
    pub subgraph: usize,
    /// Inputs in the order of the file.
    #[serde(default)]
    pub inputs: Vec<SignatureTensor>,
    /// Outputs in the order of the file.
    #[serde(default)]
    pub outputs: Vec<SignatureTensor>,
    /// Names in the order of the interpreter's signature runner: sorted.
    pub interpreter: Option<ListedSignature>,
    /// Names in the order of `CompiledModel`: that of the subgraph. Absent where the model cannot
    /// be created.
    pub compiled_model: Option<ListedSignature>,
}

/// One name of a signature and the tensor behind it.
#[derive(Debug, Clone, Deserialize)]
pub struct SignatureTensor {
    /// Name in the signature.
    pub name: String,
    /// Index in the subgraph's tensors; out of range in a file broken on purpose.
    pub tensor_index: usize,
    /// Name of the tensor, `None` where the index is out of range.
    pub tensor_name: Option<String>,
}

/// The names of a signature as one runtime lists them.
#[derive(Debug, Clone, Deserialize)]
pub struct ListedSignature {
    /// Position among the signatures, for `CompiledModel`.
    pub index: Option<usize>,
    /// Input names.
    #[serde(default)]
    pub inputs: Vec<String>,
    /// Output names.
    #[serde(default)]
    pub outputs: Vec<String>,
}

/// The signature that `CompiledModel` shows for a model without one.
#[derive(Debug, Clone, Deserialize)]
pub struct DefaultSignature {
    /// Its key.
    pub key: String,
    /// Its position.
    #[serde(default)]
    pub index: usize,
    /// Input names: those of the tensors.
    #[serde(default)]
    pub inputs: Vec<String>,
    /// Output names: those of the tensors.
    #[serde(default)]
    pub outputs: Vec<String>,
}
