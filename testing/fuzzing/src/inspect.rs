//! A file, as `litert inspect` shows it in all of its forms: models, bundles, files of language
//! models. Whatever is in there, it is described or refused, and nothing in it reaches the terminal
//! as more than text.

use std::fs;
use std::path::Path;

use litert_cli::exit::run_to_string;
use serde_json::Value;

use crate::{container, scratch};

/// Parts of a bundle that are looked into.
const PARTS: usize = 3;

pub(crate) fn run(bytes: &[u8]) {
    let container = container::from_words(bytes);
    let bytes = container.as_deref().unwrap_or(bytes);
    let file = scratch::path("file.tflite");
    fs::write(&file, bytes).expect("a temporary file");
    let file = file.to_str().expect("a path in UTF-8");
    let parts = forms(file, None);
    for part in parts.iter().take(PARTS) {
        forms(file, Some(part));
    }
}

/// All forms of one file, or of one part of it. Returns the names of its parts.
fn forms(file: &str, part: Option<&str>) -> Vec<String> {
    let mut arguments = vec!["inspect", file];
    let part = part.map(|part| format!("--part={part}"));
    arguments.extend(part.as_deref());
    let with = |more: &[&str]| {
        let all = [&arguments[..], more].concat();
        run_to_string(&all, Some(80)).map(|(_, text)| text)
    };
    let shown = with(&[]);
    if let Ok(text) = &shown {
        let strange = text.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(
            strange, None,
            "a control character on the terminal: {text:?}"
        );
    }
    let json = with(&["--json", "--weights"]);
    assert_eq!(shown.is_ok(), json.is_ok(), "the two forms disagree");
    let Ok(json) = json else {
        return Vec::new();
    };
    let json: Value = serde_json::from_str(&json).expect("JSON");
    if let Some(parts) = json["parts"].as_array() {
        let names = parts.iter().filter_map(|part| part["name"].as_str());
        return names.map(str::to_owned).collect();
    }
    for ending in ["svg", "dot", "html"] {
        let picture = scratch::path("picture").with_extension(ending);
        let drawn = with(&["--graph", picture.to_str().expect("UTF-8")]);
        if drawn.is_ok() {
            look_at(&picture);
        }
    }
    Vec::new()
}

/// A picture is text without anything that ends a program's reading of it.
fn look_at(picture: &Path) {
    let text = fs::read_to_string(picture).expect("a picture in UTF-8");
    let strange = text
        .chars()
        .find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
    assert_eq!(
        strange,
        None,
        "a control character in {}",
        picture.display()
    );
    let _ = fs::remove_file(picture);
}
