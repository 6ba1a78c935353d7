//! Suppression of boxes that overlap better ones.

use super::Candidate;
use crate::error::{Error, Result};
use crate::geometry::Rect;

/// Which boxes suppress each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Suppress {
    /// Those of the same class.
    SameClass,
    /// All.
    All,
}

/// How boxes that overlap are suppressed.
///
/// ```
/// use litert_tasks::Rect;
/// use litert_tasks::decode::Candidate;
/// use litert_tasks::decode::nms::Nms;
///
/// let at = |left: f32, score| Candidate {
///     rect: Rect::new(left, 0.0, left + 10.0, 10.0),
///     score,
///     ..Candidate::default()
/// };
/// let mut found = vec![at(0.0, 0.5), at(1.0, 0.9), at(40.0, 0.3)];
/// let cut = Nms::default().run(&mut found);
/// let scores: Vec<f32> = found.iter().map(|it| it.score).collect();
/// assert_eq!((scores, cut), (vec![0.9, 0.3], 0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Nms {
    /// A box is dropped if its intersection over union with a better one is above this.
    pub iou: f32,
    /// Which boxes suppress each other.
    pub suppress: Suppress,
    /// How many boxes are kept at most. Each candidate is compared with the kept ones only, so this
    /// bounds the time.
    pub most: usize,
}

impl Default for Nms {
    fn default() -> Self {
        Self {
            iou: 0.45,
            suppress: Suppress::SameClass,
            most: 300,
        }
    }
}

impl Nms {
    /// With an other limit to the intersection over union.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] unless it is from 0 to 1.
    pub fn with_iou(mut self, iou: f32) -> Result<Self> {
        if !(0.0..=1.0).contains(&iou) {
            return Err(Error::invalid_argument(format!(
                "intersection over union goes from 0 to 1, and {iou} was given"
            )));
        }
        self.iou = iou;
        Ok(self)
    }

    /// Sorts the candidates by falling score, those with equal scores by row, and leaves those that no
    /// better one suppresses. Candidates whose score or box is no number are dropped.
    ///
    /// Returns how many candidates were not looked at because [`most`](Self::most) were kept before.
    pub fn run(&self, candidates: &mut Vec<Candidate>) -> usize {
        sort(candidates);
        let mut kept = 0;
        let mut cut = 0;
        for index in 0..candidates.len() {
            if kept >= self.most {
                cut = candidates.len() - index;
                break;
            }
            let (before, rest) = candidates.split_at_mut(index);
            let (Some(candidate), Some(better)) = (rest.first(), before.get(..kept)) else {
                break;
            };
            let candidate = *candidate;
            let all = self.suppress == Suppress::All;
            let area = candidate.rect.area();
            let suppressed = better.iter().any(|it| {
                (all || it.class == candidate.class)
                    && overlaps(&it.rect, &candidate.rect, area, self.iou)
            });
            if !suppressed {
                if let Some(place) = candidates.get_mut(kept) {
                    *place = candidate;
                }
                kept += 1;
            }
        }
        candidates.truncate(kept);
        cut
    }

    /// Like [`run`](Self::run), but the box that is kept becomes the mean of those that it suppresses and
    /// itself, weighted by score. `merge` gets the kept box, all of them, and may change more of it. It
    /// needs two lists whose memory is used again.
    pub fn run_weighted(
        &self,
        candidates: &mut Vec<Candidate>,
        rest: &mut Vec<Candidate>,
        cluster: &mut Vec<Candidate>,
        mut merge: impl FnMut(&Candidate, &[Candidate]),
    ) -> usize {
        sort(candidates);
        rest.clear();
        rest.extend_from_slice(candidates);
        candidates.clear();
        let all = self.suppress == Suppress::All;
        while let Some(&first) = rest.first() {
            if candidates.len() >= self.most {
                break;
            }
            cluster.clear();
            rest.retain(|it| {
                let together = (all || it.class == first.class)
                    && (it.row == first.row || first.rect.iou(&it.rect) > self.iou);
                if together {
                    cluster.push(*it);
                }
                !together
            });
            let mut merged = first;
            let total: f32 = cluster.iter().map(|it| it.score).sum();
            if total > 0.0 {
                let mean = |edge: fn(&Rect) -> f32| {
                    cluster
                        .iter()
                        .map(|it| edge(&it.rect) * it.score)
                        .sum::<f32>()
                        / total
                };
                merged.rect = Rect::new(
                    mean(|it| it.left),
                    mean(|it| it.top),
                    mean(|it| it.right),
                    mean(|it| it.bottom),
                );
            }
            merge(&merged, cluster);
            candidates.push(merged);
        }
        rest.len()
    }
}

/// Whether the intersection over union of both is above `limit`. `area` is that of `b`.
#[inline]
fn overlaps(a: &Rect, b: &Rect, area: f32, limit: f32) -> bool {
    let width = a.right.min(b.right) - a.left.max(b.left);
    let height = a.bottom.min(b.bottom) - a.top.max(b.top);
    if !(width > 0.0 && height > 0.0) {
        return false;
    }
    let both = width * height;
    let either = a.area() + area - both;
    either.is_finite() && both / either > limit
}

