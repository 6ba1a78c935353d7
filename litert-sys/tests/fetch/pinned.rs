//! The pins themselves: what the file says, and what the crate sees of it at run time.

use std::path::Path;
use std::{env, fs};

use litert_sys::{cache, pins};

use crate::layout;
use crate::manifest::{self, ParseError};
use crate::support::TempDir;

fn pinned() -> Vec<manifest::Runtime> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtimes.toml");
    manifest::read(&path).expect("the crate's pins")
}

#[test]
fn every_supported_target_has_the_official_runtimes() {
    let runtimes = pinned();
    let default = |name: &str| {
        runtimes
            .iter()
            .find(|r| r.default && r.name == name)
            .expect("a pin")
    };
    for target in [
        "x86_64-unknown-linux-gnu",
        "aarch64-unknown-linux-gnu",
        "aarch64-apple-darwin",
        "x86_64-pc-windows-msvc",
        "x86_64-pc-windows-gnu",
    ] {
        let extension = match target {
            _ if target.contains("windows") => ".dll",
            _ if target.contains("apple") => ".dylib",
            _ => ".so",
        };
        for (name, library) in [
            ("litert", "LiteRt"),
            ("lm", "litert-lm"),
            ("tflite-community", "tensorflowlite_c"),
        ] {
            let runtime = default(name);
            assert_eq!(runtime.community, name == "tflite-community");
            let wheel = runtime
                .wheel(target)
                .unwrap_or_else(|| panic!("{name} for {target}"));
            // The loader opens the first file.
            let first = &wheel.members[0].name;
            assert!(
                first.contains(library) && first.ends_with(extension),
                "{first}"
            );
        }
    }
    assert!(
        default("tflite-community")
            .wheel("armv7-unknown-linux-gnueabihf")
            .is_some()
    );
    assert!(
        default("litert")
            .wheel("armv7-unknown-linux-gnueabihf")
            .is_none()
    );
}

#[test]
fn older_versions_are_pinned_but_not_default() {
    let runtimes = pinned();
    for version in ["2.2.0", "2.1.6", "2.1.0"] {
        let found = runtimes
            .iter()
            .find(|r| r.name == "litert" && r.version == version);
        let runtime = found.unwrap_or_else(|| panic!("{version}"));
        assert!(!runtime.default);
        assert!(runtime.wheel("x86_64-unknown-linux-gnu").is_some());
    }
}

#[test]
fn the_crate_sees_the_same_pins() {
    let runtimes = pinned();
    let seen = pins::PINNED.iter().chain(pins::PINNED_EXTRA);
    let mut count = 0;
    for pinned in seen {
        let same = |r: &&manifest::Runtime| r.name == pinned.name && r.version == pinned.version;
        let runtime = runtimes.iter().find(same).expect(pinned.dir_name);
        assert_eq!(runtime.dir_name(), pinned.dir_name);
        assert_eq!(runtime.package, pinned.package);
        assert_eq!(runtime.community, pinned.community);
        let wheel = runtime.wheel(pins::TARGET).expect(pinned.dir_name);
        assert_eq!(wheel.members.len(), pinned.files.len());
        for (member, file) in wheel.members.iter().zip(pinned.files) {
            assert_eq!(
                (&*member.name, member.size, &*member.sha256),
                (file.name, file.size, file.sha256)
            );
        }
        count += 1;
    }
    let all = runtimes
        .iter()
        .filter(|runtime| runtime.wheel(pins::TARGET).is_some())
        .count();
    assert_eq!(count, all);
}

#[test]
fn installed_lists_what_is_complete() {
    let Some(pinned) = pins::PINNED.first() else {
        return;
    };
    let temp = TempDir::new();
    assert!(cache::installed(&temp.0).is_empty());

    // Files of the right size, without content: the loader looks at no more than that.
    let dir = cache::dir_of(&temp.0, pinned);
    fs::create_dir_all(&dir).expect("a directory");
    for file in pinned.files {
        let handle = fs::File::create(dir.join(file.name)).expect("a file");
        handle.set_len(file.size).expect("a size");
    }
    assert!(
        cache::installed(&temp.0).is_empty(),
        "there is no stamp yet"
    );
    let expected = |f: &pins::PinnedFile| layout::Expected {
        name: f.name,
        size: f.size,
        sha256: f.sha256,
    };
    let expected: Vec<_> = pinned.files.iter().map(expected).collect();
    fs::write(dir.join(layout::STAMP), layout::stamp(&expected)).expect("a stamp");
    let installed = cache::installed(&temp.0);
    assert_eq!(installed.len(), 1);
    assert_eq!((installed[0].pinned, &installed[0].dir), (pinned, &dir));

    let first = dir.join(pinned.files[0].name);
    fs::File::options()
        .write(true)
        .open(first)
        .expect("a file")
        .set_len(5)
        .expect("a size");
    assert!(cache::installed(&temp.0).is_empty(), "a file was cut short");
}

