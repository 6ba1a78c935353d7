//! The runtime libraries.

use std::path::Path;

use litert_sys::{Attempt, Family, Outcome, Place};

use super::Finding;
use crate::runtime::{Capability, LibraryInfo, Runtime};

/// Which libraries were found, and what they can do.
///
/// ```
/// let libraries = litert::diagnostics::Diagnostics::collect().libraries;
/// for library in &libraries.loaded {
///     println!("{library}");
/// }
/// for (capability, has) in &libraries.capabilities {
///     println!("{capability:?}: {has}");
/// }
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LibraryReport {
    /// One entry for each family that has a library.
    pub loaded: Vec<LibraryInfo>,
    /// Every path that was looked at, for each family, and why it was not taken.
    pub attempts: Vec<Attempt>,
    /// Places that could not be looked at, and why.
    pub notes: Vec<String>,
    /// The capabilities of the loaded libraries.
    pub capabilities: Vec<(Capability, bool)>,
}

const CAPABILITIES: [Capability; 6] = [
    Capability::Interpreter,
    Capability::Signatures,
    Capability::StringInputs,
    Capability::Xnnpack,
    Capability::CompiledModel,
    Capability::CompiledModelErrorMessages,
];

/// Words of [`AbiError::LanguageModelsOnly`](litert_sys::AbiError::LanguageModelsOnly).
const LANGUAGE_MODELS: &str = "only those of language models";

impl LibraryReport {
    pub(super) fn collect(findings: &mut Vec<Finding>) -> (Self, Option<Runtime>) {
        let (report, runtime) = match Runtime::load() {
            Ok(runtime) => (None, Some(runtime)),
            Err(crate::Error::Load(error)) => (Some(error.report), None),
            Err(_) => (None, None),
        };
        // A family is looked for when it is first asked for.
        let loaded = runtime.as_ref().map(Runtime::libraries).unwrap_or_default();
        let report = report
            .or(runtime.as_ref().map(Runtime::load_report))
            .unwrap_or_default();
        let found = Self {
            capabilities: CAPABILITIES
                .map(|what| {
                    (
                        what,
                        runtime
                            .as_ref()
                            .is_some_and(|runtime| runtime.supports(what)),
                    )
                })
                .into(),
            loaded,
            attempts: report.attempts,
            notes: report.notes,
        };
        found.judge(findings);
        (found, runtime)
    }

    fn judge(&self, findings: &mut Vec<Finding>) {
        let missing: Vec<Family> = Family::of_graphs()
            .filter(|family| self.loaded.iter().all(|library| library.family != *family))
            .collect();
        let advice = if missing.iter().any(|family| self.stopped(*family)) {
            "correct or unset LITERT_LIBRARY_PATH: what it names cannot be used, and nothing else is \
             looked at"
        } else {
            "run `litert runtime fetch`, or set LITERT_LIBRARY_PATH to the library or its folder"
        };
        match missing[..] {
            [] => {}
            [family] => findings.push(Finding::note(
                format!(
                    "no library has the {family}* functions: {} cannot be used",
                    family.engine()
                ),
                advice,
            )),
            _ => findings.push(Finding::problem(
                "no runtime library was found: no model can be run",
                advice,
            )),
        }
        let mut told: Vec<&Path> = Vec::new();
        for attempt in &self.attempts {
            let Some(why) = self.objection(attempt) else {
                continue;
            };
            if told.contains(&attempt.path.as_path()) {
                continue;
            }
            told.push(&attempt.path);
            let message = format!("{} was not taken: {why}", attempt.path.display());
            findings.push(match attempt.place {
                // Somebody names it for `litert-lm`.
                Place::Explicit | Place::Environment if why.contains(LANGUAGE_MODELS) => {
                    Finding::note(
                        message,
                        "keep it for language models; engines do without it",
                    )
                }
                Place::Explicit | Place::Environment => {
                    Finding::problem(message, format!("correct or unset {}", attempt.place))
                }
                _ => Finding::note(message, "use another build of the library, or remove it"),
            });
        }
    }

    /// What is wrong with a library that was not taken. Most have the functions of one family only,
    /// and that is as it should be.
    fn objection(&self, attempt: &Attempt) -> Option<String> {
        let same = || {
            self.attempts
                .iter()
                .filter(|other| other.path == attempt.path)
        };
        let serves = same().any(|other| other.outcome == Outcome::Loaded);
        let is_named = matches!(attempt.place, Place::Explicit | Place::Environment);
        match &attempt.outcome {
            _ if serves => None,
            Outcome::Rejected(reason) => {
                let lacks = |reason: &str| reason.contains("does not carry");
                let other = same().any(|other| match &other.outcome {
                    Outcome::Rejected(other) => !lacks(other),
                    _ => false,
                });
                (!lacks(reason) || !other).then(|| reason.clone())
            }
            // Folders are asked for several files, of which one is enough.
            Outcome::Missing if is_named && self.stopped(attempt.family) => {
                Some("there is no such file".to_owned())
            }
            _ => None,
        }
    }

    /// True if the search for a family ended at what the user named.
    fn stopped(&self, family: Family) -> bool {
        let mut attempts = self
            .attempts
            .iter()
            .filter(|it| it.family == family)
            .peekable();
        attempts.peek().is_some() && attempts.all(|it| it.place == Place::Environment)
    }
}
