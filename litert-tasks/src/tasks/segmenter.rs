//! What each pixel of a picture is.

use std::sync::Arc;

use super::classifier::gone;
use super::names::Names;
use super::runner::{Defaults, Ran, Ready, Runner, Settings, common_settings, common_task, output};
use super::source::Source;
use crate::decode::masks::{
    Activation, NO_CLASS, Planes, best_class, confidence, resize_classes, stored_class,
};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::geometry::Size;
use crate::head::{Head, MaskHead};

/// What each pixel of a picture is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Segmentation {
    /// Columns of the picture.
    pub width: u32,
    /// Rows of the picture.
    pub height: u32,
    /// The class of each pixel, row by row; [`NO_CLASS`] for those that belong to none. A model with one
    /// class only gives 0 where it sees that.
    pub classes: Vec<u8>,
    /// The names of the classes.
    pub names: Vec<Arc<str>>,
}

impl Segmentation {
    /// The class of a pixel; `None` outside of the picture, and if it belongs to none.
    pub fn class_at(&self, x: u32, y: u32) -> Option<usize> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let at = y as usize * self.width as usize + x as usize;
        let class = self.classes.get(at).copied()?;
        (class != NO_CLASS).then_some(usize::from(class))
    }

    /// How many pixels each class has, for classes that have any: the number of the class, its name, and
    /// pixels.
    pub fn areas(&self) -> Vec<(usize, &str, usize)> {
        let mut counts = [0_usize; 256];
        for class in &self.classes {
            if let Some(count) = counts.get_mut(usize::from(*class)) {
                *count += 1;
            }
        }
        let named = counts
            .iter()
            .enumerate()
            .filter(|(class, count)| **count > 0 && *class != usize::from(NO_CLASS));
        named
            .map(|(class, count)| (class, self.names.get(class).map_or("", |it| it), *count))
            .collect()
    }
}

/// Says what each pixel of a picture is: DeepLab, selfie segmentation, any model with a score for each class
/// and pixel, or with classes themselves.
///
/// ```no_run
/// use litert_tasks::{ImageSegmenter, Picture};
///
/// # fn main() -> litert_tasks::Result<()> {
/// let mut segmenter = ImageSegmenter::builder("deeplab.tflite").build()?;
/// for (_, name, pixels) in segmenter.segment(&Picture::open("street.jpg")?)?.areas() {
///     println!("{name}: {pixels} pixels");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct ImageSegmenter {
    runner: Runner,
    head: MaskHead,
    activation: Activation,
    small: Vec<u8>,
    scratch: Vec<f32>,
    confidence: Vec<f32>,
    found: Segmentation,
    last: Option<(Ran, Planes)>,
}

impl std::fmt::Debug for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.transform.fmt(f)
    }
}

/// Settings of an [`ImageSegmenter`].
#[derive(Debug)]
pub struct ImageSegmenterBuilder {
    settings: Settings,
    activation: Option<Activation>,
}

impl ImageSegmenter {
    /// Settings for the path of a model, a model or an engine.
    pub fn builder(source: impl Into<Source>) -> ImageSegmenterBuilder {
        ImageSegmenterBuilder {
            settings: Settings::new(source.into()),
            activation: None,
        }
    }

    /// The class of each pixel of a picture.
    ///
    /// # Errors
    /// [`Error::Engine`] if the model cannot run, [`Error::Model`] if its output is not what its head says.
    pub fn segment<'f>(&mut self, frame: impl Into<Frame<'f>>) -> Result<&Segmentation> {
        self.last = None;
        let ran = self.runner.run(frame.into())?;
        let Runner { engine, copies, .. } = &mut self.runner;
        let copy = copies.get_mut(self.head.output).ok_or_else(gone)?;
        let values = output(engine.as_ref(), self.head.output, copy)?;
        // Of another size where the model takes pictures of any size.
        let planes = Planes::of(values.shape(), self.head.planes.channels_first);
        let planes = planes
            .filter(|it| it.channels == self.head.planes.channels)
            .ok_or_else(|| {
                Error::model(format!(
                    "masks of {} classes are expected, and the output is {}",
                    self.head.planes.channels,
                    values.shape()
                ))
            })?;
        let Size { width, height } = ran.transform.picture_size();
        (self.found.width, self.found.height) = (width, height);
        let classes = &mut self.found.classes;
        if planes.channels == 1 && !self.head.is_class {
            // A border between two classes is smooth where scores are resized, and not classes.
            let Self {
                activation,
                scratch,
                confidence: picture,
                ..
            } = self;
            confidence(
                &values,
                &planes,
                0,
                *activation,
                &ran.transform,
                scratch,
                picture,
            )?;
            classes.clear();
            classes.extend(
                picture
                    .iter()
                    .map(|it| if *it > 0.5 { 0 } else { NO_CLASS }),
            );
        } else {
            match self.head.is_class {
                true => stored_class(&values, &mut self.small),
                false => best_class(&values, &planes, &mut self.small)?,
            }
            resize_classes(&self.small, planes.size, &ran.transform, classes);
        }
        self.runner.done(&ran);
        self.last = Some((ran, planes));
        Ok(&self.found)
    }

    /// How sure the model is that pixels of the last picture are of a class: a number for each, row by row.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] before the first picture, for a class that the model does not have, and if
    /// the model gives classes without scores.
    pub fn confidence(&mut self, class: usize) -> Result<&[f32]> {
        let Some((ran, planes)) = self.last else {
            return Err(Error::invalid_argument(
                "there is no picture yet; call segment first",
            ));
        };
        if self.head.is_class {
            return Err(Error::invalid_argument(
                "this model gives classes without scores",
            ));
        }
        let Runner { engine, copies, .. } = &mut self.runner;
        let copy = copies.get_mut(self.head.output).ok_or_else(gone)?;
        let values = output(engine.as_ref(), self.head.output, copy)?;
        let Self {
            activation,
            scratch,
            confidence: picture,
            ..
        } = self;
        confidence(
            &values,
            &planes,
            class,
            *activation,
            &ran.transform,
            scratch,
            picture,
        )?;
        Ok(&self.confidence)
    }

    /// Which output is what.
    pub fn head(&self) -> &MaskHead {
        &self.head
    }

    common_task!();
}

impl ImageSegmenterBuilder {
    common_settings!();

    /// The names of the classes, instead of those attached to the model.
    #[must_use]
    pub fn labels(mut self, labels: litert::model::Labels) -> Self {
        self.settings.labels = Some(labels);
        self
    }

    /// What turns the numbers of the output into confidences, instead of what the metadata says.
    #[must_use]
    pub fn activation(mut self, activation: Activation) -> Self {
        self.activation = Some(activation);
        self
    }

    /// Makes the segmenter.
    ///
    /// # Errors
    /// [`Error::Model`] if the model gives no masks, or names of another number of classes;
    /// [`Error::Engine`] if it cannot be loaded; [`Error::InvalidArgument`] for settings that cannot be used.
    pub fn build(self) -> Result<ImageSegmenter> {
        let wanted = |head: &Head| matches!(head, Head::Mask(_));
        let ready = self
            .settings
            .open("segmentation", wanted, |_| Defaults::default())?;
        let Ready {
            runner,
            head,
            names,
            ..
        } = ready;
        let Head::Mask(head) = head else {
            return Err(gone());
        };
        Ok(ImageSegmenter {
            runner,
            activation: self.activation.unwrap_or(head.activation),
            head,
            small: Vec::new(),
            scratch: Vec::new(),
            confidence: Vec::new(),
            found: Segmentation {
                names: Names::into_all(names),
                ..Segmentation::default()
            },
            last: None,
        })
    }
}
