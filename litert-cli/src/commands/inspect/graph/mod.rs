//! `litert inspect --graph`: a picture of a model.

mod dot;
mod html;
mod layout;
mod scene;
mod svg;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use litert::model::ModelView;

/// More boxes than this are no picture any more.
const MOST_BOXES: usize = 6_000;

/// Draws a model. The ending of the path says how: `.svg`, `.html` or `.dot`.
pub(super) fn write(model: ModelView<'_>, name: &str, path: &Path) -> Result<()> {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    let draw: fn(&str, &[scene::Scene]) -> String = match ending.as_str() {
        "svg" => svg::draw,
        "html" | "htm" => html::page,
        "dot" | "gv" => dot::write,
        _ => bail!(
            "cannot draw {}: its name must end in .html, .svg or .dot",
            path.display()
        ),
    };
    let boxes = scene::size(model);
    ensure!(
        boxes <= MOST_BOXES || ending == "dot" || ending == "gv",
        "the model has {boxes} operators, inputs and outputs, too many for a picture; write a .dot file, \
         which Graphviz may cope with"
    );
    fs::write(path, draw(name, &scene::scenes(model)))
        .with_context(|| format!("cannot write {}", path.display()))
}
