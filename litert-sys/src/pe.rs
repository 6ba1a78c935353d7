//! The imports of a Windows library, read from its file.
//!
//! The loader of Windows only says that some library is missing, not which; and memory that one
//! library allocates and another frees must come from one C runtime. Both are answered by the table
//! of imports.

/// A library that is imported from, and what.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Import {
    /// Its file name, as it is written in the table.
    pub(crate) library: String,
    /// The names that are imported from it; those imported by number are left out.
    pub(crate) names: Vec<String>,
}

/// The imports of a 64-bit library. `None` if the file is none, or is damaged.
pub(crate) fn imports(data: &[u8]) -> Option<Vec<Import>> {
    let file = File::new(data)?;
    let mut imports = Vec::new();
    // Entries of 20 bytes, up to one of zeros.
    for index in 0_u32.. {
        let entry = file.at(file.imports.checked_add(index.checked_mul(20)?)?)?;
        let (names, library, addresses) =
            (u32_at(entry, 0)?, u32_at(entry, 12)?, u32_at(entry, 16)?);
        if library == 0 {
            break;
        }
        imports.push(Import {
            library: file.text(library)?,
            names: file.names(if names == 0 { addresses } else { names })?,
        });
    }
    Some(imports)
}

/// Where a section lies in memory and in the file.
struct Section {
    address: u32,
    size: u32,
    offset: u32,
}

struct File<'a> {
    data: &'a [u8],
    sections: Vec<Section>,
    /// Address of the table of imports.
    imports: u32,
}

impl<'a> File<'a> {
    fn new(data: &'a [u8]) -> Option<Self> {
        const PE32_PLUS: u16 = 0x20b;
        if data.get(..2)? != b"MZ" {
            return None;
        }
        let start = usize::try_from(u32_at(data, 0x3c)?).ok()?;
        let header = data.get(start..)?;
        if header.get(..4)? != b"PE\0\0" || u16_at(header, 24)? != PE32_PLUS {
            return None;
        }
        let sections = usize::from(u16_at(header, 6)?);
        let optional = usize::from(u16_at(header, 20)?);
        let table = header.get(24 + optional..)?;
        let sections = table.chunks_exact(40).take(sections).map(|section| {
            Some(Section {
                address: u32_at(section, 12)?,
                size: u32_at(section, 16)?,
                offset: u32_at(section, 20)?,
            })
        });
        Some(Self {
            data,
            sections: sections.collect::<Option<_>>()?,
            // The second directory of the optional header.
            imports: u32_at(header, 24 + 112 + 8)?,
        })
    }

