//! Rows of a frame to rows of a tensor.

use super::axis::{Axis, ONE, Pair};
use super::spec::Color;
use super::store::Out;
use crate::frame::Rows;

/// Memory that is used again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    blended: Vec<i16>,
    summed: Vec<u16>,
    pub(super) row: Vec<u8>,
    pub(super) mixed: Vec<u8>,
    side: Vec<u8>,
}

/// Which pixels go where.
pub(super) struct Job<'p> {
    /// Along rows in memory, and across them.
    pub(super) along: &'p Axis,
    pub(super) across: &'p Axis,
    /// How many pixels: along, across.
    pub(super) along_len: usize,
    pub(super) across_len: usize,
    /// Whether rows in memory become columns.
    pub(super) on_its_side: bool,
    /// Left upper corner in the tensor.
    pub(super) left: usize,
    pub(super) top: usize,
}

impl Job<'_> {
    pub(super) fn run(
        &self,
        rows: &mut Rows<'_, '_>,
        out: &mut Out<'_, '_>,
        scratch: &mut Scratch,
    ) {
        let planes = match rows.is_gray() {
            true => 1,
            false => 3,
        };
        let n = self.along_len;
        // Red, green, blue, and room for opacity.
        scratch.row.resize(4 * n.max(self.across_len), 0);
        scratch.mixed.resize(4 * n.max(self.across_len), 0);
        if self.on_its_side {
            scratch.side.resize(planes * n * self.across_len, 0);
        }
        let mixed = out.is_mixed() && out.color != Color::Rgba && planes == 3 && !self.on_its_side;
        let mut offsets = rows.offsets;
        if out.color == Color::Bgr {
            offsets.reverse();
        }
        for number in 0..self.across_len {
            if mixed {
                self.line(rows, number, scratch, offsets, true);
                out.put_mixed(self.left, self.top + number, &scratch.mixed[..3 * n]);
                continue;
            }
            self.line(rows, number, scratch, offsets, false);
            if self.on_its_side {
                for plane in 0..planes {
                    let at = (plane * self.across_len + number) * n;
                    scratch.side[at..at + n].copy_from_slice(&scratch.row[plane * n..][..n]);
                }
            } else {
                finish(
                    out,
                    planes,
                    n,
                    self.left,
                    self.top + number,
                    &mut scratch.row,
                    &mut scratch.mixed,
                );
            }
        }
        if self.on_its_side {
            let width = self.across_len;
            for y in 0..n {
                for (plane, to) in scratch.row.chunks_exact_mut(width).take(planes).enumerate() {
                    let from = &scratch.side[plane * width * n + y..];
                    for (to, from) in to.iter_mut().zip(from.iter().step_by(n)) {
                        *to = *from;
                    }
                }
                finish(
                    out,
                    planes,
                    width,
                    self.left,
                    self.top + y,
                    &mut scratch.row,
                    &mut scratch.mixed,
                );
            }
        }
    }

    /// One row: into `mixed` with channels side by side, or into `row` one after the other.
    fn line(
        &self,
        rows: &mut Rows<'_, '_>,
        number: usize,
        scratch: &mut Scratch,
        offsets: [usize; 3],
        mixed: bool,
    ) {
        let (n, step, gray) = (self.along_len, rows.step, rows.is_gray());
        let to = match mixed {
            true => &mut scratch.mixed[..3 * n],
            false => &mut scratch.row[..if gray { n } else { 3 * n }],
        };
        if self.across.taps > 0 {
            sum_rows(rows, self.across, number, &mut scratch.summed);
            return many(&scratch.summed, self.along, step, offsets, mixed, to);
        }
        let Pair { base, weight } = self.across.pairs[number];
        if weight == 0 || weight == ONE {
            let row = rows.row(base + u32::from(weight == ONE));
            if self.along.is_nearest {
                return pick(row, &self.along.pairs, step, offsets, mixed, to);
            }
            return pairs::<_, 15>(row, &self.along.pairs, step, offsets, mixed, to);
        }
        let (from, until) = self.read_range(rows);
        let blended = &mut scratch.blended;
        blended.resize(rows.row_len(), 0);
        let (a, b) = rows.pair(base);
        blend(
            &a[from..until],
            &b[from..until],
            weight,
            &mut blended[from..until],
        );
        pairs::<_, 21>(blended, &self.along.pairs, step, offsets, mixed, to);
    }

    /// Which bytes of a row are read at all.
    fn read_range(&self, rows: &Rows<'_, '_>) -> (usize, usize) {
        let whole = (0, rows.row_len());
        // Where channels lie one after the other, it would be three ranges.
        if rows.offsets[1] > 2 {
            return whole;
        }
        let ends = self.along.pairs.first().zip(self.along.pairs.last());
        let Some((first, last)) = ends.map(|(a, b)| (a.base as usize, b.base as usize)) else {
            return whole;
        };
        let (from, until) = (first.min(last), first.max(last) + 2);
        (from * rows.step, (until * rows.step).min(whole.1))
    }
}

