//! Every C name that is asked for is in a group or in the list beside the groups. Linked programs
//! know no others, so a forgotten mark of a version would go unseen there.

use std::fs;
use std::path::Path;

use litert_sys::groups;

#[test]
fn every_name_that_is_looked_up_is_listed() {
    let mut known: Vec<&str> = groups::ALONE
        .iter()
        .flat_map(|(_, names)| names.iter().copied())
        .collect();
    for group in groups::ALL {
        known.extend(group.required);
        known.extend(group.optional);
    }
    let mut found = 0;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "../litert/src", "../litert-lm/src"] {
        look_into(&root.join(folder), &mut |file, name| {
            found += 1;
            assert!(
                known.contains(&name),
                "{} looks up {name}: add it to `alone` of its family",
                file.display()
            );
        });
    }
    assert!(
        found > 10,
        "only {found} names found; are they written as before?"
    );
}

/// Calls `see` with every C string literal below `folder` that is a name of the libraries.
fn look_into(folder: &Path, see: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            look_into(&path, see);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&path).expect("a file");
            for rest in text.split("c\"").skip(1) {
                let name = rest.split('"').next().unwrap_or_default();
                let ours = ["LiteRt", "kLiteRt", "TfLite", "_ZN6tflite", "_ZN6litert"];
                let ours = ours
                    .iter()
                    .chain(cfg!(feature = "lm").then_some(&"litert_lm_"));
                let identifier = |c: char| c.is_ascii_alphanumeric() || c == '_';
                if name.chars().all(identifier) && ours.clone().any(|it| name.starts_with(it)) {
                    see(&path, name);
                }
            }
        }
    }
}
