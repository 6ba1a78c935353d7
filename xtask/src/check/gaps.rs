//! What users of one platform do without, because the official library there does not export it.

use litert_sys::Family;

use super::WINDOWS;

/// A group whose required symbols are not complete in some libraries.
#[derive(Debug)]
pub(crate) struct Gap {
    pub(crate) family: Family,
    /// The group's name.
    pub(crate) group: &'static str,
    /// The libraries: a part of their list's name, and the target; all of them, if empty.
    pub(crate) list: &'static str,
    pub(crate) target: &'static str,
}

impl Gap {
    /// Whether this is about a group in a library.
    pub(crate) fn is_of(&self, group: &str, list: &str, target: &str) -> bool {
        let is = |pattern: &str, of: &str| pattern.is_empty() || of.contains(pattern);
        self.group == group && is(self.list, list) && is(self.target, target)
    }
}

const fn gap(family: Family, group: &'static str, list: &'static str, target: &'static str) -> Gap {
    Gap {
        family,
        group,
        list,
        target,
    }
}

const ARMV7: &str = "armv7";
const COMMUNITY: &str = "tensorflowlite_c";

/// Every gap there is. A new one makes the check fail, and so does one that is none any more.
pub(crate) const KNOWN: &[Gap] = &[
    // In the library's table of functions since 2.3.
    gap(Family::LiteRt, "registered accelerators", "", WINDOWS),
    gap(Family::TfLite, "string tensors", "", WINDOWS),
    gap(Family::TfLite, "custom operators", "", WINDOWS),
    gap(Family::TfLite, "string tensors", COMMUNITY, ARMV7),
    gap(Family::TfLite, "custom operators", COMMUNITY, ARMV7),
    gap(Family::TfLite, "XNNPACK delegate", COMMUNITY, ARMV7),
    gap(Family::TfLite, "XNNPACK weights cache", COMMUNITY, ARMV7),
    // Only Android has it.
    gap(Family::TfLite, "NNAPI delegate", "", ""),
];
