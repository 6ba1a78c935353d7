//! The folder of test models, opened once.

use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::manifest::{Case, Manifest, Model, StepTensor};
use crate::skip::skip_or_fail;

/// The environment variable that names the folder with `manifest.json`.
pub const ENV_MODELS: &str = "LITERT_TEST_MODELS";

/// The test models: the manifest and the folder its paths are relative to.
#[derive(Debug)]
pub struct Suite {
    root: PathBuf,
    manifest: Manifest,
}

/// Why there is no suite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unavailable {
    /// `LITERT_TEST_MODELS` is not set.
    Unset,
    /// `LITERT_TEST_MODELS` names something that is not a folder.
    NotAFolder(PathBuf),
    /// The folder is there, but its manifest cannot be used. This is never a reason to skip.
    Broken {
        /// The manifest that was tried.
        manifest: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unset => write!(
                f,
                "{ENV_MODELS} is not set; set it to the folder that holds the test models and \
                 their manifest.json"
            ),
            Self::NotAFolder(path) => write!(
                f,
                "{ENV_MODELS} is {}, which is not a folder; set it to the folder that holds the \
                 test models and their manifest.json (a full path: tests run in the folder of \
                 their package)",
                path.display()
            ),
            Self::Broken { manifest, why } => {
                write!(
                    f,
                    "the manifest {} cannot be used: {why}",
                    manifest.display()
                )
            }
        }
    }
}

impl std::error::Error for Unavailable {}

impl Suite {
    /// Opens the suite that `LITERT_TEST_MODELS` names.
    ///
    /// # Errors
    ///
    /// [`Unavailable`], which says whether the folder is absent or broken.
    pub fn open() -> Result<Self, Unavailable> {
        match std::env::var_os(ENV_MODELS) {
            Some(root) if !root.is_empty() => Self::open_at(root),
            _ => Err(Unavailable::Unset),
        }
    }

    /// Opens the suite in a folder.
    ///
    /// # Errors
    ///
    /// As [`Suite::open`].
    pub fn open_at(root: impl Into<PathBuf>) -> Result<Self, Unavailable> {
        let root = root.into();
        if !root.is_dir() {
            return Err(Unavailable::NotAFolder(root));
        }
        let manifest = root.join("manifest.json");
        let broken = |why: String| Unavailable::Broken {
            manifest: manifest.clone(),
            why,
        };
        let text = std::fs::read(&manifest).map_err(|e| broken(e.to_string()))?;
        let parsed: Manifest = serde_json::from_slice(&text).map_err(|e| broken(e.to_string()))?;
        if parsed.models.is_empty() {
            return Err(broken("it lists no models".to_owned()));
        }
        Ok(Self {
            root,
            manifest: parsed,
        })
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file of the suite, by its path in the manifest.
    #[must_use]
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// Everything the manifest says.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// All models, also those without cases and those that no runtime may be given.
    #[must_use]
    pub fn models(&self) -> &[Model] {
        &self.manifest.models
    }

    /// The model with this id.
    #[must_use]
    pub fn model(&self, id: &str) -> Option<&Model> {
        self.manifest.models.iter().find(|model| model.id == id)
    }

    /// All cases of all models, each with its model.
    pub fn cases(&self) -> impl Iterator<Item = CaseRef<'_>> {
        self.models().iter().flat_map(Model::cases)
    }

