//! The `.litertlm` format: a header that lists sections, and the sections.
//!
//! Bytes 0 to 7 are `LITERTLM`, then three numbers of 32 bits for the version; at 24 stands where the
//! header ends, and at 32 begins a flatbuffer. The runtime reads that without checking it, so that a
//! damaged file brings it down; here everything is checked.

use std::cell::Cell;

use anyhow::{Context as _, Result, bail, ensure};

use super::{Container, Format, Part, Property, is_tflite};

/// How a file of this format begins.
pub(super) const MAGIC: &[u8] = b"LITERTLM";

/// The only major version that there is.
const MAJOR: u32 = 1;
const HEADER_AT: usize = 32;

/// Reads the header.
pub(super) fn read(file: &[u8]) -> Result<Container> {
    read_header(file).context("the header of the .litertlm file is damaged")
}

fn read_header(file: &[u8]) -> Result<Container> {
    let budget = Cell::new(BUDGET);
    let start = Bytes {
        bytes: file,
        budget: &budget,
    };
    let [major, minor, patch] = [8, 12, 16].map(|at| start.u32(at));
    let (major, minor, patch) = (major?, minor?, patch?);
    ensure!(
        major == MAJOR,
        "its version is {major}.{minor}.{patch}; known is version {MAJOR}"
    );
    let end = usize::try_from(start.u64(24)?)?;
    let header = file
        .get(HEADER_AT..end)
        .context("the header ends outside of the file")?;
    let header = Bytes {
        bytes: header,
        budget: &budget,
    };
    let root = header.table(0)?;

    let mut properties = Vec::new();
    if let Some(system) = root.child(0)? {
        properties = pairs(system, 0)?;
    }
    let mut parts: Vec<Part> = Vec::new();
    if let Some(sections) = root.child(1)? {
        for section in sections.children(0)? {
            let number = parts.len();
            parts.push(part(section, number, file).with_context(|| format!("section {number}"))?);
        }
    }
    // Names must tell parts apart.
    for at in 0..parts.len() {
        let taken = parts
            .iter()
            .take(at)
            .any(|other| parts.get(at).is_some_and(|it| it.name == other.name));
        if let Some(part) = parts.get_mut(at).filter(|_| taken) {
            part.name = format!("{}-{at}", part.name);
        }
    }
    Ok(Container {
        format: Format::Litertlm,
        version: Some(format!("{major}.{minor}.{patch}")),
        properties,
        parts,
    })
}

fn part(section: Table<'_>, number: usize, file: &[u8]) -> Result<Part> {
    let (begin, end) = (section.u64(1)?, section.u64(2)?);
    if begin > end || end > file.len() as u64 {
        bail!(
            "it lies at {begin} to {end}, outside of a file of {} bytes",
            file.len()
        );
    }
    let properties = pairs(section, 0)?;
    let kind = kind(section.u8(3)?);
    let head = usize::try_from(begin)
        .ok()
        .and_then(|begin| file.get(begin..)?.get(..8));
    let model_type = properties
        .iter()
        .find(|it| it.name == "model_type")
        .map(|it| it.value.clone());
    Ok(Part {
        name: model_type.unwrap_or_else(|| kind.replace(' ', "-")),
        is_model: kind == "model" && head.is_some_and(is_tflite),
        kind: if kind == "unknown" {
            format!("unknown ({number})")
        } else {
            kind.to_owned()
        },
        offset: begin,
        bytes: end - begin,
        properties,
    })
}

fn kind(data_type: u8) -> &'static str {
    match data_type {
        1 => "data",
        3 => "model",
        4 => "SentencePiece tokenizer",
        5 => "settings of the language model",
        6 => "Hugging Face tokenizer",
        7 => "weights",
        8 => "settings of the embedding model",
        9 => "settings of the executor",
        10 => "settings of the speech synthesis",
        11 => "settings of the speech recognition",
        _ => "unknown",
    }
}

fn pairs(table: Table<'_>, field: usize) -> Result<Vec<Property>> {
    let pairs = table.children(field)?.into_iter();
    pairs
        .map(|pair| {
            Ok(Property {
                name: pair.text(0)?,
                value: value(pair)?,
            })
        })
        .collect()
}

/// Field 1 says of which type the table in field 2 is; its field 0 is the value.
fn value(pair: Table<'_>) -> Result<String> {
    let Some(value) = pair.child(2)? else {
        return Ok(String::new());
    };
    let raw = |bytes: usize| value.raw(0, bytes);
    let float = |raw: u64| f32::from_bits(raw as u32);
    Ok(match pair.u8(1)? {
        1 => raw(1)?.to_string(),
        2 => (raw(1)? as i8).to_string(),
        3 => raw(2)?.to_string(),
        4 => (raw(2)? as i16).to_string(),
        5 => raw(4)?.to_string(),
        6 => (raw(4)? as i32).to_string(),
        7 => float(raw(4)?).to_string(),
        8 => (raw(1)? != 0).to_string(),
        9 => value.text(0)?,
        10 => raw(8)?.to_string(),
        11 => (raw(8)? as i64).to_string(),
        12 => f64::from_bits(raw(8)?).to_string(),
        _ => "of a type that is newer than this program".to_owned(),
    })
}