/// Writes a row whose channels lie one after the other.
pub(super) fn finish(
    out: &mut Out<'_, '_>,
    planes: usize,
    n: usize,
    x: usize,
    y: usize,
    row: &mut [u8],
    mixed: &mut [u8],
) {
    if out.color == Color::Gray {
        if planes == 3 {
            let (red, rest) = row.split_at_mut(n);
            let (green, blue) = rest.split_at(n);
            for ((red, green), blue) in red.iter_mut().zip(green).zip(blue) {
                *red = gray(*red, *green, *blue);
            }
        }
        return out.put_plane(0, x, y, &row[..n]);
    }
    if planes == 1 {
        row.copy_within(..n, n);
        row.copy_within(..n, 2 * n);
    }
    let channels = out.color.channels();
    if channels == 4 {
        row[3 * n..4 * n].fill(255);
    }
    if !out.is_mixed() {
        for (channel, plane) in row.chunks_exact(n).take(channels).enumerate() {
            out.put_plane(channel, x, y, plane);
        }
        return;
    }
    let mixed = &mut mixed[..channels * n];
    for (channel, plane) in row.chunks_exact(n).take(channels).enumerate() {
        for (to, from) in mixed.iter_mut().skip(channel).step_by(channels).zip(plane) {
            *to = *from;
        }
    }
    out.put_mixed(x, y, mixed);
}

/// Brightness by BT.601.
pub(super) fn gray(red: u8, green: u8, blue: u8) -> u8 {
    let [red, green, blue] = [red, green, blue].map(u32::from);
    ((red * 4899 + green * 9617 + blue * 1868 + 8192) >> 14) as u8
}

/// Between two rows, with 6 binary places.
fn blend(a: &[u8], b: &[u8], weight: i32, out: &mut [i16]) {
    for (out, (a, b)) in out.iter_mut().zip(a.iter().zip(b)) {
        let (a, b) = (i16::from(*a), i16::from(*b));
        let more = (i32::from((b - a) << 7) * weight) >> 16;
        *out = (a << 6) + more as i16;
    }
}

/// Between neighbors along a row; `SHIFT` binary places go.
fn pairs<T: Copy + Into<i32>, const SHIFT: u32>(
    row: &[T],
    pairs: &[Pair],
    step: usize,
    offsets: [usize; 3],
    mixed: bool,
    to: &mut [u8],
) {
    if row.len() >= 2 * step && to.len() == 3 * pairs.len() {
        match (step, offsets) {
            (3, [0, ..]) => return pairs3::<T, SHIFT, 3, 6, 0, 2>(row, pairs, mixed, to),
            (3, _) => return pairs3::<T, SHIFT, 3, 6, 2, 0>(row, pairs, mixed, to),
            (4, [0, ..]) => return pairs3::<T, SHIFT, 4, 8, 0, 2>(row, pairs, mixed, to),
            (4, _) => return pairs3::<T, SHIFT, 4, 8, 2, 0>(row, pairs, mixed, to),
            _ => {}
        }
    }
    each_channel(pairs.len(), offsets, mixed, to, |offset, i| {
        let Pair { base, weight } = pairs[i];
        let at = offset + base as usize * step;
        // A lone pixel has no neighbor, and its weight is 0.
        let next = at + if weight == 0 { 0 } else { step };
        between::<SHIFT>(row[at].into(), row[next].into(), weight)
    });
}

fn between<const SHIFT: u32>(a: i32, b: i32, weight: i32) -> u8 {
    ((a * ONE + (b - a) * weight + (1 << (SHIFT - 1))) >> SHIFT) as u8
}

