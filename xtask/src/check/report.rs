//! The comparison itself, without files.

use std::collections::BTreeSet;
use std::fmt;

use litert_sys::group::GroupSpec;

use super::gaps::Gap;

/// What the library of one release exports on one target.
#[derive(Debug)]
pub(crate) struct Library {
    /// The name of its list.
    pub(crate) list: String,
    pub(crate) target: String,
    /// Exported C names.
    pub(crate) symbols: BTreeSet<String>,
}

impl fmt::Display for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.list, self.target)
    }
}

/// A group that one library does not have as a whole.
#[derive(Debug)]
struct Lack {
    library: usize,
    group: &'static str,
    core: bool,
    required: Vec<&'static str>,
    optional: Vec<&'static str>,
    /// Whether a [`Gap`] names it.
    known: bool,
}

/// All groups of one family against all libraries that it is supported on.
#[derive(Debug)]
pub(crate) struct Report {
    /// The libraries, in words.
    libraries: Vec<String>,
    groups: usize,
    lacks: Vec<Lack>,
    /// Gaps that no library has.
    stale: Vec<String>,
    /// Symbols of groups that no library has: optional for ever, or misspelt.
    nowhere: Vec<(&'static str, &'static str)>,
    /// Functions the bindings declare and no library exports.
    unexported: Vec<String>,
}

impl Report {
    /// Compares `groups` and the `declared` functions with `libraries`.
    pub(crate) fn new<'a>(
        groups: impl Iterator<Item = &'a GroupSpec>,
        libraries: &[Library],
        declared: &BTreeSet<String>,
        gaps: impl Iterator<Item = &'a Gap>,
    ) -> Self {
        let nowhere = |symbol: &str| libraries.iter().all(|it| !it.symbols.contains(symbol));
        let mut gaps: Vec<(&Gap, bool)> = gaps.map(|gap| (gap, false)).collect();
        let mut report = Self {
            libraries: libraries.iter().map(ToString::to_string).collect(),
            groups: 0,
            lacks: Vec::new(),
            stale: Vec::new(),
            nowhere: Vec::new(),
            unexported: declared.iter().filter(|it| nowhere(it)).cloned().collect(),
        };
        for group in groups {
            report.groups += 1;
            let symbols = group.required.iter().chain(group.optional);
            let missing = symbols.filter(|symbol| nowhere(symbol));
            report.nowhere.extend(missing.map(|it| (*it, group.name)));
            for (at, library) in libraries.iter().enumerate() {
                let required = lacking(group.required, library);
                let optional = lacking(group.optional, library);
                if required.is_empty() && optional.is_empty() {
                    continue;
                }
                let mut known = false;
                for (gap, used) in &mut gaps {
                    let is = gap.is_of(group.name, &library.list, &library.target);
                    if is && !required.is_empty() && !group.core {
                        known = true;
                        *used = true;
                    }
                }
                report.lacks.push(Lack {
                    library: at,
                    group: group.name,
                    core: group.core,
                    required,
                    optional,
                    known,
                });
            }
        }
        let stale = gaps.into_iter().filter(|(_, used)| !used);
        report.stale = stale.map(|(gap, _)| format!("{gap:?}")).collect();
        report
    }

    /// What must not be.
    pub(crate) fn failures(&self) -> impl Iterator<Item = String> {
        let lacks = self.lacks.iter();
        let unknown = lacks.filter(|lack| !lack.required.is_empty() && !lack.known);
        let unknown = unknown.map(|lack| {
            format!(
                "{} lacks {}, which the {}group '{}' requires: make it optional, or add a known gap",
                self.libraries[lack.library],
                lack.required.join(", "),
                if lack.core { "core " } else { "" },
                lack.group
            )
        });
        let stale = self.stale.iter();
        unknown.chain(stale.map(|gap| format!("no library has this gap any more: {gap}")))
    }
}

