//! Files that hold models: what such a file looks like is nothing that chance comes up with.

use arbitrary::{Result, Unstructured};
use flatbuffers::{FlatBufferBuilder, TableFinishedWIPOffset, WIPOffset};

use crate::archive::{self, Entry};

const MODEL: &[u8] = include_bytes!("../../../models/tiny/add.tflite");

/// The word that an input begins with which stands for a container, and what follows for what is in
/// it and for damage.
const BUNDLE: &[u8] = b"a bundle:";
const LANGUAGE_MODEL: &[u8] = b"a language model:";

/// The container that an input stands for; `None` for one that is a file as it is.
pub(crate) fn from_words(input: &[u8]) -> Option<Vec<u8>> {
    let made = if let Some(rest) = input.strip_prefix(BUNDLE) {
        let mut u = Unstructured::new(rest);
        bundle(&mut u).and_then(|bytes| damaged(&mut u, bytes))
    } else if let Some(rest) = input.strip_prefix(LANGUAGE_MODEL) {
        let mut u = Unstructured::new(rest);
        language_model(&mut u).and_then(|bytes| damaged(&mut u, bytes))
    } else {
        return None;
    };
    made.ok()
}

/// With a few bytes changed, near either end for the most part: that is where such files speak.
fn damaged(u: &mut Unstructured<'_>, mut bytes: Vec<u8>) -> Result<Vec<u8>> {
    for _ in 0..u.int_in_range(0..=6)? {
        let at = match u.int_in_range(0..=4)? {
            0 => u.choose_index(bytes.len())?,
            1 | 2 => u.int_in_range(0..=bytes.len().min(400) - 1)?,
            _ => bytes.len() - 1 - u.int_in_range(0..=bytes.len().min(400) - 1)?,
        };
        bytes[at] = u.arbitrary()?;
    }
    Ok(bytes)
}

/// A `.task` file.
fn bundle(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut entries = Vec::new();
    for _ in 0..u.int_in_range(1..=3)? {
        let known = [
            "TF_LITE_PREFILL_DECODE",
            "TOKENIZER_MODEL",
            "METADATA",
            "a.txt",
        ];
        entries.push(Entry {
            name: match u.ratio(3, 4)? {
                true => u.choose(&known)?.to_string(),
                false => u.arbitrary()?,
            },
            content: match u.arbitrary()? {
                true => u.arbitrary()?,
                false => MODEL.to_vec(),
            },
            compressed: u.arbitrary()?,
            stated: u.arbitrary()?,
        });
    }
    Ok(archive::write(&entries, 0))
}

type Written = WIPOffset<TableFinishedWIPOffset>;

/// A `.litertlm` file: sections, and values with names.
fn language_model(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    const HEADER: u64 = 32;
    const SECTIONS: u64 = 4096;
    let mut b = FlatBufferBuilder::new();
    let about = pairs(u, &mut b)?;
    let mut sections = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        let about = pairs(u, &mut b)?;
        let kind: u8 = u.int_in_range(0..=12)?;
        let (begin, end) = match u.ratio(3, 4)? {
            true => (SECTIONS, SECTIONS + MODEL.len() as u64),
            false => (u.arbitrary()?, u.arbitrary()?),
        };
        sections.push(table(&mut b, |b| {
            b.push_slot_always(slot(0), about);
            b.push_slot_always(slot(1), begin);
            b.push_slot_always(slot(2), end);
            b.push_slot_always(slot(3), kind);
        }));
    }
    let sections = b.create_vector(&sections);
    let about = table(&mut b, |b| b.push_slot_always(slot(0), about));
    let sections = table(&mut b, |b| b.push_slot_always(slot(0), sections));
    let root = table(&mut b, |b| {
        b.push_slot_always(slot(0), about);
        b.push_slot_always(slot(1), sections);
    });
    b.finish(root, None);
    let header = b.finished_data();
    let mut bytes = b"LITERTLM".to_vec();
    for number in [1_u32, 0, 0, 0] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend((HEADER + header.len() as u64).to_le_bytes());
    bytes.extend(header);
    bytes.resize(bytes.len().max(SECTIONS as usize), 0);
    bytes.extend(MODEL);
    Ok(bytes)
}

type Pairs<'a> =
    WIPOffset<flatbuffers::Vector<'a, flatbuffers::ForwardsUOffset<TableFinishedWIPOffset>>>;

/// Names with values of all types.
fn pairs<'a>(u: &mut Unstructured<'_>, b: &mut FlatBufferBuilder<'a>) -> Result<Pairs<'a>> {
    let mut pairs = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        let name = match u.arbitrary()? {
            true => "model_type".to_owned(),
            false => u.arbitrary::<String>()?,
        };
        let kind: u8 = u.int_in_range(0..=13)?;
        let value = match kind {
            9 => {
                let text = b.create_string(u.arbitrary()?);
                table(b, |b| b.push_slot_always(slot(0), text))
            }
            _ => {
                let number: u64 = u.arbitrary()?;
                table(b, |b| b.push_slot_always(slot(0), number))
            }
        };
        let name = b.create_string(&name);
        pairs.push(table(b, |b| {
            b.push_slot_always(slot(0), name);
            b.push_slot_always(slot(1), kind);
            b.push_slot_always(slot(2), value);
        }));
    }
    Ok(b.create_vector(&pairs))
}

const fn slot(index: u16) -> u16 {
    4 + 2 * index
}

fn table<'a>(
    b: &mut FlatBufferBuilder<'a>,
    fields: impl FnOnce(&mut FlatBufferBuilder<'a>),
) -> Written {
    let start = b.start_table();
    fields(b);
    b.end_table(start)
}

#[cfg(test)]
mod tests {
    use litert_cli::exit::run_to_string;

    use super::{BUNDLE, LANGUAGE_MODEL, from_words};
    use crate::scratch;

    /// Many are what they are to be: `inspect` lists parts, among them a model.
    #[test]
    fn containers_are_containers() {
        for (word, name) in [(BUNDLE, ".task bundle"), (LANGUAGE_MODEL, ".litertlm file")] {
            let (mut models, mut state) = (0, 1_u64);
            for _ in 0..300 {
                let choices = (0..200).map(|_| {
                    state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                    (state >> 56) as u8
                });
                let input: Vec<u8> = word.iter().copied().chain(choices).collect();
                let Some(bytes) = from_words(&input) else {
                    continue;
                };
                let file = scratch::path("container");
                std::fs::write(&file, bytes).expect("a temporary file");
                let file = file.to_str().expect("UTF-8");
                if let Ok((_, text)) = run_to_string(&["inspect", file], Some(80)) {
                    // Damage may make it another one.
                    models += usize::from(text.contains(name) && text.contains("--part"));
                }
            }
            assert!(models > 10, "only {models} {name} with a model");
        }
    }
}
