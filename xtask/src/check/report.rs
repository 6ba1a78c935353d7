//! The comparison itself, without files.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use litert_sys::group::GroupSpec;

/// What one library exports.
#[derive(Debug)]
pub(crate) struct List {
    /// Library and version.
    pub(crate) name: String,
    /// Exported C names.
    pub(crate) symbols: BTreeSet<String>,
}

/// One group against all libraries.
#[derive(Debug)]
struct Row {
    name: &'static str,
    core: bool,
    /// Required symbols that are missing, per library.
    missing: Vec<Vec<&'static str>>,
    /// Optional symbols that are missing, per library.
    absent: Vec<Vec<&'static str>>,
    /// Symbols that no library has: optional for ever, or misspelt.
    nowhere: Vec<&'static str>,
}

/// All groups of one family against all libraries that it is supported on.
#[derive(Debug)]
pub(crate) struct Report {
    rows: Vec<Row>,
    /// Functions the bindings declare and no library exports.
    unexported: Vec<String>,
}

impl Report {
    /// Compares `groups` and the `declared` functions with `lists`.
    pub(crate) fn new<'a>(
        groups: impl Iterator<Item = &'a GroupSpec>,
        lists: &[List],
        declared: &BTreeSet<String>,
    ) -> Self {
        let nowhere = |symbol: &str| lists.iter().all(|list| !list.symbols.contains(symbol));
        let rows = groups
            .map(|group| Row {
                name: group.name,
                core: group.core,
                missing: lists
                    .iter()
                    .map(|list| lacking(group.required, list))
                    .collect(),
                absent: lists
                    .iter()
                    .map(|list| lacking(group.optional, list))
                    .collect(),
                nowhere: [group.required, group.optional]
                    .concat()
                    .into_iter()
                    .filter(|symbol| nowhere(symbol))
                    .collect(),
            })
            .collect();
        let unexported = declared
            .iter()
            .filter(|symbol| nowhere(symbol))
            .cloned()
            .collect();
        Self { rows, unexported }
    }

    /// How many libraries lack something that a core group requires.
    pub(crate) fn failures(&self) -> usize {
        self.rows
            .iter()
            .filter(|row| row.core)
            .flat_map(|row| &row.missing)
            .filter(|missing| !missing.is_empty())
            .count()
    }

    /// The report as text: a table, then the details.
    pub(crate) fn render(&self, lists: &[List]) -> String {
        let mut table = vec![vec!["group".to_owned()]];
        let mut details = String::new();
        table[0].extend(lists.iter().map(|list| list.name.clone()));
        for row in &self.rows {
            let name = if row.core {
                format!("{} (core)", row.name)
            } else {
                row.name.to_owned()
            };
            let mut cells = vec![name];
            for ((list, missing), absent) in lists.iter().zip(&row.missing).zip(&row.absent) {
                cells.push(match (missing.len(), absent.len()) {
                    (0, 0) => "full".to_owned(),
                    (0, n) => format!("full, {n} optional not"),
                    (n, _) => format!("MISSING {n}"),
                });
                for (symbols, kind) in [(missing, "lacks"), (absent, "has no optional")] {
                    if !symbols.is_empty() {
                        let symbols = symbols.join(", ");
                        // Writing to a String cannot fail.
                        let _ = writeln!(
                            details,
                            "  {} {kind} {symbols} of group \"{}\"",
                            list.name, row.name
                        );
                    }
                }
            }
            if !row.nowhere.is_empty() {
                let symbols = row.nowhere.join(", ");
                let _ = writeln!(details, "  no library has {symbols} of \"{}\"", row.name);
            }
            table.push(cells);
        }
        if !self.unexported.is_empty() {
            let names = self.unexported.join(", ");
            let _ = writeln!(details, "  declared, never exported: {names}");
        }
        format!("{}{details}", columns(&table))
    }
}

fn lacking(symbols: &[&'static str], list: &List) -> Vec<&'static str> {
    symbols
        .iter()
        .copied()
        .filter(|symbol| !list.symbols.contains(*symbol))
        .collect()
}

/// Aligns cells under each other.
fn columns(table: &[Vec<String>]) -> String {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|at| {
            table
                .iter()
                .filter_map(|row| row.get(at))
                .map(String::len)
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in table {
        let line: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        text.push_str("  ");
        text.push_str(line.join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use litert_sys::Family;
    use litert_sys::group::GroupSpec;

    use super::{List, Report};

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

    fn list(symbols: &[&str]) -> List {
        List {
            name: "LiteRt-1".to_owned(),
            symbols: names(symbols),
        }
    }

    #[test]
    fn a_complete_group_passes_and_optional_symbols_are_only_mentioned() {
        let lists = [list(&["LiteRtA", "LiteRtB"])];
        let report = Report::new([CORE].iter(), &lists, &names(&[]));
        assert_eq!(report.failures(), 0);
        let text = report.render(&lists);
        assert!(text.contains("full, 1 optional not"), "{text}");
        assert!(
            text.contains("LiteRt-1 has no optional LiteRtC of group \"model\""),
            "{text}"
        );
    }

    #[test]
    fn a_missing_symbol_fails_core_groups_only() {
        let lists = [
            list(&["LiteRtA", "LiteRtC"]),
            list(&["LiteRtA", "LiteRtB", "LiteRtC"]),
        ];
        assert_eq!(
            Report::new([CORE].iter(), &lists, &names(&[])).failures(),
            1
        );
        let report = Report::new([EXTRA].iter(), &lists, &names(&[]));
        assert_eq!(report.failures(), 0);
        let text = report.render(&lists);
        assert!(text.contains("MISSING 1"), "{text}");
        assert!(text.contains("LiteRt-1 lacks LiteRtB"), "{text}");
    }

    #[test]
    fn declarations_without_a_library_are_named() {
        let lists = [list(&["LiteRtA"])];
        let report = Report::new([].iter(), &lists, &names(&["LiteRtA", "LiteRtZ"]));
        let text = report.render(&lists);
        assert!(
            text.contains("declared, never exported: LiteRtZ\n"),
            "{text}"
        );
    }
}
