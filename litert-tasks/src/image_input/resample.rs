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
    /// Pixels of weighted sums, before they are bytes.
    sums: Vec<u16>,
    /// First and second pixels of pairs, of bytes and of blended rows.
    bytes: [Vec<u8>; 2],
    words: [Vec<i16>; 2],
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
        if rows.step >= 3 {
            self.packed_line(rows, number, scratch);
            let n = self.along_len;
            let pixels = &mut scratch.mixed[..3 * n];
            if offsets[0] > offsets[2] {
                pixels
                    .chunks_exact_mut(3)
                    .for_each(|pixel| pixel.swap(0, 2));
            }
            if !mixed {
                split(pixels, n, &mut scratch.row);
            }
            return;
        }
        let (n, gray) = (self.along_len, rows.is_gray());
        let to = &mut scratch.row[..if gray { n } else { 3 * n }];
        if self.across.taps > 0 {
            sum_rows(rows, self.across, number, &mut scratch.summed);
            many(&scratch.summed, self.along, offsets, to);
        } else {
            let Pair { base, weight } = self.across.pairs[number];
            if weight == 0 || weight == ONE {
                let row = rows.row(base + u32::from(weight == ONE));
                pairs::<_, 15>(row, &self.along.pairs, offsets, to);
            } else {
                let blended = &mut scratch.blended;
                blended.resize(rows.row_len(), 0);
                let (a, b) = rows.pair(base);
                blend(a, b, weight, blended);
                pairs::<_, 21>(blended, &self.along.pairs, offsets, to);
            }
        }
        if mixed {
            let planes = if gray { 1 } else { 3 };
            mix(&scratch.row, n, planes, &mut scratch.mixed);
        }
    }

    /// One row of pixels whose channels lie side by side, into `mixed`, in the order of the frame.
    fn packed_line(&self, rows: &mut Rows<'_, '_>, number: usize, scratch: &mut Scratch) {
        let (n, step) = (self.along_len, rows.step);
        let Scratch {
            blended,
            summed,
            sums,
            bytes,
            words,
            mixed,
            ..
        } = scratch;
        if self.across.taps > 0 {
            sum_rows(rows, self.across, number, summed);
            // Four elements are read at once.
            summed.resize(rows.row_len() + 1, 0);
            match step {
                3 => many3::<3>(summed, self.along, sums, mixed),
                _ => many3::<4>(summed, self.along, sums, mixed),
            }
            return;
        }
        let (pairs, weights) = (&self.along.pairs, &self.along.wide);
        let Pair { base, weight } = self.across.pairs[number];
        if weight == 0 || weight == ONE {
            let row = rows.row(base + u32::from(weight == ONE));
            if self.along.is_nearest {
                return match step {
                    3 => gather::<u8, 3>(row, pairs, 0, mixed),
                    _ => gather::<u8, 4>(row, pairs, 0, mixed),
                };
            }
            let [first, second] = gathered(row, pairs, step, bytes);
            for ((to, weight), (a, b)) in
                mixed.iter_mut().zip(weights).zip(first.iter().zip(second))
            {
                let (a, b) = (i16::from(*a), i16::from(*b));
                let more = (i32::from((b - a) << 7) * i32::from(*weight)) >> 16;
                *to = (((a << 6) + more as i16 + 32) >> 6) as u8;
            }
            return;
        }
        let (from, until) = self.read_range(rows);
        blended.resize(rows.row_len(), 0);
        let (a, b) = rows.pair(base);
        blend(
            &a[from..until],
            &b[from..until],
            weight,
            &mut blended[from..until],
        );
        let [first, second] = gathered(blended, pairs, step, words);
        for ((to, weight), (a, b)) in mixed[..3 * n]
            .iter_mut()
            .zip(weights)
            .zip(first.iter().zip(second))
        {
            let more = (i32::from((*b - *a) << 1) * i32::from(*weight)) >> 16;
            *to = ((*a + more as i16 + 32) >> 6) as u8;
        }
    }

    /// Which bytes of a row of packed pixels are read at all.
    fn read_range(&self, rows: &Rows<'_, '_>) -> (usize, usize) {
        let whole = (0, rows.row_len());
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
    mix(row, n, channels, mixed);
    out.put_mixed(x, y, &mixed[..channels * n]);
}

