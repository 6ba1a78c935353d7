//! A group of functions is one row, and so is a family: a copy of this crate gets one more of each,
//! and is built and run.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Behind the rows that are there.
const FAMILY: &str = "
            /// A family that does not exist.
            MadeUp {
                module: made_up,
                api: MadeUpApi,
                prefix: \"MadeUp\",
                engine: \"nothing\",
                mark: c\"TfLiteInterpreterCreate\",
                files: &[\"libmade_up.so\"],
                fetched_by: \"no feature\",
                remedy: \"give up\",
            }
";

const FAMILY_FILE: &str = "//! Groups of the made-up family.

use crate::group::family;

family! {
    /// Its functions.
    pub struct MadeUpApi(MadeUp, crate::abi::TfLiteVersion) from tflite;

    alone {}

    /// All of them.
    core release: Release(\"release\") {
        TfLiteVersion,
    }
}
";

const GROUP: &str = "
    /// A group that does not exist as such.
    extra made_up: MadeUp(\"made-up group\") {
        LiteRtCreateEnvironment,
    }, optional {
        LiteRtDestroyEnvironment,
    }
";

const PROGRAM: &str = r#"//! Uses the made-up group and the made-up family.

use std::ffi::{CStr, c_char, c_void};
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::api::MadeUpApi;
use litert_sys::{Family, FamilyApi, LiteRtApi, Load, LoadError, Slots, SymbolSource, groups};

struct Fake;

unsafe extern "C" fn version() -> *const c_char {
    c"2.17.1".as_ptr()
}

// SAFETY: the one function that is called has the signature of its name.
unsafe impl SymbolSource for Fake {
    fn find(&self, name: &CStr) -> Option<NonNull<c_void>> {
        let version: unsafe extern "C" fn() -> *const c_char = version;
        (name != c"LiteRtDestroyModel").then(|| NonNull::new(version as *mut c_void)).flatten()
    }

    fn describe(&self) -> String {
        "fake".to_owned()
    }
}

struct Loader;

impl Load for Loader {
    fn load<A: FamilyApi>(&self) -> Result<Arc<A>, LoadError> {
        Ok(Arc::new(A::resolve(Arc::new(Fake)).unwrap_or_else(|error| panic!("{error}"))))
    }
}

fn main() {
    assert_eq!(Family::ALL.len(), 3);
    assert_eq!(Family::MadeUp.to_string(), "MadeUp");
    let named = |name| groups::ALL.iter().find(|group| group.name == name).expect("a group");
    let group = named("made-up group");
    assert_eq!(group.family, Family::LiteRt);
    assert_eq!(group.optional, ["LiteRtDestroyEnvironment"]);
    let family = groups::ALL.iter().filter(|group| group.family == Family::MadeUp);
    assert_eq!(family.count(), 1);
    let slots = Slots::default();
    assert!(slots.get(Family::MadeUp).is_none());
    let found = slots.get_or_load(Family::MadeUp, &Loader).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((found.version_in_words().as_str(), found.source().describe().as_str()), ("2.17.1", "fake"));
    let api: &Arc<MadeUpApi> = MadeUpApi::slot(&slots).get().unwrap().as_ref().unwrap();
    assert_eq!(api.version.minor, 17);
    // The new group is a field of its family.
    let _: fn(&LiteRtApi) -> bool = |api| api.made_up.is_ok();
    println!("one row each");
}
"#;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a copy");
        }
    }
}

/// Puts `row` before the last line that is `end`.
fn add_row(file: &Path, end: &str, row: &str) {
    let text = fs::read_to_string(file).expect("a file");
    let at = text
        .rfind(end)
        .unwrap_or_else(|| panic!("no {end:?} in {}", file.display()));
    fs::write(file, format!("{}{row}{}", &text[..at], &text[at..])).expect("a file");
}

#[test]
#[ignore = "builds a copy of this crate; `.ci/run` runs it"]
fn group_and_family_are_one_row_each() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("one_row");
    let crate_copy = root.join("litert-sys");
    for folder in ["src", "build"] {
        let _ = fs::remove_dir_all(crate_copy.join(folder));
        copy(&here.join(folder), &crate_copy.join(folder));
    }
    for file in ["Cargo.toml", "runtimes.toml"] {
        fs::copy(here.join(file), crate_copy.join(file)).expect("a copy");
    }
    let workspace = fs::read_to_string(here.join("../Cargo.toml")).expect("the workspace");
    let members = workspace.find("members = [").expect("its members");
    let line = workspace[members..].lines().next().expect("a line");
    let workspace = workspace.replace(line, "members = [\"litert-sys\"]");
    // Without the root package.
    let package = workspace.find("[package]").expect("a root package");
    let (head, _) = workspace.split_at(package);
    let head = head.rsplit_once("\n\n").map_or(head, |(head, _)| head);
    fs::write(root.join("Cargo.toml"), head).expect("a manifest");
    fs::copy(here.join("../Cargo.lock"), root.join("Cargo.lock")).expect("a lock file");

    let src = crate_copy.join("src");
    add_row(
        &src.join("family.rs"),
        "        }\n    };\n}\npub(crate) use with_families;",
        FAMILY,
    );
    fs::write(src.join("groups/made_up.rs"), FAMILY_FILE).expect("a file");
    add_row(&src.join("groups/litert.rs"), "}\n", GROUP);
    fs::create_dir_all(crate_copy.join("examples")).expect("a folder");
    fs::write(crate_copy.join("examples/rows.rs"), PROGRAM).expect("a program");

    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--offline", "--example", "rows", "--target-dir"]);
    cargo.arg(root.join("target")).current_dir(&crate_copy);
    let output = cargo.output().expect("cargo");
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && text.contains("one row each"),
        "{errors}\n{text}"
    );
    assert!(!errors.contains("warning: unused"), "{errors}");
}
