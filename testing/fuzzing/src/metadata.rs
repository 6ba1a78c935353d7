//! A description of a model and an archive of files behind it: what was written is read, lies about
//! sizes are errors, and damage is one or the other.

use arbitrary::{Arbitrary, Result, Unstructured};
use litert::model::metadata::{Normalization, TensorContent};
use litert::model::{AttachedFile, ModelView};

use crate::archive::{self, Entry};
use crate::describe::Description;
use litert_generator::file as tflite;

/// What a file may unpack to here. The archive may say more, and then it lies.
const MOST: usize = 1 << 16;

pub(crate) fn run(data: &[u8]) {
    let _ = input(&mut Unstructured::new(data));
}

fn input(u: &mut Unstructured<'_>) -> Result<()> {
    let description = Description::arbitrary(u)?;
    let mut names: Vec<String> = Vec::new();
    let outputs = description.outputs.iter();
    names.extend(outputs.filter_map(|tensor| Some(tensor.file.as_ref()?.0.clone())));
    names.extend(["labels.txt".to_owned(), "a".to_owned()]);
    names.retain(|name| name.len() <= usize::from(u16::MAX));
    let count = u.int_in_range(0..=3)?;
    let entries = (0..count)
        .map(|_| entry(u, &names))
        .collect::<Result<Vec<_>>>()?;
    let mut bytes = model(&description);
    let archive = archive::write(&entries, bytes.len());
    bytes.extend(archive);
    right(&bytes, &description, &entries);

    let places = u.int_in_range(0..=8)?;
    for _ in 0..places {
        let at = u.choose_index(bytes.len())?;
        bytes[at] = u.arbitrary()?;
    }
    damaged(&bytes);
    Ok(())
}

fn entry(u: &mut Unstructured<'_>, names: &[String]) -> Result<Entry> {
    let name = u.choose(names)?.clone();
    let line: String = u.arbitrary()?;
    let times = u.int_in_range(0..=MOST / line.len().max(1))?;
    Ok(Entry {
        name,
        content: line.repeat(times).into_bytes(),
        compressed: u.arbitrary()?,
        stated: u.arbitrary()?,
    })
}

/// A model with one tensor that says this about itself.
fn model(description: &Description) -> Vec<u8> {
    let model = tflite::Model {
        subgraphs: vec![tflite::Subgraph {
            tensors: vec![tflite::Tensor::float(&[1])],
            inputs: vec![0],
            outputs: vec![0],
            ..tflite::Subgraph::default()
        }],
        buffers: vec![
            tflite::Buffer::default(),
            tflite::Buffer {
                data: Some(description.build()),
                ..tflite::Buffer::default()
            },
        ],
        metadata: vec![(Some("TFLITE_METADATA"), 1)],
        ..tflite::Model::default()
    };
    model.build()
}

/// What was written is what is read.
fn right(bytes: &[u8], description: &Description, entries: &[Entry]) {
    let view = ModelView::new(bytes).expect("a good model");
    // A comment, or what looks like the end of an archive, cannot follow: the archive ends it.
    let files = view.attached_files().expect("a good archive");
    assert_eq!(files.len(), entries.len());
    for (file, entry) in files.iter().zip(entries) {
        assert_eq!(file.name(), entry.name);
        let lies = entry
            .stated
            .is_some_and(|stated| stated as usize != entry.content.len());
        match file.read() {
            Ok(content) => {
                assert!(!lies, "a wrong size passed");
                assert_eq!(*content, entry.content[..]);
            }
            Err(error) => assert!(lies, "{error}"),
        }
    }
    let read = view.model_metadata().expect("a good description");
    let read = read.expect("a description");
    assert_eq!(read.name, description.name);
    assert_eq!(read.license, description.license);
    let graph = &read.subgraphs[0];
    let written = description.inputs.iter().chain(&description.outputs);
    let tensors = graph.inputs.iter().chain(&graph.outputs);
    assert_eq!(tensors.clone().count(), written.clone().count());
    for (read, written) in tensors.zip(written) {
        assert_eq!(read.name, written.name);
        assert_eq!(
            read.files.first().map(|file| &file.name),
            written.file.as_ref().map(|(name, _)| name)
        );
        let size = match read.content {
            Some(TensorContent::Image { size, .. }) => size,
            _ => None,
        };
        assert_eq!(size, written.size);
        let bits = |numbers: &[f32]| numbers.iter().map(|it| it.to_bits()).collect::<Vec<_>>();
        let normalization = read.normalization.as_ref().expect("numbers");
        assert_eq!(bits(&normalization.mean), bits(&written.mean));
        assert_eq!(bits(&normalization.std), bits(&written.std));
        assert_eq!(
            read.score_threshold.map(f32::to_bits),
            written.threshold.map(f32::to_bits)
        );
        applied(normalization);
    }
    let _ = view.labels();
}

/// Any channel has a number, and any numbers do.
fn applied(normalization: &Normalization) {
    for channel in [0, 1, 3, usize::MAX] {
        let _ = normalization.apply(255.0, channel);
    }
}

/// Nothing panics, and nothing unpacks to more than it states.
fn damaged(bytes: &[u8]) {
    for file in AttachedFile::list(bytes).unwrap_or_default() {
        if let Ok(content) = file.read() {
            assert_eq!(content.len(), file.size());
        }
        let _ = (file.name(), file.is_compressed(), file.stored());
    }
    if let Ok(view) = ModelView::new(bytes) {
        let metadata = view.model_metadata();
        let _ = format!("{metadata:?}");
        for graph in metadata
            .ok()
            .flatten()
            .into_iter()
            .flat_map(|it| it.subgraphs)
        {
            let _ = (graph.detector_options(), graph.segmenter_activation());
        }
        let _ = view.exporter_notes();
        let _ = view.labels().map(|labels| labels.map(|it| it.len()));
    }
}

#[cfg(test)]
mod tests {
    use litert::model::{InvalidModelKind, Labels, ModelView};

    use super::model;
    use crate::archive::{self, Entry};
    use crate::describe::Description;

    /// A model of a few kilobytes with this text as its class names.
    fn labelled(text: &str) -> Vec<u8> {
        let description = Description {
            name: None,
            license: None,
            inputs: Vec::new(),
            outputs: Vec::new(),
        };
        let entry = Entry {
            name: "labels.txt".to_owned(),
            content: text.as_bytes().to_vec(),
            compressed: true,
            stated: None,
        };
        let mut bytes = model(&description);
        let archive = archive::write(&[entry], bytes.len());
        bytes.extend(archive);
        bytes
    }

    #[test]
    fn labels_are_no_bomb() {
        let bytes = labelled("cat\ndog\n");
        let view = ModelView::new(&bytes).expect("a good model");
        let labels = view.labels().expect("good labels");
        assert_eq!(labels, Some(Labels::parse("cat\ndog")));

        // Each empty line would become a name of its own.
        let bytes = labelled(&("\n".repeat(5 << 20) + "cat"));
        assert!(bytes.len() < 40_000, "{}", bytes.len());
        let view = ModelView::new(&bytes).expect("a good model");
        let error = view.labels().expect_err("too many");
        assert_eq!(error.kind(), InvalidModelKind::TooLarge, "{error}");
        assert!(error.to_string().contains("'labels.txt'"), "{error}");
    }
}
