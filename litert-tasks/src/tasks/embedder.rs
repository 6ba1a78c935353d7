//! Vectors that stand for pictures.

use super::classifier::gone;
use super::runner::{Defaults, Ready, Runner, Settings, common_settings, common_task, output};
use super::source::Source;
use crate::decode::embedding::Embedding;
use crate::error::Result;
use crate::frame::Frame;
use crate::head::Head;

/// Turns pictures into vectors: those of similar pictures point the same way.
///
/// ```no_run
/// use litert_tasks::{ImageEmbedder, Picture};
///
/// # fn main() -> litert_tasks::Result<()> {
/// let mut embedder = ImageEmbedder::builder("mobilenet_embedder.tflite").l2_normalize().build()?;
/// let a = embedder.embed(&Picture::open("one.jpg")?)?;
/// let b = embedder.embed(&Picture::open("two.jpg")?)?;
/// println!("{:.3}", a.cosine(&b));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct ImageEmbedder {
    runner: Runner,
    output: usize,
    normalize: bool,
}

/// Settings of an [`ImageEmbedder`].
#[derive(Debug)]
pub struct ImageEmbedderBuilder {
    settings: Settings,
    normalize: bool,
}

impl ImageEmbedder {
    /// Settings for the path of a model, a model or an engine.
    pub fn builder(source: impl Into<Source>) -> ImageEmbedderBuilder {
        ImageEmbedderBuilder {
            settings: Settings::new(source.into()),
            normalize: false,
        }
    }

    /// The vector of a picture.
    ///
    /// # Errors
    /// [`Error::Engine`](crate::Error::Engine) if the model cannot run.
    pub fn embed<'f>(&mut self, frame: impl Into<Frame<'f>>) -> Result<Embedding> {
        let mut embedding = Embedding::default();
        self.embed_into(frame, &mut embedding)?;
        Ok(embedding)
    }

    /// As [`embed`](Self::embed), into memory that is used again.
    ///
    /// # Errors
    /// As there.
    pub fn embed_into<'f>(
        &mut self,
        frame: impl Into<Frame<'f>>,
        embedding: &mut Embedding,
    ) -> Result<()> {
        let ran = self.runner.run(frame.into())?;
        let Runner { engine, copies, .. } = &mut self.runner;
        let copy = copies.get_mut(self.output).ok_or_else(gone)?;
        embedding.read(&output(engine.as_ref(), self.output, copy)?);
        if self.normalize {
            embedding.normalize();
        }
        self.runner.done(&ran);
        Ok(())
    }

    common_task!();
}

impl ImageEmbedderBuilder {
    common_settings!();

    /// All vectors get length 1.
    #[must_use]
    pub fn l2_normalize(mut self) -> Self {
        self.normalize = true;
        self
    }

    /// Makes the embedder.
    ///
    /// # Errors
    /// [`Error::Model`](crate::Error::Model) if the model gives no vector;
    /// [`Error::Engine`](crate::Error::Engine) if it cannot be loaded;
    /// [`Error::InvalidArgument`](crate::Error::InvalidArgument) for settings that cannot be used.
    pub fn build(self) -> Result<ImageEmbedder> {
        // Scores are a vector, too.
        let wanted = |head: &Head| matches!(head, Head::Embedding(_) | Head::Classes(_));
        let ready = self
            .settings
            .open("embedding", wanted, |_| Defaults::default())?;
        let Ready { runner, head, .. } = ready;
        let output = match head {
            Head::Embedding(head) => head.output,
            Head::Classes(head) => head.output,
            _ => return Err(gone()),
        };
        Ok(ImageEmbedder {
            runner,
            output,
            normalize: self.normalize,
        })
    }
}
