//! Builds at once, and builds that were killed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};
use std::{env, fs, thread};

use crate::fetch::How;
use crate::support::{Bench, TARGET};

/// Ends what hangs, and nothing else.
const HANG: Duration = Duration::from_secs(45 * 60);

/// Set for a process that these tests start: where it finds the bench of its parent.
const CHILD: &str = "LITERT_TEST_FETCH_CHILD";

/// Starts this test program again to fetch into the cache of `bench`.
fn start(bench: &Bench) -> Child {
    let program = env::current_exe().expect("this program");
    Command::new(program)
        .args(["--exact", "parallel::as_another_process", "--nocapture"])
        .env(CHILD, &bench.dir.0)
        .stdout(Stdio::null())
        .spawn()
        .expect("a child process")
}

/// Not a test of its own: what `start` runs.
#[test]
fn as_another_process() {
    let Some(dir) = env::var_os(CHILD).map(PathBuf::from) else {
        return;
    };
    let Some(bench) = Bench::of_parent(&dir) else {
        return;
    };
    let fetched = bench.fetch();
    bench.assert_complete(&fetched.expect("a runtime").dir, TARGET);
}

#[test]
fn several_processes_and_threads_at_once() {
    let Some(bench) = Bench::new() else { return };
    let mut children: Vec<Child> = (0..3).map(|_| start(&bench)).collect();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let fetched = bench.fetch().expect("a runtime");
                bench.assert_complete(&fetched.dir, TARGET);
            });
        }
    });
    for child in &mut children {
        assert!(child.wait().expect("a child process").success());
    }
    assert_eq!(bench.fetch().expect("a runtime").how, How::Cached);
    assert_eq!(bench.leftovers(), [""; 0]);
}

#[test]
fn several_repair_the_same_damage() {
    let Some(bench) = Bench::new() else { return };
    let dir = bench.fetch().expect("a runtime").dir;
    for _ in 0..3 {
        fs::write(dir.join("libprobe.so"), "half").expect("a write");
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| bench.fetch().expect("a runtime"));
            }
        });
        bench.assert_complete(&dir, TARGET);
        assert_eq!(bench.leftovers(), [""; 0]);
    }
}

#[test]
fn a_build_killed_while_downloading_harms_nobody() {
    let Some(bench) = Bench::new() else { return };
    let works = fs::read_to_string(&bench.python).expect("a script");
    let pid = bench.dir.0.join("pid");
    bench.set_python(&format!(
        "case \"$*\" in *'-m pip'*) echo $$ > {pid:?}; exec sleep 10000;; esac\n\
         exec python3 \"$@\""
    ));
    let mut child = start(&bench);
    let begun = Instant::now();
    while bench.downloads() == 0 {
        assert!(begun.elapsed() < HANG, "the download never began");
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().expect("a kill");
    child.wait().expect("a child process");
    // Its pip would go on.
    let pid = fs::read_to_string(pid).expect("the script wrote it");
    // The shell's own: bare systems have no such program.
    let kill = format!("kill {}", pid.trim());
    let killed = Command::new("sh").args(["-c", &kill]).status();
    assert!(killed.expect("a shell").success());
    let left = bench.leftovers();
    assert_eq!(left.len(), 1, "{left:?}");

    // Others are not disturbed, and leave alone what may still be in use.
    bench.set_python(works.splitn(3, '\n').nth(2).expect("the script's own line"));
    bench.assert_complete(&bench.fetch().expect("a runtime").dir, TARGET);
    assert_eq!(bench.leftovers(), left);

    // A day later the next download removes it.
    set_age(
        &bench.cache.join(".tmp").join(&left[0]),
        Duration::from_secs(25 * 60 * 60),
    );
    fs::remove_dir_all(bench.cache.join("probe-1.0")).expect("a removal");
    bench.assert_complete(&bench.fetch().expect("a runtime").dir, TARGET);
    assert_eq!(bench.leftovers(), [""; 0]);
}

fn set_age(dir: &Path, age: Duration) {
    let file = fs::File::open(dir).expect("a directory");
    file.set_modified(SystemTime::now() - age).expect("a time");
}
