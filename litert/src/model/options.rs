//! Models that a caller vouches for.

use std::path::Path;

use super::bytes::{ModelBytes, ModelSource};
use super::{Model, ModelView, Vouched};
use crate::error::{Error, NotFound, Result};

/// How a model is checked: a way out where the check refuses a model that its owner knows to be harmless.
///
/// A refusal ends with the name of its rule in brackets, and [`InvalidModel::name`] gives it. A model from
/// a stranger is nothing to vouch for: [`isolated`](crate::isolated) has a process of its own for it.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// use litert::ModelOptions;
///
/// // SAFETY: the divisor is a constant of the program that made this model, and never -1.
/// let options = unsafe { ModelOptions::new().allow("floor-mod-overflow") };
/// let model = options.read_file("../models/tiny/add.tflite")?;
/// assert_eq!(model.allowed(), ["floor-mod-overflow"]);
/// # Ok(())
/// # }
/// ```
///
/// [`InvalidModel::name`]: crate::model::InvalidModel::name
#[derive(Clone, Debug, Default)]
pub struct ModelOptions {
    allowed: Vec<String>,
}

impl ModelOptions {
    /// The check that [`Model::from_file`] makes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets a model pass that breaks the rule of this name; what looks before a run or a resize whether it
    /// is kept does so no longer. [`ModelView::rules`] has all names; one that does not exist is an error
    /// when a model is read.
    ///
    /// # Safety
    /// The native libraries do not look whether the rule is kept: they end the process, or read and write
    /// memory that is not theirs. The caller knows that they do not for these models, and for all inputs
    /// and shapes that these models will get.
    #[must_use]
    pub unsafe fn allow(mut self, name: impl Into<String>) -> Self {
        self.allowed.push(name.into());
        self
    }

    /// Reads a model from a file, as [`Model::from_file`] does.
    ///
    /// # Errors
    /// As for [`Model::from_file`], and [`Error::NotFound`] if there is no rule of a name, with those that
    /// are like it.
    pub fn read_file(&self, path: impl AsRef<Path>) -> Result<Model> {
        let path = path.as_ref();
        let vouched = self.vouched()?;
        Model::verified(ModelBytes::read(path)?, path.display().to_string(), vouched)
    }

    /// Takes a model from memory, as [`Model::from_bytes`] does.
    ///
    /// # Errors
    /// As for [`Model::from_bytes`], and [`Error::NotFound`] if there is no rule of a name, with those that
    /// are like it.
    pub fn take_bytes<'a>(&self, bytes: impl Into<ModelSource<'a>>) -> Result<Model> {
        let vouched = self.vouched()?;
        let bytes = ModelBytes::from_source(bytes.into())?;
        Model::verified(bytes, Model::IN_MEMORY.to_owned(), vouched)
    }

    fn vouched(&self) -> Result<Vouched> {
        let rules = ModelView::rules();
        let unknown = |name: &&String| !rules.contains(&name.as_str());
        match self.allowed.iter().find(unknown) {
            None => Ok(Vouched::names(self.allowed.clone())),
            Some(name) => Err(Error::NotFound(Box::new(NotFound {
                what: "rule",
                name: format!("'{name}'"),
                available: like(name, &rules),
            }))),
        }
    }
}

/// The rules that have a word in common with a name, or all if none has.
fn like(name: &str, rules: &[&str]) -> Vec<String> {
    let has_word = |text: &str, of: &str| {
        let mut words = of.split('-').filter(|word| word.len() > 2);
        words.any(|word| text.contains(word))
    };
    let near = |rule: &&&str| has_word(rule, name) || has_word(name, rule);
    let found: Vec<&&str> = rules.iter().filter(near).collect();
    let all = rules.iter().filter(|_| found.is_empty());
    found
        .iter()
        .copied()
        .chain(all)
        .map(|it| (*it).to_owned())
        .collect()
}