/// Channels that lie one after the other, side by side.
fn mix(row: &[u8], n: usize, channels: usize, mixed: &mut [u8]) {
    if let (3, (red, rest)) = (channels, row.split_at(n)) {
        let (green, blue) = rest.split_at(n);
        let pixels = mixed
            .chunks_exact_mut(3)
            .zip(red.iter().zip(green).zip(blue));
        for (to, ((red, green), blue)) in pixels {
            to.copy_from_slice(&[*red, *green, *blue]);
        }
        return;
    }
    for (channel, plane) in row.chunks_exact(n).take(channels).enumerate() {
        let to = mixed.iter_mut().skip(channel).step_by(channels);
        to.zip(plane).for_each(|(to, from)| *to = *from);
    }
}

/// Channels that lie side by side, one after the other.
fn split(pixels: &[u8], n: usize, row: &mut [u8]) {
    let (red, rest) = row.split_at_mut(n);
    let (green, blue) = rest.split_at_mut(n);
    let planes = red.iter_mut().zip(green).zip(blue);
    for (pixel, ((red, green), blue)) in pixels.chunks_exact(3).zip(planes) {
        (*red, *green, *blue) = (pixel[0], pixel[1], pixel[2]);
    }
}

/// Brightness by BT.601.
pub(super) fn gray(red: u8, green: u8, blue: u8) -> u8 {
    let [red, green, blue] = [red, green, blue].map(u32::from);
    ((red * 4899 + green * 9617 + blue * 1868 + 8192) >> 14) as u8
}

/// Between two rows, with 6 binary places.
fn blend(a: &[u8], b: &[u8], weight: i32, out: &mut [i16]) {
    // From 15 bits to 16.
    let second = (2 * weight) as u16;
    let (first, second) = (Weight::new(second.wrapping_neg()), Weight::new(second));
    for (out, (a, b)) in out.iter_mut().zip(a.iter().zip(b)) {
        *out = (first.of(*a).wrapping_add(second.of(*b)) >> 2) as i16;
    }
}

/// A part of 1 in 16 bits. Bytes are multiplied with its halves: products of 16 bits are what compilers turn into
/// wide instructions on all processors.
#[derive(Clone, Copy)]
struct Weight {
    high: u16,
    low: u16,
}

impl Weight {
    fn new(weight: u16) -> Self {
        Self {
            high: weight >> 8,
            low: weight & 255,
        }
    }

    /// This part of a byte, with 8 binary places.
    #[inline(always)]
    fn of(self, byte: u8) -> u16 {
        let byte = u16::from(byte);
        (byte.wrapping_mul(self.high)).wrapping_add(byte.wrapping_mul(self.low) >> 8)
    }
}

/// First and second pixels of pairs, three elements each.
fn gathered<'s, T: Copy + Default>(
    row: &[T],
    pairs: &[Pair],
    step: usize,
    to: &'s mut [Vec<T>; 2],
) -> [&'s [T]; 2] {
    for (second, to) in to.iter_mut().enumerate() {
        // Four elements are written at once.
        to.resize(3 * pairs.len() + 1, T::default());
        match step {
            3 => gather::<T, 3>(row, pairs, second, to),
            _ => gather::<T, 4>(row, pairs, second, to),
        }
    }
    let [first, second] = to;
    [first, second]
}

/// The first or second pixel of each pair; of the last pixel, itself. Of four elements that are copied at once
/// the fourth is overwritten by the next pixel.
fn gather<T: Copy, const STEP: usize>(row: &[T], pairs: &[Pair], second: usize, to: &mut [T]) {
    for (i, pair) in pairs.iter().enumerate() {
        let at = (pair.base as usize + second) * STEP;
        match (row.get(at..at + 4), to.get_mut(3 * i..3 * i + 4)) {
            (Some(from), Some(to)) => to.copy_from_slice(from),
            _ => {
                let at = at.min(row.len() - STEP);
                to[3 * i..3 * i + 3].copy_from_slice(&row[at..at + 3]);
            }
        }
    }
}

/// Between neighbors along channels that lie one after the other; `SHIFT` binary places go.
fn pairs<T: Copy + Into<i32>, const SHIFT: u32>(
    row: &[T],
    pairs: &[Pair],
    offsets: [usize; 3],
    to: &mut [u8],
) {
    for (offset, to) in offsets.into_iter().zip(to.chunks_exact_mut(pairs.len())) {
        let row = &row[offset..];
        for (to, Pair { base, weight }) in to.iter_mut().zip(pairs) {
            let at = *base as usize;
            // A lone pixel has no neighbor, and its weight is 0.
            let next = at + usize::from(*weight > 0);
            let (a, b): (i32, i32) = (row[at].into(), row[next].into());
            *to = ((a * ONE + (b - a) * weight + (1 << (SHIFT - 1))) >> SHIFT) as u8;
        }
    }
}

