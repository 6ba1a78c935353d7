//! What the header of a Linux program or library says about where it starts.

use std::collections::BTreeMap;

use object::elf::{ELFCLASS64, FileHeader32, FileHeader64, Machine, PT_INTERP};
use object::read::elf::{FileHeader, ProgramHeader as _};
use object::{Endianness, FileKind};

/// The newest version of each interface (`GLIBC`, `GLIBCXX`, …) that files refer to.
pub(super) type Needs = BTreeMap<String, Version>;

/// The numbers of a version, which compare as one expects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(Vec<u32>);

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let numbers: Vec<String> = self.0.iter().map(u32::to_string).collect();
        f.write_str(&numbers.join("."))
    }
}

/// What is known of one file.
#[derive(Debug)]
pub(super) struct Facts {
    machine: Machine,
    bits: u8,
    /// Whether a loader starts it; a program that is linked statically has none.
    pub(super) has_loader: bool,
    pub(super) needs: Needs,
}

impl Facts {
    /// Whether it was built for the processor of a target; `Err` says for which it was built.
    pub(super) fn check_target(&self, target: &str) -> Result<(), String> {
        let (machine, bits) = match target.split('-').next().unwrap_or_default() {
            "x86_64" => (object::elf::EM_X86_64, 64),
            "aarch64" => (object::elf::EM_AARCH64, 64),
            "i586" | "i686" => (object::elf::EM_386, 32),
            "riscv64gc" => (object::elf::EM_RISCV, 64),
            arm if arm.starts_with("arm") || arm.starts_with("thumb") => (object::elf::EM_ARM, 32),
            // Others are not known here, so there is nothing to object to.
            _ => return Ok(()),
        };
        if (self.machine, self.bits) == (machine, bits) {
            return Ok(());
        }
        let name = match self.machine {
            object::elf::EM_X86_64 => "x86_64".to_owned(),
            object::elf::EM_AARCH64 => "aarch64".to_owned(),
            object::elf::EM_ARM => "arm".to_owned(),
            object::elf::EM_386 => "x86".to_owned(),
            object::elf::EM_RISCV => "riscv".to_owned(),
            other => format!("machine {}", other.0),
        };
        Err(format!("{name}, {} bits", self.bits))
    }
}

/// Reads the headers of a file.
pub(super) fn read(data: &[u8]) -> Result<Facts, String> {
    let read = match FileKind::parse(data) {
        Ok(FileKind::Elf64) => read_class::<FileHeader64<Endianness>>(data),
        Ok(FileKind::Elf32) => read_class::<FileHeader32<Endianness>>(data),
        _ => return Err("it is no program or library for Linux".to_owned()),
    };
    read.map_err(|error| format!("its headers are damaged: {error}"))
}

fn read_class<Elf: FileHeader<Endian = Endianness>>(data: &[u8]) -> object::Result<Facts> {
    let header = Elf::parse(data)?;
    let endian = header.endian()?;
    let mut programs = header.program_headers(endian, data)?.iter();
    let mut facts = Facts {
        machine: header.e_machine(endian),
        bits: if header.e_ident().class == ELFCLASS64 {
            64
        } else {
            32
        },
        has_loader: programs.any(|program| program.p_type(endian) == PT_INTERP),
        needs: Needs::new(),
    };
    let sections = header.sections(endian, data)?;
    let Some((mut libraries, strings)) = sections.gnu_verneed(endian, data)? else {
        return Ok(facts);
    };
    let strings = sections.strings(endian, data, strings)?;
    while let Some((_, mut versions)) = libraries.next()? {
        while let Some(version) = versions.next()? {
            let name = String::from_utf8_lossy(version.name(endian, strings)?);
            merge(&mut facts.needs, parse(&name));
        }
    }
    Ok(facts)
}

/// `GLIBC_2.34` as its interface and version. Others (`GLIBC_PRIVATE`, `GCC_3.0_x`) say nothing.
fn parse(name: &str) -> Option<(String, Version)> {
    let (interface, version) = name.rsplit_once('_')?;
    let numbers = version.split('.').map(|number| number.parse().ok());
    Some((
        interface.to_owned(),
        Version(numbers.collect::<Option<_>>()?),
    ))
}

/// Adds what a file needs to what others need.
pub(super) fn merge(needs: &mut Needs, others: impl IntoIterator<Item = (String, Version)>) {
    for (interface, version) in others {
        let newest = needs.entry(interface).or_insert_with(|| version.clone());
        if version > *newest {
            *newest = version;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        let mut needs = Needs::new();
        for name in [
            "GLIBC_2.4",
            "GLIBC_2.34",
            "GLIBC_2.17",
            "GLIBC_PRIVATE",
            "CXXABI_1.3.9",
        ] {
            merge(&mut needs, parse(name));
        }
        let text: Vec<String> = needs
            .iter()
            .map(|(name, version)| format!("{name} {version}"))
            .collect();
        assert_eq!(text, ["CXXABI 1.3.9", "GLIBC 2.34"]);
    }

    #[test]
    #[cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]
    fn this_program_is_told_apart_from_others() {
        let facts = read(&std::fs::read(std::env::current_exe().unwrap()).unwrap()).unwrap();
        assert!(facts.has_loader);
        assert!(facts.needs.contains_key("GLIBC"), "{facts:?}");
        assert_eq!(facts.check_target("x86_64-unknown-linux-gnu"), Ok(()));
        let other = facts.check_target("aarch64-unknown-linux-gnu");
        assert_eq!(other, Err("x86_64, 64 bits".to_owned()));
        assert!(read(b"#!/bin/sh\n").is_err());
    }
}
