//! Regions that are turned: each pixel of the tensor looks for its place in the picture.

use super::fit::Sampling;
use super::resample::{Scratch, finish};
use super::spec::Color;
use super::store::Out;
use crate::frame::{Frame, RowCache};

/// Fills the whole tensor; `matrix` maps it to the upright picture.
pub(super) fn run(
    frame: &Frame<'_>,
    matrix: &[f64; 6],
    sampling: Sampling,
    cache: &mut RowCache,
    out: &mut Out<'_, '_>,
    scratch: &mut Scratch,
) {
    let n = out.width;
    scratch.row.resize(4 * n, 0);
    scratch.mixed.resize(4 * n, 0);
    let pixels = frame.pixels(cache);
    // How many pixels of the picture are one of the tensor.
    let scale = matrix[0].hypot(matrix[3]).max(matrix[1].hypot(matrix[4]));
    let points = match sampling {
        Sampling::Antialias => (scale.ceil() as usize).clamp(1, 8),
        _ => 1,
    };
    let order = match out.color {
        Color::Bgr => [2, 1, 0],
        _ => [0, 1, 2],
    };
    for y in 0..out.height {
        for x in 0..n {
            let mut sum = [0.0_f64; 3];
            for point in 0..points * points {
                let inside = |k: usize| (k as f64 + 0.5) / points as f64;
                let (u, v) = match sampling {
                    Sampling::MediaPipe => (x as f64, y as f64),
                    _ => (
                        x as f64 + inside(point % points),
                        y as f64 + inside(point / points),
                    ),
                };
                let at = |row: &[f64]| row[0] * u + row[1] * v + row[2];
                let (px, py) = (at(&matrix[..3]), at(&matrix[3..]));
                let color = match sampling {
                    Sampling::Nearest => pixels.at(px.floor(), py.floor()).map(f64::from),
                    Sampling::MediaPipe => {
                        let part = |it: f64| (it * 32.0).round() / 32.0;
                        pixels.between(part(px), part(py))
                    }
                    _ => pixels.between(px - 0.5, py - 0.5),
                };
                for (sum, value) in sum.iter_mut().zip(color) {
                    *sum += value;
                }
            }
            for (channel, from) in order.into_iter().enumerate() {
                let mean = sum[from] / (points * points) as f64;
                scratch.row[channel * n + x] = (mean + 0.5) as u8;
            }
        }
        finish(out, 3, n, 0, y, &mut scratch.row, &mut scratch.mixed);
    }
}
