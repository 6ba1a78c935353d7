//! The `.litertlm` format: a header that lists sections, and the sections.
//!
//! Bytes 0 to 7 are `LITERTLM`, then three numbers of 32 bits for the version; at 24 stands where the
//! header ends, and at 32 begins a flatbuffer.

use std::cell::Cell;

use super::super::error::{InvalidModel, InvalidModelKind};
use super::flat::{BUDGET, Bytes, Table};
use super::parts::{Part, PartKind};

type Result<T> = std::result::Result<T, String>;

/// How a file of this format begins.
pub(super) const MAGIC: &[u8] = b"LITERTLM";

/// The only major version that there is.
const MAJOR: u32 = 1;
const HEADER_AT: usize = 32;

/// The header of a `.litertlm`.
#[derive(Clone, Debug)]
pub struct Header {
    /// The version of the format.
    pub version: String,
    /// What the file says about itself.
    pub properties: Vec<(String, String)>,
    /// The sections, in their order.
    pub parts: Vec<Part>,
}

impl Header {
    pub(super) fn read(file: &[u8]) -> std::result::Result<Self, InvalidModel> {
        read(file).map_err(|why| {
            let place = "the header of the .litertlm file is damaged";
            InvalidModel::new(InvalidModelKind::LanguageModel, place, why)
        })
    }
}

fn read(file: &[u8]) -> Result<Header> {
    let budget = Cell::new(BUDGET);
    let start = Bytes {
        bytes: file,
        budget: &budget,
    };
    let [major, minor, patch] = [8, 12, 16].map(|at| start.u32(at));
    let (major, minor, patch) = (major?, minor?, patch?);
    let version = format!("{major}.{minor}.{patch}");
    if major != MAJOR {
        return Err(format!(
            "its version is {version}; known is version {MAJOR}"
        ));
    }
    let end = usize::try_from(start.u64(24)?).ok();
    let header = end.and_then(|end| file.get(HEADER_AT..end));
    let header = Bytes {
        bytes: header.ok_or("the header ends outside of the file")?,
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
            let part = part(section, number, file.len() as u64);
            parts.push(part.map_err(|why| format!("section {number}: {why}"))?);
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
    Ok(Header {
        version,
        properties,
        parts,
    })
}

fn part(section: Table<'_>, number: usize, file: u64) -> Result<Part> {
    let (begin, end) = (section.u64(1)?, section.u64(2)?);
    if begin > end || end > file {
        return Err(format!(
            "it lies at {begin} to {end}, outside of a file of {file} bytes"
        ));
    }
    let properties = pairs(section, 0)?;
    let kind = PartKind::of_section(section.u8(3)?, number);
    let model_type = properties
        .iter()
        .find(|(name, _)| name == "model_type")
        .map(|(_, value)| value.clone());
    Ok(Part {
        name: model_type.unwrap_or_else(|| match kind {
            PartKind::Unknown(_) => "unknown".to_owned(),
            _ => kind.to_string().replace(' ', "-"),
        }),
        kind,
        offset: begin,
        size: end - begin,
        is_compressed: false,
        properties,
    })
}

fn pairs(table: Table<'_>, field: usize) -> Result<Vec<(String, String)>> {
    let pairs = table.children(field)?.into_iter();
    pairs
        .map(|pair| Ok((pair.text(0)?, value(pair)?)))
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
