//! Which outputs of a model are what.

mod boxes;
mod facts;
mod vectors;
mod yolo;

use std::fmt;

use litert::Model;

use crate::decode::classify::Scores;
use crate::decode::masks::{Activation, Planes};
use crate::decode::postprocess::Boxes;
use crate::decode::ssd::Ssd;
use crate::decode::yolo::Yolo;
use crate::error::Result;
pub(crate) use facts::{Facts, damaged};

/// Which outputs of a model are what, and how they are laid out. Outputs are told by their position.
///
/// ```
/// use litert::Model;
/// use litert_tasks::Head;
///
/// let model = Model::from_file("../models/digits/digits_int8.tflite")?;
/// assert!(matches!(Head::of(&model)?, Head::Classes(_)));
/// # Ok::<(), litert_tasks::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Head {
    /// A score for each class.
    Classes(ClassHead),
    /// A vector that stands for the picture.
    Embedding(EmbeddingHead),
    /// Boxes that the model has chosen: `TFLite_Detection_PostProcess`.
    PostProcess(PostProcessHead),
    /// Raw boxes relative to anchors.
    Ssd(SsdHead),
    /// YOLO.
    Yolo(YoloHead),
    /// A class for each pixel.
    Mask(MaskHead),
    /// Seventeen joints of one person.
    MoveNet(MoveNetHead),
}

/// What [`Head::Classes`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassHead {
    /// The output with the scores.
    pub output: usize,
    /// How many classes there are.
    pub classes: usize,
    /// What the numbers are.
    pub scores: Scores,
}

/// What [`Head::Embedding`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmbeddingHead {
    /// The output with the vector.
    pub output: usize,
    /// How many numbers it has.
    pub len: usize,
}

/// What [`Head::PostProcess`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostProcessHead {
    /// The output with the boxes.
    pub boxes: usize,
    /// The output with the numbers of the classes.
    pub classes: usize,
    /// The output with the scores.
    pub scores: usize,
    /// The output that says how many boxes count.
    pub count: Option<usize>,
    /// How boxes are laid out.
    pub layout: Boxes,
}

/// What [`Head::Ssd`] holds.
#[derive(Clone, Debug, PartialEq)]
pub struct SsdHead {
    /// The output with the boxes.
    pub boxes: usize,
    /// The output with the scores.
    pub scores: usize,
    /// How many classes there are.
    pub classes: usize,
    /// How they are laid out.
    pub ssd: Ssd,
    /// Whether this is a detector of faces with six keypoints.
    pub is_face: bool,
}

/// What [`Head::Yolo`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YoloHead {
    /// The output with the boxes.
    pub output: usize,
    /// How it is laid out.
    pub yolo: Yolo,
    /// How many classes there are; `None` if the output does not tell.
    pub classes: Option<usize>,
    /// The output with the prototypes of masks.
    pub prototypes: Option<(usize, Planes)>,
}

/// What [`Head::Mask`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaskHead {
    /// The output.
    pub output: usize,
    /// Its pixels and classes.
    pub planes: Planes,
    /// Whether its numbers are classes, and not scores.
    pub is_class: bool,
    /// What turns its numbers into confidences.
    pub activation: Activation,
}

/// What [`Head::MoveNet`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoveNetHead {
    /// The output.
    pub output: usize,
}