/// The weighted sum of rows, with 8 binary places.
fn sum_rows(rows: &mut Rows<'_, '_>, axis: &Axis, number: usize, sum: &mut Vec<u16>) {
    let weights = &axis.weights[number * axis.taps..][..axis.taps];
    // Rows without weight are at the ends, where all have room for as many.
    let used = |weight: &u16| *weight > 0;
    let from = weights.iter().position(used).unwrap_or(0);
    let until = weights.iter().rposition(used).map_or(1, |last| last + 1);
    let start = axis.starts[number];
    // Each product loses half of a place on average.
    let lost = (until - from) as u16 / 2;
    sum.resize(rows.row_len(), 0);
    let (mut at, mut first) = (from, true);
    while at < until {
        let begin = if first { Some(lost) } else { None };
        let y = start + at as u32;
        if let Some(four) = rows.four(y).filter(|_| at + 3 < until) {
            add_four(sum, begin, four, [0, 1, 2, 3].map(|i| weights[at + i]));
            first = false;
            at += 4;
            continue;
        }
        if at + 1 < until {
            let (a, b) = rows.pair(y);
            add_pair(sum, begin, a, b, weights[at], weights[at + 1]);
        } else {
            let row = rows.row(y);
            add_pair(sum, begin, row, row, weights[at], 0);
        }
        first = false;
        at += 2;
    }
}

/// Adds four weighted rows, or begins with them.
fn add_four(sum: &mut [u16], begin: Option<u16>, rows: [&[u8]; 4], weights: [u16; 4]) {
    if let Some(begin) = begin {
        sum.fill(begin);
    }
    let [a, b, c, d] = rows;
    let [wa, wb, wc, wd] = weights.map(Weight::new);
    let each = a.iter().zip(b).zip(c.iter().zip(d));
    for (sum, ((a, b), (c, d))) in sum.iter_mut().zip(each) {
        let two = wa.of(*a).wrapping_add(wb.of(*b));
        *sum = sum
            .wrapping_add(two)
            .wrapping_add(wc.of(*c).wrapping_add(wd.of(*d)));
    }
}

/// Adds two weighted rows, or begins with them.
fn add_pair(sum: &mut [u16], begin: Option<u16>, a: &[u8], b: &[u8], wa: u16, wb: u16) {
    let (wa, wb) = (Weight::new(wa), Weight::new(wb));
    let each = sum.iter_mut().zip(a.iter().zip(b));
    match begin {
        Some(begin) => each.for_each(|(sum, (a, b))| {
            *sum = begin.wrapping_add(wa.of(*a)).wrapping_add(wb.of(*b));
        }),
        None => each.for_each(|(sum, (a, b))| {
            *sum = sum.wrapping_add(wa.of(*a)).wrapping_add(wb.of(*b));
        }),
    }
}

/// Weighted sums along channels that lie one after the other.
fn many(row: &[u16], axis: &Axis, offsets: [usize; 3], to: &mut [u8]) {
    for (offset, to) in offsets
        .into_iter()
        .zip(to.chunks_exact_mut(axis.starts.len()))
    {
        let pixels = axis.starts.iter().zip(axis.weights.chunks_exact(axis.taps));
        for (to, (start, weights)) in to.iter_mut().zip(pixels) {
            let from = &row[offset + *start as usize..];
            let mut sum = 1_u32 << 23;
            for (value, weight) in from.iter().zip(weights) {
                sum += u32::from(*value) * u32::from(*weight);
            }
            *to = (sum >> 24) as u8;
        }
    }
}

/// Weighted sums along packed pixels of `STEP` elements. Four are taken at once; what the fourth one makes is
/// overwritten by the next pixel.
fn many3<const STEP: usize>(row: &[u16], axis: &Axis, sums: &mut Vec<u16>, mixed: &mut [u8]) {
    // Half of a level, and what the products lose on average.
    let begin = 128 + axis.taps as u16 / 2;
    sums.resize(3 * axis.starts.len() + 1, 0);
    let pixels = axis.starts.iter().zip(axis.wide4.chunks_exact(axis.taps));
    for (i, (start, weights)) in pixels.enumerate() {
        let from = &row[*start as usize * STEP..];
        let mut sum = [begin; 4];
        for (from, weights) in from.windows(4).step_by(STEP).zip(weights) {
            for ((sum, value), weight) in sum.iter_mut().zip(from).zip(weights) {
                let product = u32::from(*value) * u32::from(*weight);
                *sum = sum.wrapping_add((product >> 16) as u16);
            }
        }
        sums[3 * i..3 * i + 4].copy_from_slice(&sum);
    }
    for (to, sum) in mixed.iter_mut().zip(&sums[..3 * axis.starts.len()]) {
        *to = (sum >> 8) as u8;
    }
}
