//! A package of our own, offered to the real pip without a network.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

use crate::fetch::{Choice, FetchError, Fetched, Limits, Request};
use crate::manifest::{Member, Runtime, Wheel};

pub(crate) const TARGET: &str = "x86_64-unknown-linux-gnu";

/// The target of nobody's machine that runs these tests: files must come for the target.
pub(crate) const OTHER_TARGET: &str = "aarch64-apple-darwin";

/// Says why a test cannot run; with `LITERT_REQUIRE=1` that is a failure.
pub(crate) fn skip(why: &str) {
    assert!(
        env::var("LITERT_REQUIRE").as_deref() != Ok("1"),
        "required, but: {why}"
    );
    eprintln!("skipped: {why}");
}

/// A directory that is removed when dropped.
pub(crate) struct TempDir(pub(crate) PathBuf);

impl TempDir {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let path = root.join(format!("fetch-{}-{count}", process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary directory");
        Self(path)
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A package index in a directory, a Python that only knows that index, and a cache.
pub(crate) struct Bench {
    pub(crate) dir: TempDir,
    pub(crate) runtime: Runtime,
    pub(crate) python: PathBuf,
    pub(crate) cache: PathBuf,
}

/// Writes a wheel with two libraries and a file nobody pinned; prints its SHA-256 and theirs.
/// `ZipInfo` has a fixed date, so that every process makes the same wheel.
const MAKE_WHEEL: &str = r#"
import hashlib, sys, zipfile
path, line, extra = sys.argv[1:]
probe = (line + "\n") * 20000
info = "probe_runtime-1.0.dist-info/"
with zipfile.ZipFile(path, "w") as wheel:
    for name, text in (
        ("probe/libprobe.so", probe),
        ("probe/libextra.so", extra),
        ("probe/unwanted.py", "raise SystemExit"),
        (info + "METADATA", "Metadata-Version: 2.1\nName: probe-runtime\nVersion: 1.0\n"),
        (info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: false\n"),
        (info + "RECORD", ""),
    ):
        wheel.writestr(zipfile.ZipInfo(name), text)
with open(path, "rb") as file:
    print(hashlib.sha256(file.read()).hexdigest())
for text in (probe, extra):
    print(hashlib.sha256(text.encode()).hexdigest())
"#;

impl Bench {
    /// A bench with the cache and the Python of another one, whose folder is `dir`.
    pub(crate) fn of_parent(dir: &Path) -> Option<Self> {
        let mut bench = Self::new()?;
        bench.cache = dir.join("cache");
        bench.python = dir.join("python");
        Some(bench)
    }

    /// `None`, with a reason printed, where there is no Python with pip, or no shell.
    pub(crate) fn new() -> Option<Self> {
        if !cfg!(unix) {
            // Not a matter of what is installed, so not a failure where everything is required.
            eprintln!("skipped: these tests wrap Python in a shell script");
            return None;
        }
        let pip = Command::new("python3")
            .args(["-m", "pip", "--version"])
            .output();
        if !pip.is_ok_and(|output| output.status.success()) {
            skip("python3 with pip is not installed");
            return None;
        }
        let dir = TempDir::new();
        let index = dir.0.join("index");
        fs::create_dir(&index).expect("an index directory");
        let mut wheels = Vec::new();
        for (target, platform) in [
            (TARGET, "manylinux_2_27_x86_64"),
            (OTHER_TARGET, "macosx_12_0_arm64"),
        ] {
            wheels.push(make_wheel(&index, target, platform));
        }
        let runtime = Runtime {
            name: "probe".into(),
            package: "probe-runtime".into(),
            version: "1.0".into(),
            default: true,
            community: false,
            python: "3.11".into(),
            implementation: "py".into(),
            abi: "none".into(),
            wheels,
        };
        let (python, cache) = (dir.0.join("python"), dir.0.join("cache"));
        let bench = Self {
            dir,
            runtime,
            python,
            cache,
        };
        bench.set_python(&format!(
            "PIP_NO_INDEX=1 PIP_FIND_LINKS='{}' PIP_CONFIG_FILE=/dev/null exec python3 \"$@\"",
            bench.dir.0.join("index").display()
        ));
        Some(bench)
    }

    /// Replaces the Python by a shell script; each `pip download` is counted first.
    pub(crate) fn set_python(&self, script: &str) {
        let count = self.dir.0.join("downloads");
        let text = format!(
            "#!/bin/sh\ncase \"$*\" in *'-m pip download'*) echo x >> '{}';; esac\n{script}\n",
            count.display()
        );
        // A script that another process is starting cannot be written: make a new one.
        let fresh = self.dir.0.join("python-new");
        fs::write(&fresh, text).expect("a script");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&fresh, fs::Permissions::from_mode(0o755)).expect("a mode");
        }
        fs::rename(&fresh, &self.python).expect("a script");
    }

    pub(crate) fn downloads(&self) -> usize {
        let text = fs::read_to_string(self.dir.0.join("downloads")).unwrap_or_default();
        text.lines().count()
    }

    pub(crate) fn fetch(&self) -> Result<Fetched, FetchError> {
        self.fetch_with(|_| {})
    }

    pub(crate) fn fetch_with(
        &self,
        change: impl FnOnce(&mut Request<'_>),
    ) -> Result<Fetched, FetchError> {
        self.with_request(|request| {
            change(request);
            crate::fetch::fetch(request)
        })
    }

    pub(crate) fn with_request<T>(&self, what: impl FnOnce(&mut Request<'_>) -> T) -> T {
        what(&mut Request {
            runtime: &self.runtime,
            target: TARGET,
            cache: Some(&self.cache),
            python: Choice {
                only: Some(self.python.clone().into()),
                first: None,
            },
            limits: Limits {
                timeout_s: Some(5),
                retries: Some(0),
            },
            offline: None,
        })
    }

    /// Asserts that `dir` holds exactly the pinned files of `target` and the stamp.
    pub(crate) fn assert_complete(&self, dir: &Path, target: &str) {
        let read = |name: &str| fs::read_to_string(dir.join(name)).expect(name);
        assert_eq!(read("libprobe.so"), content(target));
        assert_eq!(read("libextra.so"), EXTRA);
        let mut names: Vec<_> = fs::read_dir(dir)
            .expect("a directory")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .into_string()
                    .expect("a name")
            })
            .collect();
        names.sort();
        assert_eq!(names, ["libextra.so", "libprobe.so", crate::layout::STAMP]);
    }

    /// The names of unfinished work in the cache.
    pub(crate) fn leftovers(&self) -> Vec<String> {
        let entries = fs::read_dir(self.cache.join(".tmp"));
        let names = entries
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }
}

const EXTRA: &str = "the accelerator";

fn line(target: &str) -> String {
    format!("the library for {target}")
}

/// What the first library of a target holds: large enough that writing it is not one step.
pub(crate) fn content(target: &str) -> String {
    format!("{}\n", line(target)).repeat(20_000)
}

fn make_wheel(index: &Path, target: &str, platform: &str) -> Wheel {
    let file = format!("probe_runtime-1.0-py3-none-{platform}.whl");
    let path = index.join(&file);
    let output = Command::new("python3")
        .args(["-c", MAKE_WHEEL])
        .args([path.as_os_str(), line(target).as_ref(), EXTRA.as_ref()])
        .output()
        .expect("python3");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("hexadecimal digits");
    let hashes: Vec<&str> = text.lines().collect();
    let [wheel, probe, extra] = hashes[..] else {
        panic!("three hashes, not {text}")
    };
    let member = |name: &str, size: usize, sha256: &str| Member {
        path: format!("probe/{name}"),
        name: name.to_owned(),
        size: size as u64,
        sha256: sha256.to_owned(),
    };
    Wheel {
        target: target.to_owned(),
        file,
        platform: platform.to_owned(),
        sha256: wheel.to_owned(),
        members: vec![
            member("libprobe.so", content(target).len(), probe),
            member("libextra.so", EXTRA.len(), extra),
        ],
    }
}
