//! How far two lists of numbers are apart.

use anyhow::Result;
use litert::model::TensorInfo;
use litert::{Interpreter, Model};
use serde::Serialize;

use crate::session::{Session, value};

/// Sums over pairs of numbers, as many as come.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    count: usize,
    same: usize,
    not_finite: usize,
    max_error: f64,
    error: f64,
    noise: f64,
    first: f64,
    second: f64,
    product: f64,
    rows: usize,
    top1: usize,
    texts_differ: usize,
}

/// What the sums say.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Agreement {
    /// How many pairs.
    pub(super) count: usize,
    /// How many of them are equal.
    pub(super) equal: usize,
    pub(super) max_error: f64,
    pub(super) mean_error: f64,
    /// The first's energy above that of the difference, in decibels; none where both are equal.
    pub(super) snr_db: Option<f64>,
    /// Of the angle between both; none where one is zero throughout.
    pub(super) cosine: Option<f64>,
    /// How often the largest number of a row is at the same place; none for rows of one.
    pub(super) top1: Option<f64>,
    /// Pairs of which only one is finite, or both are not and differ.
    pub(super) not_finite: usize,
    /// Texts that differ.
    pub(super) texts_differ: usize,
}

impl Pairs {
    /// Adds the pairs of two lists of one length, in rows of `classes`.
    pub(super) fn add(&mut self, first: &[f64], second: &[f64], classes: usize) {
        self.count += first.len();
        for (&a, &b) in first.iter().zip(second) {
            if a == b || a.is_nan() && b.is_nan() {
                self.same += 1;
            } else if !a.is_finite() || !b.is_finite() {
                self.not_finite += 1;
            }
            if !a.is_finite() || !b.is_finite() {
                continue;
            }
            let error = (a - b).abs();
            self.max_error = self.max_error.max(error);
            self.error += error;
            self.noise += error * error;
            self.first += a * a;
            self.second += b * b;
            self.product += a * b;
        }
        if classes > 1 {
            for (a, b) in first
                .chunks_exact(classes)
                .zip(second.chunks_exact(classes))
            {
                self.rows += 1;
                self.top1 += usize::from(best(a) == best(b));
            }
        }
    }

    /// Adds texts.
    pub(super) fn add_texts(&mut self, first: &[String], second: &[String]) {
        let same = first.iter().zip(second).filter(|(a, b)| a == b).count();
        self.count += first.len().max(second.len());
        self.same += same;
        self.texts_differ += first.len().max(second.len()) - same;
    }

    /// What all of them say.
    pub(super) fn agreement(&self) -> Agreement {
        let finite = self.count.saturating_sub(self.not_finite).max(1) as f64;
        let size = (self.first * self.second).sqrt();
        Agreement {
            count: self.count,
            equal: self.same,
            max_error: self.max_error,
            mean_error: self.error / finite,
            snr_db: (self.noise > 0.0).then(|| 10.0 * (self.first / self.noise).log10()),
            cosine: (size > 0.0).then(|| (self.product / size).clamp(-1.0, 1.0)),
            top1: (self.rows > 0).then(|| self.top1 as f64 / self.rows as f64),
            not_finite: self.not_finite,
            texts_differ: self.texts_differ,
        }
    }
}

fn best(row: &[f64]) -> Option<usize> {
    // Of equals, the first.
    let better = |best: Option<usize>, at: usize| match best {
        Some(best) if row[at] > row[best] => Some(at),
        None => Some(at),
        best => best,
    };
    (0..row.len()).fold(None, better)
}

/// A tensor between inputs and outputs.
pub(super) struct Between {
    pub(super) operator: String,
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) pairs: Pairs,
}

