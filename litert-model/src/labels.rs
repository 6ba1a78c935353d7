//! Names for the classes that a model tells apart.

mod dictionary;
mod ultralytics;

pub use ultralytics::ExporterNotes;

use super::archive::AttachedFile;
use super::error::{InvalidModel, InvalidModelKind};
use super::metadata::FileKind;
use super::reader::ModelView;

/// A list of class names, by the number of the class.
///
/// ```
/// use litert_model::Labels;
///
/// let labels = Labels::parse("background\ntench\ngoldfish\n");
/// assert_eq!(labels.get(1), Some("tench"));
/// // Some files number their lines, and leave numbers out.
/// let labels = Labels::parse("0  person\n2  car\n");
/// assert_eq!((labels.get(1), labels.get(2)), (None, Some("car")));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    names: Vec<String>,
}

/// A class number beyond this is no class number.
const MAX_NUMBER: usize = 1 << 20;

/// No list of class names is larger. Each line costs many times its bytes, and an archive of a few
/// kilobytes can unpack to millions of lines.
const MOST_BYTES: usize = 4 << 20;

impl Labels {
    /// Reads a list with one name per line, or with a number and a name per line; or a dictionary of
    /// JSON or Python that has the names under `names`, as exporters of YOLO models write it.
    pub fn parse(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut names: Vec<String> = match dictionary::names(text).or_else(|| numbered(text)) {
            Some(names) => names,
            // A blank line within the list still counts as a class, or all later ones would shift.
            None => text.lines().map(|line| line.trim().to_owned()).collect(),
        };
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        Self { names }
    }

    /// The name of class `index`; `None` if the list has none for it.
    pub fn get(&self, index: usize) -> Option<&str> {
        self.names
            .get(index)
            .map(String::as_str)
            .filter(|name| !name.is_empty())
    }

    /// One more than the largest class number.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All names in order; empty where a number has no name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

impl<S: Into<String>> FromIterator<S> for Labels {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        Self {
            names: names.into_iter().map(Into::into).collect(),
        }
    }
}

/// The names if every line begins with a number and the numbers rise.
fn numbered(text: &str) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let end = line.find(|c: char| !c.is_ascii_digit())?;
        let (number, rest) = line.split_at_checked(end)?;
        let number: usize = number.parse().ok().filter(|&number| number < MAX_NUMBER)?;
        // "3d printer" is a name and not class 3.
        let name = rest
            .strip_prefix([' ', '\t', ':'])?
            .trim_start_matches([' ', '\t', ':']);
        if number < names.len() || name.is_empty() {
            return None;
        }
        names.resize(number, String::new());
        names.push(name.to_owned());
    }
    (!names.is_empty()).then_some(names)
}

impl ModelView<'_> {
    /// The class names that are attached to the model; `None` if there are none.
    ///
    /// The file that the metadata names as labels of an output is taken first; without such a hint,
    /// an attached text file with `label` in its name; then the `names` in `metadata.json` or
    /// `temp_meta.txt`, which exporters of YOLO models attach.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] if there are labels but they, or what leads to them, are damaged; of the kind
    /// [`TooLarge`](super::InvalidModelKind::TooLarge) if they are more than 4 MiB.
    pub fn labels(self) -> Result<Option<Labels>, InvalidModel> {
        let files = self.attached_files()?;
        if files.is_empty() {
            return Ok(None);
        }
        let metadata = self.model_metadata()?.unwrap_or_default();
        let outputs = metadata.subgraphs.iter().flat_map(|graph| &graph.outputs);
        let named = outputs
            .flat_map(|tensor| &tensor.files)
            .filter(|file| matches!(file.kind, FileKind::AxisLabels | FileKind::ValueLabels))
            .find_map(|named| files.iter().find(|file| file.name() == named.name));
        let name = |file: &AttachedFile<'_>| file.name().to_ascii_lowercase();
        let guessed = files.iter().find(|file| {
            let name = name(file);
            name.contains("label") && name.ends_with(".txt")
        });
        if let Some(file) = named.or(guessed) {
            if let Some(labels) = labels_in(file, true)? {
                return Ok(Some(labels));
            }
        }
        for dictionary in ["metadata.json", "temp_meta.txt"] {
            if let Some(file) = files.iter().find(|file| name(file) == dictionary) {
                if let Some(labels) = labels_in(file, false)? {
                    return Ok(Some(labels));
                }
            }
        }
        Ok(None)
    }
}

/// The labels in an attached file: a dictionary with names, or a list if it may be one.
fn labels_in(file: &AttachedFile<'_>, may_be_list: bool) -> Result<Option<Labels>, InvalidModel> {
    if file.size() > MOST_BYTES {
        return match may_be_list {
            true => Err(file.too_large(MOST_BYTES)),
            // Nobody said that it has names.
            false => Ok(None),
        };
    }
    let text = file.read_to_string()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if let Some(names) = dictionary::names(text) {
        return Ok(Some(names.into_iter().collect()));
    }
    if !may_be_list || dictionary::is_dictionary(text) {
        return Ok(None);
    }
    // A line takes more memory than its text, and packed ones hardly any in the file.
    if text.lines().nth(MAX_NUMBER).is_some() {
        return Err(InvalidModel::new(
            InvalidModelKind::Metadata,
            format_args!("attached file '{}'", file.name()),
            format!("it has more than {MAX_NUMBER} lines, so it is no list of labels"),
        ));
    }
    Ok(Some(Labels::parse(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lists_keep_their_places() {
        let labels = Labels::parse("\u{feff}a\r\n\r\n  c d \r\n\r\n");
        assert_eq!(labels.iter().collect::<Vec<_>>(), ["a", "", "c d"]);
        assert_eq!(labels.get(1), None);
        assert_eq!(labels.get(2), Some("c d"));
        assert!(Labels::parse("\n\n").is_empty());
    }

    #[test]
    fn digits_are_names_when_nothing_follows() {
        let labels = Labels::parse("0\n1\n2\n");
        assert_eq!(labels.get(2), Some("2"));
        assert_eq!(
            Labels::parse("3d printer\n4d film").get(0),
            Some("3d printer")
        );
    }

    #[test]
    fn numbered_lists_may_have_gaps() {
        let labels = Labels::parse("0: a\n\n2:b\n5\tc e\n");
        assert_eq!(labels.len(), 6);
        assert_eq!(labels.get(5), Some("c e"));
        // Numbers that fall are not class numbers.
        assert_eq!(Labels::parse("2 a\n1 b").get(0), Some("2 a"));
        assert_eq!(Labels::parse("999999999999 a").len(), 1);
    }
}
