//! Class scores: the best ones, calibration, and lists of what counts.

use litert::model::metadata::{ScoreCalibration, ScoreTransformation};

use super::{Map, Stored, Values, sigmoid, with_stored};
use crate::error::{Error, Result};

/// A class and how sure the model is of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scored {
    /// The number of the class.
    pub class: u32,
    /// How sure the model is.
    pub score: f32,
}

/// What the numbers of an output are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scores {
    /// Scores as they are.
    Plain,
    /// Numbers whose softmax is the scores.
    Logits,
}

/// Which classes count.
///
/// ```
/// use litert_tasks::decode::classify::Filter;
///
/// assert!(Filter::all().allows(7));
/// assert!(Filter::only([1, 3]).allows(3) && !Filter::only([1, 3]).allows(2));
/// assert!(!Filter::except([3]).allows(3) && Filter::except([3]).allows(99));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    listed: Vec<bool>,
    only: bool,
}

/// No model has more classes.
pub(crate) const MOST_CLASSES: usize = 1 << 20;

impl Filter {
    /// All.
    pub fn all() -> Self {
        Self::default()
    }

    /// These and no others.
    pub fn only(classes: impl IntoIterator<Item = usize>) -> Self {
        Self {
            listed: listed(classes),
            only: true,
        }
    }

    /// All but these.
    pub fn except(classes: impl IntoIterator<Item = usize>) -> Self {
        Self {
            listed: listed(classes),
            only: false,
        }
    }

    /// Whether a class counts.
    #[inline]
    pub fn allows(&self, class: usize) -> bool {
        self.listed.get(class).copied().unwrap_or(false) == self.only
    }
}

fn listed(classes: impl IntoIterator<Item = usize>) -> Vec<bool> {
    let mut listed = Vec::new();
    for class in classes.into_iter().filter(|&class| class < MOST_CLASSES) {
        if class >= listed.len() {
            listed.resize(class + 1, false);
        }
        if let Some(place) = listed.get_mut(class) {
            *place = true;
        }
    }
    listed
}

/// Turns the score of each class into a probability with a logistic curve of its own.
///
/// ```
/// use litert::model::metadata::ScoreTransformation;
/// use litert_tasks::decode::classify::Calibration;
///
/// let calibration = Calibration::parse("1,2,-1\n\n1,1,0,0.5", ScoreTransformation::Identity, 0.25)?;
/// assert_eq!(calibration.apply(0, 0.5), 0.5); // 1 / (1 + exp(-(2 * 0.5 - 1)))
/// assert_eq!(calibration.apply(1, 0.9), 0.25); // no line
/// assert_eq!(calibration.apply(2, 0.4), 0.25); // below its smallest score
/// # Ok::<(), litert_tasks::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    transformation: ScoreTransformation,
    default_score: f32,
    /// Scale, slope, offset, smallest score.
    curves: Vec<Option<[f32; 4]>>,
}

impl Calibration {
    /// Reads one line for each class: scale, slope, offset, and perhaps the smallest score that counts,
    /// with commas; an empty line for a class that always has the default score.
    ///
    /// # Errors
    /// [`Error::Model`] with the line that is wrong, and for a transformation that nobody knows.
    pub fn parse(
        text: &str,
        transformation: ScoreTransformation,
        default_score: f32,
    ) -> Result<Self> {
        if let ScoreTransformation::Other(number) = transformation {
            return Err(Error::model(format!(
                "the model's scores are calibrated in a way with the number {number}, which is unknown"
            )));
        }
        let mut curves = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if index >= MOST_CLASSES {
                return Err(Error::model(format!(
                    "the model's score calibration has more than {MOST_CLASSES} lines"
                )));
            }
            if line.is_empty() {
                curves.push(None);
                continue;
            }
            let numbers: Vec<Option<f32>> = line
                .split(',')
                .take(5)
                .map(|number| number.trim().parse().ok().filter(|it: &f32| !it.is_nan()))
                .collect();
            let curve = match numbers[..] {
                [Some(scale), Some(slope), Some(offset)] => Some([scale, slope, offset, f32::MIN]),
                [Some(scale), Some(slope), Some(offset), Some(least)] => {
                    Some([scale, slope, offset, least])
                }
                _ => None,
            };
            let curve = curve.filter(|[scale, ..]| *scale >= 0.0).ok_or_else(|| {
                Error::model(format!(
                    "line {} of the model's score calibration is '{}'; expected: a scale that is not \
                     negative, slope, offset, and perhaps the smallest score, with commas",
                    index + 1,
                    line.chars().take(40).collect::<String>()
                ))
            })?;
            curves.push(Some(curve));
        }
        Ok(Self {
            transformation,
            default_score,
            curves,
        })
    }

    /// With the options of the metadata.
    ///
    /// # Errors
    /// As for [`parse`](Self::parse).
    pub fn from_metadata(text: &str, options: ScoreCalibration) -> Result<Self> {
        Self::parse(text, options.transformation, options.default_score)
    }

    /// The calibrated score of a class.
    pub fn apply(&self, class: usize, score: f32) -> f32 {
        let Some([scale, slope, offset, least]) = self.curves.get(class).copied().flatten() else {
            return self.default_score;
        };
        if score.is_nan() || score < least {
            return self.default_score;
        }
        let transformed = match self.transformation {
            ScoreTransformation::Log => log(score),
            ScoreTransformation::InverseLogistic => log(score) - log(1.0 - score),
            _ => score,
        };
        scale * sigmoid(slope * transformed + offset)
    }
}

