//! What is in a picture.

use std::sync::Arc;

use super::names::Names;
use super::runner::{
    Defaults, Ready, Runner, Settings, class_settings, common_settings, common_task, output,
};
use super::source::Source;
use crate::decode::classify::{Scored, Scores, TopK};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::head::{ClassHead, Head};

/// A class that a model sees in a picture.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Class {
    /// Its number.
    pub index: usize,
    /// Its name; `class 7` if the model does not name it.
    pub name: Arc<str>,
    /// How sure the model is.
    pub score: f32,
}

/// Says what is in a picture.
///
/// ```
/// use litert_tasks::{ImageClassifier, Picture};
///
/// # fn main() -> litert_tasks::Result<()> {
/// let mut classifier = ImageClassifier::builder("../models/digits/digits_int8.tflite").top(3).build()?;
/// let picture = Picture::filled(64, 64, [0, 0, 0])?;
/// for class in classifier.classify(&picture)? {
///     println!("{:.3} {}", class.score, class.name);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct ImageClassifier {
    runner: Runner,
    head: ClassHead,
    names: Names,
    top: TopK,
    best: Vec<Scored>,
    classes: Vec<Class>,
    cut: usize,
}

/// Settings of an [`ImageClassifier`].
#[derive(Debug)]
pub struct ImageClassifierBuilder {
    settings: Settings,
    top: usize,
}

impl ImageClassifier {
    /// Settings for the path of a model, a model or an engine.
    pub fn builder(source: impl Into<Source>) -> ImageClassifierBuilder {
        ImageClassifierBuilder {
            settings: Settings::new(source.into()),
            top: 5,
        }
    }

    /// The classes with the best scores, best first.
    ///
    /// # Errors
    /// [`Error::Engine`](crate::Error::Engine) if the model cannot run.
    pub fn classify<'f>(&mut self, frame: impl Into<Frame<'f>>) -> Result<&[Class]> {
        let ran = self.runner.run(frame.into())?;
        let Runner { engine, copies, .. } = &mut self.runner;
        let position = self.head.output;
        let copy = copies.get_mut(position).ok_or_else(gone)?;
        let values = output(engine.as_ref(), position, copy)?;
        if values.len() != self.head.classes {
            return Err(Error::model(format!(
                "scores of {} classes are expected, and the output is {}",
                self.head.classes,
                values.shape()
            )));
        }
        self.cut = self.top.run(&values, &mut self.best);
        self.classes.clear();
        for scored in &self.best {
            self.classes.push(Class {
                index: scored.class as usize,
                name: self.names.get(scored.class),
                score: scored.score,
            });
        }
        self.runner.done(&ran);
        Ok(&self.classes)
    }

    /// How many classes passed the threshold in the last frame and were left out, because others are better.
    pub fn cut(&self) -> usize {
        self.cut
    }

    /// Which output is what.
    pub fn head(&self) -> &ClassHead {
        &self.head
    }

    common_task!();
}

/// Never seen: positions are checked when a task is made.
pub(super) fn gone() -> Error {
    Error::model("the engine has fewer outputs than before")
}

impl ImageClassifierBuilder {
    common_settings!();
    class_settings!();

    /// How many classes at most; 5 unless told.
    #[must_use]
    pub fn top(mut self, most: usize) -> Self {
        self.top = most;
        self
    }

    /// Whether the output holds scores, or numbers whose softmax is the scores, where that is guessed wrong.
    /// The output is the only one of the model.
    #[must_use]
    pub fn scores(mut self, scores: Scores) -> Self {
        self.settings.scores = Some(scores);
        self
    }

    /// Makes the classifier.
    ///
    /// # Errors
    /// [`Error::Model`] if the model gives no class scores, or names of another number of classes;
    /// [`Error::Engine`] if it cannot be loaded; [`Error::InvalidArgument`] for settings that cannot be used.
    pub fn build(self) -> Result<ImageClassifier> {
        let scores = self.settings.scores;
        let wanted = |head: &Head| match head {
            Head::Classes(_) => true,
            // Whoever says what the scores are says that there are scores.
            Head::Embedding(_) => scores.is_some(),
            _ => false,
        };
        let ready = self
            .settings
            .open("image classification", wanted, |_| Defaults {
                threshold: f32::NEG_INFINITY,
                ..Defaults::default()
            })?;
        let Ready {
            runner,
            head,
            names,
            filter,
            calibration,
            threshold,
        } = ready;
        let mut head = match head {
            Head::Classes(head) => head,
            Head::Embedding(head) => ClassHead {
                output: head.output,
                classes: head.len,
                scores: Scores::Plain,
            },
            _ => return Err(gone()),
        };
        head.scores = scores.unwrap_or(head.scores);
        Ok(ImageClassifier {
            runner,
            head,
            names,
            top: TopK {
                most: self.top,
                threshold,
                scores: head.scores,
                filter,
                calibration,
            },
            best: Vec::new(),
            classes: Vec::new(),
            cut: 0,
        })
    }
}
