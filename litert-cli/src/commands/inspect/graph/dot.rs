//! A model in the language of Graphviz.

use std::fmt::Write as _;

use super::scene::Scene;

/// Writes all graphs, each as a cluster.
pub(super) fn write(name: &str, scenes: &[Scene]) -> String {
    let mut dot = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        dot,
        "digraph {} {{\n  node [shape=box, fontname=\"sans-serif\"];",
        quote(name)
    );
    for (graph, scene) in scenes.iter().enumerate() {
        let _ = writeln!(
            dot,
            "  subgraph cluster_{graph} {{\n    label={};",
            quote(&scene.title)
        );
        for (at, node) in scene.nodes.iter().enumerate() {
            let text = [std::slice::from_ref(&node.title), &node.lines]
                .concat()
                .join("\n");
            let _ = writeln!(
                dot,
                "    n{graph}_{at} [label={}, tooltip={}];",
                quote(&text),
                quote(&node.details)
            );
        }
        for edge in &scene.edges {
            let (from, to) = (edge.from, edge.to);
            let _ = writeln!(
                dot,
                "    n{graph}_{from} -> n{graph}_{to} [tooltip={}];",
                quote(&edge.details)
            );
        }
        dot.push_str("  }\n");
    }
    dot.push_str("}\n");
    dot
}

fn quote(text: &str) -> String {
    format!(
        "\"{}\"",
        text.replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
    )
}
