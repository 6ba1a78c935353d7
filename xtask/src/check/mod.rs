//! `cargo xtask check`: do the libraries export what the groups ask for?

mod gaps;
mod report;

use std::collections::BTreeSet;
use std::path::Path;

use litert_sys::Family;

use crate::args::Args;
use crate::exports::Exports;
use crate::paths;
use report::{Library, Report};

/// How to call this task.
pub(crate) const USAGE: &str = "\
check
    Compare the symbol groups of litert-sys with the lists in vendor/exports, for every target. Fails
    if a supported library lacks a required symbol of a group and no known gap says so.";

/// A release that a family is supported on, for every target of its list but some.
struct Supported {
    family: Family,
    /// The name of its list.
    list: &'static str,
    /// Targets whose library does not serve the family; `only` if it is the other way round.
    not_on: &'static [&'static str],
    only_on: Option<&'static str>,
}

const WINDOWS: &str = "x86_64-pc-windows-msvc";

/// What each family is supported on.
const SUPPORTED: [Supported; 9] = [
    Supported {
        // On Windows, tensor layouts had another memory layout.
        not_on: &[WINDOWS],
        ..Supported::new(Family::LiteRt, "LiteRt-2.1.6")
    },
    Supported::new(Family::LiteRt, "LiteRt-2.2.0"),
    Supported::new(Family::LiteRt, "LiteRt-2.3.0"),
    Supported {
        not_on: &[WINDOWS],
        ..Supported::new(Family::LiteRt, "litert-lm-0.18.1")
    },
    Supported::new(Family::TfLite, "tensorflowlite_c-2.17.1"),
    Supported::new(Family::TfLite, "litert-lm-0.18.1"),
    Supported::new(Family::Lm, "litert-lm-0.18.1"),
    Supported {
        only_on: Some(WINDOWS),
        ..Supported::new(Family::TfLite, "LiteRt-2.2.0")
    },
    Supported {
        only_on: Some(WINDOWS),
        ..Supported::new(Family::TfLite, "LiteRt-2.3.0")
    },
];

impl Supported {
    const fn new(family: Family, list: &'static str) -> Self {
        Self {
            family,
            list,
            not_on: &[],
            only_on: None,
        }
    }

    fn is_on(&self, target: &str) -> bool {
        !self.not_on.contains(&target) && self.only_on.is_none_or(|only| only == target)
    }

    /// The libraries, one for each target.
    fn libraries(&self, root: &Path) -> Result<Vec<Library>, String> {
        let exports = read_list(root, self.list)?;
        let targets = exports.targets().filter(|(target, _)| self.is_on(target));
        Ok(targets
            .map(|(target, symbols)| Library {
                list: self.list.to_owned(),
                target: target.to_owned(),
                symbols: symbols.clone(),
            })
            .collect())
    }
}

/// Runs the task.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    Args::new(args).finish()?;
    let root = paths::workspace_root()?;
    let mut failures = Vec::new();
    for family in Family::ALL {
        let mut libraries = Vec::new();
        for supported in SUPPORTED.iter().filter(|it| it.family == family) {
            libraries.extend(supported.libraries(&root)?);
        }
        let groups = litert_sys::groups::ALL
            .iter()
            .filter(|group| group.family == family);
        let gaps = gaps::KNOWN.iter().filter(|gap| gap.family == family);
        let report = Report::new(groups, &libraries, &declared(&root, family)?, gaps);
        println!("{family}\n{report}");
        failures.extend(report.failures());
    }
    if failures.is_empty() {
        return Ok(());
    }
    Err(format!("{}\n", failures.join("\n")))
}

fn read_list(root: &Path, name: &str) -> Result<Exports, String> {
    let path = root.join("vendor/exports").join(format!("{name}.txt"));
    let text = std::fs::read_to_string(&path).map_err(|e| {
        format!(
            "cannot read {}: {e}; make it with `cargo xtask exports`",
            path.display()
        )
    })?;
    Exports::parse(&text).map_err(|why| format!("{}: {why}", path.display()))
}

/// The C functions that the committed bindings declare for `family`.
fn declared(root: &Path, family: Family) -> Result<BTreeSet<String>, String> {
    let path = root
        .join("litert-sys/src/generated")
        .join(format!("{}_functions.rs", family.module()));
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
    use std::collections::BTreeSet;
    use std::ffi::{CStr, c_void};
    use std::ptr::NonNull;

    use litert_sys::{AbiError, Family, LiteRtVersion, SymbolSource};

    use super::{SUPPORTED, WINDOWS, aliases, declared, read_list, run};
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
        for family in Family::ALL {
            assert!(declared(&root, family)?.len() > 100, "{family}");
        }
        for supported in SUPPORTED {
            let libraries = supported.libraries(&root)?;
            assert!(!libraries.is_empty(), "{}", supported.list);
            for library in libraries {
                let prefix = supported.family.prefix();
                let names = library.symbols.iter();
                let count = names.filter(|name| name.starts_with(prefix)).count();
                assert!(count > 100, "{library}: {count}");
            }
        }
        Ok(())
    }

    #[test]
    fn required_symbols_are_on_every_platform() -> Result<(), String> {
        run(&[])
    }

    /// A library that exports these names. None of them is ever called.
    struct Names(BTreeSet<String>);

    // SAFETY: `LiteRtVersion::detect`, which alone gets this, calls nothing and reads nothing.
    unsafe impl SymbolSource for Names {
        fn find(&self, name: &CStr) -> Option<NonNull<c_void>> {
            let known = self.0.contains(name.to_str().ok()?);
            known.then_some(NonNull::<u64>::dangling().cast())
        }

        fn describe(&self) -> String {
            "a list".to_owned()
        }
    }

    #[test]
    fn release_is_told_by_exports_of_every_platform() -> Result<(), String> {
        let root = workspace_root()?;
        let detect = |list: &str| -> Result<Vec<_>, String> {
            let exports = read_list(&root, list)?;
            let detect = |(target, names): (&str, &BTreeSet<String>)| {
                let found = LiteRtVersion::detect(&Names(names.clone()));
                (target.to_owned(), found)
            };
            Ok(exports.targets().map(detect).collect())
        };
        for (list, version) in [
            ("LiteRt-2.1.6", LiteRtVersion::V2_1_6),
            ("LiteRt-2.2.0", LiteRtVersion::V2_2),
            ("LiteRt-2.3.0", LiteRtVersion::V2_3),
        ] {
            let found = detect(list)?;
            assert_eq!(found.len(), 4, "{list}");
            for (target, found) in found {
                assert_eq!(found, Ok(version), "{list} on {target}");
            }
        }
        for (target, found) in detect("LiteRt-2.1.0")? {
            assert!(matches!(found, Err(AbiError::TooOld { .. })), "{target}");
        }
        for (target, found) in detect("litert-lm-0.18.1")? {
            if target == WINDOWS {
                let other = matches!(found, Err(AbiError::NotInLibrary { .. }));
                assert!(other, "{found:?}");
            } else {
                assert_eq!(found, Ok(LiteRtVersion::V2_3), "{target}");
            }
        }
        Ok(())
    }
}