/// One line for each library, then what it lacks.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, library) in self.libraries.iter().enumerate() {
            let lacks: Vec<&Lack> = self.lacks.iter().filter(|it| it.library == at).collect();
            let partial = lacks.iter().filter(|it| !it.required.is_empty()).count();
            let full = self.groups - partial;
            writeln!(f, "  {library}: {full} of {} groups", self.groups)?;
            for lack in lacks {
                let Lack { group, .. } = lack;
                if !lack.required.is_empty() {
                    let symbols = lack.required.join(", ");
                    let core = if lack.core { "core " } else { "" };
                    writeln!(f, "    lacks {symbols} of {core}group '{group}'")?;
                }
                if !lack.optional.is_empty() {
                    let symbols = lack.optional.join(", ");
                    writeln!(f, "    has no optional {symbols} of group '{group}'")?;
                }
            }
        }
        for (symbol, group) in &self.nowhere {
            writeln!(f, "  no library has {symbol} of group '{group}'")?;
        }
        if !self.unexported.is_empty() {
            let names = self.unexported.join(", ");
            writeln!(f, "  declared, never exported: {names}")?;
        }
        Ok(())
    }
}

fn lacking(symbols: &[&'static str], library: &Library) -> Vec<&'static str> {
    let symbols = symbols.iter().copied();
    symbols
        .filter(|symbol| !library.symbols.contains(*symbol))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use litert_sys::Family;
    use litert_sys::group::GroupSpec;

    use super::{Gap, Library, Report};

    const CORE: GroupSpec = GroupSpec {
        family: Family::LiteRt,
        name: "model",
        core: true,
        required: &["LiteRtA", "LiteRtB"],
        optional: &["LiteRtC"],
    };
    const EXTRA: GroupSpec = GroupSpec {
        name: "events",
        core: false,
        ..CORE
    };

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    fn library(target: &str, symbols: &[&str]) -> Library {
        Library {
            list: "LiteRt-1".to_owned(),
            target: target.to_owned(),
            symbols: names(symbols),
        }
    }

    fn gap(group: &'static str, target: &'static str) -> Gap {
        Gap {
            family: Family::LiteRt,
            group,
            list: "",
            target,
        }
    }

    fn failures(group: GroupSpec, libraries: &[Library], gaps: &[Gap]) -> Vec<String> {
        let report = Report::new([group].iter(), libraries, &names(&[]), gaps.iter());
        report.failures().collect()
    }

    #[test]
    fn optional_symbols_are_only_mentioned() {
        let libraries = [library("linux", &["LiteRtA", "LiteRtB"])];
        assert!(failures(CORE, &libraries, &[]).is_empty());
        let report = Report::new([CORE].iter(), &libraries, &names(&[]), [].iter());
        let text = report.to_string();
        assert!(text.contains("LiteRt-1 on linux: 1 of 1 groups"), "{text}");
        assert!(text.contains("has no optional LiteRtC"), "{text}");
    }

    #[test]
    fn missing_symbol_on_one_platform_fails_without_a_known_gap() {
        let libraries = [
            library("linux", &["LiteRtA", "LiteRtB", "LiteRtC"]),
            library("windows", &["LiteRtA", "LiteRtC"]),
        ];
        let failed = failures(EXTRA, &libraries, &[]);
        assert_eq!(failed.len(), 1);
        assert!(failed[0].contains("on windows lacks LiteRtB"), "{failed:?}");
        assert!(failures(EXTRA, &libraries, &[gap("events", "windows")]).is_empty());
        // Of a core group it is no gap that one could live with.
        assert_eq!(failures(CORE, &libraries, &[]).len(), 1);
        let named = failures(CORE, &libraries, &[gap("model", "windows")]);
        assert!(
            named.iter().any(|it| it.contains("core group")),
            "{named:?}"
        );
    }

    #[test]
    fn gap_that_is_none_any_more_fails() {
        let libraries = [library("linux", &["LiteRtA", "LiteRtB", "LiteRtC"])];
        let failed = failures(EXTRA, &libraries, &[gap("events", "linux")]);
        assert!(
            failed.len() == 1 && failed[0].contains("any more"),
            "{failed:?}"
        );
    }

    #[test]
    fn declarations_without_a_library_are_named() {
        let libraries = [library("linux", &["LiteRtA"])];
        let declared = names(&["LiteRtA", "LiteRtZ"]);
        let report = Report::new([].iter(), &libraries, &declared, [].iter());
        let text = report.to_string();
        assert!(
            text.contains("declared, never exported: LiteRtZ\n"),
            "{text}"
        );
    }
}
