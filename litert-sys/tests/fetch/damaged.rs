//! A cache is used as it is, verified again or replaced, depending on what happened to it.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::fetch::{FetchError, How};
use crate::layout;
use crate::support::{Bench, OTHER_TARGET, TARGET, content};

fn replaced(how: How) -> String {
    match how {
        How::Downloaded {
            replaced: Some(what),
        } => what,
        other => panic!("not replaced: {other:?}"),
    }
}

#[test]
fn a_second_build_downloads_nothing() {
    let Some(bench) = Bench::new() else { return };
    let first = bench.fetch().expect("a runtime");
    assert_eq!(first.how, How::Downloaded { replaced: None });
    bench.assert_complete(&first.dir, TARGET);
    assert_eq!(first.dir, bench.cache.join("probe-1.0").join(TARGET));

    // Neither pip nor Python is started for a cache that is as it was.
    bench.set_python("exit 1");
    let second = bench.fetch().expect("a runtime");
    assert_eq!(second.how, How::Cached);
    assert_eq!(second.dir, first.dir);
    assert_eq!(bench.downloads(), 1);
    assert_eq!(bench.leftovers(), [""; 0]);
}

#[test]
fn files_come_for_the_target_not_for_this_machine() {
    let Some(bench) = Bench::new() else { return };
    let other = bench
        .fetch_with(|request| request.target = OTHER_TARGET)
        .expect("a runtime");
    bench.assert_complete(&other.dir, OTHER_TARGET);
    let this = bench.fetch().expect("a runtime");
    bench.assert_complete(&this.dir, TARGET);
    assert_ne!(this.dir, other.dir);
}

#[test]
fn changed_content_of_the_same_size_is_replaced() {
    let Some(bench) = Bench::new() else { return };
    let dir = bench.fetch().expect("a runtime").dir;
    let broken = content(TARGET).replacen("the", "not", 1);
    fs::write(dir.join("libprobe.so"), broken).expect("a write");
    let what = replaced(bench.fetch().expect("a runtime").how);
    assert!(
        what.contains("libprobe.so") && what.contains("not the pinned file"),
        "{what}"
    );
    bench.assert_complete(&dir, TARGET);
    assert_eq!(bench.downloads(), 2);
}

#[test]
fn truncated_and_missing_files_are_replaced() {
    let Some(bench) = Bench::new() else { return };
    let dir = bench.fetch().expect("a runtime").dir;
    fs::write(dir.join("libprobe.so"), "half").expect("a write");
    let what = replaced(bench.fetch().expect("a runtime").how);
    assert!(what.contains("has 4 bytes"), "{what}");
    bench.assert_complete(&dir, TARGET);

    fs::remove_file(dir.join("libextra.so")).expect("a removal");
    let what = replaced(bench.fetch().expect("a runtime").how);
    assert!(what.contains("libextra.so"), "{what}");
    bench.assert_complete(&dir, TARGET);
}

#[test]
fn files_without_stamp_or_with_other_pins_are_replaced() {
    let Some(bench) = Bench::new() else { return };
    let dir = bench.fetch().expect("a runtime").dir;
    fs::remove_file(dir.join(layout::STAMP)).expect("a removal");
    let what = replaced(bench.fetch().expect("a runtime").how);
    assert!(what.contains("no stamp"), "{what}");

    fs::write(dir.join(layout::STAMP), "litert-rs runtime, verified\n").expect("a write");
    let what = replaced(bench.fetch().expect("a runtime").how);
    assert!(what.contains("other pins"), "{what}");
    bench.assert_complete(&dir, TARGET);
}

#[test]
fn a_copied_cache_is_hashed_once() {
    let Some(bench) = Bench::new() else { return };
    let dir = bench.fetch().expect("a runtime").dir;
    let later = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let file = fs::File::options()
        .write(true)
        .open(dir.join("libprobe.so"))
        .expect("a file");
    file.set_modified(later).expect("a time");
    assert_eq!(bench.fetch().expect("a runtime").how, How::Verified);
    assert_eq!(bench.fetch().expect("a runtime").how, How::Cached);
    assert_eq!(bench.downloads(), 1);
}

#[test]
fn damage_is_told_when_nothing_may_be_downloaded() {
    let Some(bench) = Bench::new() else { return };
    let dir = bench.fetch().expect("a runtime").dir;
    fs::write(dir.join("libprobe.so"), "half").expect("a write");
    let offline = |request: &mut crate::fetch::Request<'_>| {
        request.offline = Some("LITERT_OFFLINE is set".to_owned());
    };
    let error = bench.fetch_with(offline).expect_err("a damaged cache");
    assert!(matches!(error, FetchError::Offline { .. }), "{error:?}");
    assert!(error.to_string().contains("has 4 bytes"), "{error}");
}

#[cfg(unix)]
#[test]
fn nobody_else_may_write_what_will_be_loaded() {
    use std::os::unix::fs::PermissionsExt;
    let Some(bench) = Bench::new() else { return };
    let dir = bench.fetch().expect("a runtime").dir;
    let file = dir.join("libprobe.so");
    for path in [&bench.cache, &bench.cache.join("probe-1.0"), &dir, &file] {
        let mode = fs::metadata(path).expect("metadata").permissions().mode();
        assert_eq!(mode & 0o022, 0, "{} has mode {mode:o}", path.display());
    }
}
