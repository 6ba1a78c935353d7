//! A frame's rows, as the resampler reads them.

use super::{Frame, PixelFormat};

/// The two last rows that had to be converted.
#[derive(Debug, Default)]
pub(crate) struct RowCache {
    rows: [Vec<u8>; 2],
    numbers: [Option<u32>; 2],
    /// All rows, for those who do not read row by row.
    all: Vec<u8>,
    /// Differences of one row, one of each for every pixel.
    differences: Vec<i16>,
}

/// Rows of a frame. Channel `c` of pixel `x` is at `offsets[c] + x * step`.
pub(crate) struct Rows<'a, 'c> {
    frame: Frame<'a>,
    cache: &'c mut RowCache,
    pub(crate) step: usize,
    /// Of red, green and blue; all the same for gray.
    pub(crate) offsets: [usize; 3],
}

impl<'a, 'c> Rows<'a, 'c> {
    pub(crate) fn new(frame: Frame<'a>, cache: &'c mut RowCache) -> Self {
        cache.numbers = [None; 2];
        let width = frame.size.width as usize;
        let (step, offsets) = match frame.format {
            PixelFormat::Rgb8 => (3, [0, 1, 2]),
            PixelFormat::Bgr8 => (3, [2, 1, 0]),
            PixelFormat::Rgba8 => (4, [0, 1, 2]),
            PixelFormat::Gray8 => (1, [0, 0, 0]),
            // Converted rows hold all red, all green, all blue.
            PixelFormat::Nv12 | PixelFormat::Nv21 | PixelFormat::Yuyv => (1, [0, width, 2 * width]),
        };
        Self {
            frame,
            cache,
            step,
            offsets,
        }
    }

    /// How many bytes a row has.
    pub(crate) fn row_len(&self) -> usize {
        let width = self.frame.size.width as usize;
        match self.is_converted() {
            true => 3 * width,
            false => self.step * width,
        }
    }

    pub(crate) fn is_gray(&self) -> bool {
        self.frame.format == PixelFormat::Gray8
    }

    /// Whether rows are computed, and do not lie in memory as they are read. Their channels lie one after the
    /// other.
    pub(crate) fn is_converted(&self) -> bool {
        matches!(
            self.frame.format,
            PixelFormat::Nv12 | PixelFormat::Nv21 | PixelFormat::Yuyv
        )
    }

    /// The row `y` of the frame.
    pub(crate) fn row(&mut self, y: u32) -> &[u8] {
        match self.is_converted() {
            false => self.stored(y),
            true => {
                self.convert(y);
                &self.cache.rows[(y & 1) as usize]
            }
        }
    }

    /// The rows `y` and `y + 1`.
    pub(crate) fn pair(&mut self, y: u32) -> (&[u8], &[u8]) {
        if !self.is_converted() {
            return (self.stored(y), self.stored(y + 1));
        }
        self.convert(y);
        self.convert(y + 1);
        let [even, odd] = &self.cache.rows;
        if y & 1 == 0 { (even, odd) } else { (odd, even) }
    }

    /// Four rows from `y` on, where there are as many and rows need not be computed.
    pub(crate) fn four(&self, y: u32) -> Option<[&[u8]; 4]> {
        let there = !self.is_converted() && y + 3 < self.frame.size.height;
        there.then(|| [0, 1, 2, 3].map(|more| self.stored(y + more)))
    }

    /// All rows, one after the other.
    pub(super) fn convert_all(mut self) -> &'c [u8] {
        self.cache.all.clear();
        for y in 0..self.frame.size.height {
            self.convert(y);
            let cache = &mut *self.cache;
            cache.all.extend_from_slice(&cache.rows[(y & 1) as usize]);
        }
        &self.cache.all
    }

    fn stored(&self, y: u32) -> &'a [u8] {
        let start = y as usize * self.frame.stride;
        &self.frame.data[start..start + self.row_len()]
    }

    fn convert(&mut self, y: u32) {
        let slot = (y & 1) as usize;
        if self.cache.numbers[slot] == Some(y) {
            return;
        }
        self.cache.numbers[slot] = Some(y);
        let frame = &self.frame;
        let width = frame.size.width as usize;
        let row = &mut self.cache.rows[slot];
        row.resize(3 * width, 0);
        let differences = &mut self.cache.differences;
        differences.resize(2 * width, 0);
        let (blue, red) = differences.split_at_mut(width);
        let pairs = width.div_ceil(2);
        let luma = &frame.data[y as usize * frame.stride..];
        let (pairs, luma_at) = match frame.format {
            PixelFormat::Yuyv => (&luma[..4 * pairs], 2),
            _ => {
                let start = y as usize / 2 * frame.chroma_stride;
                (&frame.chroma[start..start + 2 * pairs], 1)
            }
        };
        match frame.format {
            PixelFormat::Yuyv => spread(pairs.chunks_exact(4).map(|p| (p[1], p[3])), blue, red),
            PixelFormat::Nv21 => spread(pairs.chunks_exact(2).map(|p| (p[1], p[0])), blue, red),
            _ => spread(pairs.chunks_exact(2).map(|p| (p[0], p[1])), blue, red),
        }
        if luma_at == 1 {
            to_rgb(luma[..width].iter().copied(), blue, red, row);
        } else {
            let luma = luma[..2 * width - 1].iter().step_by(2).copied();
            to_rgb(luma, blue, red, row);
        }
    }
}

/// One pair of differences for each two pixels becomes one for each.
fn spread(pairs: impl Iterator<Item = (u8, u8)>, blue: &mut [i16], red: &mut [i16]) {
    let each = blue.chunks_mut(2).zip(red.chunks_mut(2));
    for ((blue, red), (b, r)) in each.zip(pairs) {
        blue.fill(i16::from(b) - 128);
        red.fill(i16::from(r) - 128);
    }
}

/// BT.601 with brightness from 16 to 235, in 13 binary places.
fn to_rgb(luma: impl Iterator<Item = u8>, blue: &[i16], red: &[i16], row: &mut [u8]) {
    const fn fixed(number: f64) -> i32 {
        (number * 8192.0 + 0.5) as i32
    }
    const BRIGHTNESS: i32 = fixed(1.164);
    let (r, rest) = row.split_at_mut(blue.len());
    let (g, b) = rest.split_at_mut(blue.len());
    let bytes = r.iter_mut().zip(g).zip(b);
    for (((r, g), b), (luma, (&blue, &red))) in bytes.zip(luma.zip(blue.iter().zip(red))) {
        let (blue, red) = (i32::from(blue), i32::from(red));
        let y = i32::from(luma.saturating_sub(16)) * BRIGHTNESS + 4096;
        let byte = |value: i32| (value >> 13).clamp(0, 255) as u8;
        *r = byte(y + red * fixed(1.596));
        *g = byte(y - blue * fixed(0.391) - red * fixed(0.813));
        *b = byte(y + blue * fixed(2.018));
    }
}
