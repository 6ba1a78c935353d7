//! Writes ZIP archives, right ones and wrong ones.

/// A file in an archive.
pub(crate) struct Entry {
    pub(crate) name: String,
    /// What is in it once unpacked.
    pub(crate) content: Vec<u8>,
    pub(crate) compressed: bool,
    /// The unpacked size that the archive states, if not the true one.
    pub(crate) stated: Option<u32>,
}

impl Entry {
    fn packed(&self) -> Vec<u8> {
        match self.compressed {
            true => miniz_oxide::deflate::compress_to_vec(&self.content, 1),
            false => self.content.clone(),
        }
    }

    /// What the headers in front of the file and in the directory have in common.
    fn header(&self, packed: usize) -> Vec<u8> {
        let method: u16 = if self.compressed { 8 } else { 0 };
        let stated = self.stated.unwrap_or(size(self.content.len()));
        let mut bytes = vec![20, 0, 0, 0];
        bytes.extend(method.to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(crc32fast::hash(&self.content).to_le_bytes());
        bytes.extend(size(packed).to_le_bytes());
        bytes.extend(stated.to_le_bytes());
        bytes.extend(short(self.name.len()));
        bytes.extend([0; 2]);
        bytes
    }
}

/// The archive, as it is appended to something of `before` bytes.
pub(crate) fn write(entries: &[Entry], before: usize) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let packed = entry.packed();
        let header = entry.header(packed.len());
        let at = size(before + bytes.len());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&header);
        bytes.extend(entry.name.as_bytes());
        bytes.extend(packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let at = size(before + bytes.len());
    let len = size(directory.len());
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(short(entries.len()));
    bytes.extend(short(entries.len()));
    bytes.extend(len.to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

fn size(len: usize) -> u32 {
    u32::try_from(len).expect("a small archive")
}

fn short(len: usize) -> [u8; 2] {
    u16::try_from(len).expect("a short name").to_le_bytes()
}
