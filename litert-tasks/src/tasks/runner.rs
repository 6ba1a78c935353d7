//! What all tasks do: bring a frame into the engine, run it, and take the time.

use std::time::{Duration, Instant};

use litert::model::Labels;
use litert::model::metadata::{FileKind, Normalization, TensorMetadata};
use litert::{Engine, Model};

use super::names::Names;
use super::source::{Opened, Source};
use crate::decode::Values;
use crate::decode::classify::Calibration;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::geometry::Size;
use crate::head::{Facts, Head, damaged};
use crate::image_input::{Color, Fit, ImageInput, Sampling, ValuesFrom};
use crate::transform::Transform;

/// How long the last frame took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Timings {
    /// Bringing the frame into the input.
    pub before: Duration,
    /// Running the model.
    pub run: Duration,
    /// From its outputs to answers.
    pub after: Duration,
}

impl Timings {
    /// All of it.
    pub fn total(&self) -> Duration {
        self.before + self.run + self.after
    }
}

/// What all builders have been told.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) source: Source,
    pub(super) model: Option<Model>,
    pub(super) head: Option<Head>,
    pub(super) labels: Option<Labels>,
    pub(super) fit: Option<Fit>,
    pub(super) sampling: Option<Sampling>,
    pub(super) color: Option<Color>,
    pub(super) normalization: Option<Normalization>,
    pub(super) threshold: Option<f32>,
    pub(super) scores: Option<crate::decode::classify::Scores>,
    pub(super) only: Vec<String>,
    pub(super) except: Vec<String>,
}

impl Settings {
    pub(super) fn new(source: Source) -> Self {
        Self {
            source,
            model: None,
            head: None,
            labels: None,
            fit: None,
            sampling: None,
            color: None,
            normalization: None,
            threshold: None,
            scores: None,
            only: Vec::new(),
            except: Vec::new(),
        }
    }

    /// Opens the engine and finds the head that `wanted` takes.
    pub(super) fn open(
        self,
        task: &str,
        wanted: impl Fn(&Head) -> bool,
        defaults: impl FnOnce(&Head) -> Defaults,
    ) -> Result<Ready> {
        if let Some(threshold) = self.threshold.filter(|it| !(0.0..=1.0).contains(it)) {
            return Err(Error::invalid_argument(format!(
                "scores go from 0 to 1, and {threshold} was given as the least"
            )));
        }
        let Opened { engine, model } = Opened::new(self.source, self.model)?;
        let facts = Facts::of(&model)?;
        let head = match self.head {
            Some(head) if wanted(&head) => head,
            Some(head) => {
                return Err(Error::invalid_argument(format!(
                    "a head with {head} was given, which is none for {task}"
                )));
            }
            None => Head::among(&facts, task, wanted)?,
        };
        let positions = head.outputs();
        let most = engine.outputs().len();
        if let Some(missing) = positions.iter().find(|it| **it >= most) {
            return Err(Error::invalid_argument(format!(
                "the head speaks of output {missing}, and the model has {most}"
            )));
        }
        let defaults = defaults(&head);
        // Who describes a model in TFLite metadata has tried it with the official tasks.
        let usual = match facts.graph.is_some() && facts.notes.is_none() {
            true => Sampling::MediaPipe,
            false => Sampling::OpenCv,
        };
        let mut input = match model.default_signature().inputs() {
            [_] => ImageInput::of(&model, 0)?,
            inputs => {
                return Err(Error::model(format!(
                    "{} takes {} inputs, and a task gives it one picture",
                    model.name(),
                    inputs.len()
                )));
            }
        };
        input = input
            .fit(self.fit.unwrap_or(defaults.fit))
            .sampling(self.sampling.or(defaults.sampling).unwrap_or(usual));
        if let Some(color) = self.color {
            input = input.color(color)?;
        }
        let assumed = input.values_from() == ValuesFrom::Assumed;
        if let Some(normalization) = self
            .normalization
            .or(defaults.normalization.filter(|_| assumed))
        {
            input = input.normalization(normalization)?;
        }
        let classes = head.classes();
        let (labels, from) = match &self.labels {
            Some(labels) => (Some(labels), "the list given"),
            None => (facts.labels.as_ref(), "the list attached to it"),
        };
        let names = Names::new(labels, classes, from)?;
        let filter = names.filter(&self.only, &self.except)?;
        let described = head.scores().and_then(|output| facts.described(output));
        let stated = described
            .and_then(|it| it.score_threshold)
            .filter(|it| it.is_finite());
        let calibration = described
            .map(|it| calibration(&model, it))
            .transpose()?
            .flatten();
        let threshold = self.threshold.or(stated).unwrap_or(defaults.threshold);
        drop(facts);
        let copies = vec![Vec::new(); most];
        let runner = Runner {
            engine,
            input,
            copies,
            timings: Timings::default(),
        };
        Ok(Ready {
            runner,
            head,
            names,
            filter,
            calibration,
            threshold,
        })
    }
}

/// What a task takes where nobody says anything.
pub(super) struct Defaults {
    pub(super) fit: Fit,
    /// If not told, it depends on the model's metadata.
    pub(super) sampling: Option<Sampling>,
    /// Only where the model does not tell either.
    pub(super) normalization: Option<Normalization>,
    pub(super) threshold: f32,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            fit: Fit::Stretch,
            sampling: None,
            normalization: None,
            threshold: 0.0,
        }
    }
}

/// What a task is made of.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) runner: Runner,
    pub(super) head: Head,
    pub(super) names: Names,
    pub(super) filter: crate::decode::classify::Filter,
    pub(super) calibration: Option<Calibration>,
    pub(super) threshold: f32,
}

