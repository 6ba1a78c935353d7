//! What the table says reaches whoever asks.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::BuiltinOperator;
use super::hazard::{Hazard, Library};
use crate::reader::ModelView;
use crate::shape_flow::tests::build::{FLOAT, Graph, INT, file, model};
use crate::shape_flow::unresolved_outputs;
use crate::shape_infer::output_shapes;
use crate::types::Shape;

/// A graph of the operator that is made up, with inputs of these types.
fn graph(kinds: &[i8], shape: &[i32]) -> (Graph, i32) {
    let mut graph = Graph::default();
    let inputs: Vec<i32> = kinds
        .iter()
        .enumerate()
        .map(|(at, kind)| graph.input(&format!("input{at}"), *kind, &[2, 3]))
        .collect();
    // Declared as integers; the kernel makes floats of it.
    let output = graph.made("MADE_UP", &inputs, INT, shape);
    graph.outputs(&[output]);
    (graph, output)
}

/// The name of the rule that a model breaks.
fn refused(graph: Graph) -> Option<&'static str> {
    let bytes = file(&[graph]);
    ModelView::new(&bytes).err().map(|error| error.name())
}

#[test]
fn made_up_operator_reaches_every_consumer() {
    let (good, _) = graph(&[INT, FLOAT], &[2, 3]);
    let bytes = model(&[good]);
    let view = ModelView::new(&bytes).unwrap();
    let operator = view.main_subgraph().operators().next().unwrap();
    assert_eq!(operator.name(), "MADE_UP");
    assert_eq!(operator.code().unwrap().builtin(), BuiltinOperator::MADE_UP);
    assert_eq!(operator.macs(), Some(7));

    // How many, and of what types; what it is refused for.
    assert_eq!(refused(graph(&[INT], &[2, 3]).0), Some("operands"));
    assert_eq!(
        refused(graph(&[INT, FLOAT, INT, INT], &[2, 3]).0),
        Some("operands")
    );
    assert_eq!(
        refused(graph(&[FLOAT, FLOAT], &[2, 3]).0),
        Some("element-types")
    );
    assert_eq!(refused(graph(&[INT, FLOAT], &[1, 2, 3]).0), Some("made-up"));

    // The type that it gives.
    let (mut chain, output) = graph(&[INT, FLOAT], &[2, 3]);
    let target = chain.constant(&[1], &[6]);
    let flat = chain.made("RESHAPE", &[output, target], INT, &[6]);
    chain.outputs(&[flat]);
    assert_eq!(refused(chain), Some("copy-between-types"));

    // The shape, and what that waits for.
    let shape = Shape::new(&[4, 5]).unwrap();
    let shapes = output_shapes(view, 0, &[shape, shape]);
    assert_eq!(shapes, [Some(shape)]);
    let late = unresolved_outputs(view, 0);
    assert!(
        late[0].reason.contains("the values of 'input1'"),
        "{late:?}"
    );
}

#[test]
fn custom_operators_of_the_libraries_have_rows() {
    for (name, known) in [
        ("MaxUnpooling2D", true),
        (crate::needs::EDGETPU, true),
        (crate::needs::DISPATCH, true),
        ("Sinh", false),
    ] {
        let mut graph = Graph::default();
        let input = graph.input("x", FLOAT, &[1]);
        let output = graph.made(name, &[input], FLOAT, &[1]);
        graph.outputs(&[output]);
        let bytes = model(&[graph]);
        let view = ModelView::new(&bytes).unwrap();
        let operator = view.main_subgraph().operators().next().unwrap();
        assert_eq!(operator.row().is_some(), known, "{name}");
    }
}

