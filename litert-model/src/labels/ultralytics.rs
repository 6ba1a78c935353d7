//! What Ultralytics' exporter notes about a YOLO model, in an attached file.

use super::Labels;
use super::dictionary;
use crate::error::InvalidModel;
use crate::reader::ModelView;

/// What Ultralytics' exporter notes about a model, in the attached file `metadata.json` or
/// `temp_meta.txt`.
///
/// ```
/// use litert_model::ExporterNotes;
///
/// let text = "{'task': 'pose', 'kpt_shape': [17, 3], 'args': {'nms': True}, 'names': {0: 'person'}}";
/// let notes = ExporterNotes::parse(text).expect("a task");
/// assert_eq!(notes.task, "pose");
/// assert_eq!(notes.keypoint_shape, Some([17, 3]));
/// assert!(notes.nms && !notes.end_to_end);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExporterNotes {
    /// What the model is for: `detect`, `segment`, `pose`, `classify`, `obb`.
    pub task: String,
    /// Whether the model picks the best boxes itself, by how it was trained.
    pub end_to_end: bool,
    /// Whether suppression of overlapping boxes is part of the model.
    pub nms: bool,
    /// How many keypoints there are, and how many numbers stand for each.
    pub keypoint_shape: Option<[usize; 2]>,
    /// Height and width of the input.
    pub image_size: Option<[usize; 2]>,
    /// The names of the classes.
    pub names: Option<Labels>,
}

/// No such file is larger.
const MOST_BYTES: usize = 1 << 20;

impl ExporterNotes {
    /// Reads a dictionary of JSON or Python; `None` if it is none, or names no task.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let get = |key| dictionary::value(text, key);
        let is_true = |value: &str| matches!(value, "true" | "True");
        Some(Self {
            task: dictionary::text(get("task")?)?,
            end_to_end: get("end2end").is_some_and(is_true),
            nms: get("args")
                .and_then(|args| dictionary::value(args, "nms"))
                .is_some_and(is_true),
            keypoint_shape: get("kpt_shape").and_then(pair),
            image_size: get("imgsz").and_then(pair),
            names: dictionary::names(text).map(|names| names.into_iter().collect()),
        })
    }
}

/// Two numbers in brackets.
fn pair(value: &str) -> Option<[usize; 2]> {
    let inside = value.strip_prefix(['[', '('])?.strip_suffix([']', ')'])?;
    let mut numbers = inside.split(',').map(|number| number.trim().parse().ok());
    match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(Some(first)), Some(Some(second)), None) => Some([first, second]),
        _ => None,
    }
}

impl ModelView<'_> {
    /// What Ultralytics' exporter notes about the model; `None` if no attached file has such notes.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] if the attached file or the archive is damaged.
    pub fn exporter_notes(self) -> Result<Option<ExporterNotes>, InvalidModel> {
        for file in self.attached_files()? {
            let name = file.name().to_ascii_lowercase();
            let may_be = matches!(name.as_str(), "metadata.json" | "temp_meta.txt");
            if may_be && file.size() <= MOST_BYTES {
                if let Some(notes) = ExporterNotes::parse(&file.read_to_string()?) {
                    return Ok(Some(notes));
                }
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_json_and_python_are_read() {
        let json = r#"{"description": "a {b}", "task": "detect", "end2end": true, "imgsz": [640, 480],
            "args": {"nms": false, "x": "nms"}, "names": {"0": "cat"}}"#;
        let notes = ExporterNotes::parse(json).unwrap();
        assert!(notes.end_to_end && !notes.nms);
        assert_eq!(notes.image_size, Some([640, 480]));
        assert_eq!(notes.names.unwrap().get(0), Some("cat"));
        let python = "{'date': '2024', 'task': 'segment', 'args': {'half': False, 'nms': True}}";
        let notes = ExporterNotes::parse(python).unwrap();
        assert!(notes.nms && notes.task == "segment" && notes.names.is_none());
    }

    #[test]
    fn damaged_notes_are_none_and_do_not_panic() {
        let text =
            r#"{'a': {"b": [1, '\u00e9']}, 'task': 'pose', 'kpt_shape': [17, 3, 1], "z": é}"#;
        assert_eq!(ExporterNotes::parse(text).unwrap().keypoint_shape, None);
        for end in 0..text.len() {
            if let Some(start) = text.get(..end) {
                let _ = ExporterNotes::parse(start);
            }
        }
        for text in [
            "",
            "{}",
            "cat\ndog",
            "{'task': 5}",
            "{'args': {'task': 'pose'}}",
        ] {
            assert_eq!(ExporterNotes::parse(text), None, "{text}");
        }
    }
}
