//! A list in `vendor/exports`: which names the builds of one release export, for each target.
//!
//! ```text
//! # LiteRt 2.3.0: the C names that its libraries export. ...
//! targets: aarch64-unknown-linux-gnu x86_64-pc-windows-msvc x86_64-unknown-linux-gnu
//! LiteRtCreateModelFromBuffer
//! LiteRtGetNumAccelerators !x86_64-pc-windows-msvc
//! TfLiteVersion x86_64-pc-windows-msvc
//! ```
//!
//! A name alone is on every target; targets behind it are those that have it, or with `!` those
//! that lack it, whichever is shorter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The exported names, by target.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Exports {
    targets: BTreeMap<String, BTreeSet<String>>,
}

impl Exports {
    /// Notes that a build exports exactly `names` on `target`.
    pub(super) fn set(&mut self, target: &str, names: BTreeSet<String>) {
        self.targets.insert(target.to_owned(), names);
    }

    /// The targets, each with the names that are exported there.
    #[cfg_attr(not(feature = "check"), allow(dead_code))]
    pub(crate) fn targets(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.targets
            .iter()
            .map(|(target, names)| (target.as_str(), names))
    }

    /// The text of the list. `stem` is its file name without the ending.
    pub(super) fn render(&self, stem: &str) -> String {
        let title = match stem.rsplit_once('-') {
            Some((name, version)) => format!("{name} {version}"),
            None => stem.to_owned(),
        };
        let targets: Vec<&str> = self.targets.keys().map(String::as_str).collect();
        let mut text = format!(
            "# {title}: the C names that its libraries export. Targets behind a name are those that \
             have it, with ! those that lack it.\ntargets: {}\n",
            targets.join(" ")
        );
        let all: BTreeSet<&String> = self.targets.values().flatten().collect();
        for name in all {
            let (having, lacking): (Vec<&str>, Vec<&str>) = targets
                .iter()
                .copied()
                .partition(|target| self.targets[*target].contains(name));
            text.push_str(name);
            let (mark, named) = if lacking.len() <= having.len() {
                ("!", lacking)
            } else {
                ("", having)
            };
            for target in named {
                // Writing to a String cannot fail.
                let _ = write!(text, " {mark}{target}");
            }
            text.push('\n');
        }
        text
    }

    /// Reads what [`render`](Self::render) wrote. The error says in which line and why.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut exports = Self::default();
        for (at, line) in text.lines().enumerate() {
            let broken = |why: String| format!("line {}: {why}", at + 1);
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(targets) = line.strip_prefix("targets:") {
                for target in targets.split_whitespace() {
                    exports.set(target, BTreeSet::new());
                }
                continue;
            }
            let mut words = line.split_whitespace();
            let name = words.next().unwrap_or_default();
            let marks: Vec<&str> = words.collect();
            let excluded: Vec<&str> = marks.iter().filter_map(|m| m.strip_prefix('!')).collect();
            if !excluded.is_empty() && excluded.len() != marks.len() {
                return Err(broken(format!("{name} has targets with and without `!`")));
            }
            for target in marks.iter().map(|mark| mark.trim_start_matches('!')) {
                if !exports.targets.contains_key(target) {
                    return Err(broken(format!("`targets:` does not name {target}")));
                }
            }
            for (target, names) in &mut exports.targets {
                let named = marks.contains(&target.as_str());
                let has = marks.is_empty()
                    || named
                    || (!excluded.is_empty() && !excluded.contains(&target.as_str()));
                if has {
                    names.insert(name.to_owned());
                }
            }
        }
        if exports.targets.is_empty() {
            return Err("there is no line `targets:`".to_owned());
        }
        Ok(exports)
    }
}

#[cfg(test)]
mod tests {
    use super::Exports;

    fn exports(targets: &[(&str, &[&str])]) -> Exports {
        let mut exports = Exports::default();
        for (target, names) in targets {
            exports.set(target, names.iter().map(|n| (*n).to_owned()).collect());
        }
        exports
    }

    #[test]
    fn list_reads_back_as_written() {
        let written = exports(&[
            ("mac", &["LiteRtA", "LiteRtB"]),
            ("linux", &["LiteRtA", "LiteRtB"]),
            ("windows", &["LiteRtA", "TfLiteC"]),
        ]);
        let text = written.render("LiteRt-2.3.0");
        assert!(text.starts_with("# LiteRt 2.3.0: "), "{text}");
        assert!(text.contains("\nLiteRtA\n"), "{text}");
        assert!(text.contains("\nLiteRtB !windows\n"), "{text}");
        assert!(text.contains("\nTfLiteC windows\n"), "{text}");
        assert_eq!(Exports::parse(&text), Ok(written));
    }

    #[test]
    fn one_target_is_replaced_and_others_stay() {
        let mut list = exports(&[("linux", &["LiteRtA"]), ("windows", &["LiteRtA"])]);
        list.set("windows", [String::from("LiteRtB")].into());
        let again = exports(&[("linux", &["LiteRtA"]), ("windows", &["LiteRtB"])]);
        assert_eq!(list, again);
    }

    #[test]
    fn unknown_targets_and_mixed_marks_are_refused() {
        let error = |text: &str| Exports::parse(text).unwrap_err();
        assert!(error("targets: a b\nX c\n").contains("line 2"));
        assert!(error("targets: a b\nX a !b\n").contains("with and without"));
        assert!(error("X\n").contains("targets:"));
    }
}
