//! A list of labels, in whatever form, or what an exporter noted.

use litert::model::{ExporterNotes, Labels};

pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let labels = Labels::parse(&text);
    assert_eq!(labels.iter().count(), labels.len());
    for (index, name) in labels.iter().enumerate() {
        assert_eq!(labels.get(index).unwrap_or_default(), name);
        assert!(!name.contains('\n'));
    }
    assert_eq!(labels.get(labels.len()), None);
    notes(&text);
}

/// What an exporter noted is text from the file, whatever that is.
fn notes(text: &str) {
    if let Some(notes) = ExporterNotes::parse(text) {
        assert!(notes.task.len() <= text.len() * 4);
        assert!(text.contains("task") || text.contains('\\'));
    }
}