/// A logarithm that goes on as a straight line below the smallest score, so that 0 has one.
fn log(value: f32) -> f32 {
    const LEAST: f32 = 1e-16;
    if value < LEAST {
        2.0 * LEAST.ln() - (2.0 * LEAST - value).ln()
    } else {
        value.ln()
    }
}

/// Which classes are wanted.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TopK {
    /// How many at most.
    pub most: usize,
    /// The score that they have at least.
    pub threshold: f32,
    /// What the numbers of the output are.
    pub scores: Scores,
    /// Which classes count.
    pub filter: Filter,
    /// How scores become probabilities.
    pub calibration: Option<Calibration>,
}

impl Default for TopK {
    fn default() -> Self {
        Self {
            most: 5,
            threshold: f32::NEG_INFINITY,
            scores: Scores::Plain,
            filter: Filter::all(),
            calibration: None,
        }
    }
}

impl TopK {
    /// The classes with the best scores, best first, those with equal scores by number. Scores that are no
    /// numbers are left out.
    ///
    /// Returns how many classes passed the threshold and are not among them.
    ///
    /// ```
    /// use litert_tasks::decode::Values;
    /// use litert_tasks::decode::classify::TopK;
    ///
    /// let scores = [0.1, 0.6, f32::NAN, 0.3];
    /// let mut best = Vec::new();
    /// let mut top = TopK::default();
    /// (top.most, top.threshold) = (1, 0.2);
    /// let cut = top.run(&Values::f32(&scores, &[1, 4])?, &mut best);
    /// assert_eq!((best[0].class, cut), (1, 1));
    /// # Ok::<(), litert_tasks::Error>(())
    /// ```
    pub fn run(&self, values: &Values<'_>, best: &mut Vec<Scored>) -> usize {
        best.clear();
        with_stored!(values, slice, map => match (&self.calibration, self.scores) {
            (Some(calibration), scores) => {
                let softmax = Softmax::of(slice, map, scores);
                self.pick(slice, f32::NEG_INFINITY, map, best, |class, it| {
                    calibration.apply(class, softmax.score(it.real(map)))
                })
            }
            (None, Scores::Plain) => self.pick(slice, self.threshold, map, best, |_, it| it.real(map)),
            (None, Scores::Logits) => {
                let softmax = Softmax::of(slice, map, Scores::Logits);
                let needed = softmax.logit(self.threshold);
                self.pick(slice, needed, map, best, |_, it| softmax.score(it.real(map)))
            }
        })
    }

    /// `needed` is compared before anything is computed; the score decides in the end.
    fn pick<T: Stored>(
        &self,
        slice: &[T],
        needed: f32,
        map: Map,
        best: &mut Vec<Scored>,
        score: impl Fn(usize, T) -> f32,
    ) -> usize {
        let Some(least) = T::least(needed, map) else {
            return 0;
        };
        let mut passed = 0;
        for (class, &stored) in slice.iter().enumerate() {
            if !(stored >= least && self.filter.allows(class)) {
                continue;
            }
            let score = score(class, stored);
            if !(score.is_finite() && score >= self.threshold) {
                continue;
            }
            passed += 1;
            let full = best.len() >= self.most;
            if full && best.last().is_none_or(|worst| score <= worst.score) {
                continue;
            }
            if full {
                best.pop();
            }
            let place = best.partition_point(|it| it.score >= score);
            best.insert(
                place,
                Scored {
                    class: class as u32,
                    score,
                },
            );
        }
        passed - best.len()
    }
}

/// Softmax over the numbers of an output, or nothing.
struct Softmax {
    largest: f32,
    sum: f32,
    plain: bool,
}

