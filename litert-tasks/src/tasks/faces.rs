//! Where faces are in a picture.

use super::detector::{Detection, ObjectDetector, ObjectDetectorBuilder};
use super::runner::Timings;
use super::source::Source;
use crate::error::Result;
use crate::frame::Frame;
use crate::head::Head;
use crate::image_input::{Fit, ImageInput, Sampling};

/// Says where faces are: BlazeFace for short (128 x 128) and full range (192 x 192). Each face has six
/// keypoints: left eye, right eye, tip of the nose, mouth, left and right ear, as seen in the picture.
///
/// ```no_run
/// use litert_tasks::{FaceDetector, Picture};
///
/// # fn main() -> litert_tasks::Result<()> {
/// let mut detector = FaceDetector::builder("face_detection_short_range.tflite").build()?;
/// for face in detector.detect(&Picture::open("group.jpg")?)? {
///     println!("{:.2} {:?}", face.score, face.rect);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct FaceDetector(ObjectDetector);

/// Settings of a [`FaceDetector`].
#[derive(Debug)]
pub struct FaceDetectorBuilder(ObjectDetectorBuilder);

impl FaceDetector {
    /// Settings for the path of a model, a model or an engine.
    pub fn builder(source: impl Into<Source>) -> FaceDetectorBuilder {
        let labels = litert::model::Labels::parse("face");
        FaceDetectorBuilder(ObjectDetector::builder(source).labels(labels))
    }

    /// The faces in a picture, best first.
    ///
    /// # Errors
    /// As for [`ObjectDetector::detect`].
    pub fn detect<'f>(&mut self, frame: impl Into<Frame<'f>>) -> Result<&[Detection]> {
        self.0.detect(frame)
    }

    /// How many boxes passed the threshold in the last frame and were not looked at.
    pub fn cut(&self) -> usize {
        self.0.cut()
    }

    /// How long the last frame took.
    pub fn timings(&self) -> Timings {
        self.0.timings()
    }

    /// How frames are brought into the model.
    pub fn input(&self) -> &ImageInput {
        self.0.input()
    }
}

impl FaceDetectorBuilder {
    /// The score that faces have at least: 0.5 unless told.
    #[must_use]
    pub fn threshold(self, threshold: f32) -> Self {
        Self(self.0.threshold(threshold))
    }

    /// Boxes whose intersection over union with a better one is above this are one face: 0.3 unless told.
    #[must_use]
    pub fn iou(self, iou: f32) -> Self {
        Self(self.0.iou(iou))
    }

    /// How many faces at most.
    #[must_use]
    pub fn most(self, most: usize) -> Self {
        Self(self.0.most(most))
    }

    /// How pictures are brought into shape.
    #[must_use]
    pub fn fit(self, fit: Fit) -> Self {
        Self(self.0.fit(fit))
    }

    /// How pixels are computed.
    #[must_use]
    pub fn sampling(self, sampling: Sampling) -> Self {
        Self(self.0.sampling(sampling))
    }

    /// The model that the engine runs, for engines that do not tell.
    #[must_use]
    pub fn model(self, model: &litert::Model) -> Self {
        Self(self.0.model(model))
    }

    /// Makes the detector.
    ///
    /// # Errors
    /// As for [`ObjectDetectorBuilder::build`].
    pub fn build(self) -> Result<FaceDetector> {
        let wanted = |head: &Head| matches!(head, Head::Ssd(head) if head.is_face);
        self.0.build_for("face detection", wanted).map(FaceDetector)
    }
}