    /// The rest of the section from an address on.
    fn at(&self, address: u32) -> Option<&'a [u8]> {
        let mut sections = self.sections.iter();
        let within = |it: &&Section| address >= it.address && address - it.address < it.size;
        let section = sections.find(within)?;
        let past = address - section.address;
        let from = usize::try_from(section.offset.checked_add(past)?).ok()?;
        let len = usize::try_from(section.size - past).ok()?;
        self.data.get(from..from.checked_add(len)?)
    }

    /// The text at an address, up to its NUL.
    fn text(&self, address: u32) -> Option<String> {
        let bytes = self.at(address)?;
        let len = bytes.iter().position(|byte| *byte == 0)?;
        Some(String::from_utf8_lossy(&bytes[..len]).into_owned())
    }

    /// The names in a table of eight bytes each, up to a zero.
    fn names(&self, address: u32) -> Option<Vec<String>> {
        const BY_NUMBER: u64 = 1 << 63;
        let mut names = Vec::new();
        for entry in self.at(address)?.chunks_exact(8) {
            let entry = u64::from_le_bytes(entry.try_into().ok()?);
            if entry == 0 {
                break;
            }
            if entry & BY_NUMBER == 0 {
                // Two bytes of a hint come before the name.
                names.push(self.text(u32::try_from(entry).ok()?.checked_add(2)?)?);
            }
        }
        Some(names)
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// A remedy for imported libraries that the machine lacks; empty if there are none.
pub(crate) fn advice(missing: &[String]) -> String {
    if missing.is_empty() {
        return String::new();
    }
    let visual_c = missing.iter().any(|name| {
        let name = name.to_ascii_lowercase();
        ["msvcp", "vcruntime", "concrt"]
            .iter()
            .any(|part| name.starts_with(part))
    });
    let names = missing.join(", ");
    let what = if visual_c {
        ". That is the Microsoft Visual C++ runtime: install its current version (`winget install \
         Microsoft.VCRedist.2015+.x64`, or https://aka.ms/vs/17/release/vc_redist.x64.exe); an \
         older one that is installed may lack some of these files"
    } else {
        ""
    };
    format!("; it needs {names}, which this machine does not have{what}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A library with one section at address 0x1000 that holds the table of imports.
    fn library() -> Vec<u8> {
        let mut data = vec![0; 0x400];
        let mut put = |at: usize, bytes: &[u8]| data[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, b"MZ");
        put(0x3c, &0x40_u32.to_le_bytes());
        put(0x40, b"PE\0\0");
        put(0x40 + 6, &1_u16.to_le_bytes());
        put(0x40 + 20, &240_u16.to_le_bytes());
        put(0x40 + 24, &0x20b_u16.to_le_bytes());
        put(0x40 + 24 + 112 + 8, &0x1000_u32.to_le_bytes());
        let section = 0x40 + 24 + 240;
        put(section + 12, &0x1000_u32.to_le_bytes());
        put(section + 16, &0x200_u32.to_le_bytes());
        put(section + 20, &0x200_u32.to_le_bytes());
        // Two libraries: one with a name and a number, one without a table of names of its own.
        put(0x200, &0x1080_u32.to_le_bytes());
        put(0x200 + 12, &0x1100_u32.to_le_bytes());
        put(0x214 + 12, &0x1120_u32.to_le_bytes());
        put(0x214 + 16, &0x10a0_u32.to_le_bytes());
        put(0x280, &0x1140_u64.to_le_bytes());
        put(0x288, &((1_u64 << 63) | 7).to_le_bytes());
        put(0x2a0, &0x1150_u64.to_le_bytes());
        put(0x300, b"api-ms-win-crt-heap-l1-1-0.dll\0");
        put(0x320, b"VCRUNTIME140_THREADS.dll\0");
        put(0x342, b"free\0");
        put(0x352, b"mtx_do\0");
        data
    }

    #[test]
    fn imports_are_read_by_library_and_name() {
        let found = imports(&library()).expect("a library");
        let expected = [
            ("api-ms-win-crt-heap-l1-1-0.dll", "free"),
            ("VCRUNTIME140_THREADS.dll", "mtx_do"),
        ];
        let expected = expected.map(|(library, name)| Import {
            library: library.to_owned(),
            names: vec![name.to_owned()],
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn damaged_files_are_refused() {
        let whole = library();
        for len in 0..whole.len() {
            // Whatever comes of it: no panic, and nothing that is not in the file.
            let _ = imports(&whole[..len]);
        }
        assert_eq!(imports(&whole[..0x300]), None);
        assert_eq!(imports(b"\x7fELF"), None);
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] = 0xff;
            let _ = imports(&broken);
        }
    }

    #[test]
    fn missing_visual_c_runtime_is_named() {
        assert_eq!(advice(&[]), "");
        let text = advice(&["VCRUNTIME140_THREADS.dll".to_owned()]);
        assert!(text.contains("VCRUNTIME140_THREADS.dll"), "{text}");
        assert!(text.contains("Visual C++ runtime"), "{text}");
        let other = advice(&["dxil.dll".to_owned()]);
        assert!(
            other.contains("dxil.dll") && !other.contains("Visual"),
            "{other}"
        );
    }
}
