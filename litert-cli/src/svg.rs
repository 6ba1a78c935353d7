//! Pictures as SVG text: shapes one after the other, in a size known at the end.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// A picture in the making.
pub(crate) struct Svg {
    width: f64,
    body: String,
}

/// `text` as it may stand between tags and in attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push('\n'),
            // XML has no way to write these.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Where a text stands, seen from its place.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
}

impl Svg {
    /// An empty picture of this width.
    pub(crate) fn new(width: f64) -> Self {
        Self {
            width,
            body: String::new(),
        }
    }

    /// A rectangle. `about` shows where the mouse rests on it.
    pub(crate) fn rect(&mut self, [x, y, w, h]: [f64; 4], fill: &str, about: &str) {
        let w = w.max(0.0);
        let _ = writeln!(
            self.body,
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{w:.2}\" height=\"{h:.2}\" fill=\"{fill}\">\
             <title>{}</title></rect>",
            escape(about)
        );
    }

    /// A line.
    pub(crate) fn line(&mut self, [x1, y1, x2, y2]: [f64; 4], stroke: &str) {
        let _ = writeln!(
            self.body,
            "<line x1=\"{x1:.2}\" y1=\"{y1:.2}\" x2=\"{x2:.2}\" y2=\"{y2:.2}\" stroke=\"{stroke}\"/>"
        );
    }

    /// A text.
    pub(crate) fn text(&mut self, x: f64, y: f64, anchor: Anchor, class: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
        };
        let _ = writeln!(
            self.body,
            "<text x=\"{x:.2}\" y=\"{y:.2}\" text-anchor=\"{anchor}\" class=\"{class}\">{}</text>",
            escape(text)
        );
    }

    /// The whole, on white: readable on a dark page, too.
    pub(crate) fn finish(self, height: f64) -> String {
        let Self { width, body } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\">\n\
             <style>text {{ font: 12px sans-serif; fill: #222 }} .title {{ font-size: 15px; \
             font-weight: bold }} .small {{ font-size: 10.5px; fill: #555 }} \
             .light {{ font-size: 10.5px; fill: #fff }}</style>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{body}</svg>\n"
        )
    }
}

/// Whether a picture can be written into a file of this name: better asked before anything is measured.
pub(crate) fn check_name(option: &str, path: &Path) -> Result<()> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    ensure!(
        ["svg", "html", "htm"].contains(&ending.to_ascii_lowercase().as_str()),
        "{option} {}: the name must end in .svg or .html",
        path.display()
    );
    Ok(())
}

/// Writes a picture to a file, as a page if it ends in `.html`.
pub(crate) fn save(path: &Path, title: &str, svg: &str) -> Result<()> {
    let page = path
        .extension()
        .is_some_and(|ending| ending == "html" || ending == "htm");
    let text = if page {
        format!(
            "<!doctype html>\n<meta charset=\"utf-8\">\n<title>{}</title>\n{svg}",
            escape(title)
        )
    } else {
        svg.to_owned()
    };
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_place() {
        assert_eq!(
            escape("a<b>&\"c\u{1}\n"),
            "a&lt;b&gt;&amp;&quot;c\u{fffd}\n"
        );
    }
}
