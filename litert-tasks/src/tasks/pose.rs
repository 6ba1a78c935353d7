//! Where the joints of bodies are.

use super::classifier::gone;
use super::detector::{Keypoint, ObjectDetector, ObjectDetectorBuilder};
use super::runner::{Defaults, Ready, Runner, Timings, output};
use super::source::Source;
use crate::decode::keypoints::{JOINTS, movenet};
use crate::error::Result;
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::head::Head;
use crate::image_input::{Fit, ImageInput, Sampling};

/// The joints of a body, in the order of MoveNet and of models trained on COCO.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Joint {
    Nose,
    LeftEye,
    RightEye,
    LeftEar,
    RightEar,
    LeftShoulder,
    RightShoulder,
    LeftElbow,
    RightElbow,
    LeftWrist,
    RightWrist,
    LeftHip,
    RightHip,
    LeftKnee,
    RightKnee,
    LeftAnkle,
    RightAnkle,
}

impl Joint {
    /// All joints in order.
    pub const ALL: [Self; JOINTS] = [
        Self::Nose,
        Self::LeftEye,
        Self::RightEye,
        Self::LeftEar,
        Self::RightEar,
        Self::LeftShoulder,
        Self::RightShoulder,
        Self::LeftElbow,
        Self::RightElbow,
        Self::LeftWrist,
        Self::RightWrist,
        Self::LeftHip,
        Self::RightHip,
        Self::LeftKnee,
        Self::RightKnee,
        Self::LeftAnkle,
        Self::RightAnkle,
    ];

    /// Which joints a skeleton connects.
    pub const BONES: [(Self, Self); 16] = [
        (Self::Nose, Self::LeftEye),
        (Self::Nose, Self::RightEye),
        (Self::LeftEye, Self::LeftEar),
        (Self::RightEye, Self::RightEar),
        (Self::LeftShoulder, Self::RightShoulder),
        (Self::LeftShoulder, Self::LeftElbow),
        (Self::LeftElbow, Self::LeftWrist),
        (Self::RightShoulder, Self::RightElbow),
        (Self::RightElbow, Self::RightWrist),
        (Self::LeftShoulder, Self::LeftHip),
        (Self::RightShoulder, Self::RightHip),
        (Self::LeftHip, Self::RightHip),
        (Self::LeftHip, Self::LeftKnee),
        (Self::LeftKnee, Self::LeftAnkle),
        (Self::RightHip, Self::RightKnee),
        (Self::RightKnee, Self::RightAnkle),
    ];
}

/// A body.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Pose {
    /// How sure the model is: of the body, or the mean of its joints if the model finds one body only.
    pub score: f32,
    /// The box around it: the model's, or that around the joints that it is rather sure of.
    pub rect: Rect,
    /// Its joints.
    pub joints: Vec<Keypoint>,
}

impl Pose {
    /// A joint; `None` if the model has other joints than those of [`Joint`].
    pub fn joint(&self, joint: Joint) -> Option<&Keypoint> {
        match self.joints.len() {
            JOINTS => self.joints.get(joint as usize),
            _ => None,
        }
    }
}

/// Says where the joints of bodies are: MoveNet for one body, YOLO for many.
///
/// ```no_run
/// use litert_tasks::{Joint, Picture, PoseEstimator};
///
/// # fn main() -> litert_tasks::Result<()> {
/// let mut pose = PoseEstimator::builder("movenet.tflite").build()?;
/// for body in pose.estimate(&Picture::open("squat.jpg")?)? {
///     println!("nose {:?}", body.joint(Joint::Nose));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct PoseEstimator {
    by: By,
    bodies: Vec<Pose>,
    used: usize,
}

#[derive(Debug)]
enum By {
    MoveNet {
        runner: Box<Runner>,
        output: usize,
        threshold: f32,
    },
    Yolo(Box<ObjectDetector>),
}

/// Settings of a [`PoseEstimator`].
#[derive(Debug)]
pub struct PoseEstimatorBuilder {
    detector: ObjectDetectorBuilder,
}

impl PoseEstimator {
    /// Settings for the path of a model, a model or an engine.
    pub fn builder(source: impl Into<Source>) -> PoseEstimatorBuilder {
        PoseEstimatorBuilder {
            detector: ObjectDetector::builder(source),
        }
    }

