//! `.task` bundles: ZIP archives of models and what belongs to them.

use std::borrow::Cow;

use super::archive::AttachedFile;
use super::error::{InvalidModel, InvalidModelKind};

/// A `.task` bundle: an archive that holds models, settings, and sometimes other bundles.
///
/// ```
/// use litert_model::Bundle;
///
/// let error = Bundle::new(b"no archive").unwrap_err();
/// assert!(error.to_string().contains("ZIP"), "{error}");
/// ```
#[derive(Clone, Debug)]
pub struct Bundle<'a> {
    parts: Vec<BundlePart<'a>>,
}

/// A file in a [`Bundle`].
#[derive(Clone, Debug)]
pub struct BundlePart<'a> {
    name: String,
    file: AttachedFile<'a>,
}

/// Bundles within bundles beyond this depth are not opened. Real ones have two levels.
const DEEPEST: usize = 4;
/// No bundle has more parts.
const MOST_PARTS: usize = 10_000;
/// No bundle holds more bundles. Entries may overlap, so a small file can name one archive very often.
const MOST_ARCHIVES: usize = 256;
/// No names of all parts are longer together. What lies in a bundle inside repeats its name.
const MOST_NAMES: usize = 4 << 20;

impl<'a> Bundle<'a> {
    /// Reads the directory of a bundle, and those of the bundles that it holds. The bytes of the parts
    /// are not looked at before someone asks for them.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] if these bytes are no archive or its directory is damaged; of the kind
    /// [`TooLarge`](InvalidModelKind::TooLarge) if it has more than 10 000 parts, 256 bundles
    /// or 4 MiB of names.
    pub fn new(bytes: &'a [u8]) -> Result<Self, InvalidModel> {
        if !AttachedFile::is_archive(bytes) {
            return Err(invalid("it does not begin like a ZIP archive"));
        }
        let mut reader = Reader {
            parts: Vec::new(),
            archives: 0,
            names: 0,
        };
        let entries = AttachedFile::list(bytes)?;
        if entries.is_empty() {
            return Err(invalid(
                "it begins like a ZIP archive, but there is no directory at its end: it may be cut \
                 short",
            ));
        }
        reader.add(entries, "", DEEPEST)?;
        Ok(Self {
            parts: reader.parts,
        })
    }

    /// All parts in the order of the archive; those of a bundle inside follow it.
    pub fn parts(&self) -> &[BundlePart<'a>] {
        &self.parts
    }

    /// The part of this name.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] that lists the names if there is none.
    pub fn part(&self, name: &str) -> Result<&BundlePart<'a>, InvalidModel> {
        self.parts.iter().find(|it| it.name == name).ok_or_else(|| {
            let shown = self.parts.iter().take(20).map(BundlePart::name);
            let shown = shown.collect::<Vec<_>>().join(", ");
            let more = match self.parts.len() {
                0..=20 => String::new(),
                all => format!(" and {} more", all - 20),
            };
            invalid(format!("there is no part '{name}'; it has {shown}{more}"))
        })
    }

    /// The names of the models in it.
    pub fn models(&self) -> impl Iterator<Item = &str> {
        let models = self.parts.iter().filter(|part| part.is_model());
        models.map(BundlePart::name)
    }

    /// The bytes of the model of this name, borrowed unless it is compressed. They begin anywhere:
    /// whoever runs the model copies them to aligned memory, as `litert::Model::from_bytes` does.
    ///
    /// # Errors
    ///
    /// As for [`part`](Self::part) and [`AttachedFile::read`], and if the part is no model.
    pub fn model(&self, name: &str) -> Result<Cow<'a, [u8]>, InvalidModel> {
        let part = self.part(name)?;
        if !part.is_model() {
            let models = self.models().take(20).collect::<Vec<_>>().join(", ");
            return Err(invalid(format!(
                "part '{name}' is no model; the models are: {models}"
            )));
        }
        // A model may be larger than what attached files unpack to as a rule.
        part.file.read_within(usize::MAX)
    }
}

impl<'a> BundlePart<'a> {
    /// The name to ask for it by. What lies in a bundle inside of the bundle has the names of both,
    /// with a slash in between.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file itself.
    pub fn file(&self) -> &AttachedFile<'a> {
        &self.file
    }

    /// Whether it is a model. Of a compressed file the name tells.
    pub fn is_model(&self) -> bool {
        match self.file.is_compressed() {
            true => self.name.ends_with(".tflite"),
            false => self.file.stored().get(4..8) == Some(b"TFL3"),
        }
    }

    /// Whether it is an archive, such as a bundle inside of the bundle.
    pub fn is_archive(&self) -> bool {
        !self.file.is_compressed() && AttachedFile::is_archive(self.file.stored())
    }
}

struct Reader<'a> {
    parts: Vec<BundlePart<'a>>,
    archives: usize,
    names: usize,
}

impl<'a> Reader<'a> {
    fn add(
        &mut self,
        entries: Vec<AttachedFile<'a>>,
        folder: &str,
        depth: usize,
    ) -> Result<(), InvalidModel> {
        for file in entries {
            if self.parts.len() >= MOST_PARTS {
                return Err(too_large(MOST_PARTS, "parts"));
            }
            self.names += folder.len() + file.name().len();
            if self.names > MOST_NAMES {
                return Err(too_large(MOST_NAMES, "bytes of names"));
            }
            let part = BundlePart {
                name: format!("{folder}{}", file.name()),
                file,
            };
            let inside = (part.is_archive() && depth > 0).then(|| part.file.stored());
            let folder = inside.map(|_| format!("{}/", part.name));
            self.parts.push(part);
            if let (Some(stored), Some(folder)) = (inside, folder) {
                self.archives += 1;
                if self.archives > MOST_ARCHIVES {
                    return Err(too_large(MOST_ARCHIVES, "bundles"));
                }
                // A bundle inside that is damaged is still a part of this one.
                let entries = AttachedFile::list(stored).unwrap_or_default();
                self.add(entries, &folder, depth - 1)?;
            }
        }
        Ok(())
    }
}

fn invalid(message: impl Into<String>) -> InvalidModel {
    InvalidModel::new(InvalidModelKind::Metadata, "bundle", message)
}

fn too_large(most: usize, what: &str) -> InvalidModel {
    let message = format!("it holds more than {most} {what}");
    InvalidModel::new(InvalidModelKind::TooLarge, "bundle", message)
}
