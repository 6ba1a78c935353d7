//! From the numbers that a model gives to names and probabilities.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use litert::model::Labels;
use litert::{Model, Tensor};

/// How many classes a model tells apart: its output has one score for each.
pub(crate) fn classes(model: &Model) -> Result<usize> {
    let output = model.default_signature().outputs().first();
    let shape = output.context("it has no output")?.shape();
    let classes = shape.rank().checked_sub(1).and_then(|last| shape.dim(last));
    match classes {
        Some(classes) if classes > 1 && shape.num_elements() == Some(classes) => Ok(classes),
        _ => anyhow::bail!("its output is {shape} and not one score for each class"),
    }
}

/// What a model says about one picture: a probability for each class.
pub(crate) struct Answer {
    probabilities: Vec<f32>,
    /// How the numbers are to be understood, where that needs saying.
    pub(crate) note: Option<&'static str>,
}

impl Answer {
    /// Reads a model's output.
    pub(crate) fn read(output: &Tensor<'_>) -> Result<Self> {
        // Quantized scores come out as the real numbers that they stand for.
        let scores = output.to_f32()?;
        ensure!(
            scores.iter().all(|score| score.is_finite()),
            "some scores are not numbers; does the model want other pixel values? See --mean"
        );

        // Probabilities lie between 0 and 1; scores before the softmax ("logits") practically
        // never all do.
        if scores.iter().any(|score| !(0.0..=1.0).contains(score)) {
            return Ok(Self {
                probabilities: softmax(&scores),
                note: Some("the model gives logits; these are their softmax"),
            });
        }

        // They add up to 1, unless the model judges each class on its own. Stored in 8 bits each
        // was rounded by up to half a step, which is a lot in the sum of a thousand.
        let step = output.quantization().per_tensor().map_or(0.0, |q| q.scale);
        let tolerance = 0.01 + scores.len() as f32 * step / 2.0;
        let independent = (scores.iter().sum::<f32>() - 1.0).abs() > tolerance;
        Ok(Self {
            probabilities: scores,
            note: independent.then_some("not adding up to 1: each class is judged on its own"),
        })
    }

    /// The `count` best classes and their probabilities, best first.
    pub(crate) fn best(&self, count: usize) -> Vec<(usize, f32)> {
        let mut ranked: Vec<_> = self.probabilities.iter().copied().enumerate().collect();
        // A stable sort: of equals, the class with the smaller number comes first.
        ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        ranked.truncate(count);
        ranked
    }
}

fn softmax(logits: &[f32]) -> Vec<f32> {
    // Taking the largest away changes no ratio, and keeps `exp` from overflowing.
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = logits.iter().map(|logit| (logit - largest).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// Names for class numbers.
pub(crate) struct ClassNames {
    labels: Labels,
    classes: usize,
}

impl ClassNames {
    /// Reads a file with names or, without one, what the model file brings along.
    pub(crate) fn find(model: &Model, file: Option<&Path>, classes: usize) -> Result<Self> {
        let labels = match file {
            Some(path) => {
                let bytes = fs::read(path);
                let bytes = bytes.with_context(|| format!("cannot read {}", path.display()))?;
                Labels::parse(&String::from_utf8_lossy(&bytes))
            }
            None => model.labels()?.unwrap_or_default(),
        };
        Ok(Self { labels, classes })
    }

    /// The name of a class, or its number if it has none.
    pub(crate) fn name(&self, class: usize) -> String {
        // ImageNet has 1000 classes. Some models, and some lists, have one more in front, called
        // "background".
        let line = match self.labels.len() {
            lines if lines + 1 == self.classes => class.checked_sub(1),
            lines if lines == self.classes + 1 => Some(class + 1),
            _ => Some(class),
        };
        let name = line.and_then(|line| self.labels.get(line));
        name.map_or_else(|| format!("class {class}"), str::to_owned)
    }

    /// What to know about the names, where they do not fit the model one by one.
    pub(crate) fn note(&self) -> Option<&'static str> {
        let (lines, classes) = (self.labels.len(), self.classes);
        match lines.abs_diff(classes) {
            _ if lines == 0 => Some("none: classes have numbers; see --labels"),
            0 => None,
            1 if lines < classes => Some("one less than classes: taken to lack the first"),
            1 => Some("one more than classes: the first is passed over"),
            _ => Some("not as many as classes: probably the wrong ones"),
        }
    }
}