    /// One case, by the ids of its model and itself.
    #[must_use]
    pub fn case(&self, model: &str, case: &str) -> Option<CaseRef<'_>> {
        self.model(model)?.cases().find(|it| it.id == case)
    }

    /// Where the file of a model is.
    #[must_use]
    pub fn model_path(&self, model: &Model) -> PathBuf {
        self.path(&model.file)
    }

    /// The bytes of a model; the length is checked against the manifest.
    ///
    /// # Errors
    ///
    /// A text that names the file, when it cannot be read or has another length.
    pub fn model_bytes(&self, model: &Model) -> Result<Vec<u8>, String> {
        self.read(&model.file, Some(model.size))
    }

    /// The stored bytes of an input or output; the length is checked against the manifest and,
    /// where the element type has a fixed size, against the shape.
    ///
    /// # Errors
    ///
    /// A text that names the file, when it cannot be read or has another length, or when the
    /// tensor has no stored bytes.
    pub fn bytes(&self, tensor: &StepTensor) -> Result<Vec<u8>, String> {
        let file = tensor.file.as_deref().ok_or_else(|| {
            format!(
                "the manifest stores no bytes for tensor {}",
                tensor.tensor_name
            )
        })?;
        let bytes = self.read(file, tensor.bytes)?;
        match tensor.dtype.byte_len(&tensor.shape) {
            Some(wanted) if wanted != bytes.len() => Err(format!(
                "{file} has {} bytes, but shape {:?} of {} needs {wanted}",
                bytes.len(),
                tensor.shape,
                tensor.dtype
            )),
            _ => Ok(bytes),
        }
    }

    fn read(&self, file: &str, wanted: Option<u64>) -> Result<Vec<u8>, String> {
        let path = self.path(file);
        let bytes =
            std::fs::read(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        match wanted {
            Some(wanted) if wanted != bytes.len() as u64 => Err(format!(
                "{} has {} bytes, the manifest says {wanted}",
                path.display(),
                bytes.len()
            )),
            _ => Ok(bytes),
        }
    }
}

/// A case together with its model. Dereferences to the case.
#[derive(Debug, Clone, Copy)]
pub struct CaseRef<'a> {
    /// The model.
    pub model: &'a Model,
    /// The case.
    pub case: &'a Case,
}

impl Deref for CaseRef<'_> {
    type Target = Case;

    fn deref(&self) -> &Case {
        self.case
    }
}

impl fmt::Display for CaseRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.model.id, self.case.id)
    }
}

impl CaseRef<'_> {
    /// Whether every shape is fixed by the file: nothing is resized, the model declares no
    /// dynamic dimension and no data-dependent shape, and the golden outputs have the declared
    /// shapes.
    #[must_use]
    pub fn static_shapes(&self) -> bool {
        let model = self.model;
        if self.resize_inputs
            || model.has_feature("dynamic-shape")
            || model.has_feature("data-dependent-shape")
        {
            return false;
        }
        // The manifest describes the tensors of the first subgraph only; for the others the tags
        // above are all there is.
        if self.subgraph != 0 {
            return true;
        }
        let fixed = |tensors: &[crate::manifest::TensorInfo]| {
            tensors
                .iter()
                .all(|t| t.shape_signature.iter().all(|dim| *dim >= 0))
        };
        // A file may leave the rank of an output open by storing an empty shape.
        let as_declared = |tensor: &StepTensor| {
            tensor.unreadable.is_some()
                || model
                    .outputs
                    .get(tensor.index)
                    .is_none_or(|it| it.shape == tensor.shape)
        };
        fixed(&model.inputs)
            && fixed(&model.outputs)
            && self
                .steps
                .iter()
                .all(|step| step.outputs.iter().all(as_declared))
    }
}

/// The suite, opened once per process, or `None` after saying that `test` is skipped and why.
///
/// # Panics
///
/// When the suite is absent and `LITERT_REQUIRE` is set, and always when the folder is there but
/// its manifest cannot be read.
#[track_caller]
pub fn suite_or_skip(test: &str) -> Option<&'static Suite> {
    static SUITE: OnceLock<Result<Suite, Unavailable>> = OnceLock::new();
    match SUITE.get_or_init(Suite::open) {
        Ok(suite) => Some(suite),
        Err(why @ Unavailable::Broken { .. }) => panic!("{test}: {why}"),
        Err(why) => {
            skip_or_fail(format_args!("{test}: {why}"));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_folder_is_told_from_a_broken_one() {
        let nowhere = std::env::temp_dir().join("litert-golden-no-such-folder");
        assert_eq!(
            Suite::open_at(&nowhere).unwrap_err(),
            Unavailable::NotAFolder(nowhere.clone())
        );

        // This crate's own folder exists and has no manifest.json.
        let error = Suite::open_at(env!("CARGO_MANIFEST_DIR")).unwrap_err();
        assert!(matches!(error, Unavailable::Broken { .. }), "{error}");
    }
}
