//! One inference as a picture: the whole, below it who ran what, below it the operators in order,
//! each as wide as it takes long.

use super::report::Report;
use crate::format::{fit, micros, percent};
use crate::session::profile::Operator;
use crate::svg::{Anchor, Svg};

const WIDTH: f64 = 1200.0;
const MARGIN: f64 = 16.0;
const ROW: f64 = 30.0;
/// How wide a letter is, about.
const LETTER: f64 = 6.3;

const COLORS: [&str; 8] = [
    "#3b6fb6", "#c8553d", "#4c8f4a", "#8a5fa8", "#b0832e", "#3d8f92", "#b04f7b", "#6b6b6b",
];

pub(super) fn draw(report: &Report) -> String {
    let profile = &report.profile;
    let mut svg = Svg::new(WIDTH);
    let title = format!(
        "{}: {} an inference",
        report.model,
        micros(profile.total_us)
    );
    svg.text(MARGIN, 26.0, Anchor::Start, "title", &fit(&title, 140));
    let library = format!("{}, {}", report.configuration, report.library.text);
    svg.text(MARGIN, 44.0, Anchor::Start, "small", &fit(&library, 180));

    let whole = profile.total_us.max(f64::MIN_POSITIVE);
    let scale = (WIDTH - 2.0 * MARGIN) / whole;
    let mut bar = |from: f64, time: f64, row: f64, color: &str, label: &str, about: &str| {
        let (x, w) = (MARGIN + from * scale, time * scale);
        let y = 58.0 + row * ROW;
        // A little air between neighbours, unless that would make them vanish.
        svg.rect(
            [x, y, if w > 2.0 { w - 0.6 } else { w }, ROW - 3.0],
            color,
            about,
        );
        let letters = (w / LETTER - 1.0).max(0.0) as usize;
        if letters >= 3 {
            svg.text(
                x + 4.0,
                y + 18.0,
                Anchor::Start,
                "light",
                &fit(label, letters),
            );
        }
    };
    bar(
        0.0,
        whole,
        0.0,
        "#222",
        "inference",
        &micros(profile.total_us),
    );
    let kinds = profile.kinds();
    let color = |name: &str| {
        let at = kinds
            .iter()
            .position(|(kind, ..)| kind == name)
            .unwrap_or_default();
        COLORS[at.min(COLORS.len() - 1)]
    };
    let mut from = 0.0;
    for group in profile.operators.chunk_by(|a, b| a.by == b.by) {
        let time: f64 = group.iter().map(|it| it.median_us).sum();
        let by = group.first().map_or("", |it| &it.by);
        let about = format!("{by}: {} operators, {}", group.len(), micros(time));
        bar(from, time, 1.0, "#777", by, &about);
        for operator in group {
            let time = operator.median_us;
            bar(
                from,
                time,
                2.0,
                color(&operator.name),
                &operator.name,
                &about_one(operator),
            );
            from += time;
        }
    }
    let mut y = 58.0 + 3.0 * ROW + 24.0;
    for (name, by, count, time) in kinds.iter().take(COLORS.len() - 1) {
        svg.rect([MARGIN, y - 10.0, 12.0, 12.0], color(name), name);
        let share = percent(time / profile.operators_us.max(f64::MIN_POSITIVE));
        let line = format!("{name} ({by}): {count}, {}, {share}", micros(*time));
        svg.text(MARGIN + 20.0, y, Anchor::Start, "", &line);
        y += 18.0;
    }
    if kinds.len() >= COLORS.len() {
        svg.rect(
            [MARGIN, y - 10.0, 12.0, 12.0],
            COLORS[COLORS.len() - 1],
            "others",
        );
        svg.text(MARGIN + 20.0, y, Anchor::Start, "", "others");
        y += 18.0;
    }
    svg.finish(y)
}

fn about_one(operator: &Operator) -> String {
    let Operator {
        name,
        by,
        median_us,
        share,
        shapes,
        ..
    } = operator;
    let shapes = shapes
        .as_deref()
        .map(|shapes| format!("\n{shapes}"))
        .unwrap_or_default();
    format!(
        "{name}\n{by}\n{}, {}{shapes}",
        micros(*median_us),
        percent(*share)
    )
}
