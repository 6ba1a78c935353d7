//! What the documents say is there: links lead somewhere, and names and paths exist. A name has one
//! public path, so that documents can have one name for everything.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Made while working, and not committed.
const NOT_COMMITTED: [&str; 2] = ["fuzz/artifacts", "fuzz/corpus"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All files of this extension below `folder`, without what is built.
fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "target" && (!name.starts_with('.') || name == ".ci") {
                files(&path, extension, found);
            }
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
}

/// The documents: their paths, seen from the root, and their texts.
fn documents() -> Vec<(String, String)> {
    let root = root();
    let mut paths = Vec::new();
    files(&root, "md", &mut paths);
    let documents: Vec<_> = paths
        .iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy();
            (name.replace('\\', "/"), fs::read_to_string(path).unwrap())
        })
        .collect();
    assert!(documents.len() > 20, "{} documents", documents.len());
    documents
}

/// A document without its code blocks, and these.
fn parted(text: &str) -> (String, String) {
    let (mut prose, mut code, mut inside) = (String::new(), String::new(), false);
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
            continue;
        }
        let to = if inside { &mut code } else { &mut prose };
        to.push_str(line);
        to.push('\n');
    }
    assert!(!inside, "a code block does not end");
    (prose, code)
}

/// What stands between backticks.
fn quoted(prose: &str) -> impl Iterator<Item = &str> {
    prose
        .split('\n')
        .flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// The anchors of a document's headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let (prose, _) = parted(text);
    let headings = prose.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let heading = line.trim_start_matches('#').trim().to_lowercase();
            let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
            heading
                .chars()
                .filter(kept)
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

#[test]
fn links_lead_to_files_and_headings_that_exist() {
    let (mut broken, mut seen) = (Vec::new(), 0);
    for (name, text) in documents() {
        let (prose, _) = parted(&text);
        let here = root().join(&name);
        // "[text](target" may break over lines, but not within the target.
        for target in prose
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            // Links between items are rustdoc's, which checks them.
            if target.contains("::") || target.contains(":/") {
                continue;
            }
            seen += 1;
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = match file {
                "" => here.clone(),
                file => here.parent().unwrap().join(file),
            };
            let exists = path.exists()
                && (anchor.is_empty() || {
                    anchors(&fs::read_to_string(&path).unwrap()).contains(anchor)
                });
            if !exists {
                broken.push(format!("{name}: {target}"));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "links that lead nowhere:\n{}",
        broken.join("\n")
    );
    assert!(seen > 40, "{seen} links");
}

#[test]
fn paths_of_the_repository_exist() {
    let root = root();
    let (mut absent, mut seen) = (Vec::new(), 0);
    for (name, text) in documents() {
        let (prose, code) = parted(&text);
        let scripts = code.split_whitespace().filter(|word| word.ends_with(".py"));
        for path in quoted(&prose).chain(scripts) {
            let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
            let Some((top, _)) = path.split_once('/') else {
                continue;
            };
            let ours = !top.is_empty() && !top.starts_with("..") && root.join(top).is_dir();
            if !ours || !path.chars().all(plain) || NOT_COMMITTED.contains(&path) {
                continue;
            }
            // `fuzz/regressions/TARGET`: a word in capitals stands for something.
            let stands = |part: &str| {
                let word = part.split('.').next().unwrap_or_default();
                word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase()) && word != "README"
            };
            let known: PathBuf = path.split('/').take_while(|part| !stands(part)).collect();
            seen += 1;
            if !root.join(known).exists() {
                absent.push(format!("{name}: {path}"));
            }
        }
    }
    assert!(
        absent.is_empty(),
        "paths that do not exist:\n{}",
        absent.join("\n")
    );
    assert!(seen > 50, "{seen} paths");
}

#[test]
fn examples_benches_tests_and_tasks_in_commands_exist() {
    let root = root();
    let tasks = fs::read_to_string(root.join("xtask/src/main.rs")).unwrap();
    let mut tests = Vec::new();
    files(&root, "rs", &mut tests);
    let is_target = |folder: &str, name: &str| {
        tests.iter().any(|path| {
            let file = path.ends_with(format!("{folder}/{name}.rs"));
            file || path.ends_with(format!("{folder}/{name}/main.rs"))
        })
    };
    let (mut absent, mut seen) = (Vec::new(), 0);
    for (document, text) in documents() {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '`' | ',' | ';' | ')'))
            .filter(|word| !word.is_empty())
            .collect();
        for [before, pair @ ..] in words
            .windows(3)
            .filter_map(|words| words.first_chunk::<3>())
        {
            let exists = match pair[0] {
                "--example" => is_target("examples", pair[1]),
                "--bench" => is_target("benches", pair[1]),
                "--test" => is_target("tests", pair[1]),
                "xtask" if *before == "cargo" => {
                    pair[1].starts_with('<') || tasks.contains(&format!("\"{}\"", pair[1]))
                }
                _ => continue,
            };
            seen += 1;
            if !exists {
                absent.push(format!("{document}: {} {}", pair[0], pair[1]));
            }
        }
    }
    assert!(
        absent.is_empty(),
        "commands of what does not exist:\n{}",
        absent.join("\n")
    );
    assert!(seen > 20, "{seen} commands");
}

/// A source file's identifiers and marks, without comments.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for line in text.lines() {
        let mut rest = line.split("//").next().unwrap_or_default();
        while let Some(first) = rest.chars().next() {
            let word = |c: char| c.is_alphanumeric() || c == '_';
            let end = match word(first) {
                true => rest.find(|c| !word(c)).unwrap_or(rest.len()),
                false => first.len_utf8(),
            };
            let (token, after) = rest.split_at(end);
            if !token.trim().is_empty() {
                tokens.push(token);
            }
            rest = after;
        }
    }
    tokens
}

