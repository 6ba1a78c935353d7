//! Where things are in a picture.

use std::sync::Arc;

use super::classifier::gone;
use super::names::Names;
use super::runner::{
    Defaults, Ready, Runner, Settings, class_settings, common_settings, common_task, output,
};
use super::source::Source;
use crate::decode::classify::{Calibration, Filter};
use crate::decode::masks::{Mask, prototype_mask};
use crate::decode::nms::{Nms, Suppress, sort};
use crate::decode::postprocess::Outputs;
use crate::decode::yolo::Row;
use crate::decode::{Candidate, Values};
use crate::error::Result;
use crate::frame::Frame;
use crate::geometry::{Point, Rect};
use crate::head::{Head, PostProcessHead, SsdHead, YoloHead};
use crate::image_input::{Fit, Sampling};
use crate::transform::Transform;

/// A thing that a model sees in a picture.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Detection {
    /// The number of its class.
    pub class: usize,
    /// The name of its class; `class 7` if the model does not name it.
    pub name: Arc<str>,
    /// How sure the model is.
    pub score: f32,
    /// Where it is, in pixels of the picture and inside of it.
    pub rect: Rect,
    /// Points of it, if the model gives any.
    pub keypoints: Vec<Keypoint>,
    /// Which pixels it covers, if the model gives masks.
    pub mask: Option<Mask>,
}

/// A point of a thing, such as a joint of a body.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Keypoint {
    /// Where it is, in pixels of the picture. It may lie outside.
    pub point: Point,
    /// How sure the model is; 1 if it does not say.
    pub score: f32,
}

/// Says where things are in a picture: with YOLO of all versions, SSD and EfficientDet with
/// `TFLite_Detection_PostProcess`, and MediaPipe's detectors.
///
/// ```no_run
/// use litert_tasks::{ObjectDetector, Picture};
///
/// # fn main() -> litert_tasks::Result<()> {
/// let mut detector = ObjectDetector::builder("yolo11n.tflite").threshold(0.4).only(["person"]).build()?;
/// for person in detector.detect(&Picture::open("street.jpg")?)? {
///     println!("{:.2} {:?}", person.score, person.rect);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct ObjectDetector {
    runner: Runner,
    head: Head,
    names: Names,
    filter: Filter,
    calibration: Option<Calibration>,
    threshold: f32,
    /// Not for boxes that the model has chosen.
    nms: Option<Nms>,
    most: usize,
    found: Vec<Candidate>,
    scratch: Scratch,
    results: Pool,
    cut: usize,
}

#[derive(Debug, Default)]
struct Scratch {
    rest: Vec<Candidate>,
    cluster: Vec<Candidate>,
    weights: Vec<f32>,
    field: Vec<f32>,
    /// Of boxes that are means of several: their keypoints, one box after the other.
    keypoints: Vec<Point>,
}

/// Results whose memory is used again.
#[derive(Debug, Default)]
struct Pool {
    all: Vec<Detection>,
    used: usize,
}

impl Pool {
    fn next(&mut self, name: Arc<str>) -> &mut Detection {
        let index = self.used;
        self.used += 1;
        if index >= self.all.len() {
            self.all.push(Detection {
                class: 0,
                name: Arc::clone(&name),
                score: 0.0,
                rect: Rect::default(),
                keypoints: Vec::new(),
                mask: None,
            });
        }
        let last = self.all.len() - 1;
        let place = &mut self.all[index.min(last)];
        place.keypoints.clear();
        place.name = name;
        place
    }
}

/// Settings of an [`ObjectDetector`].
#[derive(Debug)]
pub struct ObjectDetectorBuilder {
    settings: Settings,
    iou: Option<f32>,
    agnostic: bool,
    most: usize,
}

/// Most detections unless told.
const MOST: usize = 300;