/// Packed pixels of `STEP` elements, two of which are `N`; red and blue are at `R` and `B`.
fn pairs3<
    T: Copy + Into<i32>,
    const SHIFT: u32,
    const STEP: usize,
    const N: usize,
    const R: usize,
    const B: usize,
>(
    row: &[T],
    pairs: &[Pair],
    mixed: bool,
    to: &mut [u8],
) {
    let pixel = |pair: &Pair| {
        // With a weight of 0 the last pixel may stand first; then it stands second with all of the weight.
        let at = pair.base as usize * STEP;
        let (at, weight) = match at + N > row.len() {
            true => (row.len() - N, ONE),
            false => (at, pair.weight),
        };
        let two: &[T] = &row[at..at + N];
        let channel = |c: usize| between::<SHIFT>(two[c].into(), two[c + STEP].into(), weight);
        [channel(R), channel(1), channel(B)]
    };
    if mixed {
        for (pair, to) in pairs.iter().zip(to.chunks_exact_mut(3)) {
            to.copy_from_slice(&pixel(pair));
        }
    } else {
        let (red, rest) = to.split_at_mut(pairs.len());
        let (green, blue) = rest.split_at_mut(pairs.len());
        for (pair, ((red, green), blue)) in pairs.iter().zip(red.iter_mut().zip(green).zip(blue)) {
            [*red, *green, *blue] = pixel(pair);
        }
    }
}

/// Pixels as they are.
fn pick(row: &[u8], pairs: &[Pair], step: usize, offsets: [usize; 3], mixed: bool, to: &mut [u8]) {
    if mixed && step >= 3 {
        let [r, g, b] = offsets;
        for (pair, to) in pairs.iter().zip(to.chunks_exact_mut(3)) {
            let at = pair.base as usize * step;
            let pixel = &row[at..at + step];
            to.copy_from_slice(&[pixel[r], pixel[g], pixel[b]]);
        }
        return;
    }
    each_channel(pairs.len(), offsets, mixed, to, |offset, i| {
        row[offset + pairs[i].base as usize * step]
    });
}

/// Computes each channel of each pixel by its offset in a row and its number.
fn each_channel(
    n: usize,
    offsets: [usize; 3],
    mixed: bool,
    to: &mut [u8],
    value: impl Fn(usize, usize) -> u8,
) {
    for (channel, offset) in offsets.into_iter().enumerate().take(to.len() / n.max(1)) {
        if mixed {
            for (i, to) in to.iter_mut().skip(channel).step_by(3).enumerate() {
                *to = value(offset, i);
            }
        } else {
            for (i, to) in to[channel * n..][..n].iter_mut().enumerate() {
                *to = value(offset, i);
            }
        }
    }
}

/// The weighted sum of rows, with 8 binary places.
fn sum_rows(rows: &mut Rows<'_, '_>, axis: &Axis, number: usize, sum: &mut Vec<u16>) {
    let weights = &axis.weights[number * axis.taps..][..axis.taps];
    sum.clear();
    // Each product loses half of a place on average.
    sum.resize(
        rows.row_len(),
        weights.iter().filter(|it| **it > 0).count() as u16 / 2,
    );
    let start = axis.starts[number];
    for (y, &weight) in (start..).zip(weights) {
        if weight == 0 {
            continue;
        }
        for (sum, byte) in sum.iter_mut().zip(rows.row(y)) {
            let product = (u32::from(*byte) << 8) * u32::from(weight);
            *sum = sum.wrapping_add((product >> 16) as u16);
        }
    }
}

/// Weighted sums along a row.
fn many(row: &[u16], axis: &Axis, step: usize, offsets: [usize; 3], mixed: bool, to: &mut [u8]) {
    let n = axis.starts.len();
    each_channel(n, offsets, mixed, to, |offset, i| {
        let weights = &axis.weights[i * axis.taps..][..axis.taps];
        let from = &row[offset + axis.starts[i] as usize * step..];
        let mut sum = 1_u32 << 23;
        for (value, weight) in from.iter().step_by(step).zip(weights) {
            sum += u32::from(*value) * u32::from(*weight);
        }
        (sum >> 24) as u8
    });
}