/// The curves of the scores that this describes.
fn calibration(model: &Model, described: &TensorMetadata) -> Result<Option<Calibration>> {
    let Some(options) = described.score_calibration else {
        return Ok(None);
    };
    let mut files = described.files.iter();
    let Some(named) = files.find(|file| file.kind == FileKind::ScoreCalibration) else {
        return Err(Error::model(
            "the model's metadata says that scores are calibrated, and names no file with the curves",
        ));
    };
    let view = model.view();
    let file = view
        .attached_file(&named.name)
        .map_err(|error| damaged(model, &error))?;
    let file = file.ok_or_else(|| {
        Error::model(format!(
            "the model's metadata names '{}' as the curves of its scores, and no such file is attached",
            named.name
        ))
    })?;
    let text = file
        .read_to_string()
        .map_err(|error| damaged(model, &error))?;
    Calibration::from_metadata(&text, options).map(Some)
}

/// An engine with its input.
#[derive(Debug)]
pub(super) struct Runner {
    pub(super) engine: Box<dyn Engine>,
    pub(super) input: ImageInput,
    /// Of outputs that are converted.
    pub(super) copies: Vec<Vec<f32>>,
    timings: Timings,
}

/// One run: where points are, and when it ended.
#[derive(Clone, Copy)]
pub(super) struct Ran {
    pub(super) transform: Transform,
    ended: Instant,
}

impl Ran {
    /// The size of the model's input.
    pub(super) fn input(&self) -> Size {
        self.transform.tensor_size()
    }
}

impl Runner {
    /// Brings a frame into the input, and runs the model.
    pub(super) fn run(&mut self, frame: Frame<'_>) -> Result<Ran> {
        let start = Instant::now();
        if self.input.size().is_none() {
            let shape = self.input.shape_for(frame.size());
            let current = self.engine.input_mut_at(0)?.shape();
            if current.dims() != shape {
                self.engine.resize_input_at(0, &shape)?;
                self.engine.allocate()?;
            }
        }
        let transform = self.input.write(frame, &mut self.engine.input_mut_at(0)?)?;
        let written = Instant::now();
        self.engine.run()?;
        let ended = Instant::now();
        self.timings = Timings {
            before: written - start,
            run: ended - written,
            after: Duration::ZERO,
        };
        Ok(Ran { transform, ended })
    }

    /// The answers of a run are there.
    pub(super) fn done(&mut self, ran: &Ran) {
        self.timings.after = ran.ended.elapsed();
    }

    pub(super) fn timings(&self) -> Timings {
        self.timings
    }
}

/// The elements of output `position`.
pub(super) fn output<'a>(
    engine: &'a dyn Engine,
    position: usize,
    copy: &'a mut Vec<f32>,
) -> Result<Values<'a>> {
    Values::of(&engine.output_at(position)?, copy)
}

/// Methods that all builders have.
macro_rules! common_settings {
    () => {
        /// The model that the engine runs, for engines that do not tell (isolated models), or with metadata
        /// that the engine's copy lacks.
        #[must_use]
        pub fn model(mut self, model: &litert::Model) -> Self {
            self.settings.model = Some(model.clone());
            self
        }

        /// Which outputs are what, instead of finding out.
        #[must_use]
        pub fn head(mut self, head: crate::Head) -> Self {
            self.settings.head = Some(head);
            self
        }

        /// How pictures are brought into shape.
        #[must_use]
        pub fn fit(mut self, fit: crate::Fit) -> Self {
            self.settings.fit = Some(fit);
            self
        }

        /// How pixels are computed; if not said, as the official tasks do it for models with TFLite metadata, and
        /// as OpenCV does it for others.
        #[must_use]
        pub fn sampling(mut self, sampling: crate::Sampling) -> Self {
            self.settings.sampling = Some(sampling);
            self
        }

        /// What the model's channels are.
        #[must_use]
        pub fn color(mut self, color: crate::Color) -> Self {
            self.settings.color = Some(color);
            self
        }

        /// How pixels become numbers, instead of what the model says.
        #[must_use]
        pub fn normalization(
            mut self,
            normalization: litert::model::metadata::Normalization,
        ) -> Self {
            self.settings.normalization = Some(normalization);
            self
        }
    };
}

/// Methods of builders of tasks that tell classes apart.
macro_rules! class_settings {
    () => {
        /// The names of the classes, instead of those attached to the model.
        #[must_use]
        pub fn labels(mut self, labels: litert::model::Labels) -> Self {
            self.settings.labels = Some(labels);
            self
        }

        /// The score that answers have at least; otherwise what the model's metadata says, or a usual one.
        #[must_use]
        pub fn threshold(mut self, threshold: f32) -> Self {
            self.settings.threshold = Some(threshold);
            self
        }

        /// Only classes of these names count.
        #[must_use]
        pub fn only<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
            self.settings.only = names.into_iter().map(Into::into).collect();
            self
        }

        /// Classes of these names do not count.
        #[must_use]
        pub fn except<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
            self.settings.except = names.into_iter().map(Into::into).collect();
            self
        }
    };
}

/// Methods that all tasks have.
macro_rules! common_task {
    () => {
        /// How long the last frame took.
        pub fn timings(&self) -> crate::Timings {
            self.runner.timings()
        }

        /// The engine that runs the model.
        pub fn engine(&self) -> &dyn litert::Engine {
            self.runner.engine.as_ref()
        }

        /// How frames are brought into the model.
        pub fn input(&self) -> &crate::ImageInput {
            &self.runner.input
        }
    };
}

pub(super) use {class_settings, common_settings, common_task};
