//! Bundles of bundles: what was written is listed and read, and damage is an error.

use arbitrary::{Arbitrary, Result, Unstructured};
use litert::model::Bundle;

use crate::archive::{self, Entry};

pub(crate) fn run(data: &[u8]) {
    damaged(data);
    let _ = input(&mut Unstructured::new(data));
}

fn input(u: &mut Unstructured<'_>) -> Result<()> {
    let depth = u.int_in_range(0..=2)?;
    let mut bytes = made(u, depth)?;
    let bundle = Bundle::new(&bytes).expect("a good bundle");
    for part in bundle.parts() {
        let content = part.file().read().expect("a good part");
        assert_eq!(content.len(), part.file().size());
    }
    let places = u.int_in_range(1..=8)?;
    for _ in 0..places {
        let at = u.choose_index(bytes.len())?;
        bytes[at] = u.arbitrary()?;
    }
    damaged(&bytes);
    Ok(())
}

/// A bundle whose first part may be one.
fn made(u: &mut Unstructured<'_>, depth: u32) -> Result<Vec<u8>> {
    let count = u.int_in_range(1..=3)?;
    let mut entries = Vec::new();
    for number in 0..count {
        let content = match depth > 0 && number == 0 {
            true => made(u, depth - 1)?,
            false => Vec::arbitrary(u)?,
        };
        entries.push(Entry {
            name: format!("{number}.{}", u.choose(&["tflite", "task", "txt"])?),
            content,
            compressed: u.arbitrary()?,
            stated: None,
        });
    }
    Ok(archive::write(&entries, 0))
}

/// Nothing panics, and a model is what its part holds.
fn damaged(bytes: &[u8]) {
    let Ok(bundle) = Bundle::new(bytes) else {
        return;
    };
    for part in bundle.parts() {
        // Of several parts of one name it is the first.
        let first = bundle.part(part.name()).expect("it is there");
        assert!(first.is_model() || bundle.model(part.name()).is_err());
        let _ = part.is_archive();
    }
    assert!(bundle.models().count() <= bundle.parts().len());
}