impl ObjectDetector {
    /// Settings for the path of a model, a model or an engine.
    pub fn builder(source: impl Into<Source>) -> ObjectDetectorBuilder {
        ObjectDetectorBuilder {
            settings: Settings::new(source.into()),
            iou: None,
            agnostic: false,
            most: MOST,
        }
    }

    /// The things in a picture, best first.
    ///
    /// # Errors
    /// [`Error::Engine`](crate::Error::Engine) if the model cannot run, [`Error::Model`](crate::Error::Model) if its outputs are not what its head says.
    pub fn detect<'f>(&mut self, frame: impl Into<Frame<'f>>) -> Result<&[Detection]> {
        let ran = self.runner.run(frame.into())?;
        self.found.clear();
        self.results.used = 0;
        let Self {
            runner,
            head,
            found,
            scratch,
            results,
            names,
            ..
        } = self;
        let Runner { engine, copies, .. } = runner;
        let engine = engine.as_ref();
        let input = ran.input();
        // A calibrated score may be larger than the one before.
        let least = match self.calibration {
            Some(_) => f32::MIN,
            None => self.threshold,
        };
        let pick = Pick {
            filter: &self.filter,
            calibration: self.calibration.as_ref(),
            threshold: self.threshold,
            nms: self.nms.as_ref(),
            most: self.most,
        };
        let transform = ran.transform;
        let mut add = Add {
            results,
            names,
            transform,
        };
        match head {
            Head::PostProcess(head) => {
                let at = [
                    Some(head.boxes),
                    Some(head.classes),
                    Some(head.scores),
                    head.count,
                ];
                let [a, b, c, d] = many(engine, copies, at)?;
                let (Some(boxes), Some(classes), Some(scores)) = (a, b, c) else {
                    return Err(gone());
                };
                let outputs = Outputs {
                    boxes,
                    classes,
                    scores,
                    count: d,
                };
                head.layout.decode(&outputs, input, least, found)?;
                self.cut = pick.run(found);
                for candidate in found.iter() {
                    if let Some(place) = add.one(candidate) {
                        place.mask = None;
                    }
                }
            }
            Head::Ssd(head) => {
                let at = [Some(head.boxes), Some(head.scores), None, None];
                let [Some(boxes), Some(scores), ..] = many(engine, copies, at)? else {
                    return Err(gone());
                };
                head.ssd.decode(&boxes, &scores, input, least, found)?;
                let each = head.ssd.keypoints.1;
                match (head.is_face, pick.nms) {
                    (true, Some(nms)) => {
                        pick.calibrate(found);
                        let Scratch {
                            rest,
                            cluster,
                            keypoints,
                            ..
                        } = scratch;
                        keypoints.clear();
                        self.cut = nms.run_weighted(found, rest, cluster, |_, cluster| {
                            let total: f32 = cluster.iter().map(|it| it.score).sum();
                            for index in 0..each {
                                let mut mean = Point::default();
                                for it in cluster {
                                    let point = head.ssd.keypoint(&boxes, input, it.row, index);
                                    let point = point.unwrap_or_default();
                                    mean.x += point.x * it.score / total;
                                    mean.y += point.y * it.score / total;
                                }
                                keypoints.push(mean);
                            }
                        });
                    }
                    _ => self.cut = pick.run(found),
                }
                for (index, candidate) in found.iter().enumerate() {
                    let Some(place) = add.one(candidate) else {
                        continue;
                    };
                    place.mask = None;
                    let points = (0..each).map(|it| match head.is_face {
                        true => scratch.keypoints.get(index * each + it).copied(),
                        false => head.ssd.keypoint(&boxes, input, candidate.row, it),
                    });
                    place
                        .keypoints
                        .extend(points.flatten().map(|point| Keypoint {
                            point: transform.to_picture(point),
                            score: 1.0,
                        }));
                }
            }
            Head::Yolo(head) => {
                let prototypes = head.prototypes.map(|(position, _)| position);
                let [Some(rows), prototypes, ..] =
                    many(engine, copies, [Some(head.output), prototypes, None, None])?
                else {
                    return Err(gone());
                };
                head.yolo.decode(&rows, input, least, found)?;
                self.cut = pick.run(found);
                for candidate in found.iter() {
                    let Some(place) = add.one(candidate) else {
                        continue;
                    };
                    for index in 0..head.yolo.extra.keypoints {
                        let found = head.yolo.keypoint(&rows, input, candidate.row, index);
                        let (point, score) = found.unwrap_or_default();
                        place.keypoints.push(Keypoint {
                            point: transform.to_picture(point),
                            score,
                        });
                    }
                    let (Some(values), Some((_, planes))) = (&prototypes, head.prototypes) else {
                        place.mask = None;
                        continue;
                    };
                    let Scratch { weights, field, .. } = &mut *scratch;
                    head.yolo.mask_weights(&rows, candidate.row, weights);
                    let mask = place.mask.get_or_insert_with(Mask::default);
                    prototype_mask(
                        values,
                        &planes,
                        weights,
                        &place.rect,
                        &transform,
                        field,
                        mask,
                    )?;
                }
            }
            _ => return Err(gone()),
        }
        self.runner.done(&ran);
        Ok(self
            .results
            .all
            .get(..self.results.used)
            .unwrap_or_default())
    }

    /// How many boxes passed the threshold in the last frame and were not looked at, because as many as
    /// [`most`](ObjectDetectorBuilder::most) were found.
    pub fn cut(&self) -> usize {
        self.cut
    }

    /// Which outputs are what.
    pub fn head(&self) -> &Head {
        &self.head
    }

    common_task!();
}