impl Softmax {
    fn of<T: Stored>(slice: &[T], map: Map, scores: Scores) -> Self {
        if scores == Scores::Plain {
            return Self {
                largest: 0.0,
                sum: 1.0,
                plain: true,
            };
        }
        let finite = || {
            slice
                .iter()
                .map(|it| it.real(map))
                .filter(|it| it.is_finite())
        };
        let largest = finite().fold(f32::NEG_INFINITY, f32::max);
        let sum = finite().map(|it| (it - largest).exp()).sum();
        Self {
            largest,
            sum,
            plain: false,
        }
    }

    fn score(&self, value: f32) -> f32 {
        match self.plain {
            true => value,
            false if value.is_finite() => (value - self.largest).exp() / self.sum,
            false => f32::NAN,
        }
    }

    /// A number that every value with this score reaches; a little less, because of rounding.
    fn logit(&self, score: f32) -> f32 {
        if score <= 0.0 {
            return f32::NEG_INFINITY;
        }
        let exact = score.ln() + self.sum.ln() + self.largest;
        exact - 1e-3 * exact.abs().max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use litert::types::QuantParams;

    use super::*;

    fn run(top: &TopK, values: &[f32]) -> (Vec<(u32, f32)>, usize) {
        let mut best = Vec::new();
        let cut = top.run(&Values::f32(values, &[1, values.len()]).unwrap(), &mut best);
        (best.iter().map(|it| (it.class, it.score)).collect(), cut)
    }

    #[test]
    fn best_first_ties_by_number_and_the_rest_counted() {
        let top = TopK {
            most: 2,
            threshold: 0.2,
            ..TopK::default()
        };
        let (best, cut) = run(&top, &[0.5, 0.1, 0.5, 0.9, f32::NAN, f32::INFINITY]);
        assert_eq!(best, [(3, 0.9), (0, 0.5)]);
        assert_eq!(cut, 1);
        let none = TopK {
            most: 0,
            ..TopK::default()
        };
        assert_eq!(run(&none, &[0.5, 0.1]), (vec![], 2));
    }

    #[test]
    fn integers_rank_as_their_real_numbers() {
        let params = QuantParams::new(0.004, -120);
        let stored: Vec<i8> = (0..500).map(|it| ((it * 73) % 256 - 128) as i8).collect();
        let real: Vec<f32> = stored.iter().map(|&it| params.dequantize(it)).collect();
        for scores in [Scores::Plain, Scores::Logits] {
            for threshold in [f32::NEG_INFINITY, 0.0019, 0.3, 0.7] {
                let top = TopK {
                    most: 20,
                    threshold,
                    scores,
                    ..TopK::default()
                };
                let mut best = Vec::new();
                let cut = top.run(&Values::i8(&stored, params, &[500]).unwrap(), &mut best);
                let found: Vec<_> = best.iter().map(|it| (it.class, it.score)).collect();
                assert_eq!((found, cut), run(&top, &real));
            }
        }
    }

    #[test]
    fn softmax_passes_what_the_threshold_says() {
        let logits = [2.0, 1.0, -300.0, 2.0 + 1e-4];
        let all = TopK {
            scores: Scores::Logits,
            ..TopK::default()
        };
        let (best, _) = run(&all, &logits);
        assert!((best.iter().map(|it| it.1).sum::<f32>() - 1.0).abs() < 1e-6);
        let top = TopK {
            threshold: best[1].1,
            ..all.clone()
        };
        assert_eq!(run(&top, &logits).0, best[..2]);
        assert_eq!(run(&all, &[f32::NAN; 3]).0, []);
        assert_eq!(run(&all, &[f32::INFINITY, 1.0]).0, [(1, 1.0)]);
    }

    #[test]
    fn filter_and_calibration_apply() {
        let only = TopK {
            filter: Filter::only([0, 2]),
            ..TopK::default()
        };
        assert_eq!(run(&only, &[0.1, 0.9, 0.3]).0, [(2, 0.3), (0, 0.1)]);
        let calibration = Calibration::parse(
            "1,1,0,-99\n1,1,0",
            ScoreTransformation::InverseLogistic,
            0.0,
        );
        let top = TopK {
            calibration: Some(calibration.unwrap()),
            ..TopK::default()
        };
        let (best, _) = run(&top, &[0.25, 0.7, 0.99]);
        assert!((best[0].1 - 0.7).abs() < 1e-6 && (best[1].1 - 0.25).abs() < 1e-6);
        assert_eq!(best[2], (2, 0.0));
        for wrong in ["1,2", "a,1,1", "-1,1,1", "1,1,1,1,1", "nan,1,1"] {
            let error = Calibration::parse(wrong, ScoreTransformation::Log, 0.0).unwrap_err();
            assert!(error.to_string().contains("line 1"), "{error}");
        }
    }
}
