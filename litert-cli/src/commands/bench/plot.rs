//! How the times of each configuration are distributed, as a picture.

use super::report::{Bench, Row};
use crate::format::{fit, micros};
use crate::svg::{Anchor, Svg};

const WIDTH: f64 = 900.0;
const MARGIN: f64 = 24.0;
const ROW: f64 = 92.0;
const TOP: f64 = 56.0;
const BINS: usize = 72;
const COLORS: [&str; 5] = ["#3b6fb6", "#c8553d", "#4c8f4a", "#8a5fa8", "#b0832e"];

pub(super) fn draw(bench: &Bench) -> String {
    let rows = &bench.configurations;
    // Outliers would press all others together.
    let low = rows
        .iter()
        .map(|row| row.latency_us.min)
        .fold(f64::INFINITY, f64::min);
    let most = |row: &Row| row.latency_us.p99.min(row.latency_us.median * 2.0);
    let high = rows.iter().map(most).fold(0.0, f64::max);
    let (low, high) = (low * 0.97, high.max(low * 1.01) * 1.03);
    let x = |time: f64| MARGIN + (time - low) / (high - low) * (WIDTH - 2.0 * MARGIN);

    let mut svg = Svg::new(WIDTH);
    let title = format!("{}: time of one inference", bench.model);
    svg.text(MARGIN, 28.0, Anchor::Start, "title", &fit(&title, 100));
    let bottom = TOP + ROW * rows.len() as f64;
    for tick in ticks(low, high) {
        svg.line([x(tick), TOP - 8.0, x(tick), bottom], "#e4e4e4");
        svg.text(
            x(tick),
            bottom + 16.0,
            Anchor::Middle,
            "small",
            &micros(tick),
        );
    }
    for (at, row) in rows.iter().enumerate() {
        let base = TOP + ROW * (at + 1) as f64 - 8.0;
        draw_row(
            &mut svg,
            row,
            base,
            COLORS[at % COLORS.len()],
            &x,
            (low, high),
        );
    }
    let note =
        "Bars: how many inferences took so long; black line: the median. Outliers are cut off.";
    svg.text(MARGIN, bottom + 36.0, Anchor::Start, "small", note);
    svg.finish(bottom + 48.0)
}

fn draw_row(
    svg: &mut Svg,
    row: &Row,
    base: f64,
    color: &str,
    x: &impl Fn(f64) -> f64,
    (low, high): (f64, f64),
) {
    let height = ROW - 34.0;
    let mut bins = [0_usize; BINS];
    for time in &row.samples {
        let bin = (time - low) / (high - low) * BINS as f64;
        if (0.0..BINS as f64).contains(&bin) {
            bins[bin as usize] += 1;
        }
    }
    let most = bins.iter().copied().max().unwrap_or(0).max(1) as f64;
    let step = (high - low) / BINS as f64;
    for (bin, count) in bins.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        let from = low + step * bin as f64;
        let tall = height * count as f64 / most;
        let about = format!("{} to {}", micros(from), micros(from + step));
        svg.rect(
            [x(from), base - tall, x(from + step) - x(from) - 0.5, tall],
            color,
            &about,
        );
    }
    svg.line([MARGIN, base, WIDTH - MARGIN, base], "#999");
    let median = row.latency_us.median;
    svg.line([x(median), base - height - 4.0, x(median), base], "#222");
    let label = format!(
        "{}: median {}, {:.2}",
        row.configuration,
        micros(median),
        row.ratio
    );
    svg.text(
        MARGIN,
        base - height - 8.0,
        Anchor::Start,
        "",
        &fit(&label, 110),
    );
}

/// Round numbers between two others.
fn ticks(low: f64, high: f64) -> Vec<f64> {
    let rough = (high - low) / 7.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|it| it * power)
        .into_iter()
        .find(|it| *it >= rough);
    let step = step.unwrap_or(rough);
    let first = (low / step).ceil();
    (0..10)
        .map(|at| (first + f64::from(at)) * step)
        .take_while(|tick| *tick <= high)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0.0, 10.0), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert!(ticks(7.3, 7.4).len() > 2);
    }
}
