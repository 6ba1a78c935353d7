//! A list of labels, in whatever form.

use litert::model::Labels;

pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let labels = Labels::parse(&text);
    assert_eq!(labels.iter().count(), labels.len());
    for (index, name) in labels.iter().enumerate() {
        assert_eq!(labels.get(index).unwrap_or_default(), name);
        assert!(!name.contains('\n'));
    }
    assert_eq!(labels.get(labels.len()), None);
}
