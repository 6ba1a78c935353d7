//! Single pixels of a frame.

use super::{Frame, RowCache, Rows};
use crate::geometry::Size;

/// Upright pixels by their place.
pub(crate) struct Pixels<'p> {
    data: &'p [u8],
    stride: usize,
    step: usize,
    offsets: [usize; 3],
    upright: Size,
    on_its_side: bool,
    backwards: (bool, bool),
}

impl<'a> Frame<'a> {
    /// Access to pixels. Frames whose pixels have to be converted are converted as a whole.
    pub(crate) fn pixels<'p>(&self, cache: &'p mut RowCache) -> Pixels<'p>
    where
        'a: 'p,
    {
        let rows = Rows::new(*self, cache);
        let (step, offsets) = (rows.step, rows.offsets);
        let (data, stride) = match rows.is_converted() {
            false => (self.data, self.stride),
            true => {
                let len = rows.row_len();
                (rows.convert_all(), len)
            }
        };
        Pixels {
            data,
            stride,
            step,
            offsets,
            upright: self.size(),
            on_its_side: self.is_on_its_side(),
            backwards: self.backwards(),
        }
    }
}

impl Pixels<'_> {
    /// Red, green and blue of the pixel at whole numbers; beyond an edge, of the nearest pixel.
    pub(crate) fn at(&self, x: f64, y: f64) -> [u8; 3] {
        let place = |at: f64, len: u32, backwards: bool| {
            let last = len - 1;
            let at = at.clamp(0.0, f64::from(last)) as u32;
            (if backwards { last - at } else { at }) as usize
        };
        let x = place(x, self.upright.width, self.backwards.0);
        let y = place(y, self.upright.height, self.backwards.1);
        let (u, v) = if self.on_its_side { (y, x) } else { (x, y) };
        let at = v * self.stride + u * self.step;
        self.offsets.map(|offset| self.data[at + offset])
    }

    /// Between the four nearest pixels; whole numbers are pixels.
    pub(crate) fn between(&self, x: f64, y: f64) -> [f64; 3] {
        let (left, top) = (x.floor(), y.floor());
        let (right, down) = (x - left, y - top);
        let mut sum = [0.0; 3];
        for (dx, dy, weight) in [
            (0.0, 0.0, (1.0 - right) * (1.0 - down)),
            (1.0, 0.0, right * (1.0 - down)),
            (0.0, 1.0, (1.0 - right) * down),
            (1.0, 1.0, right * down),
        ] {
            for (sum, value) in sum.iter_mut().zip(self.at(left + dx, top + dy)) {
                *sum += weight * f64::from(value);
            }
        }
        sum
    }
}
