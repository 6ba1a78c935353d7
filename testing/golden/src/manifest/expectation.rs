//! What a person would check: names of classes, key points, masks.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The answer to expect from a real model on a real picture, whatever resized it.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Expectation {
    /// Which class it is.
    Classification {
        /// Path of the list of labels in the suite.
        label_file: Option<String>,
        /// The best class.
        top1: Ranked,
        /// The five best classes, best first; empty where there is no list of labels.
        #[serde(default)]
        top5: Vec<Ranked>,
        /// The best class by resize filter (`nearest`, `bilinear`, `bicubic`, `lanczos`).
        #[serde(default)]
        over_resize_filters: BTreeMap<String, ResizedTop1>,
        /// Whether it is the same with all of them.
        #[serde(default)]
        top1_stable_over_resize_filters: bool,
        /// The smallest value of the best class over all of them.
        min_value_over_resize_filters: Option<i64>,
    },
    /// How alike pictures are.
    Embedding {
        /// Cosine similarity of the output bytes of two cases of the model, by `case/case`.
        #[serde(default)]
        cosine_similarity_of_raw_bytes: BTreeMap<String, f64>,
        /// What to check.
        #[serde(default)]
        text: String,
    },
    /// Where the parts of a body are.
    Pose {
        /// Order of the output values.
        #[serde(default)]
        layout: String,
        /// The key points in the order of the output.
        #[serde(default)]
        keypoints: Vec<KeyPoint>,
        /// Path of the published result in the suite.
        reference_file: Option<String>,
        /// Largest distance of a golden coordinate to the published one.
        max_coordinate_distance_to_reference: Option<f64>,
        /// What to check.
        #[serde(default)]
        text: String,
    },
    /// Which pixels belong to what.
    Segmentation {
        /// Path of the list of labels in the suite.
        label_file: Option<String>,
        /// Path of the published mask in the suite.
        mask_file: Option<String>,
        /// Number of golden pixels, by class.
        #[serde(default)]
        pixels_per_class: BTreeMap<String, u64>,
        /// Intersection over union with the mask, by class.
        #[serde(default)]
        iou: BTreeMap<String, f64>,
        /// What to check.
        #[serde(default)]
        text: String,
    },
    /// A kind this crate does not know.
    #[serde(other)]
    Other,
}

impl Expectation {
    /// The best class, for a classification.
    #[must_use]
    pub fn top1(&self) -> Option<&Ranked> {
        match self {
            Self::Classification { top1, .. } => Some(top1),
            _ => None,
        }
    }

    /// The five best classes, best first, for a classification.
    #[must_use]
    pub fn top5(&self) -> &[Ranked] {
        match self {
            Self::Classification { top5, .. } => top5,
            _ => &[],
        }
    }

    /// The list of labels, for a classification or segmentation.
    #[must_use]
    pub fn label_file(&self) -> Option<&str> {
        match self {
            Self::Classification { label_file, .. } | Self::Segmentation { label_file, .. } => {
                label_file.as_deref()
            }
            _ => None,
        }
    }

    /// Whether the best class does not depend on how the picture was resized.
    #[must_use]
    pub fn top1_is_stable(&self) -> bool {
        matches!(
            self,
            Self::Classification {
                top1_stable_over_resize_filters: true,
                ..
            }
        )
    }
}

/// A class and its place.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Ranked {
    /// Its index in the output, which is its line in the list of labels.
    pub index: usize,
    /// Its name.
    #[serde(default)]
    pub label: String,
    /// The quantised value.
    pub value: i64,
    /// The value as a real number.
    pub score: f64,
}

/// The best class with one resize filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct ResizedTop1 {
    /// Its index in the output.
    pub top1_index: usize,
    /// Its quantised value.
    pub value: i64,
}

/// A part of a body. The coordinates are 0 to 1 of the input square.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct KeyPoint {
    /// Its name.
    pub name: String,
    /// From the top.
    pub y: f64,
    /// From the left.
    pub x: f64,
    /// How sure the model is.
    pub score: f64,
}
