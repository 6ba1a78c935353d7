//! A picture of a model as SVG.

use std::fmt::Write as _;

use super::layout::{Layout, Point, layered};
use super::scene::{Kind, Node, Scene};
use crate::format::width;
use crate::svg::escape;

const MARGIN: f64 = 24.0;
const TITLE_HEIGHT: f64 = 34.0;
const SCENE_GAP: f64 = 48.0;
const LINE_HEIGHT: f64 = 15.0;
const PADDING: f64 = 9.0;
/// How wide a character is, at most, on average: the fonts of readers differ.
const TITLE_CHAR: f64 = 7.6;
const LINE_CHAR: f64 = 6.4;

const STYLE: &str = "\
text{font-family:system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;text-anchor:middle}\
.t{font-size:12px;font-weight:600;fill:#fff}.l{font-size:10.5px;fill:#333}\
.h{font-size:16px;font-weight:600;fill:#222;text-anchor:start}\
.b{fill:#fff;stroke-width:1.2}.e{fill:none;stroke:#8a94a3;stroke-width:1.3}\
.e:hover{stroke:#d33;stroke-width:2.5}";

/// Draws all graphs, one below the other.
pub(super) fn draw(name: &str, scenes: &[Scene]) -> String {
    let layouts: Vec<Layout> = scenes.iter().map(lay_out).collect();
    let title = |scene: &Scene| {
        if scene.title.is_empty() {
            0.0
        } else {
            TITLE_HEIGHT
        }
    };
    let titles = scenes.iter().map(|scene| width(&scene.title) as f64 * 9.5);
    let widths = layouts.iter().map(|layout| layout.width).chain(titles);
    let width = widths.fold(0.0, f64::max) + 2.0 * MARGIN;
    let heights = layouts
        .iter()
        .zip(scenes)
        .map(|(layout, scene)| layout.height + title(scene));
    let height =
        heights.sum::<f64>() + SCENE_GAP * scenes.len().saturating_sub(1) as f64 + 2.0 * MARGIN;

    let mut svg = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         width=\"{width:.0}\" height=\"{height:.0}\">\n<title>{}</title>\n<style>{STYLE}</style>\n\
         <defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"6\" \
         markerHeight=\"6\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#8a94a3\"/></marker></defs>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fafbfc\"/>\n",
        escape(name),
    );
    let mut y = MARGIN;
    for (scene, layout) in scenes.iter().zip(&layouts) {
        if !scene.title.is_empty() {
            let _ = writeln!(
                svg,
                "<text class=\"h\" x=\"{MARGIN}\" y=\"{:.0}\">{}</text>",
                y + 16.0,
                escape(&scene.title)
            );
            y += TITLE_HEIGHT;
        }
        let x = (width - layout.width) / 2.0;
        let _ = writeln!(svg, "<g transform=\"translate({x:.1} {y:.1})\">");
        for (edge, points) in scene.edges.iter().zip(&layout.edges) {
            let _ = writeln!(
                svg,
                "<path class=\"e\" marker-end=\"url(#a)\" d=\"{}\"><title>{}</title></path>",
                path(points),
                escape(&edge.details)
            );
        }
        for (node, at) in scene.nodes.iter().zip(&layout.boxes) {
            draw_node(
                &mut svg,
                node,
                at.x - at.width / 2.0,
                at.y,
                at.width,
                at.height,
            );
        }
        svg.push_str("</g>\n");
        y += layout.height + SCENE_GAP;
    }
    svg.push_str("</svg>\n");
    svg
}

fn lay_out(scene: &Scene) -> Layout {
    let sizes: Vec<(f64, f64)> = scene.nodes.iter().map(size).collect();
    let edges: Vec<(usize, usize)> = scene
        .edges
        .iter()
        .map(|edge| (edge.from, edge.to))
        .collect();
    layered(&sizes, &edges)
}

fn size(node: &Node) -> (f64, f64) {
    let lines = node.lines.iter().map(|line| width(line) as f64 * LINE_CHAR);
    let widest = lines.fold(width(&node.title) as f64 * TITLE_CHAR, f64::max);
    let below = if node.lines.is_empty() {
        0.0
    } else {
        node.lines.len() as f64 * LINE_HEIGHT + 6.0
    };
    ((widest + 2.0 * PADDING).max(56.0), 22.0 + below)
}

fn draw_node(svg: &mut String, node: &Node, x: f64, y: f64, width: f64, height: f64) {
    let color = color(node.kind);
    let round = if matches!(node.kind, Kind::Input | Kind::Output) {
        11.0
    } else {
        4.0
    };
    let middle = x + width / 2.0;
    let _ = write!(
        svg,
        "<g><title>{}</title><rect class=\"b\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
         rx=\"{round}\" stroke=\"{color}\"/><path fill=\"{color}\" d=\"{}\"/>\
         <text class=\"t\" x=\"{middle:.1}\" y=\"{:.1}\">{}</text>",
        escape(&node.details),
        header(x, y, width, round, node.lines.is_empty()),
        y + 15.5,
        escape(&node.title),
    );
    for (number, line) in node.lines.iter().enumerate() {
        let at = y + 22.0 + LINE_HEIGHT * (number as f64 + 1.0) - 2.0;
        let _ = write!(
            svg,
            "<text class=\"l\" x=\"{middle:.1}\" y=\"{at:.1}\">{}</text>",
            escape(line)
        );
    }
    svg.push_str("</g>\n");
}

/// The coloured part with the title: round above, and below if there is nothing else.
fn header(x: f64, y: f64, width: f64, round: f64, alone: bool) -> String {
    let (right, bottom) = (x + width, y + 22.0);
    let below = if alone { round } else { 0.0 };
    format!(
        "M{x:.1} {:.1}q0 -{round} {round} -{round}H{:.1}q{round} 0 {round} {round}V{:.1}q0 {below} -{below} {below}H{:.1}q-{below} 0 -{below} -{below}z",
        y + round,
        right - round,
        bottom - below,
        x + below,
    )
}

/// A smooth line that enters and leaves every point vertically.
fn path(points: &[Point]) -> String {
    let mut path = String::new();
    for (at, &(x, y)) in points.iter().enumerate() {
        match at.checked_sub(1).and_then(|before| points.get(before)) {
            None => path.push_str(&format!("M{x:.1} {y:.1}")),
            Some(&(from_x, _)) if (from_x - x).abs() < 0.05 => path.push_str(&format!("V{y:.1}")),
            Some(&(from_x, from_y)) => {
                let middle = (from_y + y) / 2.0;
                path.push_str(&format!(
                    "C{from_x:.1} {middle:.1} {x:.1} {middle:.1} {x:.1} {y:.1}"
                ));
            }
        }
    }
    path
}

fn color(kind: Kind) -> &'static str {
    match kind {
        Kind::Input => "#455a64",
        Kind::Output => "#263238",
        Kind::Matrix => "#1565c0",
        Kind::Arithmetic => "#b85c00",
        Kind::Reduction => "#2e7d32",
        Kind::Movement => "#6d6f78",
        Kind::Control => "#7b1fa2",
        Kind::Custom => "#c62828",
    }
}
