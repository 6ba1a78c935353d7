//! The runtime libraries.

use litert_sys::{Attempt, Family, Outcome, Place};

use super::Finding;
use crate::runtime::{Capability, LibraryInfo, Runtime};

/// Which libraries were found, and what they can do.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LibraryReport {
    /// One entry for each family that has a library.
    pub loaded: Vec<LibraryInfo>,
    /// Every path that was looked at, for each family, and why it was not taken.
    pub attempts: Vec<Attempt>,
    /// Places that could not be looked at, and why.
    pub notes: Vec<String>,
    /// What the loaded libraries can do.
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
        let missing: Vec<Family> = Family::ALL
            .into_iter()
            .filter(|family| self.loaded.iter().all(|library| library.family != *family))
            .collect();
        let fetch =
            "run `litert runtime fetch`, or set LITERT_LIBRARY_PATH to the library or its folder";
        match missing[..] {
            [] => {}
            [family] => findings.push(Finding::note(
                format!(
                    "no library has the {family}* functions: {} cannot be used",
                    family.engine()
                ),
                fetch,
            )),
            _ => findings.push(Finding::problem(
                "no runtime library was found: no model can be run",
                fetch,
            )),
        }
        // Missing files are normal, and refused ones are not.
        let mut told: Vec<&Attempt> = Vec::new();
        for attempt in &self.attempts {
            let Outcome::Rejected(reason) = &attempt.outcome else {
                continue;
            };
            if told
                .iter()
                .any(|other| other.path == attempt.path && other.outcome == attempt.outcome)
            {
                continue;
            }
            told.push(attempt);
            let message = format!("{} was not taken: {reason}", attempt.path.display());
            findings.push(match attempt.place {
                Place::Explicit | Place::Environment => {
                    Finding::problem(message, format!("correct or unset {}", attempt.place))
                }
                _ => Finding::note(message, "use another build of the library, or remove it"),
            });
        }
        for attempt in &self.attempts {
            if attempt.place == Place::Environment && attempt.outcome == Outcome::Missing {
                let message = format!(
                    "{} names {}, which is not there",
                    attempt.place,
                    attempt.path.display()
                );
                let finding =
                    Finding::problem(message, format!("correct or unset {}", attempt.place));
                if !findings.contains(&finding) && !self.serves(attempt.place) {
                    findings.push(finding);
                }
            }
        }
    }

    /// Whether something was taken from a place. A folder may hold one library of several.
    fn serves(&self, place: Place) -> bool {
        self.attempts
            .iter()
            .any(|it| it.place == place && it.outcome == Outcome::Loaded)
    }
}
