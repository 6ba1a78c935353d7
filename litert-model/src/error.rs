//! Why a file is no model that can be run.

use std::fmt;

#[cfg(doc)]
use crate::ModelView;

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
    name: &'static str,
    /// Whether `name` is that of a rule, and not of a part of the file.
    of_rule: bool,
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

impl InvalidModelKind {
    fn name(self) -> &'static str {
        match self {
            Self::NotAModel => "not-a-model",
            Self::SchemaVersion => "schema-version",
            Self::Structure => "structure",
            Self::Subgraph => "graph",
            Self::Tensor => "tensor",
            Self::Buffer => "buffer",
            Self::Operator => "operator",
            Self::Signature => "signature",
            Self::Metadata => "metadata",
            Self::TooLarge => "too-large",
            Self::LanguageModel => "language-model",
        }
    }
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
            name: kind.name(),
            of_rule: false,
        }
    }

    /// The same with the name of the rule that it breaks.
    pub(crate) fn named(self, name: &'static str) -> Self {
        let of_rule = true;
        Self {
            name,
            of_rule,
            ..self
        }
    }

    /// The same with the name of a rule, unless it has one.
    pub(crate) fn of_rule(self, name: &'static str) -> Self {
        if self.of_rule { self } else { self.named(name) }
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

    /// The name of the rule that is broken, such as `scales-impossible`. Names stay the same from version
    /// to version.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether a program can [vouch](ModelView::rules) for such a model by that name. It cannot where the
    /// file is damaged, so that reading it would go wrong.
    pub fn can_be_allowed(&self) -> bool {
        self.of_rule
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
        write!(f, "{} [{}]", self.message, self.name)
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for InvalidModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for InvalidModel {}
