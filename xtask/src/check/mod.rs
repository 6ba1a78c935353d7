//! `cargo xtask check`: do the libraries export what the groups ask for?

mod report;

use std::collections::BTreeSet;
use std::path::Path;

use litert_sys::Family;

use crate::args::Args;
use crate::{exports, paths};
use report::{List, Report};

/// How to call this task.
pub(crate) const USAGE: &str = "check
    Compare the symbol groups of litert-sys with the lists in vendor/exports. Fails if a supported
    library lacks a symbol of a core group.";

/// The libraries each family is supported on, by the name of their list.
const SUPPORTED: [(Family, &[&str]); 2] = [
    (
        Family::LiteRt,
        &[
            "LiteRt-2.1.6",
            "LiteRt-2.2.0",
            "LiteRt-2.3.0",
            "litert-lm-0.18.1",
        ],
    ),
    (
        Family::TfLite,
        &["tensorflowlite_c-2.17.1", "litert-lm-0.18.1"],
    ),
];

/// Runs the task.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    Args::new(args).finish()?;
    let root = paths::workspace_root()?;
    let mut failures = 0;
    for (family, names) in SUPPORTED {
        let lists = names
            .iter()
            .map(|name| read_list(&root, name))
            .collect::<Result<Vec<List>, String>>()?;
        let groups = litert_sys::groups::ALL
            .iter()
            .filter(|group| group.family == family);
        let declared = declared(&root, family)?;
        let report = Report::new(groups, &lists, &declared);
        println!("{family}\n{}", report.render(&lists));
        failures += report.failures();
    }
    match failures {
        0 => Ok(()),
        1 => Err("a core group is not complete in one supported library (see above)".to_owned()),
        n => Err(format!(
            "core groups are not complete in {n} places (see above)"
        )),
    }
}

fn read_list(root: &Path, name: &str) -> Result<List, String> {
    let path = root.join("vendor/exports").join(format!("{name}.txt"));
    let text = std::fs::read_to_string(&path).map_err(|e| {
        format!(
            "cannot read {}: {e}; make it with `cargo xtask exports`",
            path.display()
        )
    })?;
    Ok(List {
        name: name.to_owned(),
        symbols: exports::parse(&text),
    })
}

/// The C functions that the committed bindings declare for `family`.
fn declared(root: &Path, family: Family) -> Result<BTreeSet<String>, String> {
    let stem = family.prefix().to_lowercase();
    let path = root
        .join("litert-sys/src/generated")
        .join(format!("{stem}_functions.rs"));
    let text = std::fs::read_to_string(&path)
        .map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    Ok(aliases(&text))
}

/// The names in `pub type Name = …;` lines.
fn aliases(source: &str) -> BTreeSet<String> {
    source
        .lines()
        .filter_map(|line| line.strip_prefix("pub type "))
        .filter_map(|rest| rest.split([' ', '=']).next())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{SUPPORTED, aliases, declared, read_list};
    use crate::paths::workspace_root;

    #[test]
    fn aliases_are_found_on_one_line_and_on_several() {
        let names = aliases(
            "use core::ffi::c_int;\npub type A =\n    unsafe extern \"C\" fn();\n\
             pub type B = unsafe extern \"C\" fn(\n    pub_type: c_int,\n);\n",
        );
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["A", "B"]);
    }

    #[test]
    fn every_supported_library_has_a_list_and_every_family_declarations() -> Result<(), String> {
        let root = workspace_root()?;
        for (family, names) in SUPPORTED {
            assert!(declared(&root, family)?.len() > 100, "{family}");
            for name in names {
                let symbols = read_list(&root, name)?.symbols;
                assert!(
                    symbols.iter().any(|s| s.starts_with(family.prefix())),
                    "{name}"
                );
            }
        }
        Ok(())
    }
}