/// Where answers go.
struct Add<'a> {
    results: &'a mut Pool,
    names: &'a mut Names,
    transform: Transform,
}

impl Add<'_> {
    /// A candidate in pixels of the picture. What lies wholly outside of it, in the borders of a letterbox, is
    /// nothing.
    fn one(&mut self, candidate: &Candidate) -> Option<&mut Detection> {
        let rect = self.transform.rect_to_picture(&candidate.rect);
        let rect = rect.clip(self.transform.picture_size());
        if rect.is_empty() {
            return None;
        }
        let place = self.results.next(self.names.get(candidate.class));
        place.class = candidate.class as usize;
        place.score = candidate.score;
        place.rect = rect;
        Some(place)
    }
}

/// Up to four outputs at once.
fn many<'a>(
    engine: &'a dyn litert::Engine,
    copies: &'a mut [Vec<f32>],
    positions: [Option<usize>; 4],
) -> Result<[Option<Values<'a>>; 4]> {
    let mut all = [None; 4];
    for (position, copy) in copies.iter_mut().enumerate() {
        let mut places = positions.iter().enumerate();
        let Some((place, _)) = places.find(|(_, it)| **it == Some(position)) else {
            continue;
        };
        if let Some(slot) = all.get_mut(place) {
            *slot = Some(output(engine, position, copy)?);
        }
    }
    Ok(all)
}

/// Which candidates become answers.
struct Pick<'a> {
    filter: &'a Filter,
    calibration: Option<&'a Calibration>,
    threshold: f32,
    nms: Option<&'a Nms>,
    most: usize,
}

impl Pick<'_> {
    fn calibrate(&self, found: &mut Vec<Candidate>) {
        if let Some(calibration) = self.calibration {
            for candidate in found.iter_mut() {
                candidate.score = calibration.apply(candidate.class as usize, candidate.score);
            }
        }
        found.retain(|it| it.score >= self.threshold && self.filter.allows(it.class as usize));
    }

    fn run(&self, found: &mut Vec<Candidate>) -> usize {
        self.calibrate(found);
        match self.nms {
            Some(nms) => nms.run(found),
            None => {
                sort(found);
                let cut = found.len().saturating_sub(self.most);
                found.truncate(self.most);
                cut
            }
        }
    }
}

impl ObjectDetectorBuilder {
    common_settings!();
    class_settings!();