/// Adds what the operators of two exposed models computed. Only tensors of one name and size can be
/// compared.
pub(super) fn between(to: &mut Vec<Between>, a: &Session, b: &Session) -> Result<()> {
    let (Some(x), Some(y)) = (a.interpreter(), b.interpreter()) else {
        return Ok(());
    };
    let computed: Vec<&TensorInfo> = computed(y, b.model())?;
    let names: Vec<&str> = computed.iter().map(|it| it.tensor_name()).collect();
    let view = a.model().view();
    for operator in view.main_subgraph().operators() {
        for tensor in operator.outputs() {
            let Some(twin) = twin(&tensor.name(), &names) else {
                continue;
            };
            let (Ok(first), Ok(second)) =
                (x.tensor(tensor.index()), y.tensor(computed[twin].index()))
            else {
                continue;
            };
            if first.bytes().is_empty() || second.bytes().is_empty() {
                continue;
            }
            let (Ok(Some(first)), Ok(Some(second))) =
                (value::numbers(&first), value::numbers(&second))
            else {
                continue;
            };
            if first.len() != second.len() {
                continue;
            }
            let at = to.iter().position(|it| it.index == tensor.index());
            let at = at.unwrap_or_else(|| {
                to.push(Between {
                    operator: operator.name().into_owned(),
                    index: tensor.index(),
                    name: tensor.name().into_owned(),
                    pairs: Pairs::default(),
                });
                to.len() - 1
            });
            to[at].pairs.add(&first, &second, 1);
        }
    }
    Ok(())
}

/// What operators of the main graph compute.
fn computed<'a>(engine: &'a Interpreter, model: &Model) -> Result<Vec<&'a TensorInfo>> {
    let view = model.view();
    let graph = view.main_subgraph();
    let outputs = graph.operators().flat_map(|operator| operator.outputs());
    Ok(outputs
        .filter_map(|tensor| engine.tensors().get(tensor.index()))
        .collect())
}

/// The place of the tensor that goes by this name in the other model. Converters join the names of
/// what they fused with semicolons, fuse more in one model than in another, and put the name of the
/// whole before those of its parts: then the only one that shares a part of the name is meant.
fn twin(name: &str, others: &[&str]) -> Option<usize> {
    if let Some(same) = others.iter().position(|other| *other == name) {
        return Some(same);
    }
    let same = |a: &str, b: &str| {
        let rest = a.strip_suffix(b);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    let parts = |name| str::split(name, ';').filter(|part| !part.is_empty());
    let shares = |other| {
        parts(other).any(|other| parts(name).any(|own| same(own, other) || same(other, own)))
    };
    let mut found = (0..others.len()).filter(|&at| shares(others[at]));
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_lists_agree() {
        let mut pairs = Pairs::default();
        pairs.add(&[1.0, 2.0, f64::NAN], &[1.0, 2.0, f64::NAN], 3);
        let it = pairs.agreement();
        assert_eq!((it.equal, it.max_error, it.snr_db), (3, 0.0, None));
        assert_eq!(
            (it.not_finite, it.cosine, it.top1),
            (0, Some(1.0), Some(1.0))
        );
    }

    #[test]
    fn differences_are_measured() {
        let mut pairs = Pairs::default();
        pairs.add(&[3.0, 4.0], &[4.0, 3.0], 2);
        pairs.add(&[1.0, f64::INFINITY], &[1.0, 0.0], 2);
        let it = pairs.agreement();
        assert_eq!((it.max_error, it.not_finite), (1.0, 1));
        assert_eq!(it.mean_error, 2.0 / 3.0);
        assert!((it.snr_db.unwrap() - 10.0 * 13.0_f64.log10()).abs() < 1e-9);
        assert!((it.cosine.unwrap() - 25.0 / 26.0).abs() < 1e-9);
        assert_eq!(it.top1, Some(0.0));
    }

    #[test]
    fn fused_names_are_found() {
        let others = ["a;b", "c", "d;e", "e;f"];
        assert_eq!(twin("c", &others), Some(1));
        assert_eq!(twin("b;x", &others), Some(0));
        assert_eq!(twin("e", &others), None);
        assert_eq!(twin("model/c", &others), Some(1));
        assert_eq!(twin("bc", &others), None);
        assert_eq!(twin("", &others), None);
    }

    #[test]
    fn texts_are_counted() {
        let mut pairs = Pairs::default();
        let text = |it: &str| it.to_owned();
        pairs.add_texts(&[text("a"), text("b")], &[text("a")]);
        assert_eq!(pairs.agreement().texts_differ, 1);
    }
}
