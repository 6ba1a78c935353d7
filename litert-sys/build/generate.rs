//! Writes the pins as Rust constants, so that nothing is parsed at run time.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use crate::manifest::{Runtime, target_key};

/// Writes `pins.rs`: the runtimes that exist for `target`, those pinned by default apart.
pub(crate) fn write(out_dir: &Path, runtimes: &[Runtime], target: &str) -> io::Result<()> {
    let mut text = String::new();
    for (name, doc, default) in [
        (
            "PINNED",
            "The runtimes pinned for this target, in the order they are preferred.",
            true,
        ),
        (
            "PINNED_EXTRA",
            "Other versions pinned for this target, only fetched by name.",
            false,
        ),
    ] {
        text.push_str(&format!(
            "/// {doc}\npub const {name}: &[PinnedRuntime] = &[\n"
        ));
        for runtime in runtimes.iter().filter(|runtime| runtime.default == default) {
            push(&mut text, runtime, target);
        }
        text.push_str("];\n\n");
    }
    let key = target_key(target);
    text.push_str("/// The target whose files serve this one: the second level of the cache.\n");
    text.push_str(&format!("pub const TARGET: &str = {key:?};\n"));
    fs::write(out_dir.join("pins.rs"), text)
}

fn push(text: &mut String, runtime: &Runtime, target: &str) {
    let Some(wheel) = runtime.wheel(target) else {
        return;
    };
    let mut files = String::new();
    for member in &wheel.members {
        let (name, size, sha256) = (&member.name, member.size, &member.sha256);
        let file = format!("PinnedFile {{ name: {name:?}, size: {size}, sha256: {sha256:?} }}, ");
        files.push_str(&file);
    }
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "    PinnedRuntime {{ name: {:?}, package: {:?}, version: {:?}, community: {}, \
         dir_name: {:?}, files: &[{files}] }},",
        runtime.name,
        runtime.package,
        runtime.version,
        runtime.community,
        runtime.dir_name(),
    );
}