    /// A box is dropped if its intersection over union with a better one is above this: 0.45 unless told, and
    /// 0.3 for faces. Boxes that the model has chosen itself stay unless this is said.
    #[must_use]
    pub fn iou(mut self, iou: f32) -> Self {
        self.iou = Some(iou);
        self
    }

    /// Boxes suppress those of other classes as well.
    #[must_use]
    pub fn agnostic(mut self) -> Self {
        self.agnostic = true;
        self
    }

    /// How many things at most; 300 unless told.
    #[must_use]
    pub fn most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// Makes the detector.
    ///
    /// # Errors
    /// [`Error::Model`](crate::Error::Model) if the model gives no boxes, or names of another number of classes;
    /// [`Error::Engine`](crate::Error::Engine) if it cannot be loaded; [`Error::InvalidArgument`](crate::Error::InvalidArgument) for settings that cannot be used.
    pub fn build(self) -> Result<ObjectDetector> {
        let wanted =
            |head: &Head| matches!(head, Head::Yolo(_) | Head::Ssd(_) | Head::PostProcess(_));
        self.build_for("object detection", wanted)
    }

    pub(super) fn build_for(
        self,
        task: &str,
        wanted: impl Fn(&Head) -> bool,
    ) -> Result<ObjectDetector> {
        let (settings, rest) = self.split();
        let ready = settings.open(task, wanted, defaults)?;
        rest.finish(ready)
    }

    pub(super) fn split(self) -> (Settings, Suppression) {
        let Self {
            settings,
            iou,
            agnostic,
            most,
        } = self;
        let rest = Suppression {
            iou,
            agnostic,
            most,
        };
        (settings, rest)
    }
}

/// What the builder was told about suppression.
pub(super) struct Suppression {
    iou: Option<f32>,
    agnostic: bool,
    most: usize,
}

impl Suppression {
    pub(super) fn finish(self, ready: Ready) -> Result<ObjectDetector> {
        let Ready {
            runner,
            head,
            names,
            filter,
            calibration,
            threshold,
        } = ready;
        let usual = match &head {
            Head::Yolo(YoloHead { yolo, .. }) if yolo.row == Row::Chosen => None,
            Head::PostProcess(PostProcessHead { .. }) => None,
            Head::Ssd(SsdHead { is_face: true, .. }) => Some(0.3),
            _ => Some(0.45),
        };
        let nms = match (usual, self.iou) {
            // Boxes that the model has chosen stay, unless somebody asks for more.
            (None, iou) => iou,
            (Some(usual), iou) => Some(iou.unwrap_or(usual)),
        };
        let nms = nms.map(|iou| Nms::default().with_iou(iou)).transpose()?;
        let nms = nms.map(|nms| Nms {
            suppress: if self.agnostic {
                Suppress::All
            } else {
                Suppress::SameClass
            },
            most: self.most,
            ..nms
        });
        Ok(ObjectDetector {
            runner,
            head,
            names,
            filter,
            calibration,
            threshold,
            nms,
            most: self.most,
            found: Vec::new(),
            scratch: Scratch::default(),
            results: Pool::default(),
            cut: 0,
        })
    }
}

pub(super) fn defaults(head: &Head) -> Defaults {
    match head {
        Head::Yolo(_) => Defaults {
            fit: Fit::Letterbox {
                pad: 114,
                center: true,
            },
            threshold: 0.25,
            ..Defaults::default()
        },
        Head::Ssd(SsdHead { is_face: true, .. }) => Defaults {
            fit: Fit::Letterbox {
                pad: 0,
                center: true,
            },
            sampling: Some(Sampling::MediaPipe),
            normalization: Some(litert::model::metadata::Normalization {
                mean: vec![127.5],
                std: vec![127.5],
            }),
            threshold: 0.5,
        },
        _ => Defaults {
            threshold: 0.25,
            ..Defaults::default()
        },
    }
}
