//! What a caller vouches for, by the names of rules.

use super::Check;
use crate::ops;
use crate::ops::hazard::Probe;

/// The rules about a file as a whole, and about operators of any kind. Those of single operators stand
/// in their rows.
const GENERAL: &[&str] = &[
    "buffer",
    "calls",
    "compiled-model",
    "control-flow",
    "element-types",
    "graph",
    "operands",
    "operator",
    "options",
    "ranks",
    "resized",
    "result-type-asked",
    "signature",
    "tensor",
    "tensor-order",
    "too-large",
    "variables",
];

/// The names of all rules that a model can be refused for and that somebody may vouch for, sorted. What
/// makes sure that a file can be read is not among them.
pub(crate) fn rules() -> Vec<&'static str> {
    let rows = ops::rows().iter().copied().chain(ops::custom());
    let hazards = rows.flat_map(|row| row.hazards).filter(|hazard| {
        // These never refuse a model.
        !matches!(hazard.check, Probe::Bias(_) | Probe::Xnnpack { .. })
    });
    let mut names: Vec<&str> = hazards.map(|hazard| hazard.name).collect();
    names.extend(GENERAL);
    names.sort_unstable();
    names.dedup();
    names
}

/// The rules that a model may break, because somebody vouches that no harm comes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vouched {
    names: Vec<String>,
    all: bool,
}

impl Vouched {
    /// For all of them.
    pub fn all() -> Self {
        let names = Vec::new();
        Self { names, all: true }
    }

    /// For these.
    pub fn names(names: Vec<String>) -> Self {
        Self { names, all: false }
    }

    /// Whether somebody vouches for all rules.
    pub fn is_all(&self) -> bool {
        self.all
    }

    /// The names, if not for all.
    pub fn as_names(&self) -> &[String] {
        &self.names
    }

    /// Whether somebody vouches for this rule.
    pub fn has(&self, name: &str) -> bool {
        self.all || self.names.iter().any(|it| it == name)
    }

    /// What a check has found. It belongs to this rule unless it says more.
    pub(super) fn judge(&self, rule: &'static str, found: Check) -> Check {
        found
            .map_err(|error| error.of_rule(rule))
            .or_else(|error| match self.has(error.name()) {
                true => Ok(()),
                false => Err(error),
            })
    }
}