/// By falling score; those with equal scores by row and class, so that the order is always the same.
pub(crate) fn sort(candidates: &mut Vec<Candidate>) {
    candidates.retain(Candidate::is_real);
    candidates.sort_unstable_by(|a, b| {
        let order = b.score.total_cmp(&a.score);
        order.then(a.row.cmp(&b.row)).then(a.class.cmp(&b.class))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Random(u64);

    impl Random {
        fn next(&mut self) -> f32 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 >> 40) as f32 / (1 << 24) as f32
        }

        fn below(&mut self, end: f32) -> f32 {
            (self.next() * end).floor()
        }

        fn candidates(&mut self) -> Vec<Candidate> {
            let count = self.below(24.0) as u32;
            let odd = [f32::NAN, f32::INFINITY, -1.0];
            let candidate = |row| {
                // Whole numbers, so that boxes and scores are often equal.
                let (left, top) = (self.below(8.0), self.below(8.0));
                let size = self.below(6.0);
                let score = match self.below(20.0) {
                    0.0 => odd[self.below(3.0) as usize],
                    _ => self.below(5.0) / 4.0,
                };
                Candidate {
                    rect: Rect::new(left, top, left + size, top + self.below(6.0)),
                    score,
                    class: self.below(3.0) as u32,
                    row,
                }
            };
            (0..count).map(candidate).collect()
        }
    }

    /// One at a time the best of what is left, without any shortcut.
    fn naive(nms: &Nms, all: &[Candidate]) -> Vec<(u32, Rect)> {
        let mut left: Vec<Candidate> = all.iter().copied().filter(Candidate::is_real).collect();
        let mut kept = Vec::new();
        while kept.len() < nms.most {
            let best = left.iter().copied().reduce(
                |best, it| {
                    if it.score > best.score { it } else { best }
                },
            );
            let Some(best) = best else { break };
            kept.push((best.row, best.rect));
            left.retain(|it| {
                let same = nms.suppress == Suppress::All || it.class == best.class;
                it.row != best.row && !(same && best.rect.iou(&it.rect) > nms.iou)
            });
        }
        kept
    }

    fn naive_weighted(nms: &Nms, all: &[Candidate]) -> Vec<(u32, Rect)> {
        let mut left: Vec<Candidate> = all.iter().copied().filter(Candidate::is_real).collect();
        let mut kept = Vec::new();
        while kept.len() < nms.most {
            let best = left.iter().copied().reduce(
                |best, it| {
                    if it.score > best.score { it } else { best }
                },
            );
            let Some(best) = best else { break };
            let joins = |it: &Candidate| {
                let same = nms.suppress == Suppress::All || it.class == best.class;
                it.row == best.row || (same && best.rect.iou(&it.rect) > nms.iou)
            };
            let mut rect = Rect::default();
            let total: f64 = left
                .iter()
                .filter(|it| joins(it))
                .map(|it| f64::from(it.score))
                .sum();
            for it in left.iter().filter(|it| joins(it)) {
                let part = (f64::from(it.score) / total) as f32;
                rect.left += it.rect.left * part;
                rect.top += it.rect.top * part;
                rect.right += it.rect.right * part;
                rect.bottom += it.rect.bottom * part;
            }
            kept.push((best.row, if total > 0.0 { rect } else { best.rect }));
            left.retain(|it| !joins(it));
        }
        kept
    }

    #[test]
    fn equal_to_the_naive_way_on_random_sets() {
        let mut random = Random(0x1234_5678_9abc_def1);
        let (mut rest, mut cluster) = (Vec::new(), Vec::new());
        for round in 0..10_000 {
            let candidates = random.candidates();
            let nms = Nms {
                iou: random.below(11.0) / 10.0,
                suppress: if round % 2 == 0 {
                    Suppress::All
                } else {
                    Suppress::SameClass
                },
                most: 1 + random.below(12.0) as usize,
            };
            let mut fast = candidates.clone();
            let cut = nms.run(&mut fast);
            let found: Vec<_> = fast.iter().map(|it| (it.row, it.rect)).collect();
            assert_eq!(found, naive(&nms, &candidates), "{nms:?} {candidates:?}");
            assert!(cut == 0 || fast.len() == nms.most);

            let mut merged = candidates.clone();
            nms.run_weighted(&mut merged, &mut rest, &mut cluster, |_, _| {});
            let expected = naive_weighted(&nms, &candidates);
            assert_eq!(merged.len(), expected.len(), "{nms:?} {candidates:?}");
            for (found, (row, rect)) in merged.iter().zip(expected) {
                assert_eq!(found.row, row);
                let near = |a: f32, b: f32| (a - b).abs() < 1e-3;
                assert!(near(found.rect.left, rect.left) && near(found.rect.bottom, rect.bottom));
                assert!(near(found.rect.top, rect.top) && near(found.rect.right, rect.right));
            }
        }
    }

    #[test]
    fn what_the_limit_cuts_is_counted() {
        let apart = |row: u32| Candidate {
            rect: Rect::new(row as f32 * 3.0, 0.0, row as f32 * 3.0 + 2.0, 2.0),
            score: 1.0,
            row,
            ..Candidate::default()
        };
        // Nothing overlaps, so nothing is suppressed: the worst case.
        let mut many: Vec<Candidate> = (0..25_200).map(apart).collect();
        let nms = Nms {
            most: 300,
            ..Nms::default()
        };
        assert_eq!(nms.run(&mut many), 24_900);
        assert_eq!(many.len(), 300);
        assert_eq!(many.last().unwrap().row, 299);
    }
}
