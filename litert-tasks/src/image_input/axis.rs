//! Which pixels along one axis make a pixel of the tensor, and with which weights.

use super::fit::{Sampling, Span};

/// 1 as a weight of two pixels.
pub(super) const ONE: i32 = 1 << 15;

/// Two neighbors, and how much of the second one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pair {
    /// The first one. There is a second one, but for axes of one pixel, where `weight` is 0.
    pub(super) base: u32,
    /// From 0 to [`ONE`], which is all of the second.
    pub(super) weight: i32,
}

/// The pixels behind each pixel along an axis. Kept to be used again without an allocation.
#[derive(Debug, Default)]
pub(super) struct Axis {
    pub(super) pairs: Vec<Pair>,
    /// Whether no second pixel has a part.
    pub(super) is_nearest: bool,
    /// Instead of pairs: where many begin, and their weights, `taps` for each. The weights of one add up to
    /// 65535.
    pub(super) starts: Vec<u32>,
    pub(super) weights: Vec<u16>,
    pub(super) taps: usize,
    /// The weights of pairs, three times each, as much of 1 as 15 bits can be.
    pub(super) wide: Vec<i16>,
    /// The weights of many, four times each.
    pub(super) wide4: Vec<[u16; 4]>,
    scratch: Vec<f64>,
}

impl Axis {
    /// Computes them for `len` pixels. `backwards`: the picture's axis runs the other way in memory, where it
    /// has `stored` pixels.
    pub(super) fn set(
        &mut self,
        span: &Span,
        len: u32,
        sampling: Sampling,
        backwards: Option<u32>,
    ) {
        self.pairs.clear();
        self.starts.clear();
        self.weights.clear();
        self.taps = 0;
        self.is_nearest = false;
        self.wide.clear();
        self.wide4.clear();
        match sampling {
            Sampling::Antialias => self.set_many(span, len, backwards),
            _ => {
                let pairs = (0..len).map(|i| turned(pair(span, i, sampling), backwards));
                self.pairs.extend(pairs);
                self.is_nearest = self.pairs.iter().all(|pair| pair.weight == 0);
            }
        }
        let weights = self
            .pairs
            .iter()
            .map(|pair| pair.weight.min(ONE - 1) as i16);
        self.wide.extend(weights.flat_map(|weight| [weight; 3]));
        self.wide4
            .extend(self.weights.iter().map(|weight| [*weight; 4]));
    }

    /// As Pillow's bilinear filter: a triangle that is as wide as two pixels of the tensor, or of the picture
    /// if these are larger.
    fn set_many(&mut self, span: &Span, len: u32, backwards: Option<u32>) {
        let support = span.scale.max(1.0);
        let (first, last) = (f64::from(span.first), f64::from(span.first + span.count));
        // Regions may reach beyond the picture: what lies there repeats the outermost pixel.
        let range = |i: u32| {
            let center = span.start + (f64::from(i) + 0.5) * span.scale;
            let from = (center - support + 0.5).floor().clamp(first, last - 1.0);
            let to = (center + support + 0.5).floor().clamp(from + 1.0, last);
            (center, from, to)
        };
        let most = (0..len).map(|i| {
            let (_, from, to) = range(i);
            (to - from) as usize
        });
        self.taps = most.max().unwrap_or(1);
        for i in 0..len {
            let (center, from, to) = range(i);
            self.scratch.clear();
            let count = (to - from) as usize;
            let weight =
                |k: usize| (1.0 - ((from + k as f64 + 0.5 - center) / support).abs()).max(0.0);
            self.scratch.extend((0..count).map(weight));
            let sum: f64 = self.scratch.iter().sum();
            if sum <= 0.0 {
                // Wholly outside: the nearest pixel.
                self.scratch.fill(0.0);
                let nearest = if center < first { 0 } else { count - 1 };
                if let Some(weight) = self.scratch.get_mut(nearest) {
                    *weight = 1.0;
                }
            } else {
                self.scratch.iter_mut().for_each(|weight| *weight /= sum);
            }
            let mut start = from as u32;
            if let Some(stored) = backwards {
                start = stored - start - count as u32;
                self.scratch.reverse();
            }
            // All have room for as many; the begin moves so that the last one does not reach beyond.
            let limit = backwards.map_or(span.first + span.count, |stored| stored - span.first);
            let shift = (start + self.taps as u32).saturating_sub(limit) as usize;
            self.starts.push(start - shift as u32);
            let at = self.weights.len();
            self.weights.resize(at + self.taps, 0);
            let slots = &mut self.weights[at + shift..at + shift + count];
            let mut left = 65535_i32;
            let mut largest = 0;
            for (k, (slot, weight)) in slots.iter_mut().zip(&self.scratch).enumerate() {
                *slot = (weight * 65535.0).round() as u16;
                left -= i32::from(*slot);
                if *weight > self.scratch[largest] {
                    largest = k;
                }
            }
            // What rounding left.
            slots[largest] = (i32::from(slots[largest]) + left).clamp(0, 65535) as u16;
        }
    }
}

fn pair(span: &Span, i: u32, sampling: Sampling) -> Pair {
    let i = f64::from(i);
    let (first, last) = (
        f64::from(span.first),
        f64::from(span.first + span.count - 1),
    );
    let at = match sampling {
        Sampling::Nearest => (span.start + (i + 0.5) * span.scale).floor(),
        // Its warp knows positions to the 32nd part of a pixel.
        Sampling::MediaPipe => ((span.start + i * span.scale) * 32.0).round() / 32.0,
        _ => span.start + (i + 0.5) * span.scale - 0.5,
    };
    let at = at.clamp(first, last);
    let base = at.floor();
    let pair = Pair {
        base: base as u32,
        weight: ((at - base) * f64::from(ONE)).round() as i32,
    };
    // The last pixel has no neighbor: it is the neighbor of the one before.
    match at >= last && span.count > 1 && sampling != Sampling::Nearest {
        true => Pair {
            base: pair.base - 1,
            weight: ONE,
        },
        false => pair,
    }
}

/// The same pair on an axis that runs the other way.
fn turned(pair: Pair, backwards: Option<u32>) -> Pair {
    match backwards {
        None => pair,
        Some(stored) if pair.weight == 0 => Pair {
            base: stored - 1 - pair.base,
            weight: 0,
        },
        Some(stored) => Pair {
            base: stored - 2 - pair.base,
            weight: ONE - pair.weight,
        },
    }
}
