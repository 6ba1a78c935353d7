//! Why a file is no model that can be run.

use std::fmt;

/// What is wrong with a model, and where.
///
/// ```
/// use litert_model::ModelView;
///
/// let error = ModelView::new(b"this is no model").unwrap_err();
/// assert!(error.to_string().contains("TFL3"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidModel {
    kind: InvalidModelKind,
    place: String,
    message: String,
    name: Option<&'static str>,
}

/// The part of a model that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvalidModelKind {
    /// The bytes are no `.tflite` file at all.
    NotAModel,
    /// The file follows a version of the format that no supported runtime reads.
    SchemaVersion,
    /// The file is truncated or damaged: a table, vector or string lies outside of it.
    Structure,
    /// A graph, or the way graphs call each other.
    Subgraph,
    /// A tensor: its shape, quantization or constant data.
    Tensor,
    /// A range of constant bytes.
    Buffer,
    /// An operator or its options.
    Operator,
    /// A signature.
    Signature,
    /// A metadata entry or an attached file.
    Metadata,
    /// A part of a `.litertlm` or `.task` file, or one that is missing.
    LanguageModel,
    /// Something that would take far more memory than the file is worth: a long name that is told
    /// again and again, or an attached file that unpacks to gigabytes.
    TooLarge,
}

impl InvalidModel {
    pub(crate) fn new(
        kind: InvalidModelKind,
        place: impl fmt::Display,
        message: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            place: place.to_string(),
            message: message.into(),
            name: None,
        }
    }

    /// The same with the name of the rule that it breaks.
    pub(crate) fn named(self, name: &'static str) -> Self {
        let name = Some(name);
        Self { name, ..self }
    }

    /// The part of the model that is wrong.
    pub fn kind(&self) -> InvalidModelKind {
        self.kind
    }

    /// Where in the model, such as `subgraph 0 tensor 12 'conv'`; may be empty when it is the file
    /// as a whole.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The name of the rule that an operator breaks, such as `scales-impossible`. Names stay the same
    /// from version to version; what is wrong with the file as such has none.
    pub fn name(&self) -> Option<&'static str> {
        self.name
    }

    /// What is wrong there, and what can be done about it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for InvalidModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid model: ")?;
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message)?;
        match self.name {
            Some(name) => write!(f, " [{name}]"),
            None => Ok(()),
        }
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for InvalidModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for InvalidModel {}