/// The types that a file defines or implements something for.
fn types<'a>(tokens: &[&'a str]) -> BTreeSet<&'a str> {
    let mut types = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        let after = &tokens[at + 1..];
        match *token {
            "struct" | "enum" | "trait" => types.extend(after.first()),
            "impl" => types.extend(after.iter().take(40).take_while(|token| **token != "{")),
            _ => {}
        }
    }
    types
}

/// Whether a file has something of this name that can belong to a type: a function, a field, a variant,
/// or a setting that a macro makes functions of.
fn has_member(tokens: &[&str], member: &str) -> bool {
    let variant = member.starts_with(|c: char| c.is_ascii_uppercase());
    tokens.windows(3).any(|window| {
        window[1] == member
            && match window[0] {
                "fn" | "set" | "own" | "const" => true,
                "pub" => window[2] == ":",
                _ => variant && matches!(window[2], "," | "(" | "{" | "="),
            }
    })
}

#[test]
fn methods_fields_and_variants_that_documents_name_exist() {
    let mut paths = Vec::new();
    for folder in [
        "litert",
        "litert-cli",
        "litert-model",
        "litert-tasks",
        "litert-lm",
        "litert-sys",
        "testing/fake-runtime",
    ] {
        files(&root().join(folder).join("src"), "rs", &mut paths);
    }
    let texts: Vec<String> = paths
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let sources: Vec<Vec<&str>> = texts.iter().map(|text| tokens(text)).collect();
    let mut of_type: BTreeMap<&str, Vec<&[&str]>> = BTreeMap::new();
    for tokens in &sources {
        for name in types(tokens) {
            of_type.entry(name).or_default().push(tokens);
        }
    }

    let (mut absent, mut seen) = (Vec::new(), 0);
    for (document, text) in documents() {
        if document == "CHANGELOG.md" {
            continue; // It names what is gone, too.
        }
        let (prose, _) = parted(&text);
        for name in quoted(&prose) {
            let name = name.trim_start_matches('.');
            let Some((of, member)) = name.split_once("::") else {
                continue;
            };
            let end = member.find(|c: char| !c.is_alphanumeric() && c != '_');
            let member = &member[..end.unwrap_or(member.len())];
            // Modules and names of C++ are in small letters.
            if !of.starts_with(|c: char| c.is_ascii_uppercase()) || member.is_empty() {
                continue;
            }
            seen += 1;
            let known = of_type.get(of).into_iter().flatten();
            if !known.into_iter().any(|tokens| has_member(tokens, member)) {
                absent.push(format!("{document}: {of}::{member}"));
            }
        }
    }
    assert!(
        absent.is_empty(),
        "names that do not exist:\n{}",
        absent.join("\n")
    );
    assert!(seen > 30, "{seen} names");
}

/// The types and functions that users reach through the module in `file`, and its public modules.
fn public_names(file: &Path, module: &str, found: &mut BTreeMap<String, Vec<String>>) {
    let text =
        fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let folder = match file.file_name().and_then(|it| it.to_str()) {
        Some("mod.rs" | "lib.rs") => file.parent().unwrap().to_owned(),
        _ => file.with_extension(""),
    };
    let mut add = |name: &str| {
        let name = name.rsplit("::").next().unwrap().trim();
        // Modules have lower case and are no types.
        if name.starts_with(char::is_uppercase) {
            found
                .entry(name.to_owned())
                .or_default()
                .push(module.to_owned());
        }
    };
    let mut modules = Vec::new();
    // Items that begin at the margin, each up to what ends it.
    for item in text.split("\npub ").skip(1) {
        if let Some(used) = item.strip_prefix("use ") {
            let used = used.split(';').next().unwrap().replace('\n', " ");
            match used.split_once('{') {
                Some((_, list)) => list
                    .trim_end_matches([' ', '}'])
                    .split(',')
                    .for_each(&mut add),
                None => add(&used),
            }
            if used == "compiled::options" {
                modules.push("options".to_owned());
            }
        } else if let Some(name) = item.strip_prefix("mod ") {
            // Those of the guide are written where they are named.
            modules.extend(
                name.split_once(';')
                    .map(|(name, _)| name.to_owned())
                    .filter(|name| !name.contains('{')),
            );
        } else {
            let mut words = item.split(|it: char| !it.is_alphanumeric() && it != '_');
            let kind = words.next().unwrap();
            if ["struct", "enum", "trait", "type", "union"].contains(&kind) {
                add(words.next().unwrap());
            }
        }
    }
    for name in modules {
        let places = ["", "compiled/"].map(|it| folder.join(format!("{it}{name}")));
        let files = places.map(|it| [it.with_extension("rs"), it.join("mod.rs")]);
        let file = files.iter().flatten().find(|it| it.is_file());
        let file = file.unwrap_or_else(|| panic!("no file of the module {name}"));
        public_names(file, &format!("{module}::{name}"), found);
    }
}

/// Nothing is found at two places, and no two things have one name.
#[test]
fn names_have_one_public_path() {
    let mut found = BTreeMap::new();
    public_names(&root().join("litert/src/lib.rs"), "litert", &mut found);
    assert!(found.len() > 100, "only {} names", found.len());
    let twice: Vec<_> = found
        .iter()
        .filter(|(_, modules)| modules.len() > 1)
        .collect();
    assert!(twice.is_empty(), "{twice:#?}");
}
