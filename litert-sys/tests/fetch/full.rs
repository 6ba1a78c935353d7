//! A cache on a disk that becomes full, and on one that is read-only.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::{env, fs};

use crate::fetch::How;
use crate::support::{Bench, TARGET, skip};

/// Set for a process that these tests start: where it finds the bench of its parent.
const CHILD: &str = "LITERT_TEST_FETCH_FULL_CHILD";

/// Whether a process may mount what nobody else sees; says why not.
fn may_mount() -> bool {
    let script = "mount -t tmpfs -o size=16k litert /mnt";
    let tried = Command::new("unshare")
        .args(["-rm", "sh", "-c", script])
        .output();
    let why = match tried {
        Ok(output) if output.status.success() => return true,
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) => error.to_string(),
    };
    skip(&format!("no small disk can be mounted: {why}"));
    false
}

/// Starts this test program again to fetch into a cache that is a disk of `kib` kilobytes.
fn on_disk(bench: &Bench, kib: usize, read_only: bool) -> Output {
    let remount = if read_only {
        " && mount -o remount,ro \"$0\""
    } else {
        ""
    };
    let script = format!("mount -t tmpfs -o size={kib}k litert \"$0\"{remount} && exec \"$@\"");
    fs::create_dir_all(&bench.cache).expect("a place for the disk");
    Command::new("unshare")
        .args(["-rm", "sh", "-c", &script])
        .arg(&bench.cache)
        .arg(env::current_exe().expect("this program"))
        .args(["--exact", "full::as_another_process", "--nocapture"])
        .env(CHILD, &bench.dir.0)
        .output()
        .expect("a child process")
}

/// Not a test of its own: what `on_disk` runs.
#[test]
fn as_another_process() {
    let Some(dir) = env::var_os(CHILD).map(PathBuf::from) else {
        return;
    };
    let Some(bench) = Bench::of_parent(&dir) else {
        return;
    };
    match bench.fetch() {
        Ok(fetched) => {
            assert_ne!(fetched.how, How::Cached);
            bench.assert_complete(&fetched.dir, TARGET);
            println!("complete");
        }
        Err(error) => println!("error: {error}"),
    }
    assert!(!bench.cache.join("probe-1.0").exists() || bench.fetch().is_ok());
    assert_eq!(bench.leftovers(), [""; 0]);
}

#[test]
fn a_full_or_read_only_disk_is_told_and_keeps_nothing() {
    let Some(bench) = Bench::new() else { return };
    if !may_mount() {
        return;
    }
    // The package has 950 kilobytes, and so has the library in it.
    for (kib, doing) in [(4, "download"), (500, "download"), (1200, "unpack")] {
        let output = on_disk(&bench, kib, false);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{kib} KiB: {text}");
        for words in [doing, "No space left", "make room", "LITERT_CACHE_DIR"] {
            assert!(text.contains(words), "{kib} KiB: no '{words}' in {text}");
        }
    }
    let output = on_disk(&bench, 8000, false);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("complete"), "{text}");

    let output = on_disk(&bench, 8000, true);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("Read-only"),
        "{text}"
    );
    assert!(text.contains("LITERT_CACHE_DIR"), "{text}");
}
