//! From pictures to answers with `.tflite` models, on any engine of the crate [`litert`].
//!
//! The layers, each of use alone:
//!
//! | layer | types |
//! |---|---|
//! | pixels | [`Frame`] borrows them, [`Picture`] owns them |
//! | model inputs | [`ImageInput`] writes a frame into a tensor: [`Fit`], [`Sampling`] |
//! | outputs | [`decode`]: from tensors to boxes, classes, masks; [`Head`] tells which outputs are what |
//! | tasks | [`ImageClassifier`], [`ObjectDetector`], [`FaceDetector`], [`ImageSegmenter`], [`PoseEstimator`], [`ImageEmbedder`] |
//! | marks | [`draw`]: boxes, labels, points, lines, masks |
//! | points and boxes | [`geometry`]: [`Point`], [`Size`], [`Rect`], [`RotatedRect`]; [`Transform`] maps them |
//!
//! # Coordinates
//!
//! Points are in pixels, from the left upper corner, x to the right and y down. Pixel 0 covers the range from
//! 0 to 1, so its center is at 0.5, and the right edge of a picture is at its width. A box is given by
//! its edges in the same coordinates.
//!
//! # Features
//!
//! | feature | default | does |
//! |---|---|---|
//! | `download` | yes | fetches the official libraries when building, as the crate `litert` does |
//! | `image` | yes | reads and writes picture files: PNG, JPEG, BMP |
//! | `serde` | | results of tasks can be written and read |

#![forbid(unsafe_code)]

pub mod decode;
pub mod draw;
mod error;
mod frame;
pub mod geometry;
mod head;
mod image_input;
mod picture;
mod tasks;
mod transform;

pub use error::{Error, Result};
pub use frame::{Frame, PixelFormat, Rotation};
pub use geometry::{Point, Rect, RotatedRect, Size};
pub use head::{
    ClassHead, EmbeddingHead, Head, MaskHead, MoveNetHead, PostProcessHead, SsdHead, YoloHead,
};
pub use image_input::{Color, Fit, ImageInput, Layout, Sampling, ValuesFrom};
pub use picture::Picture;
pub use tasks::{
    Class, Detection, FaceDetector, FaceDetectorBuilder, ImageClassifier, ImageClassifierBuilder,
    ImageEmbedder, ImageEmbedderBuilder, ImageSegmenter, ImageSegmenterBuilder, Joint, Keypoint,
    ObjectDetector, ObjectDetectorBuilder, Pose, PoseEstimator, PoseEstimatorBuilder, Segmentation,
    Source, Timings,
};
pub use transform::Transform;
