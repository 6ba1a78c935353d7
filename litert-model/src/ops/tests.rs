//! What the table says reaches whoever asks.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::BuiltinOperator;
use super::hazard::Library;
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
        ("edgetpu-custom-op", true),
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
    let mut rules: BTreeMap<&str, (Vec<&str>, Vec<Library>)> = BTreeMap::new();
    for row in super::rows().iter().copied().chain(super::custom()) {
        for hazard in row
            .hazards
            .iter()
            .filter(|it| !["made-up", "no-bias"].contains(&it.name))
        {
            let (operators, libraries) = rules.entry(hazard.name).or_default();
            if !operators.contains(&row.name) {
                operators.push(row.name);
            }
            for library in hazard.libraries {
                if !libraries.contains(library) {
                    libraries.push(*library);
                }
            }
        }
    }
    let mut made = String::from("| name | operators | libraries |\n|---|---|---|\n");
    for (name, (operators, libraries)) in rules {
        let libraries = match libraries.len() {
            5 => "all".to_owned(),
            _ => libraries
                .iter()
                .map(|it| it.to_string())
                .collect::<Vec<_>>()
                .join(", "),
        };
        made += &format!("| `{name}` | {} | {libraries} |\n", operators.join(", "));
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