    /// The bodies in a picture, best first. MoveNet always finds one.
    ///
    /// # Errors
    /// [`Error::Engine`](crate::Error::Engine) if the model cannot run.
    pub fn estimate<'f>(&mut self, frame: impl Into<Frame<'f>>) -> Result<&[Pose]> {
        self.used = 0;
        match &mut self.by {
            By::Yolo(detector) => {
                let found = detector.detect(frame)?;
                for body in found {
                    let place = next(&mut self.bodies, &mut self.used);
                    place.score = body.score;
                    place.rect = body.rect;
                    place.joints.extend_from_slice(&body.keypoints);
                }
            }
            By::MoveNet {
                runner,
                output: position,
                threshold,
            } => {
                let ran = runner.run(frame.into())?;
                let Runner { engine, copies, .. } = &mut **runner;
                let copy = copies.get_mut(*position).ok_or_else(gone)?;
                let values = output(engine.as_ref(), *position, copy)?;
                let joints = movenet(&values, ran.input())?;
                let place = next(&mut self.bodies, &mut self.used);
                place
                    .joints
                    .extend(joints.iter().map(|&(point, score)| Keypoint {
                        point: ran.transform.to_picture(point),
                        score,
                    }));
                place.score = joints.iter().map(|it| it.1).sum::<f32>() / JOINTS as f32;
                let sure = place.joints.iter().filter(|it| it.score >= *threshold);
                let around =
                    sure.map(|it| Rect::new(it.point.x, it.point.y, it.point.x, it.point.y));
                place.rect = around.reduce(|all, it| all.union(&it)).unwrap_or_default();
                runner.done(&ran);
            }
        }
        Ok(self.bodies.get(..self.used).unwrap_or_default())
    }

    /// How long the last frame took.
    pub fn timings(&self) -> Timings {
        match &self.by {
            By::MoveNet { runner, .. } => runner.timings(),
            By::Yolo(detector) => detector.timings(),
        }
    }

    /// How frames are brought into the model.
    pub fn input(&self) -> &ImageInput {
        match &self.by {
            By::MoveNet { runner, .. } => &runner.input,
            By::Yolo(detector) => detector.input(),
        }
    }

    /// How many bodies passed the threshold in the last frame and were not looked at.
    pub fn cut(&self) -> usize {
        match &self.by {
            By::MoveNet { .. } => 0,
            By::Yolo(detector) => detector.cut(),
        }
    }
}

fn next<'a>(bodies: &'a mut Vec<Pose>, used: &mut usize) -> &'a mut Pose {
    if *used >= bodies.len() {
        bodies.push(Pose::default());
    }
    let last = bodies.len() - 1;
    let place = &mut bodies[(*used).min(last)];
    *used += 1;
    place.joints.clear();
    place
}

impl PoseEstimatorBuilder {
    /// The score that bodies have at least; for MoveNet, that of the joints that the box holds.
    #[must_use]
    pub fn threshold(self, threshold: f32) -> Self {
        Self {
            detector: self.detector.threshold(threshold),
        }
    }

    /// How many bodies at most.
    #[must_use]
    pub fn most(self, most: usize) -> Self {
        Self {
            detector: self.detector.most(most),
        }
    }

    /// How pictures are brought into shape.
    #[must_use]
    pub fn fit(self, fit: Fit) -> Self {
        Self {
            detector: self.detector.fit(fit),
        }
    }

    /// How pixels are computed.
    #[must_use]
    pub fn sampling(self, sampling: Sampling) -> Self {
        Self {
            detector: self.detector.sampling(sampling),
        }
    }

    /// The model that the engine runs, for engines that do not tell.
    #[must_use]
    pub fn model(self, model: &litert::Model) -> Self {
        Self {
            detector: self.detector.model(model),
        }
    }

    /// Which outputs are what, instead of finding out.
    #[must_use]
    pub fn head(self, head: Head) -> Self {
        Self {
            detector: self.detector.head(head),
        }
    }

    /// Makes the estimator.
    ///
    /// # Errors
    /// [`Error::Model`](crate::Error::Model) if the model gives no joints, and as for
    /// [`ObjectDetectorBuilder::build`].
    pub fn build(self) -> Result<PoseEstimator> {
        let is_pose = |head: &Head| match head {
            Head::MoveNet(_) => true,
            Head::Yolo(head) => head.yolo.extra.keypoints > 0,
            _ => false,
        };
        let by = self.detector.build_either("pose estimation", is_pose)?;
        Ok(PoseEstimator {
            by,
            bodies: Vec::new(),
            used: 0,
        })
    }
}

impl ObjectDetectorBuilder {
    fn build_either(self, task: &str, wanted: impl Fn(&Head) -> bool) -> Result<By> {
        let (settings, rest) = self.split();
        let ready = settings.open(task, wanted, |head| match head {
            Head::MoveNet(_) => Defaults {
                fit: Fit::Letterbox {
                    pad: 0,
                    center: true,
                },
                // As it was trained, also where the input holds floats.
                normalization: Some(litert::model::metadata::Normalization {
                    mean: vec![0.0],
                    std: vec![1.0],
                }),
                threshold: 0.2,
                ..Defaults::default()
            },
            head => super::detector::defaults(head),
        })?;
        if let Head::MoveNet(head) = ready.head {
            let Ready {
                runner, threshold, ..
            } = ready;
            return Ok(By::MoveNet {
                runner: Box::new(runner),
                output: head.output,
                threshold,
            });
        }
        Ok(By::Yolo(Box::new(rest.finish(ready)?)))
    }
}