/// Knowledge about operators stands in the table, and what is elsewhere would be forgotten.
#[test]
fn operators_are_named_in_the_table_only() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let names: HashSet<&str> = super::rows()
        .iter()
        .map(|row| row.name)
        .filter(|name| *name != "CUSTOM")
        .collect();
    let mut found = Vec::new();
    for file in rust_files(&source) {
        let text = std::fs::read_to_string(&file).unwrap();
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let bare = line.contains("builtin_code() ==") || line.contains("match code");
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            let named = words.any(|word| {
                names.contains(word)
                    && (line.contains(&format!("\"{word}\""))
                        || line.contains(&format!("const {word}: i32"))
                        || line.contains(&format!("BuiltinOperator::{word}")))
            });
            if bare || named {
                found.push(format!("{}: {}", file.display(), line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The table of rules in the documentation is made from the rows; `UPDATE_EXPECT=1` writes it anew.
#[test]
fn documentation_lists_all_rules() {
    const BEGIN: &str = "<!-- rules: made by a test of litert-model, UPDATE_EXPECT=1 -->\n";
    const END: &str = "<!-- end of rules -->\n";
    let mut rules: BTreeMap<&str, (Vec<&str>, Vec<&Hazard>)> = BTreeMap::new();
    for row in super::rows().iter().copied().chain(super::custom()) {
        for hazard in row.hazards.iter().filter(|it| told(it)) {
            let (operators, hazards) = rules.entry(hazard.name).or_default();
            if !operators.contains(&row.name) {
                operators.push(row.name);
            }
            hazards.push(hazard);
        }
    }
    let mut made =
        String::from("| name | operators | what happens | libraries |\n|---|---|---|---|\n");
    for (name, (operators, hazards)) in rules {
        let why = hazards.iter().find_map(|hazard| hazard.why());
        let why = why.unwrap_or_else(|| panic!("{name} has no reason"));
        let concerns = |library: &&Library| {
            hazards
                .iter()
                .any(|hazard| hazard.libraries.contains(library))
        };
        let mut concerned = Library::ALL.iter().filter(concerns);
        let since = concerned.next().expect("a library");
        let until = concerned.next_back().unwrap_or(since);
        let ends = (
            Library::ALL.first() == Some(since),
            Library::ALL.last() == Some(until),
        );
        let libraries = match ends {
            (true, true) => "all".to_owned(),
            (true, false) if since == until => since.to_string(),
            (true, false) => format!("up to {until}"),
            (false, true) => format!("since {since}"),
            (false, false) => format!("{since} to {until}"),
        };
        made += &format!(
            "| `{name}` | {} | {why} | {libraries} |\n",
            operators.join(", ")
        );
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/upstream-issues.md");
    let text = std::fs::read_to_string(&path).unwrap();
    for rule in ModelView::rules() {
        assert!(
            rule == "made-up" || text.contains(&format!("`{rule}`")),
            "{rule}"
        );
    }
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (stored, after) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, [before, BEGIN, &made, END, after].concat()).unwrap();
    } else {
        assert_eq!(stored, made, "UPDATE_EXPECT=1 writes it anew");
    }
}

/// What is no refusal, or only for tests.
fn told(hazard: &Hazard) -> bool {
    !["made-up", "no-bias"].contains(&hazard.name)
}

/// A rule that no row has is forgotten, and one without a reason is not understood.
#[test]
fn every_rule_has_a_reason_and_every_reason_a_rule() {
    let rows = || super::rows().iter().copied().chain(super::custom());
    let hazards = || rows().flat_map(|row| row.hazards).filter(|it| told(it));
    for hazard in hazards() {
        assert!(hazard.why().is_some(), "{}", hazard.name);
        assert!(!hazard.libraries.is_empty(), "{}", hazard.name);
    }
    for rule in super::rules::RULES {
        let mut users = hazards().filter(|hazard| hazard.name == rule.name);
        assert!(users.next().is_some(), "{} is of no row", rule.name);
    }
}

/// An operator is accepted with the types that its row lists, and with no others.
#[test]
fn every_row_lists_element_types() {
    for row in super::rows().iter().copied().chain(super::custom()) {
        assert!(!row.types.is_empty(), "{}", row.name);
    }
}

/// The files of a folder, without the table and tests.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "table" && name != "tests" {
                found.extend(rust_files(&path));
            }
        } else if name.ends_with(".rs") && name != "tests.rs" && name != "table.rs" {
            found.push(path);
        }
    }
    found
}
