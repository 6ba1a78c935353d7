//! Writes what the build found out as Rust constants, so that nothing is parsed at run time: the
//! pins, and the symbols of the libraries that programs are linked with.

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

/// `linked.rs` of a build that links no library.
#[cfg(not(feature = "_link"))]
pub(crate) const NOT_LINKED: &str = "static LIBRARIES: &[LinkedLibrary] = &[];\n";

/// `linked.rs`: declares the symbols, and lists them by name. Functions are declared without their
/// parameters, because only their addresses are taken.
#[cfg(feature = "_link")]
pub(crate) fn linked(libraries: &[crate::link::Linked]) -> String {
    use crate::link::Kind;

    let mut declared = String::new();
    let mut listed = String::new();
    for library in libraries {
        let file = library.files.first().and_then(|file| file.file_name());
        let file = file.unwrap_or_default().to_string_lossy();
        let is_static = library.is_static;
        let _ = writeln!(
            listed,
            "    LinkedLibrary {{ file: {file:?}, is_static: {is_static}, symbols: &["
        );
        for (name, kind) in &library.symbols {
            let (declaration, address) = match kind {
                Kind::Function => ("fn NAME();", "NAME as *const c_void"),
                Kind::Data => ("static NAME: u8;", "&raw const NAME as *const c_void"),
            };
            let _ = writeln!(declared, "    {}", declaration.replace("NAME", name));
            let address = address.replace("NAME", name);
            let _ = writeln!(
                listed,
                "        LinkedSymbol {{ name: c{name:?}, address: {address} }},"
            );
        }
        listed.push_str("    ] },\n");
    }
    format!(
        "unsafe extern \"C\" {{\n{declared}}}\n\n\
         static LIBRARIES: &[LinkedLibrary] = &[\n{listed}];\n"
    )
}

/// Writes `linked.rs`.
pub(crate) fn write_linked(out_dir: &Path, text: &str) -> io::Result<()> {
    fs::write(out_dir.join("linked.rs"), text)
}
