//! From a frame to answers, with one model.

mod classifier;
mod detector;
mod embedder;
mod faces;
mod marks;
mod names;
mod pose;
mod runner;
mod segmenter;
mod source;

pub use classifier::{Class, ImageClassifier, ImageClassifierBuilder};
pub use detector::{Detection, Keypoint, ObjectDetector, ObjectDetectorBuilder};
pub use embedder::{ImageEmbedder, ImageEmbedderBuilder};
pub use faces::{FaceDetector, FaceDetectorBuilder};
pub use pose::{Joint, Pose, PoseEstimator, PoseEstimatorBuilder};
pub use runner::Timings;
pub use segmenter::{ImageSegmenter, ImageSegmenterBuilder, Segmentation};
pub use source::Source;
