//! Loading libraries by path: what is taken, what is refused, and what the trace says.

use litert_sys::{Family, LiteRtApi, LoadReport, Outcome, Search, TfLiteApi};

/// A search that looks at nothing but `path`.
fn only(path: impl Into<std::path::PathBuf>) -> Search {
    // SAFETY: the tests name libraries of the system, of the pinned runtimes, or no library at all.
    unsafe { Search::new().library(path) }
}

fn find_litert(search: &Search) -> (Result<LiteRtApi, litert_sys::LoadError>, LoadReport) {
    let mut report = LoadReport::default();
    let found = search.find(Family::LiteRt, &mut report, LiteRtApi::resolve);
    (found, report)
}

fn error_of(search: &Search) -> String {
    match find_litert(search) {
        (Ok(api), _) => panic!("loaded {}", api.source.describe()),
        (Err(error), _) => error.to_string(),
    }
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let text = error_of(&only("/nowhere/libLiteRt.so"));
    assert!(
        text.contains("/nowhere/libLiteRt.so: no such file"),
        "{text}"
    );
    assert!(text.contains("LITERT_LIBRARY_PATH"), "no remedy in: {text}");
}

#[test]
fn an_explicit_path_never_falls_through() {
    let (found, report) = find_litert(&only("/nowhere/libLiteRt.so"));
    assert!(found.is_err());
    assert_eq!(report.attempts.len(), 1, "{report}");
    assert_eq!(report.attempts[0].outcome, Outcome::Missing);
}

#[test]
fn a_file_that_is_no_library_is_refused_in_the_loaders_words() {
    let path = std::env::temp_dir().join(format!("litert-not-a-library-{}", std::process::id()));
    std::fs::write(&path, b"not an ELF file").unwrap();
    let text = error_of(&only(&path));
    std::fs::remove_file(&path).unwrap();
    assert!(text.contains("rejected"), "{text}");
    assert!(text.contains(&path.display().to_string()), "{text}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_library_that_is_not_litert_is_refused() {
    let text = error_of(&only("libm.so.6"));
    // A relative path is not looked up in the system's places.
    assert!(text.contains("no such file"), "{text}");

    let folder = format!("/lib/{}-linux-gnu", std::env::consts::ARCH);
    let Some(libm) = [folder.as_str(), "/lib", "/lib64"]
        .into_iter()
        .map(|folder| std::path::Path::new(folder).join("libm.so.6"))
        .find(|path| path.exists())
    else {
        println!("skipped: no libm.so.6 at the usual places");
        return;
    };
    let text = error_of(&only(&libm));
    assert!(
        text.contains("not a LiteRT or TensorFlow Lite library"),
        "{text}"
    );
    let mut report = LoadReport::default();
    let tflite = only(&libm).find(Family::TfLite, &mut report, TfLiteApi::resolve);
    assert!(tflite.is_err());
}