/// A kind of head, and what a model has to be for it.
pub(crate) struct Kind {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The head, or why it does not fit.
    find: fn(&Facts<'_>) -> Found,
}

/// A head, or why it does not fit.
pub(crate) type Found = std::result::Result<Head, String>;

/// All kinds in the order in which they are tried: what a model says about itself before what its shapes say.
const KINDS: [Kind; 8] = [
    Kind {
        name: "Ultralytics' notes",
        find: yolo::noted,
    },
    Kind {
        name: "DETECTOR_METADATA",
        find: boxes::detector_metadata,
    },
    Kind {
        name: "TFLite_Detection_PostProcess",
        find: boxes::post_process,
    },
    Kind {
        name: "BlazeFace",
        find: boxes::blaze_face,
    },
    Kind {
        name: "MoveNet",
        find: vectors::movenet,
    },
    Kind {
        name: "YOLO by shape",
        find: yolo::by_shape,
    },
    Kind {
        name: "masks",
        find: vectors::mask,
    },
    Kind {
        name: "a vector",
        find: vectors::vector,
    },
];

impl Head {
    /// What the outputs of the model's default signature are. Looked at in this order: the notes of
    /// Ultralytics' exporter, MediaPipe's `DETECTOR_METADATA`, the operator `TFLite_Detection_PostProcess` with
    /// TFLite metadata, and shapes.
    ///
    /// # Errors
    /// [`Error::Model`](crate::Error::Model) that says for each kind of head why the model has none, and [`Error::Engine`](crate::Error::Engine) if the
    /// model's metadata is damaged.
    pub fn of(model: &Model) -> Result<Self> {
        Self::among(&Facts::of(model)?, "any task", |_| true)
    }

    /// The outputs that it speaks of.
    pub(crate) fn outputs(&self) -> Vec<usize> {
        match self {
            Self::Classes(head) => vec![head.output],
            Self::Embedding(head) => vec![head.output],
            Self::PostProcess(head) => {
                let mut all = vec![head.boxes, head.classes, head.scores];
                all.extend(head.count);
                all
            }
            Self::Ssd(head) => vec![head.boxes, head.scores],
            Self::Yolo(head) => {
                let prototypes = head.prototypes.map(|(position, _)| position);
                std::iter::once(head.output).chain(prototypes).collect()
            }
            Self::Mask(head) => vec![head.output],
            Self::MoveNet(head) => vec![head.output],
        }
    }

    /// How many classes there are, where the outputs tell.
    pub(crate) fn classes(&self) -> Option<usize> {
        match self {
            Self::Classes(head) => Some(head.classes),
            Self::Ssd(head) => Some(head.classes),
            Self::Yolo(head) => head.classes,
            Self::Mask(head) if !head.is_class => Some(head.planes.channels),
            _ => None,
        }
    }

    /// The output with the scores.
    pub(crate) fn scores(&self) -> Option<usize> {
        match self {
            Self::Classes(head) => Some(head.output),
            Self::PostProcess(head) => Some(head.scores),
            Self::Ssd(head) => Some(head.scores),
            _ => None,
        }
    }

    /// The first head that `wanted` takes.
    pub(crate) fn among(
        facts: &Facts<'_>,
        task: &str,
        wanted: impl Fn(&Head) -> bool,
    ) -> Result<Self> {
        let mut tried = Vec::new();
        for kind in &KINDS {
            match (kind.find)(facts) {
                Ok(head) if wanted(&head) => return Ok(head),
                Ok(head) => {
                    let why = format!("the model has {head}");
                    tried.push((kind.name, why));
                    // A model is one thing only.
                    break;
                }
                Err(why) => tried.push((kind.name, why)),
            }
        }
        Err(facts.error(task, &tried))
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Classes(head) => write!(f, "scores of {} classes", head.classes),
            Self::Embedding(head) => write!(f, "a vector of {} numbers", head.len),
            Self::PostProcess(_) => f.write_str("boxes of TFLite_Detection_PostProcess"),
            Self::Ssd(head) if head.is_face => f.write_str("boxes of faces"),
            Self::Ssd(head) => write!(f, "boxes relative to {} anchors", head.ssd.anchors.len()),
            Self::Yolo(head) => {
                f.write_str("boxes of YOLO")?;
                if head.prototypes.is_some() {
                    f.write_str(" with masks")?;
                }
                if head.yolo.extra.keypoints > 0 {
                    f.write_str(" with keypoints")?;
                }
                Ok(())
            }
            Self::Mask(head) => write!(f, "masks of {}", head.planes.size),
            Self::MoveNet(_) => f.write_str("joints of MoveNet"),
        }
    }
}
