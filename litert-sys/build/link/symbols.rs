//! Which symbols a library file defines: a shared library, or a static archive.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use object::read::NameOrOrdinal;
use object::read::archive::ArchiveFile;
use object::read::elf::{ElfFile, FileHeader};
use object::{Architecture, File, FileKind, Object, ObjectSymbol, SymbolKind, elf};

/// What a symbol is: a function can be declared as one, everything else is memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Function,
    Data,
}

/// The contents of a file that matter here.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    pub(crate) defined: BTreeMap<String, Kind>,
    /// The name by which programs will ask for it when they start, if it carries one.
    pub(crate) soname: Option<String>,
    /// Rust's names of the processors it is for; an archive may hold anything.
    pub(crate) architectures: Vec<&'static str>,
}

/// Reads the names for which `keep` is true. The error is a cause, without the path.
pub(crate) fn read(path: &Path, keep: &dyn Fn(&str) -> bool) -> Result<Symbols, String> {
    let data = fs::read(path).map_err(|error| error.to_string())?;
    let mut symbols = Symbols::default();
    match FileKind::parse(&*data) {
        Ok(FileKind::Archive) => archive(&data, keep, &mut symbols)?,
        Ok(_) => shared(&data, keep, &mut symbols)?,
        Err(_) => return Err("it is no library".to_owned()),
    }
    Ok(symbols)
}

fn shared(data: &[u8], keep: &dyn Fn(&str) -> bool, into: &mut Symbols) -> Result<(), String> {
    let file = File::parse(data).map_err(text)?;
    into.architectures.extend(architecture(&file));
    match &file {
        File::Elf32(elf) => into.soname = soname(elf)?,
        File::Elf64(elf) => into.soname = soname(elf)?,
        // Mach-O lists what it exports in a table of its own.
        _ => {
            for export in file.exports().map_err(text)? {
                if let NameOrOrdinal::Name(name) = export.map_err(text)?.name() {
                    add(&String::from_utf8_lossy(name), Kind::Function, keep, into);
                }
            }
        }
    }
    for symbol in file.dynamic_symbols() {
        add_defined(&symbol, keep, into);
    }
    Ok(())
}

fn archive(data: &[u8], keep: &dyn Fn(&str) -> bool, into: &mut Symbols) -> Result<(), String> {
    let archive = ArchiveFile::parse(data).map_err(text)?;
    if archive.is_thin() {
        return Err(
            "it is a thin archive, which only points to other files; make a full one \
                    with `ar`"
                .to_owned(),
        );
    }
    for member in archive.members() {
        let member = member.map_err(text)?.data(data).map_err(text)?;
        // Archives may hold other things than object files.
        let Ok(file) = File::parse(member) else {
            continue;
        };
        if let Some(name) = architecture(&file) {
            if !into.architectures.contains(&name) {
                into.architectures.push(name);
            }
        }
        for symbol in file.symbols() {
            add_defined(&symbol, keep, into);
        }
    }
    Ok(())
}

fn add_defined<'a>(
    symbol: &impl ObjectSymbol<'a>,
    keep: &dyn Fn(&str) -> bool,
    into: &mut Symbols,
) {
    let Ok(name) = symbol.name() else { return };
    if symbol.is_definition() && symbol.is_global() {
        let kind = match symbol.kind() {
            SymbolKind::Data => Kind::Data,
            _ => Kind::Function,
        };
        add(name, kind, keep, into);
    }
}

fn add(name: &str, kind: Kind, keep: &dyn Fn(&str) -> bool, into: &mut Symbols) {
    // Apple's tools put an underscore in front of every C name.
    let apple = cfg!(target_vendor = "apple");
    let name = name.strip_prefix('_').filter(|_| apple).unwrap_or(name);
    if keep(name) {
        into.defined.insert(name.to_owned(), kind);
    }
}

/// The name that programs linked with this file ask for.
fn soname<Header: FileHeader>(file: &ElfFile<'_, Header>) -> Result<Option<String>, String> {
    let table = file.elf_dynamic_table().map_err(text)?;
    for entry in table.iter() {
        if entry.tag == elf::DT_SONAME {
            let name = table.string(entry).map_err(text)?;
            return Ok(Some(String::from_utf8_lossy(name).into_owned()));
        }
    }
    Ok(None)
}

fn text(error: object::Error) -> String {
    error.to_string()
}

/// Rust's name for the processor, where this crate may be asked about it.
fn architecture<'a>(file: &impl Object<'a>) -> Option<&'static str> {
    Some(match file.architecture() {
        Architecture::X86_64 => "x86_64",
        Architecture::I386 => "x86",
        Architecture::Aarch64 => "aarch64",
        Architecture::Arm => "arm",
        Architecture::Riscv64 => "riscv64",
        _ => return None,
    })
}
