//! The names that a library file exports.

use std::collections::BTreeSet;
use std::path::Path;

use object::read::NameOrOrdinal;
use object::{BinaryFormat, File, Object, ObjectSymbol};

/// Prefixes of the names we care about. C++ names are mangled and start with none of them.
pub(super) const PREFIXES: [&str; 5] = ["LiteRt", "kLiteRt", "TfLite", "tflite_", "litert_lm_"];

/// The names of `library` that start with one of [`PREFIXES`].
pub(super) fn names(library: &Path) -> Result<BTreeSet<String>, String> {
    let cannot = |why: String| format!("cannot read {}: {why}", library.display());
    let data = std::fs::read(library).map_err(|error| cannot(error.to_string()))?;
    let file = File::parse(&*data).map_err(|error| cannot(error.to_string()))?;
    let mut names = BTreeSet::new();
    let mut add = |name: &[u8]| names.extend(c_name(name, file.format()));
    if file.format() == BinaryFormat::Elf {
        // An ELF library exports what its table of dynamic symbols defines.
        for symbol in file.dynamic_symbols() {
            if symbol.is_definition() {
                add(symbol
                    .name_bytes()
                    .map_err(|error| cannot(error.to_string()))?);
            }
        }
    } else {
        for export in file.exports().map_err(|error| cannot(error.to_string()))? {
            let export = export.map_err(|error| cannot(error.to_string()))?;
            if let NameOrOrdinal::Name(name) = export.name() {
                add(name);
            }
        }
    }
    Ok(names)
}

/// The C name behind an exported one, if it is one we care about. Mach-O puts an underscore in front
/// of every C name.
fn c_name(exported: &[u8], format: BinaryFormat) -> Option<String> {
    let name = std::str::from_utf8(exported).ok()?;
    let name = match format {
        BinaryFormat::MachO => name.strip_prefix('_')?,
        _ => name,
    };
    let wanted = PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    wanted.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use object::BinaryFormat;

    use super::c_name;

    #[test]
    fn other_names_and_mangled_ones_are_left_out() {
        let elf = |name: &str| c_name(name.as_bytes(), BinaryFormat::Elf);
        assert_eq!(elf("TfLiteVersion").as_deref(), Some("TfLiteVersion"));
        assert_eq!(elf("_TfLiteVersion"), None);
        assert_eq!(elf("_ZN6litert6LiteRtEv"), None);
        assert_eq!(elf("malloc"), None);
    }

    #[test]
    fn mach_o_underscores_are_taken_off() {
        let apple = |name: &str| c_name(name.as_bytes(), BinaryFormat::MachO);
        assert_eq!(apple("_LiteRtX").as_deref(), Some("LiteRtX"));
        assert_eq!(apple("__ZN6litert6LiteRtEv"), None);
    }
}
