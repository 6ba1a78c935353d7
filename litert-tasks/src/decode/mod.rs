//! From output tensors to answers, without a task around: each decoder reads the elements where they lie,
//! of whatever type, and writes into memory of the caller's.
//!
//! | module | for |
//! |---|---|
//! | [`classify`] | class scores: the best ones, calibration, lists of what counts |
//! | [`yolo`] | YOLO of all versions, with masks and keypoints |
//! | [`ssd`] | raw boxes relative to anchors, as MediaPipe's detectors give them |
//! | [`postprocess`] | `TFLite_Detection_PostProcess` |
//! | [`nms`] | suppression of boxes that overlap |
//! | [`masks`] | masks of single things, and one class for each pixel |
//! | [`keypoints`] | MoveNet |
//! | [`embedding`] | vectors that stand for pictures, and search among them |

pub mod classify;
pub mod embedding;
pub mod keypoints;
pub mod masks;
pub mod nms;
pub mod postprocess;
pub mod ssd;
mod values;
pub mod yolo;

pub use values::Values;
pub(crate) use values::{Map, Stored, with_stored};

use crate::geometry::Rect;

/// A box that a detector found, in pixels of the model's input.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Candidate {
    /// Where it is.
    pub rect: Rect,
    /// How sure the model is.
    pub score: f32,
    /// Which class it is.
    pub class: u32,
    /// At which row of the outputs it stands: masks and keypoints are found there.
    pub row: u32,
}

impl Candidate {
    /// Whether all its numbers are numbers and the box covers anything.
    pub(crate) fn is_real(&self) -> bool {
        let Rect {
            left,
            top,
            right,
            bottom,
        } = self.rect;
        self.score.is_finite()
            && [left, top, right, bottom]
                .iter()
                .all(|edge| edge.is_finite())
            && !self.rect.is_empty()
    }
}

/// The logistic function.
pub(crate) fn sigmoid(value: f32) -> f32 {
    1.0 / (1.0 + (-value).exp())
}

/// The number whose logistic function is `score`; infinite at 0 and 1 and beyond.
pub(crate) fn logit(score: f32) -> f32 {
    if score <= 0.0 {
        f32::NEG_INFINITY
    } else if score >= 1.0 {
        f32::INFINITY
    } else {
        (score / (1.0 - score)).ln()
    }
}
