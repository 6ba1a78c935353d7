//! Files that are no models, or broken ones: each ends in a typed error that names the file and
//! what is wrong in it, before any native code sees it.

use std::path::Path;

use litert::model::InvalidModelKind;
use litert::{Error, Model};
use litert_golden::suite_or_skip;
use litert_test_support::child::Scratch;
use litert_test_support::runtime::own;

/// What each broken file of the shared suite is refused for: its id, the kind, words of the text.
const REFUSED: &[(&str, InvalidModelKind, &str)] = {
    use InvalidModelKind as Kind;
    &[
        ("derived_empty_file", Kind::NotAModel, "is the file empty?"),
        ("invalid_model", Kind::NotAModel, "'TFL3'"),
        ("test_model_broken", Kind::NotAModel, "'TFL3'"),
        ("derived_bad_identifier", Kind::NotAModel, "'TFL3'"),
        ("derived_truncated", Kind::Structure, "was cut short"),
        (
            "derived_truncated_mobilenet",
            Kind::Structure,
            "was cut short",
        ),
        ("derived_root_offset", Kind::Structure, "was cut short"),
        ("schema_version_2", Kind::SchemaVersion, "convert the model"),
        (
            "derived_schema_version_9",
            Kind::SchemaVersion,
            "convert the model",
        ),
        ("no_subgraphs", Kind::Subgraph, "no graph"),
        ("derived_tensor_index", Kind::Operator, "tensor 999"),
        ("derived_huge_shape", Kind::Tensor, "larger than any memory"),
        ("derived_short_constant", Kind::Tensor, "takes 540 bytes"),
        (
            "derived_signature_subgraph",
            Kind::Signature,
            "runs subgraph 9",
        ),
        (
            "derived_signature_tensor",
            Kind::Signature,
            "'a' is tensor 99",
        ),
        ("blockwise_quantized", Kind::Operator, "scales"),
    ]
};

/// Broken files that the reader lets through, because the runtime itself refuses them, or the run,
/// in words of its own; `golden.rs` runs them.
const LEFT_TO_THE_RUNTIME: &[&str] = &["segment_sum_invalid_buffer", "derived_unknown_builtin"];

#[test]
fn every_broken_file_of_the_suite_is_refused() {
    let Some(suite) = suite_or_skip("every_broken_file_of_the_suite_is_refused") else {
        return;
    };
    let broken = |model: &&litert_golden::Model| model.corrupt() || model.known_crash();
    let mut seen = 0;
    for model in suite.models().iter().filter(broken) {
        let opened = Model::from_file(suite.model_path(model));
        if LEFT_TO_THE_RUNTIME.contains(&model.id.as_str()) {
            opened.expect(&model.id);
            continue;
        }
        let error = opened.expect_err(&model.id);
        let text = error.to_string();
        let (_, kind, words) = REFUSED
            .iter()
            .find(|(id, ..)| *id == model.id)
            .unwrap_or_else(|| panic!("{} is new: {text}", model.id));
        let Error::InvalidModel(invalid) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(invalid.reason.kind(), *kind, "{text}");
        assert!(text.contains(words), "no \"{words}\" in: {text}");
        assert!(text.contains(&model.file), "no name of the file in: {text}");
        seen += 1;
    }
    assert_eq!(seen, REFUSED.len());
}

/// However much of a file is there: unless all is, it is no model.
#[test]
fn truncated_models_are_refused() {
    for name in ["tiny/add.tflite", "tiny/control_flow.tflite"] {
        let bytes = std::fs::read(own(name)).expect(name);
        Model::from_bytes(bytes.clone()).unwrap();
        // Padding at the end may be missing without harm.
        for len in 0..bytes.len() - 8 {
            let error = Model::from_bytes(bytes[..len].to_vec())
                .expect_err(&format!("{name} cut at {len}"));
            assert!(matches!(error, Error::InvalidModel(_)), "{error:?}");
        }
    }
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = Scratch::new();
    let missing = folder.path().join("missing.tflite");
    for (path, action) in [(missing.as_path(), "open"), (folder.path(), "read")] {
        let error = Model::from_file(path).unwrap_err();
        assert!(matches!(error, Error::Io(_)), "{error:?}");
        let text = error.to_string();
        assert!(text.contains(&path.display().to_string()), "{text}");
        assert!(text.contains(action), "{text}");
        // The text says it all; a chain of errors does not say it twice.
        let source = std::error::Error::source(&error);
        assert!(source.is_none_or(|it| !text.contains(&it.to_string())));
    }
}

/// What people pass by mistake.
#[test]
fn other_files_are_told_to_be_no_models() {
    let folder = Scratch::new();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect(name);
        path
    };
    let files = [
        write("empty.tflite", b""),
        write("short.tflite", b"TFL3"),
        write("page.tflite", b"<html><body>404 Not Found</body></html>"),
        write(
            "pointer.tflite",
            b"version of a large file that is elsewhere\noid sha256:00\nsize 42\n",
        ),
        write("archive.tflite", b"PK\x03\x04 and so on, for a while"),
        Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"),
    ];
    for path in files {
        let error = Model::from_file(&path).unwrap_err();
        let Error::InvalidModel(invalid) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(invalid.reason.kind(), InvalidModelKind::NotAModel);
        let text = error.to_string();
        assert!(text.contains(&path.display().to_string()), "{text}");
    }
}

#[test]
#[cfg(feature = "mmap")]
fn mapped_files_are_checked_alike() {
    let folder = Scratch::new();
    let missing = folder.path().join("missing.tflite");
    // SAFETY: nobody changes these files while the test runs.
    let map = |path: &Path| unsafe { Model::map_file(path) };
    assert!(matches!(map(&missing).unwrap_err(), Error::Io(_)));

    let empty = folder.path().join("empty.tflite");
    std::fs::write(&empty, b"").expect("an empty file");
    map(&empty).unwrap_err();

    let bytes = std::fs::read(own("tiny/add.tflite")).expect("add.tflite");
    let cut = folder.path().join("cut.tflite");
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).expect("half a file");
    assert!(matches!(map(&cut).unwrap_err(), Error::InvalidModel(_)));

    let whole = map(&own("tiny/add.tflite")).unwrap();
    assert_eq!(whole.as_bytes(), bytes);
}