/// A flatbuffer. Every access is checked, and what is taken out is counted: offsets may lead to the
/// same list or text again and again.
#[derive(Clone, Copy)]
struct Bytes<'a> {
    bytes: &'a [u8],
    budget: &'a Cell<usize>,
}

/// A table: a position, and the positions of its fields in a second table.
#[derive(Clone, Copy)]
struct Table<'a> {
    bytes: Bytes<'a>,
    at: usize,
    fields: usize,
    fields_len: usize,
}

/// What may be taken out of a header, in bytes. Real ones have some kilobytes.
const BUDGET: usize = 4 << 20;
/// What an entry of a list costs.
const ENTRY_COST: usize = 256;

impl<'a> Bytes<'a> {
    fn spend(self, cost: usize) -> Result<()> {
        let left = self.budget.get().checked_sub(cost);
        self.budget
            .set(left.context("it says too much to be real")?);
        Ok(())
    }

    fn number(self, at: usize, len: usize) -> Result<u64> {
        let bytes = at.checked_add(len).and_then(|end| self.bytes.get(at..end));
        let bytes =
            bytes.with_context(|| format!("an offset leads to {at}, outside of the header"))?;
        Ok(bytes
            .iter()
            .rev()
            .fold(0, |all, &byte| all << 8 | u64::from(byte)))
    }

    fn u32(self, at: usize) -> Result<u32> {
        Ok(self.number(at, 4)? as u32)
    }

    fn u64(self, at: usize) -> Result<u64> {
        self.number(at, 8)
    }

    /// Where the offset at `at` leads.
    fn follow(self, at: usize) -> Result<usize> {
        at.checked_add(self.u32(at)? as usize)
            .context("an offset is too large")
    }

    /// The table that the offset at `at` leads to.
    fn table(self, at: usize) -> Result<Table<'a>> {
        let at = self.follow(at)?;
        // This one offset counts backwards, and has a sign.
        let back = self.u32(at)? as i32;
        let fields = i64::try_from(at)?
            .checked_sub(i64::from(back))
            .context("an offset is too large")?;
        let fields = usize::try_from(fields).context("an offset leads in front of the header")?;
        let fields_len = self.number(fields, 2)? as usize;
        Ok(Table {
            bytes: self,
            at,
            fields,
            fields_len,
        })
    }
}

impl<'a> Table<'a> {
    /// Where a field lies; `None` if it is left out.
    fn field(self, index: usize) -> Result<Option<usize>> {
        let slot = 4 + 2 * index;
        if slot + 2 > self.fields_len {
            return Ok(None);
        }
        let offset = self.bytes.number(self.fields + slot, 2)? as usize;
        Ok((offset != 0).then_some(self.at + offset))
    }

    fn raw(self, index: usize, len: usize) -> Result<u64> {
        self.field(index)?
            .map_or(Ok(0), |at| self.bytes.number(at, len))
    }

    fn u8(self, index: usize) -> Result<u8> {
        Ok(self.raw(index, 1)? as u8)
    }

    fn u64(self, index: usize) -> Result<u64> {
        self.raw(index, 8)
    }

    fn child(self, index: usize) -> Result<Option<Table<'a>>> {
        self.field(index)?
            .map(|at| self.bytes.table(at))
            .transpose()
    }

    fn children(self, index: usize) -> Result<Vec<Table<'a>>> {
        let Some(at) = self.field(index)? else {
            return Ok(Vec::new());
        };
        let list = self.bytes.follow(at)?;
        let count = self.bytes.u32(list)? as usize;
        self.bytes.spend(count.saturating_mul(ENTRY_COST))?;
        (0..count)
            .map(|entry| self.bytes.table(list + 4 + 4 * entry))
            .collect()
    }

    fn text(self, index: usize) -> Result<String> {
        let Some(at) = self.field(index)? else {
            return Ok(String::new());
        };
        let text = self.bytes.follow(at)?;
        let len = self.bytes.u32(text)? as usize;
        self.bytes.spend(len)?;
        let start = text + 4;
        let bytes = start
            .checked_add(len)
            .and_then(|end| self.bytes.bytes.get(start..end));
        Ok(
            String::from_utf8_lossy(bytes.context("a text ends outside of the header")?)
                .into_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header whose root has one field, a list that names the same table over and over.
    #[test]
    fn lists_that_lead_in_circles_are_refused() {
        let count: u32 = 1_000_000;
        let mut header: Vec<u8> = Vec::new();
        // The root lies at 12, its fields at 4; field 0 is at 4 from it.
        header.extend_from_slice(&12_u32.to_le_bytes());
        header.extend_from_slice(&[6, 0, 8, 0, 4, 0, 0, 0]);
        header.extend_from_slice(&8_i32.to_le_bytes());
        header.extend_from_slice(&4_u32.to_le_bytes());
        header.extend_from_slice(&count.to_le_bytes());
        header.resize(header.len() + 4 * count as usize, 0);
        let budget = Cell::new(BUDGET);
        let bytes = Bytes {
            bytes: &header,
            budget: &budget,
        };
        let root = bytes.table(0).expect("a table");
        let error = root.children(0).err().expect("too many");
        assert!(error.to_string().contains("too much"), "{error:#}");
    }
}