#[test]
fn the_cache_is_where_the_user_keeps_caches() {
    let root = if cfg!(windows) { "C:\\" } else { "/" };
    let path = |rest: &str| format!("{root}{rest}");
    let dir = |set: &[(&str, String)]| {
        layout::cache_dir(|name| set.iter().find(|(n, _)| *n == name).map(|(_, v)| v.into()))
    };
    assert_eq!(dir(&[]), None);
    let own = [("LITERT_CACHE_DIR", path("own")), ("HOME", path("home"))];
    assert_eq!(dir(&own), Some(path("own").into()));
    // A path that means something else in every directory is not used, nor silently replaced.
    assert_eq!(
        dir(&[("LITERT_CACHE_DIR", "own".into()), ("HOME", path("home"))]),
        None
    );
    if cfg!(target_os = "linux") {
        assert_eq!(
            dir(&[("HOME", path("home"))]),
            Some(path("home/.cache/litert-rs").into())
        );
        let xdg = [("HOME", path("home")), ("XDG_CACHE_HOME", path("xdg"))];
        assert_eq!(dir(&xdg), Some(path("xdg/litert-rs").into()));
        let relative = [("HOME", path("home")), ("XDG_CACHE_HOME", "xdg".into())];
        assert_eq!(dir(&relative), Some(path("home/.cache/litert-rs").into()));
    }
}

#[test]
fn a_checkout_without_symbolic_links_works() {
    let temp = TempDir::new();
    let crate_dir = temp.0.join("litert-sys");
    fs::create_dir_all(&crate_dir).expect("a directory");
    fs::create_dir_all(temp.0.join("vendor")).expect("a directory");
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtimes.toml");
    fs::copy(real, temp.0.join("vendor/runtimes.toml")).expect("a copy");
    fs::write(crate_dir.join("runtimes.toml"), "../vendor/runtimes.toml").expect("a file");
    let read = manifest::read(&crate_dir.join("runtimes.toml")).expect("the pins");
    assert_eq!(read, pinned());
}

#[test]
fn mistakes_in_the_pins_are_told_by_line() {
    let error = |text: &str| manifest::parse(text).expect_err(text);
    let at = |line: usize, what: &str| ParseError {
        line,
        what: what.to_owned(),
    };
    assert_eq!(
        error("# a comment\n\nnonsense"),
        at(3, "expected `key = value`")
    );
    assert_eq!(error("name = \"x\""), at(1, "`name` outside of a table"));
    assert_eq!(error("[[other]]"), at(1, "unknown table [[other]]"));
    assert_eq!(
        error("[[runtime]]\nnme = \"x\""),
        at(2, "unknown key `nme` in [[runtime]]")
    );
    assert_eq!(error("[[runtime]]\nname = x").line, 2);
    assert_eq!(error("[[runtime]]\nname = \"a\\\"b\"").line, 2);
    assert_eq!(error("[[runtime]]\ndefault = yes").line, 2);
    assert_eq!(error("[[runtime.wheel]]").line, 1);
    assert_eq!(error("[[runtime]]\n[[runtime.wheel.member]]").line, 2);
    // Incomplete, and a name that would leave the cache.
    assert!(error("[[runtime]]\nname = \"a\"").what.contains("missing"));
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("runtimes.toml"));
    let text = text.expect("the pins");
    let escape = text.replacen("name = \"libLiteRt.so\"", "name = \"../libLiteRt.so\"", 1);
    assert!(error(&escape).what.contains("incomplete"));
    let short = text.replacen("sha256 = \"", "sha256 = \"0", 1);
    assert!(error(&short).what.contains("incomplete"));
}
